/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-condition.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewRecord parent;
  char *name;
  double value;
  char *unit;
} ReviewParameter;
REVIEW_DECLARE_RECORD (ReviewParameter, review_parameter_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  double threshold_pass;  /* risk at or below it: auto-pass */
  double threshold_block; /* risk at or above it: auto-block */
  double verdict_cut;     /* risk at or above it: ROCA's verdict is block */
  gboolean certified;
  double audit_rate;
  gint64 sla_minutes;
} ReviewTypePolicy;
REVIEW_DECLARE_RECORD (ReviewTypePolicy, review_type_policy_type)

/* A policy version: immutable; the one source of every threshold and parameter. */
typedef struct
{
  ReviewRecord parent;
  char *version;         /* "r1" */
  GPtrArray *parameters; /* ReviewParameter */
  GPtrArray *types;      /* ReviewTypePolicy */
  char *author;
  char *approver;
} ReviewPolicy;
REVIEW_DECLARE_RECORD (ReviewPolicy, review_policy_type)

/* The case type of the row that holds for every type without a row of its own. */
#define REVIEW_POLICY_OTHER_TYPES "*"

const ReviewTypePolicy *review_policy_find_type (const ReviewPolicy *self, const char *case_type);
gboolean
review_policy_get_parameter (const ReviewPolicy *self, const char *name, double *ret_value);
char *review_policy_expand (const ReviewPolicy *self, const char *text);

G_END_DECLS
