/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-assessment.h"
#include "review-catalog.h"
#include "review-policy.h"

G_BEGIN_DECLS

/* What an agent of another house says of a case: the body of POST /v1/cases/{id}/assessments. It
 * says what ROCA says, and no more: route, thresholds, clauses that are in force and the state of a
 * citation are the server's. */
typedef struct
{
  ReviewRecord parent;
  char *agent;         /* its name; "roca" is taken */
  char *model;         /* the version of what it thinks with */
  char *calibration;   /* of its risk */
  gint64 as_of;        /* nothing later was read; the case has nothing later either */
  char *evidence_hash; /* of the set that was read */
  double risk;         /* calibrated, 0..1 */
  int verdict;         /* ReviewVerdict: what the policy's cut makes of @risk */
  double raw_score;    /* log-odds; with signals: base + rest + their sum */
  double base;
  double rest;
  GPtrArray *signals; /* ReviewSignal */
  GPtrArray *steps;   /* ReviewStep: n, no_clause and the citations' status are the server's */
  GPtrArray *asks;    /* ReviewAsk */
} ReviewDelivery;
REVIEW_DECLARE_RECORD (ReviewDelivery, review_delivery_type)

/* A case as an agent reads it: never its truth. */
typedef struct
{
  ReviewRecord parent;
  ReviewIntake *values; /* evidence with its labels */
  char *evidence_hash;
  double verdict_cut;
  ReviewSop *sop; /* parameters filled in; NULL: the type has none */
} ReviewAgentView;
REVIEW_DECLARE_RECORD (ReviewAgentView, review_agent_view_type)

/* What a delivery is held against. */
typedef struct
{
  const ReviewIntake *values;
  const ReviewCatalog *catalog;
  const ReviewPolicy *policy;
  gint64 now;
} ReviewDeliveryGround;

gboolean review_delivery_check (const ReviewDelivery *self,
                                const ReviewDeliveryGround *ground,
                                GError **error);
ReviewAssessment *review_delivery_to_assessment (const ReviewDelivery *self,
                                                 const ReviewDeliveryGround *ground);

G_END_DECLS
