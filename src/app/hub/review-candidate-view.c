/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One version of a model: what it was made of, what it is worth beside the live one, on cases of before
 * and on live ones in silence, and the steps that it may take. */
#define G_LOG_DOMAIN "review-app"
#include "review-candidate-view.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-trial-parts.h"
#include "review-trial-words.h"

#define SHORT_HASH 12 /* characters of a hash that tell data sets apart */

struct _ReviewCandidateView
{
  AdwBin parent;
  ReviewCard *card;
  GtkBox *facts;
  GtkWidget *gate; /* head, table and words */
  ReviewFigureTable *table;
  GtkLabel *shadow;
  GtkWidget *acts; /* what follows */
  GtkEntry *reason;
  GtkWidget *to_shadow;
  GtkButton *to_live;
  GtkWidget *drop;
  GtkLabel *message;
  ReviewSession *session; /* owned */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewCandidateView, review_candidate_view, ADW_TYPE_BIN)

static ReviewModelBoard *
get_board (ReviewCandidateView *self)
{
  return review_session_get_models (self->session);
}

static char *
tell_live (ReviewCandidateView *self, const ReviewModelVersion *model)
{
  g_autofree char *at = model->live_at != 0 ? review_format_time (model->live_at) : NULL;

  return at != NULL ? g_strdup_printf (
             "%s · %s",
             review_hub_words_person (self->session, model->live_by_name, model->live_by), at)
                    : NULL;
}

static void
fill_facts (ReviewCandidateView *self, const ReviewModelVersion *model)
{
  g_autoptr (GtkSizeGroup) names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autofree char *rows = review_format_figure ((double) model->rows, 0);
  g_autofree char *bad = review_format_figure ((double) model->positives, 0);
  g_autofree char *cases =
      model->dataset != NULL ? g_strdup_printf (_ ("%s cases, %s of them bad"), rows, bad) : NULL;
  g_autofree char *hash = model->dataset != NULL ? g_strndup (model->dataset, SHORT_HASH) : NULL;
  g_autofree char *live = tell_live (self, model);
  const char *asked =
      model->asked_by != NULL
          ? review_hub_words_person (self->session, model->asked_by_name, model->asked_by)
          : NULL;

  review_trial_empty (self->facts);
  review_trial_add_fact (self->facts, names, _ ("How"), review_trial_words_method (model->method));
  review_trial_add_fact (self->facts, names, _ ("Why"), model->reason);
  review_trial_add_fact (self->facts, names, _ ("Asked for by"), asked);
  review_trial_add_fact (self->facts, names, _ ("Trained on"), cases);
  review_trial_add_fact (self->facts, names, _ ("Data set"), hash);
  review_trial_add_fact (self->facts, names, _ ("Compared with"), model->base);
  review_trial_add_fact (self->facts, names, _ ("Made live by"), live);
  gtk_widget_set_visible (GTK_WIDGET (self->facts),
                          gtk_widget_get_first_child (GTK_WIDGET (self->facts)) != NULL);
}

static void
add_comparison (ReviewCandidateView *self, const ReviewModelComparison *one)
{
  g_autofree char *title = review_trial_words_comparison (one->name);
  g_autofree char *n = review_format_figure ((double) one->n, 0);
  g_autofree char *bad = review_format_figure ((double) one->positives, 0);
  g_autofree char *auc = review_trial_words_pair (one->auc_live, one->auc_candidate);
  g_autofree char *loss = review_trial_words_pair (one->log_loss_live, one->log_loss_candidate);
  g_autofree char *gain = review_trial_words_gain (one);

  review_figure_table_add_row (self->table, title, FALSE);
  review_figure_table_add_figure (self->table, n, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->table, bad, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->table, auc, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->table, loss, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->table, gain, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->table, one->passed ? _ ("passes") : _ ("holds back"),
                                  one->passed ? REVIEW_TONE_NEUTRAL : REVIEW_TONE_WARNING, NULL);
}

static void
fill_gate (ReviewCandidateView *self, const ReviewModelVersion *model)
{
  const char *const heads[] = { "",
                                _ ("cases"),
                                _ ("bad"),
                                _ ("AUC, live → this"),
                                _ ("log-loss, live → this"),
                                _ ("gain, 90 %"),
                                _ ("gate"),
                                NULL };
  gboolean any = model->comparison != NULL && model->comparison->len > 0;

  gtk_widget_set_visible (self->gate, any);
  if (!any)
    return;
  review_figure_table_begin (self->table, heads);
  for (guint i = 0; i < model->comparison->len; i++)
    add_comparison (self, model->comparison->pdata[i]);
  if (model->shadow != NULL && model->shadow->known != NULL && model->shadow->known->n > 0)
    add_comparison (self, model->shadow->known);
}

/* What it said in silence, and who was right where the two differ. */
static char *
tell_shadow (const ReviewModelShadow *shadow)
{
  g_autofree char *cases = review_format_figure ((double) shadow->cases, 0);
  g_autofree char *since = review_format_time (shadow->since);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("In shadow since %s: it read %s cases and decided none."), since,
                          cases);
  if (shadow->blocks + shadow->passes > 0)
    g_string_append_printf (
        out, _ (" It would block %d that the live model passed, and pass %d that it blocked."),
        (int) shadow->blocks, (int) shadow->passes);
  if (shadow->right + shadow->wrong > 0)
    g_string_append_printf (out, _ (" Of those whose truth is known it was right in %d of %d."),
                            (int) shadow->right, (int) (shadow->right + shadow->wrong));
  return g_string_free (out, FALSE);
}

