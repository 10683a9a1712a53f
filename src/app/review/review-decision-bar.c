/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under the case, where a person decides, asks the customer or holds: the verbs, what the
 * chosen one asks for in the same place, what is still missing, and the button that does it. Never
 * higher than half of the room: what is asked for scrolls, verbs and button stay. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-bar.h"

#include <glib/gi18n.h>

#include "review-ask-panel.h"
#include "review-decision-form.h"
#include "review-decision-verbs.h"
#include "review-decision-words.h"
#include "review-hold-panel.h"
#include "review-key-content.h"
#include "review-prose.h"
#include "review-scroll.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

#define LEAVING "case/leaving" /* of the session's screen state: "ask" or "hold" */

struct _ReviewDecisionBar
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  ReviewDecisionVerbs *verbs;
  ReviewScroll *scroll;
  GtkStack *pages;
  ReviewDecisionForm *form;
  ReviewAskPanel *ask_panel;
  ReviewHoldPanel *hold_panel;
  GtkWidget *conflict;
  GtkLabel *conflict_text;
  GtkLabel *unmet;
  GtkWidget *back;
  GtkWidget *submit;
  ReviewKeyContent *submit_content;
  /* owned */
  ReviewSession *session; /* (nullable) until it is bound */
};

typedef enum
{
  PROP_SESSION = 1
} ReviewDecisionBarProperty;
static GParamSpec *props[PROP_SESSION + 1];

G_DEFINE_FINAL_TYPE (ReviewDecisionBar, review_decision_bar, GTK_TYPE_WIDGET)

static ReviewDesk *
get_desk (ReviewDecisionBar *self)
{
  return review_session_get_desk (self->session);
}

static ReviewDeskAction
get_leaving (ReviewDecisionBar *self)
{
  const char *leaving = review_session_get_ui_string (self->session, LEAVING);

  if (!review_desk_get_editable (get_desk (self)))
    return REVIEW_DESK_ACTION_NONE;
  if (g_strcmp0 (leaving, "ask") == 0)
    return REVIEW_DESK_ACTION_REQUEST;
  return g_strcmp0 (leaving, "hold") == 0 ? REVIEW_DESK_ACTION_HOLD : REVIEW_DESK_ACTION_NONE;
}

/* What is shown */

static void
show_page (ReviewDecisionBar *self)
{
  ReviewDeskAction leaving = get_leaving (self);
  const char *page = leaving == REVIEW_DESK_ACTION_REQUEST ? "ask"
                     : leaving == REVIEW_DESK_ACTION_HOLD  ? "hold"
                                                           : "decide";

  review_decision_verbs_set_leaving (self->verbs, leaving);
  gtk_widget_set_visible (self->back, leaving != REVIEW_DESK_ACTION_NONE);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0)
    return;
  gtk_stack_set_visible_child_name (self->pages, page);
  review_scroll_to_top (self->scroll);
}

static void
show_conflict (ReviewDecisionBar *self)
{
  gboolean conflict = review_desk_get_draft_state (get_desk (self)) == REVIEW_DRAFT_CONFLICT;
  g_autofree char *text = conflict ? review_decision_words_conflict (self->session) : NULL;

  gtk_widget_set_visible (self->conflict, conflict);
  gtk_label_set_label (self->conflict_text, text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decision.keep-mine", conflict);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decision.take-other", conflict);
}

/* Ctrl+Enter records the first call as soon as there is a choice to record. */
static gboolean
is_first_call (ReviewDecisionBar *self)
{
  ReviewDesk *desk = get_desk (self);

  return review_desk_get_needs_first_call (desk) && review_desk_get_form (desk)->choice != 0;
}

/* It was complete a moment ago, and looks so until that takes longer. */
static gboolean
is_submitting (ReviewDecisionBar *self)
{
  return review_desk_get_state (get_desk (self)) == REVIEW_DESK_SUBMITTING
         && review_desk_get_editable (get_desk (self));
}

