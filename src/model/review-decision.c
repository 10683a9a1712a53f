/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says of a case, and what follows from it. */
#define G_LOG_DOMAIN "review-model"
#include "review-decision.h"

#include "review-record-table.h"

static const ReviewMember review_step_mark_type_members[] = {
  REVIEW_M_INT (ReviewStepMark, n, REQ),
  REVIEW_M_ENUM (ReviewStepMark, mark, review_step_marks, REQ),
  REVIEW_M_END,
};
TYPE (review_step_mark_type, ReviewStepMark, "step_mark")

static const ReviewMember review_form_type_members[] = {
  REVIEW_M_ENUM (ReviewForm, choice, review_choices, OPT),
  REVIEW_M_STRING (ReviewForm, disposition, OPT),
  REVIEW_M_STRINGS (ReviewForm, reason_codes, OPT),
  REVIEW_M_STRING (ReviewForm, rationale, OPT),
  REVIEW_M_STRING (ReviewForm, customer_reason, OPT),
  REVIEW_M_ENUM (ReviewForm, recommendation, review_recommendations, OPT),
  REVIEW_M_STRING (ReviewForm, checked, OPT),
  REVIEW_M_ENUM (ReviewForm, reasoning, review_reasonings, OPT),
  REVIEW_M_STRING (ReviewForm, root_cause, OPT),
  REVIEW_M_ENUM (ReviewForm, path, review_paths, OPT),
  REVIEW_M_STRINGS (ReviewForm, features, OPT),
  REVIEW_M_INT (ReviewForm, step, OPT),
  REVIEW_M_RECORDS (ReviewForm, step_marks, review_step_mark_type, OPT),
  REVIEW_M_STRING (ReviewForm, marked, OPT),
  REVIEW_M_STRING (ReviewForm, clause, OPT),
  REVIEW_M_STRING (ReviewForm, annotation, OPT),
  REVIEW_M_STRING (ReviewForm, annotation_language, OPT),
  REVIEW_M_STRINGS (ReviewForm, sop_refs, OPT),
  REVIEW_M_END,
};
TYPE (review_form_type, ReviewForm, "form")

static const ReviewMember review_draft_type_members[] = {
  REVIEW_M_INT (ReviewDraft, revision, REQ),
  REVIEW_M_TIME (ReviewDraft, saved_at, OPT),
  REVIEW_M_RECORD (ReviewDraft, form, review_form_type, OPT),
  REVIEW_M_END,
};
TYPE (review_draft_type, ReviewDraft, "draft")

static const ReviewMember review_seen_type_members[] = {
  REVIEW_M_STRING (ReviewSeen, assessment, OPT),
  REVIEW_M_STRING (ReviewSeen, evidence_hash, OPT),
  REVIEW_M_STRING (ReviewSeen, sop_version, OPT),
  REVIEW_M_BOOLEAN (ReviewSeen, verdict_visible, OPT),
  REVIEW_M_INT (ReviewSeen, active_ms, OPT),
  REVIEW_M_END,
};
TYPE (review_seen_type, ReviewSeen, "seen")

static const ReviewMember review_decide_request_type_members[] = {
  REVIEW_M_RECORD (ReviewDecideRequest, form, review_form_type, REQ),
  REVIEW_M_RECORD (ReviewDecideRequest, seen, review_seen_type, REQ),
  REVIEW_M_END,
};
TYPE (review_decide_request_type, ReviewDecideRequest, "decide_request")

static const ReviewMember review_decision_type_members[] = {
  REVIEW_M_STRING (ReviewDecision, id, REQ),
  REVIEW_M_STRING (ReviewDecision, work_item, REQ),
  REVIEW_M_STRING (ReviewDecision, case_id, REQ),
  REVIEW_M_INT (ReviewDecision, n, OPT),
  REVIEW_M_STRING (ReviewDecision, actor, OPT),
  REVIEW_M_STRING (ReviewDecision, actor_name, OPT),
  REVIEW_M_TIME (ReviewDecision, decided_at, OPT),
  REVIEW_M_TIME (ReviewDecision, effective_at, OPT),
  REVIEW_M_TIME (ReviewDecision, retracted_at, OPT),
  REVIEW_M_ENUM (ReviewDecision, stage, review_stages, OPT),
  REVIEW_M_ENUM (ReviewDecision, choice, review_choices, REQ),
  REVIEW_M_ENUM (ReviewDecision, label, review_labels, OPT),
  REVIEW_M_ENUM (ReviewDecision, label_maturity, review_maturities, OPT),
  REVIEW_M_RECORD (ReviewDecision, form, review_form_type, OPT),
  REVIEW_M_RECORD (ReviewDecision, seen, review_seen_type, OPT),
  REVIEW_M_INT (ReviewDecision, work_item_version, OPT),
  REVIEW_M_STRING (ReviewDecision, supersedes, OPT),
  REVIEW_M_STRING (ReviewDecision, campaign, OPT),
  REVIEW_M_END,
};
TYPE (review_decision_type, ReviewDecision, "decision")

