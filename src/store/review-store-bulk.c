/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts on many cases: planned in one transaction, carried out in small ones. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-moving.h"
#include "review-store-private.h"
#include "review-store-queue.h"

#define MOST 100

static gboolean
add_item (ReviewTx *tx, const char *bulk, guint n, const ReviewBulkItem *item, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO bulk_item (bulk, n, work_item, case_id, outcome, exception) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         "sissss", bulk, (gint64) n, item->work_item, item->case_id,
                         review_enum_nick (&review_bulk_outcomes, item->outcome),
                         item->exception != 0
                             ? review_enum_nick (&review_campaign_exceptions, item->exception)
                             : NULL)
         == 1;
}

/**
 * review_store_add_bulk:
 * @bulk: complete, with id and items
 */
gboolean
review_store_add_bulk (ReviewTx *tx, const ReviewBulk *bulk, GError **error)
{
  if (review_tx_exec (tx, error,
                      "INSERT INTO bulk (id, kind, account, to_account, code, reason, at) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      "ssssssi", bulk->id, review_enum_nick (&review_bulk_kinds, bulk->kind),
                      bulk->by, bulk->to, bulk->code, bulk->reason, bulk->at)
      != 1)
    return FALSE;
  for (guint i = 0; i < bulk->items->len; i++)
    if (!add_item (tx, bulk->id, i, bulk->items->pdata[i], error))
      return FALSE;
  return TRUE;
}

#define COUNT(outcome) \
  "(SELECT COUNT(*) FROM bulk_item i WHERE i.bulk = b.id AND i.outcome = '" outcome "')"

#define COLUMNS                                                                                    \
  "SELECT b.id, b.kind, b.account, a.name, b.to_account, t.name, b.code, b.reason, "               \
  "b.at, b.over_at, " COUNT ("planned") ", " COUNT ("done") ", " COUNT (                           \
      "excluded") " FROM bulk b JOIN account a ON a.id = b.account LEFT JOIN account t ON t.id = " \
                  "b.to_account "

static ReviewBulk *
read_bulk (ReviewRows *rows)
{
  ReviewBulk *one = review_record_new (&review_bulk_type);

  one->id = review_rows_dup_text (rows, 0);
  one->kind = review_rows_get_enum (rows, 1, &review_bulk_kinds);
  one->by = review_rows_dup_text (rows, 2);
  one->by_name = review_rows_dup_text (rows, 3);
  one->to = review_rows_dup_text (rows, 4);
  one->to_name = review_rows_dup_text (rows, 5);
  one->code = review_rows_dup_text (rows, 6);
  one->reason = review_rows_dup_text (rows, 7);
  one->at = review_rows_get_int (rows, 8);
  one->over_at = review_rows_get_int (rows, 9);
  one->planned = review_rows_get_int (rows, 10);
  one->done = review_rows_get_int (rows, 11);
  one->excluded = review_rows_get_int (rows, 12);
  one->state = one->over_at != 0 ? REVIEW_BULK_OVER : REVIEW_BULK_RUNNING;
  return one;
}

static gboolean
load_items (ReviewTx *tx, ReviewBulk *bulk, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT i.work_item, c.id, c.display_id, c.type, i.outcome, i.exception "
                       "FROM bulk_item i JOIN case_file c ON c.id = i.case_id WHERE i.bulk = $1 "
                       "ORDER BY i.n",
                       "s", bulk->id);

  if (rows == NULL)
    return FALSE;
  bulk->items = review_records_new ();
  while (review_rows_next (rows, &local))
    {
      ReviewBulkItem *item = review_record_new (&review_bulk_item_type);

      item->work_item = review_rows_dup_text (rows, 0);
      item->case_id = review_rows_dup_text (rows, 1);
      item->display_id = review_rows_dup_text (rows, 2);
      item->case_type = review_rows_dup_text (rows, 3);
      item->outcome = review_rows_get_enum (rows, 4, &review_bulk_outcomes);
      item->exception = review_rows_get_enum (rows, 5, &review_campaign_exceptions);
      g_ptr_array_add (bulk->items, item);
    }
  return review_rows_end (error, local);
}

/**
 * review_store_load_bulk:
 *
 * Returns: (transfer full): with what became of each case; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewBulk *
review_store_load_bulk (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewBulk) bulk = NULL;
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, COLUMNS "WHERE b.id = $1", "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    bulk = read_bulk (rows);
  if (!review_rows_end (error, local))
    return NULL;
  if (bulk == NULL)
    review_store_set_not_found (error);
  return bulk != NULL && load_items (tx, bulk, error) ? g_steal_pointer (&bulk) : NULL;
}

/**
 * review_store_list_bulk:
 * @since: µs
 *
 * Returns: (transfer full): array of #ReviewBulk without their cases, the newest first
 */
GPtrArray *
review_store_list_bulk (ReviewTx *tx, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, COLUMNS "WHERE b.at >= $1 OR b.over_at IS NULL ORDER BY b.at DESC, b.id LIMIT $2",
      "ie", since, MOST);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_bulk (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/* (transfer full): ids of those that are being carried out, the oldest first. */
GPtrArray *
review_store_list_running_bulk (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT id FROM bulk WHERE over_at IS NULL ORDER BY at", "");

  return review_rows_read_ids (rows, error);
}

/* Of one that is planned; any other stays as it is. */
gboolean
review_store_set_bulk_item (ReviewTx *tx,
                            const char *bulk,
                            const char *work_item,
                            int outcome,
                            int exception,
                            GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE bulk_item SET outcome = $3, exception = $4 WHERE bulk = $1 "
                         "AND work_item = $2 AND outcome = 'planned'",
                         "ssss", bulk, work_item, review_enum_nick (&review_bulk_outcomes, outcome),
                         exception != 0 ? review_enum_nick (&review_campaign_exceptions, exception)
                                        : NULL)
         >= 0;
}

gboolean
review_store_end_bulk (ReviewTx *tx, const char *id, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE bulk SET over_at = $2 WHERE id = $1 AND over_at IS NULL", "si", id,
                         review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_close_queued:
 * @ret_done: (out): %FALSE: it does not wait any more
 *
 * Ends a look that nobody holds, without a decision.
 */
gboolean
review_store_close_queued (ReviewTx *tx, const char *work_item, gboolean *ret_done, GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE work_item SET state = 'closed', version = version + 1, "
                             "reserved_for = NULL, last_holder = NULL, assigned = 0, "
                             "snoozed_until = NULL WHERE id = $1 AND state = 'queued'",
                             "s", work_item);

  *ret_done = n == 1;
  return n >= 0;
}