/* What keeps the bar from doing what its button says; NULL: nothing does. */
static char *
dup_unmet (ReviewDecisionBar *self, ReviewDeskAction leaving)
{
  if (leaving == REVIEW_DESK_ACTION_REQUEST)
    return review_ask_panel_dup_unmet (self->ask_panel);
  if (leaving == REVIEW_DESK_ACTION_HOLD)
    return review_hold_panel_dup_unmet (self->hold_panel);
  if (review_desk_get_can_submit (get_desk (self)) || is_submitting (self))
    return NULL;
  return review_decision_words_unmet (self->session);
}

static const char *
get_submit_word (ReviewDecisionBar *self, ReviewDeskAction leaving)
{
  gboolean next = review_session_get_can_take_next (self->session);

  if (leaving == REVIEW_DESK_ACTION_REQUEST)
    return next ? _ ("Ask & next") : C_ ("customer", "Ask");
  if (leaving == REVIEW_DESK_ACTION_HOLD)
    return next ? _ ("Hold & next") : C_ ("case", "Hold");
  if (review_desk_get_needs_first_call (get_desk (self)))
    return _ ("Record first call");
  return next ? _ ("Submit & next") : C_ ("decision", "Submit");
}

static const char *
get_complete_word (ReviewDeskAction leaving)
{
  return leaving == REVIEW_DESK_ACTION_NONE ? _ ("Complete. It can be undone for 10 s.")
                                            : _ ("Complete. The handling clock will stand still.");
}

static void
show_submit (ReviewDecisionBar *self)
{
  ReviewDeskAction leaving = get_leaving (self);
  g_autofree char *unmet = dup_unmet (self, leaving);
  const char *text = unmet != NULL ? unmet : get_complete_word (leaving);
  const char *word = get_submit_word (self, leaving);

  gtk_label_set_label (self->unmet, text);
  review_tip_set (GTK_WIDGET (self->unmet), text);
  review_key_content_set_text (self->submit_content, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->submit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (unmet == NULL || (leaving == REVIEW_DESK_ACTION_NONE && is_first_call (self)))
    gtk_widget_remove_css_class (self->submit, "waiting");
  else
    gtk_widget_add_css_class (self->submit, "waiting");
}

static void
show_actions (ReviewDecisionBar *self)
{
  static const char *const writing[] = {
    "decision.pass",       "decision.block",  "decision.escalate", "decision.ask",
    "decision.hold",       "decision.option", "decision.sound",    "decision.flawed",
    "decision.root-cause", "decision.submit", "decision.back",     "decision.annotation"
  };
  gboolean may = review_desk_get_editable (get_desk (self))
                 && (!review_desk_get_busy (get_desk (self)) || is_submitting (self));

  for (gsize i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), writing[i], may);
}

static void
refresh (ReviewDecisionBar *self)
{
  if (self->session == NULL)
    return;
  show_page (self);
  show_conflict (self);
  show_submit (self);
  show_actions (self);
}

/* Actions */

static void
set_leaving (ReviewDecisionBar *self, const char *leaving)
{
  review_session_set_ui_string (self->session, LEAVING, leaving);
  refresh (self);
}

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);
  int choice = g_str_equal (name, "decision.pass")    ? REVIEW_CHOICE_PASS
               : g_str_equal (name, "decision.block") ? REVIEW_CHOICE_BLOCK
                                                      : REVIEW_CHOICE_ESCALATE;

  set_leaving (self, NULL);
  review_desk_set_choice (get_desk (self), choice);
  review_decision_form_open_reasons (self->form);
}

/* Asking and holding are no decision: what was chosen of one stays for when one comes back. */
static void
leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_leaving (REVIEW_DECISION_BAR (widget), g_str_equal (name, "decision.ask") ? "ask" : "hold");
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);

  set_leaving (self, NULL);
  gtk_widget_grab_focus (self->submit);
}

static void
judge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);

  if (review_desk_get_assessment (get_desk (self)) != NULL
      && get_leaving (self) == REVIEW_DESK_ACTION_NONE)
    review_desk_set_reasoning (get_desk (self), g_str_equal (name, "decision.sound")
                                                    ? REVIEW_REASONING_SOUND
                                                    : REVIEW_REASONING_FLAWED);
}

static void
choose_option (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_decision_bar_choose_option (REVIEW_DECISION_BAR (widget),
                                     g_variant_get_uint32 (parameter));
}

