/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/* A feature value with its signed contribution. */
typedef struct
{
  ReviewRecord parent;
  char *feature;
  ReviewText *name;
  ReviewText *display; /* the value in plain words: "14 min", "yes" */
  char *unit;
  double value;        /* NaN: missing */
  double contribution; /* log-odds; positive raises the risk */
  char **evidence;     /* labels of the rows it read, at most a dozen, the newest first */
  gint64 evidence_count;
  gboolean covered; /* an applicable clause covers it */
} ReviewSignal;
REVIEW_DECLARE_RECORD (ReviewSignal, review_signal_type)

/* What a step points at. The status is checked against the evidence when it is served. */
typedef struct
{
  ReviewRecord parent;
  char *evidence; /* label: "E12" */
  char *field;    /* NULL: the row as a whole */
  char *value;    /* of the field when ROCA read it */
  int status;     /* ReviewCitationStatus */
} ReviewCitation;
REVIEW_DECLARE_RECORD (ReviewCitation, review_citation_type)

typedef struct
{
  ReviewRecord parent;
  gint64 n;
  int kind; /* ReviewStepKind */
  ReviewText *claim;
  GPtrArray *citations;
  char *clause;   /* id of the clause it answers, NULL: none */
  int answer;     /* ReviewAnswer; unset for a fact without clause */
  char **missing; /* fields or features that were needed and are not in the data */
  int direction;  /* ReviewDirection: for or against the verdict's risk */
  gboolean decisive;
  gboolean no_clause;    /* decisive, and no applying clause covers it: an SOP gap */
  gint64 gap_cases;      /* of such a gap: cases that have it, when it was served; 0: not counted */
  gboolean against;      /* the strongest fact against the conclusion */
  gboolean not_in_model; /* speaks for the customer, and the model does not read it */
  char **features;       /* features it speaks of */
} ReviewStep;
REVIEW_DECLARE_RECORD (ReviewStep, review_step_type)

typedef struct
{
  ReviewRecord parent;
  char *code;   /* request-information code */
  char *clause; /* that asks for it */
  ReviewText *text;
} ReviewAsk;
REVIEW_DECLARE_RECORD (ReviewAsk, review_ask_type)

/* What the Decision Hub's gates and rules said of the case, beside the route. */
typedef struct
{
  ReviewRecord parent;
  double threshold;      /* the one that decided; NaN where none did */
  int act;               /* ReviewVerdict: what is done without a person; unset: nothing */
  char **rules;          /* ids of the rules that matched, in the order in which they were tried */
  gint64 priority;       /* of the case, with what rules raised it to */
  char *priority_rule;   /* rule that raised it last; NULL: none */
  char *priority_reason; /* its key-user reason, where it names one */
  char *escalation_rule; /* rule that wants an escalation; NULL: none */
  char *escalation_reason; /* code of list escalation_reason */
  char *experiment;        /* that the case was part of; NULL: none */
  int arm;                 /* ReviewArm whose policy routed it; unset without an experiment */
} ReviewGates;
REVIEW_DECLARE_RECORD (ReviewGates, review_gates_type)

/* A signal as it is and as it would have to be. */
typedef struct
{
  ReviewRecord parent;
  char *feature;
  ReviewText *name;
  double from;
  double to;
  ReviewText *from_display; /* in plain words, as in ReviewSignal */
  ReviewText *to_display;
} ReviewSignalChange;
REVIEW_DECLARE_RECORD (ReviewSignalChange, review_signal_change_type)

/* The smallest change of at most two signals that was found to turn the verdict. It says how the
 * score works, not what a customer could do. */
typedef struct
{
  ReviewRecord parent;
  GPtrArray *changes; /* ReviewSignalChange; empty: none was found */
  double risk;        /* with the changes; NaN: none was found */
  ReviewText *text;   /* all changes in one line */
} ReviewCounterfactual;
REVIEW_DECLARE_RECORD (ReviewCounterfactual, review_counterfactual_type)

/* How often ROCA was wrong on cases like this one: earlier cases of known truth that got the same
 * verdict at a risk near this one, each scored by models that had not seen it. */
typedef struct
{
  ReviewRecord parent;
  gint64 n;
  gint64 wrong;
  double low; /* of the error rate: Wilson interval, 95 % */
  double high;
  double risk_low; /* the risks that count as near */
  double risk_high;
} ReviewTrackRecord;
REVIEW_DECLARE_RECORD (ReviewTrackRecord, review_track_record_type)

/* The house's own agent; every other name is that of an agent of another house. */
#define REVIEW_AGENT_ROCA "roca"

/* What ROCA said, immutable. Without a model there is no assessment and no number. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_id;
  gint64 as_of;
  gint64 created_at;
  char *agent; /* REVIEW_AGENT_ROCA, or another house's */
  char *model;
  char *calibration;
  char *policy;
  char *sop_version;
  double risk;      /* calibrated, 0..1 */
  double raw_score; /* log-odds: base + rest + sum of the signals */
  double base;
  double rest;       /* everything else */
  gint64 rest_count; /* signals in @rest */
  int verdict;       /* ReviewVerdict */
  double verdict_cut;
  double threshold_pass;
  double threshold_block;
  gboolean certified; /* the thresholds carry a certificate of @model and @calibration */
  int route;          /* ReviewRoute */
  char *reason;       /* code of why it came to a person, or did not */
  ReviewText *reason_text;
  double pi;                            /* probability with which the case was to be labelled */
  ReviewGates *gates;                   /* NULL: routed by a version that had none */
  GPtrArray *signals;                   /* ReviewSignal, the strongest first */
  GPtrArray *steps;                     /* ReviewStep */
  GPtrArray *asks;                      /* ReviewAsk */
  ReviewCounterfactual *counterfactual; /* NULL: not searched for */
  ReviewTrackRecord *record;            /* NULL: too few earlier cases to say */
  char *superseded_by;
} ReviewAssessment;
REVIEW_DECLARE_RECORD (ReviewAssessment, review_assessment_type)

gboolean review_assessment_is_foreign (const ReviewAssessment *self);

G_END_DECLS
