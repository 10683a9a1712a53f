/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lead decided about a group: planned at once, carried out case by case. Until the last case
 * is decided none takes effect, so that all of them can be taken back for the same ten seconds. */
#define G_LOG_DOMAIN "review-store"
#include "review-codec.h"
#include "review-store-campaigns.h"
#include "review-store-private.h"
#include "review-store-queue.h"

void
review_campaign_item_free (gpointer item)
{
  ReviewCampaignItem *self = item;

  g_free (self->case_id);
  g_free (self->work_item);
  g_free (self->decision);
  g_free (self);
}

/**
 * review_store_add_plan:
 * @plan: its id, account, seed, share and form
 */
gboolean
review_store_add_plan (ReviewTx *tx,
                       const char *campaign,
                       const ReviewCampaignDecision *plan,
                       GError **error)
{
  g_autofree char *body = review_encode (plan->form);

  return review_tx_exec (tx, error,
                         "INSERT INTO campaign_decision (id, campaign, n, account, at, state, "
                         "seed, share, body) SELECT $1, $2, COALESCE(MAX(n), 0) + 1, $3, $4, "
                         "'planned', $5, $6, $7 FROM campaign_decision WHERE campaign = $2",
                         "sssisds", plan->id, campaign, plan->by, review_tx_get_now (tx),
                         plan->seed, plan->share, body)
         == 1;
}

static ReviewCampaignDecision *
read_plan (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewCampaignDecision) self = review_record_new (&review_campaign_decision_type);

  self->id = review_rows_dup_text (rows, 0);
  self->n = review_rows_get_int (rows, 1);
  self->state = review_rows_get_enum (rows, 2, &review_campaign_decision_states);
  self->by = review_rows_dup_text (rows, 3);
  self->by_name = review_rows_dup_text (rows, 4);
  self->at = review_rows_get_int (rows, 5);
  self->effective_at = review_rows_get_int (rows, 6);
  self->seed = review_rows_dup_text (rows, 7);
  self->share = review_rows_get_double (rows, 8);
  self->form =
      review_decode (&review_campaign_form_type, review_rows_get_text (rows, 9), -1, error);
  return self->form != NULL ? g_steal_pointer (&self) : NULL;
}

static gboolean
count_items (ReviewTx *tx, ReviewCampaignDecision *plan, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT outcome, COUNT(*) FROM campaign_item WHERE plan = $1 GROUP BY outcome",
      "s", plan->id);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      gint64 n = review_rows_get_int (rows, 1);

      switch (review_rows_get_enum (rows, 0, &review_campaign_outcomes))
        {
        case REVIEW_CAMPAIGN_CASE_PLANNED:
          plan->planned = n;
          break;
        case REVIEW_CAMPAIGN_CASE_DRAWN:
          plan->drawn = n;
          break;
        case REVIEW_CAMPAIGN_CASE_EXCLUDED:
          plan->excluded = n;
          break;
        case REVIEW_CAMPAIGN_CASE_DECIDED:
          plan->decided = n;
          break;
        default:
          break;
        }
    }
  return review_rows_end (error, local);
}

/**
 * review_store_load_plan:
 *
 * Returns: (transfer full): the newest decision about the group; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND when there was none
 */
ReviewCampaignDecision *
review_store_load_plan (ReviewTx *tx, const char *campaign, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewCampaignDecision) plan = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT p.id, p.n, p.state, p.account, a.name, p.at, p.effective_at, p.seed, p.share, p.body "
      "FROM campaign_decision p JOIN account a ON a.id = p.account WHERE p.campaign = $1 "
      "ORDER BY p.n DESC LIMIT 1",
      "s", campaign);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    plan = read_plan (rows, &local);
  if (!review_rows_end (error, local))
    return NULL;
  if (plan == NULL)
    review_store_set_not_found (error);
  return plan != NULL && count_items (tx, plan, error) ? g_steal_pointer (&plan) : NULL;
}

/**
 * review_store_set_plan_state:
 * @effective_at: µs; 0: it is not known
 */
gboolean
review_store_set_plan_state (
    ReviewTx *tx, const char *plan, int state, gint64 effective_at, GError **error)
{
  return review_tx_exec (
             tx, error, "UPDATE campaign_decision SET state = $2, effective_at = $3 WHERE id = $1",
             "sst", plan, review_enum_nick (&review_campaign_decision_states, state), effective_at)
         == 1;
}

/**
 * review_store_add_plan_item:
 * @work_item: (nullable)
 * @exception: #ReviewCampaignException; 0: none
 */
gboolean
review_store_add_plan_item (ReviewTx *tx,
                            const char *plan,
                            const char *case_id,
                            const char *work_item,
                            int outcome,
                            int exception,
                            GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO campaign_item (plan, case_id, work_item, outcome, reason) "
                         "VALUES ($1, $2, $3, $4, $5)",
                         "sssss", plan, case_id, work_item,
                         review_enum_nick (&review_campaign_outcomes, outcome),
                         review_enum_nick (&review_campaign_exceptions, exception))
         == 1;
}

/**
 * review_store_set_plan_item:
 * @exception: #ReviewCampaignException; 0: none
 * @decision: (nullable): that was made
 */
