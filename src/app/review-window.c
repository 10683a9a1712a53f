/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: header bar and pages. It wires the session to what is on screen and keeps nothing
 * itself; sizes go to the settings, everything else to the session. */
#define G_LOG_DOMAIN "review-app"
#include "review-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-attainment-page.h"
#include "review-batch-menu.h"
#include "review-command-palette.h"
#include "review-compat.h"
#include "review-hub-page.h"
#include "review-key-content.h"
#include "review-language.h"
#include "review-page.h"
#include "review-quality-page.h"
#include "review-presence.h"
#include "review-referral-window.h"
#include "review-reopen-dialog.h"
#include "review-role.h"
#include "review-shift-acts.h"
#include "review-shift-control.h"
#include "review-shift-page.h"
#include "review-steady-layout.h"
#include "review-tag.h"
#include "review-today-page.h"
#include "review-waves-page.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewWindow
{
  AdwApplicationWindow parent;
  /* template */
  AdwWindowTitle *title;
  GtkMenuButton *main_menu;
  GtkWidget *next_case;
  ReviewBatchMenu *batch_menu;
  GtkMenuButton *user_menu;
  GtkLabel *user_name;
  GtkPopoverMenu *user_popover;
  GtkWidget *language;
  ReviewTag *connection;
  ReviewShiftControl *shift;
  GtkWidget *switcher;
  GtkWidget *to_hub;
  GtkWidget *to_waves;
  GtkWidget *to_quality;
  AdwToastOverlay *toasts;
  AdwViewStack *pages;
  ReviewPage *page;
  /* owned */
  ReviewSession *session;
  GSettings *settings;
  char *seated;         /* (nullable): id of the person whom it shows */
  gboolean next_wanted; /* a case is taken as soon as one can be */
  guint focusing;       /* idle source that looks whether the focus is still nowhere */
};

G_DEFINE_FINAL_TYPE (ReviewWindow, review_window, ADW_TYPE_APPLICATION_WINDOW)

/* All is well: a sign says it. What is not has words. */
static void
show_connection (ReviewWindow *self)
{
  static const struct
  {
    ReviewTone tone;
    const char *icon;
  } looks[] = {
    { REVIEW_TONE_NEUTRAL, NULL },
    { REVIEW_TONE_NEUTRAL, NULL },
    { REVIEW_TONE_NEUTRAL, NULL },
    { REVIEW_TONE_SUCCESS, "review-met-symbolic" },
    { REVIEW_TONE_WARNING, "network-offline-symbolic" },
    { REVIEW_TONE_ERROR, "dialog-error-symbolic" },
    { REVIEW_TONE_ERROR, "dialog-error-symbolic" },
  };
  guint state = MIN (review_session_get_connection (self->session), G_N_ELEMENTS (looks) - 1);
  const char *word = review_words_connection ((int) state);
  const char *where = review_session_get_embedded (self->session)
                          ? _ ("Server on this computer")
                          : review_session_get_host (self->session);
  g_autofree char *tip =
      /* Translators: how something stands, and of what */
      where != NULL ? g_strdup_printf (_ ("%s: %s"), word, where) : g_strdup (word);

  review_tag_set_text (self->connection, state == REVIEW_CONNECTION_ONLINE ? NULL : word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->connection), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word, -1);
  review_tag_set_tone (self->connection, looks[state].tone);
  review_tag_set_icon_name (self->connection, looks[state].icon);
  review_tip_set (GTK_WIDGET (self->connection), tip);
}

