/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether errors crowd in a slice of the cases, and which of many slices to believe. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-slice.h"

#include "stats-order.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/**
 * stats_slice:
 * @errors: in the slice
 * @n: cases in the slice
 * @errors_outside: in the rest
 * @n_outside: cases in the rest
 *
 * Two-proportion z with the pooled rate; Fisher's exact p (1935); lift and WRAcc = P(S) (P(err | S)
 * - P(err)) (Lavrač, Flach & Zupan, ILP 1999); effect size sqrt 2 (e - e') / sqrt (s^2 + s'^2)
 * (Chung et al., Slice Finder, TKDE 2019).
 *
 * Returns: the five figures
 */
StatsSlice
stats_slice (guint errors, guint n, guint errors_outside, guint n_outside)
{
  StatsSlice slice = { NAN, NAN, NAN, NAN, NAN };
  double inside, outside, all, total = (double) n + n_outside, variance;

  if (n == 0 || n_outside == 0)
    return slice;
  inside = (double) errors / n;
  outside = (double) errors_outside / n_outside;
  all = ((double) errors + errors_outside) / total;
  variance = inside * (1 - inside) + outside * (1 - outside);
  if (all > 0 && all < 1)
    slice.z = (inside - outside) / sqrt (all * (1 - all) * (1.0 / n + 1.0 / n_outside));
  slice.p = errors == 0 ? 1
                        : gsl_cdf_hypergeometric_Q (errors - 1, errors + errors_outside,
                                                    n + n_outside - errors - errors_outside, n);
  if (all > 0)
    slice.lift = inside / all;
  slice.wracc = n / total * (inside - all);
  if (variance > 0)
    slice.effect = G_SQRT2 * (inside - outside) / sqrt (variance);
  return slice;
}

/**
 * stats_benjamini_hochberg:
 * @p: @n p-values
 * @ret_q: (out caller-allocates): @n numbers: the false discovery rate at which each is the last
 *   to be believed; NaN for all when a p-value is NaN
 *
 * p_(i) n / i, made monotone from the largest down (Benjamini & Hochberg, JRSS B 1995).
 */
void
stats_benjamini_hochberg (const double *p, guint n, double *ret_q)
{
  g_autofree guint32 *order = stats_order (p, n);
  double least = 1;

  for (guint i = n; i-- > 0;)
    if (order == NULL)
      ret_q[i] = NAN;
    else
      {
        least = fmin (least, p[order[i]] * n / (i + 1.0));
        ret_q[order[i]] = least;
      }
}
