/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two models on the same labelled cases. */
#include "stats-pair.h"

#include <math.h>

#include "stats-ratio.h"

#define LEAST_RISK 1e-6 /* one case cannot cost more than its logarithm */

static double
loss_of (double risk, gboolean positive)
{
  double p = CLAMP (risk, LEAST_RISK, 1 - LEAST_RISK);

  return positive ? -log (p) : -log1p (-p);
}

/* Mean loss, and what each case adds to its error. The ratio's interval is for shares and not read. */
static double
measure_loss (const StatsPair *pair, int which, double *ret_influence)
{
  g_autofree double *losses = g_new (double, pair->n);
  g_autofree double *ones = g_new (double, pair->n);

  for (guint i = 0; i < pair->n; i++)
    {
      losses[i] = loss_of (pair->risks[which][i], pair->positives[i] != 0);
      ones[i] = 1;
    }
  return stats_ratio (losses, ones, pair->weights, NULL, pair->n, 0.95, ret_influence).value;
}

/**
 * stats_compare:
 * @level: of the interval, two-sided
 *
 * Paired difference of mean log-loss: each case counts its weight, clusters are units, variance by
 * linearisation (stats_influence_difference()).
 */
void
stats_compare (const StatsPair *pair, double level, StatsComparison *ret_comparison)
{
  g_autofree double *first = g_new (double, MAX (pair->n, 1));
  g_autofree double *second = g_new (double, MAX (pair->n, 1));

  *ret_comparison = (StatsComparison){ .n = pair->n };
  for (guint i = 0; i < pair->n; i++)
    ret_comparison->positives += pair->positives[i];
  for (int k = 0; k < 2; k++)
    {
      ret_comparison->auc[k] = stats_auc (pair->risks[k], pair->positives, pair->n);
      ret_comparison->log_loss[k] =
          pair->n > 0 ? measure_loss (pair, k, k == 0 ? first : second) : (double) NAN;
    }
  if (pair->n < 2)
    ret_comparison->gain = (StatsInterval){ NAN, NAN, NAN };
  else
    ret_comparison->gain =
        stats_influence_difference (ret_comparison->log_loss[0] - ret_comparison->log_loss[1],
                                    second, first, pair->clusters, pair->n, level);
}

/**
 * stats_comparison_is_not_worse:
 * @margin: how much worse counts as alike, as a share of the first model's loss
 *
 * Returns: whether the second model is, with the confidence of the interval, not worse than the
 *   first; FALSE where there is nothing to compare
 */
gboolean
stats_comparison_is_not_worse (const StatsComparison *self, double margin)
{
  return self->gain.low > -margin * self->log_loss[0];
}