static GMenuModel *
list_users (ReviewWindow *self)
{
  GListModel *users = review_session_get_local_users (self->session);
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *section = g_menu_new ();

  for (guint i = 0; users != NULL && i < g_list_model_get_n_items (users); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (users, i);
      const ReviewUser *user = review_item_get_record (item);
      g_autofree char *label =
          g_strdup_printf ("%s · %s", user->name, review_words_role (user->role));
      GMenuItem *entry = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (entry, "win.user", "s", user->id);
      g_menu_append_item (section, entry);
      g_object_unref (entry);
    }
  g_menu_append_section (menu, _ ("Work as"), G_MENU_MODEL (section));
  g_object_unref (section);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
show_user (ReviewWindow *self)
{
  const ReviewUser *user = review_session_get_user (self->session);
  GListModel *users = review_session_get_local_users (self->session);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "user");
  g_autoptr (GMenuModel) menu = list_users (self);
  g_autofree char *label =
      user != NULL ? g_strdup_printf ("%s · %s", user->name, review_words_role (user->role))
                   : g_strdup (_ ("Not signed in"));
  g_autofree char *name = g_strdup_printf (_ ("User: %s"), label);

  gtk_label_set_text (self->user_name, label);
  review_tip_set (GTK_WIDGET (self->user_name), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->user_menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  review_compat_name_widget (gtk_widget_get_first_child (GTK_WIDGET (self->user_menu)), name);
  gtk_popover_menu_set_menu_model (self->user_popover, menu);
  review_compat_name_menu (GTK_WIDGET (self->user_popover));
  gtk_widget_set_sensitive (GTK_WIDGET (self->user_menu),
                            users != NULL && g_list_model_get_n_items (users) > 0);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (user != NULL ? user->id : ""));
}

static void
allow (ReviewWindow *self, const char *action, gboolean allowed)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), allowed);
}

static void
show_allowed (ReviewWindow *self)
{
  if (self->page == NULL)
    return;
  allow (self, "take-next", review_page_can_take_next (self->page));
  allow (self, "report", review_page_can (self->page, "review.report"));
  allow (self, "reopen", review_reopen_dialog_is_for (self->session));
  allow (self, "referrals", review_referral_window_is_for (self->session));
  if (self->next_wanted && review_page_can_take_next (self->page))
    {
      self->next_wanted = FALSE;
      review_page_take_next (self->page);
    }
}

static gboolean
shows (ReviewWindow *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), page) == 0;
}

static gboolean
may_see_today (ReviewSession *session)
{
  return review_session_get_user (session) != NULL;
}

/* Who works on cases sees their own shift, who oversees others sees theirs. */
static gboolean
may_see_shift (ReviewSession *session)
{
  const ReviewUser *user = review_session_get_user (session);

  return user != NULL
         && (review_role_may_decide (user->role)
             || review_team_may_see (review_session_get_team (session)));
}

/* The pages beside the one where cases are reviewed, which is there from the start. */
static const struct
{
  const char *name; /* in the stack, where a bin waits for it */
  GType (*get_type) (void);
  gboolean (*may_see) (ReviewSession *session);
} side_pages[] = {
  { "today", review_today_page_get_type, may_see_today },
  { "waves", review_waves_page_get_type, review_session_get_can_see_lists },
  { "shift", review_shift_page_get_type, may_see_shift },
  { "attainment", review_attainment_page_get_type, review_session_get_can_oversee },
  { "quality", review_quality_page_get_type, review_session_get_can_see_figures },
  { "hub", review_hub_page_get_type, review_session_get_can_see_hub },
};

/* (nullable): once it was shown. */
static ReviewSidePage *
get_side_page (ReviewWindow *self, const char *name)
{
  GtkWidget *bin = adw_view_stack_get_child_by_name (self->pages, name);

  return ADW_IS_BIN (bin) ? (ReviewSidePage *) adw_bin_get_child (ADW_BIN (bin)) : NULL;
}

static GtkWidget *
get_page (ReviewWindow *self)
{
  ReviewSidePage *side = get_side_page (self, adw_view_stack_get_visible_child_name (self->pages));

  return side != NULL ? GTK_WIDGET (side) : GTK_WIDGET (self->page);
}

