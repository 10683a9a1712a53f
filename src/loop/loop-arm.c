/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A week of a floor: cases arrive, ROCA assesses, the Hub routes, people decide the rest and look at
 * a lot of what was automatic, and what was wrong comes to light in part and late. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-arm.h"

#include <math.h>

#include "roca-matrix.h"
#include "stats-sequential.h"

#define SEEN_GAP  0.8  /* of the cases that no clause speaks of, people say so */
#define GAP_LOOKS 20   /* so many make a draft */
#define ALPHA     0.05 /* of the alarm, at every look together */
#define LEAST_BAD 20   /* known ones, before a share of them means anything */

/* A case on its way through the week. */
typedef struct
{
  LoopArm *arm;
  LoopWeek *week;
  guint row;
  const LoopCase *one;
  double risk;
  int verdict; /* ReviewVerdict: ROCA's */
  HubRoute route;
  gboolean uniform; /* as in LoopLabel */
  gboolean open[2];
} Visit;

/* The clause that the SOP lacks is one that would apply here. */
static gboolean
is_in_gap (const Visit *visit)
{
  const LoopWorld *world = visit->arm->world;
  const char *hidden = visit->arm->brain.hidden;
  int column = hidden != NULL ? roca_schema_find (world->schema, hidden) : -1;

  return column >= 0 && roca_matrix_get_row (world->matrix, visit->row)[column] > 0.5f;
}

static gboolean
lot (const Visit *visit, const char *what, double share)
{
  return loop_draw (visit->arm->options->seed, what, visit->one->id) < share;
}

/* Where no clause applies people pass the case on to a senior, and most say why. */
static void
meet_gap (const Visit *visit)
{
  if (!is_in_gap (visit))
    return;
  visit->week->looks++;
  visit->week->seconds++;
  visit->arm->gaps += lot (visit, "gap", SEEN_GAP) ? 1 : 0;
}

static LoopAnswer
ask_people (const Visit *visit, LoopStream stream)
{
  const LoopOptions *options = visit->arm->options;
  LoopAnswer answer = loop_people_answer (&options->people, "case", visit->one->id,
                                          visit->one->positive, visit->verdict);
  LoopLabel label = { .row = visit->row,
                      .positive = answer.positive,
                      .confirmed = answer.confirmed,
                      .unfit = visit->one->unfit,
                      .forced = isnan (visit->route.threshold),
                      .uniform = visit->uniform,
                      .open = { visit->open[0], visit->open[1] },
                      .pi = stream == LOOP_STREAM_AUDIT ? visit->route.pi : 1,
                      .stream = stream,
                      .verdict = visit->verdict,
                      .week = visit->arm->series->weeks->len };

  loop_labels_put (visit->arm->labels, &label);
  visit->week->looks += answer.looks;
  visit->week->seconds += answer.looks - 1;
  meet_gap (visit);
  return answer;
}

/* Part of what was decided wrongly comes to light by itself, weeks later. */
static void
expect_outcome (const Visit *visit, gboolean blocked)
{
  const LoopOptions *options = visit->arm->options;
  LoopOutcome outcome = { .label = { .row = visit->row,
                                     .positive = visit->one->positive,
                                     .confirmed = TRUE,
                                     .unfit = visit->one->unfit,
                                     .forced = isnan (visit->route.threshold),
                                     .pi = NAN,
                                     .stream = LOOP_STREAM_OUTCOME },
                          .week = visit->arm->series->weeks->len + options->outcome_weeks };

  outcome.label.week = outcome.week;
  if (blocked != visit->one->positive && lot (visit, "outcome", options->outcomes))
    g_array_append_val (visit->arm->outcomes, outcome);
}

static void
count (const Visit *visit, gboolean automatic, gboolean blocked)
{
  LoopWeek *week = visit->week;
  gboolean bad = visit->one->positive;

  if (visit->one->unfit)
    return;
  week->bad += bad ? 1 : 0;
  week->found += bad && blocked ? 1 : 0;
  week->missed += bad && automatic && !blocked ? 1 : 0;
  week->wrongly_blocked += !bad && blocked ? 1 : 0;
  week->auto_bad_blocked += bad && automatic && blocked ? 1 : 0;
  if (automatic)
    return;
  week->to_people++;
  week->bad_to_people += bad ? 1 : 0;
  week->bad_blocked_by_roca += bad && visit->verdict == REVIEW_VERDICT_BLOCK ? 1 : 0;
}

