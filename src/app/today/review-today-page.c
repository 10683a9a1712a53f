/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Today page: what waits, what is going to breach, what changed. Every figure opens its list: a
 * place in another page, or a list here. It is built anew when something happened, and the focus goes
 * back to where it was; when only the clock moved, only the hours are drawn anew. */
#define G_LOG_DOMAIN "review-app"
#include "review-today-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-attainment-tables.h"
#include "review-banner.h"
#include "review-card.h"
#include "review-columns.h"
#include "review-error.h"
#include "review-floor-words.h"
#include "review-focus.h"
#include "review-format.h"
#include "review-list.h"
#include "review-today-breach.h"
#include "review-today-cards.h"
#include "review-today-parts.h"
#include "review-today-words.h"
#include "review-wrap.h"

#define TILE_WIDTH 184

struct _ReviewTodayPage
{
  ReviewSidePage parent;
  /* template */
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkWidget *retry;
  GtkLabel *since;
  ReviewWrap *tiles;
  GtkLabel *nothing;
  ReviewTodayBreach *breach;
  ReviewCard *changes_card;
  GtkBox *changes;
  GtkWidget *time_card;
  GtkBox *time;
  GtkWidget *quality_card;
  GtkBox *quality;
  GtkLabel *list_title;
  GtkListBox *list;
  GtkLabel *list_note;
  GtkWidget *back;
  /* owned */
  ReviewSession *session;
  ReviewToday *still; /* (nullable): what is built, without what the clock moves */
  int open_kind;      /* ReviewTodayKind of the list that is open; 0: none */
  int open_rates;     /* ReviewTodayRateKind, likewise */
  char *open_cases;   /* (nullable): which number's cases, as the attainment tables word it */
  char *came_from;    /* (nullable): name of what had the focus before the list */
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (ReviewTodayPage, review_today_page, REVIEW_TYPE_SIDE_PAGE)

static ReviewTodayBoard *
get_board (ReviewTodayPage *self)
{
  return review_session_get_today (self->session);
}

static gboolean
is_listing (ReviewTodayPage *self)
{
  return self->open_kind != 0 || self->open_rates != 0 || self->open_cases != NULL;
}

/* What waits, as tiles; what does not, in one quiet line. */
static void
show_tiles (ReviewTodayPage *self, const ReviewToday *page)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  guint shown = 0;

  review_wrap_remove_all (self->tiles);
  for (guint i = 0; page->counts != NULL && i < page->counts->len; i++)
    {
      const ReviewTodayCount *one = page->counts->pdata[i];
      GtkWidget *tile;

      if (one->count == 0)
        {
          g_string_append_printf (rest, "%s%s", rest->len > 0 ? " · " : "",
                                  review_today_words_kind (one->kind));
          continue;
        }
      tile = review_today_new_tile (one, page->at);
      gtk_widget_set_size_request (tile, TILE_WIDTH, -1);
      review_wrap_append (self->tiles, tile);
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), rest->len > 0);
  if (rest->len > 0)
    {
      /* Translators: names of what is counted, none of which waits for anybody */
      g_autofree char *text = g_strdup_printf (_ ("Nothing waits: %s"), rest->str);

      gtk_label_set_text (self->nothing, text);
    }
}

static void
show_cases (ReviewTodayPage *self, const ReviewToday *page)
{
  g_autofree char *case_type = NULL, *title = NULL;
  ReviewFloorChoice choice;

  if (!review_attainment_tables_read_id (self->open_cases, &choice, &case_type))
    return;
  title = review_floor_words_choice (self->session, &choice);
  gtk_label_set_text (self->list_title, title);
  review_today_fill_findings (self->list, self->session, page, &choice);
  gtk_label_set_text (self->list_note, _ ("Cases that somebody looks at blind are not listed."));
}

static void
show_list (ReviewTodayPage *self, const ReviewToday *page)
{
  g_autofree char *since = review_format_local_time (page->since);

  if (self->open_cases != NULL)
    show_cases (self, page);
  else if (self->open_kind != 0)
    {
      gtk_label_set_text (self->list_title, review_today_words_kind (self->open_kind));
      review_today_fill_list (self->list, self->session, page, self->open_kind);
      gtk_label_set_text (self->list_note, "");
    }
  else
    {
      /* Translators: a moment */
      g_autofree char *note =
          g_strdup_printf (_ ("Since %s, against the four weeks before. A case that is looked at "
                              "blind counts when the look is over."),
                           since);

      gtk_label_set_text (self->list_title, review_today_words_rate (self->open_rates));
      review_today_fill_rates (self->list, self->session, page, self->open_rates);
      gtk_label_set_text (self->list_note, note);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->list_title), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
}

