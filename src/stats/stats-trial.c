/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the policy on trial: beside the policy in force in shadow, then on a part of the cases.
 * Everything here holds at every look, so that nobody has to promise not to look. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-trial.h"

#include <math.h>

#include "stats-interval.h"
#include "stats-sequential.h"

#define STAKES     200
#define MOST_CASES 1000000

/**
 * stats_duel_log_e:
 * @error_cost: how many looks of a person an error is worth, at least 1
 * @for_tried: whether the tried policy is to be shown better; otherwise the other one
 *
 * Only cases on which the policies differ are judged. Each pays the tried one: +1 a look saved, -1 a
 * look spent, +@error_cost an error avoided, -@error_cost one made. The evidence against "the tried one
 * gains nothing on average" is what a gambler owns who begins with 1 and stakes a fixed part of it on
 * each case (Ville 1939; Waudby-Smith & Ramdas, arXiv 2010.09686), averaged over 200 stakes between
 * nothing and all: a mixture of martingales, so that its reaching 1 / alpha ever has a probability of
 * at most alpha. At a cost of 1 and with people only this is the paired test of `statistics.md` 5.5,
 * one-sided.
 *
 * Returns: natural logarithm of the e-value
 */
double
stats_duel_log_e (const StatsDuel *self, double error_cost, gboolean for_tried)
{
  const double looks = 1 / fmax (1, error_cost);
  const guint small[2] = { self->saved, self->spent }, large[2] = { self->avoided, self->made };
  guint up = for_tried ? 0 : 1;
  double logs[STAKES], most = -INFINITY, sum = 0;

  for (guint i = 0; i < STAKES; i++)
    {
      double stake = (i + .5) / STAKES;

      logs[i] = small[up] * log1p (stake * looks) + small[1 - up] * log1p (-stake * looks)
                + large[up] * log1p (stake) + large[1 - up] * log1p (-stake);
      most = fmax (most, logs[i]);
    }
  for (guint i = 0; i < STAKES; i++)
    sum += exp (logs[i] - most);
  return most + log (sum / STAKES);
}

/**
 * stats_duel_judge:
 * @error_cost: as in stats_duel_log_e()
 * @alpha: probability with which a verdict is ever given of policies that are alike: half for each
 *
 * Returns: the verdict so far; it may be asked after every case
 */
StatsTrialVerdict
stats_duel_judge (const StatsDuel *self, double error_cost, double alpha)
{
  double least = -log (alpha / 2);

  if (stats_duel_log_e (self, error_cost, TRUE) >= least)
    return STATS_TRIAL_BETTER;
  return stats_duel_log_e (self, error_cost, FALSE) >= least ? STATS_TRIAL_WORSE
                                                             : STATS_TRIAL_GOES_ON;
}

/**
 * stats_duel_wins_needed:
 *
 * Returns: how many looks the tried policy would have to save in a row, without an error, to be shown
 *   better; %STATS_NEVER where no number at hand would do
 */
guint
stats_duel_wins_needed (const StatsDuel *self, double error_cost, double alpha)
{
  guint few = 0, many = 1;
  StatsDuel next = *self;

  for (; many < MOST_CASES; many *= 2)
    {
      next.saved = self->saved + many;
      if (stats_duel_judge (&next, error_cost, alpha) == STATS_TRIAL_BETTER)
        break;
    }
  if (stats_duel_judge (self, error_cost, alpha) == STATS_TRIAL_BETTER)
    return 0;
  if (many >= MOST_CASES)
    return STATS_NEVER;
  while (many - few > 1)
    {
      guint middle = few + (many - few) / 2;

      next.saved = self->saved + middle;
      *(stats_duel_judge (&next, error_cost, alpha) == STATS_TRIAL_BETTER ? &many : &few) = middle;
    }
  return many;
}

static StatsInterval
bound (StatsShare share, double alpha)
{
  StatsInterval self = { share.n > 0 ? (double) share.k / share.n : NAN, 0, 1 };

  stats_beta_binomial_cs (share.k, share.n, 1, 1, alpha, &self.low, &self.high);
  return self;
}

static StatsInterval
turn (StatsInterval self)
{
  return (StatsInterval){ 1 - self.value, 1 - self.high, 1 - self.low };
}

