/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies and answers of the API. */
#define G_LOG_DOMAIN "review-model"
#include "review-requests.h"

#include "review-record-table.h"

static const ReviewMember review_session_request_type_members[] = {
  REVIEW_M_STRING (ReviewSessionRequest, user, REQ),
  REVIEW_M_END,
};
TYPE (review_session_request_type, ReviewSessionRequest, "session_request")

static const ReviewMember review_view_request_type_members[] = {
  REVIEW_M_STRING (ReviewViewRequest, case_type, OPT),
  REVIEW_M_STRING (ReviewViewRequest, text, OPT),
  REVIEW_M_STRINGS (ReviewViewRequest, bands, OPT),
  REVIEW_M_STRINGS (ReviewViewRequest, states, OPT),
  REVIEW_M_BOOLEAN (ReviewViewRequest, key_user, OPT),
  REVIEW_M_ENUM (ReviewViewRequest, holder, review_holders, OPT),
  REVIEW_M_STRING (ReviewViewRequest, language, OPT),
  REVIEW_M_STRING (ReviewViewRequest, market, OPT),
  REVIEW_M_STRING (ReviewViewRequest, min_value, OPT),
  REVIEW_M_END,
};
TYPE (review_view_request_type, ReviewViewRequest, "view_request")

static const ReviewMember review_saved_filter_type_members[] = {
  REVIEW_M_STRING (ReviewSavedFilter, name, REQ),
  REVIEW_M_RECORD (ReviewSavedFilter, filter, review_view_request_type, REQ),
  REVIEW_M_END,
};
TYPE (review_saved_filter_type, ReviewSavedFilter, "saved_filter")

static const ReviewMember review_saved_filters_type_members[] = {
  REVIEW_M_INT (ReviewSavedFilters, version, OPT),
  REVIEW_M_RECORDS (ReviewSavedFilters, filters, review_saved_filter_type, OPT),
  REVIEW_M_END,
};
TYPE (review_saved_filters_type, ReviewSavedFilters, "saved_filters")

static const ReviewMember review_type_count_type_members[] = {
  REVIEW_M_STRING (ReviewTypeCount, case_type, OPT),
  REVIEW_M_INT (ReviewTypeCount, count, OPT),
  REVIEW_M_END,
};
TYPE (review_type_count_type, ReviewTypeCount, "type_count")

static const ReviewMember review_verdict_request_type_members[] = {
  REVIEW_M_ENUM (ReviewVerdictRequest, choice, review_choices, OPT),
  REVIEW_M_END,
};
TYPE (review_verdict_request_type, ReviewVerdictRequest, "verdict_request")

static const ReviewMember review_band_count_type_members[] = {
  REVIEW_M_ENUM (ReviewBandCount, band, review_bands, REQ),
  REVIEW_M_INT (ReviewBandCount, count, REQ),
  REVIEW_M_END,
};
TYPE (review_band_count_type, ReviewBandCount, "band_count")

static const ReviewMember review_view_page_type_members[] = {
  REVIEW_M_STRING (ReviewViewPage, view, OPT),
  REVIEW_M_INT (ReviewViewPage, generation, OPT),
  REVIEW_M_INT (ReviewViewPage, count, OPT),
  REVIEW_M_INT (ReviewViewPage, offset, OPT),
  REVIEW_M_RECORDS (ReviewViewPage, rows, review_queue_row_type, OPT),
  REVIEW_M_RECORDS (ReviewViewPage, counts, review_type_count_type, OPT),
  REVIEW_M_RECORDS (ReviewViewPage, bands, review_band_count_type, OPT),
  REVIEW_M_END,
};
TYPE (review_view_page_type, ReviewViewPage, "view_page")

static const ReviewMember review_take_request_type_members[] = {
  REVIEW_M_STRING (ReviewTakeRequest, case_type, OPT),
  REVIEW_M_END,
};
TYPE (review_take_request_type, ReviewTakeRequest, "take_request")

static const ReviewMember review_release_request_type_members[] = {
  REVIEW_M_STRING (ReviewReleaseRequest, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_release_request_type, ReviewReleaseRequest, "release_request")

static const ReviewMember review_information_request_type_members[] = {
  REVIEW_M_STRINGS (ReviewInformationRequest, codes, REQ),
  REVIEW_M_STRING (ReviewInformationRequest, template, OPT),
  REVIEW_M_TIME (ReviewInformationRequest, due_at, OPT),
  REVIEW_M_STRING (ReviewInformationRequest, note, OPT),
  REVIEW_M_END,
};
TYPE (review_information_request_type, ReviewInformationRequest, "information_request")

static const ReviewMember review_hold_request_type_members[] = {
  REVIEW_M_STRING (ReviewHoldRequest, reason, REQ),
  REVIEW_M_TIME (ReviewHoldRequest, wake_at, OPT),
  REVIEW_M_STRING (ReviewHoldRequest, wake_on, OPT),
  REVIEW_M_STRING (ReviewHoldRequest, note, OPT),
  REVIEW_M_END,
};
TYPE (review_hold_request_type, ReviewHoldRequest, "hold_request")

static const ReviewMember review_reveal_request_type_members[] = {
  REVIEW_M_STRING (ReviewRevealRequest, evidence, OPT),
  REVIEW_M_STRING (ReviewRevealRequest, field, REQ),
  REVIEW_M_STRING (ReviewRevealRequest, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_reveal_request_type, ReviewRevealRequest, "reveal_request")

static const ReviewMember review_revealed_type_members[] = {
  REVIEW_M_STRING (ReviewRevealed, evidence, OPT),
  REVIEW_M_STRING (ReviewRevealed, field, REQ),
  REVIEW_M_STRING (ReviewRevealed, value, REQ),
  REVIEW_M_TIME (ReviewRevealed, at, REQ),
  REVIEW_M_END,
};
TYPE (review_revealed_type, ReviewRevealed, "revealed")

static const ReviewMember review_escalation_answer_type_members[] = {
  REVIEW_M_STRING (ReviewEscalationAnswer, answer, REQ),
  REVIEW_M_STRING (ReviewEscalationAnswer, guidance, OPT),
  REVIEW_M_END,
};
TYPE (review_escalation_answer_type, ReviewEscalationAnswer, "escalation_answer")

static const ReviewMember review_health_type_members[] = {
  REVIEW_M_STRING (ReviewHealth, status, REQ), REVIEW_M_STRING (ReviewHealth, version, OPT),
  REVIEW_M_STRING (ReviewHealth, stage, OPT),  REVIEW_M_INT (ReviewHealth, done, OPT),
  REVIEW_M_INT (ReviewHealth, total, OPT),     REVIEW_M_END,
};
TYPE (review_health_type, ReviewHealth, "health")

static const ReviewMember review_ready_type_members[] = {
  REVIEW_M_INT (ReviewReady, port, REQ),
  REVIEW_M_STRING (ReviewReady, token, REQ),
  REVIEW_M_END,
};
TYPE (review_ready_type, ReviewReady, "ready")
