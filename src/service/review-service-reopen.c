/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that was over is looked at once more: another person, a new round and clock. How it ends
 * says how often decisions are overturned, corrects the label that they gave, and wants another look
 * at whatever the overturned one had seeded: entries of lists, the other cases of its wave. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-campaigns.h"

#include <math.h>
#include <string.h>

#include "review-store-cases.h"
#include "review-store-decisions.h"
#include "review-store-events.h"
#include "review-store-house.h"
#include "review-store-reopen.h"
#include "stats-interval.h"

#define LEVEL 0.95

/* Nobody who decided about the case before decides about it again. */
static gboolean
keep_deciders_out (ReviewTx *tx, const char *work_item, GPtrArray *decisions, GError **error)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      const ReviewDecision *one = decisions->pdata[i];

      if (one->work_item[0] != '\0' && one->retracted_at == 0
          && !review_store_exclude (tx, work_item, one->actor, "own_decision", error))
        return FALSE;
    }
  return TRUE;
}

/* (transfer none) (nullable): the decision that stands, a machine's included; looks that only
 * measure are none. */
static const ReviewDecision *
find_standing (ReviewTx *tx, GPtrArray *decisions)
{
  for (guint i = decisions->len; i > 0; i--)
    {
      const ReviewDecision *one = decisions->pdata[i - 1];
      g_autoptr (ReviewWork) work = one->work_item[0] != '\0'
                                        ? review_store_load_work (tx, one->work_item, NULL, NULL)
                                        : NULL;

      if (one->retracted_at == 0 && one->choice != REVIEW_CHOICE_ESCALATE
          && (work == NULL || review_work_has_effects (work)))
        return one;
    }
  return NULL;
}

static gboolean
check_over (ReviewTx *tx, const ReviewCase *item_case, GError **error)
{
  static const int over[] = { REVIEW_CASE_AUTO_DECIDED, REVIEW_CASE_EFFECTS_PENDING,
                              REVIEW_CASE_CLOSED };
  gboolean is_over = FALSE;
  gint64 open = 0;

  if (!review_tx_get_int (tx, &open, error,
                          "SELECT COUNT(*) FROM work_item WHERE case_id = $1 "
                          "AND state <> 'closed'",
                          "s", item_case->id))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (over); i++)
    is_over = is_over || item_case->state == over[i];
  if (is_over && open == 0)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "the case is not over");
  return FALSE;
}

/* The new look, as the policy of today wants it shown. */
static char *
add_look (
    ReviewService *self, ReviewTx *tx, const ReviewCase *item_case, gint64 round, GError **error)
{
  GError *local = NULL;
  g_autofree char *assessment = review_store_find_assessment (tx, item_case->id, &local);
  g_autoptr (ReviewAssessment) said = NULL;
  ReviewNewWork next = { .case_id = item_case->id,
                         .purpose = REVIEW_PURPOSE_SLA,
                         .stage = REVIEW_STAGE_FIRST,
                         .round = round,
                         .sla_minutes = review_service_sla_minutes (self, item_case->type),
                         .assessment = assessment,
                         .policy = review_service_get_policy (self)->version };

  if (local != NULL && !g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  if (assessment != NULL && (said = review_store_load_assessment (tx, assessment, error)) == NULL)
    return NULL;
  return review_service_set_blind (self, &next, item_case->type, said, error)
             ? review_store_add_work (tx, &next, error)
             : NULL;
}

static ReviewReopening *
make_reopening (ReviewTx *tx, const ReviewWrite *write, const ReviewDecision *standing)
{
  const ReviewReopenRequest *request = write->body;
  ReviewReopening *one = review_record_new (&review_reopening_type);

  one->id = review_tx_new_id (tx);
  one->trigger = request->trigger;
  one->basis = request->basis;
  one->reason = g_strdup (request->reason);
  one->by = g_strdup (write->call->user->id);
  one->by_name = g_strdup (write->call->user->name);
  one->at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  one->decision = standing != NULL ? g_strdup (standing->id) : NULL;
  one->choice = standing != NULL ? standing->choice : 0;
  return one;
}

static gpointer
reopen (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, write->object, error);
  g_autoptr (GPtrArray) decisions = NULL;
  g_autoptr (ReviewReopening) one = NULL;

  if (item_case == NULL || !check_over (tx, item_case, error))
    return NULL;
  decisions = review_store_list_decisions (tx, item_case->id, error);
  if (decisions == NULL)
    return NULL;
  one = make_reopening (tx, write, find_standing (tx, decisions));
  one->case_id = g_strdup (item_case->id);
  one->round = review_store_next_round (tx, item_case->id, error);
  one->work_item =
      one->round > 0 ? add_look (write->service, tx, item_case, one->round, error) : NULL;
  if (one->work_item == NULL || !keep_deciders_out (tx, one->work_item, decisions, error)
      || !review_store_add_reopening (tx, one, error)
      || !review_service_recall (tx, item_case->id, write->call->user, error)
      || !review_store_set_case_state (tx, item_case->id, REVIEW_CASE_QUEUED, error)
      || !review_service_audit_case (tx, write->call->user, write->operation, item_case->id,
                                     one->work_item, one->reason, NULL, one, error)
      || !review_event_add (tx, "queue", one->work_item, item_case->vendor, error))
    return NULL;
  return g_steal_pointer (&one);
}

