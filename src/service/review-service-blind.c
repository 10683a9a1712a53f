/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blind looks: who is shown what ROCA says, and when; and the two acts that end blindness.
 *
 * A work item is queued open, on demand or hidden, by the policy of its type, and stays what it is.
 * Hidden: nothing of ROCA leaves the server before the reader has made a first call, and no
 * decision is taken without one. On demand: nothing leaves before the reader has asked. Each of the
 * two is an act that is kept as a row of its own, per person; an undo does not take it back.
 *
 * Looks that measure (audit, gold, calibration) are hidden in every queue and must look like the
 * queue's own cases, or people judge them with more care than they judge customers:
 * - Where the queue is hidden, all its cards are alike. Where it is not, a share of its own cases is
 *   drawn by the keyed lot and hidden too (review_type_policy_blind_share()), as long as the policy
 *   can send cases into an audit. A card that hides its verdict is then more often than not an
 *   ordinary case with a customer behind it. A policy that audits and hides none of its own is
 *   refused (hub_policy_check()).
 * - All hidden looks are veiled until they are over, ordinary ones too: no state or version of the
 *   case, no effects, no other person's decision, and of the assessment, once the call is made, not
 *   the route, its reason, pi or the thresholds, which would say that ROCA alone had decided.
 * - A case with a hidden look that is not over is hidden in all its looks, so that no second way
 *   leads to the verdict; which of its looks is the newest does not depend on what they are for.
 * - An audit makes the same events in the same order as a case that goes to people. What tells of
 *   its outcome goes to those who answer for it only.
 * After it is over a look can be told by its effects. That changes nothing that was measured: the
 * first call is what an audit counts. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>

#include "review-service-private.h"
#include "review-store-blind.h"
#include "review-store-decisions.h"

/* Purposes that measure people or machines; the others are the queue's own work. */
gboolean
review_purpose_is_always_blind (int purpose)
{
  return purpose == REVIEW_PURPOSE_AUDIT || purpose == REVIEW_PURPOSE_GOLD
         || purpose == REVIEW_PURPOSE_CALIBRATION;
}

static gboolean
has_forced_blocks (const ReviewPolicy *policy, const char *case_type)
{
  for (guint i = 0; policy->rules != NULL && i < policy->rules->len; i++)
    {
      const ReviewRule *rule = policy->rules->pdata[i];

      if (!rule->off && rule->effect == REVIEW_RULE_FORCE_BLOCK
          && (rule->case_types == NULL
              || g_strv_contains ((const char *const *) rule->case_types, case_type)))
        return TRUE;
    }
  return FALSE;
}

/* Whether cases like this one can be decided alone and drawn into an audit. */
static gboolean
may_be_audited (const ReviewPolicy *policy, const char *case_type, const ReviewAssessment *said)
{
  const ReviewTypePolicy *type = review_policy_find_type (policy, case_type);

  if (type == NULL || said == NULL || !(type->audit_rate > 0))
    return FALSE;
  if (has_forced_blocks (policy, case_type))
    return TRUE;
  if (type->certified || review_assessment_is_foreign (said))
    return review_type_policy_is_proven_for (type, said->model, said->calibration);
  return review_type_policy_decides (type, REVIEW_SIDE_PASS)
         || review_type_policy_decides (type, REVIEW_SIDE_BLOCK);
}

/**
 * review_service_set_blind:
 * @work: its case, purpose and round are set; receives how it is queued
 * @said: (nullable): what ROCA says of it
 */
gboolean
review_service_set_blind (ReviewService *self,
                          ReviewNewWork *work,
                          const char *case_type,
                          const ReviewAssessment *said,
                          GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (self);
  const ReviewTypePolicy *type = review_policy_find_type (policy, case_type);
  g_autofree char *lot = NULL;
  double draw = 1;

  work->blind = review_purpose_is_always_blind (work->purpose) ? (int) REVIEW_BLIND_HIDDEN
                                                               : review_type_policy_blind (type);
  if (work->blind == REVIEW_BLIND_HIDDEN || !may_be_audited (policy, case_type, said))
    return TRUE;
  lot =
      g_strdup_printf ("blind:%s:%d:%" G_GINT64_FORMAT, work->case_id, work->purpose, work->round);
  if (!review_service_draw (self, lot, &draw, error))
    return FALSE;
  if (draw < review_type_policy_blind_share (type))
    work->blind = REVIEW_BLIND_HIDDEN;
  return TRUE;
}

/* How the look is for everybody. */
static gboolean
find_mode (ReviewLook *self, gboolean *ret_other, GError **error)
{
  const ReviewWork *work = self->work;

  self->mode = review_purpose_is_always_blind (work->item->purpose) ? (int) REVIEW_BLIND_HIDDEN
               : work->blind != 0                                   ? work->blind
                                                                    : (int) REVIEW_BLIND_OPEN;
  if (!review_store_has_blind_look (self->tx, work->item->case_id, work->item->id, self->user->id,
                                    ret_other, error))
    return FALSE;
  if (*ret_other)
    self->mode = REVIEW_BLIND_HIDDEN;
  return TRUE;
}

/**
 * review_look_load_blindness:
 *
 * Finds out how the look is shown to its reader now: mode, blind, veiled, and what they did so far.
 */
