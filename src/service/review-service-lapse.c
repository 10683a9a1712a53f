/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of waiting: the customer did not answer in time, a hold is over, nobody answered an
 * escalation. Steps of the timer job, each a transaction of its own.
 *
 * What the customer does not answer ends by the disposition that the case type names for it, decided
 * by the machine: nothing is known to be true then, so there is no truth and no label. A key user is
 * never decided by machine, and a type may name no disposition: those go to a senior, as an
 * escalation of the machine's. Where one was open already, the case is back with those who answer. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-shifts.h"
#include "review-store-decisions.h"
#include "review-store-escalations.h"
#include "review-store-events.h"
#include "review-store-waiting.h"
#include "review-work-steps.h"

#define ESCALATION_MINUTES 30

/* What stands where a person would write; data that both languages read. */
#define NOT_ANSWERED "The customer did not answer in time. 客户未在期限内答复。"

/* In which each level answers an escalation, µs. */
gint64
review_service_escalation_wait (ReviewService *self)
{
  return REVIEW_MINUTE
         * review_policy_get_number (review_service_get_policy (self), "escalation_wait_min", NULL,
                                     ESCALATION_MINUTES);
}

/**
 * review_service_bring_back:
 * @account: who made it wait; whoever accepted it from them since has it
 *
 * Ends the pause of a look. It is back with those who answer while its escalation is open, else
 * kept for them for a while if they are there, else in the pool; its clock runs on.
 */
gboolean
review_service_bring_back (
    ReviewService *self, ReviewTx *tx, const ReviewWork *work, const char *account, GError **error)
{
  const char *id = work->item->id;
  g_autofree char *owner = review_store_find_owner (tx, id, account, error);
  int rest = owner != NULL ? review_store_rest_state (tx, id, error) : 0;
  gboolean there = FALSE;

  if (rest == 0 || !review_store_resume (tx, id, error))
    return FALSE;
  if (rest == REVIEW_WORK_ESCALATED)
    return review_store_restart_escalation (tx, id, review_service_escalation_wait (self), error);
  if (!review_service_is_there (tx, owner, &there, error))
    return FALSE;
  return !there
         || (review_store_reserve (tx, id, owner, review_tx_get_now (tx) + REVIEW_KEPT_FOR, error)
             && review_event_add_for (tx, "waiting", id, owner, error));
}

static gboolean
end_asking (ReviewService *self,
            ReviewTx *tx,
            const char *work_item,
            const ReviewUser *actor,
            GError **error)
{
  g_autoptr (ReviewWork) work = review_store_load_work (tx, work_item, NULL, error);
  g_auto (ReviewRequestRow) request = { 0 };

  return work != NULL && review_service_step (tx, work, REVIEW_ACT_ANSWER_CUSTOMER, error) != 0
         && review_store_load_open_request (tx, work_item, &request, error)
         && review_store_end_request (tx, work_item, REVIEW_REQUEST_ANSWERED, error)
         && review_service_bring_back (self, tx, work, request.account, error)
         && review_service_audit_case (tx, actor, "resume", work->item->case_id, work_item, NULL,
                                       NULL, NULL, error)
         && review_service_note (tx, work, "queue", error);
}

/* The customer answered: what waits for them of the case comes back. */
gboolean
review_service_answer_waiting (
    ReviewService *self, ReviewTx *tx, const char *case_id, const ReviewUser *actor, GError **error)
{
  g_autoptr (GPtrArray) asking = review_store_list_asking (tx, case_id, error);

  for (guint i = 0; asking != NULL && i < asking->len; i++)
    if (!end_asking (self, tx, asking->pdata[i], actor, error))
      return FALSE;
  return asking != NULL;
}

static ReviewForm *
make_form (const char *disposition)
{
  ReviewForm *form = review_record_new (&review_form_type);

  form->choice = disposition != NULL ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_ESCALATE;
  form->disposition = g_strdup (disposition);
  form->rationale = g_strdup (NOT_ANSWERED);
  if (disposition == NULL)
    {
      form->reason_codes = g_strsplit ("sop_requires", " ", -1);
      form->recommendation = REVIEW_RECOMMEND_UNDECIDED;
      form->checked = g_strdup (NOT_ANSWERED);
    }
  return form;
}

static ReviewDecision *
make_decision (ReviewTx *tx, const ReviewWork *work, const char *disposition, GError **error)
{
  gint64 n = review_store_next_decision (tx, work->item->case_id, error);
  ReviewDecision *decision;

  if (n < 0)
    return NULL;
  decision = review_record_new (&review_decision_type);
  decision->id = review_tx_new_id (tx);
  decision->work_item = g_strdup (work->item->id);
  decision->case_id = g_strdup (work->item->case_id);
  decision->n = n;
  decision->actor = g_strdup (review_service_system_user ()->id);
  decision->actor_name = g_strdup (review_service_system_user ()->name);
  decision->decided_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  decision->effective_at = decision->decided_at;
  decision->stage = work->stage;
  decision->form = make_form (disposition);
  decision->choice = decision->form->choice;
  decision->seen = review_record_new (&review_seen_type);
  decision->seen->assessment = g_strdup (work->assessment);
  decision->work_item_version = work->item->version + 1;
  return decision;
}

static gboolean
set_state (ReviewTx *tx, const char *id, int state, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE work_item SET state = $2, version = version + 1, "
                         "paused_ms = paused_ms + ($3 - COALESCE(paused_at, $3)) / 1000, "
                         "paused_at = NULL WHERE id = $1 AND state = 'waiting_customer'",
                         "ssi", id, review_enum_nick (&review_work_states, state),
                         review_tx_get_now (tx))
             == 1
         && review_store_show_state (tx, id, state, error);
}

