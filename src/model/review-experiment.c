/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments as they are served, and what may be tried at all. */
#define G_LOG_DOMAIN "review-model"
#include "review-experiment.h"

#include <math.h>
#include <string.h>

#include "review-changes.h"
#include "review-error.h"
#include "review-record-table.h"

#define ALPHA       0.05
#define MOST_ALPHA  0.2
#define ERROR_COST  19 /* where 95 of 100 right are just worth it */
#define MOST_COST   10000
#define MIN_CASES   200
#define MOST_CASES  1000000
#define MAX_NOTE    4000 /* characters */
#define LESS_RECALL 0.01
#define MORE_BLOCKS 0.02
#define LESS_TIME   0.02
#define MORE_APPEAL 0.01

const ReviewEnum review_experiment_states = {
  "experiment_states",
  (const char *const[]){ "proposed", "shadow", "rollout", "promoted", "ended", "stopped", NULL }
};
const ReviewEnum review_trial_verdicts = {
  "trial_verdicts", (const char *const[]){ "goes_on", "better", "worse", NULL }
};
const ReviewEnum review_measures = { "measures", (const char *const[]){
                                                     "automation", "blocks", "precision", "recall",
                                                     "on_time", "appeals", NULL } };

static const ReviewMember review_guard_type_members[] = {
  REVIEW_M_ENUM (ReviewGuard, measure, review_measures, REQ),
  REVIEW_M_DOUBLE (ReviewGuard, limit, OPT),
  REVIEW_M_DOUBLE (ReviewGuard, tolerance, OPT),
  REVIEW_M_END,
};
TYPE (review_guard_type, ReviewGuard, "guard")

static const ReviewMember review_experiment_request_type_members[] = {
  REVIEW_M_STRING (ReviewExperimentRequest, case_type, REQ),
  REVIEW_M_STRING (ReviewExperimentRequest, policy, REQ),
  REVIEW_M_STRING (ReviewExperimentRequest, note, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRequest, alpha, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRequest, error_cost, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRequest, adjudicated, OPT),
  REVIEW_M_INT (ReviewExperimentRequest, min_cases, OPT),
  REVIEW_M_RECORDS (ReviewExperimentRequest, guards, review_guard_type, OPT),
  REVIEW_M_END,
};
TYPE (review_experiment_request_type, ReviewExperimentRequest, "experiment_request")

static const ReviewMember review_experiment_act_type_members[] = {
  REVIEW_M_DOUBLE (ReviewExperimentAct, share, OPT),
  REVIEW_M_STRING (ReviewExperimentAct, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_experiment_act_type, ReviewExperimentAct, "experiment_act")

static const ReviewMember review_experiment_step_type_members[] = {
  REVIEW_M_ENUM (ReviewExperimentStep, state, review_experiment_states, REQ),
  REVIEW_M_DOUBLE (ReviewExperimentStep, share, OPT),
  REVIEW_M_STRING (ReviewExperimentStep, by, REQ),
  REVIEW_M_STRING (ReviewExperimentStep, by_name, OPT),
  REVIEW_M_TIME (ReviewExperimentStep, at, REQ),
  REVIEW_M_STRING (ReviewExperimentStep, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_experiment_step_type, ReviewExperimentStep, "experiment_step")

static const ReviewMember review_experiment_row_type_members[] = {
  REVIEW_M_ENUM (ReviewExperimentRow, measure, review_measures, REQ),
  REVIEW_M_INT (ReviewExperimentRow, live_n, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, live, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, live_low, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, live_high, OPT),
  REVIEW_M_INT (ReviewExperimentRow, tried_n, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, tried, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, tried_low, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, tried_high, OPT),
  REVIEW_M_BOOLEAN (ReviewExperimentRow, guarded, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, limit, OPT),
  REVIEW_M_DOUBLE (ReviewExperimentRow, tolerance, OPT),
  REVIEW_M_BOOLEAN (ReviewExperimentRow, broken, OPT),
  REVIEW_M_END,
};
TYPE (review_experiment_row_type, ReviewExperimentRow, "experiment_row")

static const ReviewMember review_duel_type_members[] = {
  REVIEW_M_INT (ReviewDuel, cases, REQ),
  REVIEW_M_INT (ReviewDuel, differ, REQ),
  REVIEW_M_INT (ReviewDuel, adjudicated, REQ),
  REVIEW_M_INT (ReviewDuel, open, REQ),
  REVIEW_M_INT (ReviewDuel, saved, REQ),
  REVIEW_M_INT (ReviewDuel, spent, REQ),
  REVIEW_M_INT (ReviewDuel, avoided, REQ),
  REVIEW_M_INT (ReviewDuel, made, REQ),
  REVIEW_M_DOUBLE (ReviewDuel, e_better, OPT),
  REVIEW_M_DOUBLE (ReviewDuel, e_worse, OPT),
  REVIEW_M_ENUM (ReviewDuel, verdict, review_trial_verdicts, REQ),
  REVIEW_M_INT (ReviewDuel, more, OPT),
  REVIEW_M_END,
};
TYPE (review_duel_type, ReviewDuel, "duel")

static const ReviewMember review_experiment_type_members[] = {
  REVIEW_M_STRING (ReviewExperiment, id, REQ),
  REVIEW_M_STRING (ReviewExperiment, case_type, REQ),
  REVIEW_M_ENUM (ReviewExperiment, state, review_experiment_states, REQ),
  REVIEW_M_INT (ReviewExperiment, version, REQ),
  REVIEW_M_STRING (ReviewExperiment, live, REQ),
  REVIEW_M_STRING (ReviewExperiment, tried, REQ),
  REVIEW_M_DOUBLE (ReviewExperiment, share, OPT),
  REVIEW_M_DOUBLE (ReviewExperiment, alpha, REQ),
  REVIEW_M_DOUBLE (ReviewExperiment, error_cost, REQ),
  REVIEW_M_DOUBLE (ReviewExperiment, adjudicated, REQ),
  REVIEW_M_INT (ReviewExperiment, min_cases, REQ),
  REVIEW_M_RECORDS (ReviewExperiment, guards, review_guard_type, OPT),
  REVIEW_M_STRING (ReviewExperiment, note, OPT),
  REVIEW_M_STRING (ReviewExperiment, author, REQ),
  REVIEW_M_STRING (ReviewExperiment, author_name, OPT),
  REVIEW_M_TIME (ReviewExperiment, created_at, REQ),
  REVIEW_M_TIME (ReviewExperiment, ended_at, OPT),
  REVIEW_M_RECORD (ReviewExperiment, backtest, review_backtest_type, OPT),
  REVIEW_M_RECORDS (ReviewExperiment, steps, review_experiment_step_type, OPT),
  REVIEW_M_RECORD (ReviewExperiment, duel, review_duel_type, OPT),
  REVIEW_M_RECORDS (ReviewExperiment, rows, review_experiment_row_type, OPT),
  REVIEW_M_STRINGS (ReviewExperiment, missing, OPT),
  REVIEW_M_END,
};
TYPE (review_experiment_type, ReviewExperiment, "experiment")

static const ReviewMember review_experiment_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewExperimentList, items, review_experiment_type, OPT),
  REVIEW_M_END,
};
TYPE (review_experiment_list_type, ReviewExperimentList, "experiment_list")

