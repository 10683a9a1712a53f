/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waves of alike cases and the house's lists: what there is on the left, the one that is looked at
 * on the right, and the acts as actions, so that what a button does and what a key does are one. */
#define G_LOG_DOMAIN "review-app"
#include "review-waves-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-banner.h"
#include "review-format.h"
#include "review-house-view.h"
#include "review-label.h"
#include "review-list.h"
#include "review-related-words.h"
#include "review-tab-stop.h"
#include "review-tip.h"
#include "review-wave-view.h"
#include "review-waves-words.h"
#include "review-words.h"

#define PLACE "waves/place" /* screen state: "waves" or "lists" */

struct _ReviewWavesPage
{
  ReviewSidePage parent;
  /* template */
  GtkWidget *places;
  GtkWidget *to_waves;
  GtkWidget *to_lists;
  GtkStack *side;
  GtkListBox *campaigns;
  GtkListBox *entries;
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  ReviewWaveView *wave_view;
  ReviewHouseView *house_view;
  /* owned */
  ReviewSession *session;
  gboolean filling; /* rows are being selected by the page itself */
};

G_DEFINE_FINAL_TYPE (ReviewWavesPage, review_waves_page, REVIEW_TYPE_SIDE_PAGE)

static ReviewWaves *
get_waves (ReviewWavesPage *self)
{
  return review_session_get_waves (self->session);
}

static ReviewHouse *
get_house (ReviewWavesPage *self)
{
  return review_session_get_house (self->session);
}

static gboolean
shows_lists (ReviewWavesPage *self)
{
  return !review_session_get_can_see_waves (self->session)
         || g_strcmp0 (review_session_get_ui_string (self->session, PLACE), "lists") == 0;
}

static GtkWidget *
new_row (const char *id, const char *title, const char *side, const char *detail)
{
  GtkWidget *row;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *labels[] = { review_label_new_line (title, "heading"),
                          review_label_new_line (side, "dim-label"),
                          review_label_new_line (detail, "dim-label") };
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", title, side, detail);

  gtk_widget_set_hexpand (labels[0], TRUE);
  gtk_widget_add_css_class (labels[2], "caption");
  gtk_box_append (GTK_BOX (top), labels[0]);
  gtk_box_append (GTK_BOX (top), labels[1]);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), labels[2]);
  row = review_list_row_new (box, name, id);
  review_tip_set (row, detail);
  return row;
}

static GtkWidget *
make_campaign_row (gpointer item, gpointer user_data)
{
  ReviewWavesPage *self = user_data;
  const ReviewCampaign *one = review_item_get_record (item);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%d case", "%d cases", (gulong) one->members), (int) one->members);
  g_autofree char *detail = g_strdup_printf (
      "%s · %s · %s",
      one->to_review > 0 ? _ ("To look at again") : review_waves_words_state (one->state),
      review_related_words_kind (one->kind), review_words_type (self->session, one->case_type));

  return new_row (one->id, one->display_id, count, detail);
}

static GtkWidget *
make_entry_row (gpointer item, gpointer user_data)
{
  const ReviewHouseEntry *one = review_item_get_record (item);
  g_autofree char *title = g_strdup_printf ("%s · %s", one->display_id, one->masked);
  g_autofree char *detail = g_strdup_printf (
      "%s · %s · %s", review_waves_words_list (one->list),
      one->review_at != 0 ? _ ("To look at again") : review_waves_words_entry_state (one->state),
      review_waves_words_kind (one->kind));
  g_autofree char *hits = one->hits > 0 ? g_strdup_printf ("%d", (int) one->hits) : g_strdup ("");

  return new_row (one->id, title, hits, detail);
}

static void
select_row (ReviewWavesPage *self, GtkListBox *list, const char *id)
{
  self->filling = TRUE;
  if (id == NULL)
    gtk_list_box_unselect_all (list);
  else
    review_list_select (list, id);
  self->filling = FALSE;
}

static void
show_state (ReviewWavesPage *self, const char *icon, const char *title, const char *text)
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
update_content (ReviewWavesPage *self)
{
  ReviewWaves *waves = get_waves (self);
  gboolean online = review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE;

  if (shows_lists (self))
    gtk_stack_set_visible_child_name (self->stack, "lists");
  else if (review_waves_get_view (waves) != NULL)
    gtk_stack_set_visible_child_name (self->stack, "wave");
  else if (!online)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (review_waves_get_loaded (waves)
           && g_list_model_get_n_items (review_waves_get_campaigns (waves)) == 0)
    show_state (self, "review-met-symbolic", _ ("No wave"),
                _ ("Alike cases that come within a day are gathered here by themselves."));
  else
    show_state (self, NULL, _ ("Reading the waves"), NULL);
}

static void
update_banner (ReviewWavesPage *self)
{
  gboolean lists = shows_lists (self);
  int code = lists ? review_board_get_error_code (REVIEW_BOARD (get_house (self)))
                   : review_board_get_error_code (REVIEW_BOARD (get_waves (self)));
  const char *field = lists ? review_board_get_error_field (REVIEW_BOARD (get_house (self)))
                            : review_board_get_error_field (REVIEW_BOARD (get_waves (self)));
  g_autofree char *text = code != 0 ? review_waves_words_error (code, field) : NULL;

  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_OFFLINE)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (text != NULL)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic", text,
                        _ ("Close"), "waves.dismiss-error");
  else
    review_banner_hide (self->banner);
}

