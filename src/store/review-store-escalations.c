/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escalations as people read them, and what comes back of them. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-escalations.h"

#include "review-codec.h"
#include "review-decision.h"
#include "review-store-private.h"

#define COLUMNS                                                                                    \
  "SELECT e.id, e.work_item, e.case_id, c.display_id, c.type, s.display, c.priority, c.value, "    \
  "c.currency, e.from_account, f.name, e.to_role, e.reason_code, e.recommendation, e.checked, "    \
  "d.body, e.at, e.answer, e.guidance, e.answered_by, b.name, e.answered_at, w.version, w.state, " \
  "l.account, h.name, e.due_at FROM escalation e JOIN work_item w ON w.id = e.work_item "          \
  "JOIN case_file c ON c.id = e.case_id JOIN subject s ON s.id = c.subject "                       \
  "JOIN decision d ON d.id = e.decision LEFT JOIN account f ON f.id = e.from_account "             \
  "LEFT JOIN account b ON b.id = e.answered_by LEFT JOIN lease l ON l.work_item = w.id "           \
  "LEFT JOIN account h ON h.id = l.account "

static char *
read_rationale (ReviewRows *rows, int column, GError **error)
{
  g_autoptr (ReviewDecision) decision =
      review_decode (&review_decision_type, review_rows_get_text (rows, column), -1, error);

  return decision != NULL && decision->form != NULL ? g_strdup (decision->form->rationale) : NULL;
}

static ReviewEscalation *
read_escalation (ReviewRows *rows, GError **error)
{
  ReviewEscalation *one = review_record_new (&review_escalation_type);

  one->id = review_rows_dup_text (rows, 0);
  one->work_item = review_rows_dup_text (rows, 1);
  one->case_id = review_rows_dup_text (rows, 2);
  one->display_id = review_rows_dup_text (rows, 3);
  one->case_type = review_rows_dup_text (rows, 4);
  one->subject = review_rows_dup_text (rows, 5);
  one->priority = review_rows_get_int (rows, 6);
  one->value = review_rows_dup_text (rows, 7);
  one->currency = review_rows_dup_text (rows, 8);
  one->from = review_rows_dup_text (rows, 9);
  one->from_name = review_rows_dup_text (rows, 10);
  one->to_role = review_rows_get_enum (rows, 11, &review_roles);
  one->reason_code = review_rows_dup_text (rows, 12);
  one->recommendation = review_rows_get_enum (rows, 13, &review_recommendations);
  one->checked = review_rows_dup_text (rows, 14);
  one->rationale = read_rationale (rows, 15, error);
  one->at = review_rows_get_int (rows, 16);
  one->due_at = review_rows_get_int (rows, 26);
  one->answer = review_rows_dup_text (rows, 17);
  one->guidance = review_rows_dup_text (rows, 18);
  one->answered_by = review_rows_dup_text (rows, 19);
  one->answered_by_name = review_rows_dup_text (rows, 20);
  one->answered_at = review_rows_get_int (rows, 21);
  one->version = review_rows_get_int (rows, 22);
  one->state = review_rows_get_enum (rows, 23, &review_work_states);
  one->holder = review_rows_dup_text (rows, 24);
  one->holder_name = review_rows_dup_text (rows, 25);
  return one;
}

/* Takes @rows. */
static GPtrArray *
read_escalations (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewRows) owned = rows;
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  while (rows != NULL && local == NULL && review_rows_next (rows, &local))
    g_ptr_array_add (list, read_escalation (rows, &local));
  return rows != NULL && review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_escalations:
 *
 * Returns: (transfer full): array of #ReviewEscalation of a work item, the oldest first
 */
GPtrArray *
review_store_list_escalations (ReviewTx *tx, const char *work_item, GError **error)
{
  return read_escalations (review_tx_query (tx, error,
                                            COLUMNS "WHERE e.work_item = $1 ORDER BY e.at, e.id",
                                            "s", work_item),
                           error);
}

/**
 * review_store_list_open_escalations:
 * @account: who would answer: never their own, nor what they are kept from
 * @leads: also those that are a lead's to answer
 *
 * Returns: (transfer full): array of #ReviewEscalation without an answer, the oldest first
 */
GPtrArray *
review_store_list_open_escalations (ReviewTx *tx,
                                    const char *account,
                                    gboolean leads,
                                    GError **error)
{
  return read_escalations (
      review_tx_query (tx, error,
                       COLUMNS "WHERE e.answered_at IS NULL AND w.state IN ('escalated', 'leased') "
                               "AND e.from_account <> $1 AND ($2 = 1 OR e.to_role = 'senior') "
                               "AND NOT EXISTS (SELECT 1 FROM work_exclusion x "
                               "WHERE x.work_item = w.id AND x.account = $1) "
                               "ORDER BY e.at, e.id LIMIT 200",
                       "se", account, leads),
      error);
}

/**
 * review_store_add_feedback:
 * @account: whom it is for
 * @feedback: its id, kind, work item, case, recommendation, choice and guidance
 * @escalation: (nullable): that it is about; %NULL: about a decision
 * @by: who decided or answered
 */
