/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timer job: what takes effect, what runs out, what wakes, what waited for ROCA too long.
 * Each step is a transaction of its own and may be repeated; nothing fires twice. */
#define G_LOG_DOMAIN "review-service"
#include "review-form-rules.h"
#include "review-service-bulk.h"
#include "review-service-private.h"
#include "review-service-shifts.h"
#include "review-service-wide-bands.h"
#include "review-store-audit.h"
#include "review-store-blind.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"
#include "review-store-escalations.h"
#include "review-store-events.h"
#include "review-store-identity.h"
#include "review-store-moving.h"
#include "review-store-labels.h"
#include "review-store-relate.h"
#include "review-store-reopen.h"
#include "review-store-waiting.h"
#include "review-work-steps.h"

#define NO_ASSESSMENT_AFTER (5 * REVIEW_MINUTE)
#define BATCH               100
#define GATHER_EVERY        (20 * REVIEW_SECOND)
#define WATCH_EVERY         (10 * REVIEW_SECOND)
#define BANDS_EVERY         (15 * REVIEW_MINUTE)

/* A disagreement with ROCA is confirmed by a second person who says the same without the first, or by
 * the lead who decides between them. */
static gboolean
confirm (
    ReviewTx *tx, const ReviewDecision *decision, gboolean positive, int *maturity, GError **error)
{
  gboolean agreed = decision->stage == REVIEW_STAGE_LEAD;

  if (*maturity != REVIEW_MATURITY_PROVISIONAL)
    return TRUE;
  if (!agreed
      && !review_store_is_agreed (tx, decision->case_id, positive, decision->actor, &agreed, error))
    return FALSE;
  if (agreed)
    *maturity = REVIEW_MATURITY_CONFIRMED;
  return TRUE;
}

/* The decision says what its maker holds to be true; how sure that is follows from the label. */
static gboolean
add_truth (ReviewTx *tx,
           const ReviewWork *work,
           const ReviewDecision *decision,
           gboolean second,
           GError **error)
{
  g_autoptr (ReviewTruth) truth = review_record_new (&review_truth_type);
  g_autoptr (ReviewAssessment) said = NULL;
  int maturity = second ? (int) REVIEW_MATURITY_PROVISIONAL : decision->label_maturity;

  if (!review_service_find_basis (tx, work, &truth->basis, error))
    return FALSE;

  /* Who decided without seeing the verdict was not told their label. */
  if (maturity == 0 && work->assessment != NULL)
    {
      said = review_store_load_assessment (tx, work->assessment, error);
      if (said == NULL)
        return FALSE;
      maturity = review_form_label_maturity (review_form_label (decision->form, said));
    }
  truth->positive = decision->choice == REVIEW_CHOICE_BLOCK;
  if (!second && !confirm (tx, decision, truth->positive, &maturity, error))
    return FALSE;
  truth->source = g_strdup ("review");
  truth->maturity = maturity != 0 ? maturity : REVIEW_MATURITY_PROVISIONAL;
  return review_store_add_truth (tx, decision->case_id, truth, decision->actor, decision->id,
                                 error);
}

