/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring errors of ROCA: what makes them up, what is known of them, and what becomes of them. */
#pragma once

#include "review-condition.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_PATTERN_CANDIDATE = 1, /* found or nominated; the following period has not confirmed it */
  REVIEW_PATTERN_CONFIRMED,
  REVIEW_PATTERN_WORKING,  /* somebody owns it and mends it */
  REVIEW_PATTERN_REPAIRED, /* new data has to show it */
  REVIEW_PATTERN_CLOSED,   /* it did */
  REVIEW_PATTERN_DISMISSED
} ReviewPatternState;
typedef enum
{
  REVIEW_PATTERN_BY_RADAR = 1,
  REVIEW_PATTERN_BY_PERSON
} ReviewPatternOrigin;
/* What happened to a pattern. */
typedef enum
{
  REVIEW_PATTERN_FIND = 1,
  REVIEW_PATTERN_NOMINATE,
  REVIEW_PATTERN_CONFIRM, /* by the period that followed */
  REVIEW_PATTERN_REFUTE,  /* likewise */
  REVIEW_PATTERN_ACCEPT,  /* by a person, who names an owner and a path */
  REVIEW_PATTERN_REPAIR,  /* said to be mended since a time */
  REVIEW_PATTERN_PASS,    /* new data passed the verification query */
  REVIEW_PATTERN_FAIL,    /* it did not */
  REVIEW_PATTERN_REOPEN,  /* it did once, and does no longer */
  REVIEW_PATTERN_DISMISS,
  REVIEW_PATTERN_REQUEST, /* of a feature, with what reviewers cited */
  REVIEW_PATTERN_ANSWER,  /* by the model team */
  REVIEW_PATTERN_ARRIVE   /* of the feature: cases carry it */
} ReviewPatternAct;
/* The questions of the routing tree, in its order. */
typedef enum
{
  REVIEW_QUESTION_AGREEMENT = 1,
  REVIEW_QUESTION_NO_CLAUSE,
  REVIEW_QUESTION_ESCALATED,
  REVIEW_QUESTION_RANKING,
  REVIEW_QUESTION_NEAR_CUT,
  REVIEW_QUESTION_REMAP,
  REVIEW_QUESTION_CONFIDENT,
  REVIEW_QUESTION_CALIBRATION,
  REVIEW_QUESTION_MISSING_FEATURE,
  REVIEW_QUESTION_CONTRIBUTION
} ReviewQuestion;

extern const ReviewEnum review_pattern_states, review_pattern_origins, review_pattern_acts,
    review_questions;

/* One condition of a pattern: a text, a range of numbers, or that there is none. */
typedef struct
{
  ReviewRecord parent;
  char *attribute; /* a feature's id; or "market", "language", "model", "policy", "agent",
                    * "clause:ID"; of errors alone: "cause", "wrong_step" */
  char *equals;
  double low;  /* low <= value; NaN: open */
  double high; /* value < high; NaN: open */
  gboolean missing;
} ReviewPatternCondition;
REVIEW_DECLARE_RECORD (ReviewPatternCondition, review_pattern_condition_type)

/* How often a pattern occurred in a period. */
typedef struct
{
  ReviewRecord parent;
  gint64 since;
  gint64 until;
  gint64 n; /* cases of which ROCA said what can be this error; alike ones once */
  gint64 errors;
  gint64 n_outside;
  gint64 errors_outside;
  double rate; /* weighted by 1 / pi */
  double rate_outside;
  double lift;
  double low; /* interval of the lift, 95 % */
  double high;
  double p; /* exact, one-sided */
} ReviewPatternCount;
REVIEW_DECLARE_RECORD (ReviewPatternCount, review_pattern_count_type)

/* What was answered to one question of the routing tree. */
typedef struct
{
  ReviewRecord parent;
  int question; /* ReviewQuestion */
  double value;
  double other; /* what it is compared with */
  double limit; /* that it had to reach */
  double p;     /* of the difference by chance */
  gint64 n;
  gboolean yes;
} ReviewPatternProof;
REVIEW_DECLARE_RECORD (ReviewPatternProof, review_pattern_proof_type)

/* What new data has to pass before a pattern closes, and how far it is. */
typedef struct
{
  ReviewRecord parent;
  double limit; /* error rate to get below */
  double alpha; /* of ever being wrong about that, at every look together */
  gint64 since; /* cases from then on; 0: nothing was repaired yet */
  gint64 n;
  gint64 errors;
  double low; /* confidence sequence of the error rate */
  double high;
  gint64 cases;  /* of the slice since then, whatever ROCA said and whatever is known of them */
  gint64 claims; /* of which it said what can be this error */
  double claim_share; /* of them when the pattern was found; NaN: it is not closed that way */
  double claim_limit; /* share of them to get below, instead of the error rate */
  double claim_high;  /* upper end of the share's confidence sequence */
} ReviewPatternQuery;
REVIEW_DECLARE_RECORD (ReviewPatternQuery, review_pattern_query_type)

typedef struct
{
  ReviewRecord parent;
  gint64 n;
  int act;   /* ReviewPatternAct */
  int state; /* ReviewPatternState that it led to */
  char *by;
  char *by_name;
  gint64 at;
  char *reason;
} ReviewPatternStep;
REVIEW_DECLARE_RECORD (ReviewPatternStep, review_pattern_step_type)

/* A case that shows the pattern. */
typedef struct
{
  ReviewRecord parent;
  char *case_id;
  char *display_id;
} ReviewPatternCase;
REVIEW_DECLARE_RECORD (ReviewPatternCase, review_pattern_case_type)

