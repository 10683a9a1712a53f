/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals: the few features that moved the score most, each with its exact contribution; all
 * others together are "everything else", so that base, rest and signals add up to the raw score. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>

#include "roca-chain.h"
#include "roca-words.h"

/* Below this a contribution is no reason, whatever its rank. In log-odds. */
#define LEAST 0.01
/* From this on the strongest reason for a block is decisive even if others alone would do. */
#define STRONG 0.5

static int
compare_contributions (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *contributions = data;
  double x = contributions[*(const guint *) a], y = contributions[*(const guint *) b];

  return (x < y) - (x > y);
}

static int
compare_strength (gconstpointer a, gconstpointer b)
{
  double x = fabs ((*(const ReviewSignal *const *) a)->contribution);
  double y = fabs ((*(const ReviewSignal *const *) b)->contribution);

  return (x < y) - (x > y);
}

const char *
roca_case_currency (const RocaCase *self)
{
  const char *currency = roca_features_get_currency (self->features);

  return currency != NULL ? currency : self->intake->currency;
}

static ReviewSignal *
make_signal (const RocaCase *self, guint i)
{
  const RocaColumn *column = self->schema->columns->pdata[i];
  ReviewSignal *signal = review_record_new (&review_signal_type);

  signal->feature = g_strdup (column->id);
  signal->name = review_text_copy (column->name);
  signal->unit = g_strdup (column->unit);
  signal->value = self->values[i];
  signal->display =
      roca_say_value (column->id, column->unit, roca_case_currency (self), self->values[i]);
  signal->contribution = self->score.contributions[i];
  signal->evidence =
      roca_features_dup_evidence (self->features, i, ROCA_MAX_EVIDENCE, &signal->evidence_count);
  signal->covered = g_hash_table_contains (self->covered, column->id);
  return signal;
}

/* A feature that the case does not carry is no signal, although the model counts its absence. */
static gboolean
may_show (const RocaCase *self, guint column)
{
  return !isnan (self->values[column]) && fabs (self->score.contributions[column]) >= LEAST;
}

/**
 * roca_case_add_signals:
 * @self: scored, clauses answered
 *
 * Fills signals, rest and rest_count of the assessment: at most five that raise the risk and three
 * that lower it, the strongest first.
 */
void
roca_case_add_signals (RocaCase *self)
{
  guint n = self->score.n;
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  guint raising = 0, lowering = 0;
  double shown = 0, sum = 0;

  for (guint i = 0; i < n; i++)
    {
      order[i] = i;
      sum += self->score.contributions[i];
      self->out->rest_count += fabs (self->score.contributions[i]) > 0 ? 1 : 0;
    }
  g_qsort_with_data (order, (gint) n, sizeof (guint), compare_contributions,
                     self->score.contributions);
  for (guint i = 0; i < n; i++)
    {
      guint best = order[i], worst = order[n - 1 - i];

      if (self->score.contributions[best] > 0 && may_show (self, best)
          && raising < ROCA_MAX_RAISING)
        {
          raising++;
          shown += self->score.contributions[best];
          g_ptr_array_add (self->out->signals, make_signal (self, best));
        }
      if (self->score.contributions[worst] < 0 && may_show (self, worst)
          && lowering < ROCA_MAX_LOWERING)
        {
          lowering++;
          shown += self->score.contributions[worst];
          g_ptr_array_add (self->out->signals, make_signal (self, worst));
        }
    }
  self->out->rest = sum - shown;
  self->out->rest_count -= self->out->signals->len;
  g_ptr_array_sort (self->out->signals, compare_strength);
}

/* The strongest signal that speaks for the verdict. */
static const ReviewSignal *
strongest_for (const RocaCase *self)
{
  for (guint i = 0; i < self->out->signals->len; i++)
    {
      const ReviewSignal *signal = self->out->signals->pdata[i];

      if ((signal->contribution > 0) == (self->out->verdict == REVIEW_VERDICT_BLOCK))
        return signal;
    }
  return NULL;
}

/**
 * roca_case_is_decisive:
 *
 * Returns: whether the verdict would be the other one without @signal, or whether it is the
 *   strongest, and strong, reason for a block
 */
gboolean
roca_case_is_decisive (const RocaCase *self, const ReviewSignal *signal)
{
  gboolean block = self->out->verdict == REVIEW_VERDICT_BLOCK;
  double without = roca_model_calibrate (self->model, self->score.raw - signal->contribution);

  if ((signal->contribution > 0) != block)
    return FALSE;
  if ((without >= self->type_policy->verdict_cut) != block)
    return TRUE;
  return block && signal->contribution >= STRONG && signal == strongest_for (self);
}
