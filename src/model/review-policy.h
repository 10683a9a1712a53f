/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-condition.h"

G_BEGIN_DECLS

/* Named `NAME`, or `NAME:TYPE` where a case type has its own. */
typedef struct
{
  ReviewRecord parent;
  char *name;
  double value;
  char *unit;
} ReviewParameter;
REVIEW_DECLARE_RECORD (ReviewParameter, review_parameter_type)

/* What a threshold is known to keep, and on what ground. Source: statistics of `stats/`. */
typedef struct
{
  ReviewRecord parent;
  int side;           /* ReviewSide */
  double target;      /* pass: system recall; block: precision of automatic blocks */
  double lambda;      /* the certified threshold; NaN: not certifiable yet */
  gint64 n;           /* clusters of labelled cases that it rests on */
  gint64 k;           /* errors among them */
  double delta;       /* probability with which it may be wrong, both sides together */
  double bound;       /* confidence bound of the target at @lambda */
  double sensitivity; /* lower bound of people's, used for recall; 1: assumed, nothing measured */
  gboolean sensitivity_measured;
  gint64 since; /* the data's window */
  gint64 until;
  char *model;
  char *calibration; /* of the risks; NULL: of whatever calibration the model has */
  gint64 more;       /* labels still needed where @lambda is NaN, about */
} ReviewCertificate;
REVIEW_DECLARE_RECORD (ReviewCertificate, review_certificate_type)

/* A rule: what happens to a case that its condition matches. Facts are feature ids, `clause:ID`,
 * `priority`, `key_user`, `market`, `language`, `case_type`, `risk`, `verdict`, `flag:NAME`. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  ReviewText *name;
  char **case_types; /* NULL: all */
  ReviewCondition *when;
  int effect;            /* ReviewRuleEffect */
  gint64 priority;       /* raise_priority: to this; at most 74 without @key_user_reason */
  char *key_user_reason; /* code of list priority_reason */
  char *reason;          /* require_escalation: code of list escalation_reason */
  gboolean off;
} ReviewRule;
REVIEW_DECLARE_RECORD (ReviewRule, review_rule_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  double threshold_pass;  /* risk at or below it: auto-pass */
  double threshold_block; /* risk at or above it: auto-block */
  double verdict_cut;     /* risk at or above it: ROCA's verdict is block */
  gboolean certified;     /* see review_type_policy_is_proven_for() */
  double audit_rate;
  gint64 sla_minutes;
  GPtrArray *certificates; /* ReviewCertificate: what @certified rests on */
  int blind;               /* ReviewBlindMode of the type's queue; see review_type_policy_blind() */
  double blind_share;      /* see review_type_policy_blind_share() */
} ReviewTypePolicy;
REVIEW_DECLARE_RECORD (ReviewTypePolicy, review_type_policy_type)

/* A policy version: immutable; the one source of every threshold and parameter. */
typedef struct
{
  ReviewRecord parent;
  char *version;         /* "r1" */
  GPtrArray *parameters; /* ReviewParameter */
  GPtrArray *types;      /* ReviewTypePolicy */
  GPtrArray *rules;      /* ReviewRule, in the order in which they are tried */
  char *base;            /* version that it was made from */
  char *note;            /* why it differs from it */
  gint64 valid_from;     /* 0: at once */
  gint64 valid_until;    /* 0: until another goes live */
  char *author;
  char *approver;
} ReviewPolicy;
REVIEW_DECLARE_RECORD (ReviewPolicy, review_policy_type)

/* The case type of the row that holds for every type without a row of its own. */
#define REVIEW_POLICY_OTHER_TYPES "*"

/* What the house promises: recall of the system, precision of what is blocked without a person. */
#define REVIEW_RECALL_TARGET    0.99
#define REVIEW_PRECISION_TARGET 0.95

/* Where a policy says nothing: at an audit rate of a few per cent of what is decided alone, most of
 * the cases that are asked blind are then ordinary ones. */
#define REVIEW_BLIND_SHARE 0.05

/* How many masked fields a person may have opened, where a policy of before says nothing. */
#define REVIEW_REVEALS_PER_HOUR   60
#define REVIEW_REVEALS_PER_MINUTE 10

const ReviewTypePolicy *review_policy_find_type (const ReviewPolicy *self, const char *case_type);
gboolean review_type_policy_decides (const ReviewTypePolicy *self, int side);
const ReviewCertificate *review_type_policy_find_certificate (const ReviewTypePolicy *self,
                                                              int side,
                                                              const char *model,
                                                              const char *calibration);
gboolean review_type_policy_is_proven_for (const ReviewTypePolicy *self,
                                           const char *model,
                                           const char *calibration);
int review_type_policy_blind (const ReviewTypePolicy *self);
double review_type_policy_blind_share (const ReviewTypePolicy *self);
const ReviewParameter *review_policy_find_parameter (const ReviewPolicy *self, const char *name);
const ReviewParameter *review_policy_find_parameter_for (const ReviewPolicy *self,
                                                         const char *name,
                                                         const char *case_type);
gint64 review_policy_get_number (const ReviewPolicy *self,
                                 const char *name,
                                 const char *case_type,
                                 gint64 fallback);
gboolean
review_policy_get_parameter (const ReviewPolicy *self, const char *name, double *ret_value);
char *review_policy_expand (const ReviewPolicy *self, const char *text, const char *case_type);
gboolean review_threshold_decides (int side, double threshold, double risk);

G_END_DECLS