static void
audit (const Visit *visit, gboolean blocked)
{
  LoopAnswer answer = ask_people (visit, LOOP_STREAM_AUDIT);
  guint wrong = answer.positive != blocked ? 1 : 0;
  int side = blocked ? 1 : 0;

  visit->week->audits++;
  if (visit->one->unfit)
    return;
  visit->week->audited[side]++;
  visit->week->audit_errors[side] += wrong;
  visit->arm->audited[side]++;
  visit->arm->audit_errors[side] += wrong;
}

/* Decided automatically and not looked at, while the other side is open. Nothing is known of it, but
 * the other side's certificate has to reckon with it; see proves() in loop-learn.c. */
static void
assume (const Visit *visit, gboolean blocked)
{
  LoopLabel label = { .row = visit->row,
                      .positive = blocked,
                      .unfit = visit->one->unfit,
                      .open = { visit->open[0], visit->open[1] },
                      .pi = NAN,
                      .stream = LOOP_STREAM_ASSUMED,
                      .week = visit->arm->series->weeks->len };

  loop_labels_put (visit->arm->labels, &label);
}

static void
decide (Visit *visit)
{
  const HubRoute *route = &visit->route;
  gboolean automatic = route->route == REVIEW_ROUTE_AUTO_PASS
                       || route->route == REVIEW_ROUTE_AUTO_BLOCK
                       || route->route == REVIEW_ROUTE_AUDIT;
  gboolean blocked = automatic && route->gates->act == (int) REVIEW_VERDICT_BLOCK;

  visit->week->arrivals++;
  if (automatic)
    {
      visit->week->automated[blocked ? 1 : 0]++;
      visit->arm->passed += blocked ? 0 : 1;
      if (route->route == REVIEW_ROUTE_AUDIT)
        audit (visit, blocked);
      else if (visit->open[blocked ? 0 : 1])
        assume (visit, blocked);
    }
  else
    {
      blocked = ask_people (visit, LOOP_STREAM_SLA).positive;
      if (!visit->one->unfit)
        {
          visit->week->called_bad += blocked ? 1 : 0;
          visit->arm->called_bad += blocked ? 1 : 0;
        }
    }
  count (visit, automatic, blocked);
  expect_outcome (visit, blocked);
}

static void
run_cases (LoopArm *self, LoopWeek *week, const guint *rows, guint n, const double *risks)
{
  const ReviewTypePolicy *type =
      review_policy_find_type (self->brain.policy, self->world->case_type);
  g_autoptr (HubRules) rules = hub_rules_new (self->brain.policy, self->world->case_type, NULL);
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
  g_autofree gpointer facts = NULL;

  said->model = g_strdup (roca_model_get_version (self->brain.model));
  said->calibration = g_strdup (roca_model_get_calibration (self->brain.model));
  for (guint i = 0; i < n; i++)
    {
      Visit visit = { self, week, rows[i], loop_world_get_case (self->world, rows[i]), risks[i] };
      HubCase item;

      visit.verdict = risks[i] >= type->verdict_cut ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS;
      said->risk = risks[i];
      said->verdict = visit.verdict;
      loop_world_get_gate (self->world, rows[i], said, &item, &facts);
      item.rules = rules;
      item.draw = loop_draw (self->options->seed, "audit", visit.one->id);
      visit.open[0] = !review_type_policy_decides (type, REVIEW_SIDE_PASS);
      visit.open[1] = !review_type_policy_decides (type, REVIEW_SIDE_BLOCK);
      visit.uniform = item.draw < type->audit_rate || (visit.open[0] && visit.open[1]);
      hub_route (self->brain.policy, &item, &visit.route);
      decide (&visit);
      hub_route_clear (&visit.route);
    }
}

/* People are given known cases among the others, which tells what they find. Half of them are good,
 * so that nobody can tell. */
