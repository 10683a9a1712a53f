/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the chosen type's model: the training that makes another one with its progress, the
 * form that asks for one, and the list in which one is chosen to be looked at. */
#define G_LOG_DOMAIN "review-app"
#include "review-candidates-card.h"

#include <glib/gi18n.h>

#include "review-candidate-form.h"
#include "review-card.h"
#include "review-compat.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-list.h"
#include "review-tab-stop.h"
#include "review-trial-parts.h"
#include "review-trial-words.h"
#include "review-words.h"

struct _ReviewCandidatesCard
{
  AdwBin parent;
  ReviewCard *card;
  GtkWidget *job; /* while one is trained */
  GtkLabel *progress_text;
  GtkProgressBar *progress;
  GtkLabel *failed;
  GtkListBox *list;
  GtkToggleButton *ask;
  ReviewCandidateForm *form;
  ReviewSession *session; /* owned */
  ReviewModelList *shown; /* owned (nullable): what the rows say */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewCandidatesCard, review_candidates_card, ADW_TYPE_BIN)

static ReviewModelBoard *
get_board (ReviewCandidatesCard *self)
{
  return review_session_get_models (self->session);
}

/* "trained anew on 900 cases · asked for by L. Chen · 2026-11-23 12:00" */
static char *
describe (ReviewCandidatesCard *self, const ReviewModelVersion *model)
{
  const char *method = review_trial_words_method (model->method);
  g_autofree char *at = review_format_time (model->created_at);
  g_autofree char *n = review_format_figure ((double) model->rows, 0);

  if (method == NULL)
    return g_steal_pointer (&at);
  return g_strdup_printf (
      /* Translators: how it was made, number of cases, person, time. */
      _ ("%s, on %s cases · asked for by %s · %s"), method, n,
      review_hub_words_person (self->session, model->asked_by_name, model->asked_by), at);
}

static void
add_row (gpointer owner, gpointer item)
{
  ReviewCandidatesCard *self = owner;
  const ReviewModelVersion *model = item;
  gboolean candidate =
      model->state == REVIEW_MODEL_CANDIDATE || model->state == REVIEW_MODEL_SHADOW;
  const char *state = review_trial_words_model_state (model->state);
  g_autofree char *text = describe (self, model);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", model->version, state);
  g_autofree char *focus = g_strdup_printf ("focus-model-%s", model->version);
  GtkWidget *row = review_trial_new_row (model->version, text, spoken, focus, model->version);

  if (candidate)
    review_trial_add_tag (row, model->passed ? _ ("passed its gate") : _ ("held back"),
                          model->passed ? REVIEW_TONE_SUCCESS : REVIEW_TONE_WARNING);
  review_trial_add_tag (row, state, review_trial_words_model_tone (model->state));
  gtk_list_box_append (self->list, row);
}

/* A list that is as before only follows what is chosen. */
static void
show_list (ReviewCandidatesCard *self, const ReviewModelList *list)
{
  const ReviewModelVersion *model = review_model_board_get_selected (get_board (self));
  const char *chosen = model != NULL ? model->version : NULL;

  self->setting = TRUE;
  if (review_record_equal (list, self->shown))
    review_list_select (self->list, chosen);
  else
    review_list_refill (self->list, list != NULL ? list->models : NULL, add_row, self, chosen);
  self->setting = FALSE;
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = list != NULL ? review_record_ref ((gpointer) list) : NULL;
}

