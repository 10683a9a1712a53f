/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of the Decision Hub. */
#define G_LOG_DOMAIN "review-model"
#include "review-hub.h"

#include "review-record-table.h"

static const ReviewMember review_policy_version_type_members[] = {
  REVIEW_M_STRING (ReviewPolicyVersion, version, REQ),
  REVIEW_M_ENUM (ReviewPolicyVersion, state, review_policy_states, REQ),
  REVIEW_M_STRING (ReviewPolicyVersion, base, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, note, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, author, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, author_name, OPT),
  REVIEW_M_TIME (ReviewPolicyVersion, created_at, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, approver, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, approver_name, OPT),
  REVIEW_M_TIME (ReviewPolicyVersion, approved_at, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, live_by, OPT),
  REVIEW_M_STRING (ReviewPolicyVersion, live_by_name, OPT),
  REVIEW_M_TIME (ReviewPolicyVersion, live_at, OPT),
  REVIEW_M_TIME (ReviewPolicyVersion, ended_at, OPT),
  REVIEW_M_END,
};
TYPE (review_policy_version_type, ReviewPolicyVersion, "policy_version")

static const ReviewMember review_policy_list_type_members[] = {
  REVIEW_M_STRING (ReviewPolicyList, live, OPT),
  REVIEW_M_RECORDS (ReviewPolicyList, items, review_policy_version_type, OPT),
  REVIEW_M_END,
};
TYPE (review_policy_list_type, ReviewPolicyList, "policy_list")

