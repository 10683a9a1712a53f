/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures over all cases when only some were labelled, each with a known probability pi. The queue
 * sees what ROCA doubts; what it passes is seen by the audit alone, and counts 1 / pi. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-weighted.h"

#include "stats-interval.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/* Interval of a ratio on the logit scale; @se of the ratio itself. */
static void
bound_logit (double ratio, double se, double level, double *ret_low, double *ret_high)
{
  double half = exp (gsl_cdf_ugaussian_Pinv ((1 + level) / 2) * se / (ratio * (1 - ratio)));

  *ret_low = ratio / (ratio + (1 - ratio) * half);
  *ret_high = ratio / (ratio + (1 - ratio) / half);
}

/* What a case counts in the numerator and the denominator of a ratio. */
typedef struct
{
  double up;
  double down;
} Share;

/* [called positive][is positive] */
static const Share precision_shares[2][2] = { { { 0, 0 }, { 0, 0 } }, { { 0, 1 }, { 1, 1 } } };
static const Share recall_shares[2][2] = { { { 0, 0 }, { 0, 1 } }, { { 0, 0 }, { 1, 1 } } };
static const Share f1_shares[2][2] = { { { 0, 0 }, { 0, 1 } }, { { 0, 1 }, { 2, 2 } } };

typedef struct
{
  const double *scores;
  const guint8 *positives;
  const double *pi; /* (nullable) */
  guint n;
  double cut;
  double finite; /* 1: a case that was certain to be labelled adds no variance */
  double level;
} Sample;

static double
pi_of (const Sample *self, guint i)
{
  return self->pi != NULL ? self->pi[i] : 1;
}

static Share
share_of (const Sample *self, guint i, const Share shares[2][2])
{
  return shares[self->scores[i] >= self->cut ? 1 : 0][self->positives[i] ? 1 : 0];
}

/* A ratio of two Horvitz-Thompson totals. At 0 and 1 the linearised variance is 0 and says
 * nothing: then the bound is that of no event in the effective number of cases. It is the same
 * estimate as that of stats_ratio() and not the same interval: here a case that was certain to be
 * labelled may add no variance, there alike cases count once, and at the ends this one is exact
 * where the other is Wilson's. Neither can stand for the other. */
static StatsInterval
estimate_ratio (const Sample *sample, const Share shares[2][2])
{
  double up = 0, down = 0, squares = 0, unseen = 0, variance = 0;
  StatsInterval ratio = { NAN, NAN, NAN };

  for (guint i = 0; i < sample->n; i++)
    {
      Share share = share_of (sample, i, shares);
      double pi = pi_of (sample, i);

      up += share.up / pi;
      down += share.down / pi;
      squares += share.down * share.down / (pi * pi);
      unseen += share.down > 0 ? 1 - sample->finite * pi : 0;
    }
  if (!(down > 0))
    return ratio;
  ratio = (StatsInterval){ up / down, up / down, up / down };
  if (!(unseen > 0))
    return ratio;
  if (!(up > 0 && up < down))
    {
      double off = -expm1 (log ((1 - sample->level) / 2) * squares / (down * down));

      *(up > 0 ? &ratio.low : &ratio.high) = up > 0 ? 1 - off : off;
      return ratio;
    }
  for (guint i = 0; i < sample->n; i++)
    {
      Share share = share_of (sample, i, shares);
      double pi = pi_of (sample, i), residual = (share.up - ratio.value * share.down) / (pi * down);

      variance += (1 - sample->finite * pi) * residual * residual;
    }
  bound_logit (ratio.value, sqrt (variance), sample->level, &ratio.low, &ratio.high);
  return ratio;
}

static gboolean
is_sample (const Sample *self)
{
  for (guint i = 0; i < self->n; i++)
    if (isnan (self->scores[i]) || !(pi_of (self, i) > 0 && pi_of (self, i) <= 1))
      return FALSE;
  return TRUE;
}

/**
 * stats_weighted_confusion:
 * @scores: of @n labelled cases
 * @positives: their truths
 * @pi: (nullable): probability with which each was labelled, above 0 and at most 1; NULL: all 1
 * @cut: scores at or above it count as positive
 * @population: whom the intervals speak of
 * @level: of the intervals, 0.95
 * @ret_weighted: (out): counts and ratios over all cases
 *
 * Horvitz-Thompson estimates (1952) of the four counts; precision, recall and F1 as ratios of them
 * with variance by linearisation, sum of (1 - pi) / pi^2 times the squared residual under Poisson
 * sampling, or without the (1 - pi) for the cases to come (Särndal, Swensson & Wretman 1992, 5.6),
 * intervals on the logit scale.
 *
 * Returns: FALSE, and nothing filled, when a score is NaN or a probability out of range
 */
gboolean
stats_weighted_confusion (const double *scores,
                          const guint8 *positives,
                          const double *pi,
                          guint n,
                          double cut,
                          StatsPopulation population,
                          double level,
                          StatsWeighted *ret_weighted)
{
  Sample sample = { scores, positives, pi, n, cut, population == STATS_THESE_CASES ? 1 : 0, level };
  double counts[2][2] = { { 0 } }, total = 0, squares = 0;

  if (!is_sample (&sample))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      double weight = 1 / pi_of (&sample, i);

      counts[scores[i] >= cut ? 1 : 0][positives[i] ? 1 : 0] += weight;
      total += weight;
      squares += weight * weight;
    }
  *ret_weighted = (StatsWeighted){ counts[1][1],
                                   counts[1][0],
                                   counts[0][0],
                                   counts[0][1],
                                   estimate_ratio (&sample, precision_shares),
                                   estimate_ratio (&sample, recall_shares),
                                   estimate_ratio (&sample, f1_shares),
                                   n > 0 ? total * total / squares : 0 };
  return TRUE;
}

