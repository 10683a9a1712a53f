/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the floor did: what was late and by what, escalations, decisions that were overturned. A number
 * that is chosen lists its cases beside it; one of those opens the case. */
#define G_LOG_DOMAIN "review-app"
#include "review-attainment-page.h"

#include <glib/gi18n.h>

#include "review-attainment-tables.h"
#include "review-banner.h"
#include "review-card.h"
#include "review-chips.h"
#include "review-floor-words.h"
#include "review-format.h"
#include "review-label.h"
#include "review-list.h"
#include "review-tab-stop.h"
#include "review-words.h"

#define ITEM "review-item"

struct _ReviewAttainmentPage
{
  ReviewSidePage parent;
  /* template */
  ReviewChips *days;
  GtkLabel *summary;
  GtkWidget *again;
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  ReviewFigureTable *types;
  ReviewFigureTable *causes;
  GtkWidget *causes_card;
  ReviewFigureTable *by_day;
  ReviewFigureTable *escalations;
  ReviewFigureTable *overturns;
  GtkLabel *chosen;
  GtkLabel *hint;
  GtkListBox *findings;
  /* owned */
  ReviewSession *session;
  gpointer shown;       /* (owned) (nullable): the report that the tables are of */
  gpointer shown_rates; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewAttainmentPage, review_attainment_page, REVIEW_TYPE_SIDE_PAGE)

static const guint windows[] = { 1, 7, 30 };

static ReviewFloor *
get_floor (ReviewAttainmentPage *self)
{
  return review_session_get_floor (self->session);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewAttainmentPage *self = user_data;
  const ReviewFinding *one = review_item_get_record (item);
  GtkWidget *row;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *id = review_label_new_tipped (one->display_id, "heading");
  g_autofree char *at =
      review_format_clock (one->at, review_session_get_server_time (self->session));
  g_autofree char *words = review_floor_words_finding (one);
  g_autofree char *name =
      g_strdup_printf ("%s %s, %s, %s", review_words_type (self->session, one->case_type),
                       one->display_id, words, at);

  gtk_widget_set_hexpand (id, TRUE);
  gtk_box_append (GTK_BOX (top), id);
  gtk_box_append (GTK_BOX (top), review_label_new_tipped (at, "dim-label"));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), review_label_new_tipped (words, "caption"));
  row = review_list_row_new (box, name, NULL);
  g_object_set_data_full (G_OBJECT (row), ITEM, g_object_ref (item), g_object_unref);
  return row;
}

static void
activated_cb (ReviewAttainmentPage *self, GtkListBoxRow *row)
{
  const ReviewFinding *one = review_item_get_record (g_object_get_data (G_OBJECT (row), ITEM));

  review_desk_open_async (review_session_get_desk (self->session), one->work_item, NULL, NULL,
                          NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "review");
}

static void
chosen_cb (ReviewAttainmentPage *self, const char *id)
{
  ReviewFloorChoice choice;
  g_autofree char *case_type = NULL;

  if (!review_attainment_tables_read_id (id, &choice, &case_type))
    return;
  review_floor_choose (get_floor (self), &choice);
}

static void
days_cb (ReviewAttainmentPage *self, const char *id)
{
  review_floor_set_days (get_floor (self), (guint) g_ascii_strtoull (id, NULL, 10));
}

static void
again_cb (ReviewAttainmentPage *self)
{
  review_board_read_soon (REVIEW_BOARD (get_floor (self)));
}

static void
fill_tables (ReviewAttainmentPage *self)
{
  const ReviewAttainment *report = review_floor_get_attainment (get_floor (self));
  const ReviewOverturnRates *rates = review_floor_get_overturns (get_floor (self));

  if (report != self->shown && report != NULL)
    {
      gboolean breached = FALSE;

      for (guint i = 0; i < report->types->len; i++)
        breached |= ((ReviewTypeAttainment *) report->types->pdata[i])->causes->len > 0;
      review_attainment_tables_fill_types (self->types, self->session, report);
      review_attainment_tables_fill_causes (self->causes, self->session, report);
      review_attainment_tables_fill_days (self->by_day, self->session, report);
      review_attainment_tables_fill_escalations (self->escalations, report);
      gtk_widget_set_visible (self->causes_card, breached);
      g_clear_pointer (&self->shown, review_record_unref);
      self->shown = review_record_ref ((gpointer) report);
    }
  if (rates != self->shown_rates && rates != NULL)
    {
      review_attainment_tables_fill_overturns (self->overturns, rates);
      g_clear_pointer (&self->shown_rates, review_record_unref);
      self->shown_rates = review_record_ref ((gpointer) rates);
    }
}

static void
update_summary (ReviewAttainmentPage *self)
{
  const ReviewAttainment *report = review_floor_get_attainment (get_floor (self));
  gint64 over = 0, late = 0;
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; report != NULL && i < report->types->len; i++)
    {
      const ReviewTypeAttainment *one = report->types->pdata[i];

      over += one->looks - one->open;
      late += one->late;
    }
  if (over > 0)
    {
      share = review_format_share ((double) (over - late) / (double) over);
      /* Translators: a share, the number of cases that are over. */
      text = g_strdup_printf (ngettext ("%s on time of %d finished case",
                                        "%s on time of %d finished cases", (gulong) over),
                              share, (int) over);
    }
  gtk_label_set_text (self->summary, text != NULL ? text : "");
}