gboolean
review_store_set_plan_item (ReviewTx *tx,
                            const char *plan,
                            const char *case_id,
                            int outcome,
                            int exception,
                            const char *decision,
                            GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE campaign_item SET outcome = $3, reason = $4, decision = "
                         "COALESCE($5, decision) WHERE plan = $1 AND case_id = $2",
                         "sssss", plan, case_id,
                         review_enum_nick (&review_campaign_outcomes, outcome),
                         review_enum_nick (&review_campaign_exceptions, exception), decision)
         == 1;
}

/**
 * review_store_list_plan_items:
 *
 * Returns: (transfer full) (element-type ReviewCampaignItem): cases of that outcome, at most @limit
 */
GPtrArray *
review_store_list_plan_items (
    ReviewTx *tx, const char *plan, int outcome, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (review_campaign_item_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT case_id, work_item, decision FROM campaign_item WHERE plan = $1 AND outcome = $2 "
      "ORDER BY case_id LIMIT $3",
      "ssi", plan, review_enum_nick (&review_campaign_outcomes, outcome), limit);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewCampaignItem *item = g_new0 (ReviewCampaignItem, 1);

      item->case_id = review_rows_dup_text (rows, 0);
      item->work_item = review_rows_dup_text (rows, 1);
      item->decision = review_rows_dup_text (rows, 2);
      g_ptr_array_add (list, item);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_unfinished:
 *
 * Returns: (transfer full) (element-type utf8): ids of campaigns whose decision is being carried out
 *   or taken back
 */
GPtrArray *
review_store_list_unfinished (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT id FROM campaign WHERE state IN ('deciding', 'retracting')", "");

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_hold_plan:
 * @until: µs: no decision of @plan that waits takes effect before that
 */
gboolean
review_store_hold_plan (ReviewTx *tx, const char *plan, gint64 until, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE pending_decision SET effective_at = $2 WHERE decision IN "
                         "(SELECT decision FROM campaign_item WHERE plan = $1 "
                         "AND decision IS NOT NULL)",
                         "si", plan, until)
         >= 0;
}

/**
 * review_store_decide_queued:
 * @account: who decides without having taken it; not one who is kept from it
 * @ret_done: (out): %FALSE: it does not wait in the queue any more
 *
 * One statement moves an item that waits to decided; whoever took it meanwhile keeps it.
 */
gboolean
review_store_decide_queued (
    ReviewTx *tx, const char *work_item, const char *account, gboolean *ret_done, GError **error)
{
  gint64 n = review_tx_exec (
      tx, error,
      "UPDATE work_item SET state = 'decided', stage = 'lead', version = version + 1, "
      "last_holder = NULL, reserved_for = NULL WHERE id = $1 AND state = 'queued' "
      "AND NOT EXISTS (SELECT 1 FROM work_exclusion x WHERE x.work_item = work_item.id "
      "AND x.account = $2)",
      "ss", work_item, account);

  *ret_done = n == 1;
  return n == 0 || (n == 1 && review_store_show_state (tx, work_item, REVIEW_WORK_DECIDED, error));
}

/* The look of the first stage again, as before a lead decided it. */
static gboolean
requeue (ReviewTx *tx, const char *decision, GError **error)
{
  GError *local = NULL;
  g_autofree char *work_item = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "UPDATE work_item SET state = 'queued', stage = 'first', version = version + 1 WHERE id = "
      "(SELECT work_item FROM decision WHERE id = $1) AND state = 'decided' RETURNING id",
      "s", decision);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    work_item = review_rows_dup_text (rows, 0);
  g_clear_pointer (&rows, review_rows_free);
  return review_rows_end (error, local)
         && (work_item == NULL
             || review_store_show_state (tx, work_item, REVIEW_WORK_QUEUED, error));
}

/**
 * review_store_undo_queued:
 * @ret_done: (out): %FALSE: it was retracted before, or has taken effect
 *
 * Takes a decision back that was made without a lease: the item waits in the queue again.
 */
gboolean
review_store_undo_queued (
    ReviewTx *tx, const char *decision, const char *account, gboolean *ret_done, GError **error)
{
  gint64 n =
      review_tx_exec (tx, error, "DELETE FROM pending_decision WHERE decision = $1", "s", decision);

  *ret_done = n == 1;
  if (n != 1)
    return n == 0;
  return review_tx_exec (tx, error,
                         "INSERT INTO decision_retraction (decision, at, account) "
                         "VALUES ($1, $2, $3)",
                         "sis", decision, review_tx_get_now (tx), account)
             == 1
         && review_tx_exec (tx, error, "DELETE FROM effective_decision WHERE decision = $1", "s",
                            decision)
                == 1
         && requeue (tx, decision, error);
}

/**
 * review_store_find_group_choice:
 *
 * Returns: #ReviewChoice that the case's wave was decided with; 0: it was not, or it is in none,
 *   or @error is set
 */
int
review_store_find_group_choice (ReviewTx *tx, const char *case_id, GError **error)
{
  GError *local = NULL;
  int choice = 0;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.choice FROM campaign_item i JOIN campaign_decision p ON p.id = i.plan "
      "JOIN decision d ON d.id = i.decision WHERE i.outcome = 'decided' AND p.campaign = "
      "(SELECT campaign FROM case_file WHERE id = $1) ORDER BY p.n DESC LIMIT 1",
      "s", case_id);

  if (rows == NULL)
    return 0;
  if (review_rows_next (rows, &local))
    choice = review_rows_get_enum (rows, 0, &review_choices);
  return review_rows_end (error, local) ? choice : 0;
}
