/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what comes in is still what it was. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-drift.h"

#include "stats-order.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/**
 * stats_psi:
 * @expected: share of each bin in the reference, summing to 1
 * @observed: share of each bin now
 * @bins: number of bins
 *
 * Population stability index, sum of (o - e) ln (o / e) (Jeffreys 1946; Siddiqi 2006).
 *
 * Returns: 0 and more; infinite when a bin is empty on one side only: see stats_psi_counts()
 */
double
stats_psi (const double *expected, const double *observed, guint bins)
{
  double sum = 0;

  for (guint b = 0; b < bins; b++)
    if (expected[b] > 0 || observed[b] > 0)
      sum += (observed[b] - expected[b]) * log (observed[b] / expected[b]);
  return sum;
}

/**
 * stats_psi_counts:
 * @expected: cases of each bin in the reference
 * @observed: cases of each bin now
 * @bins: number of bins
 *
 * stats_psi() of counts. When any bin is empty, every bin gets half a case more on both sides
 * (Jeffreys' prior), so that one case decides about no infinity.
 *
 * Returns: 0 and more; NaN when a side has no case or there is no bin
 */
double
stats_psi_counts (const guint *expected, const guint *observed, guint bins)
{
  g_autofree double *shares = g_new (double, 2 * (gsize) MAX (bins, 1));
  double e = 0, o = 0, extra = 0;

  for (guint b = 0; b < bins; b++)
    {
      e += expected[b];
      o += observed[b];
      extra = expected[b] == 0 || observed[b] == 0 ? .5 : extra;
    }
  if (!(e > 0 && o > 0))
    return NAN;
  for (guint b = 0; b < bins; b++)
    {
      shares[b] = (expected[b] + extra) / (e + bins * extra);
      shares[bins + b] = (observed[b] + extra) / (o + bins * extra);
    }
  return stats_psi (shares, shares + bins, bins);
}

/* Quantile @p of chi-square by bisection: GSL's own inverse gives up, and by default ends the
 * process, on some pairs of levels and degrees of freedom. */
static double
chi_square_quantile (double p, double freedom)
{
  double low = 0, high = freedom + 1, middle;

  while (high < 1e9 && gsl_cdf_chisq_P (high, freedom) < p)
    high *= 2;
  for (middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2)
    *(gsl_cdf_chisq_P (middle, freedom) < p ? &low : &high) = middle;
  return middle;
}

/**
 * stats_psi_limit:
 * @n: cases of the reference
 * @m: cases now
 * @bins: number of bins
 * @level: share of the time that the index stays below without any drift, 0.95
 *
 * Without drift the index is about (1 / n + 1 / m) times chi-square with bins - 1 degrees of freedom
 * (Yurdakul & Naranjo, J. Risk Model Validation 2020). The fixed limits 0.1 and 0.25 are noise at
 * small counts and blind at large ones.
 *
 * Returns: the limit; NaN without cases or with fewer than two bins
 */
double
stats_psi_limit (guint n, guint m, guint bins, double level)
{
  return n > 0 && m > 0 && bins > 1 ? chi_square_quantile (level, bins - 1.0) * (1.0 / n + 1.0 / m)
                                    : NAN;
}

/**
 * stats_ks:
 * @first: @n numbers
 * @second: @m numbers
 *
 * Two-sample Kolmogorov-Smirnov statistic: the largest distance of the two distribution functions
 * (Smirnov 1939).
 *
 * Returns: 0..1; NaN when a side is empty or has a NaN
 */
double
stats_ks (const double *first, guint n, const double *second, guint m)
{
  g_autofree guint32 *a = stats_order (first, n);
  g_autofree guint32 *b = stats_order (second, m);
  double largest = 0;

  if (a == NULL || b == NULL || n == 0 || m == 0)
    return NAN;
  for (guint i = 0, j = 0; i < n && j < m;)
    {
      double at = fmin (first[a[i]], second[b[j]]);

      while (i < n && first[a[i]] <= at)
        i++;
      while (j < m && second[b[j]] <= at)
        j++;
      largest = fmax (largest, fabs ((double) i / n - (double) j / m));
    }
  return largest;
}

/**
 * stats_ks_limit:
 * @alpha: 0.05
 *
 * sqrt (-ln (alpha / 2) / 2) sqrt ((n + m) / (n m)), from the first term of Smirnov's law.
 *
 * Returns: what stats_ks() exceeds with probability @alpha when nothing differs; NaN without cases
 */
double
stats_ks_limit (guint n, guint m, double alpha)
{
  return n > 0 && m > 0 ? sqrt (-log (alpha / 2) / 2 * (1.0 / n + 1.0 / m)) : NAN;
}