/* A new look at the same case by someone else. */
static char *
add_look (ReviewService *self,
          ReviewTx *tx,
          const ReviewWork *work,
          int purpose,
          int stage,
          gint64 round,
          const char *not_by,
          GError **error)
{
  ReviewNewWork next = { .case_id = work->item->case_id,
                         .purpose = purpose,
                         .stage = stage,
                         .round = round,
                         .sla_minutes = review_service_sla_minutes (self, work->case_type),
                         .assessment = work->assessment,
                         .policy = review_service_get_policy (self)->version };
  g_autoptr (ReviewAssessment) said = NULL;
  g_autofree char *id = NULL;

  if (work->assessment != NULL
      && (said = review_store_load_assessment (tx, work->assessment, error)) == NULL)
    return NULL;
  if (!review_service_set_blind (self, &next, work->case_type, said, error))
    return NULL;
  id = review_store_add_work (tx, &next, error);
  if (id == NULL || !review_store_exclude (tx, id, not_by, "own_decision", error))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
settle_effects (ReviewService *self,
                ReviewTx *tx,
                const ReviewWork *work,
                const ReviewDecision *decision,
                gboolean second,
                GError **error)
{
  g_autofree char *look = NULL;

  if (!second)
    return review_service_start_effects (self, tx, decision, work->case_type, error);
  look = add_look (self, tx, work, REVIEW_PURPOSE_SECOND_REVIEW, REVIEW_STAGE_SECOND,
                   work->item->round, decision->actor, error);
  return look != NULL
         && review_store_set_case_state (tx, decision->case_id, REVIEW_CASE_SECOND_REVIEW, error);
}

/* What the person said before they saw the verdict; where that was nothing, what they decided. */
static gboolean
find_called (ReviewTx *tx, const ReviewDecision *decision, int *ret_choice, GError **error)
{
  g_autoptr (ReviewFirstCall) call = NULL;

  *ret_choice = decision->choice;
  if (!review_store_load_first_call (tx, decision->work_item, decision->actor, &call, error))
    return FALSE;
  if (call != NULL && call->choice != REVIEW_RECOMMEND_UNDECIDED)
    *ret_choice = call->choice == REVIEW_RECOMMEND_PASS ? REVIEW_CHOICE_PASS : REVIEW_CHOICE_BLOCK;
  return TRUE;
}

/* A blind look that contradicts the automatic decision reopens the case for another person. */
static gboolean
settle_audit (ReviewService *self,
              ReviewTx *tx,
              const ReviewWork *work,
              const ReviewDecision *decision,
              GError **error)
{
  g_autoptr (GPtrArray) all = review_store_list_decisions (tx, decision->case_id, error);
  g_autofree char *look = NULL;
  int automatic = 0, called = 0;
  gint64 round = review_store_next_round (tx, decision->case_id, error);

  if (all == NULL || round < 0 || !find_called (tx, decision, &called, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (((ReviewDecision *) all->pdata[i])->work_item[0] == '\0')
      automatic = ((ReviewDecision *) all->pdata[i])->choice;
  if (work->item->purpose != REVIEW_PURPOSE_AUDIT || automatic == 0 || automatic == called)
    return TRUE;
  look = add_look (self, tx, work, REVIEW_PURPOSE_SLA, REVIEW_STAGE_FIRST, round, decision->actor,
                   error);
  return look != NULL
         && review_service_recall (tx, decision->case_id, review_service_system_user (), error)
         && review_store_set_case_state (tx, decision->case_id, REVIEW_CASE_QUEUED, error)
         && review_service_audit_case (tx, review_service_system_user (), "reopen",
                                       decision->case_id, decision->id, "audit_contradiction", NULL,
                                       NULL, error)
         && review_event_add (tx, "incident", decision->case_id, NULL, error);
}

/* What a machine ends because a customer did not answer says nothing of what is true. */
static gboolean
is_by_machine (const ReviewDecision *decision)
{
  return g_strcmp0 (decision->actor, review_service_system_user ()->id) == 0;
}

static gboolean
settle_label (ReviewTx *tx,
              const ReviewWork *work,
              const ReviewDecision *decision,
              gboolean second,
              GError **error)
{
  return is_by_machine (decision)
         || (add_truth (tx, work, decision, second, error)
             && review_event_add (tx, "label", decision->id, NULL, error));
}

static gboolean
settle_final (ReviewService *self,
              ReviewTx *tx,
              const ReviewWork *work,
              const ReviewDecision *decision,
              GError **error)
{
  gboolean second = FALSE, disputed = FALSE;

  if (!review_service_compare_second (self, tx, work, decision, &disputed, error))
    return FALSE;
  if (disputed)
    return TRUE;
  return review_service_needs_second (tx, work, decision, &second, error)
         && review_service_step (tx, work, REVIEW_ACT_SETTLE, error) != 0
         && review_service_close_escalation (tx, decision, error)
         && review_tx_exec (tx, error,
                            "UPDATE work_item SET state = 'closed', version = version + 1 "
                            "WHERE id = $1",
                            "s", decision->work_item)
                == 1
         && (review_work_has_effects (work)
                 ? settle_effects (self, tx, work, decision, second, error)
                       && (second || is_by_machine (decision)
                           || review_service_follow_decision (tx, work, decision, error))
                 : settle_audit (self, tx, work, decision, error))
         && settle_label (tx, work, decision, second, error);
}

static gboolean
settle_escalation (ReviewService *self,
                   ReviewTx *tx,
                   const ReviewWork *work,
                   const ReviewDecision *decision,
                   GError **error)
{
  g_autoptr (ReviewUser) from = review_store_load_account (tx, decision->actor, NULL);
  gboolean junior = from == NULL || review_role_is_junior (from->role);

  return review_store_add_escalation (tx, decision, junior ? "senior" : "lead",
                                      review_service_escalation_wait (self), error)
         && (is_by_machine (decision)
             || review_store_exclude (tx, decision->work_item, decision->actor, "own_escalation",
                                      error))
         && review_service_note (tx, work, "escalation", error);
}

typedef ReviewTurn Job;

static gboolean
settle_decision (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewDecision) decision = review_store_load_decision (tx, job->id, error);
  g_autoptr (ReviewWork) work =
      decision != NULL ? review_store_load_work (tx, decision->work_item, NULL, error) : NULL;

  /* Retracted between the list and now: nothing left to do. */
  if (decision != NULL && decision->retracted_at != 0)
    return TRUE;
  if (work == NULL || !review_store_end_pending (tx, job->id, error)
      || !review_store_add_root_cause (tx, decision, error))
    return FALSE;
  if (decision->choice == REVIEW_CHOICE_ESCALATE
          ? !settle_escalation (job->service, tx, work, decision, error)
          : !settle_final (job->service, tx, work, decision, error))
    return FALSE;
  return review_service_audit_case (tx, review_service_system_user (), "effective",
                                    decision->case_id, decision->id, NULL, NULL, NULL, error)
         && review_service_note (tx, work, "decision", error);
}

static gboolean
requeue_expired (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewWork) before = review_store_load_work (tx, job->id, NULL, error);
  g_autoptr (ReviewWork) after = NULL;

  if (before == NULL)
    return FALSE;
  if (before->holder == NULL || before->lease_until > review_tx_get_now (tx))
    return TRUE;
  if (!review_store_requeue (tx, job->id, error))
    return FALSE;
  after = review_store_load_work (tx, job->id, NULL, error);
  return after != NULL
         && review_service_audit_case (tx, review_service_system_user (), "lease_expired",
                                       after->item->case_id, job->id, before->holder, before->item,
                                       after->item, error)
         && review_service_note (tx, after, "queue", error);
}

/* ROCA is late or there is no model: people look without a number. */
static gboolean
queue_unassessed (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCase) waiting = review_store_load_case (tx, job->id, error);
  ReviewNewWork next = { .case_id = job->id,
                         .purpose = REVIEW_PURPOSE_SLA,
                         .stage = REVIEW_STAGE_FIRST,
                         .round = 1,
                         .policy = review_service_get_policy (job->service)->version };
  g_autofree char *id = NULL;

  if (waiting == NULL)
    return FALSE;
  if (waiting->state != REVIEW_CASE_NEW)
    return TRUE;
  next.sla_minutes = review_service_sla_minutes (job->service, waiting->type);
  if (!review_service_set_blind (job->service, &next, waiting->type, NULL, error))
    return FALSE;
  id = review_store_add_work (tx, &next, error);
  return id != NULL && review_store_set_case_state (tx, job->id, REVIEW_CASE_QUEUED, error)
         && review_service_audit_case (
             tx, review_service_system_user (), "route", job->id, id,
             review_enum_nick (&review_routes, REVIEW_ROUTE_NO_ASSESSMENT), NULL, NULL, error)
         && review_event_add (tx, "queue", id, waiting->vendor, error);
}