/**
 * review_experiment_is_running:
 *
 * Returns: whether cases are read under it
 */
gboolean
review_experiment_is_running (const ReviewExperiment *self)
{
  return self->state == REVIEW_EXPERIMENT_SHADOW || self->state == REVIEW_EXPERIMENT_ROLLOUT;
}

static gboolean
is_share (double value)
{
  return isnan (value) || (value >= 0 && value <= 1);
}

static gboolean
check_guards (GPtrArray *guards, GError **error)
{
  gboolean seen[REVIEW_N_MEASURES + 1] = { FALSE };

  for (guint i = 0; guards != NULL && i < guards->len; i++)
    {
      const ReviewGuard *one = guards->pdata[i];
      g_autofree char *path = g_strdup_printf ("guards[%u]", i);

      if (seen[one->measure])
        review_error_set_field (error, path, "the measure is there twice");
      else if (!is_share (one->limit) || !is_share (one->tolerance))
        review_error_set_field (error, path, "limit and tolerance lie in 0..1");
      else if (isnan (one->limit) && isnan (one->tolerance))
        review_error_set_field (error, path, "a limit or a tolerance is needed");
      else
        {
          seen[one->measure] = TRUE;
          continue;
        }
      return FALSE;
    }
  return TRUE;
}

/**
 * review_experiment_check_request:
 * @error: %REVIEW_ERROR_INVALID naming the wrong member
 */