/* Focus that was on the page is put back where the same thing is now. */
static void
restore_focus (ReviewTodayPage *self, const char *name)
{
  GtkWidget *widget = name != NULL && g_str_has_prefix (name, "focus-today-")
                          ? review_focus_find (GTK_WIDGET (self), name)
                          : NULL;

  if (widget != NULL)
    gtk_widget_grab_focus (widget);
}

static void
build (ReviewTodayPage *self, const ReviewToday *page)
{
  g_autofree char *name = g_strdup (review_focus_get_name (GTK_WIDGET (self)));

  show_tiles (self, page);
  review_today_fill_changes (self->changes, self->session, page);
  review_today_fill_time (self->time, self->session, page);
  review_today_fill_quality (self->quality, page);
  gtk_widget_set_visible (self->time_card, page->attainment != NULL);
  gtk_widget_set_visible (self->quality_card,
                          gtk_widget_get_first_child (GTK_WIDGET (self->quality)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->breach), page->types != NULL);
  if (page->types != NULL)
    review_today_breach_show (self->breach, page, TRUE);
  if (is_listing (self))
    show_list (self, page);
  restore_focus (self, name);
}

static void
show_page (ReviewTodayPage *self, const ReviewToday *page)
{
  g_autoptr (ReviewToday) still = review_today_hold_still (page);
  g_autofree char *time = review_format_local_time (page->since);
  /* Translators: since when; a moment */
  g_autofree char *since = g_strdup_printf (_ ("since %s"), time);
  g_autofree char *at = review_format_local_time (page->at);
  g_autofree char *as_of = g_strdup_printf (_ ("as of %s"), at);

  review_card_set_caption (self->changes_card, since);
  gtk_label_set_text (self->since, as_of);
  if (self->still == NULL || !review_record_equal (self->still, still))
    build (self, page);
  else if (page->types != NULL)
    review_today_breach_show (self->breach, page, FALSE);
  g_clear_pointer (&self->still, review_record_unref);
  self->still = g_steal_pointer (&still);
  gtk_stack_set_visible_child_name (self->stack, is_listing (self) ? "list" : "page");
}

static void
show_state (ReviewTodayPage *self, const char *icon, const char *title, const char *text)
{
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  gtk_widget_set_visible (self->retry, text != NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

static void
update_banner (ReviewTodayPage *self, gboolean online, int code)
{
  g_autofree char *text = code != 0 ? review_today_words_error (code) : NULL;

  if (!online)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (text != NULL)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic", text,
                        _ ("Try again"), "today.retry");
  else
    review_banner_hide (self->banner);
}

static void
close_list (ReviewTodayPage *self)
{
  self->open_kind = self->open_rates = 0;
  g_clear_pointer (&self->open_cases, g_free);
}

static void
update (ReviewTodayPage *self)
{
  const ReviewToday *page = review_today_board_get_page (get_board (self));
  int code = review_board_get_error_code (REVIEW_BOARD (get_board (self)));
  gboolean online = review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE;
  g_autofree char *text = code != 0 ? review_today_words_error (code) : NULL;

  update_banner (self, online || page == NULL, page != NULL ? code : 0);
  if (page != NULL)
    {
      show_page (self, page);
      return;
    }
  g_clear_pointer (&self->still, review_record_unref);
  close_list (self);
  if (!online)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (code == REVIEW_ERROR_FORBIDDEN)
    show_state (self, "dialog-warning-symbolic", _ ("Not for your role"), text);
  else if (code != 0)
    show_state (self, "dialog-warning-symbolic", _ ("Today could not be read"), text);
  else
    show_state (self, NULL, _ ("Reading the day"), NULL);
}

static void
open_list (ReviewTodayPage *self, int kind, int rates, const char *cases)
{
  const ReviewToday *page = review_today_board_get_page (get_board (self));

  if (page == NULL)
    return;
  g_free (self->came_from);
  self->came_from = g_strdup (review_focus_get_name (GTK_WIDGET (self)));
  close_list (self);
  self->open_kind = kind;
  self->open_rates = rates;
  self->open_cases = g_strdup (cases);
  show_list (self, page);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_grab_focus (self->back);
}

static void
do_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_list (REVIEW_TODAY_PAGE (widget), g_variant_get_int32 (parameter), 0, NULL);
}

static void
do_rates (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_list (REVIEW_TODAY_PAGE (widget), 0, g_variant_get_int32 (parameter), NULL);
}

static void
do_findings (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_list (REVIEW_TODAY_PAGE (widget), 0, 0, g_variant_get_string (parameter, NULL));
}

