/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of a proportion. Wilson to show, Clopper-Pearson to guarantee. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-interval.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#define MAX_STEPS 200

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

/* Quantile @p of Beta(a, b) with a, b >= 1 by the normal form of Abramowitz & Stegun 26.5.22: two
 * digits for few cases, six for thousands. */
static double
approximate_quantile (double p, double a, double b)
{
  double y = gsl_cdf_ugaussian_Qinv (p);
  double lambda = (y * y - 3) / 6;
  double ra = 1 / (2 * a - 1), rb = 1 / (2 * b - 1);
  double h = 2 / (ra + rb);
  double w = y * sqrt (fmax (0, h + lambda)) / h - (rb - ra) * (lambda + 5.0 / 6 - 2 / (3 * h));

  return a / (a + b * exp (2 * w));
}

/* Quantile @p of Beta(a, b) with a, b >= 1, by Newton's method inside a bracket. GSL's own inverse
 * gives up, and by default ends the process, on one in a hundred arguments with a thousand cases
 * and more. Beyond some 100,000 cases on both sides its distribution function has no value either,
 * and the approximation is what remains: its error is far below the seventh digit there. */
static double
beta_quantile (double p, double a, double b)
{
  double low = 0, high = 1, x = approximate_quantile (p, a, b);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      double off = gsl_cdf_beta_P (x, a, b) - p, next;

      if (isnan (off))
        return x;
      *(off > 0 ? &high : &low) = x;
      next = x - off / gsl_ran_beta_pdf (x, a, b);
      if (!(next > low && next < high))
        next = (low + high) / 2;
      if (fabs (next - x) <= 1e-14 * x)
        return next;
      x = next;
    }
  return x;
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
  return k < n ? beta_quantile (1 - delta, k + 1.0, (double) (n - k)) : 1;
}

/* Quantile delta of Beta(k, n - k + 1): the lower bound, one-sided. */
double
stats_clopper_pearson_lower (guint k, guint n, double delta)
{
  return k > 0 && n > 0 ? beta_quantile (delta, k, n - k + 1.0) : 0;
}
