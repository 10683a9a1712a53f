/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds and what ends them; the cases that wait for one person; who is at a desk. */
#define G_LOG_DOMAIN "review-store"
#include "review-clock.h"
#include "review-store-private.h"
#include "review-store-waiting.h"

/**
 * review_store_add_hold:
 * @request: its time is set: there is no hold that nothing ends
 */
gboolean
review_store_add_hold (ReviewTx *tx,
                       const char *work_item,
                       const char *account,
                       const ReviewHoldRequest *request,
                       GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);

  return review_tx_exec (tx, error,
                         "INSERT INTO hold (id, work_item, account, reason, at, wake_at, wake_on, "
                         "note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         "ssssiiss", id, work_item, account, request->reason,
                         review_tx_get_now (tx), request->wake_at, request->wake_on, request->note)
         == 1;
}

/**
 * review_store_end_hold:
 * @woken: a #ReviewWoken
 */
gboolean
review_store_end_hold (ReviewTx *tx, const char *work_item, int woken, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE hold SET woken_at = $2, woken = $3 WHERE work_item = $1 "
                         "AND woken_at IS NULL",
                         "sis", work_item, review_tx_get_now (tx),
                         review_enum_nick (&review_woken, woken))
         >= 0;
}

#define HOLD_COLUMNS                                                               \
  "SELECT h.id, h.account, a.name, h.reason, h.note, h.wake_on, h.at, h.wake_at, " \
  "h.woken_at, h.woken FROM hold h JOIN work_item w ON w.id = h.work_item "        \
  "LEFT JOIN account a ON a.id = h.account "

static ReviewHold *
read_hold (ReviewRows *rows)
{
  ReviewHold *one = review_record_new (&review_hold_type);

  one->id = review_rows_dup_text (rows, 0);
  one->account = review_rows_dup_text (rows, 1);
  one->account_name = review_rows_dup_text (rows, 2);
  one->reason = review_rows_dup_text (rows, 3);
  one->note = review_rows_dup_text (rows, 4);
  one->wake_on = review_rows_dup_text (rows, 5);
  one->at = review_rows_get_int (rows, 6);
  one->wake_at = review_rows_get_int (rows, 7);
  one->woken_at = review_rows_get_int (rows, 8);
  one->woken = review_rows_get_enum (rows, 9, &review_woken);
  return one;
}

/**
 * review_store_load_open_hold:
 *
 * Returns: (transfer full): the hold that stands; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewHold *
review_store_load_open_hold (ReviewTx *tx, const char *work_item, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, HOLD_COLUMNS "WHERE h.work_item = $1 AND h.woken_at IS NULL LIMIT 1", "s",
      work_item);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_hold (rows);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_list_holds:
 * @work_item: (nullable): of this look only; %NULL: of all looks but those that measure
 *
 * Returns: (transfer full): array of #ReviewHold, the oldest first
 */
