/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every threshold at once: one sort and one walk over all labels, so that the Decision Hub can show
 * what any pair of thresholds would do while a handle moves. Any grid, labels only, every label for
 * itself. The table of the Hub (hub-sweep.c) walks for itself: it counts alike cases once and
 * those without a label as well, and bounds what was not drawn within strata. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-sweep.h"

#include "stats-interval.h"
#include "stats-order.h"

#include <math.h>

/* Sums over a set of cases; [0] the negatives, [1] the positives. */
typedef struct
{
  double weight[2];
  double square[2]; /* of the weights */
  guint n;
} Sums;

static void
add (Sums *self, gboolean positive, double weight)
{
  self->weight[positive] += weight;
  self->square[positive] += weight * weight;
  self->n++;
}

static Sums
subtract (const Sums *all, const Sums *part)
{
  Sums rest = { { 0 }, { 0 }, all->n - part->n };

  for (guint c = 0; c < 2 && rest.n > 0; c++)
    {
      rest.weight[c] = fmax (0, all->weight[c] - part->weight[c]);
      rest.square[c] = fmax (0, all->square[c] - part->square[c]);
    }
  return rest;
}

/* The share that the first set has of two that have no case in common. Its variance by
 * linearisation gives the number of cases that the weighted share is worth, and that Wilson's
 * interval; with equal weights it is stats_wilson() of the counts. */
static StatsInterval
share (double weight, double square, double other_weight, double other_square, double level)
{
  double total = weight + other_weight, p, worth;
  StatsInterval interval = { NAN, NAN, NAN };

  if (!(total > 0))
    return interval;
  p = weight / total;
  worth = total * total / (square + other_square);
  if (weight > 0 && other_weight > 0)
    worth = p * (1 - p) * total * total / ((1 - p) * (1 - p) * square + p * p * other_square);
  interval.value = p;
  stats_wilson_share (p, worth, level, &interval.low, &interval.high);
  return interval;
}

/* @below: strictly below the threshold; @up_to: with the cases at it. */
static StatsSweepPoint
describe (double threshold, const Sums *below, const Sums *up_to, const Sums *all, double level)
{
  Sums above = subtract (all, up_to), from = subtract (all, below);

  return (StatsSweepPoint){
    threshold,
    up_to->weight[0] + up_to->weight[1],
    up_to->weight[1],
    up_to->n,
    share (above.weight[1], above.square[1], up_to->weight[1], up_to->square[1], level),
    from.weight[0] + from.weight[1],
    from.weight[0],
    from.n,
    share (from.weight[1], from.square[1], from.weight[0], from.square[0], level),
    share (from.weight[1], from.square[1], below->weight[1], below->square[1], level),
  };
}

/* The distinct ones among @steps + 1 scores that lie equally many cases apart. */
static double *
quantiles (const double *scores, const guint32 *order, guint n, guint steps, guint *ret_n_grid)
{
  double *grid = g_new (double, (gsize) steps + 1);
  guint count = 0;

  for (guint step = 0; n > 0 && step <= steps; step++)
    {
      double score = scores[order[(guint) ((guint64) (n - 1) * step / MAX (steps, 1))]];

      if (count == 0 || score > grid[count - 1])
        grid[count++] = score;
    }
  *ret_n_grid = count;
  return grid;
}

static gboolean
is_rising (const double *grid, guint n_grid)
{
  for (guint i = 0; i < n_grid; i++)
    if (isnan (grid[i]) || (i > 0 && grid[i] < grid[i - 1]))
      return FALSE;
  return TRUE;
}

typedef struct
{
  const double *scores;
  const guint8 *positives;
  const double *weights; /* (nullable) */
  const guint32 *order;
  guint n;
  guint at;
  Sums sums; /* of the cases before @at */
} Walk;

static void
take (Walk *self)
{
  guint32 i = self->order[self->at++];

  add (&self->sums, self->positives[i] ? 1 : 0, self->weights != NULL ? self->weights[i] : 1);
}

static double
next_score (const Walk *self)
{
  return self->scores[self->order[self->at]];
}

/**
 * stats_sweep:
 * @scores: risk of @n labelled cases
 * @positives: their truths
 * @weights: (nullable): 1 / pi of each case, above 0; NULL: all 1
 * @grid: (nullable): thresholds in rising order; NULL: taken from the scores
 * @n_grid: number of thresholds, or of quantile steps between the lowest and the highest score
 *   (equal ones are taken once)
 * @level: of the intervals, each by itself; 0.95
 * @ret_n_points: (out): number of points
 *
 * Weighted counts with precision and recall at each threshold, by one walk over the sorted scores.
 * Equal scores fall on the same side. The intervals are Wilson's for the effective number of
 * cases, which the linearised variance of the weighted share gives (Kish 1965; Korn & Graubard,
 * Survey Methodology 1998). They describe each threshold alone: a threshold that is chosen by them
 * needs stats_ltt_precision() or stats_ltt_recall().
 *
 * Returns: (transfer full) (nullable) (array length=ret_n_points): the points, rising thresholds;
 *   NULL when a score is NaN or @grid does not rise
 */
StatsSweepPoint *
stats_sweep (const double *scores,
             const guint8 *positives,
             const double *weights,
             guint n,
             const double *grid,
             guint n_grid,
             double level,
             guint *ret_n_points)
{
  g_autofree guint32 *order = stats_order (scores, n);
  g_autofree double *own = NULL;
  Walk walk = { scores, positives, weights, order, n, 0, { { 0 }, { 0 }, 0 } };
  StatsSweepPoint *points;
  Sums all = { { 0 }, { 0 }, 0 }, below = all;

  *ret_n_points = 0;
  if (order == NULL || (grid != NULL && !is_rising (grid, n_grid)))
    return NULL;
  if (grid == NULL)
    grid = own = quantiles (scores, order, n, n_grid, &n_grid);
  for (guint i = 0; i < n; i++)
    add (&all, positives[i] ? 1 : 0, weights != NULL ? weights[i] : 1);
  points = g_new (StatsSweepPoint, MAX (n_grid, 1));
  for (guint g = 0; g < n_grid; g++)
    {
      while (walk.at < n && next_score (&walk) < grid[g])
        take (&walk);
      if (g == 0 || grid[g] > grid[g - 1]) /* one that comes twice has its cases taken already */
        below = walk.sums;
      while (walk.at < n && next_score (&walk) <= grid[g])
        take (&walk);
      points[g] = describe (grid[g], &below, &walk.sums, &all, level);
    }
  *ret_n_points = n_grid;
  return points;
}
