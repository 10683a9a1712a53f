/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-facts.h"
#include "hub-rules.h"
#include "review-assessment.h"

G_BEGIN_DECLS

/* A case as the gates see it. Nothing is owned; it lives as long as the call. */
typedef struct
{
  const char *case_type;
  const ReviewAssessment *assessment; /* (nullable): what ROCA said; NULL: nothing */
  gint64 priority;                    /* as the case came */
  gboolean screening_match;           /* not cleared */
  gboolean legal_hold;
  double value;         /* at stake, in @currency; NaN: not known */
  const char *currency; /* (nullable) */
  double draw;          /* in [0, 1), fixed for the case: review_hash_draw() */
  gint64 at;            /* when it is routed, for the policy's validity; 0: not asked */
  ReviewFactFunc fact;  /* (nullable): features, `clause:ID`, `flag:NAME`, market, language */
  gpointer fact_data;
  const HubRules *rules; /* (nullable): of this policy and type; NULL: prepared for this call */
} HubCase;

/* What the Hub says of a case, with everything that has to be stored beside it. */
typedef struct
{
  ReviewRoute route;
  const char *reason;      /* code: "no_assessment", "policy_not_in_force", "screening_match",
                            * "legal_hold", "key_user", "forced_block", "escalation_rule",
                            * "forced_human", "no_policy", "human_band",
                            * "certificate_of_another_model", "agent_not_certified",
                            * "below_pass", "above_block", "audit_sample" */
  ReviewText *reason_text; /* one sentence, (owned) */
  double threshold;        /* the one that the risk was held against; NaN where none was */
  double pi;               /* probability with which the case was to be labelled */
  ReviewGates *gates;      /* (owned) */
} HubRoute;

void hub_case_init (HubCase *self, const HubFacts *facts, const ReviewAssessment *assessment);
void hub_route (const ReviewPolicy *policy, const HubCase *item, HubRoute *ret_route);
void hub_route_intake (const ReviewPolicy *policy,
                       const HubFacts *facts,
                       double draw,
                       gint64 at,
                       ReviewAssessment *assessment);
void hub_route_apply (const HubRoute *self, ReviewAssessment *assessment);
void hub_route_clear (HubRoute *self);

double hub_audit_pi (double rate, double nearness, double stake);

/* Parameter of the policy, an amount: where the stake of a case counts half. */
#define HUB_AUDIT_VALUE "audit_value"
/* What a rule may raise a priority to without naming a key-user reason. */
#define HUB_RAISE_LIMIT (REVIEW_KEY_USER_PRIORITY - 1)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HubRoute, hub_route_clear)

G_END_DECLS