static void
open_root_cause (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_decision_bar_open_root_cause (REVIEW_DECISION_BAR (widget));
}

/* What can be written here: the annotation of a decision, or the note to colleagues. */
static void
open_annotation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);
  ReviewDeskAction leaving = get_leaving (self);

  if (leaving == REVIEW_DESK_ACTION_REQUEST)
    review_ask_panel_focus_note (self->ask_panel);
  else if (leaving == REVIEW_DESK_ACTION_HOLD)
    review_hold_panel_focus_note (self->hold_panel);
  else
    review_decision_form_open_annotation (self->form);
}

static void
focus_unmet (ReviewDecisionBar *self)
{
  GListModel *unmet = review_desk_get_unmet (get_desk (self));
  g_autoptr (ReviewItem) item = g_list_model_get_item (unmet, 0);
  const ReviewUnmet *first = item != NULL ? review_item_get_record (item) : NULL;

  if (first == NULL)
    return;
  if (g_str_equal (first->field, "choice"))
    gtk_widget_grab_focus (GTK_WIDGET (self->verbs));
  else
    review_decision_form_focus_field (self->form, first->field);
}

static void
submit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);
  ReviewDeskAction leaving = get_leaving (self);
  g_autofree char *unmet = dup_unmet (self, leaving);
  gboolean next = review_session_get_can_take_next (self->session);

  if (leaving == REVIEW_DESK_ACTION_REQUEST && unmet == NULL)
    review_ask_panel_send (self->ask_panel, next);
  else if (leaving == REVIEW_DESK_ACTION_HOLD && unmet == NULL)
    review_hold_panel_send (self->hold_panel, next);
  else if (leaving != REVIEW_DESK_ACTION_NONE)
    gtk_widget_grab_focus (leaving == REVIEW_DESK_ACTION_HOLD ? GTK_WIDGET (self->hold_panel)
                                                              : GTK_WIDGET (self->ask_panel));
  else if (is_first_call (self))
    review_desk_first_call_async (get_desk (self), 0, NULL, NULL, NULL);
  else if (unmet == NULL)
    review_desk_submit_async (get_desk (self), next, NULL, NULL, NULL);
  else
    focus_unmet (self);
}

static void
end_conflict (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_resolve_conflict (get_desk (REVIEW_DECISION_BAR (widget)),
                                g_str_equal (name, "decision.keep-mine"));
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "decision.pass", NULL, choose },
  { "decision.block", NULL, choose },
  { "decision.escalate", NULL, choose },
  { "decision.ask", NULL, leave },
  { "decision.hold", NULL, leave },
  { "decision.back", NULL, go_back },
  { "decision.option", "u", choose_option },
  { "decision.sound", NULL, judge },
  { "decision.flawed", NULL, judge },
  { "decision.root-cause", NULL, open_root_cause },
  { "decision.annotation", NULL, open_annotation },
  { "decision.submit", NULL, submit },
  { "decision.keep-mine", NULL, end_conflict },
  { "decision.take-other", NULL, end_conflict },
};

/* Overrides */

/* Escape leaves a text, so that single keys are keys again; then asking or holding. */
static gboolean
escape_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (GTK_IS_TEXT_VIEW (focus) || GTK_IS_TEXT (focus))
    return gtk_widget_grab_focus (self->submit);
  if (get_leaving (self) == REVIEW_DESK_ACTION_NONE)
    return FALSE;
  return gtk_widget_activate_action (widget, "decision.back", NULL);
}

/* A text would take Ctrl+Enter for a new line, so it is caught first. */
static gboolean
submit_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_activate_action (widget, "decision.submit", NULL);
}

