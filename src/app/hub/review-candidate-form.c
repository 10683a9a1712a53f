/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a candidate: how it is made, why, and what it is meant to do better: a pattern whose path is
 * to train anew, some cases, or everything. */
#define G_LOG_DOMAIN "review-app"
#include "review-candidate-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-chips.h"
#include "review-condition-group.h"
#include "review-label.h"
#include "review-pattern-words.h"
#include "review-trial-words.h"

struct _ReviewCandidateForm
{
  AdwBin parent;
  ReviewChips *methods;
  GtkEntry *reason;
  ReviewChips *patterns; /* that wait for a model to mend them */
  GtkCheckButton *narrow;
  AdwBin *condition;
  GtkButton *start;
  GtkLabel *message;
  ReviewSession *session; /* owned */
  char *offered;          /* owned (nullable): the patterns that are there */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewCandidateForm, review_candidate_form, ADW_TYPE_BIN)

static const char *const methods[] = { NULL, "anew", "continued" };

static ReviewModelBoard *
get_board (ReviewCandidateForm *self)
{
  return review_session_get_models (self->session);
}

static void
say (ReviewCandidateForm *self, const char *text)
{
  review_label_show (self->message, text);
}

/* Taken on, of this type, and to be mended by a model whose weights are others. */
static gboolean
waits_for_model (const ReviewPattern *pattern, const char *case_type)
{
  g_autoptr (ReviewCondition) slice = NULL;

  if (g_strcmp0 (pattern->case_type, case_type) != 0 || pattern->path != REVIEW_PATH_A
      || pattern->state != REVIEW_PATTERN_WORKING)
    return FALSE;
  slice = review_pattern_dup_slice (pattern);
  return slice != NULL;
}

static void
add_pattern (ReviewCandidateForm *self, const ReviewPattern *pattern)
{
  g_autofree char *slice = review_pattern_words_slice (self->session, pattern);
  g_autofree char *name = g_strdup_printf ("%s · %s", pattern->display_id, slice);

  review_chips_add (self->patterns, pattern->id, name, NULL);
}

static void
offer_patterns (ReviewCandidateForm *self)
{
  GListModel *all = review_pattern_board_get_patterns (review_session_get_patterns (self->session));
  const char *type = review_hub_board_get_case_type (review_session_get_hub (self->session));
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  GString *offered = g_string_new (review_session_get_language (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (all, i);
      const ReviewPattern *pattern = review_item_get_record (item);

      if (!waits_for_model (pattern, type))
        continue;
      g_string_append_printf (offered, "\n%s", pattern->id);
      g_ptr_array_add (found, g_steal_pointer (&item));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->patterns), found->len > 0);
  if (g_strcmp0 (offered->str, self->offered) != 0)
    {
      review_chips_clear (self->patterns);
      review_chips_add (self->patterns, "", _ ("Everything"), NULL);
      for (guint i = 0; i < found->len; i++)
        add_pattern (self, review_item_get_record (found->pdata[i]));
      g_free (self->offered);
      self->offered = g_strdup (offered->str);
    }
  g_string_free (offered, TRUE);
}

static void
update (ReviewCandidateForm *self)
{
  ReviewModelBoard *board = get_board (self);
  const ReviewTrainingRequest *form = review_model_board_get_form (board);
  const char *reason = form->reason != NULL ? form->reason : "";
  const char *unmet = review_model_board_get_unmet (board, REVIEW_MODEL_ACT_ASK);
  int code = review_board_get_error_code (REVIEW_BOARD (board));
  g_autofree char *error = code != 0 ? review_trial_words_model_error (code) : NULL;

  offer_patterns (self);
  self->setting = TRUE;
  review_chips_set_active_one (self->methods, methods[form->method]);
  review_chips_set_active_one (self->patterns, form->pattern != NULL ? form->pattern : "");
  gtk_widget_set_visible (GTK_WIDGET (self->narrow), form->pattern == NULL);
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->reason)), reason) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->reason), reason);
  self->setting = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->start), unmet == NULL);
  say (self, error != NULL ? error : review_trial_words_model_unmet (unmet));
}

static void
method_chosen_cb (ReviewCandidateForm *self, const char *id)
{
  if (!self->setting)
    review_model_board_set_method (get_board (self), strcmp (id, "anew") == 0
                                                         ? REVIEW_TRAINING_ANEW
                                                         : REVIEW_TRAINING_CONTINUED);
}

