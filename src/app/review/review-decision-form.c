/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a decision asks for: what the chosen verb needs, the label that follows and what ROCA got
 * wrong, and the annotation. Writing is rare: the annotation comes only where it teaches, or when
 * somebody asks for it. Shows the desk's form and keeps nothing itself. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-form.h"

#include <glib/gi18n.h>

#include "review-decision-choice.h"
#include "review-decision-words.h"
#include "review-key-content.h"
#include "review-root-cause-picker.h"
#include "review-sentence-area.h"
#include "review-tip.h"
#include "review-tone.h"
#include "review-trio.h"
#include "review-words.h"
#include "review-wrap.h"

#define CURSOR "case/annotation-cursor" /* of the session's screen state */
#define OPENED "case/annotation-open"   /* likewise: somebody asked for it */

struct _ReviewDecisionForm
{
  GtkWidget parent;
  /* template */
  GtkWidget *trio;
  ReviewDecisionChoice *choice;
  GtkLabel *label;
  GtkWidget *reasoning;
  GtkToggleButton *sound;
  GtkToggleButton *flawed;
  ReviewRootCausePicker *picker;
  GtkWidget *more_annotation;
  ReviewSentenceArea *annotation;
  /* owned */
  ReviewSession *session; /* (nullable) until it is set */
};

G_DEFINE_FINAL_TYPE (ReviewDecisionForm, review_decision_form, GTK_TYPE_WIDGET)

static ReviewDesk *
get_desk (ReviewDecisionForm *self)
{
  return review_session_get_desk (self->session);
}

static GtkTextBuffer *
get_buffer (ReviewDecisionForm *self)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (review_sentence_area_get_view (self->annotation)));
}

/* What is shown */

static void
show_label (ReviewDecisionForm *self)
{
  g_autofree char *markup = review_decision_words_label (self->session);
  int label = review_desk_get_label (get_desk (self));

  gtk_label_set_markup (self->label, markup);
  review_tip_set (GTK_WIDGET (self->label), label != 0 ? review_words_label_long (label) : NULL);
}

static void
show_toggle (ReviewDecisionForm *self, GtkToggleButton *button, gboolean chosen, ReviewTone tone)
{
  gtk_toggle_button_set_active (button, chosen);
  review_tone_apply (GTK_WIDGET (button), chosen ? tone : REVIEW_TONE_NEUTRAL);
  gtk_widget_set_sensitive (GTK_WIDGET (button), review_desk_get_editable (get_desk (self)));
}

static void
show_reasoning (ReviewDecisionForm *self)
{
  int reasoning = review_desk_get_form (get_desk (self))->reasoning;

  gtk_widget_set_visible (self->reasoning, review_desk_get_assessment (get_desk (self)) != NULL);
  show_toggle (self, self->sound, reasoning == REVIEW_REASONING_SOUND, REVIEW_TONE_SUCCESS);
  show_toggle (self, self->flawed, reasoning == REVIEW_REASONING_FLAWED, REVIEW_TONE_WARNING);
}

static gboolean
wants_annotation (ReviewDecisionForm *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  return (form->annotation != NULL && *form->annotation != '\0')
         || form->reasoning == REVIEW_REASONING_FLAWED
         || review_desk_get_unmet_of (get_desk (self), "annotation") != NULL
         || review_session_get_ui_string (self->session, OPENED) != NULL;
}

/* What a case is filed under is asked once there is something to file: until then the evidence has
 * the room. */
static gboolean
has_begun (ReviewDecisionForm *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  return form->choice != 0 || form->reasoning != 0 || form->root_cause != NULL
         || form->features != NULL || form->step != 0;
}

