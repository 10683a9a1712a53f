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
  gboolean no_clause; /* decisive, and no applying clause covers it: an SOP gap */
  char **features;    /* features it speaks of */
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
} ReviewGates;
REVIEW_DECLARE_RECORD (ReviewGates, review_gates_type)

/* What ROCA said, immutable. Without a model there is no assessment and no number. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_id;
  gint64 as_of;
  gint64 created_at;
  char *agent; /* "roca" */
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
  gboolean certified; /* the thresholds carry a certificate */
  int route;          /* ReviewRoute */
  char *reason;       /* code of why it came to a person, or did not */
  ReviewText *reason_text;
  double pi;          /* probability with which the case was to be labelled */
  ReviewGates *gates; /* NULL: routed by a version that had none */
  GPtrArray *signals; /* ReviewSignal, the strongest first */
  GPtrArray *steps;   /* ReviewStep */
  GPtrArray *asks;    /* ReviewAsk */
  char *superseded_by;
} ReviewAssessment;
REVIEW_DECLARE_RECORD (ReviewAssessment, review_assessment_type)

G_END_DECLS
