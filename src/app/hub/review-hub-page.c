/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub: the list of its parts, the part that is looked at, and the acts as actions, so
 * that what a button does and what a key does are one thing. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-banner.h"
#include "review-error.h"
#include "review-focus.h"
#include "review-experiments-view.h"
#include "review-hub-history-view.h"
#include "review-hub-models-view.h"
#include "review-hub-rules-view.h"
#include "review-hub-side.h"
#include "review-hub-type-view.h"
#include "review-hub-words.h"
#include "review-patterns-view.h"
#include "review-words.h"

struct _ReviewHubPage
{
  ReviewSidePage parent;
  /* template */
  ReviewHubSide *side;
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkSpinner *spinner;
  GtkWidget *retry;
  ReviewHubTypeView *type_view;
  ReviewHubRulesView *rules_view;
  ReviewHubModelsView *models_view;
  ReviewExperimentsView *experiments_view;
  ReviewHubHistoryView *history_view;
  ReviewPatternsView *patterns_view;
  /* owned */
  ReviewSession *session;
  guint focusing;       /* idle source that gives the focus */
  gboolean focus_waits; /* for rows that are not there yet */
};

G_DEFINE_FINAL_TYPE (ReviewHubPage, review_hub_page, REVIEW_TYPE_SIDE_PAGE)

static ReviewHubBoard *
get_hub (ReviewHubPage *self)
{
  return review_session_get_hub (self->session);
}

static const struct
{
  const char *action;
  ReviewHubAct act;
} acts[] = {
  { "hub.save", REVIEW_HUB_ACT_SAVE },           { "hub.approve", REVIEW_HUB_ACT_APPROVE },
  { "hub.make-live", REVIEW_HUB_ACT_MAKE_LIVE }, { "hub.put-back", REVIEW_HUB_ACT_PUT_BACK },
  { "hub.withdraw", REVIEW_HUB_ACT_WITHDRAW },
};

static gboolean
has_reason (ReviewHubBoard *hub)
{
  const char *reason = review_hub_board_get_reason (hub);

  return reason != NULL && *reason != '\0';
}

/* Going live, back and away are explained; a draft has its note, an approval speaks for itself. */
static gboolean
may_act (ReviewHubBoard *hub, ReviewHubAct act)
{
  gboolean explained = act == REVIEW_HUB_ACT_SAVE || act == REVIEW_HUB_ACT_APPROVE;

  return review_hub_board_can (hub, act, NULL) && (explained || has_reason (hub));
}

static void
update_actions (ReviewHubPage *self)
{
  ReviewHubBoard *hub = get_hub (self);

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), acts[i].action, may_act (hub, acts[i].act));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hub.discard",
                                 review_hub_board_get_dirty (hub)
                                     && !review_hub_board_get_busy (hub));
}

/* The newest version that waits for somebody, while one looks at what is in force. */
static const ReviewPolicyVersion *
find_waiting (ReviewHubBoard *hub)
{
  const ReviewPolicyList *versions = review_hub_board_get_versions (hub);
  const ReviewPolicy *opened = review_hub_board_get_opened (hub);

  if (versions == NULL || opened == NULL || review_hub_board_get_dirty (hub)
      || g_strcmp0 (opened->version, versions->live) != 0)
    return NULL;
  for (guint i = 0; versions->items != NULL && i < versions->items->len; i++)
    {
      const ReviewPolicyVersion *one = versions->items->pdata[i];

      if (one->state == REVIEW_POLICY_DRAFT || one->state == REVIEW_POLICY_APPROVED)
        return one;
    }
  return NULL;
}

static void
show_waiting (ReviewHubPage *self, const ReviewPolicyVersion *waiting)
{
  const char *author = waiting->author_name != NULL ? waiting->author_name : waiting->author;
  g_autofree char *text =
      waiting->state == REVIEW_POLICY_DRAFT
          ? g_strdup_printf (_ ("Draft %s by %s waits for approval."), waiting->version,
                             author != NULL ? author : "—")
          : g_strdup_printf (_ ("Version %s is approved and waits to go live."), waiting->version);

  review_banner_show (self->banner, REVIEW_TONE_ACCENT, NULL, text, _ ("Look at it"),
                      "hub.open-waiting");
}

static void
update_banner (ReviewHubPage *self)
{
  ReviewHubBoard *hub = get_hub (self);
  ReviewConnection connection = review_session_get_connection (self->session);
  int code = review_hub_board_get_error_code (hub);
  const ReviewPolicyVersion *waiting = find_waiting (hub);

  if (connection == REVIEW_CONNECTION_OFFLINE)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. The draft is kept here."), _ ("Try now"), "hub.retry");
  else if (code != 0 && review_hub_board_get_state (hub) != REVIEW_HUB_FAILED)
    {
      g_autofree char *text = review_hub_words_error (code, review_hub_board_get_error_act (hub));

      review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic", text,
                          _ ("Close"), "hub.dismiss-error");
    }
  else if (waiting != NULL)
    show_waiting (self, waiting);
  else
    review_banner_hide (self->banner);
}

