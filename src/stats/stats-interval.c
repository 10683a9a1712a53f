/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of a proportion. Wilson to show, Clopper-Pearson to guarantee. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-interval.h"

#include "stats-math.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/**
 * stats_wilson:
 * @k: successes of @n
 * @level: two-sided, 0.95
 * @ret_low: (out): lower end
 * @ret_high: (out): upper end
 *
 * Wilson's score interval (Wilson 1927; recommended by Brown, Cai & DasGupta, Stat. Sci. 2001).
 * Without observations it is [0, 1].
 */
void
stats_wilson (guint k, guint n, double level, double *ret_low, double *ret_high)
{
  stats_wilson_share (n > 0 ? (double) k / n : 0, n, level, ret_low, ret_high);
}

/**
 * stats_wilson_share:
 * @p: proportion observed
 * @n: cases that it is worth, not necessarily whole: with unequal weights the effective number
 * @level: two-sided, 0.95
 * @ret_low: (out): lower end
 * @ret_high: (out): upper end
 *
 * stats_wilson() for a weighted proportion (Dean & Pagano, J. Survey Stat. Methodol. 2015).
 */
void
stats_wilson_share (double p, double n, double level, double *ret_low, double *ret_high)
{
  double z = gsl_cdf_ugaussian_Pinv ((1 + level) / 2);
  double centre, half, scale;

  *ret_low = 0;
  *ret_high = 1;
  if (!(n > 0))
    return;
  scale = 1 + z * z / n;
  centre = p + z * z / (2 * n);
  half = z * sqrt (p * (1 - p) / n + z * z / (4 * n * n));
  *ret_low = fmax (0, (centre - half) / scale);
  *ret_high = fmin (1, (centre + half) / scale);
}

/**
 * stats_clopper_pearson_upper:
 * @delta: one-sided probability of being wrong
 *
 * Quantile 1 - delta of Beta(k + 1, n - k) (Clopper & Pearson 1934).
 *
 * Returns: upper bound of the proportion
 */
double
stats_clopper_pearson_upper (guint k, guint n, double delta)
{
  if (k == 0)
    return stats_zero_event_upper (n, delta);
  return k < n ? stats_beta_quantile (1 - delta, k + 1.0, (double) (n - k)) : 1;
}

/**
 * stats_clopper_pearson_lower:
 * @delta: one-sided probability of being wrong
 *
 * Quantile delta of Beta(k, n - k + 1) (Clopper & Pearson 1934): one minus the upper bound of the
 * failures.
 *
 * Returns: lower bound of the proportion
 */
double
stats_clopper_pearson_lower (guint k, guint n, double delta)
{
  return 1 - stats_clopper_pearson_upper (n - k, n, delta);
}

/**
 * stats_zero_event_upper:
 * @n: cases, none of which had the event
 * @delta: one-sided probability of being wrong
 *
 * 1 - delta^(1/n), about 3 / n at 5 % (Hanley & Lippman-Hand, JAMA 1983).
 *
 * Returns: upper bound of the event's rate; 1 without cases
 */
double
stats_zero_event_upper (guint n, double delta)
{
  return n > 0 ? -expm1 (log (delta) / n) : 1;
}

/* P(Bin (n, alpha) <= errors) for a number of errors that need not be whole. */
static double
binomial_tail (double errors, double n, double alpha)
{
  return errors < n ? stats_beta_upper_tail (alpha, errors + 1, n - errors) : 1;
}

/**
 * stats_binomial_at_least:
 * @n: trials, each with probability @p
 *
 * Returns: the probability of @k successes or more
 */
double
stats_binomial_at_least (guint k, guint n, double p)
{
  return k == 0 ? 1 : k > n ? 0 : binomial_tail (n - k, n, 1 - p);
}

/* The fewest cases whose error rate is proven to be below @alpha when the share @rate of them, not
 * rounded, are errors; more than a guint holds when no number is. */
static double
needed_unrounded (double alpha, double rate, double delta)
{
  double low = 0, high = 1;

  while (high < STATS_NEVER && binomial_tail (rate * high, high, alpha) >= delta)
    {
      low = high;
      high *= 2;
    }
  while (high < STATS_NEVER && high - low > 1)
    {
      double middle = floor (low + (high - low) / 2);

      if (binomial_tail (rate * middle, middle, alpha) >= delta)
        low = middle;
      else
        high = middle;
    }
  return high;
}

/**
 * stats_needed_n:
 * @target: proportion that must be beaten, below 1
 * @observed: proportion seen so far, which is expected to go on
 * @delta: one-sided probability of being wrong
 *
 * How many cases a guarantee takes: the fewest whose Clopper-Pearson lower bound is above @target
 * with floor (n * observed) successes.
 *
 * Returns: the number of cases; STATS_NEVER when @observed does not beat @target
 */
guint
stats_needed_n (double target, double observed, double delta)
{
  double alpha = 1 - target, rate = 1 - observed, n, errors;

  if (!(observed > target && observed <= 1 && target >= 0 && delta > 0))
    return STATS_NEVER;
  /* Whole errors are never fewer than unrounded ones, so that the answer is not below this. */
  n = needed_unrounded (alpha, rate, delta);
  for (; n < STATS_NEVER; n++)
    {
      errors = ceil (rate * n - 1e-9);
      if (binomial_tail (errors, n, alpha) < delta)
        return (guint) n;
    }
  return STATS_NEVER;
}

/**
 * stats_share_band:
 * @k: successes of @before, in the time before
 * @before: cases of the time before
 * @n: cases of the time that is judged
 * @ret_low: (out): lower limit
 * @ret_high: (out): upper limit
 *
 * Where the share of @n cases lies as long as nothing changed: the limits of a p-chart (Shewhart), at
 * three standard deviations, which count how little the time before may know. [0, 1] without
 * observations.
 */
void
stats_share_band (guint k, guint before, guint n, double *ret_low, double *ret_high)
{
  double p = before > 0 ? (k + 1.0) / (before + 2.0) : 0; /* 0 of 50 is no promise of never */
  double half;

  *ret_low = 0;
  *ret_high = 1;
  if (before == 0 || n == 0)
    return;
  half = 3 * sqrt (p * (1 - p) * (1.0 / n + 1.0 / before));
  *ret_low = fmax (0, p - half);
  *ret_high = fmin (1, p + half);
}
