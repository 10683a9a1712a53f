/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far probabilities are off, without a choice of bins: the CORP reliability curve and what it
 * splits the Brier score into, with the older measures beside it. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-reliability.h"

#include "stats-order.h"

#include <math.h>
#include <string.h>

/* Cases with one probability, or neighbours that were pooled. */
typedef struct
{
  double low;
  double high;
  double positive; /* weight of the positives */
  double weight;
  guint n;
} Pool;

static double
mean_of (const Pool *self)
{
  return self->positive / self->weight;
}

/* Pools adjacent violators in place: a stack whose means rise. Returns the number left. */
static guint
pool_violators (Pool *pools, guint n)
{
  guint top = 0;

  for (guint i = 0; i < n; i++)
    {
      Pool pool = pools[i];

      while (top > 0 && !(mean_of (&pools[top - 1]) < mean_of (&pool)))
        {
          const Pool *below = &pools[--top];

          pool = (Pool){ below->low, pool.high, below->positive + pool.positive,
                         below->weight + pool.weight, below->n + pool.n };
        }
      pools[top++] = pool;
    }
  return top;
}

/**
 * stats_pav:
 * @values: @n numbers
 * @weights: (nullable): above 0; NULL: all 1
 * @ret_fit: (out caller-allocates): @n numbers that do not fall, with the least weighted sum of
 *   squared differences from @values
 *
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955), linear in @n.
 */
void
stats_pav (const double *values, const double *weights, guint n, double *ret_fit)
{
  g_autofree Pool *pools = g_new (Pool, MAX (n, 1));
  guint left, at = 0;

  for (guint i = 0; i < n; i++)
    {
      double weight = weights != NULL ? weights[i] : 1;

      pools[i] = (Pool){ 0, 0, weight * values[i], weight, 1 };
    }
  left = pool_violators (pools, n);
  for (guint b = 0; b < left; b++)
    for (guint i = 0; i < pools[b].n; i++)
      ret_fit[at++] = mean_of (&pools[b]);
}

static double
weight_of (const double *weights, guint i)
{
  return weights != NULL ? weights[i] : 1;
}

static gboolean
are_probabilities (const double *p, const double *weights, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!(p[i] >= 0 && p[i] <= 1 && weight_of (weights, i) > 0))
      return FALSE;
  return TRUE;
}

/* One pool for each distinct probability, in rising order; NULL when @p holds anything else or
 * @weights is not positive. @positives may be NULL: nothing is. */
static Pool *
pool_ties (
    const double *p, const guint8 *positives, const double *weights, guint n, guint *ret_n_pools)
{
  g_autofree guint32 *order = NULL;
  Pool *pools;
  guint count = 0;

  *ret_n_pools = 0;
  if (!are_probabilities (p, weights, n))
    return NULL;
  order = stats_order (p, n);
  pools = g_new (Pool, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      guint32 at = order[i];

      if (count == 0 || pools[count - 1].high < p[at])
        pools[count++] = (Pool){ p[at], p[at], 0, 0, 0 };
      pools[count - 1].weight += weight_of (weights, at);
      pools[count - 1].positive += positives != NULL && positives[at] ? weight_of (weights, at) : 0;
      pools[count - 1].n++;
    }
  *ret_n_pools = count;
  return pools;
}

/* Brier score of the probability @q given to every case of a pool, times its weight. */
static double
quadratic_loss (const Pool *pool, double q)
{
  return pool->positive * (1 - q) * (1 - q) + (pool->weight - pool->positive) * q * q;
}

