/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wald's test of a stream of gold answers: a reviewer passes or fails as soon as the answers say
 * so, and not after a fixed number of them. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-sprt.h"

#include <math.h>

/**
 * stats_sprt_init:
 * @p0: error rate that is good
 * @p1: error rate that is not, above @p0
 * @alpha: probability that a reviewer with @p0 fails
 * @beta: probability that a reviewer with @p1 passes
 *
 * Sequential probability ratio test (Wald 1947, 5.3): with
 * k = ln (p1 / p0) + ln ((1 - p0) / (1 - p1)), s = ln ((1 - p0) / (1 - p1)) / k,
 * h1 = ln ((1 - alpha) / beta) / k, h2 = ln ((1 - beta) / alpha) / k.
 *
 * Returns: FALSE, and @self is left alone, unless 0 < p0 < p1 < 1, both probabilities are above 0
 *   and their sum is below 1
 */
gboolean
stats_sprt_init (StatsSprt *self, double p0, double p1, double alpha, double beta)
{
  double right, k;

  if (!(p0 > 0 && p0 < p1 && p1 < 1 && alpha > 0 && beta > 0 && alpha + beta < 1))
    return FALSE;
  right = log ((1 - p0) / (1 - p1));
  k = log (p1 / p0) + right;
  *self = (StatsSprt){ right / k, log ((1 - alpha) / beta) / k, log ((1 - beta) / alpha) / k };
  return TRUE;
}

/**
 * stats_sprt_judge:
 * @n: answers so far
 * @errors: among them
 *
 * Returns: whether the corridor was left; start again after it was
 */
StatsSprtVerdict
stats_sprt_judge (const StatsSprt *self, guint n, guint errors)
{
  if (errors <= self->s * n - self->h1)
    return STATS_SPRT_PASSES;
  return errors >= self->s * n + self->h2 ? STATS_SPRT_FAILS : STATS_SPRT_GOES_ON;
}

/**
 * stats_sprt_earliest_pass:
 *
 * Returns: answers after which a reviewer without an error passes
 */
guint
stats_sprt_earliest_pass (const StatsSprt *self)
{
  return (guint) ceil (self->h1 / self->s);
}