static const ReviewMember review_lease_type_members[] = {
  REVIEW_M_STRING (ReviewLease, work_item, OPT),
  REVIEW_M_STRING (ReviewLease, user, REQ),
  REVIEW_M_STRING (ReviewLease, user_name, OPT),
  REVIEW_M_TIME (ReviewLease, until, REQ),
  REVIEW_M_END,
};
TYPE (review_lease_type, ReviewLease, "lease")

static const ReviewMember review_asking_type_members[] = {
  REVIEW_M_INT (ReviewAsking, asked, REQ),        REVIEW_M_INT (ReviewAsking, at_most, REQ),
  REVIEW_M_INT (ReviewAsking, wait_hours, REQ),   REVIEW_M_INT (ReviewAsking, hold_hours, OPT),
  REVIEW_M_INT (ReviewAsking, snooze_hours, OPT), REVIEW_M_END,
};
TYPE (review_asking_type, ReviewAsking, "asking")

static const ReviewMember review_first_call_type_members[] = {
  REVIEW_M_ENUM (ReviewFirstCall, choice, review_recommendations, REQ),
  REVIEW_M_TIME (ReviewFirstCall, at, OPT),
  REVIEW_M_RECORD (ReviewFirstCall, seen, review_seen_type, REQ),
  REVIEW_M_END,
};
TYPE (review_first_call_type, ReviewFirstCall, "first_call")

static const ReviewMember review_case_view_type_members[] = {
  REVIEW_M_TIME (ReviewCaseView, server_time, OPT),
  { "case", REVIEW_KIND_RECORD, offsetof (ReviewCaseView, item_case), &review_case_type, REQ },
  REVIEW_M_RECORD (ReviewCaseView, work_item, review_work_item_type, REQ),
  REVIEW_M_RECORDS (ReviewCaseView, evidence, review_evidence_type, OPT),
  REVIEW_M_STRING (ReviewCaseView, evidence_hash, OPT),
  REVIEW_M_RECORD (ReviewCaseView, assessment, review_assessment_type, OPT),
  REVIEW_M_RECORD (ReviewCaseView, lease, review_lease_type, OPT),
  REVIEW_M_RECORD (ReviewCaseView, draft, review_draft_type, OPT),
  REVIEW_M_RECORDS (ReviewCaseView, decisions, review_decision_type, OPT),
  REVIEW_M_RECORDS (ReviewCaseView, effects, review_effect_type, OPT),
  REVIEW_M_BOOLEAN (ReviewCaseView, blind, OPT),
  REVIEW_M_RECORD (ReviewCaseView, asking, review_asking_type, OPT),
  REVIEW_M_ENUM (ReviewCaseView, blind_mode, review_blind_modes, OPT),
  REVIEW_M_RECORD (ReviewCaseView, first_call, review_first_call_type, OPT),
  REVIEW_M_RECORDS (ReviewCaseView, escalations, review_escalation_type, OPT),
  REVIEW_M_RECORDS (ReviewCaseView, requests, review_customer_request_type, OPT),
  REVIEW_M_RECORDS (ReviewCaseView, holds, review_hold_type, OPT),
  REVIEW_M_END,
};
TYPE (review_case_view_type, ReviewCaseView, "case_view")

static const ReviewMember review_label_row_type_members[] = {
  REVIEW_M_INT (ReviewLabelRow, seq, REQ),
  REVIEW_M_BOOLEAN (ReviewLabelRow, correction, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, stream, review_purposes, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, truth_label, review_labels, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, truth_maturity, review_maturities, OPT),
  REVIEW_M_STRING (ReviewLabelRow, truth_source, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, basis, review_bases, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, nature, review_natures, OPT),
  REVIEW_M_STRING (ReviewLabelRow, typology, OPT),
  REVIEW_M_STRING (ReviewLabelRow, policy, OPT),
  REVIEW_M_STRING (ReviewLabelRow, case_id, REQ),
  REVIEW_M_STRING (ReviewLabelRow, external_id, OPT),
  REVIEW_M_STRING (ReviewLabelRow, source, OPT),
  REVIEW_M_STRING (ReviewLabelRow, type, REQ),
  REVIEW_M_STRING (ReviewLabelRow, decision, REQ),
  REVIEW_M_TIME (ReviewLabelRow, decided_at, OPT),
  REVIEW_M_TIME (ReviewLabelRow, effective_at, OPT),
  REVIEW_M_STRING (ReviewLabelRow, actor, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, choice, review_choices, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, verdict, review_verdicts, OPT),
  REVIEW_M_DOUBLE (ReviewLabelRow, risk, OPT),
  REVIEW_M_STRING (ReviewLabelRow, model, OPT),
  REVIEW_M_STRING (ReviewLabelRow, assessment, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, label, review_labels, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, label_maturity, review_maturities, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, reasoning, review_reasonings, OPT),
  REVIEW_M_STRING (ReviewLabelRow, root_cause, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, path, review_paths, OPT),
  REVIEW_M_STRINGS (ReviewLabelRow, features, OPT),
  REVIEW_M_INT (ReviewLabelRow, step, OPT),
  REVIEW_M_RECORDS (ReviewLabelRow, step_marks, review_step_mark_type, OPT),
  REVIEW_M_STRING (ReviewLabelRow, clause, OPT),
  REVIEW_M_STRING (ReviewLabelRow, annotation, OPT),
  REVIEW_M_STRING (ReviewLabelRow, annotation_language, OPT),
  REVIEW_M_DOUBLE (ReviewLabelRow, pi, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, route, review_routes, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, blind, review_blind_modes, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, first_call, review_recommendations, OPT),
  REVIEW_M_TIME (ReviewLabelRow, first_call_at, OPT),
  REVIEW_M_BOOLEAN (ReviewLabelRow, changed_mind, OPT),
  REVIEW_M_BOOLEAN (ReviewLabelRow, verdict_visible, OPT),
  REVIEW_M_TIME (ReviewLabelRow, verdict_shown_at, OPT),
  REVIEW_M_ENUM (ReviewLabelRow, verdict_shown_after, review_choices, OPT),
  REVIEW_M_STRING (ReviewLabelRow, cluster_id, OPT),
  REVIEW_M_BOOLEAN (ReviewLabelRow, as_group, OPT),
  REVIEW_M_END,
};
TYPE (review_label_row_type, ReviewLabelRow, "label_row")

