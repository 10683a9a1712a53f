/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision: choice, label and reasoning, annotation, submit. The desk holds the form; the bar
 * shows it and says in words what is still missing. Nothing is preselected. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-bar.h"

#include <glib/gi18n.h>

#include "review-columns.h"
#include "review-detail-form.h"
#include "review-key-content.h"
#include "review-label-form.h"
#include "review-sentence-area.h"
#include "review-words.h"

struct _ReviewDecisionBar
{
  AdwBin parent;
  /* template */
  ReviewDetailForm *detail;
  GtkToggleButton *pass;
  GtkToggleButton *block;
  GtkToggleButton *escalate;
  GtkLabel *warning;
  ReviewLabelForm *label_form;
  ReviewSentenceArea *annotation;
  GtkLabel *unmet;
  GtkWidget *submit;
  /* owned */
  ReviewSession *session;
  gboolean showing; /* widgets are being set to the form, not by the person */
};

G_DEFINE_FINAL_TYPE (ReviewDecisionBar, review_decision_bar, ADW_TYPE_BIN)

static ReviewDesk *
get_desk (ReviewDecisionBar *self)
{
  return review_session_get_desk (self->session);
}

static GtkToggleButton *
get_button (ReviewDecisionBar *self, int choice)
{
  return choice == REVIEW_CHOICE_PASS    ? self->pass
         : choice == REVIEW_CHOICE_BLOCK ? self->block
                                         : self->escalate;
}

static void
show_verbs (ReviewDecisionBar *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));
  const char *type = view != NULL ? view->item_case->type : NULL;

  for (int choice = REVIEW_CHOICE_PASS; choice <= REVIEW_CHOICE_ESCALATE; choice++)
    {
      GtkWidget *button = GTK_WIDGET (get_button (self, choice));
      const char *verb = review_words_choice (self->session, type, choice);

      review_key_content_name (button, verb);
      gtk_widget_set_tooltip_text (button, verb);
    }
}

static void
show_warning (ReviewDecisionBar *self, const ReviewForm *form)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));
  const ReviewCaseType *type = catalog != NULL && view != NULL
                                   ? review_catalog_find_type (catalog, view->item_case->type)
                                   : NULL;
  gboolean warn = type != NULL && type->pass_irreversible
                  && (form->choice == REVIEW_CHOICE_PASS || form->choice == 0);

  gtk_widget_set_visible (GTK_WIDGET (self->warning), warn);
  if (warn)
    {
      g_autofree char *text = g_strdup_printf (
          "%s: %s", review_words_choice (self->session, type->id, REVIEW_CHOICE_PASS),
          type->warning != NULL ? review_session_get_text (self->session, type->warning)
                                : _ ("cannot be undone once it took effect"));
      gtk_label_set_text (self->warning, text);
    }
}

static void
show_unmet (ReviewDecisionBar *self)
{
  GListModel *unmet = review_desk_get_unmet (get_desk (self));
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (review_desk_get_state (get_desk (self)) == REVIEW_DESK_SUBMITTING)
    {
      gtk_label_set_text (self->unmet, _ ("Submitting …"));
      return;
    }
  for (guint i = 0; unmet != NULL && i < g_list_model_get_n_items (unmet); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (unmet, i);
      const ReviewUnmet *one = review_item_get_record (item);

      /* Translators: what separates the items of a list in a sentence. */
      g_string_append_printf (out, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                              review_words_unmet (one->code));
    }
  if (out->len > 0)
    text = g_strdup_printf (_ ("Still missing: %s"), out->str);
  else if (review_desk_get_can_submit (get_desk (self)))
    text = g_strdup (_ ("Complete. You have 10 s to undo after submitting."));
  gtk_label_set_text (self->unmet, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unmet), text);
}

static const char *
describe_draft (ReviewDecisionBar *self)
{
  switch (review_desk_get_draft_state (get_desk (self)))
    {
    case REVIEW_DRAFT_SAVED:
      return _ ("saved");
    case REVIEW_DRAFT_EDITED:
    case REVIEW_DRAFT_SAVING:
      return _ ("saving …");
    case REVIEW_DRAFT_CONFLICT:
      return _ ("newer draft elsewhere");
    case REVIEW_DRAFT_FAILED:
      return _ ("not saved yet");
    case REVIEW_DRAFT_NONE:
    default:
      return NULL;
    }
}

static void
show_status (ReviewDecisionBar *self)
{
  guint sentences = review_desk_get_sentences (get_desk (self));
  const char *draft = describe_draft (self);
  /* Translators: sentences written of sentences allowed. */
  g_autofree char *count =
      g_strdup_printf (_ ("%u / %u sentences"), sentences, (guint) REVIEW_FORM_MAX_SENTENCES);
  g_autofree char *text = draft != NULL ? g_strdup_printf ("%s · %s", count, draft) : NULL;

  review_sentence_area_set_status (self->annotation, text != NULL ? text : count,
                                   sentences > REVIEW_FORM_MAX_SENTENCES);
}

