/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The load of the queue: what waits, what comes, how long it takes, and who is there. Looks are
 * counted as the queue shows them, whatever they are for. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-today.h"

#include "review-store-private.h"

/**
 * review_store_count_waiting:
 * @type: its case type is set; receives what waits for a person, by the bands of the queue
 *
 * What a view of the queue shows with that type, the state "queued" and the bands.
 */
gboolean
review_store_count_waiting (ReviewTx *tx, ReviewTodayType *type, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT band, COUNT(*) FROM work_item WHERE state = 'queued' "
                       "AND case_type = $1 GROUP BY band",
                       "s", type->case_type);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      gint64 *bands[] = { &type->breached, &type->minutes_20, &type->hour_1 };
      gint64 band = review_rows_get_int (rows, 0), n = review_rows_get_int (rows, 1);

      type->waiting += n;
      if (band >= 0 && band < (gint64) G_N_ELEMENTS (bands))
        *bands[band] += n;
    }
  return review_rows_end (error, local);
}

/**
 * review_store_list_due:
 *
 * Returns: (transfer full): array of double: in how many hours after @now each case of the type that
 *   waits for a person is due, ascending
 */
GArray *
review_store_list_due (ReviewTx *tx, const char *case_type, gint64 now, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (double));
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT due_at FROM work_item WHERE state = 'queued' AND case_type = $1 "
                       "ORDER BY due_at",
                       "s", case_type);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      double hours = (double) (review_rows_get_int (rows, 0) - now) / (double) REVIEW_HOUR;

      g_array_append_val (list, hours);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_count_arrivals:
 * @since: µs
 * @ret: (out): looks of the type that came since then
 */
gboolean
review_store_count_arrivals (
    ReviewTx *tx, const char *case_type, gint64 since, ReviewArrivals *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT (queued_at / 3600000000) % 24, COUNT(*) FROM work_item "
                       "WHERE case_type = $1 AND queued_at >= $2 GROUP BY 1",
                       "si", case_type, since);

  *ret = (ReviewArrivals){ 0 };
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      gint64 n = review_rows_get_int (rows, 1);

      ret->by_hour[CLAMP (review_rows_get_int (rows, 0), 0, 23)] += n;
      ret->n += n;
    }
  return review_rows_end (error, local);
}

/** review_store_find_first_arrival: @ret: (out): of all looks since @since, when the first came; 0. */
gboolean
review_store_find_first_arrival (ReviewTx *tx, gint64 since, gint64 *ret, GError **error)
{
  return review_tx_get_int (
      tx, ret, error, "SELECT COALESCE(MIN(queued_at), 0) FROM work_item WHERE queued_at >= $1",
      "i", since);
}

/**
 * review_store_measure_handling:
 * @since: µs
 * @ret: (out): the time from taking a case to deciding it, of decisions since then
 *
 * A decision about a group took no case and is not in it.
 */
gboolean
review_store_measure_handling (
    ReviewTx *tx, const char *case_type, gint64 since, ReviewHandling *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.decided_at, (SELECT MAX(a.at) FROM audit a WHERE a.ref = d.work_item "
      "AND a.actor = d.account AND a.action IN ('take_next', 'take', 'take_back') "
      "AND a.at <= d.decided_at) FROM decision d JOIN work_item w ON w.id = d.work_item "
      "WHERE d.effective_at >= $2 AND w.case_type = $1 ORDER BY d.effective_at DESC LIMIT 500",
      "si", case_type, since);

  *ret = (ReviewHandling){ 0 };
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      double minutes;

      if (review_rows_is_null (rows, 1))
        continue;
      minutes = (double) (review_rows_get_int (rows, 0) - review_rows_get_int (rows, 1))
                / (double) REVIEW_MINUTE;
      ret->n++;
      ret->minutes += (minutes - ret->minutes) / (double) ret->n;
      ret->squares += (minutes * minutes - ret->squares) / (double) ret->n;
    }
  return review_rows_end (error, local);
}

void
review_able_free (ReviewAble *self)
{
  g_free (self->account);
  g_free (self->case_type);
  g_free (self);
}

/**
 * review_store_list_able:
 *
 * Returns: (transfer full): array of #ReviewAble, by person: each with each type that they may take
 */
GPtrArray *
review_store_list_able (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) review_able_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT DISTINCT q.account, q.case_type FROM qualification q "
                       "JOIN account a ON a.id = q.account WHERE a.disabled_at IS NULL "
                       "AND a.role IN ('bpo', 'agent', 'senior', 'lead') "
                       "AND q.stage IN ('nesting', 'limited', 'certified') ORDER BY 1, 2",
                       "");

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewAble *one = g_new0 (ReviewAble, 1);

      one->account = review_rows_dup_text (rows, 0);
      one->case_type = review_rows_dup_text (rows, 1);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
