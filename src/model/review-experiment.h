/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the policy that is tried out before it is in force: back-test, shadow, a part of the
 * cases, all of them. */
#pragma once

#include "review-hub.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_EXPERIMENT_PROPOSED = 1, /* with its back-test; routes nobody */
  REVIEW_EXPERIMENT_SHADOW,       /* both policies read every case, the one in force decides */
  REVIEW_EXPERIMENT_ROLLOUT,      /* the tried one decides its share of the cases */
  REVIEW_EXPERIMENT_PROMOTED,     /* the tried one is in force */
  REVIEW_EXPERIMENT_ENDED,        /* by a person */
  REVIEW_EXPERIMENT_STOPPED       /* by itself */
} ReviewExperimentState;
/* What shadow shows of the cases on which the two differ. */
typedef enum
{
  REVIEW_TRIAL_GOES_ON = 1,
  REVIEW_TRIAL_BETTER,
  REVIEW_TRIAL_WORSE
} ReviewTrialVerdict;
typedef enum
{
  REVIEW_MEASURE_AUTOMATION = 1,
  REVIEW_MEASURE_BLOCKS,
  REVIEW_MEASURE_PRECISION,
  REVIEW_MEASURE_RECALL,
  REVIEW_MEASURE_ON_TIME,
  REVIEW_MEASURE_APPEALS
} ReviewMeasure;
#define REVIEW_N_MEASURES REVIEW_MEASURE_APPEALS

extern const ReviewEnum review_experiment_states, review_trial_verdicts, review_measures;

/* Where the experiment stops by itself: the tried arm's interval lies beyond @limit, or further than
 * @tolerance beyond the other arm's. */
typedef struct
{
  ReviewRecord parent;
  int measure;      /* ReviewMeasure */
  double limit;     /* NaN: none */
  double tolerance; /* NaN: the arms are not compared */
} ReviewGuard;
REVIEW_DECLARE_RECORD (ReviewGuard, review_guard_type)

/* POST /v1/experiments. What is left out has a default, which the answer shows. */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *policy;       /* a draft or an approved version */
  char *note;         /* what it is to show */
  double alpha;       /* probability of any wrong alarm or verdict; NaN: 0.05 */
  double error_cost;  /* looks of a person that one error is worth; NaN: 19 */
  double adjudicated; /* share of the differing cases whose truth is found out blind; NaN: all */
  gint64 min_cases;   /* that the tried arm has decided before it may be promoted; 0: 200 */
  GPtrArray *guards;  /* ReviewGuard; NULL: those of the house */
} ReviewExperimentRequest;
REVIEW_DECLARE_RECORD (ReviewExperimentRequest, review_experiment_request_type)

/* A step of an experiment by a person. */
typedef struct
{
  ReviewRecord parent;
  double share; /* of a roll-out: of the cases for the tried policy; NaN: not asked */
  char *reason; /* of an end */
} ReviewExperimentAct;
REVIEW_DECLARE_RECORD (ReviewExperimentAct, review_experiment_act_type)

typedef struct
{
  ReviewRecord parent;
  int state; /* ReviewExperimentState that it came to */
  double share;
  char *by;
  char *by_name;
  gint64 at;
  char *reason; /* of a stop: "guard:MEASURE", "shadow_worse", "policy_changed" */
} ReviewExperimentStep;
REVIEW_DECLARE_RECORD (ReviewExperimentStep, review_experiment_step_type)

/* A measure in both arms, with intervals that hold at every look. In shadow both arms are all cases. */
typedef struct
{
  ReviewRecord parent;
  int measure;   /* ReviewMeasure */
  gint64 live_n; /* what it is counted of */
  double live;   /* NaN: nothing known yet */
  double live_low;
  double live_high;
  gint64 tried_n;
  double tried;
  double tried_low;
  double tried_high;
  gboolean guarded;
  double limit;
  double tolerance;
  gboolean broken; /* its guard is */
} ReviewExperimentRow;
REVIEW_DECLARE_RECORD (ReviewExperimentRow, review_experiment_row_type)

/* The cases on which the policies differ, and what became known of those that were adjudicated. */
typedef struct
{
  ReviewRecord parent;
  gint64 cases;       /* that both policies read */
  gint64 differ;      /* on which they do */
  gint64 adjudicated; /* of those, drawn to be judged blind */
  gint64 open;        /* of those, without a truth yet */
  gint64 saved;       /* the tried one alone where the other needs people, and right */
  gint64 spent;       /* people where the other decides alone and is right */
  gint64 avoided;     /* errors of the other that it does not make */
  gint64 made;        /* errors that it makes and the other does not */
  double e_better;    /* evidence, a factor: at 2 / alpha it is shown */
  double e_worse;
  int verdict; /* ReviewTrialVerdict */
  gint64 more; /* looks it would have to save in a row to be shown better; 0: it is, or never */
} ReviewDuel;
REVIEW_DECLARE_RECORD (ReviewDuel, review_duel_type)

/* GET /v1/experiments/{id} */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_type;
  int state; /* ReviewExperimentState */
  gint64 version;
  char *live;   /* policy in force when it began */
  char *tried;  /* policy on trial */
  double share; /* of the cases for the tried one; 0 but in a roll-out */
  double alpha;
  double error_cost;
  double adjudicated;
  gint64 min_cases;
  GPtrArray *guards; /* ReviewGuard */
  char *note;
  char *author;
  char *author_name;
  gint64 created_at;
  gint64 ended_at;
  ReviewBacktest *backtest;
  GPtrArray *steps; /* ReviewExperimentStep, the oldest first; the list of experiments has none */
  ReviewDuel *duel; /* likewise, and what follows */
  GPtrArray *rows;  /* ReviewExperimentRow */
  char **missing;   /* before its next step: "policy_not_approved", "shadow_goes_on",
                     * "too_few_cases"; NULL: nothing */
} ReviewExperiment;
REVIEW_DECLARE_RECORD (ReviewExperiment, review_experiment_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewExperiment, the newest first */
} ReviewExperimentList;
REVIEW_DECLARE_RECORD (ReviewExperimentList, review_experiment_list_type)

gboolean review_experiment_is_running (const ReviewExperiment *self);
gboolean review_experiment_check_request (const ReviewExperimentRequest *self, GError **error);
gboolean review_experiment_check_scope (const ReviewPolicy *live,
                                        const ReviewPolicy *tried,
                                        const char *case_type,
                                        GError **error);
void review_experiment_set_terms (ReviewExperiment *self,
                                  const ReviewExperimentRequest *request,
                                  const ReviewBacktest *backtest);

G_END_DECLS