static void
show_form (ReviewDecisionBar *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  gboolean writable = review_desk_get_writable (get_desk (self));

  if (form == NULL || self->showing)
    return;
  self->showing = TRUE;
  for (int choice = REVIEW_CHOICE_PASS; choice <= REVIEW_CHOICE_ESCALATE; choice++)
    {
      GtkToggleButton *button = get_button (self, choice);

      gtk_toggle_button_set_active (button, form->choice == choice);
      gtk_widget_set_sensitive (GTK_WIDGET (button), writable);
    }
  review_sentence_area_set_text (self->annotation, form->annotation);
  review_sentence_area_set_editable (self->annotation, writable);
  show_warning (self, form);
  self->showing = FALSE;
  show_unmet (self);
  show_status (self);
}

static void
choice_toggled_cb (ReviewDecisionBar *self, GtkToggleButton *button)
{
  int choice = button == self->pass    ? REVIEW_CHOICE_PASS
               : button == self->block ? REVIEW_CHOICE_BLOCK
                                       : REVIEW_CHOICE_ESCALATE;
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  if (self->showing)
    return;
  if (gtk_toggle_button_get_active (button))
    review_desk_set_choice (get_desk (self), choice);
  else if (form->choice == choice)
    review_desk_set_choice (get_desk (self), 0);
}

static void
annotation_edited_cb (ReviewDecisionBar *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->annotation);

  review_desk_set_annotation (get_desk (self), text);
}

static void
case_changed_cb (ReviewDecisionBar *self)
{
  show_verbs (self);
  show_form (self);
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
review_decision_bar_class_init (ReviewDecisionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_decision_bar_dispose;
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_DETAIL_FORM);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_LABEL_FORM);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-decision-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, detail);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, pass);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, block);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, escalate);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, warning);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, label_form);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, annotation);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, unmet);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionBar, submit);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
review_decision_bar_init (ReviewDecisionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_sentence_area_set_name (self->annotation, _ ("Annotation"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Decision"), -1);
  for (int choice = REVIEW_CHOICE_PASS; choice <= REVIEW_CHOICE_ESCALATE; choice++)
    g_signal_connect_object (get_button (self, choice), "toggled", G_CALLBACK (choice_toggled_cb),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->annotation, "edited", G_CALLBACK (annotation_edited_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
restore_cursor (ReviewDecisionBar *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (review_sentence_area_get_view (self->annotation));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;
  double offset = review_session_get_ui_number (self->session, "case/annotation-cursor", -1);

  if (offset < 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/**
 * review_decision_bar_bind:
 *
 * Shows the form of the open case. Called once.
 */
void
review_decision_bar_bind (ReviewDecisionBar *self, ReviewSession *session)
{
  static const char *const status_notes[] = { "notify::draft-state", "notify::sentences", NULL };
  static const char *const unmet_notes[] = { "notify::can-submit", "notify::state", NULL };
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  self->session = g_object_ref (session);
  review_detail_form_bind (self->detail, session);
  review_label_form_bind (self->label_form, session);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "form-changed", G_CALLBACK (show_form), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::writable", G_CALLBACK (show_form), self,
                           G_CONNECT_SWAPPED);
  for (int i = 0; status_notes[i] != NULL; i++)
    g_signal_connect_object (desk, status_notes[i], G_CALLBACK (show_status), self,
                             G_CONNECT_SWAPPED);
  for (int i = 0; unmet_notes[i] != NULL; i++)
    g_signal_connect_object (desk, unmet_notes[i], G_CALLBACK (show_unmet), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (review_desk_get_unmet (desk), "items-changed", G_CALLBACK (show_unmet),
                           self, G_CONNECT_SWAPPED);
  case_changed_cb (self);
  restore_cursor (self);
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

  review_label_form_open_root_cause (self->label_form);
}

/**
 * review_decision_bar_choose_option:
 * @n: 1 for the first
 *
 * Chooses the nth way of blocking, or the nth recommendation of an escalation.
 */
void
review_decision_bar_choose_option (ReviewDecisionBar *self, guint n)
{
  g_return_if_fail (REVIEW_IS_DECISION_BAR (self));

  review_detail_form_choose_option (self->detail, n);
}

/**
 * review_decision_bar_save:
 *
 * Writes the cursor's place to the session.
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
  review_session_set_ui_number (self->session, "case/annotation-cursor", position);
}