/* It takes effect like any decision, in the next turn. */
static gboolean
end_by_machine (
    ReviewTx *tx, const ReviewWork *work, const char *disposition, int state, GError **error)
{
  g_autoptr (ReviewDecision) decision = make_decision (tx, work, disposition, error);

  return decision != NULL && set_state (tx, work->item->id, state, error)
         && review_store_add_decision (tx, decision, TRUE, error)
         && review_store_make_pending (tx, decision, error)
         && review_service_audit_case (tx, review_service_system_user (), "no_answer",
                                       work->item->case_id, decision->id, disposition, work->item,
                                       decision, error);
}

static const char *
find_disposition (ReviewService *self, const ReviewWork *work)
{
  const ReviewCaseType *type =
      review_catalog_find_type (review_service_get_catalog (self), work->case_type);

  return type != NULL && !work->key_user ? type->no_answer : NULL;
}

/* What becomes of a look whose customer did not answer. */
static gboolean
end_lapsed (ReviewService *self, ReviewTx *tx, const ReviewWork *work, GError **error)
{
  const char *disposition = find_disposition (self, work);
  int act = !review_work_has_effects (work) ? REVIEW_ACT_LAPSE_OVER
            : disposition != NULL           ? REVIEW_ACT_LAPSE
                                            : REVIEW_ACT_LAPSE_UP;
  int to = review_service_step (tx, work, act, error);

  if (to == 0)
    return FALSE;
  if (act != REVIEW_ACT_LAPSE_OVER)
    return end_by_machine (tx, work, disposition, to, error);
  return set_state (tx, work->item->id, to, error)
         && review_service_audit_case (tx, review_service_system_user (), "would_ask",
                                       work->item->case_id, work->item->id, NULL, work->item, NULL,
                                       error);
}

/* The customer did not answer in time. */
gboolean
review_service_lapse (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewTurn *turn = user_data;
  g_autoptr (ReviewWork) work = review_store_load_work (tx, turn->id, NULL, error);
  g_auto (ReviewRequestRow) request = { 0 };
  gboolean back = FALSE;
  int rest;

  if (work == NULL)
    return FALSE;
  if (work->item->state != REVIEW_WORK_WAITING_CUSTOMER)
    return TRUE;
  rest = review_store_rest_state (tx, turn->id, error);
  if (rest == 0 || !review_store_load_open_request (tx, turn->id, &request, error)
      || !review_service_lapse_post (turn->service, tx, work, request.id, &back, error))
    return FALSE;
  if (back)
    return TRUE;
  if (!review_store_end_request (tx, turn->id, REVIEW_REQUEST_UNANSWERED, error))
    return FALSE;
  if (rest != REVIEW_WORK_ESCALATED)
    return end_lapsed (turn->service, tx, work, error)
           && review_service_note (tx, work, "queue", error);
  return review_service_bring_back (turn->service, tx, work, request.account, error)
         && review_service_audit_case (tx, review_service_system_user (), "no_answer",
                                       work->item->case_id, turn->id, NULL, work->item, NULL, error)
         && review_service_note (tx, work, "escalation", error);
}

/* A hold is over: its time has come, or what it waited for has happened. */
gboolean
review_service_wake_hold (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewTurn *turn = user_data;
  g_autoptr (ReviewWork) work = review_store_load_work (tx, turn->id, NULL, error);
  g_autoptr (ReviewHold) hold = NULL;
  int woken;

  if (work == NULL)
    return FALSE;
  if (work->item->state != REVIEW_WORK_ON_HOLD)
    return TRUE;
  hold = review_store_load_open_hold (tx, turn->id, error);
  if (hold == NULL || review_service_step (tx, work, REVIEW_ACT_WAKE, error) == 0)
    return FALSE;
  woken = hold->wake_at > review_tx_get_now (tx) ? REVIEW_WOKEN_EVENT
          : hold->wake_on != NULL                ? REVIEW_WOKEN_MAXIMUM
                                                 : REVIEW_WOKEN_TIME;
  return review_store_end_hold (tx, turn->id, woken, error)
         && review_service_bring_back (turn->service, tx, work, hold->account, error)
         && review_service_audit_case (
             tx, review_service_system_user (), "wake", work->item->case_id, turn->id,
             review_enum_nick (&review_woken, woken), work->item, NULL, error)
         && review_service_note (tx, work, "queue", error);
}

/* No senior answered in time: it goes up by itself. */
gboolean
review_service_raise_unanswered (ReviewTx *tx, gpointer user_data, GError **error)
{
  const ReviewUser *system = review_service_system_user ();
  ReviewTurn *turn = user_data;
  g_autoptr (ReviewWork) work = review_store_load_work (tx, turn->id, NULL, error);

  if (work == NULL)
    return FALSE;
  if (work->item->state != REVIEW_WORK_ESCALATED)
    return TRUE;
  return review_store_answer_escalation (tx, turn->id, system->id, "to_lead", NULL, error)
         && review_store_pass_escalation (tx, turn->id, system->id, "lead",
                                          review_service_escalation_wait (turn->service), error)
         && review_service_audit_case (tx, system, "escalation_up", work->item->case_id, turn->id,
                                       NULL, NULL, NULL, error)
         && review_service_note (tx, work, "escalation", error);
}