typedef struct
{
  const char *icon;
  const char *title;
  const char *text;
  gboolean spins;
  gboolean retries;
} State;

static State
find_state (ReviewHubPage *self)
{
  ReviewHubBoard *hub = get_hub (self);
  int code = review_hub_board_get_error_code (hub);

  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_OFFLINE)
    return (State){ "network-offline-symbolic", _ ("Offline"),
                    _ ("The server cannot be reached. It is tried again by itself."), FALSE, TRUE };
  if (review_hub_board_get_state (hub) != REVIEW_HUB_FAILED)
    return (State){ NULL, _ ("Reading the Decision Hub"), NULL, TRUE, FALSE };
  if (code == REVIEW_ERROR_FORBIDDEN)
    return (State){ "changes-prevent-symbolic", _ ("Not allowed"),
                    _ ("Your role does not include the Decision Hub."), FALSE, FALSE };
  return (State){ "dialog-warning-symbolic", _ ("The Decision Hub could not be read"),
                  review_words_error (code), FALSE, TRUE };
}

static void
show_state (ReviewHubPage *self)
{
  State state = find_state (self);

  adw_status_page_set_icon_name (self->status, state.icon);
  adw_status_page_set_title (self->status, state.title);
  adw_status_page_set_description (self->status, state.text);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state.spins);
  gtk_spinner_set_spinning (self->spinner, state.spins);
  gtk_widget_set_visible (self->retry, state.retries);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, state.title, -1);
}

/* The place that one is at; without one, the type that the board has chosen. */
static char *
dup_place (ReviewHubPage *self)
{
  const char *place = review_session_get_ui_string (self->session, "hub/place");
  const char *type = review_hub_board_get_case_type (get_hub (self));

  if (place != NULL && !g_str_has_prefix (place, "type:"))
    return g_strdup (place);
  return type != NULL ? g_strconcat ("type:", type, NULL) : NULL;
}

static gboolean
is_ready (ReviewHubPage *self, const char *place)
{
  ReviewHubBoard *hub = get_hub (self);
  ReviewHubState state = review_hub_board_get_state (hub);

  if (place == NULL || review_hub_board_get_draft (hub) == NULL
      || review_hub_board_get_overview (hub) == NULL || review_hub_board_get_versions (hub) == NULL)
    return FALSE;
  return !g_str_has_prefix (place, "type:") || state == REVIEW_HUB_READY
         || state == REVIEW_HUB_NO_MODEL;
}

static void
update_place (ReviewHubPage *self)
{
  g_autofree char *place = dup_place (self);

  if (!is_ready (self, place))
    {
      show_state (self);
      gtk_stack_set_visible_child_name (self->stack, "state");
    }
  else if (g_str_has_prefix (place, "type:"))
    gtk_stack_set_visible_child_name (self->stack, "type");
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), place) != 0)
    {
      gtk_stack_set_visible_child_name (self->stack, place);
      if (g_str_equal (place, "patterns"))
        review_board_watch (REVIEW_BOARD (review_session_get_patterns (self->session)));
    }
  if (place != NULL)
    {
      review_session_set_ui_string (self->session, "hub/place", place);
      review_hub_side_select (self->side, place);
    }
}

static void
update (ReviewHubPage *self)
{
  update_actions (self);
  update_banner (self);
  update_place (self);
  if (self->focus_waits && review_hub_side_take_focus (self->side))
    self->focus_waits = FALSE;
}

static void
do_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewHubBoard *hub = get_hub (REVIEW_HUB_PAGE (widget));

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].action, name))
      {
        if (acts[i].act == REVIEW_HUB_ACT_SAVE)
          review_hub_board_save (hub);
        else
          review_hub_board_act (hub, acts[i].act, NULL);
      }
}

static void
do_simple (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewHubPage *self = REVIEW_HUB_PAGE (widget);
  ReviewHubBoard *hub = get_hub (self);
  const ReviewPolicyVersion *waiting = find_waiting (hub);

  if (g_str_equal (name, "hub.discard"))
    review_hub_board_discard (hub);
  else if (g_str_equal (name, "hub.dismiss-error"))
    review_hub_board_clear_error (hub);
  else if (g_str_equal (name, "hub.cancel-backtest"))
    review_hub_board_cancel_backtest (hub);
  else if (g_str_equal (name, "hub.add-rule"))
    review_hub_rules_view_edit (self->rules_view, NULL);
  else if (g_str_equal (name, "hub.open-waiting") && waiting != NULL)
    review_hub_board_open_version (hub, waiting->version);
  else if (g_str_equal (name, "hub.retry"))
    {
      review_session_start (self->session);
      review_hub_board_refresh (hub);
    }
}

static void
show_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewHubPage *self = REVIEW_HUB_PAGE (widget);
  const char *place = g_variant_get_string (parameter, NULL);

  review_session_set_ui_string (self->session, "hub/place", place);
  if (g_str_has_prefix (place, "type:"))
    review_hub_board_set_case_type (get_hub (self), place + strlen ("type:"));
  update (self);
}

static void
open_version (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_hub_board_open_version (get_hub (REVIEW_HUB_PAGE (widget)),
                                 g_variant_get_string (parameter, NULL));
}