static void
show_annotation (ReviewDecisionForm *self)
{
  ReviewDesk *desk = get_desk (self);
  g_autofree char *status = review_decision_words_annotation (self->session);
  gboolean wanted = wants_annotation (self);

  gtk_widget_set_visible (GTK_WIDGET (self->annotation), wanted);
  gtk_widget_set_visible (self->more_annotation,
                          !wanted && has_begun (self) && review_desk_get_editable (desk));
  review_sentence_area_set_text (self->annotation, review_desk_get_form (desk)->annotation);
  review_sentence_area_set_editable (self->annotation, review_desk_get_writable (desk));
  review_sentence_area_set_status (self->annotation, status,
                                   review_desk_get_sentences (desk) > REVIEW_FORM_MAX_SENTENCES);
}

static void
refresh (ReviewDecisionForm *self)
{
  show_label (self);
  show_reasoning (self);
  show_annotation (self);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), has_begun (self));
}

static void
open_picker (ReviewDecisionForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->picker), TRUE);
  review_root_cause_picker_open (self->picker);
}

static void
restore_cursor (ReviewDecisionForm *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (
      get_buffer (self), &iter, (int) review_session_get_ui_number (self->session, CURSOR, -1));
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
}

/* Callbacks */

static void
annotation_edited_cb (ReviewDecisionForm *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->annotation);

  review_desk_set_annotation (get_desk (self), text);
}

static void
annotation_left_cb (ReviewDecisionForm *self)
{
  if (self->session != NULL)
    review_desk_save_now (get_desk (self));
}

static void
more_clicked_cb (ReviewDecisionForm *self)
{
  review_decision_form_open_annotation (self);
}

/* A click on the chosen answer takes it back; a key never does. */
static void
reasoning_clicked_cb (GtkToggleButton *button, ReviewDecisionForm *self)
{
  int reasoning = button == self->sound ? REVIEW_REASONING_SOUND : REVIEW_REASONING_FLAWED;
  gboolean chosen = review_desk_get_form (get_desk (self))->reasoning == reasoning;

  review_desk_set_reasoning (get_desk (self), chosen ? 0 : reasoning);
  show_reasoning (self);
}

/* Overrides */

static void
review_decision_form_dispose (GObject *object)
{
  ReviewDecisionForm *self = REVIEW_DECISION_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DECISION_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_decision_form_parent_class)->dispose (object);
}

