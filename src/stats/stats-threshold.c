/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds with a guarantee: Learn-Then-Test for the two sides of an automation boundary.
 * Reading the threshold off the empirical curve picks the luckiest point of it and misses its
 * target in a quarter of all cases and more; testing from strict to loose does not. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-threshold.h"

#include "stats-math.h"
#include "stats-order.h"

#include <math.h>

/* The first test stands where this many errors still pass: 153 cases at 95 % and delta 5 %. With
 * fewer, one early error by chance ends the walk; with more, only a looser threshold is tried. */
#define FIRST_ERRORS 3

/* A step takes a tenth more cases than the one before: coarse enough that the tests are few, and
 * no certified threshold is more than a tenth of its cases away from the loosest possible. */
#define GROWTH 1.1

/**
 * stats_binomial_p:
 * @k: errors of @n
 * @alpha: error rate that must not be exceeded
 *
 * Exact p-value of "the error rate is above @alpha" for a loss that is 0 or 1:
 * P(Bin(n, alpha) <= k) (Angelopoulos et al. 2021, arXiv 2110.01052).
 *
 * Returns: 0..1; 1 without cases
 */
double
stats_binomial_p (guint k, guint n, double alpha)
{
  return k < n ? stats_beta_upper_tail (alpha, k + 1.0, (double) (n - k)) : 1;
}

/* a ln (a / b) + (1 - a) ln ((1 - a) / (1 - b)), with 0 ln 0 = 0. */
static double
relative_entropy (double a, double b)
{
  return (a > 0 ? a * log (a / b) : 0) + (a < 1 ? (1 - a) * log ((1 - a) / (1 - b)) : 0);
}

/**
 * stats_hoeffding_p:
 * @mean: mean loss of @n cases, each 0..1
 * @alpha: mean loss that must not be exceeded, strictly between 0 and 1
 *
 * exp (-n h1 (min (mean, alpha), alpha)), h1 the relative entropy of two Bernoulli laws
 * (Hoeffding 1963; Bates et al. 2021, arXiv 2101.02703).
 *
 * Returns: 0..1
 */
double
stats_hoeffding_p (double mean, guint n, double alpha)
{
  return exp (-(double) n * relative_entropy (fmin (mean, alpha), alpha));
}

/**
 * stats_bentkus_p:
 *
 * e P(Bin (n, alpha) <= ceil (n mean)), at most 1 (Bentkus 2004). Parameters as in
 * stats_hoeffding_p().
 *
 * Returns: 0..1
 */
double
stats_bentkus_p (double mean, guint n, double alpha)
{
  double k = ceil (n * mean - 1e-9); /* a sum of losses that is a whole number stays one */

  return fmin (1, G_E * stats_binomial_p ((guint) CLAMP (k, 0, n), n, alpha));
}

/**
 * stats_hoeffding_bentkus_p:
 *
 * The smaller of the two, a valid p-value for any loss within 0..1 (Bates et al. 2021). For a loss
 * that is 0 or 1 stats_binomial_p() is smaller.
 *
 * Returns: 0..1
 */
double
stats_hoeffding_bentkus_p (double mean, guint n, double alpha)
{
  return fmin (stats_hoeffding_p (mean, n, alpha), stats_bentkus_p (mean, n, alpha));
}

/* The fewest cases of which @errors errors still pass the test; 0 when @most do not do. */
static guint
smallest_passing (guint errors, guint most, double alpha, double delta)
{
  guint low = errors, high = most; /* fails at low, passes at high */

  if (most <= errors || stats_binomial_p (errors, most, alpha) > delta)
    return 0;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (stats_binomial_p (errors, middle, alpha) > delta)
        low = middle;
      else
        high = middle;
    }
  return high;
}

/* Cases of the first test. Depends on the number of cases alone and not on a truth, as it must. */
static guint
first_size (guint n, double alpha, double delta)
{
  guint size = 0;

  for (guint errors = FIRST_ERRORS + 1; size == 0 && errors-- > 0;)
    size = smallest_passing (errors, n, alpha, delta);
  return size;
}