gboolean
review_experiment_check_request (const ReviewExperimentRequest *self, GError **error)
{
  const struct
  {
    const char *member;
    gboolean ok;
    const char *says;
  } rules[] = {
    { "alpha", isnan (self->alpha) || (self->alpha > 0 && self->alpha <= MOST_ALPHA),
      "lies above 0 and is at most 0.2" },
    { "error_cost",
      isnan (self->error_cost) || (self->error_cost >= 1 && self->error_cost <= MOST_COST),
      "lies in 1..10000" },
    { "adjudicated", isnan (self->adjudicated) || (self->adjudicated > 0 && self->adjudicated <= 1),
      "lies above 0 and is at most 1" },
    { "min_cases", self->min_cases >= 0 && self->min_cases <= MOST_CASES, "is at most 1000000" },
    { "note", self->note == NULL || g_utf8_strlen (self->note, -1) <= MAX_NOTE,
      "has at most 4000 characters" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!rules[i].ok)
      {
        review_error_set_field (error, rules[i].member, "%s", rules[i].says);
        return FALSE;
      }
  return check_guards (self->guards, error);
}

static gboolean
is_for_type_alone (const ReviewPolicy *policy, const char *rule_id, const char *case_type)
{
  for (guint i = 0; policy->rules != NULL && i < policy->rules->len; i++)
    {
      const ReviewRule *rule = policy->rules->pdata[i];

      if (strcmp (rule->id, rule_id) == 0)
        return rule->case_types != NULL && rule->case_types[0] != NULL
               && rule->case_types[1] == NULL && strcmp (rule->case_types[0], case_type) == 0;
    }
  return TRUE; /* it is not in this one */
}

/* Whether the change touches cases of @case_type and of no other. */
static gboolean
is_within (const ReviewChange *change,
           const ReviewPolicy *live,
           const ReviewPolicy *tried,
           const char *case_type)
{
  g_autofree char *suffix = g_strconcat (":", case_type, NULL);

  if (strcmp (change->list, "types") == 0)
    return strcmp (change->key, case_type) == 0;
  if (strcmp (change->list, "parameters") == 0)
    return g_str_has_suffix (change->key, suffix);
  return is_for_type_alone (live, change->key, case_type)
         && is_for_type_alone (tried, change->key, case_type);
}

/**
 * review_experiment_check_scope:
 * @live: the policy in force
 * @tried: the one to be tried
 * @error: %REVIEW_ERROR_INVALID naming what is different for other cases, too
 *
 * What is tried on one type's cases says nothing of others: the version may differ only in what that
 * type alone is subject to, because it is the whole version that goes live in the end.
 */
gboolean
review_experiment_check_scope (const ReviewPolicy *live,
                               const ReviewPolicy *tried,
                               const char *case_type,
                               GError **error)
{
  g_autoptr (GPtrArray) changes = review_changes_between (live, tried);
  guint within = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const ReviewChange *change = changes->pdata[i];

      if (change->list == NULL && !g_str_has_prefix (change->path, "valid_"))
        continue; /* its name, its author, its note */
      if (change->list == NULL || !is_within (change, live, tried, case_type))
        {
          review_error_set_field (error, "policy", "%s differs for other cases, too", change->path);
          return FALSE;
        }
      within++;
    }
  if (within > 0)
    return TRUE;
  review_error_set_field (error, "policy", "it does not differ from the one in force for %s",
                          case_type);
  return FALSE;
}

static ReviewGuard *
new_guard (int measure, double limit, double tolerance)
{
  ReviewGuard *self = review_record_new (&review_guard_type);

  self->measure = measure;
  self->limit = limit;
  self->tolerance = tolerance;
  return self;
}

/* By how much more history says that the tried policy blocks: what is meant is no alarm. */
static double
find_foretold (const ReviewBacktest *backtest)
{
  for (guint i = 0; backtest->rows != NULL && i < backtest->rows->len; i++)
    {
      const ReviewBacktestRow *row = backtest->rows->pdata[i];

      if (strcmp (row->measure, "auto_block") == 0)
        return fmax (0, row->difference_high);
    }
  return 0;
}

/* The house's own: what is promised of precision, and no arm that is clearly worse for customers. */
static GPtrArray *
make_guards (const ReviewBacktest *backtest)
{
  GPtrArray *guards = review_records_new ();
  double blocks = fmin (1, MORE_BLOCKS + find_foretold (backtest));

  g_ptr_array_add (guards, new_guard (REVIEW_MEASURE_BLOCKS, NAN, blocks));
  g_ptr_array_add (guards, new_guard (REVIEW_MEASURE_PRECISION, REVIEW_PRECISION_TARGET, NAN));
  g_ptr_array_add (guards, new_guard (REVIEW_MEASURE_RECALL, NAN, LESS_RECALL));
  g_ptr_array_add (guards, new_guard (REVIEW_MEASURE_ON_TIME, NAN, LESS_TIME));
  g_ptr_array_add (guards, new_guard (REVIEW_MEASURE_APPEALS, NAN, MORE_APPEAL));
  return guards;
}

/**
 * review_experiment_set_terms:
 * @request: checked
 * @backtest: what history says of the tried policy
 *
 * What the experiment is held to, with the defaults where the request says nothing.
 */
void
review_experiment_set_terms (ReviewExperiment *self,
                             const ReviewExperimentRequest *request,
                             const ReviewBacktest *backtest)
{
  self->backtest = review_record_ref ((gpointer) backtest);
  self->case_type = g_strdup (request->case_type);
  self->tried = g_strdup (request->policy);
  self->note = g_strdup (request->note);
  self->alpha = isnan (request->alpha) ? ALPHA : request->alpha;
  self->error_cost = isnan (request->error_cost) ? ERROR_COST : request->error_cost;
  self->adjudicated = isnan (request->adjudicated) ? 1 : request->adjudicated;
  self->min_cases = request->min_cases > 0 ? request->min_cases : MIN_CASES;
  self->guards =
      request->guards != NULL ? g_ptr_array_ref (request->guards) : make_guards (backtest);
}