static void
pattern_chosen_cb (ReviewCandidateForm *self, const char *id)
{
  if (self->setting)
    return;
  if (*id != '\0')
    gtk_check_button_set_active (self->narrow, FALSE);
  review_model_board_set_pattern (get_board (self), *id != '\0' ? id : NULL);
}

static void
reason_changed_cb (ReviewCandidateForm *self)
{
  if (!self->setting)
    review_model_board_set_form_reason (get_board (self),
                                        gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
narrow_toggled_cb (ReviewCandidateForm *self)
{
  gboolean narrow = gtk_check_button_get_active (self->narrow);

  if (narrow && adw_bin_get_child (self->condition) == NULL)
    {
      g_autoptr (ReviewCondition) first = review_record_new (&review_condition_type);

      first->fact = g_strdup ("market");
      first->op = REVIEW_OP_EQ;
      adw_bin_set_child (self->condition, review_condition_group_new (self->session, first, FALSE));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->condition), narrow);
}

static void
start_cb (ReviewCandidateForm *self)
{
  g_autoptr (ReviewCondition) slice = NULL;
  g_autofree char *missing = NULL;

  if (gtk_check_button_get_active (self->narrow))
    {
      slice = review_condition_group_dup (
          REVIEW_CONDITION_GROUP (adw_bin_get_child (self->condition)), &missing);
      if (slice == NULL || missing != NULL)
        {
          say (self, missing);
          return;
        }
    }
  review_model_board_set_slice (get_board (self), slice);
  review_model_board_act (get_board (self), REVIEW_MODEL_ACT_ASK);
}

static void
review_candidate_form_dispose (GObject *object)
{
  g_clear_object (&REVIEW_CANDIDATE_FORM (object)->session);
  G_OBJECT_CLASS (review_candidate_form_parent_class)->dispose (object);
}

static void
review_candidate_form_finalize (GObject *object)
{
  g_free (REVIEW_CANDIDATE_FORM (object)->offered);
  G_OBJECT_CLASS (review_candidate_form_parent_class)->finalize (object);
}

static void
review_candidate_form_class_init (ReviewCandidateFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_candidate_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_candidate_form_finalize;
}

static void
add_fields (ReviewCandidateForm *self, GtkBox *box)
{
  self->methods = g_object_new (REVIEW_TYPE_CHIPS, NULL);
  self->patterns = g_object_new (REVIEW_TYPE_CHIPS, NULL);
  self->reason = GTK_ENTRY (gtk_entry_new ());
  self->narrow = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_label (_ ("It is meant to do better on some cases:")));
  self->condition = ADW_BIN (adw_bin_new ());
  review_chips_add (self->methods, "anew", _ ("Train anew"), NULL);
  review_chips_add (self->methods, "continued", _ ("Add trees to the live model"), NULL);
  gtk_entry_set_placeholder_text (self->reason, _ ("Why a candidate is needed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why a candidate is needed"), -1);
  gtk_widget_set_name (GTK_WIDGET (self->reason), "focus-candidate-reason");
  gtk_widget_set_name (GTK_WIDGET (self->narrow), "focus-candidate-narrow");
  gtk_widget_set_visible (GTK_WIDGET (self->condition), FALSE);
  gtk_box_append (box, GTK_WIDGET (self->methods));
  gtk_box_append (box, GTK_WIDGET (self->reason));
  gtk_box_append (box, GTK_WIDGET (self->patterns));
  gtk_box_append (box, GTK_WIDGET (self->narrow));
  gtk_box_append (box, GTK_WIDGET (self->condition));
}

static void
review_candidate_form_init (ReviewCandidateForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  add_fields (self, GTK_BOX (box));
  self->start = GTK_BUTTON (gtk_button_new_with_label (_ ("Start training")));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_name (GTK_WIDGET (self->start), "focus-candidate-start");
  gtk_widget_add_css_class (GTK_WIDGET (self->start), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "dim-label");
  gtk_label_set_xalign (self->message, 0);
  review_label_wrap (self->message);
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->start));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (box), line);
  g_signal_connect_object (self->methods, "chosen", G_CALLBACK (method_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->patterns, "chosen", G_CALLBACK (pattern_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->narrow, "toggled", G_CALLBACK (narrow_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * review_candidate_form_bind:
 *
 * Fills in what @session's board asks with. Called once.
 */
void
review_candidate_form_bind (ReviewCandidateForm *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_CANDIDATE_FORM (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_models (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_patterns (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}