static void
show_shadow (ReviewCandidateView *self, const ReviewModelVersion *model)
{
  g_autofree char *text = model->shadow != NULL ? tell_shadow (model->shadow) : NULL;

  review_label_show (self->shadow, text);
}

static gboolean
show_act (ReviewCandidateView *self, GtkWidget *button, ReviewModelBoardAct act)
{
  ReviewModelBoard *board = get_board (self);

  return review_trial_show_act (button, review_model_board_offers (board, act),
                                review_model_board_get_unmet (board, act));
}

static void
show_acts (ReviewCandidateView *self, const ReviewModelVersion *model)
{
  ReviewModelBoard *board = get_board (self);
  int code = review_board_get_error_code (REVIEW_BOARD (board));
  g_autofree char *error = code != 0 ? review_trial_words_model_error (code) : NULL;
  const char *unmet = review_model_board_get_unmet (board, REVIEW_MODEL_ACT_TO_LIVE);
  const char *words = error != NULL ? error : review_trial_words_model_unmet (unmet);
  gboolean any = show_act (self, self->to_shadow, REVIEW_MODEL_ACT_TO_SHADOW);

  any = show_act (self, GTK_WIDGET (self->to_live), REVIEW_MODEL_ACT_TO_LIVE) || any;
  any = show_act (self, self->drop, REVIEW_MODEL_ACT_DROP) || any;
  gtk_button_set_label (self->to_live, model->state == REVIEW_MODEL_RETIRED
                                           ? C_ ("policy", "Put back")
                                           : _ ("Make live"));
  gtk_widget_set_visible (self->acts, any);
  self->setting = TRUE;
  review_trial_set_entry (self->reason, review_model_board_get_reason (board));
  self->setting = FALSE;
  review_label_show (self->message, words);
}

static void
update (ReviewCandidateView *self)
{
  const ReviewModelVersion *model = review_model_board_get_selected (get_board (self));

  gtk_widget_set_visible (GTK_WIDGET (self), model != NULL);
  if (model == NULL)
    return;
  review_card_set_title (self->card, model->version);
  review_card_set_caption (self->card, review_trial_words_model_state (model->state));
  fill_facts (self, model);
  fill_gate (self, model);
  show_shadow (self, model);
  show_acts (self, model);
}

static void
reason_changed_cb (ReviewCandidateView *self)
{
  if (!self->setting)
    review_model_board_set_reason (get_board (self),
                                   gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
clicked_cb (ReviewCandidateView *self, GtkWidget *button)
{
  if (button == self->to_shadow)
    review_model_board_act (get_board (self), REVIEW_MODEL_ACT_TO_SHADOW);
  else
    review_model_board_act (get_board (self), button == self->drop ? REVIEW_MODEL_ACT_DROP
                                                                   : REVIEW_MODEL_ACT_TO_LIVE);
}

static void
review_candidate_view_dispose (GObject *object)
{
  g_clear_object (&REVIEW_CANDIDATE_VIEW (object)->session);
  G_OBJECT_CLASS (review_candidate_view_parent_class)->dispose (object);
}

static void
review_candidate_view_class_init (ReviewCandidateViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_candidate_view_dispose;
}

static void
add_gate (ReviewCandidateView *self, GtkBox *box)
{
  GtkWidget *words = review_label_new_text (
      _ ("The gate: not worse overall with confidence, better on what it is for, and nowhere "
         "surely "
         "worse. Neither was trained on these cases: the candidate is read by the models that did "
         "not see them. A gain is of log-loss, paired, each case counting one over its chance."),
      "dim-label");

  self->gate = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->table = REVIEW_FIGURE_TABLE (review_trial_new_table (_ ("Beside the live model")));
  gtk_widget_add_css_class (words, "caption");
  gtk_box_append (GTK_BOX (self->gate),
                  review_label_new_text (_ ("Beside the live model"), "heading"));
  gtk_box_append (GTK_BOX (self->gate), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (self->gate), words);
  gtk_box_append (box, self->gate);
}

static void
add_acts (ReviewCandidateView *self, GtkBox *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->acts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->reason =
      GTK_ENTRY (review_trial_new_entry ("focus-model-reason", _ ("Reason: it is kept")));
  self->to_live = GTK_BUTTON (
      review_trial_new_button ("focus-model-live", _ ("Make live"), "suggested-action"));
  self->to_shadow = review_trial_new_button ("focus-model-shadow", _ ("Run in shadow"), NULL);
  self->drop = review_trial_new_button ("focus-model-drop", _ ("Give up"), NULL);
  self->message = GTK_LABEL (review_label_new_text (NULL, "dim-label"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->to_live));
  gtk_box_append (GTK_BOX (line), self->to_shadow);
  gtk_box_append (GTK_BOX (line), self->drop);
  gtk_box_append (GTK_BOX (self->acts), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (self->acts), line);
  gtk_box_append (GTK_BOX (self->acts), GTK_WIDGET (self->message));
  gtk_box_append (box, self->acts);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_live, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_shadow, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drop, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

static void
review_candidate_view_init (ReviewCandidateView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  self->card = REVIEW_CARD (review_card_new (NULL));
  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  self->shadow = GTK_LABEL (review_label_new_text (NULL, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));
  add_gate (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->shadow));
  add_acts (self, GTK_BOX (box));
  review_card_set_child (self->card, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
}

/**
 * review_candidate_view_bind:
 *
 * Shows the version that @session's board has chosen. Called once.
 */
void
review_candidate_view_bind (ReviewCandidateView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_CANDIDATE_VIEW (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_models (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}
