/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts on many cases as they are served. */
#define G_LOG_DOMAIN "review-model"
#include "review-bulk.h"

#include "review-record-table.h"

const ReviewEnum review_bulk_kinds = { "bulk_kinds",
                                       (const char *const[]){ "assign", "close", NULL } };
const ReviewEnum review_bulk_states = { "bulk_states",
                                        (const char *const[]){ "running", "over", NULL } };
const ReviewEnum review_bulk_outcomes = {
  "bulk_outcomes", (const char *const[]){ "planned", "done", "excluded", NULL }
};

static const ReviewMember review_bulk_request_type_members[] = {
  REVIEW_M_ENUM (ReviewBulkRequest, kind, review_bulk_kinds, REQ),
  REVIEW_M_STRINGS (ReviewBulkRequest, work_items, REQ),
  REVIEW_M_STRING (ReviewBulkRequest, to, OPT),
  REVIEW_M_STRING (ReviewBulkRequest, code, OPT),
  REVIEW_M_STRING (ReviewBulkRequest, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_bulk_request_type, ReviewBulkRequest, "bulk_request")

static const ReviewMember review_bulk_item_type_members[] = {
  REVIEW_M_STRING (ReviewBulkItem, work_item, REQ),
  REVIEW_M_STRING (ReviewBulkItem, case_id, OPT),
  REVIEW_M_STRING (ReviewBulkItem, display_id, OPT),
  REVIEW_M_STRING (ReviewBulkItem, case_type, OPT),
  REVIEW_M_ENUM (ReviewBulkItem, outcome, review_bulk_outcomes, REQ),
  REVIEW_M_ENUM (ReviewBulkItem, exception, review_campaign_exceptions, OPT),
  REVIEW_M_END,
};
TYPE (review_bulk_item_type, ReviewBulkItem, "bulk_item")

static const ReviewMember review_bulk_type_members[] = {
  REVIEW_M_STRING (ReviewBulk, id, OPT),
  REVIEW_M_ENUM (ReviewBulk, kind, review_bulk_kinds, REQ),
  REVIEW_M_ENUM (ReviewBulk, state, review_bulk_states, OPT),
  REVIEW_M_STRING (ReviewBulk, by, OPT),
  REVIEW_M_STRING (ReviewBulk, by_name, OPT),
  REVIEW_M_TIME (ReviewBulk, at, OPT),
  REVIEW_M_TIME (ReviewBulk, over_at, OPT),
  REVIEW_M_STRING (ReviewBulk, to, OPT),
  REVIEW_M_STRING (ReviewBulk, to_name, OPT),
  REVIEW_M_STRING (ReviewBulk, code, OPT),
  REVIEW_M_STRING (ReviewBulk, reason, OPT),
  REVIEW_M_INT (ReviewBulk, planned, OPT),
  REVIEW_M_INT (ReviewBulk, done, OPT),
  REVIEW_M_INT (ReviewBulk, excluded, OPT),
  REVIEW_M_RECORDS (ReviewBulk, items, review_bulk_item_type, OPT),
  REVIEW_M_END,
};
TYPE (review_bulk_type, ReviewBulk, "bulk")

static const ReviewMember review_bulk_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewBulkList, items, review_bulk_type, OPT),
  REVIEW_M_END,
};
TYPE (review_bulk_list_type, ReviewBulkList, "bulk_list")
