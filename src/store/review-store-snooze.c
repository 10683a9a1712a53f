/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept for a person in the queue: what they put off, and what a lead gave them. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-moving.h"
#include "review-store-private.h"
#include "review-waiting.h"

/**
 * review_store_snooze:
 * @until: µs: it comes back then
 * @kept_until: µs: and is kept for @account for so long
 *
 * Of an item that waits; its clock runs on.
 */
gboolean
review_store_snooze (ReviewTx *tx,
                     const char *work_item,
                     const char *account,
                     gint64 until,
                     gint64 kept_until,
                     const char *note,
                     GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);

  return review_tx_exec (tx, error,
                         "UPDATE work_item SET reserved_for = $2, reserved_until = $3, "
                         "snoozed_until = $4 WHERE id = $1 AND state = 'queued'",
                         "ssii", work_item, account, kept_until, until)
             == 1
         && review_tx_exec (tx, error,
                            "INSERT INTO snooze (id, work_item, account, note, at, until_at) "
                            "VALUES ($1, $2, $3, $4, $5, $6)",
                            "ssssii", id, work_item, account, note, review_tx_get_now (tx), until)
                == 1;
}

/* How many cases the person has put off; -1 on error. */
gint64
review_store_count_snoozed (ReviewTx *tx, const char *account, GError **error)
{
  gint64 n = -1;

  return review_tx_get_int (tx, &n, error,
                            "SELECT COUNT(*) FROM work_item WHERE reserved_for = $1 "
                            "AND state = 'queued' AND snoozed_until > $2",
                            "si", account, review_tx_get_now (tx))
             ? n
             : -1;
}

/**
 * review_store_list_snoozed:
 *
 * Returns: (transfer full): ids of items that come back now
 */
GPtrArray *
review_store_list_snoozed (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT id FROM work_item WHERE snoozed_until <= $1 AND state = 'queued' "
                       "ORDER BY snoozed_until LIMIT 200",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_end_snooze:
 *
 * Returns: (transfer full): whose it was; %NULL on error
 */
char *
review_store_end_snooze (ReviewTx *tx, const char *work_item, GError **error)
{
  GError *local = NULL;
  char *account = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "UPDATE work_item SET snoozed_until = NULL, version = version + 1 "
                       "WHERE id = $1 AND snoozed_until IS NOT NULL RETURNING reserved_for",
                       "s", work_item);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    account = review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local) && account == NULL)
    review_store_set_not_found (error);
  return account;
}

static ReviewWaiting *
read_kept (ReviewRows *rows)
{
  ReviewWaiting *one = review_record_new (&review_waiting_type);

  one->work_item = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->display_id = review_rows_dup_text (rows, 2);
  one->case_type = review_rows_dup_text (rows, 3);
  one->subject = review_rows_dup_text (rows, 4);
  one->state = review_rows_get_enum (rows, 5, &review_work_states);
  one->version = review_rows_get_int (rows, 6);
  one->until = review_rows_get_int (rows, 7);
  one->snoozed_until = review_rows_get_int (rows, 8);
  one->note = review_rows_dup_text (rows, 9);
  one->reason = review_rows_dup_text (rows, 10);
  one->assigned_by_name = review_rows_dup_text (rows, 11);
  one->at = review_rows_get_int (rows, 12);
  return one;
}

#define LATEST(table) \
  "(SELECT MAX(z.at) FROM " table " z WHERE z.work_item = w.id AND z.account = $1)"

/* What the person put off has come back to them, and nothing was done with it since. */
#define CAME_BACK                                                                              \
  "(z.until_at <= $2 AND NOT EXISTS (SELECT 1 FROM information_request r WHERE r.work_item = " \
  "w.id "                                                                                      \
  "AND r.at > z.at) AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.work_item = w.id "            \
  "AND h.at > z.at) AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e.work_item = w.id "      \
  "AND e.at > z.at))"

/**
 * review_store_list_kept:
 * @account: whose
 *
 * Returns: (transfer full): array of #ReviewWaiting: what they put off, also when it has come back, and
 *   what a lead gave them, the soonest first
 */
GPtrArray *
review_store_list_kept (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT w.id, c.id, c.display_id, c.type, s.display, w.state, w.version, w.reserved_until, "
      "w.snoozed_until, z.note, CASE WHEN w.assigned = 1 THEN a.reason END, "
      "CASE WHEN w.assigned = 1 THEN b.name END, COALESCE(z.at, a.at) FROM work_item w "
      "JOIN case_file c ON c.id = w.case_id JOIN subject s ON s.id = c.subject "
      "LEFT JOIN snooze z ON z.work_item = w.id AND z.account = $1 AND w.assigned = 0 "
      "AND z.at = " LATEST (
          "snooze") " LEFT JOIN assignment a ON a.work_item = w.id "
                    "AND a.account = $1 AND w.assigned = 1 AND a.at = " LATEST (
                        "assignment") " LEFT JOIN account b ON b.id = a.by_account WHERE "
                                      "w.reserved_for = $1 "
                                      "AND w.state = 'queued' AND w.reserved_until > $2 "
                                      "AND (w.snoozed_until IS NOT NULL OR w.assigned = 1 "
                                      "OR " CAME_BACK ") "
                                      "ORDER BY COALESCE(w.snoozed_until, w.due_at), w.id LIMIT "
                                      "200",
      "si", account, review_tx_get_now (tx));

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_kept (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