static void
show_job (ReviewCandidatesCard *self, const ReviewTrainingJob *job)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->job, job != NULL);
  if (job == NULL)
    return;
  if (job->total > 0 && job->done >= job->total)
    text = g_strdup (_ ("The candidate is compared with the live model …"));
  else if (job->total > 0)
    text = g_strdup_printf (_ ("A candidate is trained: %d of %d parts"), (int) job->done,
                            (int) job->total);
  else
    text = g_strdup (_ ("A candidate waits to be trained …"));
  gtk_label_set_text (self->progress_text, text);
  gtk_progress_bar_set_fraction (self->progress,
                                 job->total > 0 ? (double) job->done / (double) job->total : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
show_failed (ReviewCandidatesCard *self, const ReviewTrainingJob *job)
{
  g_autofree char *text = NULL;

  if (job != NULL && job->state == REVIEW_TRAINING_CANCELLED)
    text = g_strdup (_ ("The last training was cancelled."));
  else if (job != NULL)
    text = g_strdup (_ ("The last training failed. Most often too few cases of both kinds are "
                        "labelled."));
  review_label_show (self->failed, text);
}

static void
update (ReviewCandidatesCard *self)
{
  ReviewModelBoard *board = get_board (self);
  const ReviewModelList *list = review_model_board_get_list (board);
  const char *type = review_hub_board_get_case_type (review_session_get_hub (self->session));
  gboolean any = list != NULL && list->models != NULL && list->models->len > 0;
  g_autofree char *title =
      g_strdup_printf (_ ("Versions · %s"), review_words_type (self->session, type));

  gtk_widget_set_visible (GTK_WIDGET (self), list != NULL);
  review_card_set_title (self->card, title);
  review_card_set_caption (self->card, any ? NULL : _ ("no model yet"));
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->list)), any);
  show_list (self, list);
  show_job (self, review_model_board_get_job (board));
  show_failed (self, review_model_board_get_failed (board));
  gtk_widget_set_visible (GTK_WIDGET (self->ask),
                          review_model_board_offers (board, REVIEW_MODEL_ACT_ASK));
  if (!review_model_board_offers (board, REVIEW_MODEL_ACT_ASK))
    gtk_toggle_button_set_active (self->ask, FALSE);
}

static void
row_selected_cb (ReviewCandidatesCard *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->setting)
    review_model_board_select (get_board (self), review_list_row_get_id (row));
}

static void
cancel_cb (ReviewCandidatesCard *self)
{
  review_model_board_act (get_board (self), REVIEW_MODEL_ACT_CANCEL);
}

static void
review_candidates_card_dispose (GObject *object)
{
  ReviewCandidatesCard *self = REVIEW_CANDIDATES_CARD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_candidates_card_parent_class)->dispose (object);
}

static void
review_candidates_card_class_init (ReviewCandidatesCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_candidates_card_dispose;
}

static void
add_job (ReviewCandidatesCard *self, GtkBox *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->job = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->progress_text = GTK_LABEL (gtk_label_new (NULL));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_label_set_xalign (self->progress_text, 0);
  review_label_wrap (self->progress_text);
  gtk_widget_add_css_class (GTK_WIDGET (self->progress_text), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_widget_set_name (cancel, "focus-models-cancel");
  gtk_widget_add_css_class (cancel, "small-button");
  review_compat_name_widget (cancel, _ ("Cancel the training"));
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (self->job), GTK_WIDGET (self->progress_text));
  gtk_box_append (GTK_BOX (self->job), line);
  gtk_box_append (box, self->job);
}

static void
review_candidates_card_init (ReviewCandidatesCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->card = REVIEW_CARD (review_card_new (NULL));
  self->failed = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (review_trial_new_list (_ ("Versions of the model")));
  gtk_label_set_xalign (self->failed, 0);
  review_label_wrap (self->failed);
  gtk_widget_add_css_class (GTK_WIDGET (self->failed), "dim-label");
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  add_job (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->failed));
  gtk_box_append (GTK_BOX (box), review_tab_stop_new (self->list));
  self->form = g_object_new (REVIEW_TYPE_CANDIDATE_FORM, NULL);
  self->ask = review_trial_add_form (GTK_BOX (box), "focus-models-ask", _ ("Train a candidate"),
                                     GTK_WIDGET (self->form));
  review_card_set_child (self->card, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
}

/**
 * review_candidates_card_bind:
 *
 * Lists the versions of the type that @session's board has chosen. Called once.
 */
void
review_candidates_card_bind (ReviewCandidatesCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_CANDIDATES_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_models (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  review_candidate_form_bind (self->form, session);
  update (self);
}