static StatsReliabilityBlock *
make_blocks (const Pool *pools, guint n)
{
  StatsReliabilityBlock *blocks = g_new (StatsReliabilityBlock, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    blocks[i] = (StatsReliabilityBlock){ pools[i].low, pools[i].high, mean_of (&pools[i]),
                                         pools[i].weight, pools[i].n };
  return blocks;
}

/**
 * stats_corp:
 * @p: @n probabilities
 * @positives: @n truths
 * @weights: (nullable): 1 / pi of each case, above 0; NULL: all 1
 * @ret_corp: (out caller-allocates): scores NaN and no block without cases
 *
 * CORP reliability curve (Dimitriadis, Gneiting & Jordan, PNAS 2021): isotonic regression of the
 * truth on the probability, equal probabilities pooled first; with S the Brier score,
 * mcb = S(p) - S(fit), dsc = S(mean) - S(fit), unc = S(mean). No bins, nothing to choose.
 *
 * Returns: FALSE when @p is not within 0..1 or a weight is not above 0
 */
gboolean
stats_corp (
    const double *p, const guint8 *positives, const double *weights, guint n, StatsCorp *ret_corp)
{
  guint n_pools, left;
  g_autofree Pool *pools = pool_ties (p, positives, weights, n, &n_pools);
  Pool all = { 0, 1, 0, 0, n };
  double own = 0, fit = 0, mean;

  *ret_corp = (StatsCorp){ NAN, NAN, NAN, NAN, NULL, 0 };
  if (pools == NULL || n == 0)
    return pools != NULL;
  for (guint i = 0; i < n_pools; i++)
    {
      own += quadratic_loss (&pools[i], pools[i].low);
      all.positive += pools[i].positive;
      all.weight += pools[i].weight;
    }
  left = pool_violators (pools, n_pools);
  for (guint i = 0; i < left; i++)
    fit += quadratic_loss (&pools[i], mean_of (&pools[i]));
  mean = quadratic_loss (&all, mean_of (&all));
  ret_corp->brier = own / all.weight;
  ret_corp->mcb = (own - fit) / all.weight;
  ret_corp->dsc = (mean - fit) / all.weight;
  ret_corp->unc = mean / all.weight;
  ret_corp->blocks = make_blocks (pools, left);
  ret_corp->n_blocks = left;
  return TRUE;
}

/**
 * stats_corp_clear:
 * @self: frees what it owns; it may be filled again
 */
void
stats_corp_clear (StatsCorp *self)
{
  g_clear_pointer (&self->blocks, g_free);
  self->n_blocks = 0;
}

/* Truths drawn from the probabilities themselves; positives of ties are summed one by one, since
 * their weights may differ. */
static void
resample (const double *p,
          const double *weights,
          const guint32 *pool_of,
          guint n,
          GRand *rand,
          Pool *pools)
{
  for (guint i = 0; i < n; i++)
    if (g_rand_double (rand) < p[i])
      pools[pool_of[i]].positive += weight_of (weights, i);
}

/* The fit at each grid point: constant within a block, a line between two. */
static void
evaluate (const Pool *blocks, guint n, const double *grid, guint n_grid, double *ret_values)
{
  guint b = 0;

  for (guint g = 0; g < n_grid; g++)
    {
      while (b + 1 < n && blocks[b + 1].low <= grid[g])
        b++;
      ret_values[g] = mean_of (&blocks[b]);
      if (grid[g] > blocks[b].high && b + 1 < n)
        ret_values[g] += (mean_of (&blocks[b + 1]) - mean_of (&blocks[b]))
                         * (grid[g] - blocks[b].high) / (blocks[b + 1].low - blocks[b].high);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Percentiles of each grid point over the resamples, which lie one after the other. */
static void
take_percentiles (const double *draws,
                  guint n_grid,
                  guint resamples,
                  double level,
                  double *ret_low,
                  double *ret_high)
{
  g_autofree double *column = g_new (double, MAX (resamples, 1));

  for (guint g = 0; g < n_grid; g++)
    {
      for (guint r = 0; r < resamples; r++)
        column[r] = draws[(gsize) r * n_grid + g];
      qsort (column, resamples, sizeof (double), compare_doubles);
      ret_low[g] = column[(guint) floor ((1 - level) / 2 * (resamples - 1))];
      ret_high[g] = column[(guint) ceil ((1 + level) / 2 * (resamples - 1))];
    }
}

/* Which pool each case is in. */
static guint32 *
find_pools (const double *p, guint n, const Pool *pools)
{
  g_autofree guint32 *order = stats_order (p, n);
  guint32 *pool_of = g_new (guint32, MAX (n, 1));
  guint32 pool = 0;

  for (guint i = 0; i < n; i++)
    {
      if (pools[pool].high < p[order[i]])
        pool++;
      pool_of[order[i]] = pool;
    }
  return pool_of;
}

/**
 * stats_corp_band:
 * @p: @n probabilities
 * @weights: (nullable): as in stats_corp()
 * @grid: @n_grid probabilities, rising
 * @resamples: draws, 100 to 1,000; time is @resamples times @n, memory @resamples times @n_grid
 * @level: 0.9 or 0.95, of each grid point by itself
 * @seed: the same seed gives the same band
 * @ret_low: (out caller-allocates): @n_grid numbers
 * @ret_high: (out caller-allocates): @n_grid numbers
 *
 * Consistency band (Dimitriadis, Gneiting & Jordan 2021; Bröcker & Smith 2007): where the curve of
 * stats_corp() would lie if @p were right, by truths drawn from @p.
 *
 * Returns: FALSE, and nothing is filled, as in stats_corp(), and without cases or resamples
 */
gboolean
stats_corp_band (const double *p,
                 const double *weights,
                 guint n,
                 const double *grid,
                 guint n_grid,
                 guint resamples,
                 double level,
                 guint32 seed,
                 double *ret_low,
                 double *ret_high)
{
  guint n_pools;
  g_autofree Pool *pools = pool_ties (p, NULL, weights, n, &n_pools);
  g_autofree Pool *drawn = g_new (Pool, MAX (n_pools, 1));
  g_autofree double *draws = g_new (double, (gsize) MAX (resamples, 1) * MAX (n_grid, 1));
  g_autofree guint32 *pool_of = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  if (pools == NULL || n == 0 || resamples == 0)
    return FALSE;
  pool_of = find_pools (p, n, pools);
  for (guint r = 0; r < resamples; r++)
    {
      memcpy (drawn, pools, n_pools * sizeof (Pool));
      resample (p, weights, pool_of, n, rand, drawn);
      evaluate (drawn, pool_violators (drawn, n_pools), grid, n_grid, draws + (gsize) r * n_grid);
    }
  take_percentiles (draws, n_grid, resamples, level, ret_low, ret_high);
  return TRUE;
}

/**
 * stats_ece_equal_mass:
 * @p: @n probabilities
 * @positives: @n truths
 * @weights: (nullable): as in stats_corp()
 * @bins: number of bins
 *
 * Expected calibration error over bins of equally many cases (Nguyen & O'Connor, EMNLP 2015);
 * equal probabilities stay in one bin. Less biased than stats_ece() where the probabilities crowd.
 *
 * Returns: 0..1; NaN without cases or bins, or as in stats_corp()
 */
double
stats_ece_equal_mass (
    const double *p, const guint8 *positives, const double *weights, guint n, guint bins)
{
  guint n_pools, seen = 0, bin = 1;
  g_autofree Pool *pools = pool_ties (p, positives, weights, n, &n_pools);
  double difference = 0, sum = 0, total = 0;

  if (pools == NULL || n == 0 || bins == 0)
    return NAN;
  for (guint i = 0; i < n_pools; i++)
    {
      difference += pools[i].positive - pools[i].weight * pools[i].low;
      total += pools[i].weight;
      seen += pools[i].n;
      if ((guint64) seen * bins < (guint64) bin * n)
        continue;
      sum += fabs (difference);
      difference = 0;
      bin = (guint) ((guint64) seen * bins / n) + 1;
    }
  return sum / total;
}

/**
 * stats_murphy:
 * @p: @n probabilities
 * @positives: @n truths
 * @ret_reliability: (out): mean squared difference of probability and rate
 * @ret_resolution: (out): mean squared difference of the rates and the overall rate
 * @ret_uncertainty: (out): rate times one minus the rate
 *
 * Murphy's partition (J. Appl. Meteorology 1973) over the distinct probabilities, where it is
 * exact: Brier = reliability - resolution + uncertainty.
 *
 * Returns: FALSE, and NaN, without cases or as in stats_corp()
 */
gboolean
stats_murphy (const double *p,
              const guint8 *positives,
              guint n,
              double *ret_reliability,
              double *ret_resolution,
              double *ret_uncertainty)
{
  guint n_pools;
  g_autofree Pool *pools = pool_ties (p, positives, NULL, n, &n_pools);
  double positive = 0, rate;

  *ret_reliability = *ret_resolution = *ret_uncertainty = NAN;
  if (pools == NULL || n == 0)
    return FALSE;
  for (guint i = 0; i < n_pools; i++)
    positive += pools[i].positive;
  rate = positive / n;
  *ret_reliability = *ret_resolution = 0;
  *ret_uncertainty = rate * (1 - rate);
  for (guint i = 0; i < n_pools; i++)
    {
      double observed = mean_of (&pools[i]), off = pools[i].low - observed;

      *ret_reliability += pools[i].n * off * off / n;
      *ret_resolution += pools[i].n * (observed - rate) * (observed - rate) / n;
    }
  return TRUE;
}

/**
 * stats_calibration_in_the_large:
 * @p: @n probabilities of a slice
 * @positives: @n truths
 * @weights: (nullable): 1 / pi of each case; NULL: all 1
 *
 * O / E = sum y / sum p, and z = (sum y - sum p) / sqrt (sum p (1 - p)) (Cox 1958; Spiegelhalter
 * 1986), each term weighted.
 *
 * Returns: the sums and both figures
 */
StatsLarge
stats_calibration_in_the_large (const double *p,
                                const guint8 *positives,
                                const double *weights,
                                guint n)
{
  StatsLarge large = { 0, 0, NAN, NAN };
  double variance = 0;

  for (guint i = 0; i < n; i++)
    {
      double weight = weight_of (weights, i);

      large.observed += positives[i] ? weight : 0;
      large.expected += weight * p[i];
      variance += weight * weight * p[i] * (1 - p[i]);
    }
  if (large.expected > 0)
    large.ratio = large.observed / large.expected;
  if (variance > 0)
    large.z = (large.observed - large.expected) / sqrt (variance);
  return large;
}
