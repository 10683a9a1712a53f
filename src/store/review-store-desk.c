/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on a person: the cases they hold, those that are kept for them, and those that wait on
 * their word. Giving and taking them away. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-desk.h"

#include "review-store-escalations.h"
#include "review-store-private.h"

/* Who answers for a case that waits: who made it wait, or who accepted it since. */
#define OWNER(account) \
  "COALESCE((SELECT o.account FROM work_owner o WHERE o.work_item = w.id), " account ")"

/* As one kind of row: work item, how, whose, until when. */
#define DESK                                                                                       \
  "WITH desk AS ("                                                                                 \
  "SELECT w.id AS item, 'leased' AS kind, l.account AS owner, l.until FROM lease l "               \
  "JOIN work_item w ON w.id = l.work_item WHERE w.state = 'leased' UNION ALL "                     \
  "SELECT w.id, 'kept', w.reserved_for, w.reserved_until FROM work_item w "                        \
  "WHERE w.reserved_for IS NOT NULL AND w.state = 'queued' AND w.reserved_until > $2 "             \
  "UNION ALL SELECT w.id, 'waiting_customer', " OWNER (                                            \
      "r.account") ", r.due_at "                                                                   \
                   "FROM information_request r JOIN work_item w ON w.id = r.work_item "            \
                   "WHERE r.ended_at IS NULL AND w.state = 'waiting_customer' UNION ALL "          \
                   "SELECT w.id, 'on_hold', " OWNER (                                              \
                       "h.account") ", h.wake_at FROM hold h "                                     \
                                    "JOIN work_item w ON w.id = h.work_item WHERE h.woken_at IS "  \
                                    "NULL AND w.state = 'on_hold' "                                \
                                    "UNION ALL SELECT w.id, 'escalated', " OWNER (                 \
                                        "e.from_account") ", e.due_at "                            \
                                                          "FROM escalation e JOIN work_item w ON " \
                                                          "w.id = e.work_item "                    \
                                                          "WHERE e.answered_at IS NULL AND "       \
                                                          "w.state = 'escalated') "

static ReviewDeskCase *
read_desk (ReviewRows *rows)
{
  ReviewDeskCase *one = review_record_new (&review_desk_case_type);

  one->work_item = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->display_id = review_rows_dup_text (rows, 2);
  one->case_type = review_rows_dup_text (rows, 3);
  one->kind = review_rows_get_enum (rows, 4, &review_desk_kinds);
  one->owner = review_rows_dup_text (rows, 5);
  one->owner_name = review_rows_dup_text (rows, 6);
  one->key_user = review_rows_get_int (rows, 7) != 0;
  one->due_at = review_rows_get_int (rows, 8);
  one->until = review_rows_get_int (rows, 9);
  return one;
}

/**
 * review_store_list_desk:
 * @account: (nullable): whose; %NULL: everybody's
 *
 * Returns: (transfer full): array of #ReviewDeskCase, the soonest due first
 */