/**
 * review_form_get_mark:
 * @step: number of a step
 *
 * Returns: a #ReviewStepMarkKind; 0: the step was not judged
 */
int
review_form_get_mark (const ReviewForm *self, gint64 step)
{
  for (guint i = 0; self->step_marks != NULL && i < self->step_marks->len; i++)
    if (((ReviewStepMark *) self->step_marks->pdata[i])->n == step)
      return ((ReviewStepMark *) self->step_marks->pdata[i])->mark;
  return 0;
}

/**
 * review_form_first_wrong:
 *
 * Returns: number of the first step that was marked as wrong; 0: none was
 */
gint64
review_form_first_wrong (const ReviewForm *self)
{
  for (guint i = 0; self->step_marks != NULL && i < self->step_marks->len; i++)
    if (((ReviewStepMark *) self->step_marks->pdata[i])->mark == REVIEW_STEP_MARK_WRONG)
      return ((ReviewStepMark *) self->step_marks->pdata[i])->n;
  return 0;
}

static ReviewStepMark *
step_mark_new (gint64 n, int mark)
{
  ReviewStepMark *self = review_record_new (&review_step_mark_type);

  self->n = n;
  self->mark = mark;
  return self;
}

/**
 * review_form_set_mark:
 * @self: a form that is still being filled in
 * @step: number of a step
 * @mark: a #ReviewStepMarkKind; 0 takes the mark back
 *
 * Keeps the marks in the order of the steps. The list is replaced, never changed: copies of the form
 * share it.
 */
void
review_form_set_mark (ReviewForm *self, gint64 step, int mark)
{
  g_autoptr (GPtrArray) marks = review_records_new ();
  g_autoptr (ReviewStepMark) mine = mark != 0 ? step_mark_new (step, mark) : NULL;

  for (guint i = 0; self->step_marks != NULL && i < self->step_marks->len; i++)
    {
      ReviewStepMark *one = self->step_marks->pdata[i];

      if (mine != NULL && one->n > step)
        g_ptr_array_add (marks, g_steal_pointer (&mine));
      if (one->n != step)
        g_ptr_array_add (marks, review_record_ref (one));
    }
  if (mine != NULL)
    g_ptr_array_add (marks, g_steal_pointer (&mine));
  g_clear_pointer (&self->step_marks, g_ptr_array_unref);
  if (marks->len > 0)
    self->step_marks = g_steal_pointer (&marks);
}

/**
 * review_first_call_differs:
 * @choice: a #ReviewChoice
 *
 * Returns: whether the call was to pass or to block, and @choice is to do the other; "undecided"
 *   and an escalation differ from nothing
 */
gboolean
review_first_call_differs (const ReviewFirstCall *self, int choice)
{
  return (self->choice == REVIEW_RECOMMEND_PASS && choice == REVIEW_CHOICE_BLOCK)
         || (self->choice == REVIEW_RECOMMEND_BLOCK && choice == REVIEW_CHOICE_PASS);
}

/**
 * review_label_compute:
 * @verdict: ROCA's, must be set
 * @positive: the truth: granting would have been wrong
 *
 * The label is a function of verdict and truth, never a choice (`block` and positive: TP;
 * `pass` and negative: TN; `block` and negative: FP; `pass` and positive: FN).
 */
ReviewLabel
review_label_compute (ReviewVerdict verdict, gboolean positive)
{
  if (verdict == REVIEW_VERDICT_BLOCK)
    return positive ? REVIEW_LABEL_TP : REVIEW_LABEL_FP;
  return positive ? REVIEW_LABEL_FN : REVIEW_LABEL_TN;
}

/**
 * review_case_view_get_assessment:
 * @self: (nullable)
 *
 * Returns: (transfer none) (nullable): the assessment as the person may see it; %NULL without a model
 *   or while it is hidden
 */
const ReviewAssessment *
review_case_view_get_assessment (const ReviewCaseView *self)
{
  return self != NULL && !self->blind ? self->assessment : NULL;
}
