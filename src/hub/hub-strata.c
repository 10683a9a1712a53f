/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds from labels that were drawn with unequal probabilities: the queue is labelled whole,
 * automatic decisions by a small lot. Counting them alike would forget the misses that nobody
 * looked at, so every stratum of pi gets its own exact bound, and the bounds are weighed. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-strata.h"

#include <math.h>

#include "stats-interval.h"

#define PASS_STEPS   100
#define BLOCK_STEPS  20
#define FIRST_BLOCKS 150
#define MOST_SCALE   10000.0

static guint
stratum_of (double pi)
{
  int exponent;

  frexp (pi, &exponent);
  return pi >= 1 ? 0 : (guint) CLAMP (1 - exponent, 1, HUB_STRATA - 1);
}

static gboolean
is_error (const HubStrata *self, const HubUnits *units, guint unit)
{
  return (units->positives[unit] != 0) == (self->side == REVIEW_SIDE_PASS);
}

/**
 * hub_strata_init:
 * @self: (out): receives the strata of @units, all left to people
 * @units: for @side
 */
void
hub_strata_init (HubStrata *self, const HubUnits *units, ReviewSide side)
{
  *self = (HubStrata){ .side = side };
  for (guint h = 0; h < HUB_STRATA; h++)
    self->parts[h].least_pi = 1;
  for (guint i = 0; i < units->n; i++)
    {
      HubStratum *part = &self->parts[stratum_of (units->pi[i])];

      part->n[0]++;
      part->errors[0] += is_error (self, units, i) ? 1 : 0;
      part->least_pi = fmin (part->least_pi, units->pi[i]);
      part->most_pi = fmax (part->most_pi, units->pi[i]);
    }
}

/**
 * hub_strata_decide:
 * @unit: now decided by the threshold; once only
 */
void
hub_strata_decide (HubStrata *self, const HubUnits *units, guint unit)
{
  HubStratum *part = &self->parts[stratum_of (units->pi[unit])];
  guint error = is_error (self, units, unit) ? 1 : 0;

  part->n[0]--;
  part->n[1]++;
  part->errors[0] -= error;
  part->errors[1] += error;
}

static guint
scaled (guint count, double scale)
{
  return (guint) fmin (floor (count * scale + 0.5), G_MAXUINT / 2);
}

/**
 * hub_strata_bound:
 * @scale: 1; more: as if so many times as many labels had been made, at the same rates
 * @delta: one-sided probability of being wrong
 *
 * `statistics.md` 5.3, "Violations": within-stratum Clopper-Pearson bounds, combined by a union
 * bound over the strata (and over both parts of recall). Recall is found / (found + missed) with
 * the bad cases left to people as found; precision right / (right + wrong). The sizes of the
 * strata, n / pi, are taken as observed. Where a stratum holds unlike pi, errors weigh by the
 * smallest and the rest by the largest.
 *
 * Returns: lower bound of recall (pass) or of precision (block); 0 where nothing is known
 */
double
hub_strata_bound (const HubStrata *self, double scale, double delta)
{
  double wrong = 0, right = 0;
  guint parts = 0;

  for (guint h = 0; h < HUB_STRATA; h++)
    parts += self->parts[h].n[0] + self->parts[h].n[1] > 0 ? 1 : 0;
  delta /= MAX (parts, 1) * (self->side == REVIEW_SIDE_PASS ? 2 : 1);
  for (guint h = 0; h < HUB_STRATA; h++)
    {
      const HubStratum *part = &self->parts[h];
      double upper = stats_clopper_pearson_upper (scaled (part->errors[1], scale),
                                                  scaled (part->n[1], scale), delta);

      if (part->n[1] > 0)
        wrong += part->n[1] / part->least_pi * upper;
      if (self->side == REVIEW_SIDE_BLOCK && part->n[1] > 0)
        right += part->n[1] / part->most_pi * (1 - upper);
      if (self->side == REVIEW_SIDE_PASS && part->n[0] > 0)
        right += part->n[0] / part->most_pi
                 * stats_clopper_pearson_lower (scaled (part->errors[0], scale),
                                                scaled (part->n[0], scale), delta);
    }
  return right > 0 ? right / (right + wrong) : 0;
}

/* About so many more labels, at the rates seen at the strictest threshold. */
static guint
labels_needed (const HubStrata *strata, guint n, double target, double delta)
{
  double low = 1, high = 2;

  while (high < MOST_SCALE && hub_strata_bound (strata, high, delta) < target)
    {
      low = high;
      high *= 2;
    }
  if (high >= MOST_SCALE)
    return STATS_NEVER;
  for (guint i = 0; i < 20; i++)
    {
      double middle = (low + high) / 2;

      if (hub_strata_bound (strata, middle, delta) < target)
        low = middle;
      else
        high = middle;
    }
  return (guint) fmin (ceil ((high - 1) * n), G_MAXUINT / 2);
}

static gboolean
is_tied (double a, double b)
{
  return !(a < b || a > b);
}

static guint
sum (const HubStrata *strata, gboolean errors)
{
  guint total = 0;

  for (guint h = 0; h < HUB_STRATA; h++)
    total += errors ? strata->parts[h].errors[1] : strata->parts[h].n[1];
  return total;
}

/**
 * hub_strata_certify:
 * @units: labels with their pi
 * @side: pass: @target is of recall; block: of precision
 * @delta: probability with which the result may be wrong
 *
 * Learn Then Test (Angelopoulos et al. 2021) with a fixed sequence of few steps from strict to
 * loose, a threshold passing when hub_strata_bound() at @delta reaches @target. Equal risks are
 * decided together.
 *
 * Returns: n and k are units decided at lambda (where none is: at the strictest) and errors among
 *   them, unweighted; p is NaN, because the test is a bound
 */
StatsLtt
hub_strata_certify (const HubUnits *units, ReviewSide side, double target, double delta)
{
  StatsLtt result = { NAN, 0, 0, NAN, NAN, STATS_NEVER };
  g_autofree guint32 *order = hub_order (units->risks, units->n, side);
  guint first = side == REVIEW_SIDE_PASS ? 1 : FIRST_BLOCKS;
  guint step = MAX (1, units->n / (side == REVIEW_SIDE_PASS ? PASS_STEPS : BLOCK_STEPS));
  HubStrata strata;

  hub_strata_init (&strata, units, side);
  for (guint at = 0, until = MIN (first, units->n); at < units->n; until = at + step)
    {
      double risk = units->risks[order[at]], bound;

      for (; at < units->n && (at < until || is_tied (units->risks[order[at]], risk)); at++)
        {
          hub_strata_decide (&strata, units, order[at]);
          risk = units->risks[order[at]];
        }
      bound = hub_strata_bound (&strata, 1, delta);
      if (bound < target && isnan (result.lambda))
        result.more = labels_needed (&strata, units->n, target, delta);
      if (bound >= target || isnan (result.lambda))
        {
          result.n = sum (&strata, FALSE);
          result.k = sum (&strata, TRUE);
          result.bound = bound;
        }
      if (bound < target)
        break;
      result.lambda = risk;
      result.more = 0;
    }
  return result;
}