static void
take_focus (ReviewWindow *self)
{
  GtkWidget *page = get_page (self);

  if (REVIEW_IS_SIDE_PAGE (page))
    review_side_page_take_focus (REVIEW_SIDE_PAGE (page));
  else
    review_page_take_focus (self->page);
}

static gboolean
may_see (ReviewWindow *self, const char *page)
{
  for (gsize i = 0; i < G_N_ELEMENTS (side_pages); i++)
    if (g_strcmp0 (page, side_pages[i].name) == 0)
      return side_pages[i].may_see (self->session);
  return g_strcmp0 (page, "review") == 0;
}

/* Made when it is shown first. */
static void
show_side_pages (ReviewWindow *self, const char *shown)
{
  for (gsize i = 0; i < G_N_ELEMENTS (side_pages); i++)
    {
      gboolean wanted = g_str_equal (side_pages[i].name, shown);
      ReviewSidePage *page = get_side_page (self, side_pages[i].name);

      if (page == NULL && wanted)
        {
          GtkWidget *bin = adw_view_stack_get_child_by_name (self->pages, side_pages[i].name);

          page = g_object_new (side_pages[i].get_type (), NULL);
          adw_bin_set_child (ADW_BIN (bin), GTK_WIDGET (page));
          review_side_page_bind (page, self->session);
        }
      if (page != NULL)
        review_side_page_set_shown (page, wanted);
    }
}

/* A page that the role does not have is not shown, whoever asks for it. */
static void
show_page (ReviewWindow *self, const char *wanted)
{
  const char *name = may_see (self, wanted) ? wanted : "review";
  gboolean review = g_str_equal (name, "review");
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "page");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  gtk_widget_set_visible (self->next_case, review);
  gtk_widget_set_visible (GTK_WIDGET (self->batch_menu), review);
  show_side_pages (self, name);
  if (shows (self, name))
    return;
  adw_view_stack_set_visible_child_name (self->pages, name);
  review_session_set_ui_string (self->session, "window/page", name);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    take_focus (self);
}

/* Who has one page needs no switcher. */
static void
show_pages (ReviewWindow *self)
{
  gboolean hub = may_see (self, "hub"), waves = may_see (self, "waves");
  gboolean today = may_see (self, "today");
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "page");

  gtk_widget_set_visible (self->switcher, today);
  gtk_widget_set_visible (self->to_hub, hub);
  gtk_widget_set_visible (self->to_waves, waves);
  gtk_widget_set_visible (self->to_quality, may_see (self, "quality"));
  gtk_widget_set_visible (GTK_WIDGET (self->title), !today);
  allow (self, "attainment", may_see (self, "attainment"));
  allow (self, "shift", may_see (self, "shift"));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), today);
  show_page (self, adw_view_stack_get_visible_child_name (self->pages));
}

static void
page_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  show_page (user_data, g_variant_get_string (value, NULL));
}

/* Who runs a floor begins with the day; the others with the next case. Whoever comes back to a window
 * of their own (a switch of language) finds the page where they were. */
static void
seat (ReviewWindow *self)
{
  const ReviewUser *user = review_session_get_user (self->session);
  gboolean known = self->seated != NULL;

  if (user == NULL || g_strcmp0 (self->seated, user->id) == 0)
    return;
  g_free (self->seated);
  self->seated = g_strdup (user->id);
  if (known || review_session_get_ui_string (self->session, "window/page") == NULL)
    show_page (self, user->role == REVIEW_ROLE_LEAD || user->role == REVIEW_ROLE_VENDOR_LEAD
                         ? "today"
                         : adw_view_stack_get_visible_child_name (self->pages));
  show_pages (self);
}

