/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handovers: their rows, and what became meanwhile of the cases in them. */
#define G_LOG_DOMAIN "review-store"
#include "review-clock.h"
#include "review-store-desk.h"
#include "review-store-private.h"

#define MOST 200

static gboolean
add_item (ReviewTx *tx, const char *handover, const ReviewHandoverItem *item, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO handover_item (handover, work_item, case_id, kind, owner, "
                         "step, note, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         "ssssssss", handover, item->work_item, item->case_id,
                         review_enum_nick (&review_desk_kinds, item->kind), item->owner, item->step,
                         item->note, review_enum_nick (&review_handed_states, item->state))
         == 1;
}

/**
 * review_store_add_handover:
 * @handover: complete, with id and items
 *
 * A case that is still open in an earlier one goes on in this one only.
 */
gboolean
review_store_add_handover (ReviewTx *tx, const ReviewHandover *handover, GError **error)
{
  if (review_tx_exec (tx, error,
                      "INSERT INTO handover (id, version, from_account, team, to_account, at, "
                      "due_at) VALUES ($1, 1, $2, $3, $4, $5, $6)",
                      "ssesii", handover->id, handover->from, handover->team, handover->to,
                      handover->at, handover->due_at)
      != 1)
    return FALSE;
  for (guint i = 0; i < handover->items->len; i++)
    {
      const ReviewHandoverItem *item = handover->items->pdata[i];

      if (review_tx_exec (tx, error,
                          "UPDATE handover_item SET state = 'moved', by_account = $2, at = $3 "
                          "WHERE work_item = $1 AND state = 'open'",
                          "ssi", item->work_item, handover->from, handover->at)
              < 0
          || !add_item (tx, handover->id, item, error))
        return FALSE;
    }
  return TRUE;
}

/* What became of a case that nobody accepted: a work item that is decided or over, and one that
 * another than who handed it over holds, have dropped out. */
#define SHOWN                                                                       \
  "CASE WHEN i.state <> 'open' THEN i.state WHEN w.state IN ('decided', 'closed') " \
  "THEN 'decided' WHEN w.state = 'leased' AND l.account <> i.owner "                \
  "AND (h.to_account IS NULL OR l.account <> h.to_account) THEN 'taken' "           \
  "WHEN w.state = 'leased' AND l.account = h.to_account THEN 'accepted' "           \
  "WHEN w.state = 'leased' THEN 'moved' ELSE 'open' END"

static ReviewHandoverItem *
read_item (ReviewRows *rows)
{
  ReviewHandoverItem *one = review_record_new (&review_handover_item_type);

  one->work_item = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->display_id = review_rows_dup_text (rows, 2);
  one->case_type = review_rows_dup_text (rows, 3);
  one->kind = review_rows_get_enum (rows, 4, &review_desk_kinds);
  one->owner = review_rows_dup_text (rows, 5);
  one->owner_name = review_rows_dup_text (rows, 6);
  one->key_user = review_rows_get_int (rows, 7) != 0;
  one->due_at = review_rows_get_int (rows, 8);
  one->step = review_rows_dup_text (rows, 9);
  one->note = review_rows_dup_text (rows, 10);
  one->state = review_rows_get_enum (rows, 11, &review_handed_states);
  one->by = review_rows_dup_text (rows, 12);
  one->by_name = review_rows_dup_text (rows, 13);
  one->at = review_rows_get_int (rows, 14);
  return one;
}

static gboolean
load_items (ReviewTx *tx, ReviewHandover *handover, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT w.id, c.id, c.display_id, c.type, i.kind, i.owner, o.name, w.key_user, w.due_at, "
      "i.step, i.note, " SHOWN ", COALESCE(i.by_account, l.account), "
      "COALESCE(b.name, m.name), i.at FROM handover_item i "
      "JOIN handover h ON h.id = i.handover JOIN work_item w ON w.id = i.work_item "
      "JOIN case_file c ON c.id = i.case_id JOIN account o ON o.id = i.owner "
      "LEFT JOIN account b ON b.id = i.by_account LEFT JOIN lease l ON l.work_item = w.id "
      "LEFT JOIN account m ON m.id = l.account WHERE i.handover = $1 ORDER BY w.due_at, w.id",
      "s", handover->id);

  if (rows == NULL)
    return FALSE;
  handover->items = review_records_new ();
  while (review_rows_next (rows, &local))
    {
      ReviewHandoverItem *item = read_item (rows);

      g_ptr_array_add (handover->items, item);
      handover->open += item->state == REVIEW_HANDED_OPEN;
      handover->accepted += item->state == REVIEW_HANDED_ACCEPTED;
    }
  handover->dropped = handover->items->len - handover->open - handover->accepted;
  return review_rows_end (error, local);
}

#define COLUMNS                                                                          \
  "SELECT h.id, h.version, h.from_account, f.name, h.team, h.to_account, t.name, h.at, " \
  "h.due_at, h.withdrawn_at FROM handover h JOIN account f ON f.id = h.from_account "    \
  "LEFT JOIN account t ON t.id = h.to_account "