/**
 * review_service_reopen:
 * @case_id: of a case that is over
 * @request: why, on what basis, and what is to be known by who looks next
 *
 * Gives the case to another person, in a new round with its own clock.
 *
 * Returns: (transfer full): the reopening; %NULL with %REVIEW_ERROR_CONFLICT when the case is not over
 */
ReviewReopening *
review_service_reopen (ReviewService *self,
                       const ReviewCall *call,
                       const char *case_id,
                       const ReviewReopenRequest *request,
                       GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "reopen",
                        .object = case_id,
                        .body = request,
                        .answer_type = &review_reopening_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = reopen };

  return review_service_check_text (request->reason, "reason", error)
             ? review_service_run (&write, error)
             : NULL;
}

typedef struct
{
  const char *case_id;
  gboolean cases;
  gpointer answer; /* (owned) */
} Job;

static gboolean
list_reopenings (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewReopeningList) list = review_record_new (&review_reopening_list_type);
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, job->case_id, error);

  if (item_case == NULL)
    return FALSE;
  list->items = review_store_list_reopenings (tx, job->case_id, error);
  if (list->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_reopenings:
 *
 * Returns: (transfer full): how often the case was looked at again, and how that ended
 */
ReviewReopeningList *
review_service_list_reopenings (ReviewService *self, const char *case_id, GError **error)
{
  Job job = { .case_id = case_id };

  return review_store_read (self->store, list_reopenings, &job, error) ? job.answer : NULL;
}

static void
fill_rate (ReviewOverturnRate *one)
{
  one->rate = one->n > 0 ? (double) one->overturned / (double) one->n : NAN;
  one->low = NAN;
  one->high = NAN;
  if (one->n > 0)
    stats_wilson ((guint) one->overturned, (guint) one->n, LEVEL, &one->low, &one->high);
}

/* All triggers of one basis together. */
static ReviewOverturnRate *
sum_up (GPtrArray *counts, int basis)
{
  ReviewOverturnRate *sum = review_record_new (&review_overturn_rate_type);

  sum->basis = basis;
  for (guint i = 0; i < counts->len; i++)
    {
      const ReviewOverturnRate *one = counts->pdata[i];

      if (one->basis != basis)
        continue;
      sum->n += one->n;
      sum->overturned += one->overturned;
    }
  return sum;
}

static gboolean
count_overturned (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewOverturnRates) rates = review_record_new (&review_overturn_rates_type);
  g_autoptr (GPtrArray) counts = review_store_count_overturned (tx, error);

  if (counts == NULL)
    return FALSE;
  rates->rows = review_records_new ();
  for (int basis = REVIEW_BASIS_ON_RECORD; basis <= REVIEW_BASIS_NEW_EVIDENCE; basis++)
    {
      g_ptr_array_add (rates->rows, sum_up (counts, basis));
      for (guint i = 0; i < counts->len; i++)
        if (((ReviewOverturnRate *) counts->pdata[i])->basis == basis)
          g_ptr_array_add (rates->rows, review_record_ref (counts->pdata[i]));
    }
  for (guint i = 0; i < rates->rows->len; i++)
    fill_rate (rates->rows->pdata[i]);
  if (job->cases
      && (rates->cases = review_store_list_overturned (tx, &rates->left_off, error)) == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&rates);
  return TRUE;
}

