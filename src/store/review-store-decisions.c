/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA said and what people decided. Rows are only ever added: a retraction is a row beside
 * the decision, and which decision stands is kept in a table of its own. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-decisions.h"

#include "review-codec.h"
#include "review-store-private.h"
#include "review-store-queue.h"

/**
 * review_store_keep_assessment:
 * @assessment: complete, with id and case
 *
 * Puts it on record beside the one that the case has, which stays the case's.
 */
gboolean
review_store_keep_assessment (ReviewTx *tx, const ReviewAssessment *assessment, GError **error)
{
  g_autofree char *body = review_encode (assessment);

  return review_tx_exec (
             tx, error,
             "INSERT INTO assessment (id, case_id, n, as_of, created_at, agent, model, policy, "
             "risk, verdict, verdict_cut, route, pi, reason, body, supersedes) "
             "SELECT $1, $2, COALESCE(MAX(n), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
             "$13, $14, (SELECT assessment FROM case_file WHERE id = $2) "
             "FROM assessment WHERE case_id = $2",
             "ssiisssdsdsdss", assessment->id, assessment->case_id, assessment->as_of,
             assessment->created_at, assessment->agent, assessment->model, assessment->policy,
             assessment->risk, review_enum_nick (&review_verdicts, assessment->verdict),
             assessment->verdict_cut, review_enum_nick (&review_routes, assessment->route),
             assessment->pi, assessment->reason, body)
         == 1;
}

/**
 * review_store_add_assessment:
 * @assessment: complete, with id and case; becomes the case's newest, the one before it stays
 */
gboolean
review_store_add_assessment (ReviewTx *tx, const ReviewAssessment *assessment, GError **error)
{
  return review_store_keep_assessment (tx, assessment, error)
         && review_tx_exec (tx, error,
                            "UPDATE case_file SET assessment = $2, stale = 0, "
                            "version = version + 1 WHERE id = $1",
                            "ss", assessment->case_id, assessment->id)
                == 1;
}

