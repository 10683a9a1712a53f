/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reopened cases as they are served. */
#define G_LOG_DOMAIN "review-model"
#include "review-reopening.h"

#include "review-attainment.h"
#include "review-record-table.h"

const ReviewEnum review_reopen_triggers = {
  "reopen_triggers", (const char *const[]){ "appeal", "new_evidence", "qa", "authority",
                                            "chargeback", "list_removal", NULL }
};
const ReviewEnum review_reopen_outcomes = { "reopen_outcomes",
                                            (const char *const[]){ "upheld", "overturned", NULL } };

static const ReviewMember review_reopen_request_type_members[] = {
  REVIEW_M_ENUM (ReviewReopenRequest, trigger, review_reopen_triggers, REQ),
  REVIEW_M_ENUM (ReviewReopenRequest, basis, review_bases, REQ),
  REVIEW_M_STRING (ReviewReopenRequest, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_reopen_request_type, ReviewReopenRequest, "reopen_request")

static const ReviewMember review_reopening_type_members[] = {
  REVIEW_M_STRING (ReviewReopening, id, REQ),
  REVIEW_M_STRING (ReviewReopening, case_id, REQ),
  REVIEW_M_STRING (ReviewReopening, work_item, REQ),
  REVIEW_M_INT (ReviewReopening, round, REQ),
  REVIEW_M_ENUM (ReviewReopening, trigger, review_reopen_triggers, REQ),
  REVIEW_M_ENUM (ReviewReopening, basis, review_bases, REQ),
  REVIEW_M_STRING (ReviewReopening, reason, REQ),
  REVIEW_M_STRING (ReviewReopening, by, REQ),
  REVIEW_M_STRING (ReviewReopening, by_name, OPT),
  REVIEW_M_TIME (ReviewReopening, at, REQ),
  REVIEW_M_STRING (ReviewReopening, decision, OPT),
  REVIEW_M_ENUM (ReviewReopening, choice, review_choices, OPT),
  REVIEW_M_STRING (ReviewReopening, after, OPT),
  REVIEW_M_ENUM (ReviewReopening, outcome, review_reopen_outcomes, OPT),
  REVIEW_M_TIME (ReviewReopening, decided_at, OPT),
  REVIEW_M_END,
};
TYPE (review_reopening_type, ReviewReopening, "reopening")

static const ReviewMember review_reopening_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewReopeningList, items, review_reopening_type, OPT),
  REVIEW_M_END,
};
TYPE (review_reopening_list_type, ReviewReopeningList, "reopening_list")

static const ReviewMember review_overturn_rate_type_members[] = {
  REVIEW_M_ENUM (ReviewOverturnRate, trigger, review_reopen_triggers, OPT),
  REVIEW_M_ENUM (ReviewOverturnRate, basis, review_bases, REQ),
  REVIEW_M_INT (ReviewOverturnRate, n, OPT),
  REVIEW_M_INT (ReviewOverturnRate, overturned, OPT),
  REVIEW_M_DOUBLE (ReviewOverturnRate, rate, OPT),
  REVIEW_M_DOUBLE (ReviewOverturnRate, low, OPT),
  REVIEW_M_DOUBLE (ReviewOverturnRate, high, OPT),
  REVIEW_M_END,
};
TYPE (review_overturn_rate_type, ReviewOverturnRate, "overturn_rate")

static const ReviewMember review_overturn_rates_type_members[] = {
  REVIEW_M_RECORDS (ReviewOverturnRates, rows, review_overturn_rate_type, OPT),
  REVIEW_M_RECORDS (ReviewOverturnRates, cases, review_finding_type, OPT),
  REVIEW_M_INT (ReviewOverturnRates, left_off, OPT),
  REVIEW_M_END,
};
TYPE (review_overturn_rates_type, ReviewOverturnRates, "overturn_rates")