GPtrArray *
review_store_list_desk (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      DESK "SELECT w.id, c.id, c.display_id, c.type, d.kind, d.owner, a.name, w.key_user, "
           "w.due_at, d.until FROM desk d JOIN work_item w ON w.id = d.item "
           "JOIN case_file c ON c.id = w.case_id JOIN account a ON a.id = d.owner WHERE $1 IS NULL "
           "OR d.owner = $1 "
           "ORDER BY w.due_at, w.id",
      "si", account, review_tx_get_now (tx));

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_desk (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/* How many cases the person holds right now. */
gboolean
review_store_count_leased (ReviewTx *tx, const char *account, gint64 *ret, GError **error)
{
  return review_tx_get_int (tx, ret, error,
                            "SELECT COUNT(*) FROM lease WHERE account = $1 AND until > $2", "si",
                            account, review_tx_get_now (tx));
}

/**
 * review_store_may_have:
 * @scope: of the person who is to get the item
 * @ret: (out): whether they see it, are qualified for it and are not kept from it
 */
gboolean
review_store_may_have (
    ReviewTx *tx, const ReviewScope *scope, const char *work_item, gboolean *ret, GError **error)
{
  gint64 kept_from = 0, seen = 0;

  *ret = FALSE;
  if (!review_tx_get_int (tx, &seen, error,
                          "SELECT COUNT(*) FROM work_item WHERE id = $1 "
                          "AND ($2 = 0 OR vendor = $3)",
                          "ses", work_item, scope->vendor_only, scope->vendor)
      || !review_tx_get_int (tx, &kept_from, error,
                             "SELECT COUNT(*) FROM work_exclusion WHERE work_item = $1 "
                             "AND account = $2",
                             "ss", work_item, scope->account))
    return FALSE;
  return seen == 0 || kept_from > 0
         || review_store_has_qualification (tx, scope->account, work_item, ret, error);
}

/**
 * review_store_assign:
 * @version: that was seen; 0: any
 * @until: µs: until then it waits for @account, and for nobody else
 * @ret_done: (out): %FALSE: it does not wait any more, or changed
 *
 * Keeps an item that waits for a person; it stays in its band.
 */
gboolean
review_store_assign (ReviewTx *tx,
                     const char *work_item,
                     gint64 version,
                     const char *account,
                     gint64 until,
                     gboolean *ret_done,
                     GError **error)
{
  gint64 n = review_tx_exec (
      tx, error,
      "UPDATE work_item SET reserved_for = $3, reserved_until = $4, "
      "assigned = 1, snoozed_until = NULL, last_holder = NULL, version = version + 1 "
      "WHERE id = $1 AND ($2 = 0 OR version = $2) AND state = 'queued'",
      "sisi", work_item, version, account, until);

  *ret_done = n == 1;
  return n >= 0;
}

/* Puts on record who gave it to whom, and why. */
gboolean
review_store_add_assignment (ReviewTx *tx,
                             const char *work_item,
                             const char *account,
                             const char *by,
                             const char *reason,
                             gint64 until,
                             GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);

  return review_tx_exec (tx, error,
                         "INSERT INTO assignment (id, work_item, account, by_account, reason, at, "
                         "until_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "sssssii", id, work_item, account, by, reason, review_tx_get_now (tx),
                         until)
         == 1;
}

/**
 * review_store_let_go:
 * @account: (nullable): for whom it is kept until @until; %NULL: for nobody
 *
 * What a person held, or what was kept for them, waits among all others again; its clock runs on.
 */
gboolean
review_store_let_go (
    ReviewTx *tx, const char *work_item, const char *account, gint64 until, GError **error)
{
  int state = review_store_rest_state (tx, work_item, error);

  return state != 0
         && review_tx_exec (
                tx, error,
                "UPDATE work_item SET state = $2, version = version + 1, "
                "assigned = 0, snoozed_until = NULL, last_holder = NULL, reserved_for = $3, "
                "reserved_until = $4 WHERE id = $1 AND state IN ('leased', 'queued')",
                "ssst", work_item, review_enum_nick (&review_work_states, state), account,
                account != NULL ? until : (gint64) 0)
                == 1
         && review_tx_exec (tx, error, "DELETE FROM lease WHERE work_item = $1", "s", work_item)
                >= 0
         && review_store_show_state (tx, work_item, state, error);
}

/**
 * review_store_set_owner:
 * @handover: with which they accepted it
 */
gboolean
review_store_set_owner (
    ReviewTx *tx, const char *work_item, const char *account, const char *handover, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO work_owner (work_item, account, handover, at) "
                         "VALUES ($1, $2, $3, $4) ON CONFLICT (work_item) DO UPDATE SET "
                         "account = excluded.account, handover = excluded.handover, "
                         "at = excluded.at",
                         "sssi", work_item, account, handover, review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_find_owner:
 * @account: who made it wait
 *
 * Returns: (transfer full): who answers for the item now: they, or who accepted it since; %NULL on
 *   error
 */
char *
review_store_find_owner (ReviewTx *tx, const char *work_item, const char *account, GError **error)
{
  GError *local = NULL;
  char *owner = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT account FROM work_owner WHERE work_item = $1", "s", work_item);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    owner = review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local))
    return owner != NULL ? owner : g_strdup (account);
  g_free (owner);
  return NULL;
}