static ReviewHandover *
read_handover (ReviewRows *rows)
{
  ReviewHandover *one = review_record_new (&review_handover_type);

  one->id = review_rows_dup_text (rows, 0);
  one->version = review_rows_get_int (rows, 1);
  one->from = review_rows_dup_text (rows, 2);
  one->from_name = review_rows_dup_text (rows, 3);
  one->team = review_rows_get_int (rows, 4) != 0;
  one->to = review_rows_dup_text (rows, 5);
  one->to_name = review_rows_dup_text (rows, 6);
  one->at = review_rows_get_int (rows, 7);
  one->due_at = review_rows_get_int (rows, 8);
  if (!review_rows_is_null (rows, 9))
    one->state = REVIEW_HANDOVER_WITHDRAWN;
  return one;
}

/* Takes @rows. (transfer full): array of #ReviewHandover */
static GPtrArray *
read_handovers (ReviewTx *tx, ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewRows) owned = rows;
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_handover (rows));
  for (guint i = 0; local == NULL && i < list->len; i++)
    {
      ReviewHandover *one = list->pdata[i];

      if (!load_items (tx, one, &local))
        break;
      if (one->state == 0)
        one->state = one->open > 0 ? REVIEW_HANDOVER_OPEN : REVIEW_HANDOVER_SETTLED;
      one->red = one->state == REVIEW_HANDOVER_OPEN && one->due_at <= review_tx_get_now (tx);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_load_handover:
 *
 * Returns: (transfer full): with what became of its cases; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewHandover *
review_store_load_handover (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list =
      read_handovers (tx, review_tx_query (tx, error, COLUMNS "WHERE h.id = $1", "s", id), error);

  if (list != NULL && list->len == 0)
    review_store_set_not_found (error);
  return list != NULL && list->len > 0 ? review_record_ref (list->pdata[0]) : NULL;
}

/**
 * review_store_list_handovers:
 * @account: (nullable): from or to whom; %NULL: all
 * @since: µs: of those that nobody has to accept any more, the ones made since
 *
 * Returns: (transfer full): array of #ReviewHandover, open ones first, the newest first
 */
GPtrArray *
review_store_list_handovers (ReviewTx *tx, const char *account, gint64 since, GError **error)
{
  return read_handovers (
      tx,
      review_tx_query (tx, error,
                       COLUMNS
                       "WHERE ($1 IS NULL OR h.from_account = $1 OR h.to_account = $1) "
                       "AND (h.at >= $2 OR (h.settled_at IS NULL AND h.withdrawn_at IS NULL)) "
                       "ORDER BY CASE WHEN h.settled_at IS NULL AND h.withdrawn_at IS NULL "
                       "THEN 0 ELSE 1 END, h.at DESC LIMIT $3",
                       "sie", account, since, MOST),
      error);
}

/* Whether it waits in a handover to be accepted. */
gboolean
review_store_is_handed_over (ReviewTx *tx, const char *work_item, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM handover_item WHERE work_item = $1 "
                          "AND state = 'open'",
                          "s", work_item))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_set_handed:
 * @state: a #ReviewHandedState
 * @by: (nullable): who accepted it, or has it
 *
 * Ends an item that was open; any other stays as it is.
 */
gboolean
review_store_set_handed (ReviewTx *tx,
                         const char *handover,
                         const char *work_item,
                         int state,
                         const char *by,
                         GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE handover_item SET state = $3, by_account = $4, at = $5 "
                         "WHERE handover = $1 AND work_item = $2 AND state = 'open'",
                         "ssssi", handover, work_item,
                         review_enum_nick (&review_handed_states, state), by,
                         review_tx_get_now (tx))
         >= 0;
}

/**
 * review_store_touch_handover:
 * @version: that was seen; %REVIEW_ERROR_CONFLICT for another
 * @state: a #ReviewHandoverState: what it is now
 */
gboolean
review_store_touch_handover (
    ReviewTx *tx, const char *id, gint64 version, int state, GError **error)
{
  gint64 now = review_tx_get_now (tx);
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE handover SET version = version + 1, settled_at = $3, "
                             "withdrawn_at = $4 WHERE id = $1 AND version = $2",
                             "sitt", id, version, state == REVIEW_HANDOVER_SETTLED ? now : 0,
                             state == REVIEW_HANDOVER_WITHDRAWN ? now : 0);

  return n == 1
         || (n == 0 && review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile"));
}

/**
 * review_store_list_red_handovers:
 *
 * Returns: (transfer full): ids of handovers whose time to be accepted has passed, and of whom
 *   nobody was told yet
 */
GPtrArray *
review_store_list_red_handovers (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT id FROM handover WHERE settled_at IS NULL AND withdrawn_at IS NULL "
                       "AND told_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT 200",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

/* Leads were told that it is red. */
gboolean
review_store_tell_handover (ReviewTx *tx, const char *id, GError **error)
{
  return review_tx_exec (tx, error, "UPDATE handover SET told_at = $2 WHERE id = $1", "si", id,
                         review_tx_get_now (tx))
         == 1;
}