static void
do_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewTodayPage *self = REVIEW_TODAY_PAGE (widget);

  if (!is_listing (self))
    return;
  close_list (self);
  gtk_stack_set_visible_child_name (self->stack, "page");
  restore_focus (self, self->came_from);
}

/* The queue with what the figure counts: waiting, of the type, in the band. */
static void
do_queue (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewTodayPage *self = REVIEW_TODAY_PAGE (widget);
  g_autoptr (ReviewViewRequest) filter = review_record_new (&review_view_request_type);
  g_autoptr (GStrvBuilder) states = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) bands = g_strv_builder_new ();
  const char *case_type;
  int band;

  g_variant_get (parameter, "(&si)", &case_type, &band);
  filter->case_type = g_strdup (case_type);
  g_strv_builder_add (states, review_enum_nick (&review_work_states, REVIEW_WORK_QUEUED));
  filter->states = g_strv_builder_end (states);
  if (band != 0)
    {
      g_strv_builder_add (bands, review_enum_nick (&review_bands, band));
      filter->bands = g_strv_builder_end (bands);
    }
  review_queue_set_filter (review_session_get_queue (self->session), filter);
  gtk_widget_activate_action (widget, "win.go-to", "s", "queue");
}

static void
do_retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewTodayPage *self = REVIEW_TODAY_PAGE (widget);

  if (review_session_get_connection (self->session) != REVIEW_CONNECTION_ONLINE)
    review_session_start (self->session);
  review_board_refresh (REVIEW_BOARD (get_board (self)));
}

static void
row_activated_cb (ReviewTodayPage *self, GtkListBoxRow *row)
{
  const char *work_item = review_list_row_get_id (row);

  if (work_item == NULL)
    return;
  review_desk_open_async (review_session_get_desk (self->session), work_item, NULL, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to", "s", "case");
}

static void
review_today_page_dispose (GObject *object)
{
  ReviewTodayPage *self = REVIEW_TODAY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_TODAY_PAGE);
  if (self->shown)
    review_board_look (REVIEW_BOARD (get_board (self)), FALSE);
  self->shown = FALSE;
  g_clear_object (&self->session);
  g_clear_pointer (&self->still, review_record_unref);
  g_clear_pointer (&self->came_from, g_free);
  g_clear_pointer (&self->open_cases, g_free);
  G_OBJECT_CLASS (review_today_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "today.open", "i", do_open);
  gtk_widget_class_install_action (widget_class, "today.rates", "i", do_rates);
  gtk_widget_class_install_action (widget_class, "today.findings", "s", do_findings);
  gtk_widget_class_install_action (widget_class, "today.back", NULL, do_back);
  gtk_widget_class_install_action (widget_class, "today.queue", "(si)", do_queue);
  gtk_widget_class_install_action (widget_class, "today.retry", NULL, do_retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "today.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "today.back",
                                       NULL);
}

/* Shows the day of @session's person. Called once. */
static void
review_today_page_bind (ReviewSidePage *page, ReviewSession *session)
{
  ReviewTodayPage *self = REVIEW_TODAY_PAGE (page);

  self->session = g_object_ref (session);
  review_today_breach_bind (self->breach, session);
  g_signal_connect_object (get_board (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/* Only while somebody looks it is kept up to date; another person's day is read by itself. */
static void
review_today_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  ReviewTodayPage *self = REVIEW_TODAY_PAGE (page);

  if (shown == self->shown)
    return;
  self->shown = shown;
  review_board_look (REVIEW_BOARD (get_board (self)), shown);
}

/* The focus goes to the first figure that leads somewhere. */
static void
review_today_page_take_focus (ReviewSidePage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewTodayPage, name)

static void
review_today_page_class_init (ReviewTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewSidePageClass *page_class = REVIEW_SIDE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_today_page_dispose;
  page_class->bind = review_today_page_bind;
  page_class->set_shown = review_today_page_set_shown;
  page_class->take_focus = review_today_page_take_focus;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_TODAY_BREACH);
  g_type_ensure (REVIEW_TYPE_WRAP);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-today-page.ui");
  CHILD (banner);
  CHILD (stack);
  CHILD (status);
  CHILD (retry);
  CHILD (since);
  CHILD (tiles);
  CHILD (nothing);
  CHILD (breach);
  CHILD (changes_card);
  CHILD (changes);
  CHILD (time_card);
  CHILD (time);
  CHILD (quality_card);
  CHILD (quality);
  CHILD (list_title);
  CHILD (list);
  CHILD (list_note);
  CHILD (back);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
review_today_page_init (ReviewTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