/* Labels beyond @n so that a set that has @have of @n cases now and @errors among them would pass,
 * the set growing with @n at the same error rate. @least: cases that the set must have anyhow. */
static guint
labels_needed (guint errors, guint have, guint n, guint least, double alpha, double delta)
{
  guint need = stats_needed_n (1 - alpha, 1 - (double) errors / have, delta);
  double labels;

  if (need == STATS_NEVER)
    return STATS_NEVER;
  labels = ceil ((double) MAX (need, least) * n / have) - n;
  return labels >= STATS_NEVER ? STATS_NEVER : (guint) fmax (1, labels);
}

/* The walk from strict to loose: the accepted cases are @order[at .. n), whole ties only. */
typedef struct
{
  const double *scores;
  const guint8 *positives;
  const guint32 *order;
  guint n;
  guint at;
  guint errors;
} Walk;

/* Loosens until at least @want cases are accepted, or all. */
static void
loosen (Walk *self, guint want)
{
  const double *s = self->scores;
  const guint32 *o = self->order;

  while (self->at > 0 && (self->n - self->at < want || !(s[o[self->at - 1]] < s[o[self->at]])))
    self->errors += self->positives[o[--self->at]] ? 0 : 1;
}

static guint
accepted (const Walk *self)
{
  return self->n - self->at;
}

/* The threshold that would need the fewest labels, over all steps of the order from the top. */
static guint
precision_labels_needed (const Walk *start, double alpha, double delta)
{
  Walk walk = *start;
  guint least = first_size (STATS_NEVER, alpha, delta);
  guint more = STATS_NEVER;

  if (walk.n == 0)
    return least;
  while (walk.at > 0)
    {
      loosen (&walk, (guint) (accepted (&walk) * GROWTH) + 1);
      more = MIN (more, labels_needed (walk.errors, accepted (&walk), walk.n, least, alpha, delta));
    }
  return more;
}

static void
fill (StatsLtt *self, double lambda, guint n, guint k, double p, double delta)
{
  self->lambda = lambda;
  self->n = n;
  self->k = k;
  self->p = p;
  self->bound = 1 - stats_clopper_pearson_upper (k, n, delta);
}

/* Nothing is certified, and why that is cannot be told from @n and @k yet. Also checks what both
 * sides are given: the order of the scores, or NULL when an argument has no meaning. */
static guint32 *
begin (const double *scores, guint n, double target, double delta, StatsLtt *ret_ltt)
{
  *ret_ltt = (StatsLtt){ NAN, 0, 0, NAN, NAN, STATS_NEVER };
  if (!(target > 0 && target < 1 && delta > 0 && delta < 1))
    return NULL;
  return stats_order (scores, n);
}

/* Starts of the walk: the first size and every quadrupling of it. From numbers of cases alone. */
static guint
count_starts (guint first, guint n)
{
  guint starts = 1;

  while (first > 0 && first <= n >> (2 * starts))
    starts++;
  return starts;
}

/* See stats_ltt_precision(). Where nothing passes, n, k, p and bound are of the first step. */
static void
walk_precision (Walk *walk, double alpha, double delta, StatsLtt *ret_ltt)
{
  guint starts = count_starts (first_size (walk->n, alpha, delta), walk->n), begun = 0;
  double share = delta / starts, level = 0;
  guint first = first_size (walk->n, alpha, share), size = first;

  while (walk->at > 0)
    {
      double p;

      loosen (walk, size > 0 ? size : walk->n);
      for (; begun < starts && (guint64) first << (2 * begun) <= accepted (walk); begun++)
        level += share;
      p = stats_binomial_p (walk->errors, accepted (walk), alpha);
      if (p <= level)
        fill (ret_ltt, walk->scores[walk->order[walk->at]], accepted (walk), walk->errors, p,
              level);
      else
        level = 0;
      if (ret_ltt->n == 0)
        fill (ret_ltt, NAN, accepted (walk), walk->errors, p, delta);
      size = (guint) fmin (walk->n, ceil (accepted (walk) * GROWTH));
    }
}