GPtrArray *
review_store_list_holds (ReviewTx *tx, const char *case_id, const char *work_item, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       HOLD_COLUMNS "WHERE w.case_id = $1 AND (h.work_item = $2 OR ($2 IS NULL "
                                    "AND w.purpose IN ('sla', 'second_review'))) "
                                    "ORDER BY h.at, h.id",
                       "ss", case_id, work_item);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_hold (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/* A look that measures shows the case as it was, so nothing that happens ends its hold: it would
 * come back for a reason that its reader does not see. */
#define HAPPENED                                                                                  \
  "(w.purpose IN ('sla', 'second_review') AND ("                                                  \
  "(h.wake_on = 'new_evidence' AND EXISTS (SELECT 1 FROM evidence e WHERE e.case_id = w.case_id " \
  "AND e.received_at > h.at)) "                                                                   \
  "OR (h.wake_on = 'list_change' AND EXISTS (SELECT 1 FROM list_part p "                          \
  "WHERE p.imported_at > h.at)) "                                                                 \
  "OR (h.wake_on = 'effect_confirmed' AND EXISTS (SELECT 1 FROM effect f "                        \
  "JOIN decision d ON d.id = f.decision WHERE d.case_id = w.case_id AND f.state = 'confirmed' "   \
  "AND f.at > h.at)) "                                                                            \
  "OR (h.wake_on = 'linked_case' AND EXISTS (SELECT 1 FROM link_key a JOIN link_key b "           \
  "ON b.kind = a.kind AND b.value_hash = a.value_hash AND b.case_id <> a.case_id "                \
  "JOIN decision d ON d.case_id = b.case_id AND d.choice <> 'escalate' "                          \
  "WHERE a.case_id = w.case_id AND a.gateway = 0 AND d.effective_at > h.at "                      \
  "AND d.effective_at <= $1 AND NOT EXISTS (SELECT 1 FROM decision_retraction t "                 \
  "WHERE t.decision = d.id)))))"

/**
 * review_store_list_to_wake:
 *
 * Returns: (transfer full): ids of work items whose hold is over: its time has come, or what it
 *   waits for has happened
 */
GPtrArray *
review_store_list_to_wake (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT h.work_item FROM hold h JOIN work_item w ON w.id = h.work_item "
                       "WHERE h.woken_at IS NULL AND w.state = 'on_hold' "
                       "AND (h.wake_at <= $1 OR " HAPPENED ") LIMIT 200",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

static ReviewWaiting *
read_waiting (ReviewRows *rows)
{
  ReviewWaiting *one = review_record_new (&review_waiting_type);
  gboolean asked = review_rows_get_int (rows, 8) != 0;
  const char *codes = review_rows_get_text (rows, 9);

  one->work_item = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->display_id = review_rows_dup_text (rows, 2);
  one->case_type = review_rows_dup_text (rows, 3);
  one->subject = review_rows_dup_text (rows, 4);
  one->state = review_rows_get_enum (rows, 5, &review_work_states);
  one->version = review_rows_get_int (rows, 6);
  one->until = review_rows_get_int (rows, 7);
  if (asked)
    one->codes = codes != NULL ? g_strsplit (codes, " ", -1) : NULL;
  else
    one->reason = review_rows_dup_text (rows, 9);
  one->wake_on = review_rows_dup_text (rows, 10);
  one->note = review_rows_dup_text (rows, 11);
  one->at = review_rows_get_int (rows, 12);
  if (asked)
    one->outcome = review_rows_get_enum (rows, 13, &review_request_outcomes);
  else
    one->woken = review_rows_get_enum (rows, 13, &review_woken);
  return one;
}

/* Theirs who made it wait, or who accepted it since. */
#define OWNED(row)                                                                             \
  "(CASE WHEN EXISTS (SELECT 1 FROM work_owner o WHERE o.work_item = " row ".work_item) THEN " \
  "(SELECT o.account FROM work_owner o WHERE o.work_item = " row ".work_item) ELSE " row       \
  ".account END) = $1"

/* Of every look its newest question and its newest hold, as one kind of row. */
#define PAUSES                                                                                  \
  "WITH pause AS ("                                                                             \
  "SELECT r.work_item, r.account, 1 AS asked, r.codes AS what, NULL AS wake_on, r.note, r.at, " \
  "r.due_at AS until, r.ended_at, r.outcome AS ended FROM information_request r "               \
  "WHERE " OWNED ("r") " AND (r.ended_at IS NULL OR r.ended_at > $2) UNION ALL "                \
                       "SELECT h.work_item, h.account, 0, h.reason, h.wake_on, h.note, h.at, "  \
                       "h.wake_at, h.woken_at, "                                                \
                       "h.woken FROM hold h WHERE " OWNED (                                     \
                           "h") " AND (h.woken_at IS NULL OR h.woken_at > $2)) "

#define KEPT (2 * REVIEW_DAY) /* for which the end of a wait is looked back at */

/**
 * review_store_list_waiting:
 * @account: whose
 *
 * Returns: (transfer full): array of #ReviewWaiting: cases that came back and are kept for the
 *   person, then those that still wait, the soonest first
 */
GPtrArray *
review_store_list_waiting (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  gint64 now = review_tx_get_now (tx);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      PAUSES
      "SELECT w.id, c.id, c.display_id, c.type, s.display, w.state, w.version, "
      "CASE WHEN w.state = 'queued' THEN w.reserved_until ELSE p.until END AS until, p.asked, "
      "p.what, p.wake_on, p.note, COALESCE(p.ended_at, p.at), p.ended "
      "FROM pause p JOIN work_item w ON w.id = p.work_item JOIN case_file c ON c.id = w.case_id "
      "JOIN subject s ON s.id = c.subject "
      "WHERE (p.ended_at IS NULL AND w.state IN ('waiting_customer', 'on_hold')) "
      "OR (w.state = 'queued' AND w.reserved_for = $1 AND w.reserved_until > $3 "
      "AND p.ended_at = (SELECT MAX(q.ended_at) FROM pause q WHERE q.work_item = w.id)) "
      "ORDER BY CASE WHEN w.state = 'queued' THEN 0 ELSE 1 END, 8, w.id LIMIT 200",
      "sii", account, now - KEPT, now);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_waiting (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_is_on_duty:
 * @since: µs
 * @ret: (out): whether the person holds a case, or took, kept or decided one since then
 *
 * Of a person without a shift this is what says whether they are there.
 */
gboolean
review_store_is_on_duty (
    ReviewTx *tx, const char *account, gint64 since, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (
          tx, &n, error,
          "SELECT (SELECT COUNT(*) FROM lease l WHERE l.account = $1 AND l.until > $3) + "
          "(SELECT COUNT(*) FROM (SELECT 1 FROM audit x WHERE x.actor = $1 AND x.at >= $2 "
          "AND x.action IN ('take_next', 'take', 'take_back', 'renew', 'decide') LIMIT 1) y)",
          "sii", account, since, review_tx_get_now (tx)))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}