static void
update (ReviewWavesPage *self)
{
  gboolean lists = shows_lists (self);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->to_waves), !lists);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->to_lists), lists);
  gtk_widget_set_visible (self->to_waves, review_session_get_can_see_waves (self->session));
  gtk_stack_set_visible_child_name (self->side, lists ? "lists" : "waves");
  select_row (self, self->campaigns, review_waves_get_selected (get_waves (self)));
  select_row (self, self->entries, review_house_get_selected (get_house (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "waves.decide",
                                 !lists && review_waves_get_unmet (get_waves (self)) == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "waves.undo",
                                 !lists && review_waves_get_can_undo (get_waves (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "waves.new-entry",
                                 review_house_get_may_propose (get_house (self)));
  update_banner (self);
  update_content (self);
}

static void
campaign_cb (ReviewWavesPage *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    review_waves_select (get_waves (self), review_list_row_get_id (row));
}

static void
entry_cb (ReviewWavesPage *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    review_house_select (get_house (self), review_list_row_get_id (row));
}

static void
show_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewWavesPage *self = REVIEW_WAVES_PAGE (widget);

  review_session_set_ui_string (self->session, PLACE, g_variant_get_string (parameter, NULL));
  update (self);
}

static void
do_simple (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewWavesPage *self = REVIEW_WAVES_PAGE (widget);

  if (strcmp (name, "waves.decide") == 0)
    review_waves_decide (get_waves (self));
  else if (strcmp (name, "waves.undo") == 0)
    review_waves_undo (get_waves (self));
  else if (strcmp (name, "waves.new-entry") == 0)
    review_house_select (get_house (self), NULL);
  else
    {
      review_board_clear_error (REVIEW_BOARD (get_waves (self)));
      review_board_clear_error (REVIEW_BOARD (get_house (self)));
    }
}

static void
review_waves_page_dispose (GObject *object)
{
  ReviewWavesPage *self = REVIEW_WAVES_PAGE (object);

  if (self->campaigns != NULL)
    gtk_list_box_bind_model (self->campaigns, NULL, NULL, NULL, NULL);
  if (self->entries != NULL)
    gtk_list_box_bind_model (self->entries, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_WAVES_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_waves_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const simple[] = { "waves.decide", "waves.undo", "waves.new-entry",
                                        "waves.dismiss-error" };

  for (gsize i = 0; i < G_N_ELEMENTS (simple); i++)
    gtk_widget_class_install_action (widget_class, simple[i], NULL, do_simple);
  gtk_widget_class_install_action (widget_class, "waves.show", "s", show_place);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "waves.undo",
                                       NULL);
}

/* Shows the waves and lists of @session. Called once. */
static void
review_waves_page_bind (ReviewSidePage *page, ReviewSession *session)
{
  ReviewWavesPage *self = REVIEW_WAVES_PAGE (page);

  self->session = g_object_ref (session);
  review_wave_view_bind (self->wave_view, session);
  review_house_view_bind (self->house_view, session);
  gtk_list_box_bind_model (self->campaigns, review_waves_get_campaigns (get_waves (self)),
                           make_campaign_row, self, NULL);
  gtk_list_box_bind_model (self->entries, review_house_get_entries (get_house (self)),
                           make_entry_row, self, NULL);
  g_signal_connect_object (get_waves (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_house (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::can-see-waves", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/* It is looked at: what it shows is read, and kept up to date from now on. */
static void
review_waves_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  ReviewWavesPage *self = REVIEW_WAVES_PAGE (page);

  if (!shown)
    return;
  review_board_watch (REVIEW_BOARD (get_waves (self)));
  review_board_watch (REVIEW_BOARD (get_house (self)));
}

/* The focus goes to the list that is shown, or to its switch where it is empty. */
static void
review_waves_page_take_focus (ReviewSidePage *page)
{
  ReviewWavesPage *self = REVIEW_WAVES_PAGE (page);
  GtkListBox *list = shows_lists (self) ? self->entries : self->campaigns;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (list, 0);
  gtk_widget_grab_focus (row != NULL          ? GTK_WIDGET (row)
                         : shows_lists (self) ? self->to_lists
                                              : self->to_waves);
}

static void
review_waves_page_class_init (ReviewWavesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewSidePageClass *page_class = REVIEW_SIDE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_waves_page_dispose;
  page_class->bind = review_waves_page_bind;
  page_class->set_shown = review_waves_page_set_shown;
  page_class->take_focus = review_waves_page_take_focus;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_HOUSE_VIEW);
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  g_type_ensure (REVIEW_TYPE_WAVE_VIEW);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-waves-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, places);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, to_waves);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, to_lists);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, side);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, campaigns);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, entries);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, status);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, wave_view);
  gtk_widget_class_bind_template_child (widget_class, ReviewWavesPage, house_view);
  gtk_widget_class_bind_template_callback (widget_class, campaign_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_cb);
}

/* Ctrl+Enter works in a text field too, which would take it for a new line: it is caught first. */
static void
add_decide_key (ReviewWavesPage *self)
{
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (enters[i], GDK_CONTROL_MASK),
                          gtk_named_action_new ("waves.decide")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
review_waves_page_init (ReviewWavesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_decide_key (self);
}
