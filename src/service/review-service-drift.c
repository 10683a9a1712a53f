/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the ground has moved under a case type, on a ladder: other cases arrive; as many turn out bad
 * as was not foretold; what was promised is not kept. Only the last says that something is wrong, and
 * it is said only where it is certain. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>
#include <string.h>

#include "review-policy.h"
#include "review-service-score.h"
#include "stats-drift.h"
#include "stats-reliability.h"
#include "stats-sequential.h"

#define LEVEL   0.95
#define ALPHA   0.05
#define BINS    10
#define LEAST   50 /* cases on each side, for a comparison to mean anything */
#define LARGE_Z 3
#define N_SIDES 2

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Bins that each hold a tenth of the reference. */
static void
find_edges (GPtrArray *reference, double *edges)
{
  g_autofree double *risks = g_new (double, reference->len);

  for (guint i = 0; i < reference->len; i++)
    risks[i] = ((ReviewScored *) reference->pdata[i])->risk;
  qsort (risks, reference->len, sizeof (double), compare_doubles);
  for (guint b = 1; b < BINS; b++)
    edges[b - 1] = risks[reference->len * b / BINS];
}

static void
count_bins (GPtrArray *rows, const double *edges, guint *counts)
{
  for (guint i = 0; i < rows->len; i++)
    {
      guint bin = 0;

      while (bin < BINS - 1 && ((ReviewScored *) rows->pdata[i])->risk > edges[bin])
        bin++;
      counts[bin]++;
    }
}

static void
compare_inputs (ReviewDrift *self, GPtrArray *reference, GPtrArray *rows)
{
  double edges[BINS - 1];
  guint expected[BINS] = { 0 }, observed[BINS] = { 0 };

  self->reference_n = reference->len;
  self->n = rows->len;
  if (reference->len < LEAST || rows->len < LEAST)
    return;
  find_edges (reference, edges);
  count_bins (reference, edges, expected);
  count_bins (rows, edges, observed);
  self->psi = stats_psi_counts (expected, observed, BINS);
  self->psi_limit = stats_psi_limit (reference->len, rows->len, BINS, LEVEL);
}

static void
compare_outcomes (ReviewDrift *self, GPtrArray *rows)
{
  g_autofree double *p = g_new (double, rows->len + 1), *weights = g_new (double, rows->len + 1);
  g_autofree guint8 *positives = g_new (guint8, rows->len + 1);
  double people = review_scored_weigh_people (rows);
  StatsLarge large;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];

      if (!review_scored_is_labelled (row))
        continue;
      p[n] = row->risk;
      weights[n] = review_scored_weigh (row, people);
      positives[n++] = row->positive ? 1 : 0;
    }
  if (n < LEAST)
    return;
  large = stats_calibration_in_the_large (p, positives, weights, n);
  self->expected = large.expected;
  self->observed = large.observed;
  self->z = large.z;
}

/* What was read under a policy. A promise is kept or broken by the one in force: what an earlier one, or
 * the one that an experiment tries, decided is ended with it or by the experiment, and a lot that was
 * drawn by their audit rate says nothing of what is drawn now. */
static GPtrArray *
pick_policy (GPtrArray *rows, const char *policy)
{
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((ReviewScored *) rows->pdata[i])->policy, policy) == 0)
      g_ptr_array_add (some, rows->pdata[i]);
  return some;
}

/* The least probability with which a case that was decided alone was drawn: whoever was drawn by a lot
 * below it is a uniform sample of them all. */
static double
find_least_pi (GPtrArray *rows)
{
  double least = 1;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];

      if (row->act != 0)
        least = fmin (least, row->pi);
    }
  return least;
}

/* How many of what passes may be bad: the promise is of all bad cases, most of which do not pass. */
static double
find_tolerated (GPtrArray *rows, int side)
{
  double people = review_scored_weigh_people (rows), caught = 0, passed = 0;

  if (side == REVIEW_SIDE_BLOCK)
    return 1 - REVIEW_PRECISION_TARGET;
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];
      gboolean called;

      passed += row->act == REVIEW_CHOICE_PASS ? 1 : 0;
      if (review_scored_is_labelled (row) && row->positive
          && review_scored_call (row, REVIEW_SCOPE_SYSTEM, &called) && called)
        caught += review_scored_weigh (row, people);
    }
  return passed > 0 && caught > 0 ? fmin (1, caught / passed * (1 / REVIEW_RECALL_TARGET - 1))
                                  : NAN;
}

/* Whether the decisions of one side under @policy keep what was promised. */
ReviewDriftSide *
review_score_watch_side (GPtrArray *all, int side, const char *policy)
{
  ReviewDriftSide *self = review_record_new (&review_drift_side_type);
  g_autoptr (GPtrArray) rows = pick_policy (all, policy);
  int act = side == REVIEW_SIDE_PASS ? REVIEW_CHOICE_PASS : REVIEW_CHOICE_BLOCK;
  double least = find_least_pi (rows);

  self->side = side;
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];

      if (row->act != act || !row->audited || !row->known || !(row->draw < least))
        continue;
      self->audited++;
      self->wrong += row->positive == (act == REVIEW_CHOICE_PASS) ? 1 : 0;
    }
  self->tolerated = find_tolerated (rows, side);
  stats_beta_binomial_cs ((guint) self->wrong, (guint) self->audited, 1, 1, ALPHA / N_SIDES,
                          &self->low, &self->high);
  self->broken = self->low > self->tolerated;
  return self;
}

static int
find_rung (const ReviewDrift *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (((ReviewDriftSide *) self->sides->pdata[i])->broken)
      return REVIEW_RUNG_RISK;
  if (fabs (self->z) > LARGE_Z)
    return REVIEW_RUNG_CALIBRATION;
  return self->psi > self->psi_limit ? REVIEW_RUNG_INPUT : REVIEW_RUNG_NONE;
}

/**
 * review_score_drift:
 * @reference: (element-type ReviewScored): of the type, of the window before
 * @rows: (element-type ReviewScored): of the type, of this one
 * @policy: version of the one in force, whose promise is looked at
 *
 * The population stability index of the risks in ten bins of the reference beside its limit at these
 * numbers (stats_psi_limit()); observed against foretold bad cases; and of each side, the share of wrong
 * decisions in a uniform part of the audit as a confidence sequence against what the promise leaves
 * room for (`statistics.md` 5.7: an alarm only where the lower bound is above it).
 *
 * Returns: (transfer full): what was seen and the rung of the ladder
 */
ReviewDrift *
review_score_drift (const char *case_type,
                    GPtrArray *reference,
                    GPtrArray *rows,
                    const char *policy)
{
  ReviewDrift *self = review_record_new (&review_drift_type);

  self->case_type = g_strdup (case_type);
  compare_inputs (self, reference, rows);
  compare_outcomes (self, rows);
  self->sides = review_records_new ();
  for (int side = REVIEW_SIDE_PASS; side <= REVIEW_SIDE_BLOCK; side++)
    g_ptr_array_add (self->sides, review_score_watch_side (rows, side, policy));
  self->rung = find_rung (self);
  return self;
}