static void
review_decision_form_class_init (ReviewDecisionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_decision_form_dispose;
  g_type_ensure (REVIEW_TYPE_DECISION_CHOICE);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_ROOT_CAUSE_PICKER);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  g_type_ensure (REVIEW_TYPE_TRIO);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-decision-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, trio);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, choice);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, label);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, reasoning);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, sound);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, flawed);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, picker);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, more_annotation);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionForm, annotation);
  gtk_widget_class_bind_template_callback (widget_class, annotation_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reasoning_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_decision_form_init (ReviewDecisionForm *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  review_sentence_area_set_name (self->annotation, _ ("Annotation"));
  gtk_widget_set_name (review_sentence_area_get_view (self->annotation), "focus-annotation");
  g_signal_connect_object (focus, "leave", G_CALLBACK (annotation_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (review_sentence_area_get_view (self->annotation), focus);
}

/**
 * review_decision_form_set_session:
 * @session: shown from now on; once for a form
 */
void
review_decision_form_set_session (ReviewDecisionForm *self, ReviewSession *session)
{
  static const char *const desk_notes[] = { "form-changed",      "notify::view",
                                            "notify::work-item", "notify::writable",
                                            "notify::editable",  "notify::verdict-visible",
                                            "notify::label",     "notify::draft-state",
                                            "notify::sentences", NULL };

  g_return_if_fail (REVIEW_IS_DECISION_FORM (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (int i = 0; desk_notes[i] != NULL; i++)
    g_signal_connect_object (get_desk (self), desk_notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_desk_get_unmet (get_desk (self)), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  review_decision_choice_set_session (self->choice, session);
  review_root_cause_picker_set_session (self->picker, session);
  refresh (self);
  restore_cursor (self);
}

/**
 * review_decision_form_save:
 *
 * Writes where the cursor is to the session: before the window is taken down.
 */
void
review_decision_form_save (ReviewDecisionForm *self)
{
  int position = 0;

  g_return_if_fail (REVIEW_IS_DECISION_FORM (self));

  g_object_get (get_buffer (self), "cursor-position", &position, NULL);
  review_session_set_ui_number (self->session, CURSOR, position);
}

/**
 * review_decision_form_open_reasons:
 *
 * Opens the reasons of an escalation while none is chosen.
 */
void
review_decision_form_open_reasons (ReviewDecisionForm *self)
{
  g_return_if_fail (REVIEW_IS_DECISION_FORM (self));

  review_decision_choice_open_reasons (self->choice);
}

/**
 * review_decision_form_open_root_cause:
 *
 * Opens the list of root causes.
 */
void
review_decision_form_open_root_cause (ReviewDecisionForm *self)
{
  g_return_if_fail (REVIEW_IS_DECISION_FORM (self));

  open_picker (self);
}

/**
 * review_decision_form_open_annotation:
 *
 * Shows the annotation, also where none is asked for, and puts the focus there.
 */
void
review_decision_form_open_annotation (ReviewDecisionForm *self)
{
  g_return_if_fail (REVIEW_IS_DECISION_FORM (self));

  review_session_set_ui_string (self->session, OPENED, "open");
  show_annotation (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->annotation));
}

/**
 * review_decision_form_choose_option:
 * @position: from 0
 *
 * Chooses an option of what is asked next: the way of blocking or the recommendation; where that
 * is chosen already (or not asked) one of the quick root causes, while one is needed.
 *
 * Returns: whether there is such an option now
 */
gboolean
review_decision_form_choose_option (ReviewDecisionForm *self, guint position)
{
  ReviewDesk *desk;

  g_return_val_if_fail (REVIEW_IS_DECISION_FORM (self), FALSE);

  desk = get_desk (self);
  if (!review_desk_get_writable (desk))
    return FALSE;
  if (review_desk_get_unmet_of (desk, "disposition") == NULL
      && review_desk_get_unmet_of (desk, "recommendation") == NULL
      && review_root_cause_picker_choose (self->picker, position))
    return TRUE;
  return review_decision_choice_choose_option (self->choice, position);
}

/**
 * review_decision_form_focus_field:
 * @field: a member of ReviewForm
 *
 * Returns: whether the field is here; if so, it has the focus
 */
gboolean
review_decision_form_focus_field (ReviewDecisionForm *self, const char *field)
{
  g_return_val_if_fail (REVIEW_IS_DECISION_FORM (self), FALSE);

  if (review_decision_choice_focus_field (self->choice, field))
    return TRUE;
  if (g_str_equal (field, "reasoning"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->sound));
  if (g_str_has_prefix (field, "annotation"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->annotation));
  if (!g_str_equal (field, "root_cause"))
    return FALSE;
  open_picker (self);
  return TRUE;
}

/**
 * review_decision_form_insert_evidence:
 * @label: an evidence label, "E12"
 *
 * Inserts it at the cursor of the annotation, with a space where one is missing; the annotation is
 * shown for it.
 */
void
review_decision_form_insert_evidence (ReviewDecisionForm *self, const char *label)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  g_autofree char *text = NULL;
  gunichar before;

  g_return_if_fail (REVIEW_IS_DECISION_FORM (self));

  if (!review_desk_get_writable (get_desk (self)))
    return;
  buffer = get_buffer (self);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  before = gtk_text_iter_backward_char (&iter) ? gtk_text_iter_get_char (&iter) : ' ';
  text = g_strconcat (g_unichar_isalnum (before) || g_unichar_ispunct (before) ? " " : "", label,
                      " ", NULL);
  if (before == '(' || before == 0xff08)
    g_strstrip (text);
  review_session_set_ui_string (self->session, OPENED, "open");
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}