static void
add_keys (ReviewDecisionBar *self)
{
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (enters[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (submit_pressed_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
review_decision_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, REVIEW_DECISION_BAR (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_decision_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_SESSION)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_value_get_object (value) != NULL)
    review_decision_bar_bind (REVIEW_DECISION_BAR (object), g_value_get_object (value));
}

static void
review_decision_bar_dispose (GObject *object)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DECISION_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_decision_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, verbs);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, scroll);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, pages);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, form);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, ask_panel);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, hold_panel);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, conflict);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, conflict_text);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, unmet);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, back);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, submit);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, submit_content);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
review_decision_bar_class_init (ReviewDecisionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_decision_bar_get_property;
  object_class->set_property = review_decision_bar_set_property;
  object_class->dispose = review_decision_bar_dispose;
  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REVIEW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  g_type_ensure (REVIEW_TYPE_ASK_PANEL);
  g_type_ensure (REVIEW_TYPE_DECISION_FORM);
  g_type_ensure (REVIEW_TYPE_DECISION_VERBS);
  g_type_ensure (REVIEW_TYPE_HOLD_PANEL);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_PROSE);
  g_type_ensure (REVIEW_TYPE_SCROLL);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-decision-bar.ui");
  bind_children (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].func);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "decisionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_decision_bar_init (ReviewDecisionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

/**
 * review_decision_bar_new:
 *
 * Returns: (transfer floating): the bar of @session's desk
 */
GtkWidget *
review_decision_bar_new (ReviewSession *session)
{
  return g_object_new (REVIEW_TYPE_DECISION_BAR, "session", session, NULL);
}

/**
 * review_decision_bar_bind:
 * @session: shown from now on; once for a bar
 */
void
review_decision_bar_bind (ReviewDecisionBar *self, ReviewSession *session)
{
  static const char *const desk_notes[] = { "form-changed",
                                            "notify::view",
                                            "notify::work-item",
                                            "notify::editable",
                                            "notify::verdict-visible",
                                            "notify::needs-first-call",
                                            "notify::label",
                                            "notify::can-submit",
                                            "notify::draft-state",
                                            "notify::lease-state",
                                            "notify::lease-holder",
                                            "notify::state",
                                            "notify::busy",
                                            "notify::sentences",
                                            NULL };
  static const char *const session_notes[] = { "notify::catalog", "notify::user",
                                               "notify::can-take-next", "notify::can-decide",
                                               NULL };

  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));
  g_return_if_fail (self->session == NULL);

  /* The parts first: what they say while they are filled is not for a bar that lacks the others. */
  review_decision_verbs_set_session (self->verbs, session);
  review_decision_form_set_session (self->form, session);
  review_ask_panel_set_session (self->ask_panel, session);
  review_hold_panel_set_session (self->hold_panel, session);
  self->session = g_object_ref (session);
  for (int i = 0; desk_notes[i] != NULL; i++)
    g_signal_connect_object (get_desk (self), desk_notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  for (int i = 0; session_notes[i] != NULL; i++)
    g_signal_connect_object (session, session_notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (review_desk_get_unmet (get_desk (self)), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * review_decision_bar_save:
 *
 * Writes where the cursor is to the session: before the window is taken down.
 */
void
review_decision_bar_save (ReviewDecisionBar *self)
{
  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  review_decision_form_save (self->form);
}

/**
 * review_decision_bar_open_root_cause:
 *
 * Opens the list of root causes.
 */
void
review_decision_bar_open_root_cause (ReviewDecisionBar *self)
{
  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  if (get_leaving (self) == REVIEW_DESK_ACTION_NONE)
    review_decision_form_open_root_cause (self->form);
}

/**
 * review_decision_bar_choose_option:
 * @n: from 1
 *
 * Chooses the nth option of what is asked next: of a request, a hold, or the decision.
 *
 * Returns: whether there is such an option now
 */
gboolean
review_decision_bar_choose_option (ReviewDecisionBar *self, guint n)
{
  g_return_val_if_fail (REVIEW_IS_DECISION_BAR (self), FALSE);

  if (n == 0)
    return FALSE;
  switch ((int) get_leaving (self))
    {
    case REVIEW_DESK_ACTION_REQUEST:
      return review_ask_panel_choose (self->ask_panel, n - 1);
    case REVIEW_DESK_ACTION_HOLD:
      return review_hold_panel_choose (self->hold_panel, n - 1);
    default:
      return review_decision_form_choose_option (self->form, n - 1);
    }
}

/**
 * review_decision_bar_insert_evidence:
 * @label: an evidence label, "E12"
 *
 * Inserts it at the cursor of the annotation, with a space where one is missing.
 */
void
review_decision_bar_insert_evidence (ReviewDecisionBar *self, const char *label)
{
  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  review_decision_form_insert_evidence (self->form, label);
}
