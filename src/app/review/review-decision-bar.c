/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under the case, where a person decides: the decision and what it asks for, the label that
 * follows from it and what ROCA got wrong, the annotation, and what is still missing. It shows the
 * desk's form and keeps nothing itself: nothing is preselected, and the desk has every word. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-bar.h"

#include <glib/gi18n.h>

#include "review-columns.h"
#include "review-decision-choice.h"
#include "review-decision-words.h"
#include "review-key-content.h"
#include "review-root-cause-picker.h"
#include "review-sentence-area.h"
#include "review-tone.h"
#include "review-words.h"
#include "review-wrap.h"

#define CURSOR "case/annotation-cursor" /* of the session's screen state */

struct _ReviewDecisionBar
{
  GtkWidget parent;
  /* template */
  GtkWidget *columns;
  ReviewDecisionChoice *choice;
  GtkLabel *label;
  GtkWidget *reasoning;
  GtkToggleButton *sound;
  GtkToggleButton *flawed;
  ReviewRootCausePicker *picker;
  ReviewSentenceArea *annotation;
  GtkWidget *conflict;
  GtkLabel *conflict_text;
  GtkLabel *unmet;
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

/* What is shown */

static void
show_label (ReviewDecisionBar *self)
{
  g_autofree char *markup = review_decision_words_label (self->session);
  int label = review_desk_get_label (get_desk (self));

  gtk_label_set_markup (self->label, markup);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label),
                               label != 0 ? review_words_label_long (label) : NULL);
}

static void
show_toggle (ReviewDecisionBar *self, GtkToggleButton *button, gboolean chosen, ReviewTone tone)
{
  gtk_toggle_button_set_active (button, chosen);
  review_tone_apply (GTK_WIDGET (button), chosen ? tone : REVIEW_TONE_NEUTRAL);
  gtk_widget_set_sensitive (GTK_WIDGET (button), review_desk_get_writable (get_desk (self)));
}

static void
show_reasoning (ReviewDecisionBar *self)
{
  int reasoning = review_desk_get_form (get_desk (self))->reasoning;

  gtk_widget_set_visible (self->reasoning, review_desk_get_assessment (get_desk (self)) != NULL);
  show_toggle (self, self->sound, reasoning == REVIEW_REASONING_SOUND, REVIEW_TONE_SUCCESS);
  show_toggle (self, self->flawed, reasoning == REVIEW_REASONING_FLAWED, REVIEW_TONE_WARNING);
}

static void
show_annotation (ReviewDecisionBar *self)
{
  ReviewDesk *desk = get_desk (self);
  g_autofree char *status = review_decision_words_annotation (self->session);

  review_sentence_area_set_text (self->annotation, review_desk_get_form (desk)->annotation);
  review_sentence_area_set_editable (self->annotation, review_desk_get_writable (desk));
  review_sentence_area_set_status (self->annotation, status,
                                   review_desk_get_sentences (desk) > REVIEW_FORM_MAX_SENTENCES);
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

static void
show_submit (ReviewDecisionBar *self)
{
  ReviewDesk *desk = get_desk (self);
  g_autofree char *unmet = review_decision_words_unmet (self->session);
  const char *word = review_session_get_can_take_next (self->session) ? _ ("Submit & next")
                                                                      : C_ ("decision", "Submit");

  gtk_label_set_label (self->unmet, unmet);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unmet), unmet);
  review_key_content_set_text (self->submit_content, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->submit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, unmet, -1);
  if (review_desk_get_can_submit (desk))
    gtk_widget_remove_css_class (self->submit, "waiting");
  else
    gtk_widget_add_css_class (self->submit, "waiting");
}

static void
show_actions (ReviewDecisionBar *self)
{
  static const char *const writing[] = { "decision.pass",       "decision.block",
                                         "decision.escalate",   "decision.option",
                                         "decision.sound",      "decision.flawed",
                                         "decision.root-cause", "decision.submit" };
  gboolean may =
      review_desk_get_writable (get_desk (self)) && !review_desk_get_busy (get_desk (self));

  for (gsize i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), writing[i], may);
}

static void
refresh (ReviewDecisionBar *self)
{
  show_label (self);
  show_reasoning (self);
  show_annotation (self);
  show_conflict (self);
  show_submit (self);
  show_actions (self);
}

static void
restore_cursor (ReviewDecisionBar *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (review_sentence_area_get_view (self->annotation));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (
      buffer, &iter, (int) review_session_get_ui_number (self->session, CURSOR, -1));
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* Callbacks */

static void
annotation_edited_cb (ReviewDecisionBar *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->annotation);

  review_desk_set_annotation (get_desk (self), text);
}

static void
annotation_left_cb (ReviewDecisionBar *self)
{
  if (self->session != NULL)
    review_desk_save_now (get_desk (self));
}

/* A click on the chosen answer takes it back; a key never does. */
static void
reasoning_clicked_cb (GtkToggleButton *button, ReviewDecisionBar *self)
{
  int reasoning = button == self->sound ? REVIEW_REASONING_SOUND : REVIEW_REASONING_FLAWED;
  gboolean chosen = review_desk_get_form (get_desk (self))->reasoning == reasoning;

  review_desk_set_reasoning (get_desk (self), chosen ? 0 : reasoning);
  show_reasoning (self);
}