static GPtrArray *
list_unassessed (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT id FROM case_file WHERE stale = 1 AND state = 'new' AND received_at <= $1 "
      "AND NOT EXISTS (SELECT 1 FROM wide_band_held h WHERE h.case_id = case_file.id) "
      "ORDER BY received_at LIMIT $2",
      "ii", review_tx_get_now (tx) - NO_ASSESSMENT_AFTER, (gint64) BATCH);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* What to do: a list that is read, and one transaction for each of its members. */
static const struct
{
  GPtrArray *(*list) (ReviewTx *tx, GError **error);
  ReviewTxFunc each;
} steps[] = {
  { review_store_list_pending, settle_decision },
  { review_store_list_expired, requeue_expired },
  { review_store_list_to_wake, review_service_wake_hold },
  { review_store_list_lapsed, review_service_lapse },
  { list_unassessed, queue_unassessed },
  { review_store_list_unanswered, review_service_raise_unanswered },
  { review_store_list_snoozed, review_service_end_snooze },
  { review_store_list_overrun, review_service_end_overrun },
  { review_store_list_red_handovers, review_service_tell_red },
};

static gboolean
read_list (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->ids = steps[job->n].list (tx, error);
  return job->ids != NULL;
}

/* One that fails stays for the next round and is told; it does not keep the others waiting. */
static gboolean
run_step (ReviewService *self, guint n, GError **error)
{
  Job job = { .service = self, .n = n };
  gboolean ok = review_store_read (self->store, read_list, &job, error);

  for (guint i = 0; ok && i < job.ids->len; i++)
    {
      g_autoptr (GError) local = NULL;

      job.id = job.ids->pdata[i];
      if (!review_service_write (self, steps[n].each, &job, &local))
        g_message ("%s is not settled: %s", job.id, local->message);
    }
  g_clear_pointer (&job.ids, g_ptr_array_unref);
  return ok;
}

