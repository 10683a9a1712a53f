/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to looks, for the report on time and on escalations. Reads only what is audited. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-attainment.h"

#include "review-store-private.h"

#define TRACE                                                                                   \
  "WITH look AS (SELECT * FROM work_item WHERE queued_at >= $1 AND queued_at < $2 "             \
  "AND purpose IN ('sla', 'second_review')), "                                                  \
  "act AS (SELECT l.id AS look, a.seq, a.action, a.reason AS detail, a.at FROM look l "         \
  "JOIN audit a ON a.ref = l.id UNION ALL "                                                     \
  "SELECT l.id, a.seq, a.action, CASE WHEN a.action IN ('decide', 'no_answer') THEN d.choice "  \
  "ELSE a.reason END, a.at FROM look l JOIN decision d ON d.work_item = l.id "                  \
  "JOIN audit a ON a.ref = d.id) "                                                              \
  "SELECT l.id, l.case_type, l.queued_at, l.due_at, l.paused_ms * 1000, l.state = 'closed', "   \
  "(SELECT CASE WHEN SUM(CASE WHEN f.state IN ('requested', 'failed') THEN 1 ELSE 0 END) > 0 "  \
  "THEN 0 ELSE MAX(f.at) END FROM effect f "                                                    \
  "JOIN decision d ON d.id = f.decision WHERE d.work_item = l.id), "                            \
  "EXISTS (SELECT 1 FROM effect f JOIN decision d ON d.id = f.decision "                        \
  "WHERE d.work_item = l.id), act.action, act.detail, act.at, c.id, c.display_id "              \
  "FROM look l JOIN case_file c ON c.id = l.case_id LEFT JOIN act ON act.look = l.id ORDER BY " \
  "l.case_type, l.id, act.seq"

static ReviewTraceRow
read_trace (ReviewRows *rows)
{
  return (ReviewTraceRow){ .work_item = review_rows_get_text (rows, 0),
                           .case_type = review_rows_get_text (rows, 1),
                           .queued_at = review_rows_get_int (rows, 2),
                           .due_at = review_rows_get_int (rows, 3),
                           .paused = review_rows_get_int (rows, 4),
                           .over = review_rows_get_int (rows, 5) != 0,
                           .confirmed_at = review_rows_get_int (rows, 6),
                           .has_effects = review_rows_get_int (rows, 7) != 0,
                           .action = review_rows_get_text (rows, 8),
                           .detail = review_rows_get_text (rows, 9),
                           .at = review_rows_get_int (rows, 10),
                           .case_id = review_rows_get_text (rows, 11),
                           .display_id = review_rows_get_text (rows, 12) };
}

/**
 * review_store_each_trace:
 * @since: µs: looks that came from then on
 * @until: µs: and before then
 *
 * The audit rows of looks with effects, look by look, each in order.
 */
gboolean
review_store_each_trace (
    ReviewTx *tx, gint64 since, gint64 until, ReviewTraceFunc func, gpointer data, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, TRACE, "ii", since, until);
  gboolean more = rows != NULL;

  if (rows == NULL)
    return FALSE;
  while (more && review_rows_next (rows, &local))
    {
      ReviewTraceRow row = read_trace (rows);

      more = func (&row, data, &local);
    }
  return review_rows_end (error, local);
}

/**
 * review_store_was_anyone_there:
 * @ret: (out): whether somebody who is qualified for the item took, kept or decided a case between
 *   @from and @until
 */
gboolean
review_store_was_anyone_there (
    ReviewTx *tx, const char *work_item, gint64 from, gint64 until, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (
          tx, &n, error,
          "SELECT EXISTS (SELECT 1 FROM work_item w JOIN qualification q "
          "ON q.case_type = w.case_type AND (q.language = '*' OR w.language IS NULL "
          "OR q.language = w.language) AND (q.stage IN ('nesting', 'certified') "
          "OR (q.stage = 'limited' AND w.key_user = 0)) JOIN audit a ON a.actor = q.account "
          "AND a.at >= $2 AND a.at < $3 "
          "AND a.action IN ('take_next', 'take', 'take_back', 'renew', 'decide') WHERE w.id = $1)",
          "sii", work_item, from, until))
    return FALSE;
  *ret = n != 0;
  return TRUE;
}

static ReviewCallRow
read_call (ReviewRows *rows)
{
  return (ReviewCallRow){ .case_type = review_rows_get_text (rows, 0),
                          .priority = review_rows_get_int (rows, 1),
                          .assessment = review_rows_get_text (rows, 2),
                          .choice = review_rows_get_text (rows, 3),
                          .recommendation = review_rows_get_text (rows, 4),
                          .outcome = review_rows_get_text (rows, 5),
                          .overturned = review_rows_get_int (rows, 6) != 0,
                          .work_item = review_rows_get_text (rows, 7),
                          .case_id = review_rows_get_text (rows, 8),
                          .display_id = review_rows_get_text (rows, 9),
                          .at = review_rows_get_int (rows, 10) };
}

/* What people called first in looks with effects: juniors' decisions, and everybody's escalations. */
#define CALLS                                                                                    \
  "SELECT c.type, c.priority, w.assessment, d.choice, "                                          \
  "(SELECT e.recommendation FROM escalation e WHERE e.decision = d.id ORDER BY e.at LIMIT 1), "  \
  "(SELECT x.choice FROM effective_decision f JOIN decision x ON x.id = f.decision "             \
  "WHERE f.work_item = w.id AND x.effective_at <= $3), "                                         \
  "EXISTS (SELECT 1 FROM truth t JOIN truth u ON u.case_id = t.case_id AND u.n > t.n "           \
  "WHERE t.decision = d.id AND u.basis = 'on_record' AND u.positive <> t.positive "              \
  "AND COALESCE(u.by_account, '') <> d.account), w.id, c.id, c.display_id, d.effective_at "      \
  "FROM decision d JOIN work_item w ON w.id = d.work_item JOIN case_file c ON c.id = d.case_id " \
  "JOIN account a ON a.id = d.account WHERE d.effective_at >= $1 AND d.effective_at < $2 "       \
  "AND w.purpose IN ('sla', 'second_review') AND d.stage = 'first' "                             \
  "AND (d.choice = 'escalate' OR a.role IN ('bpo', 'agent')) "                                   \
  "AND NOT EXISTS (SELECT 1 FROM decision_retraction r WHERE r.decision = d.id) "                \
  "AND (d.choice <> 'escalate' OR EXISTS (SELECT 1 FROM escalation e WHERE e.decision = d.id)) " \
  "AND (d.choice = 'escalate' OR NOT EXISTS (SELECT 1 FROM escalation e "                        \
  "WHERE e.work_item = w.id AND e.at < d.decided_at))"

/**
 * review_store_each_call:
 * @since: µs: first decisions that took effect from then on
 * @until: µs: and before then
 */
gboolean
review_store_each_call (
    ReviewTx *tx, gint64 since, gint64 until, ReviewCallFunc func, gpointer data, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, CALLS, "iii", since, until, review_tx_get_now (tx));
  gboolean more = rows != NULL;

  if (rows == NULL)
    return FALSE;
  while (more && review_rows_next (rows, &local))
    {
      ReviewCallRow row = read_call (rows);

      more = func (&row, data, &local);
    }
  return review_rows_end (error, local);
}
