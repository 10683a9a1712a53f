/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one numbered list of what happened, from which push and exports read. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-events.h"

#include "review-store-driver.h"

static gboolean
insert (
    ReviewTx *tx, const ReviewEvent *event, const char *vendor, const char *account, GError **error)
{
  gint64 seq = review_tx_next (tx, "event", error);

  if (seq < 0)
    return FALSE;
  tx->last_event = seq;
  return review_tx_exec (tx, error,
                         "INSERT INTO event (seq, at, kind, object, vendor, text, done, total, "
                         "account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                         "iissssiis", seq, tx->now, event->kind, event->object, vendor, event->text,
                         event->done, event->total, account)
         == 1;
}

/**
 * review_event_add:
 * @kind: queue, case, decision, label …
 * @object: (nullable): id it is about
 * @vendor: (nullable): vendor whose people may see it too; "*" for everybody
 */
gboolean
review_event_add (
    ReviewTx *tx, const char *kind, const char *object, const char *vendor, GError **error)
{
  ReviewEvent event = { .kind = (char *) kind, .object = (char *) object };

  return insert (tx, &event, vendor, NULL, error);
}

/**
 * review_event_add_for:
 * @account: the only person who hears of it
 */
gboolean
review_event_add_for (
    ReviewTx *tx, const char *kind, const char *object, const char *account, GError **error)
{
  ReviewEvent event = { .kind = (char *) kind, .object = (char *) object };

  return insert (tx, &event, "*", account, error);
}

/**
 * review_event_add_whole:
 * @event: kind, object, text, done and total
 * @vendor: (nullable): as for review_event_add()
 */
gboolean
review_event_add_whole (ReviewTx *tx, const ReviewEvent *event, const char *vendor, GError **error)
{
  return insert (tx, event, vendor, NULL, error);
}

static ReviewEvent *
read_event (ReviewRows *rows)
{
  ReviewEvent *event = review_record_new (&review_event_type);

  event->seq = review_rows_get_int (rows, 0);
  event->at = review_rows_get_int (rows, 1);
  event->kind = review_rows_dup_text (rows, 2);
  event->object = review_rows_dup_text (rows, 3);
  event->text = review_rows_dup_text (rows, 4);
  event->done = review_rows_get_int (rows, 5);
  event->total = review_rows_get_int (rows, 6);
  return event;
}

/**
 * review_event_list:
 * @after: sequence number the reader has
 * @vendor_only: the reader belongs to a vendor and sees only what is @vendor's or everybody's
 * @account: who reads: hears what is for them alone, and nobody else does
 * @ret_last: (out): the number up to which the reader is now complete, hidden events included
 *
 * Returns: (transfer full): array of #ReviewEvent in order
 */
GPtrArray *
review_event_list (ReviewTx *tx,
                   gint64 after,
                   gint64 limit,
                   gboolean vendor_only,
                   const char *vendor,
                   const char *account,
                   gint64 *ret_last,
                   GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  gint64 read = 0;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT seq, at, kind, object, text, done, total, "
                       "($3 = 0 OR (vendor IS NOT NULL AND (vendor = '*' OR vendor = $4))) "
                       "AND (account IS NULL OR account = $5) "
                       "FROM event WHERE seq > $1 ORDER BY seq LIMIT $2",
                       "iiess", after, limit, vendor_only, vendor, account);

  if (rows == NULL)
    return NULL;
  *ret_last = after;
  for (; review_rows_next (rows, &local); read++)
    {
      *ret_last = review_rows_get_int (rows, 0);
      if (review_rows_get_int (rows, 7) != 0)
        g_ptr_array_add (list, read_event (rows));
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