/**
 * stats_horvitz_thompson:
 * @values: of @n labelled cases
 * @pi: probability with which each was labelled, above 0 and at most 1
 * @ret_variance: (out) (nullable): estimated variance of the total
 *
 * Total over all cases, sum of value / pi, with variance sum of (1 - pi) / pi^2 value^2 under
 * Poisson sampling (Horvitz & Thompson, JASA 1952).
 *
 * Returns: the total; NaN when a probability is out of range
 */
double
stats_horvitz_thompson (const double *values, const double *pi, guint n, double *ret_variance)
{
  double total = 0, variance = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean valid = pi[i] > 0 && pi[i] <= 1;
      double share = valid ? values[i] / pi[i] : NAN;

      total += share;
      variance += valid ? (1 - pi[i]) * share * share : NAN;
    }
  if (ret_variance != NULL)
    *ret_variance = variance;
  return total;
}

/* Estimated number of bad cases in a stratum, and its variance with the finite population
 * correction; NaN where nothing, or for the variance a single case, was labelled. */
static double
estimate_stratum (const StatsStratum *self, double *ret_variance)
{
  double n = self->labelled, rate = self->bad / n, spread;

  *ret_variance = 0;
  if (!(self->cases > 0))
    return 0;
  spread = rate * (1 - rate) * n / (n - 1);
  if (n < self->cases)
    *ret_variance = self->cases * self->cases * (1 - n / self->cases) * spread / n;
  return self->cases * rate;
}

/**
 * stats_stratified_total:
 * @strata: cases of @n_strata kinds that have no case in common
 * @ret_variance: (out) (nullable): estimated variance of the total
 *
 * Number of bad cases: sum of N times the observed rate, with variance sum of
 * N^2 (1 - n / N) s^2 / n (Cochran 1977, 5.3).
 *
 * Returns: the total; NaN when nothing was labelled in a stratum that has cases
 */
double
stats_stratified_total (const StatsStratum *strata, guint n_strata, double *ret_variance)
{
  double total = 0, sum = 0;

  for (guint h = 0; h < n_strata; h++)
    {
      double variance;

      total += estimate_stratum (&strata[h], &variance);
      sum += variance;
    }
  if (ret_variance != NULL)
    *ret_variance = sum;
  return total;
}

/* Upper bound of the bad cases that passed, all strata together at @delta. */
static double
bound_missed (const StatsStratum *strata, guint n_strata, double delta)
{
  double missed = 0;
  guint sampled = 0;

  for (guint h = 0; h < n_strata; h++)
    sampled += strata[h].passed && strata[h].labelled < strata[h].cases ? 1 : 0;
  for (guint h = 0; h < n_strata; h++)
    {
      const StatsStratum *s = &strata[h];

      if (s->passed && s->labelled < s->cases)
        missed += s->cases * stats_clopper_pearson_upper (s->bad, s->labelled, delta / sampled);
      else if (s->passed)
        missed += s->bad;
    }
  return missed;
}

/**
 * stats_stratified_recall:
 * @strata: all cases: what people saw, what passed and what was blocked by itself
 * @level: of the interval, 0.95
 * @delta: probability with which the exact lower bound may be wrong, 0.025
 *
 * Recall = found / (found + missed) with variance (missed / D^2)^2 Var (found) +
 * (found / D^2)^2 Var (missed), D their sum, and an interval on the logit scale. For the few bad
 * cases that an audit of passes finds, the exact bound is the one to state: every stratum's
 * Clopper-Pearson upper bound of the missed, @delta split between them (within-stratum bounds),
 * while what was found is taken as estimated; without any miss the interval begins there, too.
 *
 * Returns: the estimates; NaN where strata without a label leave them open, and then the exact
 *   bound counts those strata as all missed
 */
StatsRecall
stats_stratified_recall (const StatsStratum *strata, guint n_strata, double level, double delta)
{
  StatsRecall r = { 0, 0, NAN, NAN, NAN, NAN, NAN };
  double variances[2] = { 0, 0 }, sum;

  for (guint h = 0; h < n_strata; h++)
    {
      double variance;

      *(strata[h].passed ? &r.missed : &r.found) += estimate_stratum (&strata[h], &variance);
      variances[strata[h].passed ? 1 : 0] += variance;
    }
  sum = r.found + r.missed;
  if (r.found > 0)
    r.exact_low = r.found / (r.found + bound_missed (strata, n_strata, delta));
  if (!(sum > 0))
    return r;
  r.recall = r.found / sum;
  r.se = sqrt (r.missed * r.missed * variances[0] + r.found * r.found * variances[1]) / (sum * sum);
  if (r.found > 0 && r.missed > 0)
    bound_logit (r.recall, r.se, level, &r.low, &r.high);
  else
    {
      r.low = r.found > 0 ? r.exact_low : 0;
      r.high = 1;
    }
  return r;
}
