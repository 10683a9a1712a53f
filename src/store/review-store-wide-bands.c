/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widened bands, the cases that wait in them, and how many people can take. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-wide-bands.h"

#include "review-clock.h"
#include "review-codec.h"
#include "review-store-private.h"

#define MOST 200 /* bands that are listed */

/**
 * review_store_add_band:
 *
 * %REVIEW_ERROR_CONFLICT when one stands on that side of the type.
 */
gboolean
review_store_add_band (ReviewTx *tx, const ReviewWideBand *band, GError **error)
{
  g_autofree char *cause = review_encode (band->cause);

  return review_tx_exec (tx, error,
                         "INSERT INTO wide_band (id, case_type, side, version, since, cause) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         "sssiis", band->id, band->case_type,
                         review_enum_nick (&review_sides, band->side), band->version, band->since,
                         cause)
         == 1;
}

#define BANDS                                                                               \
  "SELECT b.id, b.case_type, b.side, b.version, b.since, b.cause, b.ended_at, b.ended_by, " \
  "b.reason, (SELECT COUNT(*) FROM wide_band_held h WHERE h.band = b.id) FROM wide_band b "

static ReviewWideBand *
read_band (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewWideBand) band = review_record_new (&review_wide_band_type);

  band->id = review_rows_dup_text (rows, 0);
  band->case_type = review_rows_dup_text (rows, 1);
  band->side = review_rows_get_enum (rows, 2, &review_sides);
  band->version = review_rows_get_int (rows, 3);
  band->since = review_rows_get_int (rows, 4);
  band->cause = review_decode (&review_drift_side_type, review_rows_get_text (rows, 5), -1, error);
  band->ended_at = review_rows_get_int (rows, 6);
  band->ended_by = review_rows_dup_text (rows, 7);
  band->reason = review_rows_dup_text (rows, 8);
  band->held = review_rows_get_int (rows, 9);
  return band->cause != NULL ? g_steal_pointer (&band) : NULL;
}

static GPtrArray *
read_bands (ReviewRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  while (local == NULL && review_rows_next (rows, &local))
    {
      ReviewWideBand *band = read_band (rows, &local);

      if (band != NULL)
        g_ptr_array_add (list, band);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_bands:
 *
 * Returns: (transfer full): array of #ReviewWideBand: those that stand, then the newest
 */
GPtrArray *
review_store_list_bands (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      BANDS "ORDER BY CASE WHEN b.ended_at IS NULL THEN 0 ELSE 1 END, b.since DESC, b.id LIMIT $1",
      "i", (gint64) MOST);

  return rows != NULL ? read_bands (rows, error) : NULL;
}

/**
 * review_store_load_band:
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewWideBand *
review_store_load_band (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, BANDS "WHERE b.id = $1", "s", id);
  g_autoptr (GPtrArray) list = rows != NULL ? read_bands (rows, error) : NULL;

  if (list != NULL && list->len > 0)
    return review_record_ref (list->pdata[0]);
  if (list != NULL)
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_find_band:
 * @ret: (out) (transfer full) (nullable): the one that stands; %NULL: none
 */
gboolean
review_store_find_band (
    ReviewTx *tx, const char *case_type, int side, ReviewWideBand **ret, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, BANDS "WHERE b.case_type = $1 AND b.side = $2 AND b.ended_at IS NULL", "ss",
      case_type, review_enum_nick (&review_sides, side));
  g_autoptr (GPtrArray) list = rows != NULL ? read_bands (rows, error) : NULL;

  *ret = list != NULL && list->len > 0 ? review_record_ref (list->pdata[0]) : NULL;
  return list != NULL;
}

/**
 * review_store_end_band:
 * @seen: as it was read; %REVIEW_ERROR_CONFLICT when it is not as seen, or is over
 */
gboolean
review_store_end_band (ReviewTx *tx,
                       const ReviewWideBand *seen,
                       const char *account,
                       const char *reason,
                       GError **error)
{
  gint64 n =
      review_tx_exec (tx, error,
                      "UPDATE wide_band SET ended_at = $3, ended_by = $4, reason = $5, "
                      "version = version + 1 WHERE id = $1 AND version = $2 "
                      "AND ended_at IS NULL",
                      "siiss", seen->id, seen->version, review_tx_get_now (tx), account, reason);

  return n == 1
         || (n == 0 && review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile"));
}

/**
 * review_store_hold_in_band:
 * @ret_fresh: (out): whether it was not held already
 *
 * The case waits, undecided and not assessed again, until it is let go.
 */
gboolean
review_store_hold_in_band (
    ReviewTx *tx, const char *band, const char *case_id, gboolean *ret_fresh, GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "INSERT INTO wide_band_held (case_id, band, at) VALUES ($1, $2, $3) "
                             "ON CONFLICT (case_id) DO NOTHING",
                             "ssi", case_id, band, review_tx_get_now (tx));

  *ret_fresh = n == 1;
  return n >= 0;
}

/**
 * review_store_let_through:
 * @most: at most so many, those that wait longest
 *
 * They are assessed again.
 */
gboolean
review_store_let_through (ReviewTx *tx, const char *band, gint64 most, GError **error)
{
  return review_tx_exec (
             tx, error,
             "DELETE FROM wide_band_held WHERE case_id IN (SELECT case_id FROM wide_band_held "
             "WHERE band = $1 ORDER BY at, case_id LIMIT $2)",
             "si", band, most)
         >= 0;
}

/** review_store_count_at_hand: @ret: (out): cases of the type that wait for people, or are with one. */
gboolean
review_store_count_at_hand (ReviewTx *tx, const char *case_type, gint64 *ret, GError **error)
{
  return review_tx_get_int (tx, ret, error,
                            "SELECT COUNT(*) FROM work_item WHERE case_type = $1 "
                            "AND state IN ('queued', 'leased')",
                            "s", case_type);
}