gboolean
review_store_add_feedback (ReviewTx *tx,
                           const char *account,
                           const ReviewFeedback *feedback,
                           const char *escalation,
                           const char *by,
                           GError **error)
{
  int kind =
      feedback->kind == REVIEW_FEEDBACK_OVERTURNED ? REVIEW_FEEDBACK_OVERRULED : feedback->kind;

  return review_tx_exec (
             tx, error,
             "INSERT INTO feedback (id, account, kind, work_item, case_id, escalation, "
             "recommendation, choice, guidance, by_account, at, basis) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
             "ssssssssssis", feedback->id, account, review_enum_nick (&review_feedback_kinds, kind),
             feedback->work_item, feedback->case_id, escalation,
             review_enum_nick (&review_recommendations, feedback->recommendation),
             review_enum_nick (&review_choices, feedback->choice), feedback->guidance, by,
             review_tx_get_now (tx), review_enum_nick (&review_bases, feedback->basis))
         == 1;
}

static ReviewFeedback *
read_feedback (ReviewRows *rows)
{
  ReviewFeedback *one = review_record_new (&review_feedback_type);

  one->id = review_rows_dup_text (rows, 0);
  one->kind = review_rows_get_enum (rows, 1, &review_feedback_kinds);
  one->work_item = review_rows_dup_text (rows, 2);
  one->case_id = review_rows_dup_text (rows, 3);
  one->display_id = review_rows_dup_text (rows, 4);
  one->case_type = review_rows_dup_text (rows, 5);
  one->recommendation = review_rows_get_enum (rows, 6, &review_recommendations);
  one->choice = review_rows_get_enum (rows, 7, &review_choices);
  one->guidance = review_rows_dup_text (rows, 8);
  one->by_name = review_rows_dup_text (rows, 9);
  one->at = review_rows_get_int (rows, 10);
  one->read_at = review_rows_get_int (rows, 11);
  one->basis = review_rows_get_enum (rows, 12, &review_bases);
  if (one->basis != 0)
    one->kind = REVIEW_FEEDBACK_OVERTURNED;
  return one;
}

/**
 * review_store_list_feedback:
 *
 * Returns: (transfer full): array of #ReviewFeedback for the person, the newest first
 */
GPtrArray *
review_store_list_feedback (ReviewTx *tx, const char *account, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT f.id, f.kind, f.work_item, f.case_id, c.display_id, c.type, f.recommendation, "
      "f.choice, f.guidance, a.name, f.at, r.at, f.basis FROM feedback f JOIN case_file c "
      "ON c.id = f.case_id LEFT JOIN account a ON a.id = f.by_account "
      "LEFT JOIN feedback_read r ON r.feedback = f.id WHERE f.account = $1 "
      "ORDER BY f.at DESC, f.id LIMIT $2",
      "si", account, limit);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_feedback (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_read_feedback:
 * @ret_was_unread: (out): %FALSE: it had been read before
 *
 * %REVIEW_ERROR_NOT_FOUND for another person's.
 */
gboolean
review_store_read_feedback (
    ReviewTx *tx, const char *account, const char *id, gboolean *ret_was_unread, GError **error)
{
  gint64 own = 0, n;

  if (!review_tx_get_int (tx, &own, error,
                          "SELECT COUNT(*) FROM feedback WHERE id = $1 AND account = $2", "ss", id,
                          account))
    return FALSE;
  if (own == 0)
    {
      review_store_set_not_found (error);
      return FALSE;
    }
  n = review_tx_exec (tx, error,
                      "INSERT INTO feedback_read (feedback, at) VALUES ($1, $2) "
                      "ON CONFLICT DO NOTHING",
                      "si", id, review_tx_get_now (tx));
  *ret_was_unread = n == 1;
  return n >= 0;
}

/**
 * review_store_reserve:
 * @until: µs: until then the next case of @account, and of nobody else
 */
gboolean
review_store_reserve (
    ReviewTx *tx, const char *work_item, const char *account, gint64 until, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE work_item SET reserved_for = $2, reserved_until = $3 "
                         "WHERE id = $1",
                         "ssi", work_item, account, until)
         == 1;
}

/**
 * review_store_restart_escalation:
 * @wait: µs
 *
 * Those who answer have the whole time again: the case was with the customer, or held.
 */
gboolean
review_store_restart_escalation (ReviewTx *tx, const char *work_item, gint64 wait, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE escalation SET due_at = $2 WHERE work_item = $1 "
                         "AND answered_at IS NULL",
                         "si", work_item, review_tx_get_now (tx) + wait)
         >= 0;
}

/**
 * review_store_rest_state:
 *
 * Returns: the #ReviewWorkState of an item that nobody holds: escalated while it has an escalation
 *   without an answer, or queued; 0 on error
 */
int
review_store_rest_state (ReviewTx *tx, const char *work_item, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM escalation WHERE work_item = $1 "
                          "AND answered_at IS NULL",
                          "s", work_item))
    return 0;
  return n > 0 ? REVIEW_WORK_ESCALATED : REVIEW_WORK_QUEUED;
}