static const ReviewMember review_policy_act_type_members[] = {
  REVIEW_M_STRING (ReviewPolicyAct, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_policy_act_type, ReviewPolicyAct, "policy_act")

static const ReviewMember review_hub_bin_type_members[] = {
  REVIEW_M_DOUBLE (ReviewHubBin, low, REQ),     REVIEW_M_DOUBLE (ReviewHubBin, high, REQ),
  REVIEW_M_DOUBLE (ReviewHubBin, good, OPT),    REVIEW_M_DOUBLE (ReviewHubBin, bad, OPT),
  REVIEW_M_DOUBLE (ReviewHubBin, unknown, OPT), REVIEW_M_END,
};
TYPE (review_hub_bin_type, ReviewHubBin, "hub_bin")

static const ReviewMember review_hub_point_type_members[] = {
  REVIEW_M_DOUBLE (ReviewHubPoint, risk, REQ),
  REVIEW_M_DOUBLE (ReviewHubPoint, pass_share, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, missed, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, recall, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, recall_low, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, recall_high, OPT),
  REVIEW_M_BOOLEAN (ReviewHubPoint, pass_certified, OPT),
  REVIEW_M_BOOLEAN (ReviewHubPoint, pass_unseen, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, block_share, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, wrongly_blocked, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, precision, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, precision_low, OPT),
  REVIEW_M_DOUBLE (ReviewHubPoint, precision_high, OPT),
  REVIEW_M_BOOLEAN (ReviewHubPoint, block_certified, OPT),
  REVIEW_M_BOOLEAN (ReviewHubPoint, block_unseen, OPT),
  REVIEW_M_END,
};
TYPE (review_hub_point_type, ReviewHubPoint, "hub_point")

static const ReviewMember review_hub_load_type_members[] = {
  REVIEW_M_DOUBLE (ReviewHubLoad, share, OPT),
  REVIEW_M_DOUBLE (ReviewHubLoad, per_day, OPT),
  REVIEW_M_DOUBLE (ReviewHubLoad, sla_breach, OPT),
  REVIEW_M_END,
};
TYPE (review_hub_load_type, ReviewHubLoad, "hub_load")

static const ReviewMember review_reliability_point_type_members[] = {
  REVIEW_M_DOUBLE (ReviewReliabilityPoint, risk, OPT),
  REVIEW_M_DOUBLE (ReviewReliabilityPoint, observed, OPT),
  REVIEW_M_INT (ReviewReliabilityPoint, n, OPT),
  REVIEW_M_END,
};
TYPE (review_reliability_point_type, ReviewReliabilityPoint, "reliability_point")

static const ReviewMember review_hub_view_type_members[] = {
  REVIEW_M_STRING (ReviewHubView, case_type, REQ),
  REVIEW_M_STRING (ReviewHubView, policy, OPT),
  REVIEW_M_STRING (ReviewHubView, model, OPT),
  REVIEW_M_TIME (ReviewHubView, since, OPT),
  REVIEW_M_TIME (ReviewHubView, until, OPT),
  REVIEW_M_INT (ReviewHubView, cases, OPT),
  REVIEW_M_INT (ReviewHubView, labels, OPT),
  REVIEW_M_INT (ReviewHubView, audits, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, threshold_pass, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, threshold_block, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, verdict_cut, OPT),
  REVIEW_M_BOOLEAN (ReviewHubView, certified, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, auc, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, auc_low, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, auc_high, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, brier, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, miscalibration, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, discrimination, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, uncertainty, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, cases_per_day, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, forced_share, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, forced_automatic_share, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, recall_target, OPT),
  REVIEW_M_DOUBLE (ReviewHubView, precision_target, OPT),
  REVIEW_M_RECORD (ReviewHubView, certificate_pass, review_certificate_type, OPT),
  REVIEW_M_RECORD (ReviewHubView, certificate_block, review_certificate_type, OPT),
  REVIEW_M_RECORDS (ReviewHubView, bins, review_hub_bin_type, OPT),
  REVIEW_M_RECORDS (ReviewHubView, points, review_hub_point_type, OPT),
  REVIEW_M_RECORDS (ReviewHubView, loads, review_hub_load_type, OPT),
  REVIEW_M_RECORDS (ReviewHubView, reliability, review_reliability_point_type, OPT),
  REVIEW_M_END,
};
TYPE (review_hub_view_type, ReviewHubView, "hub_view")

static const ReviewMember review_hub_type_type_members[] = {
  REVIEW_M_STRING (ReviewHubType, case_type, OPT),
  REVIEW_M_DOUBLE (ReviewHubType, automation, OPT),
  REVIEW_M_BOOLEAN (ReviewHubType, certified, OPT),
  REVIEW_M_STRING (ReviewHubType, model, OPT),
  REVIEW_M_END,
};
TYPE (review_hub_type_type, ReviewHubType, "hub_type")

static const ReviewMember review_hub_overview_type_members[] = {
  REVIEW_M_STRING (ReviewHubOverview, policy, OPT),
  REVIEW_M_INT (ReviewHubOverview, rules, OPT),
  REVIEW_M_INT (ReviewHubOverview, drafts, OPT),
  REVIEW_M_RECORDS (ReviewHubOverview, types, review_hub_type_type, OPT),
  REVIEW_M_END,
};
TYPE (review_hub_overview_type, ReviewHubOverview, "hub_overview")

static const ReviewMember review_backtest_request_type_members[] = {
  REVIEW_M_RECORD (ReviewBacktestRequest, policy, review_policy_type, REQ),
  REVIEW_M_TIME (ReviewBacktestRequest, since, OPT),
  REVIEW_M_END,
};
TYPE (review_backtest_request_type, ReviewBacktestRequest, "backtest_request")

static const ReviewMember review_backtest_row_type_members[] = {
  REVIEW_M_STRING (ReviewBacktestRow, measure, REQ),
  REVIEW_M_DOUBLE (ReviewBacktestRow, live, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, live_low, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, live_high, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, tried, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, tried_low, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, tried_high, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, difference, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, difference_low, OPT),
  REVIEW_M_DOUBLE (ReviewBacktestRow, difference_high, OPT),
  REVIEW_M_BOOLEAN (ReviewBacktestRow, unseen, OPT),
  REVIEW_M_END,
};
TYPE (review_backtest_row_type, ReviewBacktestRow, "backtest_row")

static const ReviewMember review_backtest_type_members[] = {
  REVIEW_M_STRING (ReviewBacktest, case_type, OPT),
  REVIEW_M_STRING (ReviewBacktest, live, OPT),
  REVIEW_M_STRING (ReviewBacktest, tried, OPT),
  REVIEW_M_TIME (ReviewBacktest, since, OPT),
  REVIEW_M_TIME (ReviewBacktest, until, OPT),
  REVIEW_M_INT (ReviewBacktest, cases, OPT),
  REVIEW_M_INT (ReviewBacktest, labels, OPT),
  REVIEW_M_INT (ReviewBacktest, changed, OPT),
  REVIEW_M_RECORDS (ReviewBacktest, rows, review_backtest_row_type, OPT),
  REVIEW_M_END,
};
TYPE (review_backtest_type, ReviewBacktest, "backtest")