/**
 * stats_ltt_precision:
 * @scores: risk of @n labelled cases that the model was not trained on; equal scores stay together
 * @positives: their truths, 1 for bad
 * @target: precision that blocked cases must keep, above 0 and below 1
 * @delta: probability with which the answer may be wrong; the caller splits it between the sides
 * @ret_ltt: (out): the loosest threshold "block at or above" that is certified, or where the walk
 *   failed at once
 *
 * Fixed-sequence Learn-Then-Test (Angelopoulos, Bates, Candès, Jordan & Lei 2021, arXiv
 * 2110.01052): thresholds from strict to loose, each tested by the exact binomial p-value of its
 * good cases (the errors) among all it blocks; the loosest one that passes is certified, and
 * P(precision < target) <= delta over the draw of the labelled cases.
 * The order of the tests makes a correction for their number unnecessary, as long as it does not
 * look at a truth: the steps are numbers of cases. The first is where three errors would still
 * pass (153 cases at 95 % and 5 %, or as few as zero errors need where there are not that many),
 * because a first test that no error survives mostly ends the walk before it begins; then each
 * step takes a tenth more.
 *
 * The walk has a start at every quadrupling of the first size, and @delta is shared among them (the
 * fallback procedure of Wiens & Dmitrienko 2005): a step that passes hands its share to the next, one
 * that fails loses it, and the next start begins with its own. With a single start more labels
 * would not help where the errors among the strictest cases are close below what is allowed: the first
 * test would always be one of 153 cases.
 *
 * Returns: FALSE when a score is NaN or @target or @delta is out of range
 */
gboolean
stats_ltt_precision (const double *scores,
                     const guint8 *positives,
                     guint n,
                     double target,
                     double delta,
                     StatsLtt *ret_ltt)
{
  g_autofree guint32 *order = begin (scores, n, target, delta, ret_ltt);
  Walk walk = { scores, positives, order, n, n, 0 };
  const Walk start = walk;
  double alpha = 1 - target;

  if (order == NULL)
    return FALSE;
  walk_precision (&walk, alpha, delta, ret_ltt);
  ret_ltt->more = isnan (ret_ltt->lambda) ? precision_labels_needed (&start, alpha, delta) : 0;
  return TRUE;
}

/**
 * stats_ltt_recall:
 * @scores: risk of @n labelled cases that the model was not trained on; equal scores stay together
 * @positives: their truths, 1 for bad
 * @target: share of the bad cases that must not be passed, above 0 and below 1
 * @delta: probability with which the answer may be wrong; the caller splits it between the sides
 * @ret_ltt: (out): the loosest threshold "pass at or below" that is certified
 *
 * Fixed-sequence Learn-Then-Test as in stats_ltt_precision(), on the other side: thresholds from
 * the lowest score upwards, the errors the bad cases at or below, their number judged against all
 * bad cases. The errors only grow along the walk, so that every score may be a step (the risk is
 * monotone: Bates et al. 2021, arXiv 2101.02703) and no start has to be chosen.
 *
 * Returns: FALSE when a score is NaN or @target or @delta is out of range
 */
gboolean
stats_ltt_recall (const double *scores,
                  const guint8 *positives,
                  guint n,
                  double target,
                  double delta,
                  StatsLtt *ret_ltt)
{
  g_autofree guint32 *order = begin (scores, n, target, delta, ret_ltt);
  double alpha = 1 - target, lambda = NAN;
  guint bad = 0, passed = 0, first = 0;

  if (order == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    bad += positives[i] ? 1 : 0;
  for (guint i = 0; i < n;)
    {
      double score = scores[order[i]];
      guint with = passed;

      for (; i < n && !(scores[order[i]] > score); i++)
        with += positives[order[i]] ? 1 : 0;
      first = isnan (lambda) ? with : first;
      if (stats_binomial_p (with, bad, alpha) > delta)
        break;
      passed = with;
      lambda = score;
    }
  passed = isnan (lambda) ? first : passed;
  fill (ret_ltt, lambda, bad, passed, stats_binomial_p (passed, bad, alpha), delta);
  ret_ltt->more = 0;
  if (isnan (lambda))
    ret_ltt->more = bad > 0 ? labels_needed (passed, bad, n, 0, alpha, delta)
                            : stats_needed_n (target, 1, delta);
  return TRUE;
}
