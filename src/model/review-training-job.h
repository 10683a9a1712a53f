/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates: how one is asked for and made, what it is worth beside the live model, and what became
 * of it. */
#pragma once

#include "review-condition.h"

G_BEGIN_DECLS

/* POST /v1/models/{type}/candidates */
typedef struct
{
  ReviewRecord parent;
  char *reason;
  int method;             /* ReviewTrainingMethod; anew where it is left out */
  ReviewCondition *slice; /* (nullable): what it is meant to do better; facts as in rules */
  char *pattern;          /* (nullable): id of one whose cases are @slice */
} ReviewTrainingRequest;
REVIEW_DECLARE_RECORD (ReviewTrainingRequest, review_training_request_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_type;
  int state;  /* ReviewTrainingState */
  int method; /* ReviewTrainingMethod */
  char *reason;
  ReviewCondition *slice;
  char *asked_by; /* account id */
  char *asked_by_name;
  gint64 asked_at;
  gint64 done; /* models of @total that are made */
  gint64 total;
  char *error; /* of one that failed */
  char *model; /* that came of it */
} ReviewTrainingJob;
REVIEW_DECLARE_RECORD (ReviewTrainingJob, review_training_job_type)

/* Candidate and live model on the same labelled cases, which the live one was not trained on and the
 * candidate is read of out of fold. A gain is of log-loss, paired; each case counts 1 / pi. */
typedef struct
{
  ReviewRecord parent;
  char *name; /* "all"; "slice": of the request; "shadow"; else a guard: "audit", "market:BR" */
  gint64 n;
  gint64 positives;
  double auc_live; /* NaN: a class is empty */
  double auc_candidate;
  double log_loss_live;
  double log_loss_candidate;
  double gain;
  double gain_low; /* interval, 90 %, two-sided */
  double gain_high;
  gboolean passed; /* all: not worse with confidence; slice: better; guards: not surely worse */
} ReviewModelComparison;
REVIEW_DECLARE_RECORD (ReviewModelComparison, review_model_comparison_type)

/* What a candidate says of cases in silence, beside the live model that decides them. */
typedef struct
{
  ReviewRecord parent;
  gint64 since;
  gint64 cases;
  gint64 blocks; /* that the candidate would block and the live model passed */
  gint64 passes; /* that it would pass and the live model blocked */
  gint64 right;  /* of those two, where the truth is known: the candidate was right */
  gint64 wrong;
  ReviewModelComparison *known; /* "shadow": the cases whose truth is known */
} ReviewModelShadow;
REVIEW_DECLARE_RECORD (ReviewModelShadow, review_model_shadow_type)

/* One version of a type's model. What was trained by other ways than a job has no card: the members
 * from @method to @comparison are empty. */
typedef struct
{
  ReviewRecord parent;
  char *version;
  char *case_type;
  int state; /* ReviewModelState */
  gint64 created_at;
  int method;    /* ReviewTrainingMethod */
  char *base;    /* live model that it was compared with */
  char *dataset; /* SHA-256 of the rows that it was trained on */
  gint64 rows;
  gint64 positives;
  char *reason;
  char *asked_by;
  char *asked_by_name;
  gboolean passed;           /* the gate: every comparison did */
  GPtrArray *comparison;     /* ReviewModelComparison */
  ReviewModelShadow *shadow; /* (nullable): it never was in shadow */
  char *live_by;             /* who made it live, the last time */
  char *live_by_name;
  gint64 live_at;
} ReviewModelVersion;
REVIEW_DECLARE_RECORD (ReviewModelVersion, review_model_version_type)

/* GET /v1/models/{type} */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *live;
  GPtrArray *models; /* ReviewModelVersion, the newest first */
  GPtrArray *jobs;   /* ReviewTrainingJob, the newest first */
} ReviewModelList;
REVIEW_DECLARE_RECORD (ReviewModelList, review_model_list_type)

/* Why a model is made live, put back or dropped. */
typedef struct
{
  ReviewRecord parent;
  char *reason;
} ReviewModelAct;
REVIEW_DECLARE_RECORD (ReviewModelAct, review_model_act_type)

G_END_DECLS