static void
edit_rule (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_hub_rules_view_edit (REVIEW_HUB_PAGE (widget)->rules_view,
                              g_variant_get_string (parameter, NULL));
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "hub.save", NULL, do_act },
  { "hub.approve", NULL, do_act },
  { "hub.make-live", NULL, do_act },
  { "hub.put-back", NULL, do_act },
  { "hub.withdraw", NULL, do_act },
  { "hub.discard", NULL, do_simple },
  { "hub.dismiss-error", NULL, do_simple },
  { "hub.cancel-backtest", NULL, do_simple },
  { "hub.open-waiting", NULL, do_simple },
  { "hub.retry", NULL, do_simple },
  { "hub.add-rule", NULL, do_simple },
  { "hub.edit-rule", "s", edit_rule },
  { "hub.show", "s", show_place },
  { "hub.open", "s", open_version },
};

static gboolean
help_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (review_focus_is_typing (widget))
    return FALSE;
  return gtk_widget_activate_action_variant (widget, "win.show-help-overlay", NULL);
}

static gboolean
save_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_widget_activate_action_variant (widget, "hub.save", NULL);
  return TRUE;
}

static void
review_hub_page_dispose (GObject *object)
{
  ReviewHubPage *self = REVIEW_HUB_PAGE (object);

  g_clear_handle_id (&self->focusing, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HUB_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_hub_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, side);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, status);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, retry);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, type_view);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, rules_view);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, models_view);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, experiments_view);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, history_view);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubPage, patterns_view);
}

/* Shows @session's board; nothing is read before the page is shown. Called once. */
static void
review_hub_page_bind (ReviewSidePage *page, ReviewSession *session)
{
  static const char *const notes[] = { "notify::state",      "notify::busy",
                                       "notify::error-code", "notify::draft",
                                       "notify::opened",     "notify::versions",
                                       "notify::reason",     "notify::overview",
                                       "notify::case-type",  NULL };
  ReviewHubPage *self = REVIEW_HUB_PAGE (page);
  ReviewHubBoard *hub = review_session_get_hub (session);

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (hub, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  review_hub_side_bind (self->side, session);
  review_hub_type_view_bind (self->type_view, session);
  review_hub_rules_view_bind (self->rules_view, session);
  review_hub_models_view_bind (self->models_view, session);
  review_experiments_view_bind (self->experiments_view, session);
  review_hub_history_view_bind (self->history_view, session);
  review_patterns_view_bind (self->patterns_view, session);
  update (self);
}

/* Reads what is not there yet. */
static void
review_hub_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  ReviewHubPage *self = REVIEW_HUB_PAGE (page);

  if (!shown)
    return;
  review_hub_board_look (get_hub (self));
  review_board_watch (REVIEW_BOARD (review_session_get_trials (self->session)));
}

/* Writes where one is to the session. */
static void
review_hub_page_save (ReviewSidePage *page)
{
  ReviewHubPage *self = REVIEW_HUB_PAGE (page);

  review_session_set_ui_string (self->session, "hub/focus",
                                review_focus_get_name (GTK_WIDGET (self)));
  review_hub_type_view_save (self->type_view);
  review_hub_rules_view_save (self->rules_view);
}

static gboolean
give_focus (gpointer user_data)
{
  ReviewHubPage *self = user_data;
  const char *name = review_session_get_ui_string (self->session, "hub/focus");
  GtkWidget *named = name != NULL ? review_focus_find (GTK_WIDGET (self), name) : NULL;

  self->focusing = 0;
  if (named == NULL || !gtk_widget_grab_focus (named))
    self->focus_waits = !review_hub_side_take_focus (self->side);
  return G_SOURCE_REMOVE;
}

/* Where the focus was, or the list's selected row. */
static void
review_hub_page_take_focus (ReviewSidePage *page)
{
  ReviewHubPage *self = REVIEW_HUB_PAGE (page);

  if (self->focusing == 0 && self->session != NULL)
    self->focusing = g_idle_add (give_focus, self);
}

static void
review_hub_page_class_init (ReviewHubPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewSidePageClass *page_class = REVIEW_SIDE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hub_page_dispose;
  page_class->bind = review_hub_page_bind;
  page_class->set_shown = review_hub_page_set_shown;
  page_class->take_focus = review_hub_page_take_focus;
  page_class->save = review_hub_page_save;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_HUB_SIDE);
  g_type_ensure (REVIEW_TYPE_HUB_TYPE_VIEW);
  g_type_ensure (REVIEW_TYPE_HUB_RULES_VIEW);
  g_type_ensure (REVIEW_TYPE_HUB_MODELS_VIEW);
  g_type_ensure (REVIEW_TYPE_EXPERIMENTS_VIEW);
  g_type_ensure (REVIEW_TYPE_PATTERNS_VIEW);
  g_type_ensure (REVIEW_TYPE_HUB_HISTORY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-hub-page.ui");
  bind_children (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].func);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_question, 0, help_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_question, GDK_SHIFT_MASK, help_pressed_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_pressed_cb, NULL);
}

static void
review_hub_page_init (ReviewHubPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
