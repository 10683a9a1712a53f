/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an experiment shows so far, at every look: the duel on the cases on which the policies differ,
 * the arms of the roll-out, the guards, and what its next step waits for. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>

#include "review-service-trial.h"
#include "review-store-policies.h"
#include "stats-interval.h"
#include "stats-trial.h"

#define ARMS 2
#define BAD  2 /* of ReviewExperimentCount.truth */

typedef struct
{
  StatsArm arms[ARMS];  /* of the roll-out */
  StatsArm reads[ARMS]; /* of shadow: what either would have done, all cases in both */
  StatsDuel duel;
  guint cases;
  guint differ;
  guint adjudicated;
  guint open;
} Tally;

static gboolean
is_right (int act, gboolean bad)
{
  return act == REVIEW_VERDICT_BLOCK ? bad : !bad;
}

static void
judge_pair (StatsDuel *duel, const ReviewExperimentCount *count)
{
  int live = count->live_act, tried = count->tried_act;
  gboolean bad = count->truth == BAD;

  if (live == 0)
    *(is_right (tried, bad) ? &duel->saved : &duel->made) += count->n;
  else if (tried == 0)
    *(is_right (live, bad) ? &duel->spent : &duel->avoided) += count->n;
  else
    *(is_right (tried, bad) ? &duel->avoided : &duel->made) += count->n;
}

static void
add_act (StatsArm *arm, int act, guint n)
{
  arm->cases += n;
  arm->passed += act == REVIEW_VERDICT_PASS ? n : 0;
  arm->blocked += act == REVIEW_VERDICT_BLOCK ? n : 0;
}

static void
add_share (StatsShare *share, gboolean counts, guint n)
{
  share->n += n;
  share->k += counts ? n : 0;
}

static void
add_to_arm (StatsArm *arm, const ReviewExperimentCount *count)
{
  int act = count->arm == REVIEW_ARM_TRIED ? count->tried_act : count->live_act;
  gboolean bad = count->truth == BAD, sampled = count->truth != 0 && count->uniform;

  add_act (arm, act, count->n);
  if (act == 0 && count->truth != 0)
    add_share (&arm->found, bad, count->n);
  if (act == REVIEW_VERDICT_PASS && sampled)
    add_share (&arm->missed, bad, count->n);
  if (act == REVIEW_VERDICT_BLOCK && sampled)
    add_share (&arm->wronged, !bad, count->n);
  if (bad && sampled)
    add_share (&arm->caught, act != REVIEW_VERDICT_PASS, count->n);
  if (count->over)
    {
      add_share (&arm->late, count->late, count->n);
      add_share (&arm->appeals, count->appealed, count->n);
    }
}

static void
add_count (const ReviewExperimentCount *count, gpointer user_data)
{
  Tally *tally = user_data;

  if (count->rollout)
    {
      add_to_arm (&tally->arms[count->arm - 1], count);
      return;
    }
  add_act (&tally->reads[0], count->live_act, count->n);
  add_act (&tally->reads[1], count->tried_act, count->n);
  tally->cases += count->n;
  tally->differ += count->live_act != count->tried_act ? count->n : 0;
  if (!count->adjudicated)
    return;
  tally->adjudicated += count->n;
  if (count->truth != 0)
    judge_pair (&tally->duel, count);
  else
    tally->open += count->n;
}

static ReviewDuel *
describe_duel (const Tally *tally, const ReviewExperiment *experiment)
{
  ReviewDuel *self = review_record_new (&review_duel_type);
  const StatsDuel *duel = &tally->duel;
  guint more = stats_duel_wins_needed (duel, experiment->error_cost, experiment->alpha);

  self->cases = tally->cases;
  self->differ = tally->differ;
  self->adjudicated = tally->adjudicated;
  self->open = tally->open;
  self->saved = duel->saved;
  self->spent = duel->spent;
  self->avoided = duel->avoided;
  self->made = duel->made;
  self->e_better = exp (fmin (stats_duel_log_e (duel, experiment->error_cost, TRUE), 700));
  self->e_worse = exp (fmin (stats_duel_log_e (duel, experiment->error_cost, FALSE), 700));
  self->verdict = 1 + (int) stats_duel_judge (duel, experiment->error_cost, experiment->alpha);
  self->more = more != STATS_NEVER ? more : 0;
  return self;
}

static gint64
count_of (const StatsArm *arm, StatsArmMeasure measure)
{
  const struct
  {
    StatsArmMeasure measure;
    gint64 n;
  } counts[] = {
    { STATS_ARM_PRECISION, arm->wronged.n },
    { STATS_ARM_RECALL, (gint64) arm->found.n + arm->missed.n + arm->wronged.n },
    { STATS_ARM_ON_TIME, arm->late.n },
    { STATS_ARM_APPEALS, arm->appeals.n },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].measure == measure)
      return counts[i].n;
  return arm->cases;
}