gboolean
review_look_load_blindness (ReviewLook *self, GError **error)
{
  const char *item = self->work->item->id;
  gboolean other = FALSE, over;
  ReviewVerdictShown reveal;

  if (!find_mode (self, &other, error)
      || !review_store_load_first_call (self->tx, item, self->user->id, &self->first_call, error)
      || !review_store_load_verdict_shown (self->tx, item, self->user->id, &reveal, error))
    return FALSE;
  over = self->work->item->state == REVIEW_WORK_CLOSED && !other;
  self->veiled = self->mode == REVIEW_BLIND_HIDDEN && !over;
  self->blind = !over
                && (self->mode == REVIEW_BLIND_HIDDEN      ? self->first_call == NULL
                    : self->mode == REVIEW_BLIND_ON_DEMAND ? reveal.at == 0
                                                           : FALSE);
  return TRUE;
}

/**
 * review_look_veil:
 * @assessment: (transfer full): as its reader may see it
 *
 * Returns: (transfer full): without what says why the case came to a person
 */
ReviewAssessment *
review_look_veil (const ReviewLook *self, ReviewAssessment *assessment)
{
  if (!self->veiled)
    return assessment;
  assessment->route = 0;
  g_clear_pointer (&assessment->reason, g_free);
  g_clear_pointer (&assessment->reason_text, review_text_free);
  assessment->pi = NAN;
  assessment->threshold_pass = NAN;
  assessment->threshold_block = NAN;
  assessment->certified = FALSE;
  if (assessment->gates != NULL)
    {
      ReviewGates *gates = review_record_new (&review_gates_type);

      gates->threshold = NAN;
      gates->escalation_rule = g_strdup (assessment->gates->escalation_rule);
      gates->escalation_reason = g_strdup (assessment->gates->escalation_reason);
      review_record_unref (assessment->gates);
      assessment->gates = gates;
    }
  return assessment;
}

static gboolean
set_conflict (GError **error, const char *text)
{
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, text);
  return FALSE;
}

/* A look that its caller holds, at the version that they saw, in the mode that the act is for. */
static ReviewWork *
begin (ReviewTx *tx, ReviewWrite *write, int mode, ReviewLook *look, GError **error)
{
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);

  if (work == NULL || !review_look_init (look, write->service, tx, write->call->user, work, error))
    return NULL;
  if (!look->holds || work->item->version != write->call->version)
    set_conflict (error, "it changed meanwhile, or you do not hold it any more");
  else if (look->mode != mode)
    set_conflict (error, "this case is not shown in that way");
  else
    return g_steal_pointer (&work);
  return NULL;
}

/* The act's audit row, and the case as it is shown from now on. */
static ReviewCaseView *
finish (ReviewTx *tx,
        ReviewWrite *write,
        const ReviewLook *look,
        const char *reason,
        gconstpointer after,
        GError **error)
{
  if (!review_service_audit_case (tx, write->call->user, write->operation, look->item_case->id,
                                  write->object, reason, NULL, after, error))
    return NULL;
  return review_service_build_view (write->service, tx, write->call->user, write->object, error);
}

static gpointer
make_first_call (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewFirstCall *body = write->body;
  g_auto (ReviewLook) look = { 0 };
  g_autoptr (ReviewWork) work = begin (tx, write, REVIEW_BLIND_HIDDEN, &look, error);
  g_autoptr (ReviewFirstCall) call = NULL;

  if (work == NULL || !review_look_check_seen (&look, body->seen, error))
    return NULL;
  call = review_record_copy (body);
  call->at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  if (!review_store_add_first_call (tx, write->object, write->call->user->id, work->assessment,
                                    call, error))
    return NULL;
  return finish (tx, write, &look, NULL, call, error);
}

/**
 * review_service_make_first_call:
 * @call: pass, block or undecided, and what was seen; its time is the server's to set
 *
 * What the lease's holder says of a hidden case before anything of ROCA is shown. It stays whatever
 * is decided afterwards.
 *
 * Returns: (transfer full): the case, with what ROCA says; %NULL with %REVIEW_ERROR_CONFLICT when
 *   the case is not hidden, the call was made already, or lease, version or evidence are not as seen
 */
ReviewCaseView *
review_service_make_first_call (ReviewService *self,
                                const ReviewCall *caller,
                                const char *work_item,
                                const ReviewFirstCall *call,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = caller,
                        .operation = "first_call",
                        .object = work_item,
                        .body = call,
                        .answer_type = &review_case_view_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .versioned = TRUE,
                        .run = make_first_call };

  return review_service_run (&write, error);
}

static gpointer
show_verdict (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewVerdictRequest *body = write->body;
  g_auto (ReviewLook) look = { 0 };
  g_autoptr (ReviewWork) work = begin (tx, write, REVIEW_BLIND_ON_DEMAND, &look, error);
  ReviewVerdictShown row = { REVIEW_WHOLE_MS (review_tx_get_now (tx)), body->choice };

  if (work == NULL
      || !review_store_add_verdict_shown (tx, write->object, write->call->user->id,
                                          work->assessment, &row, error))
    return NULL;
  return finish (tx, write, &look, review_enum_nick (&review_choices, body->choice), NULL, error);
}

/**
 * review_service_show_verdict:
 * @request: the choice that was made by then, if any
 *
 * Shows the lease's holder what ROCA says of a case that is shown on demand; when they asked, and
 * whether they had chosen before, is kept.
 *
 * Returns: (transfer full): the case, with what ROCA says; %NULL with %REVIEW_ERROR_CONFLICT when
 *   the case is not shown on demand, is shown already, or lease or version are not as seen
 */
ReviewCaseView *
review_service_show_verdict (ReviewService *self,
                             const ReviewCall *caller,
                             const char *work_item,
                             const ReviewVerdictRequest *request,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = caller,
                        .operation = "show_verdict",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_case_view_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .versioned = TRUE,
                        .run = show_verdict };

  return review_service_run (&write, error);
}