static gboolean
list_unrelated (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->ids = review_store_list_unrelated (tx, error);
  return job->ids != NULL;
}

static gboolean
relate (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  for (guint i = 0; i < job->ids->len; i++)
    if (!review_store_relate_case (tx, job->ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Some of the cases that wait to be found across cases, in one transaction: an import brings
 * thousands. It keeps nothing else waiting when it fails. */
static gboolean
relate_cases (ReviewService *self, GError **error)
{
  Job job = { .service = self };
  g_autoptr (GError) local = NULL;
  gboolean ok = review_store_read (self->store, list_unrelated, &job, error);

  if (ok && job.ids->len > 0 && !review_service_write (self, relate, &job, &local))
    g_message ("cases are not related: %s", local->message);
  g_clear_pointer (&job.ids, g_ptr_array_unref);
  return ok;
}

static gboolean
move_bands (ReviewTx *tx, gpointer user_data, GError **error)
{
  gint64 moved = 0;

  return review_store_update_bands (tx, &moved, error)
         && (moved == 0 || review_event_add (tx, "queue", NULL, "*", error));
}

static gboolean
seal (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_audit_checkpoint (tx, error) && review_store_forget_answers (tx, error);
}

static gboolean
is_time (ReviewService *self, gint64 *next, gint64 every)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 now = review_clock_now (review_store_get_clock (self->store));

  /* A clock that jumped back must not silence the job for long. */
  if (now < *next && *next - now <= every)
    return FALSE;
  *next = now + every;
  return TRUE;
}

/**
 * review_service_settle:
 *
 * Lets decisions take effect, returns expired leases, wakes holds, brings back what was put off,
 * queues what ROCA did not assess in five minutes, ends what customers did not answer, sends
 * unanswered escalations up, ends shifts that nobody works in any more, says what was not accepted
 * in time, writes what cases share and who paid whom, moves urgent cases up, follows a policy that
 * another server put in force, decides groups and acts on many as leads said, gathers alike cases,
 * keeps the house's lists, stops experiments that do harm, widens bands whose promise is not kept;
 * each minute it seals the audit chain. Call it about every second, from one thread.
 */
gboolean
review_service_settle (ReviewService *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_step (self, i, error))
      return FALSE;
  if (is_time (self, &self->next_cleaning, 5 * REVIEW_SECOND)
      && !review_service_write (self, move_bands, NULL, error))
    return FALSE;
  if (!relate_cases (self, error) || !review_service_reload_sops (self, error)
      || !review_service_reload_policy (self, error) || !review_service_run_campaigns (self, error)
      || !review_service_run_bulk (self, error) || !review_service_work_on_house (self, error))
    return FALSE;
  if (is_time (self, &self->next_gathering, GATHER_EVERY) && !review_service_gather (self, error))
    return FALSE;
  if (is_time (self, &self->next_watch, WATCH_EVERY)
      && (!review_service_watch_experiments (self, error)
          || !review_service_drip_bands (self, error)))
    return FALSE;
  if (is_time (self, &self->next_bands, BANDS_EVERY) && !review_service_watch_bands (self, error))
    return FALSE;
  return !is_time (self, &self->next_checkpoint, REVIEW_MINUTE)
         || review_service_write (self, seal, NULL, error);
}
