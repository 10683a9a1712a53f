/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case waits for: the customer, or an end of a hold. */
#define G_LOG_DOMAIN "review-model"
#include "review-waiting.h"

#include "review-record-table.h"

static const ReviewMember review_customer_request_type_members[] = {
  REVIEW_M_STRING (ReviewCustomerRequest, id, REQ),
  REVIEW_M_STRING (ReviewCustomerRequest, account, REQ),
  REVIEW_M_STRING (ReviewCustomerRequest, account_name, OPT),
  REVIEW_M_STRINGS (ReviewCustomerRequest, codes, REQ),
  REVIEW_M_TEXT (ReviewCustomerRequest, text, OPT),
  REVIEW_M_STRING (ReviewCustomerRequest, note, OPT),
  REVIEW_M_TIME (ReviewCustomerRequest, at, REQ),
  REVIEW_M_TIME (ReviewCustomerRequest, due_at, OPT),
  REVIEW_M_TIME (ReviewCustomerRequest, ended_at, OPT),
  REVIEW_M_ENUM (ReviewCustomerRequest, outcome, review_request_outcomes, OPT),
  REVIEW_M_ENUM (ReviewCustomerRequest, delivery, review_effect_states, OPT),
  REVIEW_M_TIME (ReviewCustomerRequest, delivery_at, OPT),
  REVIEW_M_STRING (ReviewCustomerRequest, delivery_detail, OPT),
  REVIEW_M_END,
};
TYPE (review_customer_request_type, ReviewCustomerRequest, "customer_request")

static const ReviewMember review_hold_type_members[] = {
  REVIEW_M_STRING (ReviewHold, id, REQ),
  REVIEW_M_STRING (ReviewHold, account, REQ),
  REVIEW_M_STRING (ReviewHold, account_name, OPT),
  REVIEW_M_STRING (ReviewHold, reason, REQ),
  REVIEW_M_STRING (ReviewHold, note, OPT),
  REVIEW_M_STRING (ReviewHold, wake_on, OPT),
  REVIEW_M_TIME (ReviewHold, at, REQ),
  REVIEW_M_TIME (ReviewHold, wake_at, OPT),
  REVIEW_M_TIME (ReviewHold, woken_at, OPT),
  REVIEW_M_ENUM (ReviewHold, woken, review_woken, OPT),
  REVIEW_M_END,
};
TYPE (review_hold_type, ReviewHold, "hold")

static const ReviewMember review_waiting_type_members[] = {
  REVIEW_M_STRING (ReviewWaiting, work_item, REQ),
  REVIEW_M_STRING (ReviewWaiting, case_id, REQ),
  REVIEW_M_STRING (ReviewWaiting, display_id, OPT),
  REVIEW_M_STRING (ReviewWaiting, case_type, OPT),
  REVIEW_M_STRING (ReviewWaiting, subject, OPT),
  REVIEW_M_ENUM (ReviewWaiting, state, review_work_states, REQ),
  REVIEW_M_INT (ReviewWaiting, version, REQ),
  REVIEW_M_STRINGS (ReviewWaiting, codes, OPT),
  REVIEW_M_STRING (ReviewWaiting, reason, OPT),
  REVIEW_M_STRING (ReviewWaiting, wake_on, OPT),
  REVIEW_M_STRING (ReviewWaiting, note, OPT),
  REVIEW_M_TIME (ReviewWaiting, at, OPT),
  REVIEW_M_TIME (ReviewWaiting, until, OPT),
  REVIEW_M_ENUM (ReviewWaiting, outcome, review_request_outcomes, OPT),
  REVIEW_M_ENUM (ReviewWaiting, woken, review_woken, OPT),
  REVIEW_M_TIME (ReviewWaiting, snoozed_until, OPT),
  REVIEW_M_STRING (ReviewWaiting, assigned_by_name, OPT),
  REVIEW_M_END,
};
TYPE (review_waiting_type, ReviewWaiting, "waiting")

static const ReviewMember review_outgoing_type_members[] = {
  REVIEW_M_STRING (ReviewOutgoing, id, REQ),
  REVIEW_M_STRING (ReviewOutgoing, case_id, REQ),
  REVIEW_M_STRING (ReviewOutgoing, external_id, REQ),
  REVIEW_M_STRING (ReviewOutgoing, source, REQ),
  REVIEW_M_STRING (ReviewOutgoing, case_type, REQ),
  REVIEW_M_STRING (ReviewOutgoing, language, OPT),
  REVIEW_M_STRINGS (ReviewOutgoing, codes, REQ),
  REVIEW_M_TEXT (ReviewOutgoing, text, REQ),
  REVIEW_M_TIME (ReviewOutgoing, at, REQ),
  REVIEW_M_TIME (ReviewOutgoing, due_at, REQ),
  REVIEW_M_END,
};
TYPE (review_outgoing_type, ReviewOutgoing, "outgoing")

static const ReviewMember review_outgoing_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewOutgoingList, requests, review_outgoing_type, OPT),
  REVIEW_M_END,
};
TYPE (review_outgoing_list_type, ReviewOutgoingList, "outgoing_list")

static const ReviewMember review_customer_answer_type_members[] = {
  REVIEW_M_STRING (ReviewCustomerAnswer, external_id, REQ),
  REVIEW_M_TIME (ReviewCustomerAnswer, at, OPT),
  REVIEW_M_STRING (ReviewCustomerAnswer, text, OPT),
  REVIEW_M_RECORDS (ReviewCustomerAnswer, evidence, review_evidence_type, OPT),
  REVIEW_M_END,
};
TYPE (review_customer_answer_type, ReviewCustomerAnswer, "customer_answer")

static const ReviewMember review_receipt_type_members[] = {
  REVIEW_M_STRING (ReviewReceipt, request, REQ),
  REVIEW_M_STRING (ReviewReceipt, case_id, REQ),
  REVIEW_M_ENUM (ReviewReceipt, received, review_received, REQ),
  REVIEW_M_INT (ReviewReceipt, rows, REQ),
  REVIEW_M_TIME (ReviewReceipt, at, REQ),
  REVIEW_M_END,
};
TYPE (review_receipt_type, ReviewReceipt, "receipt")
