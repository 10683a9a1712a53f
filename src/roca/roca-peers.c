/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case among those that the model was trained on: where a value lies among theirs, what they
 * have, and how often the verdict was wrong on those that scored alike. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "roca-model-private.h"
#include "stats-interval.h"

#define NEAR  200 /* cases that make a record */
#define FEW   30  /* fewer say nothing */
#define LEVEL 0.95

/**
 * roca_model_compare:
 * @column: a feature
 * @positive: compare with the training cases that were positive, or with those that were not
 * @value: of the feature
 * @ret_below: (out): share of these cases whose value is lower
 * @ret_above: (out): share of these cases whose value is higher
 *
 * Returns: FALSE when no such case carries the feature
 */
gboolean
roca_model_compare (const RocaModel *self,
                    guint column,
                    gboolean positive,
                    double value,
                    double *ret_below,
                    double *ret_above)
{
  const RocaPeers *peers = &g_array_index (self->artefact->peers, RocaPeers, column);
  const double *quantiles = peers->quantiles[positive ? 1 : 0];
  guint below = 0, above = 0;

  value = (double) (float) value; /* as the training rows were */
  for (int q = 0; q < ROCA_QUANTILES; q++)
    {
      below += quantiles[q] < value ? 1 : 0;
      above += quantiles[q] > value ? 1 : 0;
    }
  *ret_below = (double) below / ROCA_QUANTILES;
  *ret_above = (double) above / ROCA_QUANTILES;
  return peers->count[positive ? 1 : 0] > 0 && !isnan (value);
}

/**
 * roca_model_get_quantile:
 * @column: a feature
 * @positive: of the training cases that were positive, or of those that were not
 * @share: 0..1
 * @ret_value: (out): a value that one of them has, above a share of @share of the others
 *
 * Returns: FALSE when no such case carries the feature
 */
gboolean
roca_model_get_quantile (
    const RocaModel *self, guint column, gboolean positive, double share, double *ret_value)
{
  const RocaPeers *peers = &g_array_index (self->artefact->peers, RocaPeers, column);

  *ret_value = peers->quantiles[positive ? 1 : 0][lround (share * (ROCA_QUANTILES - 1))];
  return peers->count[positive ? 1 : 0] > 0;
}

/**
 * roca_model_reads:
 * @feature: id of a column
 *
 * Returns: whether the model's trees can tell anything by it: it was known, and not the same
 *   everywhere, when the model was trained
 */
gboolean
roca_model_reads (const RocaModel *self, const char *feature)
{
  const RocaArtefact *artefact = self->artefact;

  for (guint i = 0; i < artefact->reads->len; i++)
    if (strcmp (artefact->columns->pdata[g_array_index (artefact->reads, guint, i)], feature) == 0)
      return TRUE;
  return FALSE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  double x = (*(const RocaTrainedRow *const *) a)->out_of_fold;
  double y = (*(const RocaTrainedRow *const *) b)->out_of_fold;

  return (x > y) - (x < y);
}

/* (transfer container): @rows by their out-of-fold score. */
GPtrArray *
roca_rank_rows (GPtrArray *rows)
{
  GPtrArray *ranked = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (ranked, rows->pdata[i]);
  g_ptr_array_sort (ranked, compare_rows);
  return ranked;
}

static double
score_at (const RocaModel *self, guint i)
{
  return ((const RocaTrainedRow *) self->ranked->pdata[i])->out_of_fold;
}

static gboolean
is_same_side (const RocaModel *self, guint i, gboolean block, double cut)
{
  return (roca_model_calibrate (self, score_at (self, i)) >= cut) == block;
}

/* The first row whose score is not below @raw. */
static guint
find_place (const RocaModel *self, double raw)
{
  guint low = 0, high = self->ranked->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (score_at (self, middle) < raw)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * roca_model_get_record:
 * @raw: score of a case, in log-odds
 * @cut: the verdict cut, a calibrated risk
 * @ret_record: (out): how often the verdict was wrong
 *
 * Looks at the training cases nearest to @raw that got the same verdict, two hundred at most, each
 * with the score of models that had not seen it. The served score is the mean of all fold models
 * and a little better than any of them, so the record errs on the side of caution. Wilson's
 * interval: Brown, Cai, DasGupta 2001.
 *
 * Returns: FALSE when there are too few to say anything
 */
gboolean
roca_model_get_record (const RocaModel *self, double raw, double cut, RocaRecord *ret_record)
{
  gboolean block = roca_model_calibrate (self, raw) >= cut;
  guint from = find_place (self, raw), to = from; /* [from, to) */

  while (to - from < NEAR)
    {
      gboolean down = from > 0 && is_same_side (self, from - 1, block, cut);
      gboolean up = to < self->ranked->len && is_same_side (self, to, block, cut);

      if (down && up)
        down = raw - score_at (self, from - 1) <= score_at (self, to) - raw;
      if (down)
        from--;
      else if (up)
        to++;
      else
        break;
    }
  *ret_record = (RocaRecord){ .n = to - from };
  if (ret_record->n < FEW)
    return FALSE;
  for (guint i = from; i < to; i++)
    ret_record->wrong +=
        ((const RocaTrainedRow *) self->ranked->pdata[i])->positive != block ? 1 : 0;
  ret_record->risk_low = roca_model_calibrate (self, score_at (self, from));
  ret_record->risk_high = roca_model_calibrate (self, score_at (self, to - 1));
  stats_wilson (ret_record->wrong, ret_record->n, LEVEL, &ret_record->low, &ret_record->high);
  return TRUE;
}
