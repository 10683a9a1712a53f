/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proportions of weighted cases, some of them alike, and what two of them on the same cases
 * differ by. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-ratio.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "stats-interval.h"

static double
weight_of (const double *weights, guint i)
{
  return weights != NULL ? weights[i] : 1;
}

/* Sum over clusters of the square of the sum within. */
static double
clustered_squares (const double *values, const guint *clusters, guint n)
{
  g_autofree double *sums = g_new0 (double, MAX (n, 1));
  double squares = 0;

  for (guint i = 0; i < n; i++)
    sums[clusters != NULL ? clusters[i] : i] += values[i];
  for (guint i = 0; i < n; i++)
    squares += sums[i] * sums[i];
  return squares;
}

/* Cases of equal weight that the denominator is worth, alike ones counted once. */
static double
effective_size (const double *b, const double *weights, const guint *clusters, guint n)
{
  g_autofree double *weighted = g_new (double, MAX (n, 1));
  double sum = 0, squares;

  for (guint i = 0; i < n; i++)
    {
      weighted[i] = weight_of (weights, i) * b[i];
      sum += weighted[i];
    }
  squares = clustered_squares (weighted, clusters, n);
  return squares > 0 ? sum * sum / squares : 0;
}

static void
set_ends (StatsInterval *self, double variance, double effective, double level)
{
  double z = gsl_cdf_ugaussian_Pinv ((1 + level) / 2);
  double r = self->value, half;

  if (!(r > 0 && r < 1) || !(variance > 0))
    {
      /* Nothing varies in the sample: that is not to say that nothing varies. */
      guint n = (guint) (effective + 0.5);

      stats_wilson ((guint) (r * n + 0.5), n, level, &self->low, &self->high);
    }
  else
    {
      half = z * sqrt (variance) / (r * (1 - r));
      self->low = r / (r + (1 - r) * exp (half));
      self->high = r / (r + (1 - r) * exp (-half));
    }
  self->low = fmin (self->low, r);
  self->high = fmax (self->high, r);
}

/**
 * stats_ratio:
 * @a: @n numerators, 0 <= a <= b
 * @b: @n denominators
 * @weights: (nullable): @n, 1 / pi
 * @clusters: (nullable): @n numbers below @n; cases with the same one are alike
 * @level: of the interval, 0.95
 * @ret_influence: (out caller-allocates) (nullable): @n: what each case adds to the estimate's
 *   error, w (a - R b) / sum w b
 *
 * R = sum w a / sum w b. Variance by linearisation with clusters as units (`statistics.md` 5.8;
 * Särndal, Swensson & Wretman 1992, 5.5), interval on the logit scale; where all or none are, or
 * the sample does not vary, Wilson's with the effective number of cases (Kish 1965).
 *
 * Returns: R with its interval; NaN where the denominators add up to nothing
 */
StatsInterval
stats_ratio (const double *a,
             const double *b,
             const double *weights,
             const guint *clusters,
             guint n,
             double level,
             double *ret_influence)
{
  StatsInterval result = { NAN, NAN, NAN };
  g_autofree double *own = ret_influence == NULL ? g_new (double, MAX (n, 1)) : NULL;
  double *influence = own != NULL ? own : ret_influence;
  double top = 0, bottom = 0;

  for (guint i = 0; i < n; i++)
    {
      top += weight_of (weights, i) * a[i];
      bottom += weight_of (weights, i) * b[i];
    }
  result.value = bottom > 0 ? top / bottom : NAN;
  for (guint i = 0; i < n; i++)
    influence[i] = bottom > 0 ? weight_of (weights, i) * (a[i] - result.value * b[i]) / bottom : 0;
  if (bottom > 0)
    set_ends (&result, clustered_squares (influence, clusters, n),
              effective_size (b, weights, clusters, n), level);
  return result;
}

/**
 * stats_influence_difference:
 * @difference: of the two estimates, the second less the first
 * @one: @n influences of the first estimate
 * @two: of the second, on the same cases
 *
 * Paired: what both estimates have in common cancels case by case. Normal interval with the
 * variance of the difference of influences, clusters as units: rough below some twenty cases that
 * the two estimates differ on. Parameters as in stats_ratio().
 *
 * Returns: the difference with its interval; NaN stays NaN
 */
StatsInterval
stats_influence_difference (double difference,
                            const double *one,
                            const double *two,
                            const guint *clusters,
                            guint n,
                            double level)
{
  double z = gsl_cdf_ugaussian_Pinv ((1 + level) / 2);
  g_autofree double *paired = g_new (double, MAX (n, 1));
  double half;

  for (guint i = 0; i < n; i++)
    paired[i] = two[i] - one[i];
  half = z * sqrt (clustered_squares (paired, clusters, n));
  return (StatsInterval){ difference, difference - half, difference + half };
}
