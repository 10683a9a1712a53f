/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four figures of a scorecard from the labels of all streams, each weighted by how many cases it
 * stands for, alike cases counted as one. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-score.h"

#include <math.h>

#include "stats-interval.h"
#include "stats-ratio.h"

/* What a case counts in numerator and denominator of a ratio, by [called][positive]. */
typedef struct
{
  double up;
  double down;
} Share;

static const Share shares[][2][2] = {
  { { { 0, 0 }, { 0, 0 } }, { { 0, 1 }, { 1, 1 } } }, /* precision */
  { { { 0, 0 }, { 0, 1 } }, { { 0, 0 }, { 1, 1 } } }, /* recall */
  { { { 0, 0 }, { 0, 1 } }, { { 0, 1 }, { 2, 2 } } }, /* F1 */
  { { { 1, 1 }, { 0, 1 } }, { { 0, 1 }, { 1, 1 } } }, /* accuracy */
};

static void
count (const StatsCall *call, StatsScore *score)
{
  double *const counts[2][2] = { { &score->tn, &score->fn }, { &score->fp, &score->tp } };

  *counts[call->called ? 1 : 0][call->positive ? 1 : 0] += call->weight;
  score->called += call->called ? 1 : 0;
  score->positives += call->positive ? 1 : 0;
}

/**
 * stats_score:
 * @calls: @n labelled cases
 * @level: of the intervals, 0.95
 *
 * `statistics.md` 4 and 5.8: Horvitz-Thompson totals of the four counts; precision, recall, F1 and
 * accuracy as ratios of them with clusters as units (stats_ratio()); the effective number of labels is
 * Kish's.
 */
void
stats_score (const StatsCall *calls, guint n, double level, StatsScore *ret_score)
{
  g_autofree double *a = g_new (double, MAX (n, 1)), *b = g_new (double, MAX (n, 1));
  g_autofree double *weights = g_new (double, MAX (n, 1));
  g_autofree guint *clusters = g_new (guint, MAX (n, 1));
  StatsInterval *const ratios[] = { &ret_score->precision, &ret_score->recall, &ret_score->f1,
                                    &ret_score->accuracy };
  double sum = 0, squares = 0;

  *ret_score = (StatsScore){ .n = n };
  for (guint i = 0; i < n; i++)
    {
      count (&calls[i], ret_score);
      weights[i] = calls[i].weight;
      clusters[i] = calls[i].cluster;
      sum += calls[i].weight;
      squares += calls[i].weight * calls[i].weight;
    }
  ret_score->effective = squares > 0 ? sum * sum / squares : 0;
  for (guint r = 0; r < G_N_ELEMENTS (ratios); r++)
    {
      for (guint i = 0; i < n; i++)
        {
          const Share *share = &shares[r][calls[i].called ? 1 : 0][calls[i].positive ? 1 : 0];

          a[i] = share->up;
          b[i] = share->down;
        }
      *ratios[r] = stats_ratio (a, b, weights, clusters, n, level, NULL);
    }
}

/**
 * stats_score_more:
 * @target: that the lower bound is to pass
 * @seen: the figure so far
 * @n: labels that it rests on
 * @delta: one-sided probability of being wrong
 *
 * Returns: about how many more labels show that the target is met, if what was seen goes on: 0 where it
 *   is shown; %STATS_NEVER where no number would, because what was seen is below it
 */
guint
stats_score_more (double target, const StatsInterval *seen, guint n, double delta)
{
  guint needed;

  if (seen->low >= target)
    return 0;
  if (isnan (seen->value))
    return stats_needed_n (target, 1, delta);
  needed = stats_needed_n (target, seen->value, delta);
  if (needed == STATS_NEVER)
    return needed;
  return needed > n ? needed - n : 1;
}
