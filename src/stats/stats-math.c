/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Beta law for as many cases as there may be. GSL's tail is NaN near its middle from about ten
 * million cases on, and its quantile gives up long before. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-math.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#define MAX_STEPS 200

/* Wilson and Hilferty's cube roots, exact enough where GSL gives up (Abramowitz & Stegun 26.5.22):
 * its error falls with 1 / min (a, b). */
static double
approximate_upper_tail (double x, double a, double b)
{
  double u = cbrt (b * x), v = cbrt (a * (1 - x));
  double y = 3 * (u * (1 - 1 / (9 * b)) - v * (1 - 1 / (9 * a))) / sqrt (u * u / b + v * v / a);

  return gsl_cdf_ugaussian_Q (y);
}

/**
 * stats_beta_upper_tail:
 * @x: 0..1
 * @a: above 0
 * @b: above 0
 *
 * P(Beta (a, b) > x), which is also P(Bin (a + b - 1, x) < a) for whole @a and @b.
 *
 * Returns: 0..1
 */
double
stats_beta_upper_tail (double x, double a, double b)
{
  double tail;

  if (x <= 0 || x >= 1)
    return x <= 0 ? 1 : 0;
  tail = gsl_cdf_beta_Q (x, a, b);
  return isnan (tail) ? approximate_upper_tail (x, a, b) : tail;
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

/**
 * stats_beta_quantile:
 * @p: strictly between 0 and 1
 * @a: at least 1
 * @b: at least 1
 *
 * Newton's method inside a bracket. GSL's own inverse gives up, and by default ends the process, on
 * one in a hundred arguments with a thousand cases and more.
 *
 * Returns: x with P(Beta (a, b) <= x) = @p
 */
double
stats_beta_quantile (double p, double a, double b)
{
  double low = 0, high = 1, x = approximate_quantile (p, a, b);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      double off = 1 - p - stats_beta_upper_tail (x, a, b), next;

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