/* The one handover that waits, the list of them, or the one that is being written. */
static void
go_to_shift (ReviewWindow *self, const char *what)
{
  ReviewShiftBoard *board = review_session_get_shift_board (self->session);
  g_autofree char *only = review_shift_board_dup_only_to_accept (board);
  g_autofree char *place = g_str_equal (what, "give") ? g_strdup (what)
                           : only != NULL             ? g_strconcat ("handover:", only, NULL)
                                                      : g_strdup ("");

  review_session_set_ui_string (self->session, REVIEW_SHIFT_PLACE, place);
  show_page (self, "shift");
  if (shows (self, "shift"))
    gtk_widget_activate_action (get_page (self), "shift.show", "s", place);
}

/* Places that a figure of the day leads to. */
static void
go_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewWindow *self = user_data;
  const char *place = g_variant_get_string (parameter, NULL);

  if (g_str_equal (place, "hub"))
    show_page (self, "hub");
  else if (g_str_equal (place, "handovers") || g_str_equal (place, "give"))
    go_to_shift (self, place);
  else if (g_str_equal (place, "waves") || g_str_equal (place, "lists"))
    {
      review_session_set_ui_string (self->session, "waves/place", place);
      show_page (self, "waves");
      if (shows (self, "waves"))
        gtk_widget_activate_action (get_page (self), "waves.show", "s", place);
    }
  else
    {
      show_page (self, "review");
      review_page_go_to (self->page, place);
    }
}

static void
take_next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewWindow *self = user_data;

  review_page_take_next (self->page);
}

static void
user_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ReviewWindow *self = user_data;
  const ReviewUser *user = review_session_get_user (self->session);
  const char *wanted = g_variant_get_string (value, NULL);

  if (user == NULL || g_strcmp0 (user->id, wanted) == 0)
    return;
  review_session_switch_user_async (self->session, wanted, NULL, NULL, NULL);
}

/* Whether the command, whoever's action it is, would do something now. */
static gboolean
can (ReviewWindow *self, const ReviewCommand *command)
{
  GApplication *app = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (command->action, &action, &target, NULL))
    return FALSE;
  if (g_str_has_prefix (action, "review."))
    return shows (self, "review") && review_page_can (self->page, action);
  if (g_str_has_prefix (action, "win."))
    return g_action_group_get_action_enabled (G_ACTION_GROUP (self), action + strlen ("win."));
  return app != NULL
         && g_action_group_get_action_enabled (G_ACTION_GROUP (app), action + strlen ("app."));
}

/* By id, as one searches for them. */
static void
add_related (ReviewWindow *self, ReviewCommandPalette *palette)
{
  const ReviewRelated *related =
      review_aside_get_related (review_session_get_aside (self->session));

  for (guint i = 0; related != NULL && shows (self, "review") && i < related->cases->len; i++)
    {
      const ReviewRelatedCase *one = related->cases->pdata[i];

      review_command_palette_add_look (palette, one->display_id, one->case_id);
    }
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewWindow *self = user_data;
  ReviewCommandPalette *palette = review_command_palette_new (GTK_WINDOW (self), get_page (self));
  gsize n;
  const ReviewCommand *commands = review_commands_get (&n);

  for (gsize i = 0; i < n; i++)
    if (can (self, &commands[i]))
      review_command_palette_add (palette, &commands[i]);
  add_related (self, palette);
  gtk_window_present (GTK_WINDOW (palette));
}

/* What was done, or was not, in one line that goes away by itself. */
static void
tell_cb (GSimpleAction *action, GVariant *text, gpointer user_data)
{
  ReviewWindow *self = user_data;
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (g_variant_get_string (text, NULL), -1);

  adw_toast_set_title (toast, escaped);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* A customer answered when their case was over: whoever may have it looked at again is offered to. */
static void
offer_reopening (ReviewWindow *self, const ReviewEvent *event)
{
  g_autofree char *text = NULL;
  AdwToast *toast;

  /* Translators: %s is a case. */
  text = g_strdup_printf (_ ("%s: the customer answered after it was decided"), event->text);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("Look at it again"));
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_action_name (toast, "win.reopen-case");
  adw_toast_set_action_target (toast, "(ss)", event->object, event->text);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
reopen_case_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewWindow *self = user_data;
  const char *case_id, *name;

  g_variant_get (parameter, "(&s&s)", &case_id, &name);
  review_reopen_dialog_present_for (GTK_WINDOW (self), self->session, case_id, name);
}