/* Runs a query with one text parameter and decodes the body in its first column. */
static gpointer
load_body (
    ReviewTx *tx, const ReviewRecordType *type, const char *sql, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, sql, "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_decode_limited (type, review_rows_get_text (rows, 0), -1, G_MAXINT, error);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_load_assessment:
 *
 * Returns: (transfer full): exactly what was said; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewAssessment *
review_store_load_assessment (ReviewTx *tx, const char *id, GError **error)
{
  return load_body (tx, &review_assessment_type, "SELECT body FROM assessment WHERE id = $1", id,
                    error);
}

/**
 * review_store_find_assessment:
 *
 * Returns: (transfer full): id of the case's newest assessment; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND when it has none
 */
char *
review_store_find_assessment (ReviewTx *tx, const char *case_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT assessment FROM case_file WHERE id = $1 AND assessment IS NOT NULL", "s",
      case_id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_next_decision:
 *
 * Returns: the number of the case's next decision, from 1; -1 on error
 */
gint64
review_store_next_decision (ReviewTx *tx, const char *case_id, GError **error)
{
  gint64 n = -1;

  review_tx_get_int (tx, &n, error,
                     "SELECT COALESCE(MAX(n), 0) + 1 FROM decision WHERE case_id = $1", "s",
                     case_id);
  return n;
}

/**
 * review_store_add_decision:
 * @decision: complete; its JSON is what the audit row will have hashed
 */
gboolean
review_store_add_decision (ReviewTx *tx,
                           const ReviewDecision *decision,
                           gboolean has_work,
                           GError **error)
{
  g_autofree char *body = review_encode (decision);
  const char *assessment = decision->seen != NULL ? decision->seen->assessment : NULL;

  return review_tx_exec (
             tx, error,
             "INSERT INTO decision (id, work_item, case_id, n, account, decided_at, effective_at, "
             "stage, choice, disposition, assessment, body, supersedes) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
             "sssisiissssss", decision->id, has_work ? decision->work_item : NULL,
             decision->case_id, decision->n, decision->actor, decision->decided_at,
             decision->effective_at, review_enum_nick (&review_stages, decision->stage),
             review_enum_nick (&review_choices, decision->choice),
             decision->form != NULL ? decision->form->disposition : NULL, assessment, body,
             decision->supersedes)
         == 1;
}

/**
 * review_store_make_pending:
 *
 * Marks a decision as the one that stands (escalations leave that open) and starts its wait.
 */
gboolean
review_store_make_pending (ReviewTx *tx, const ReviewDecision *decision, GError **error)
{
  if (decision->choice != REVIEW_CHOICE_ESCALATE
      && review_tx_exec (tx, error,
                         "INSERT INTO effective_decision (work_item, decision) VALUES ($1, $2)",
                         "ss", decision->work_item, decision->id)
             != 1)
    return FALSE;
  return review_tx_exec (tx, error,
                         "INSERT INTO pending_decision (decision, effective_at) VALUES ($1, $2)",
                         "si", decision->id, decision->effective_at)
         == 1;
}

static gint64
retracted_at (ReviewTx *tx, const char *id)
{
  gint64 at = 0;

  review_tx_get_int (tx, &at, NULL, "SELECT at FROM decision_retraction WHERE decision = $1", "s",
                     id);
  return at;
}

/**
 * review_store_load_decision:
 *
 * Returns: (transfer full): the decision, with the time of its retraction; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
ReviewDecision *
review_store_load_decision (ReviewTx *tx, const char *id, GError **error)
{
  ReviewDecision *decision =
      load_body (tx, &review_decision_type, "SELECT body FROM decision WHERE id = $1", id, error);

  if (decision != NULL)
    decision->retracted_at = retracted_at (tx, id);
  return decision;
}

/**
 * review_store_list_decisions:
 *
 * Returns: (transfer full): array of #ReviewDecision of the case, oldest first, retracted ones
 *   included
 */
GPtrArray *
review_store_list_decisions (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.body, r.at FROM decision d LEFT JOIN decision_retraction r ON r.decision = d.id "
      "WHERE d.case_id = $1 ORDER BY d.n",
      "s", case_id);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewDecision *decision =
          review_decode (&review_decision_type, review_rows_get_text (rows, 0), -1, &local);

      if (decision == NULL)
        break;
      decision->retracted_at = review_rows_get_int (rows, 1);
      g_ptr_array_add (list, decision);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static gboolean
undo_rows (ReviewTx *tx, const ReviewDecision *decision, const char *account, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO decision_retraction (decision, at, account) "
                         "VALUES ($1, $2, $3)",
                         "sis", decision->id, review_tx_get_now (tx), account)
             == 1
         && review_tx_exec (tx, error, "DELETE FROM pending_decision WHERE decision = $1", "s",
                            decision->id)
                == 1
         && review_tx_exec (tx, error, "DELETE FROM effective_decision WHERE decision = $1", "s",
                            decision->id)
                >= 0
         && review_tx_exec (tx, error,
                            "UPDATE case_file SET state = 'leased', version = version + 1 "
                            "WHERE id = $1 AND state IN ('decided', 'escalated')",
                            "s", decision->case_id)
                >= 0;
}

/**
 * review_store_retract:
 * @account: who retracts; only the one who decided may
 * @version: of the work item that the caller saw
 *
 * One statement checks version, state, person and that the decision is not yet effective; then
 * the lease comes back (the draft was never gone).
 */
gboolean
review_store_retract (ReviewTx *tx,
                      const ReviewDecision *decision,
                      const char *account,
                      gint64 version,
                      gint64 lease_time,
                      GError **error)
{
  gint64 now = review_tx_get_now (tx);
  gint64 n =
      review_tx_exec (tx, error,
                      "UPDATE work_item SET state = 'leased', version = version + 1 WHERE id = $1 "
                      "AND version = $2 AND state IN ('decided', 'escalated') AND EXISTS ("
                      "SELECT 1 FROM pending_decision p JOIN decision d ON d.id = p.decision "
                      "WHERE p.decision = $3 AND d.account = $4 AND p.effective_at > $5)",
                      "sissi", decision->work_item, version, decision->id, account, now);

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "it has taken effect, or changed meanwhile");
  return n == 1 && undo_rows (tx, decision, account, error)
         && review_tx_exec (tx, error,
                            "INSERT INTO lease (work_item, account, granted_at, until) "
                            "VALUES ($1, $2, $3, $4)",
                            "ssii", decision->work_item, account, now, now + lease_time)
                == 1;
}

/**
 * review_store_list_pending:
 *
 * Returns: (transfer full): ids of decisions whose time to take effect has come
 */
GPtrArray *
review_store_list_pending (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT decision FROM pending_decision WHERE effective_at <= $1 "
                       "ORDER BY effective_at, decision LIMIT 200",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_end_pending:
 *
 * The decision can no longer be retracted.
 */
gboolean
review_store_end_pending (ReviewTx *tx, const char *decision, GError **error)
{
  gint64 n =
      review_tx_exec (tx, error, "DELETE FROM pending_decision WHERE decision = $1", "s", decision);

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it has taken effect already");
  return n == 1;
}