/**
 * review_service_get_overturn_rates:
 * @reader: (nullable): who oversees gets the cases, too
 *
 * Returns: (transfer full): how many of the cases that were decided again ended otherwise, with
 *   Wilson's interval; on record apart from new evidence, which says nothing about who decided
 */
ReviewOverturnRates *
review_service_get_overturn_rates (ReviewService *self, const ReviewUser *reader, GError **error)
{
  Job job = { .cases = reader != NULL && review_role_oversees (reader->role) };

  return review_store_read (self->store, count_overturned, &job, error) ? job.answer : NULL;
}

/* What the overturned decision had seeded wants another look. */
static gboolean
review_seeds (ReviewTx *tx, const char *case_id, GError **error)
{
  gint64 entries = 0, cases = 0;

  if (!review_store_review_entries (tx, case_id, &entries, error)
      || !review_store_review_wave (tx, case_id, &cases, error))
    return FALSE;
  if (entries == 0 && cases == 0)
    return TRUE;
  return review_service_audit_case (tx, review_service_system_user (), "review_seeds", case_id,
                                    NULL, NULL, NULL, NULL, error)
         && (entries == 0 || review_event_add (tx, "house", NULL, NULL, error))
         && (cases == 0 || review_event_add (tx, "campaign", NULL, NULL, error));
}

/* A case of a wave that was read singly says something about those that were not. */
static gboolean
follow_wave (ReviewTx *tx, const ReviewDecision *decision, GError **error)
{
  GError *local = NULL;
  int group = decision->campaign == NULL
                  ? review_store_find_group_choice (tx, decision->case_id, &local)
                  : 0;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return group == 0 || group == decision->choice || review_seeds (tx, decision->case_id, error);
}

/*
 * review_service_follow_decision:
 *
 * Called when a decision with effects has taken effect: ends the reopening that made its look, and
 * has looked at again what an overturned decision, or one that contradicts its wave, had seeded.
 */
gboolean
review_service_follow_decision (ReviewTx *tx,
                                const ReviewWork *work,
                                const ReviewDecision *decision,
                                GError **error)
{
  g_autoptr (ReviewReopening) one = NULL;
  gboolean overturned;

  if (!review_store_find_reopening (tx, decision->case_id, work->item->round, &one, error))
    return FALSE;
  if (one == NULL)
    return follow_wave (tx, decision, error);
  overturned = one->choice != 0 && one->choice != decision->choice;
  return review_store_end_reopening (
             tx, one->id, decision->id,
             overturned ? REVIEW_REOPENED_OVERTURNED : REVIEW_REOPENED_UPHELD, error)
         && (!overturned
             || (review_event_add (tx, "label_correction", one->decision, NULL, error)
                 && review_service_tell_overturned (tx, one, decision, error)
                 && review_seeds (tx, decision->case_id, error)));
}

/*
 * review_service_find_basis:
 * @ret_basis: (out): #ReviewBasis of what a look of that round establishes
 */
gboolean
review_service_find_basis (ReviewTx *tx, const ReviewWork *work, int *ret_basis, GError **error)
{
  g_autoptr (ReviewReopening) one = NULL;

  if (!review_store_find_reopening (tx, work->item->case_id, work->item->round, &one, error))
    return FALSE;
  *ret_basis = one != NULL ? one->basis : (int) REVIEW_BASIS_ON_RECORD;
  return TRUE;
}
