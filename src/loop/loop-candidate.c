/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From labels to a candidate, and the candidate beside the live model. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-candidate.h"

#include <math.h>
#include <string.h>

#include "hub-sample.h"
#include "roca-calibration.h"
#include "roca-matrix.h"
#include "stats-calibration.h"

/* Splits whose models are averaged. The served score is a mean over all fold models, the one out of
 * fold over one of each split: with a single split a candidate would be held against the live model
 * with the noise of one model against the mean of five. */
#define REPEATS 2
#define ROUNDS  100
#define ETA     0.15

/**
 * loop_compare:
 * @level: of the interval, two-sided
 *
 * stats_compare() where each case counts 1 / pi (`statistics.md` 5.1).
 */
void
loop_compare (const LoopPair *pair, double level, StatsComparison *ret_comparison)
{
  g_autofree double *weights = hub_weights (pair->pi, pair->n);

  stats_compare (
      &(StatsPair){
          { pair->risks[0], pair->risks[1] }, pair->positives, weights, pair->clusters, pair->n },
      level, ret_comparison);
}

/* Columns of the world but for @hidden, rows of the labels that may train, with the labels for
 * truth. */
static RocaMatrix *
make_matrix (const LoopWorld *world, const LoopLabels *labels, const char *hidden)
{
  const RocaMatrix *all = world->matrix;
  RocaMatrix *matrix = roca_matrix_new_empty (world->case_type);
  g_autofree double *values = g_new (double, MAX (all->columns->len, 1));

  for (guint c = 0; c < all->columns->len; c++)
    if (g_strcmp0 (all->columns->pdata[c], hidden) != 0)
      roca_matrix_add_column (matrix, all->columns->pdata[c], g_array_index (all->versions, int, c),
                              g_array_index (all->monotone, int, c));
  for (guint i = 0; i < loop_labels_get_n (labels); i++)
    {
      const LoopLabel *label = loop_labels_get (labels, i);
      const LoopCase *one = loop_world_get_case (world, label->row);
      guint at = 0;

      if (!label->confirmed)
        continue;
      for (guint c = 0; c < all->columns->len; c++)
        if (g_strcmp0 (all->columns->pdata[c], hidden) != 0)
          values[at++] = (double) roca_matrix_get_row (all, label->row)[c];
      roca_matrix_add (matrix, one->id, one->cluster, label->positive, values);
    }
  return matrix;
}

/**
 * loop_train:
 * @labels: those that are confirmed are trained on
 * @version: of the model
 * @error: REVIEW_ERROR_INVALID when there is too little to train on
 *
 * Returns: (transfer full) (nullable): a candidate, with the calibration that comes with it
 */
RocaModel *
loop_train (const LoopWorld *world,
            const LoopLabels *labels,
            const LoopTraining *training,
            const char *version,
            GError **error)
{
  g_autoptr (RocaMatrix) matrix = make_matrix (world, labels, training->hidden);
  g_autoptr (GBytes) artefact = NULL;
  RocaTrainOptions options;

  roca_train_options_init (&options);
  roca_train_options_quicken (&options);
  options.repeats = REPEATS;
  options.rounds = ROUNDS;
  options.eta = ETA;
  options.seed = training->seed;
  options.nthread = MAX (training->threads, 1);
  artefact = roca_train (matrix, version, &options, NULL, NULL, error);
  return artefact != NULL ? roca_model_load (artefact, error) : NULL;
}

/**
 * loop_model_scores:
 * @ret_raw: (out caller-allocates): raw score of each label's case: out of fold where the model was
 *   trained on it
 * @ret_trained: (out caller-allocates): 1: it was
 */
gboolean
loop_model_scores (const RocaModel *model,
                   const LoopWorld *world,
                   const LoopLabels *labels,
                   double *ret_raw,
                   guint8 *ret_trained,
                   GError **error)
{
  guint n = loop_labels_get_n (labels);
  g_autofree guint *rows = g_new (guint, MAX (n, 1));
  g_autoptr (RocaMatrix) matrix = NULL;

  for (guint i = 0; i < n; i++)
    rows[i] = loop_labels_get (labels, i)->row;
  matrix = loop_world_pick (world, rows, n);
  if (!roca_model_score_raw (model, matrix, ret_raw, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const RocaTrainedRow *row =
          roca_model_find_trained (model, NULL, loop_world_get_case (world, rows[i])->id);

      ret_trained[i] = row != NULL ? 1 : 0;
      if (row != NULL)
        ret_raw[i] = row->out_of_fold;
    }
  return TRUE;
}

/**
 * loop_recalibrate:
 * @raw: of each label, see loop_model_scores()
 * @use: (nullable): 1: of this label; NULL: of all
 * @only_better: keep the calibration in use unless the labels say that another is better
 * @version: of the new calibration
 *
 * What people doubt is labelled more often than what ROCA decides: each label counts 1 / pi, so that
 * risks are those of all cases. See roca_calibration_check().
 *
 * Returns: whether @model has a new calibration; it keeps its own where the labels are too few
 */
gboolean
loop_recalibrate (RocaModel *model,
                  const LoopLabels *labels,
                  const double *raw,
                  const guint8 *use,
                  gboolean only_better,
                  const char *version)
{
  guint all = loop_labels_get_n (labels), n = 0;
  g_autofree double *scores = g_new (double, MAX (all, 1));
  g_autofree double *pi = g_new (double, MAX (all, 1));
  g_autofree guint8 *positives = g_new (guint8, MAX (all, 1));
  g_autofree double *weights = NULL;
  RocaCalibration now;
  RocaCalibrationCheck check;

  for (guint i = 0; i < all; i++)
    {
      const LoopLabel *label = loop_labels_get (labels, i);

      if ((use != NULL && !use[i]) || isnan (label->pi) || !label->confirmed)
        continue;
      scores[n] = raw[i];
      pi[n] = label->pi;
      positives[n++] = label->positive ? 1 : 0;
    }
  weights = hub_weights (pi, n);
  roca_model_get_calibration_values (model, &now);
  return roca_calibration_check (&now, scores, positives, weights, n, &check, NULL)
         && (check.better || !only_better)
         && roca_model_set_calibration (model, version, &check.refit, NULL);
}
