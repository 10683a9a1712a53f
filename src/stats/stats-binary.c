/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good a score is against the truth: ranking, and the outcome at one cut, each with a
 * bootstrap interval. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-binary.h"

#include "stats-order.h"

#include <math.h>

typedef struct
{
  double score;
  guint8 positive;
} Scored;

/* From the lowest score to the highest; NULL when a score is NaN. */
static Scored *
sort_scored (const double *scores, const guint8 *positives, guint n)
{
  g_autofree guint32 *order = stats_order (scores, n);
  Scored *sorted;

  if (order == NULL)
    return NULL;
  sorted = g_new (Scored, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    sorted[i] = (Scored){ scores[order[i]], positives[order[i]] ? 1 : 0 };
  return sorted;
}

/**
 * stats_auc:
 * @scores: @n scores, higher is more positive
 * @positives: @n truths
 *
 * Area under the ROC curve as the Mann-Whitney statistic with mean ranks for ties
 * (Hanley & McNeil, Radiology 1982): (R - P(P + 1) / 2) / (P N).
 *
 * Returns: 0..1, NaN where one class is empty or a score is NaN
 */
double
stats_auc (const double *scores, const guint8 *positives, guint n)
{
  g_autofree Scored *sorted = sort_scored (scores, positives, n);
  double rank_sum = 0, p = 0;

  if (sorted == NULL)
    return NAN;
  for (guint i = 0; i < n;)
    {
      guint j = i;
      guint tied = 0;

      while (j < n && !(sorted[j].score > sorted[i].score))
        tied += sorted[j++].positive;
      rank_sum += tied * ((double) i + 1 + j) / 2;
      p += tied;
      i = j;
    }
  return p > 0 && p < n ? (rank_sum - p * (p + 1) / 2) / (p * (n - p)) : NAN;
}

static StatsConfusion
complete (guint tp, guint fp, guint tn, guint fn)
{
  StatsConfusion c = { tp, fp, tn, fn, NAN, NAN, NAN };

  if (tp + fp > 0)
    c.precision = (double) tp / (tp + fp);
  if (tp + fn > 0)
    c.recall = (double) tp / (tp + fn);
  if (2 * tp + fp + fn > 0)
    c.f1 = 2.0 * tp / (2.0 * tp + fp + fn);
  return c;
}

/**
 * stats_confusion:
 * @cut: scores at or above it count as positive
 *
 * Precision tp/(tp+fp), recall tp/(tp+fn), F1 2tp/(2tp+fp+fn) (van Rijsbergen 1979).
 *
 * Returns: the four counts and the three ratios; nothing but 0 and NaN when a score is NaN
 */
StatsConfusion
stats_confusion (const double *scores, const guint8 *positives, guint n, double cut)
{
  guint counts[2][2] = { { 0 } };

  for (guint i = 0; i < n; i++)
    {
      if (isnan (scores[i]))
        return complete (0, 0, 0, 0);
      counts[scores[i] >= cut ? 1 : 0][positives[i] ? 1 : 0]++;
    }
  return complete (counts[1][1], counts[1][0], counts[0][0], counts[0][1]);
}

/**
 * stats_best_f1_cut:
 * @ret_f1: (out) (nullable): F1 at the cut
 *
 * Returns: the cut with the highest F1: the middle between the two scores it lies between; NaN
 *   where no truth is positive or a score is NaN
 */
double
stats_best_f1_cut (const double *scores, const guint8 *positives, guint n, double *ret_f1)
{
  g_autofree Scored *sorted = sort_scored (scores, positives, n);
  guint p = 0, tp = 0;
  double best = -1, cut = NAN;

  for (guint i = 0; sorted != NULL && i < n; i++)
    p += sorted[i].positive;
  for (guint i = n; p > 0 && i-- > 0;)
    {
      double f1;

      tp += sorted[i].positive;
      if (i > 0 && !(sorted[i].score > sorted[i - 1].score))
        continue;
      f1 = complete (tp, n - i - tp, 0, p - tp).f1;
      if (f1 <= best)
        continue;
      best = f1;
      cut = i > 0 ? (sorted[i].score + sorted[i - 1].score) / 2 : sorted[i].score;
    }
  if (ret_f1 != NULL)
    *ret_f1 = p > 0 ? best : NAN;
  return cut;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Percentiles over the replicates in which the figure is defined. */
static StatsInterval
interval (double value, double *replicates, guint n, double level)
{
  StatsInterval result = { value, NAN, NAN };
  guint defined = 0;

  for (guint i = 0; i < n; i++)
    if (!isnan (replicates[i]))
      replicates[defined++] = replicates[i];
  if (defined == 0)
    return result;
  qsort (replicates, defined, sizeof (double), compare_doubles);
  result.low = replicates[(guint) floor ((1 - level) / 2 * (defined - 1))];
  result.high = replicates[(guint) ceil ((1 + level) / 2 * (defined - 1))];
  return result;
}

/**
 * stats_binary_bootstrap:
 * @cut: scores at or above it count as positive
 * @replicates: number of resamples
 * @level: of the interval, 0.95
 * @seed: the same seed gives the same intervals
 *
 * Percentile bootstrap over cases (Efron & Tibshirani 1993, chapter 13).
 *
 * Returns: each figure on all cases, with its interval
 */
StatsBinary
stats_binary_bootstrap (const double *scores,
                        const guint8 *positives,
                        guint n,
                        double cut,
                        guint replicates,
                        double level,
                        guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree double *s = g_new (double, MAX (n, 1));
  g_autofree guint8 *y = g_new (guint8, MAX (n, 1));
  g_autofree double *draws = g_new (double, 4 * (gsize) MAX (replicates, 1));
  StatsConfusion all = stats_confusion (scores, positives, n, cut);
  StatsBinary result;

  for (guint r = 0; r < replicates; r++)
    {
      StatsConfusion c;

      for (guint i = 0; i < n; i++)
        {
          gint32 pick = g_rand_int_range (rand, 0, (gint32) n);

          s[i] = scores[pick];
          y[i] = positives[pick];
        }
      c = stats_confusion (s, y, n, cut);
      draws[r] = stats_auc (s, y, n);
      draws[replicates + r] = c.precision;
      draws[2 * replicates + r] = c.recall;
      draws[3 * replicates + r] = c.f1;
    }
  result.auc = interval (stats_auc (scores, positives, n), draws, replicates, level);
  result.precision = interval (all.precision, draws + replicates, replicates, level);
  result.recall = interval (all.recall, draws + 2 * (gsize) replicates, replicates, level);
  result.f1 = interval (all.f1, draws + 3 * (gsize) replicates, replicates, level);
  return result;
}