/* Leads hear when somebody opens more masked fields than they may; to others it is not sent. */
static void
event_cb (ReviewWindow *self, ReviewItem *item)
{
  const ReviewEvent *event = review_item_get_record (item);
  g_autofree char *text = NULL;

  if (strcmp (event->kind, "late_answer") == 0 && event->text != NULL
      && review_session_get_can_reopen (self->session))
    offer_reopening (self, event);
  if (strcmp (event->kind, "reveal_limit") != 0 || event->text == NULL)
    return;
  /* Translators: %s is the name of a reviewer */
  text = g_strdup_printf (_ ("%s has reached the limit of masked fields to open"), event->text);
  g_action_group_activate_action (G_ACTION_GROUP (self), "tell", g_variant_new_string (text));
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (REVIEW_WINDOW (user_data)->page), "review.report",
                                      NULL);
}

static void
attainment_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_page (user_data, "attainment");
}

static void
shift_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_page (user_data, "shift");
}

static void
reopen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewWindow *self = user_data;

  review_reopen_dialog_present (GTK_WINDOW (self), self->session);
}

static void
referrals_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewWindow *self = user_data;

  review_referral_window_present (GTK_WINDOW (self), self->session);
}

static const GActionEntry actions[] = {
  { "take-next", take_next_cb },
  { "report", report_cb },
  { "reopen", reopen_cb },
  { "reopen-case", reopen_case_cb, "(ss)" },
  { "attainment", attainment_cb },
  { "shift", shift_cb },
  { "referrals", referrals_cb },
  { "tell", tell_cb, "s" },
  { "palette", palette_cb },
  { "user", NULL, "s", "''", user_changed_cb },
  { "page", NULL, "s", "'review'", page_changed_cb },
  { "go-to", go_to_cb, "s" },
};

static gboolean
give_lost_focus (gpointer user_data)
{
  ReviewWindow *self = user_data;

  self->focusing = 0;
  if (gtk_root_get_focus (GTK_ROOT (self)) == NULL)
    take_focus (self);
  return G_SOURCE_REMOVE;
}

/* What had the focus is gone. Tab, too, lets it go for a moment where it goes round: then the next
 * widget has it before this is looked at. */
static void
focus_changed_cb (ReviewWindow *self)
{
  if (gtk_root_get_focus (GTK_ROOT (self)) == NULL && gtk_widget_get_mapped (GTK_WIDGET (self))
      && self->focusing == 0)
    self->focusing = g_idle_add (give_lost_focus, self);
}

static gboolean
review_window_close_request (GtkWindow *window)
{
  review_window_save (REVIEW_WINDOW (window));
  return GTK_WINDOW_CLASS (review_window_parent_class)->close_request (window);
}

static void
review_window_dispose (GObject *object)
{
  ReviewWindow *self = REVIEW_WINDOW (object);

  g_clear_handle_id (&self->focusing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->seated, g_free);
  G_OBJECT_CLASS (review_window_parent_class)->dispose (object);
}

static void
review_window_class_init (ReviewWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = review_window_close_request;
  g_type_ensure (REVIEW_TYPE_BATCH_MENU);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_PAGE);
  g_type_ensure (REVIEW_TYPE_SHIFT_CONTROL);
  g_type_ensure (REVIEW_TYPE_STEADY_LAYOUT);
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, next_case);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, batch_menu);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, user_menu);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, user_name);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, user_popover);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, language);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, connection);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, shift);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, to_hub);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, to_waves);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, to_quality);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ReviewWindow, page);
}

static void
review_window_init (ReviewWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
}