static const ReviewGuard *
find_guard (const ReviewExperiment *experiment, int measure)
{
  for (guint i = 0; experiment->guards != NULL && i < experiment->guards->len; i++)
    if (((ReviewGuard *) experiment->guards->pdata[i])->measure == measure)
      return experiment->guards->pdata[i];
  return NULL;
}

static ReviewExperimentRow *
describe_row (const StatsArm *arms, int measure, const ReviewExperiment *experiment, gboolean watch)
{
  const StatsArmMeasure which = (StatsArmMeasure) (measure - 1);
  const double alpha = experiment->alpha / (ARMS * REVIEW_N_MEASURES);
  const StatsInterval live = stats_arm_measure (&arms[0], which, alpha);
  const StatsInterval tried = stats_arm_measure (&arms[1], which, alpha);
  const ReviewGuard *guard = watch ? find_guard (experiment, measure) : NULL;
  ReviewExperimentRow *self = review_record_new (&review_experiment_row_type);

  self->measure = measure;
  self->live_n = count_of (&arms[0], which);
  self->live = live.value;
  self->live_low = live.low;
  self->live_high = live.high;
  self->tried_n = count_of (&arms[1], which);
  self->tried = tried.value;
  self->tried_low = tried.low;
  self->tried_high = tried.high;
  if (guard != NULL)
    {
      self->guarded = TRUE;
      self->limit = guard->limit;
      self->tolerance = guard->tolerance;
      self->broken = stats_guard_is_broken (&(StatsGuard){ which, guard->limit, guard->tolerance },
                                            &live, &tried);
    }
  return self;
}

static gboolean
is_approved (ReviewTx *tx, const char *version, gboolean *ret, GError **error)
{
  g_autoptr (ReviewPolicyVersion) policy = review_store_load_policy_version (tx, version, error);

  *ret = policy != NULL && policy->state == REVIEW_POLICY_APPROVED;
  return policy != NULL;
}

/* What keeps the experiment from its next step, as far as data can. */
static gboolean
list_missing (ReviewTx *tx, ReviewExperiment *experiment, const Tally *tally, GError **error)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  gboolean approved = TRUE;
  GStrv list;

  if (!review_experiment_is_running (experiment))
    return TRUE;
  if (!is_approved (tx, experiment->tried, &approved, error))
    return FALSE;
  if (!approved)
    g_strv_builder_add (codes, "policy_not_approved");
  if (experiment->state == REVIEW_EXPERIMENT_SHADOW
      && experiment->duel->verdict != REVIEW_TRIAL_BETTER)
    g_strv_builder_add (codes, "shadow_goes_on");
  if (experiment->state == REVIEW_EXPERIMENT_ROLLOUT
      && tally->arms[1].cases < experiment->min_cases)
    g_strv_builder_add (codes, "too_few_cases");
  list = g_strv_builder_end (codes);
  if (list[0] != NULL)
    experiment->missing = list;
  else
    g_strfreev (list);
  return TRUE;
}

/**
 * review_trial_measure:
 * @experiment: receives its duel, rows and what is missing
 *
 * Each of the figures holds whenever one looks: in shadow the duel is wrong with at most alpha, in the
 * roll-out all intervals together are.
 */
gboolean
review_trial_measure (ReviewTx *tx, ReviewExperiment *experiment, GError **error)
{
  Tally tally = { 0 };
  gboolean rolled;

  if (!review_store_count_experiment (tx, experiment->id, add_count, &tally, error))
    return FALSE;
  rolled = tally.arms[0].cases + tally.arms[1].cases > 0;
  experiment->duel = describe_duel (&tally, experiment);
  experiment->rows = review_records_new ();
  for (int m = REVIEW_MEASURE_AUTOMATION; m <= REVIEW_N_MEASURES; m++)
    if (rolled || m <= REVIEW_MEASURE_BLOCKS)
      g_ptr_array_add (experiment->rows,
                       describe_row (rolled ? tally.arms : tally.reads, m, experiment, rolled));
  return list_missing (tx, experiment, &tally, error);
}

/**
 * review_trial_find_harm:
 * @experiment: measured
 *
 * Returns: (transfer none) (nullable): why it has to stop, as a step says it; %NULL: nothing does harm
 */
const char *
review_trial_find_harm (const ReviewExperiment *experiment)
{
  static const char *const reasons[] = { NULL,           "guard:automation",
                                         "guard:blocks", "guard:precision",
                                         "guard:recall", "guard:on_time",
                                         "guard:appeals" };

  if (experiment->state == REVIEW_EXPERIMENT_SHADOW)
    return experiment->duel->verdict == REVIEW_TRIAL_WORSE ? "shadow_worse" : NULL;
  for (guint i = 0; experiment->state == REVIEW_EXPERIMENT_ROLLOUT && i < experiment->rows->len;
       i++)
    {
      const ReviewExperimentRow *row = experiment->rows->pdata[i];

      if (row->broken)
        return reasons[row->measure];
    }
  return NULL;
}