static void
run_gold (LoopArm *self, LoopWeek *week)
{
  guint n = (guint) (self->options->gold * week->looks + 0.5);

  week->gold += n;
  week->looks += n;
  loop_brain_ask_gold (&self->brain, self->world, self->labels, self->options, n / 2);
}

static void
meet_outcomes (LoopArm *self)
{
  guint now = self->series->weeks->len;

  for (guint i = self->outcomes->len; i-- > 0;)
    {
      const LoopOutcome *outcome = &g_array_index (self->outcomes, LoopOutcome, i);

      if (outcome->week > now)
        continue;
      loop_labels_put (self->labels, &outcome->label);
      g_array_remove_index (self->outcomes, i);
    }
}

/* Audits that contradict more than the thresholds promise, whenever one looks (`statistics.md` 5.5
 * and 5.7): the side decides nothing until it is certified again. */
static void
watch (LoopArm *self)
{
  const HubTargets *targets = &self->options->targets;
  double allowed[2] = { 1, 1 - targets->precision };

  if (self->called_bad >= LEAST_BAD && self->passed > 0)
    allowed[0] = fmin (1, (1 - targets->recall) * self->called_bad / self->passed);
  for (int side = 0; side < 2; side++)
    {
      double low, high;

      if (self->audited[side] == 0)
        continue;
      stats_beta_binomial_cs (self->audit_errors[side], self->audited[side], 1, 1, ALPHA, &low,
                              &high);
      if (low <= allowed[side])
        continue;
      loop_brain_suspend (&self->brain, self->world,
                          side == 0 ? REVIEW_SIDE_PASS : REVIEW_SIDE_BLOCK);
      loop_series_tell (self->series, TRUE, "suspended", "audits found %u of %u automatic %s wrong",
                        self->audit_errors[side], self->audited[side],
                        side == 0 ? "passes" : "blocks");
      self->audited[side] = self->audit_errors[side] = 0;
    }
}

/* The gap in the SOP gathers its cases, becomes a draft, and is published by another person when the
 * floor next learns; from then on people and ROCA read the clause. */
static void
close_gap (LoopArm *self)
{
  const char *clause = self->brain.hidden;

  if (clause == NULL)
    return;
  if (self->drafted)
    {
      self->brain.hidden = NULL;
      loop_series_tell (self->series, TRUE, "published", "%s", clause);
    }
  else if (self->gaps >= GAP_LOOKS)
    {
      self->drafted = TRUE;
      loop_series_tell (self->series, FALSE, "drafted", "%u cases without a clause: %s", self->gaps,
                        clause);
    }
}

static gboolean
learn (LoopArm *self, GError **error)
{
  close_gap (self);
  if (!loop_brain_learn (&self->brain, self->world, self->labels, self->options, self->series,
                         error))
    return FALSE;
  for (int side = 0; side < 2; side++)
    self->audited[side] = self->audit_errors[side] = 0;
  self->passed = self->called_bad = 0;
  return TRUE;
}

/**
 * loop_arm_run_week:
 * @rows: of the cases that arrive
 */
gboolean
loop_arm_run_week (LoopArm *self, const guint *rows, guint n, GError **error)
{
  g_autoptr (RocaMatrix) matrix = loop_world_pick (self->world, rows, n);
  g_autofree double *risks = g_new (double, MAX (n, 1));
  const ReviewTypePolicy *type =
      review_policy_find_type (self->brain.policy, self->world->case_type);
  LoopWeek *week = loop_series_begin_week (self->series);

  week->threshold[0] = type->threshold_pass > 0 ? type->threshold_pass : NAN;
  week->threshold[1] = type->threshold_block < 1 ? type->threshold_block : NAN;
  if (!roca_model_score_matrix (self->brain.model, matrix, risks, error))
    return FALSE;
  run_cases (self, week, rows, n, risks);
  run_gold (self, week);
  meet_outcomes (self);
  if (!self->learns)
    return TRUE;
  watch (self);
  return self->series->weeks->len % self->options->every != 0 || learn (self, error);
}

void
loop_arm_clear (LoopArm *self)
{
  loop_brain_clear (&self->brain);
  g_clear_pointer (&self->labels, loop_labels_free);
  g_clear_pointer (&self->outcomes, g_array_unref);
}
