/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA says of a case. */
#define G_LOG_DOMAIN "review-model"
#include "review-assessment.h"

#include "review-record-table.h"

#include <string.h>

static const ReviewMember review_signal_type_members[] = {
  REVIEW_M_STRING (ReviewSignal, feature, REQ),   REVIEW_M_TEXT (ReviewSignal, name, OPT),
  REVIEW_M_TEXT (ReviewSignal, display, OPT),     REVIEW_M_STRING (ReviewSignal, unit, OPT),
  REVIEW_M_DOUBLE (ReviewSignal, value, OPT),     REVIEW_M_DOUBLE (ReviewSignal, contribution, REQ),
  REVIEW_M_STRINGS (ReviewSignal, evidence, OPT), REVIEW_M_INT (ReviewSignal, evidence_count, OPT),
  REVIEW_M_BOOLEAN (ReviewSignal, covered, OPT),  REVIEW_M_END,
};
TYPE (review_signal_type, ReviewSignal, "signal")

static const ReviewMember review_citation_type_members[] = {
  REVIEW_M_STRING (ReviewCitation, evidence, REQ),
  REVIEW_M_STRING (ReviewCitation, field, OPT),
  REVIEW_M_STRING (ReviewCitation, value, OPT),
  REVIEW_M_ENUM (ReviewCitation, status, review_citation_statuses, OPT),
  REVIEW_M_END,
};
TYPE (review_citation_type, ReviewCitation, "citation")

static const ReviewMember review_step_type_members[] = {
  REVIEW_M_INT (ReviewStep, n, REQ),
  REVIEW_M_ENUM (ReviewStep, kind, review_step_kinds, REQ),
  REVIEW_M_TEXT (ReviewStep, claim, REQ),
  REVIEW_M_RECORDS (ReviewStep, citations, review_citation_type, OPT),
  REVIEW_M_STRING (ReviewStep, clause, OPT),
  REVIEW_M_ENUM (ReviewStep, answer, review_answers, OPT),
  REVIEW_M_STRINGS (ReviewStep, missing, OPT),
  REVIEW_M_ENUM (ReviewStep, direction, review_directions, OPT),
  REVIEW_M_BOOLEAN (ReviewStep, decisive, OPT),
  REVIEW_M_BOOLEAN (ReviewStep, no_clause, OPT),
  REVIEW_M_INT (ReviewStep, gap_cases, OPT),
  REVIEW_M_BOOLEAN (ReviewStep, against, OPT),
  REVIEW_M_BOOLEAN (ReviewStep, not_in_model, OPT),
  REVIEW_M_STRINGS (ReviewStep, features, OPT),
  REVIEW_M_END,
};
TYPE (review_step_type, ReviewStep, "step")

static const ReviewMember review_ask_type_members[] = {
  REVIEW_M_STRING (ReviewAsk, code, REQ),
  REVIEW_M_STRING (ReviewAsk, clause, OPT),
  REVIEW_M_TEXT (ReviewAsk, text, OPT),
  REVIEW_M_END,
};
TYPE (review_ask_type, ReviewAsk, "ask")

static const ReviewMember review_gates_type_members[] = {
  REVIEW_M_DOUBLE (ReviewGates, threshold, OPT),
  REVIEW_M_ENUM (ReviewGates, act, review_verdicts, OPT),
  REVIEW_M_STRINGS (ReviewGates, rules, OPT),
  REVIEW_M_INT (ReviewGates, priority, OPT),
  REVIEW_M_STRING (ReviewGates, priority_rule, OPT),
  REVIEW_M_STRING (ReviewGates, priority_reason, OPT),
  REVIEW_M_STRING (ReviewGates, escalation_rule, OPT),
  REVIEW_M_STRING (ReviewGates, escalation_reason, OPT),
  REVIEW_M_STRING (ReviewGates, experiment, OPT),
  REVIEW_M_ENUM (ReviewGates, arm, review_arms, OPT),
  REVIEW_M_END,
};
TYPE (review_gates_type, ReviewGates, "gates")

static const ReviewMember review_signal_change_type_members[] = {
  REVIEW_M_STRING (ReviewSignalChange, feature, REQ),
  REVIEW_M_TEXT (ReviewSignalChange, name, OPT),
  REVIEW_M_DOUBLE (ReviewSignalChange, from, OPT),
  REVIEW_M_DOUBLE (ReviewSignalChange, to, REQ),
  REVIEW_M_TEXT (ReviewSignalChange, from_display, OPT),
  REVIEW_M_TEXT (ReviewSignalChange, to_display, OPT),
  REVIEW_M_END,
};
TYPE (review_signal_change_type, ReviewSignalChange, "signal_change")

