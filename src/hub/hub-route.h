/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-assessment.h"
#include "review-policy.h"

G_BEGIN_DECLS

/* What the Hub says of a case, with everything that has to be stored beside it. */
typedef struct
{
  ReviewRoute route;
  const char *reason;      /* code: "key_user", "no_assessment", "human_band", "below_pass",
                            * "above_block", "audit_sample", "no_policy" */
  ReviewText *reason_text; /* one sentence, (owned) */
  double threshold;        /* the one that decided; NaN where none did */
  double pi;               /* probability with which the case was to be labelled */
} HubRoute;

/**
 * hub_route:
 * @policy: its thresholds, audit rate and version are used
 * @case_type: type of the case
 * @assessment: (nullable): what ROCA said; NULL: nothing
 * @priority: of the case; key users (75 and above) always go to a person
 * @draw: uniform in [0, 1): an auto-decided case is drawn for audit when it is below the rate
 * @ret_route: (out): receives the route; clear with hub_route_clear()
 *
 * Order of gates: missing assessment, key user, thresholds, audit lot. Pure.
 */
void hub_route (const ReviewPolicy *policy,
                const char *case_type,
                const ReviewAssessment *assessment,
                gint64 priority,
                double draw,
                HubRoute *ret_route);
void hub_route_apply (const HubRoute *self, ReviewAssessment *assessment);
void hub_route_clear (HubRoute *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HubRoute, hub_route_clear)

G_END_DECLS