/* Actions */

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);
  int choice = g_str_equal (name, "decision.pass")    ? REVIEW_CHOICE_PASS
               : g_str_equal (name, "decision.block") ? REVIEW_CHOICE_BLOCK
                                                      : REVIEW_CHOICE_ESCALATE;

  review_desk_set_choice (get_desk (self), choice);
  review_decision_choice_open_reasons (self->choice);
}

static void
judge (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);

  if (review_desk_get_assessment (get_desk (self)) != NULL)
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

static void
focus_annotation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (REVIEW_DECISION_BAR (widget)->annotation));
}

static void
focus_unmet (ReviewDecisionBar *self)
{
  GListModel *unmet = review_desk_get_unmet (get_desk (self));
  g_autoptr (ReviewItem) item = g_list_model_get_item (unmet, 0);
  const ReviewUnmet *first = item != NULL ? review_item_get_record (item) : NULL;

  if (first == NULL || review_decision_choice_focus_field (self->choice, first->field))
    return;
  if (g_str_equal (first->field, "reasoning"))
    gtk_widget_grab_focus (GTK_WIDGET (self->sound));
  else if (g_str_has_prefix (first->field, "annotation"))
    gtk_widget_grab_focus (GTK_WIDGET (self->annotation));
  else if (g_str_equal (first->field, "root_cause"))
    review_root_cause_picker_open (self->picker);
}

static void
submit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);

  if (review_desk_get_can_submit (get_desk (self)))
    review_desk_submit_async (get_desk (self), review_session_get_can_take_next (self->session),
                              NULL, NULL, NULL);
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
  { "decision.option", "u", choose_option },
  { "decision.sound", NULL, judge },
  { "decision.flawed", NULL, judge },
  { "decision.root-cause", NULL, open_root_cause },
  { "decision.annotation", NULL, focus_annotation },
  { "decision.submit", NULL, submit },
  { "decision.keep-mine", NULL, end_conflict },
  { "decision.take-other", NULL, end_conflict },
};

/* Overrides */

/* Escape leaves a text, so that single keys are keys again. */
static gboolean
escape_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ReviewDecisionBar *self = REVIEW_DECISION_BAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !GTK_IS_TEXT_VIEW (gtk_root_get_focus (root)))
    return FALSE;
  return gtk_widget_grab_focus (self->submit);
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
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (enters[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (submit_pressed_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  g_signal_connect_object (focus, "leave", G_CALLBACK (annotation_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (review_sentence_area_get_view (self->annotation), focus);
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
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, columns);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, choice);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, label);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, reasoning);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, sound);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, flawed);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, picker);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, annotation);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, conflict);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, conflict_text);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, unmet);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, submit);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, submit_content);
  gtk_widget_class_bind_template_callback (widget_class, annotation_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, reasoning_clicked_cb);
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
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_DECISION_CHOICE);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_ROOT_CAUSE_PICKER);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
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
  review_sentence_area_set_name (self->annotation, _ ("Annotation"));
  gtk_widget_set_name (review_sentence_area_get_view (self->annotation), "focus-annotation");
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
                                            "notify::writable",
                                            "notify::verdict-visible",
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

  self->session = g_object_ref (session);
  for (int i = 0; desk_notes[i] != NULL; i++)
    g_signal_connect_object (get_desk (self), desk_notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  for (int i = 0; session_notes[i] != NULL; i++)
    g_signal_connect_object (session, session_notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (review_desk_get_unmet (get_desk (self)), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  review_decision_choice_set_session (self->choice, session);
  review_root_cause_picker_set_session (self->picker, session);
  refresh (self);
  restore_cursor (self);
}

/**
 * review_decision_bar_save:
 *
 * Writes where the cursor is to the session: before the window is taken down.
 */
void
review_decision_bar_save (ReviewDecisionBar *self)
{
  GtkTextBuffer *buffer;
  int position = 0;

  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (review_sentence_area_get_view (self->annotation)));
  g_object_get (buffer, "cursor-position", &position, NULL);
  review_session_set_ui_number (self->session, CURSOR, position);
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

  review_root_cause_picker_open (self->picker);
}

/**
 * review_decision_bar_choose_option:
 * @n: from 1
 *
 * Chooses the nth option of what is asked next: the way of blocking or the recommendation; where
 * that is chosen already (or not asked) one of the quick root causes, while one is needed.
 *
 * Returns: whether there is such an option now
 */
gboolean
review_decision_bar_choose_option (ReviewDecisionBar *self, guint n)
{
  ReviewDesk *desk;

  g_return_val_if_fail (REVIEW_IS_DECISION_BAR (self), FALSE);

  desk = get_desk (self);
  if (n == 0 || !review_desk_get_writable (desk))
    return FALSE;
  if (review_desk_get_unmet_of (desk, "disposition") == NULL
      && review_desk_get_unmet_of (desk, "recommendation") == NULL
      && review_root_cause_picker_choose (self->picker, n - 1))
    return TRUE;
  return review_decision_choice_choose_option (self->choice, n - 1);
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
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  g_autofree char *text = NULL;
  gunichar before;

  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  if (!review_desk_get_writable (get_desk (self)))
    return;
  buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (review_sentence_area_get_view (self->annotation)));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  before = gtk_text_iter_backward_char (&iter) ? gtk_text_iter_get_char (&iter) : ' ';
  text = g_strconcat (g_unichar_isalnum (before) || g_unichar_ispunct (before) ? " " : "", label,
                      " ", NULL);
  if (before == '(' || before == 0xff08)
    g_strstrip (text);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}