static const ReviewMember review_counterfactual_type_members[] = {
  REVIEW_M_RECORDS (ReviewCounterfactual, changes, review_signal_change_type, REQ),
  REVIEW_M_DOUBLE (ReviewCounterfactual, risk, OPT),
  REVIEW_M_TEXT (ReviewCounterfactual, text, OPT),
  REVIEW_M_END,
};
TYPE (review_counterfactual_type, ReviewCounterfactual, "counterfactual")

static const ReviewMember review_track_record_type_members[] = {
  REVIEW_M_INT (ReviewTrackRecord, n, REQ),
  REVIEW_M_INT (ReviewTrackRecord, wrong, REQ),
  REVIEW_M_DOUBLE (ReviewTrackRecord, low, REQ),
  REVIEW_M_DOUBLE (ReviewTrackRecord, high, REQ),
  REVIEW_M_DOUBLE (ReviewTrackRecord, risk_low, REQ),
  REVIEW_M_DOUBLE (ReviewTrackRecord, risk_high, REQ),
  REVIEW_M_END,
};
TYPE (review_track_record_type, ReviewTrackRecord, "track_record")

static const ReviewMember review_assessment_type_members[] = {
  REVIEW_M_STRING (ReviewAssessment, id, REQ),
  REVIEW_M_STRING (ReviewAssessment, case_id, REQ),
  REVIEW_M_TIME (ReviewAssessment, as_of, OPT),
  REVIEW_M_TIME (ReviewAssessment, created_at, OPT),
  REVIEW_M_STRING (ReviewAssessment, agent, OPT),
  REVIEW_M_STRING (ReviewAssessment, model, OPT),
  REVIEW_M_STRING (ReviewAssessment, calibration, OPT),
  REVIEW_M_STRING (ReviewAssessment, policy, OPT),
  REVIEW_M_STRING (ReviewAssessment, sop_version, OPT),
  REVIEW_M_DOUBLE (ReviewAssessment, risk, REQ),
  REVIEW_M_DOUBLE (ReviewAssessment, raw_score, OPT),
  REVIEW_M_DOUBLE (ReviewAssessment, base, OPT),
  REVIEW_M_DOUBLE (ReviewAssessment, rest, OPT),
  REVIEW_M_INT (ReviewAssessment, rest_count, OPT),
  REVIEW_M_ENUM (ReviewAssessment, verdict, review_verdicts, REQ),
  REVIEW_M_DOUBLE (ReviewAssessment, verdict_cut, OPT),
  REVIEW_M_DOUBLE (ReviewAssessment, threshold_pass, OPT),
  REVIEW_M_DOUBLE (ReviewAssessment, threshold_block, OPT),
  REVIEW_M_BOOLEAN (ReviewAssessment, certified, OPT),
  REVIEW_M_ENUM (ReviewAssessment, route, review_routes, OPT),
  REVIEW_M_STRING (ReviewAssessment, reason, OPT),
  REVIEW_M_TEXT (ReviewAssessment, reason_text, OPT),
  REVIEW_M_DOUBLE (ReviewAssessment, pi, OPT),
  REVIEW_M_RECORD (ReviewAssessment, gates, review_gates_type, OPT),
  REVIEW_M_RECORDS (ReviewAssessment, signals, review_signal_type, OPT),
  REVIEW_M_RECORDS (ReviewAssessment, steps, review_step_type, OPT),
  REVIEW_M_RECORDS (ReviewAssessment, asks, review_ask_type, OPT),
  REVIEW_M_RECORD (ReviewAssessment, counterfactual, review_counterfactual_type, OPT),
  REVIEW_M_RECORD (ReviewAssessment, record, review_track_record_type, OPT),
  REVIEW_M_STRING (ReviewAssessment, superseded_by, OPT),
  REVIEW_M_END,
};
TYPE (review_assessment_type, ReviewAssessment, "assessment")

/**
 * review_assessment_is_foreign:
 *
 * Returns: whether an agent of another house said it
 */
gboolean
review_assessment_is_foreign (const ReviewAssessment *self)
{
  return self->agent != NULL && strcmp (self->agent, REVIEW_AGENT_ROCA) != 0;
}