static void
update_list (ReviewAttainmentPage *self)
{
  ReviewFloor *floor = get_floor (self);
  const ReviewFloorChoice *choice = review_floor_get_choice (floor);
  const ReviewAttainment *report = review_floor_get_attainment (floor);
  guint n = g_list_model_get_n_items (review_floor_get_findings (floor));
  g_autofree char *title = review_floor_words_choice (self->session, choice);

  gtk_widget_set_visible (GTK_WIDGET (self->chosen), choice->kinds != 0);
  gtk_label_set_text (self->chosen, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->findings), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), n == 0 || report->left_off > 0);
  gtk_label_set_text (self->hint,
                      choice->kinds == 0 ? _ ("Choose a number to see the cases behind it.")
                      : n == 0           ? _ ("Cases that somebody looks at blind are not listed.")
                                         : _ ("Only the newest cases are listed."));
}

static void
update_marks (ReviewAttainmentPage *self)
{
  ReviewFigureTable *tables[] = { self->types, self->causes, self->by_day, self->escalations,
                                  self->overturns };
  const ReviewFloorChoice *choice = review_floor_get_choice (get_floor (self));
  g_autofree char *id = choice->kinds != 0 ? review_attainment_tables_make_id (choice) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    review_figure_table_set_active (tables[i], id);
}

static void
show_state (ReviewAttainmentPage *self, const char *icon, const char *title, const char *text)
{
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

static void
update_banner (ReviewAttainmentPage *self)
{
  int code = review_board_get_error_code (REVIEW_BOARD (get_floor (self)));

  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_OFFLINE)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (code != 0)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic",
                        review_words_error (code), NULL, NULL);
  else
    review_banner_hide (self->banner);
}

static void
update (ReviewAttainmentPage *self)
{
  ReviewFloor *floor = get_floor (self);
  const ReviewAttainment *report = review_floor_get_attainment (floor);
  g_autofree char *days = g_strdup_printf ("%u", review_floor_get_days (floor));

  review_chips_set_active_one (self->days, days);
  gtk_widget_set_sensitive (self->again, !review_board_get_busy (REVIEW_BOARD (floor)));
  update_summary (self);
  update_banner (self);
  fill_tables (self);
  if (report == NULL && review_session_get_connection (self->session) != REVIEW_CONNECTION_ONLINE)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (report == NULL)
    show_state (self, NULL, _ ("Reading what was on time"), NULL);
  else if (report->types->len == 0)
    show_state (self, "review-met-symbolic", _ ("No case came in these days"), NULL);
  else
    {
      update_list (self);
      update_marks (self);
      gtk_stack_set_visible_child_name (self->stack, "report");
    }
}

static void
review_attainment_page_dispose (GObject *object)
{
  ReviewAttainmentPage *self = REVIEW_ATTAINMENT_PAGE (object);

  if (self->findings != NULL)
    gtk_list_box_bind_model (self->findings, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_ATTAINMENT_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  g_clear_pointer (&self->shown_rates, review_record_unref);
  G_OBJECT_CLASS (review_attainment_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReviewAttainmentPage, name)
  BIND (days);
  BIND (summary);
  BIND (again);
  BIND (banner);
  BIND (stack);
  BIND (status);
  BIND (types);
  BIND (causes);
  BIND (causes_card);
  BIND (by_day);
  BIND (escalations);
  BIND (overturns);
  BIND (chosen);
  BIND (hint);
  BIND (findings);
#undef BIND
}

/* Shows how the floor of @session did. Called once. */
static void
review_attainment_page_bind (ReviewSidePage *page, ReviewSession *session)
{
  ReviewAttainmentPage *self = REVIEW_ATTAINMENT_PAGE (page);

  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->findings, review_floor_get_findings (get_floor (self)), make_row,
                           self, NULL);
  g_signal_connect_object (get_floor (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/* It is looked at: the report is read anew. */
static void
review_attainment_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  if (shown)
    review_board_read_soon (REVIEW_BOARD (get_floor (REVIEW_ATTAINMENT_PAGE (page))));
}

/* The focus goes to the days. */
static void
review_attainment_page_take_focus (ReviewSidePage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (REVIEW_ATTAINMENT_PAGE (page)->days), GTK_DIR_TAB_FORWARD);
}

static void
review_attainment_page_class_init (ReviewAttainmentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewSidePageClass *page_class = REVIEW_SIDE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_attainment_page_dispose;
  page_class->bind = review_attainment_page_bind;
  page_class->set_shown = review_attainment_page_set_shown;
  page_class->take_focus = review_attainment_page_take_focus;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_FIGURE_TABLE);
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-attainment-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
review_attainment_page_init (ReviewAttainmentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", windows[i]);
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u day", "%u days", windows[i]), windows[i]);

      review_chips_add (self->days, id, text, NULL);
    }
  g_signal_connect_object (self->days, "chosen", G_CALLBACK (days_cb), self, G_CONNECT_SWAPPED);
}