/* A share of all cases that is made of two others, each known by an interval of its own. */
static StatsInterval
multiply (StatsInterval one, StatsInterval two)
{
  /* Of no cases it does not matter how many are bad. */
  double value = one.value > 0 ? one.value * two.value : 0;

  return (StatsInterval){ value, one.low * two.low, one.high * two.high };
}

static double
ratio_of (double caught, double lost, double otherwise)
{
  return caught + lost > 0 ? caught / (caught + lost) : otherwise;
}

/* Six rates: how many cases go to people, pass or are blocked, and how many of each are bad. The recall grows
 * in what is caught and falls in what is lost, so that its ends are those of theirs. */
static StatsInterval
compose_recall (const StatsArm *self, double alpha)
{
  const double part = alpha / 6;
  guint people = self->cases - self->passed - self->blocked;
  StatsInterval found =
      multiply (bound ((StatsShare){ people, self->cases }, part), bound (self->found, part));
  StatsInterval blocked = multiply (bound ((StatsShare){ self->blocked, self->cases }, part),
                                    turn (bound (self->wronged, part)));
  StatsInterval lost = multiply (bound ((StatsShare){ self->passed, self->cases }, part),
                                 bound (self->missed, part));

  return (StatsInterval){ ratio_of (found.value + blocked.value, lost.value, NAN),
                          ratio_of (found.low + blocked.low, lost.high, 0),
                          ratio_of (found.high + blocked.high, lost.low, 1) };
}

/* Two ways to the same figure: put together of everything that is known, and counted in a uniform
 * sample; what both allow. Few audits leave more to the first, many to the second. */
static StatsInterval
bound_recall (const StatsArm *self, double alpha)
{
  StatsInterval composed = compose_recall (self, alpha / 2),
                counted = bound (self->caught, alpha / 2);

  /* Where they exclude each other one of them is wrong, and nothing says which. */
  if (composed.low <= counted.high && counted.low <= composed.high)
    {
      composed.low = fmax (composed.low, counted.low);
      composed.high = fmin (composed.high, counted.high);
    }
  return composed;
}

/**
 * stats_arm_measure:
 * @alpha: probability that the interval is ever wrong, whenever one looks
 *
 * Beta-binomial confidence sequences (stats_beta_binomial_cs()). The recall is what two of them allow at
 * half of @alpha each: one of the bad cases in a uniform sample, and one put together of six rates, how
 * many cases went to people, passed and were blocked and how many of each are bad (union bounds). The
 * samples are uniform, so that nothing is weighted.
 *
 * Returns: the measure; its value is NaN where nothing is known of it yet, and the interval [0, 1]
 */
StatsInterval
stats_arm_measure (const StatsArm *self, StatsArmMeasure measure, double alpha)
{
  switch (measure)
    {
    case STATS_ARM_AUTOMATION:
      return bound ((StatsShare){ self->passed + self->blocked, self->cases }, alpha);
    case STATS_ARM_BLOCKS:
      return bound ((StatsShare){ self->blocked, self->cases }, alpha);
    case STATS_ARM_PRECISION:
      return turn (bound (self->wronged, alpha));
    case STATS_ARM_RECALL:
      return bound_recall (self, alpha);
    case STATS_ARM_ON_TIME:
      return turn (bound (self->late, alpha));
    case STATS_ARM_APPEALS:
      return bound (self->appeals, alpha);
    case STATS_ARM_MEASURES:
      break;
    }
  return (StatsInterval){ NAN, 0, 1 };
}

static gboolean
is_less_better (StatsArmMeasure measure)
{
  return measure == STATS_ARM_BLOCKS || measure == STATS_ARM_APPEALS;
}

/**
 * stats_guard_is_broken:
 * @live: the measure in the arm of the policy in force
 * @tried: in the other one
 *
 * An alarm only where it is certain (Podkopaev & Ramdas, ICLR 2022): no value of the tried arm's
 * interval keeps the limit, or none comes within the tolerance of any of the other's. With intervals
 * that are ever wrong with probability alpha each, a trial that harms nothing is stopped with at most
 * the sum of them.
 */
gboolean
stats_guard_is_broken (const StatsGuard *self,
                       const StatsInterval *live,
                       const StatsInterval *tried)
{
  if (is_less_better (self->measure))
    return (!isnan (self->limit) && tried->low > self->limit)
           || (!isnan (self->tolerance) && tried->low > live->high + self->tolerance);
  return (!isnan (self->limit) && tried->high < self->limit)
         || (!isnan (self->tolerance) && tried->high < live->low - self->tolerance);
}
