/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub's calls: versions of the policy, what thresholds would do, back-tests. They end
 * with the _finish that is named after their answer; errors are those of review_client_finish(). */
#pragma once

#include "review-client.h"
#include "review-hub.h"

G_BEGIN_DECLS

void review_client_get_policies_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_policy_async (ReviewClient *self, const char *version, REVIEW_CALL_TAIL);
void review_client_save_policy_async (ReviewClient *self,
                                      const ReviewPolicy *policy,
                                      const char *key,
                                      REVIEW_CALL_TAIL);
void review_client_approve_policy_async (ReviewClient *self,
                                         const char *version,
                                         const char *key,
                                         REVIEW_CALL_TAIL);
void review_client_make_policy_live_async (
    ReviewClient *self, const char *version, const char *reason, const char *key, REVIEW_CALL_TAIL);
void review_client_withdraw_policy_async (
    ReviewClient *self, const char *version, const char *reason, const char *key, REVIEW_CALL_TAIL);
void review_client_get_hub_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_hub_type_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL);
void review_client_backtest_async (ReviewClient *self,
                                   const char *case_type,
                                   const ReviewPolicy *policy,
                                   gint64 since,
                                   REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (policies, ReviewPolicyList, review_policy_list_type)
REVIEW_CLIENT_FINISH (policy, ReviewPolicy, review_policy_type)
REVIEW_CLIENT_FINISH (policy_version, ReviewPolicyVersion, review_policy_version_type)
REVIEW_CLIENT_FINISH (hub, ReviewHubOverview, review_hub_overview_type)
REVIEW_CLIENT_FINISH (hub_type, ReviewHubView, review_hub_view_type)
REVIEW_CLIENT_FINISH (backtest, ReviewBacktest, review_backtest_type)

G_END_DECLS
