/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escalations and what came of them. */
#define G_LOG_DOMAIN "review-model"
#include "review-escalation.h"

#include "review-record-table.h"

static const ReviewMember review_escalation_type_members[] = {
  REVIEW_M_STRING (ReviewEscalation, id, REQ),
  REVIEW_M_STRING (ReviewEscalation, work_item, REQ),
  REVIEW_M_STRING (ReviewEscalation, case_id, REQ),
  REVIEW_M_STRING (ReviewEscalation, display_id, OPT),
  REVIEW_M_STRING (ReviewEscalation, case_type, OPT),
  REVIEW_M_STRING (ReviewEscalation, subject, OPT),
  REVIEW_M_INT (ReviewEscalation, priority, OPT),
  REVIEW_M_STRING (ReviewEscalation, value, OPT),
  REVIEW_M_STRING (ReviewEscalation, currency, OPT),
  REVIEW_M_STRING (ReviewEscalation, from, REQ),
  REVIEW_M_STRING (ReviewEscalation, from_name, OPT),
  REVIEW_M_ENUM (ReviewEscalation, to_role, review_roles, REQ),
  REVIEW_M_STRING (ReviewEscalation, reason_code, REQ),
  REVIEW_M_ENUM (ReviewEscalation, recommendation, review_recommendations, REQ),
  REVIEW_M_STRING (ReviewEscalation, checked, REQ),
  REVIEW_M_STRING (ReviewEscalation, rationale, OPT),
  REVIEW_M_TIME (ReviewEscalation, at, REQ),
  REVIEW_M_TIME (ReviewEscalation, due_at, OPT),
  REVIEW_M_STRING (ReviewEscalation, answer, OPT),
  REVIEW_M_STRING (ReviewEscalation, guidance, OPT),
  REVIEW_M_STRING (ReviewEscalation, answered_by, OPT),
  REVIEW_M_STRING (ReviewEscalation, answered_by_name, OPT),
  REVIEW_M_TIME (ReviewEscalation, answered_at, OPT),
  REVIEW_M_INT (ReviewEscalation, version, OPT),
  REVIEW_M_ENUM (ReviewEscalation, state, review_work_states, OPT),
  REVIEW_M_STRING (ReviewEscalation, holder, OPT),
  REVIEW_M_STRING (ReviewEscalation, holder_name, OPT),
  REVIEW_M_END,
};
TYPE (review_escalation_type, ReviewEscalation, "escalation")

static const ReviewMember review_feedback_type_members[] = {
  REVIEW_M_STRING (ReviewFeedback, id, REQ),
  REVIEW_M_ENUM (ReviewFeedback, kind, review_feedback_kinds, REQ),
  REVIEW_M_STRING (ReviewFeedback, work_item, REQ),
  REVIEW_M_STRING (ReviewFeedback, case_id, REQ),
  REVIEW_M_STRING (ReviewFeedback, display_id, OPT),
  REVIEW_M_STRING (ReviewFeedback, case_type, OPT),
  REVIEW_M_ENUM (ReviewFeedback, recommendation, review_recommendations, OPT),
  REVIEW_M_ENUM (ReviewFeedback, choice, review_choices, OPT),
  REVIEW_M_ENUM (ReviewFeedback, basis, review_bases, OPT),
  REVIEW_M_STRING (ReviewFeedback, guidance, OPT),
  REVIEW_M_STRING (ReviewFeedback, by_name, OPT),
  REVIEW_M_TIME (ReviewFeedback, at, REQ),
  REVIEW_M_TIME (ReviewFeedback, read_at, OPT),
  REVIEW_M_END,
};
TYPE (review_feedback_type, ReviewFeedback, "feedback")

static const ReviewMember review_inbox_page_type_members[] = {
  REVIEW_M_RECORDS (ReviewInboxPage, escalations, review_escalation_type, OPT),
  REVIEW_M_RECORDS (ReviewInboxPage, feedback, review_feedback_type, OPT),
  REVIEW_M_RECORDS (ReviewInboxPage, waiting, review_waiting_type, OPT),
  REVIEW_M_RECORDS (ReviewInboxPage, mentions, review_mention_type, OPT),
  REVIEW_M_END,
};
TYPE (review_inbox_page_type, ReviewInboxPage, "inbox_page")
