/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of a proportion. Wilson to show, Clopper-Pearson to guarantee. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-interval.h"

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
  double z = gsl_cdf_ugaussian_Pinv ((1 + level) / 2);
  double p, centre, half, scale;

  *ret_low = 0;
  *ret_high = 1;
  if (n == 0)
    return;
  p = (double) k / n;
  scale = 1 + z * z / n;
  centre = p + z * z / (2.0 * n);
  half = z * sqrt (p * (1 - p) / n + z * z / (4.0 * n * n));
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
  return k < n ? gsl_cdf_beta_Pinv (1 - delta, k + 1.0, (double) (n - k)) : 1;
}

/* Quantile delta of Beta(k, n - k + 1): the lower bound, one-sided. */
double
stats_clopper_pearson_lower (guint k, guint n, double delta)
{
  return k > 0 && n > 0 ? gsl_cdf_beta_Pinv (delta, k, n - k + 1.0) : 0;
}
