/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether one group of numbers lies above another. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-welch.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/* Mean, and the variance of that mean. */
static double
find_mean (const double *values, guint n, double *ret_variance)
{
  double mean = 0, squares = 0;

  for (guint i = 0; i < n; i++)
    {
      double delta = values[i] - mean;

      mean += delta / (i + 1);
      squares += delta * (values[i] - mean);
    }
  *ret_variance = n > 1 ? squares / (n - 1) / n : NAN;
  return mean;
}

/**
 * stats_welch:
 * @first: @n numbers
 * @second: @m numbers
 *
 * Welch's unequal-variances t with the degrees of freedom of Satterthwaite (Biometrika 1947).
 *
 * Returns: the test of "the first mean is not larger"
 */
StatsWelch
stats_welch (const double *first, guint n, const double *second, guint m)
{
  StatsWelch welch = { NAN, NAN, NAN, NAN };
  double v, w, mean, other;

  if (n < 2 || m < 2)
    return welch;
  mean = find_mean (first, n, &v);
  other = find_mean (second, m, &w);
  welch.difference = mean - other;
  if (!(v + w > 0))
    {
      welch.p = welch.difference > 0 ? 0 : 1;
      return welch;
    }
  welch.t = welch.difference / sqrt (v + w);
  welch.df = (v + w) * (v + w) / (v * v / (n - 1) + w * w / (m - 1));
  welch.p = gsl_cdf_tdist_Q (welch.t, welch.df);
  return welch;
}
