/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands to other systems and what comes back of them. */
#define G_LOG_DOMAIN "review-model"
#include "review-effect.h"

#include "review-record-table.h"

static const ReviewMember review_effect_type_members[] = {
  REVIEW_M_STRING (ReviewEffect, id, OPT),
  REVIEW_M_STRING (ReviewEffect, decision, OPT),
  REVIEW_M_STRING (ReviewEffect, kind, REQ),
  REVIEW_M_STRING (ReviewEffect, target, OPT),
  REVIEW_M_ENUM (ReviewEffect, state, review_effect_states, REQ),
  REVIEW_M_TIME (ReviewEffect, at, OPT),
  REVIEW_M_INT (ReviewEffect, n, OPT),
  REVIEW_M_STRINGS (ReviewEffect, after, OPT),
  REVIEW_M_RECORDS (ReviewEffect, parameters, review_parameter_type, OPT),
  REVIEW_M_INT (ReviewEffect, version, OPT),
  REVIEW_M_INT (ReviewEffect, round, OPT),
  REVIEW_M_INT (ReviewEffect, attempts, OPT),
  REVIEW_M_TIME (ReviewEffect, sent_at, OPT),
  REVIEW_M_TIME (ReviewEffect, accepted_at, OPT),
  REVIEW_M_TIME (ReviewEffect, next_at, OPT),
  REVIEW_M_STRING (ReviewEffect, reason, OPT),
  REVIEW_M_STRING (ReviewEffect, detail, OPT),
  REVIEW_M_STRING (ReviewEffect, by, OPT),
  REVIEW_M_STRING (ReviewEffect, by_name, OPT),
  REVIEW_M_STRING (ReviewEffect, note, OPT),
  REVIEW_M_TEXT (ReviewEffect, notice, OPT),
  REVIEW_M_BOOLEAN (ReviewEffect, simulated, OPT),
  REVIEW_M_END,
};
TYPE (review_effect_type, ReviewEffect, "effect")

static const ReviewMember review_command_out_type_members[] = {
  REVIEW_M_STRING (ReviewCommandOut, id, REQ),
  REVIEW_M_INT (ReviewCommandOut, round, REQ),
  REVIEW_M_STRING (ReviewCommandOut, kind, REQ),
  REVIEW_M_STRING (ReviewCommandOut, target, OPT),
  REVIEW_M_RECORDS (ReviewCommandOut, parameters, review_parameter_type, OPT),
  REVIEW_M_TIME (ReviewCommandOut, requested_at, OPT),
  REVIEW_M_STRING (ReviewCommandOut, case_id, REQ),
  REVIEW_M_STRING (ReviewCommandOut, case_type, OPT),
  REVIEW_M_STRING (ReviewCommandOut, external_id, OPT),
  REVIEW_M_STRING (ReviewCommandOut, source, OPT),
  REVIEW_M_STRING (ReviewCommandOut, subject, OPT),
  REVIEW_M_STRING (ReviewCommandOut, notice, OPT),
  REVIEW_M_TEXT (ReviewCommandOut, customer_text, OPT),
  REVIEW_M_STRING (ReviewCommandOut, language, OPT),
  REVIEW_M_STRINGS (ReviewCommandOut, codes, OPT),
  REVIEW_M_TIME (ReviewCommandOut, due_at, OPT),
  REVIEW_M_END,
};
TYPE (review_command_out_type, ReviewCommandOut, "command")

static const ReviewMember review_effect_report_type_members[] = {
  REVIEW_M_ENUM (ReviewEffectReport, state, review_effect_replies, REQ),
  REVIEW_M_STRING (ReviewEffectReport, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_effect_report_type, ReviewEffectReport, "effect_report")

static const ReviewMember review_effect_act_type_members[] = {
  REVIEW_M_STRING (ReviewEffectAct, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_effect_act_type, ReviewEffectAct, "effect_act")

static const ReviewMember review_effect_row_type_members[] = {
  REVIEW_M_RECORD (ReviewEffectRow, effect, review_effect_type, REQ),
  REVIEW_M_STRING (ReviewEffectRow, case_id, REQ),
  REVIEW_M_STRING (ReviewEffectRow, display_id, OPT),
  REVIEW_M_STRING (ReviewEffectRow, case_type, OPT),
  REVIEW_M_INT (ReviewEffectRow, priority, OPT),
  REVIEW_M_STRING (ReviewEffectRow, value, OPT),
  REVIEW_M_STRING (ReviewEffectRow, currency, OPT),
  REVIEW_M_STRING (ReviewEffectRow, decided_by_name, OPT),
  REVIEW_M_BOOLEAN (ReviewEffectRow, own, OPT),
  REVIEW_M_END,
};
TYPE (review_effect_row_type, ReviewEffectRow, "effect_row")

static const ReviewMember review_effect_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewEffectList, rows, review_effect_row_type, OPT),
  REVIEW_M_INT (ReviewEffectList, failed, OPT),
  REVIEW_M_INT (ReviewEffectList, late, OPT),
  REVIEW_M_END,
};
TYPE (review_effect_list_type, ReviewEffectList, "effect_list")

/**
 * review_effect_is_late:
 * @now: µs UTC
 *
 * Returns: whether it should have been confirmed by now and nobody has said that it failed
 */
gboolean
review_effect_is_late (const ReviewEffect *self, gint64 now)
{
  return self->state == REVIEW_EFFECT_REQUESTED && self->next_at != 0
         && now - self->at > REVIEW_EFFECT_LATE_AFTER;
}

/**
 * review_effect_may_confirm:
 * @now: µs UTC
 *
 * What is on its way is left alone; what failed or is late may be confirmed by somebody who looked.
 *
 * Returns: whether it may be confirmed by hand
 */
gboolean
review_effect_may_confirm (const ReviewEffect *self, gint64 now)
{
  return self->state == REVIEW_EFFECT_FAILED || review_effect_is_late (self, now);
}
