/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one sentence that goes with a route, in both languages. All are (transfer full). */
#pragma once

#include "review-assessment.h"
#include "review-policy.h"

G_BEGIN_DECLS

ReviewText *hub_say_no_assessment (void);
ReviewText *hub_say_not_in_force (const ReviewPolicy *policy);
ReviewText *hub_say_legal_hold (void);
ReviewText *hub_say_match (void);
ReviewText *hub_say_block_list (void);
ReviewText *hub_say_key_user (gint64 priority);
ReviewText *hub_say_rule (const ReviewRule *rule);
ReviewText *hub_say_no_policy (void);
ReviewText *hub_say_band (const ReviewTypePolicy *policy, double risk, gboolean proven);
ReviewText *hub_say_other_model (const ReviewAssessment *said);
ReviewText *hub_say_agent (const ReviewAssessment *said);
ReviewText *hub_say_threshold (const ReviewTypePolicy *policy, double risk, gboolean block);

G_END_DECLS