/**
 * review_window_bind:
 * @session: the session that the window shows
 * @settings: where sizes are kept
 *
 * Shows @session. Called once for a window.
 */
void
review_window_bind (ReviewWindow *self, ReviewSession *session, GSettings *settings)
{
  static const char *const user_notes[] = { "notify::user", "notify::local-users", NULL };
  static const char *const allowed_notes[] = { "notify::connection", "notify::can-take-next",
                                               "notify::user", NULL };
  static const char *const desk_notes[] = { "notify::busy", "notify::writable", "notify::work-item",
                                            "notify::view", NULL };

  g_return_if_fail (REVIEW_IS_WINDOW (self));

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  for (int i = 0; user_notes[i] != NULL; i++)
    g_signal_connect_object (session, user_notes[i], G_CALLBACK (show_user), self,
                             G_CONNECT_SWAPPED);
  for (int i = 0; allowed_notes[i] != NULL; i++)
    g_signal_connect_object (session, allowed_notes[i], G_CALLBACK (show_allowed), self,
                             G_CONNECT_SWAPPED);
  for (int i = 0; desk_notes[i] != NULL; i++)
    g_signal_connect_object (review_session_get_desk (session), desk_notes[i],
                             G_CALLBACK (show_allowed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (show_connection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  review_compat_name_widget (self->language,
                             g_str_equal (review_language_get (), REVIEW_LANGUAGE_ZH)
                                 ? _ ("Switch to English")
                                 : _ ("Switch to Chinese"));
  g_signal_connect_object (session, "notify::can-see-hub", G_CALLBACK (show_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::can-see-lists", G_CALLBACK (show_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::can-see-figures", G_CALLBACK (show_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::user", G_CALLBACK (seat), self, G_CONNECT_SWAPPED);
  review_compat_name_menu (GTK_WIDGET (gtk_menu_button_get_popover (self->main_menu)));
  review_presence_watch (GTK_WINDOW (self), review_session_get_desk (session));
  review_shift_acts_add (GTK_APPLICATION_WINDOW (self), session);
  review_shift_control_bind (self->shift, session);
  review_batch_menu_bind (self->batch_menu, session, settings);
  review_page_bind (self->page, session, settings);
  show_user (self);
  show_connection (self);
  show_allowed (self);
  show_page (self, review_session_get_ui_string (session, "window/page"));
  show_pages (self);
  seat (self);
  take_focus (self);
}

/**
 * review_window_new:
 *
 * Returns: (transfer none): a window over the application's session; GTK owns it
 */
ReviewWindow *
review_window_new (ReviewApplication *app)
{
  ReviewWindow *self = g_object_new (REVIEW_TYPE_WINDOW, "application", app, NULL);

  review_window_bind (self, review_application_get_session (app),
                      review_application_get_settings (app));
  return self;
}

/**
 * review_window_take_next:
 *
 * Shows the review page and takes the next case: at once, or when the session is connected. A case
 * in hand stays.
 */
void
review_window_take_next (ReviewWindow *self)
{
  g_return_if_fail (REVIEW_IS_WINDOW (self));

  show_page (self, "review");
  self->next_wanted = review_session_get_connection (self->session) != REVIEW_CONNECTION_ONLINE;
  if (!self->next_wanted)
    review_page_take_next (self->page);
}

/**
 * review_window_save:
 *
 * Writes where one is to the session and sizes to the settings: before a window goes away.
 */
void
review_window_save (ReviewWindow *self)
{
  int width = 0, height = 0;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  g_return_if_fail (REVIEW_IS_WINDOW (self));

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!maximized && width >= 640 && height >= 480)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  review_page_save (self->page);
  for (gsize i = 0; i < G_N_ELEMENTS (side_pages); i++)
    if (get_side_page (self, side_pages[i].name) != NULL)
      review_side_page_save (get_side_page (self, side_pages[i].name));
}