/* Evidence that reviewers cited in the errors of a pattern. */
typedef struct
{
  ReviewRecord parent;
  int kind;      /* ReviewEvidenceKind */
  char **fields; /* names of what those rows have */
  gint64 citations;
  gint64 cases;
  GPtrArray *examples; /* ReviewPatternCase: at most five that anybody may be shown */
} ReviewPatternFact;
REVIEW_DECLARE_RECORD (ReviewPatternFact, review_pattern_fact_type)

/* The deciding fact that no feature carries: what is known of it, the answer, and what became of it. */
typedef struct
{
  ReviewRecord parent;
  char *reason;
  char *asked_by;
  char *asked_by_name;
  gint64 asked_at;
  gint64 cases;     /* errors of the pattern */
  gint64 cited;     /* of which a reviewer cited evidence */
  GPtrArray *facts; /* ReviewPatternFact, what most cases cite first */
  char *answer;
  char *answered_by;
  char *answered_by_name;
  gint64 answered_at; /* 0: not yet */
  char *feature;      /* that will carry it; NULL: none will */
  gint64 arrived_at;  /* 0: not yet */
  gint64 known;       /* labelled cases of the slice that carried it then */
  double separation;  /* of an error's value above a right one's; NaN: nothing to compare */
  double low;         /* its interval, 95 % */
  double high;
  gboolean tells; /* it tells the errors from the rest, with confidence */
} ReviewFeatureRequest;
REVIEW_DECLARE_RECORD (ReviewFeatureRequest, review_feature_request_type)

typedef struct
{
  ReviewRecord parent;
  char *text;
  char *feature;
} ReviewFeatureAnswer;
REVIEW_DECLARE_RECORD (ReviewFeatureAnswer, review_feature_answer_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *display_id; /* "PT-7" */
  char *case_type;
  int label;             /* ReviewLabel: FP or FN */
  GPtrArray *conditions; /* ReviewPatternCondition: one to three */
  int state;             /* ReviewPatternState */
  int origin;            /* ReviewPatternOrigin */
  gint64 version;
  char *nominated_by; /* account; NULL: the radar found it */
  gint64 found_at;
  ReviewPatternCount *found; /* in the period in which it was found; NULL: not counted yet */
  ReviewPatternCount *later; /* in what followed; NULL: nothing did */
  double q;                  /* false discovery rate; NaN: nominated */
  int suggested;             /* ReviewPath by the tree; unset: keep sampling */
  char *fix;                 /* of path A: "weight" or "feature" */
  char *feature;             /* of path A: that weighs wrongly */
  GPtrArray *proofs;         /* ReviewPatternProof, in the order of the tree */
  int path;                  /* ReviewPath, as a person took it on */
  gboolean overridden;       /* which is not the suggested one */
  char *owner;
  char *owner_name;
  gint64 due;
  char *reference; /* of the repair: version of a model, policy or SOP */
  ReviewPatternQuery *query;
  ReviewFeatureRequest *request; /* NULL: no feature was asked for */
  gint64 reopened;               /* how often */
  GPtrArray *exemplars;          /* ReviewPatternCase: at most five that anybody may be shown */
  GPtrArray *steps;              /* ReviewPatternStep, the oldest first */
} ReviewPattern;
REVIEW_DECLARE_RECORD (ReviewPattern, review_pattern_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewPattern, what waits first, then the newest; without steps */
} ReviewPatternList;
REVIEW_DECLARE_RECORD (ReviewPatternList, review_pattern_list_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 since; /* 0: eight weeks before @split */
  gint64 split; /* end of what is searched; what follows confirms. 0: a week before @until */
  gint64 until; /* 0: now */
} ReviewPatternScanRequest;
REVIEW_DECLARE_RECORD (ReviewPatternScanRequest, review_pattern_scan_request_type)

/* What a scan did. */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 since;
  gint64 split;
  gint64 until;
  gint64 cases; /* with a truth that counts */
  gint64 tried; /* conjunctions */
  gint64 found;
  gint64 known; /* found, and on record already */
  gint64 confirmed;
  gint64 refuted;
  gint64 closed;
  gint64 failed;
  gint64 reopened;
} ReviewPatternScan;
REVIEW_DECLARE_RECORD (ReviewPatternScan, review_pattern_scan_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  int label; /* ReviewLabel: FP or FN */
  GPtrArray *conditions;
  char *reason;
} ReviewPatternNomination;
REVIEW_DECLARE_RECORD (ReviewPatternNomination, review_pattern_nomination_type)

typedef struct
{
  ReviewRecord parent;
  int path; /* ReviewPath */
  char *owner;
  gint64 due;
  char *reason; /* needed where the path is not the suggested one */
} ReviewPatternAcceptance;
REVIEW_DECLARE_RECORD (ReviewPatternAcceptance, review_pattern_acceptance_type)

typedef struct
{
  ReviewRecord parent;
  char *reference;
  gint64 since; /* from when on cases are assessed with it; 0: now */
  char *reason; /* of a dismissal; of a repair: what was done */
} ReviewPatternActRequest;
REVIEW_DECLARE_RECORD (ReviewPatternActRequest, review_pattern_act_request_type)

#define REVIEW_PATTERN_MAX_CONDITIONS 3
#define REVIEW_PATTERN_EXEMPLARS      5

gboolean review_pattern_check_conditions (GPtrArray *conditions, GError **error);
GPtrArray *review_pattern_list_slice (const ReviewPattern *self);
ReviewCondition *review_pattern_dup_slice (const ReviewPattern *self);
char *review_pattern_hash (const char *case_type, int label, GPtrArray *conditions);

G_END_DECLS
