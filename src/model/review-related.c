/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases as they are served. */
#define G_LOG_DOMAIN "review-model"
#include "review-related.h"

#include "review-record-table.h"

static const ReviewMember review_link_type_members[] = {
  REVIEW_M_ENUM (ReviewLink, kind, review_link_kinds, REQ),
  REVIEW_M_STRING (ReviewLink, evidence, OPT),
  REVIEW_M_INT (ReviewLink, customers, OPT),
  REVIEW_M_ENUM (ReviewLink, guard, review_link_guards, OPT),
  REVIEW_M_END,
};
TYPE (review_link_type, ReviewLink, "link")

static const ReviewMember review_related_case_type_members[] = {
  REVIEW_M_STRING (ReviewRelatedCase, case_id, REQ),
  REVIEW_M_STRING (ReviewRelatedCase, work_item, OPT),
  REVIEW_M_STRING (ReviewRelatedCase, display_id, REQ),
  REVIEW_M_STRING (ReviewRelatedCase, type, REQ),
  REVIEW_M_STRING (ReviewRelatedCase, subject, OPT),
  REVIEW_M_BOOLEAN (ReviewRelatedCase, same_subject, OPT),
  REVIEW_M_TIME (ReviewRelatedCase, opened_at, OPT),
  REVIEW_M_ENUM (ReviewRelatedCase, grade, review_link_grades, REQ),
  REVIEW_M_RECORDS (ReviewRelatedCase, links, review_link_type, OPT),
  REVIEW_M_ENUM (ReviewRelatedCase, outcome, review_outcomes, OPT),
  REVIEW_M_BOOLEAN (ReviewRelatedCase, established, OPT),
  REVIEW_M_ENUM (ReviewRelatedCase, nature, review_natures, OPT),
  REVIEW_M_END,
};
TYPE (review_related_case_type, ReviewRelatedCase, "related_case")

static const ReviewMember review_related_type_members[] = {
  REVIEW_M_STRING (ReviewRelated, work_item, REQ),
  REVIEW_M_BOOLEAN (ReviewRelated, outcomes_hidden, OPT),
  REVIEW_M_INT (ReviewRelated, count, OPT),
  REVIEW_M_INT (ReviewRelated, weak, OPT),
  REVIEW_M_RECORDS (ReviewRelated, cases, review_related_case_type, OPT),
  REVIEW_M_RECORDS (ReviewRelated, crowds, review_link_type, OPT),
  REVIEW_M_INT (ReviewRelated, earlier, OPT),
  REVIEW_M_END,
};
TYPE (review_related_type, ReviewRelated, "related")

static const ReviewMember review_look_request_type_members[] = {
  REVIEW_M_STRING (ReviewLookRequest, case_id, REQ),
  REVIEW_M_END,
};
TYPE (review_look_request_type, ReviewLookRequest, "look_request")

static const ReviewMember review_case_look_type_members[] = {
  REVIEW_M_STRING (ReviewCaseLook, work_item, REQ),
  REVIEW_M_TIME (ReviewCaseLook, server_time, OPT),
  REVIEW_M_BOOLEAN (ReviewCaseLook, outcome_hidden, OPT),
  REVIEW_M_RECORD (ReviewCaseLook, related, review_related_case_type, REQ),
  { "case", REVIEW_KIND_RECORD, offsetof (ReviewCaseLook, item_case), &review_case_type, REQ },
  REVIEW_M_RECORDS (ReviewCaseLook, evidence, review_evidence_type, OPT),
  REVIEW_M_RECORDS (ReviewCaseLook, decisions, review_decision_type, OPT),
  REVIEW_M_END,
};
TYPE (review_case_look_type, ReviewCaseLook, "case_look")
