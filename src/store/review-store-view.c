/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views of the queue: a filter, and the order of the queue from an index. A million ids are read
 * once, packed. And the filters that people keep. */
#define G_LOG_DOMAIN "review-store"
#include <string.h>

#include "review-codec.h"
#include "review-store-cases.h"
#include "review-store-private.h"
#include "review-store-queue.h"
#include "review-store-search.h"

/* As the index of the order says it (0024-view-index.sql): all other states are open. */
#define OPEN_STATES "w.state NOT IN ('decided', 'closed')"

/* What a row has to be, beside open. $1 … $14 in the order of query(). */
#define CONDITIONS                                                                             \
  " WHERE " OPEN_STATES " AND ($1 IS NULL OR w.case_type = $1) AND ($2 = 0 OR w.vendor = $3) " \
  "AND ($4 = 0 OR ($4 = 1 AND EXISTS (SELECT 1 FROM lease l WHERE l.work_item = w.id "         \
  "AND l.account = $5)) OR ($4 = 2 AND w.state = 'queued')) "                                  \
  "AND ($6 = 0 OR w.key_user = 1) AND ($7 IS NULL OR w.language = $7) "                        \
  "AND ($8 = 0 OR w.value_rank >= $8) "                                                        \
  "AND ($9 = 0 OR ($9 & (1 << w.band)) <> 0) "                                                 \
  "AND ($10 IS NULL OR $10 LIKE '%,' || w.state || ',%') "                                     \
  "AND ($11 IS NULL OR EXISTS (SELECT 1 FROM case_file c WHERE c.id = w.case_id "              \
  "AND c.market = $11)) "

#define ORDER "ORDER BY w.band, w.key_user DESC, w.value_rank DESC, w.queued_at, w.id"

/* A look that measures is not found by what came after its time; one whose verdict is not open is not
 * found by notes (review_store_index_note()), for those say how a case ended: all looks that are
 * veiled are found alike. */
#define HITS                                                                        \
  "AND w.id IN (SELECT v.id FROM search_text t JOIN search_doc d ON d.n = t.rowid " \
  "JOIN work_item v ON v.case_id = d.case_id WHERE t.search_text MATCH $12 "        \
  "AND (d.at <= v.as_of OR (v.purpose NOT IN ('audit', 'gold', 'calibration') "     \
  "AND (d.at < 9223372036854775807 OR COALESCE(v.blind, 'open') = 'open')))) "

/* @text: %REVIEW_ID_LENGTH hexadecimal digits. */
void
review_packed_id_from_text (const char *text, ReviewPackedId *id)
{
  for (guint i = 0; i < sizeof id->bytes; i++)
    id->bytes[i] =
        (guint8) (g_ascii_xdigit_value (text[2 * i]) * 16 + g_ascii_xdigit_value (text[2 * i + 1]));
}

void
review_packed_id_to_text (const ReviewPackedId *id, char text[REVIEW_ID_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < sizeof id->bytes; i++)
    {
      text[2 * i] = digits[id->bytes[i] >> 4];
      text[2 * i + 1] = digits[id->bytes[i] & 15];
    }
  text[REVIEW_ID_LENGTH] = '\0';
}

/* Bit n stands for band n of the store, which counts from 0. */
static int
mask_bands (char **bands)
{
  int mask = 0;

  for (guint i = 0; bands != NULL && bands[i] != NULL; i++)
    mask |= 1 << (review_enum_value (&review_bands, bands[i]) - REVIEW_BAND_BREACHED);
  return mask;
}

static ReviewRows *
query (ReviewTx *tx,
       const ReviewScope *scope,
       const ReviewViewRequest *r,
       const char *expression,
       GError **error)
{
  static const char with[] = "SELECT w.id, w.band FROM work_item w" CONDITIONS HITS ORDER;
  static const char without[] = "SELECT w.id, w.band FROM work_item w" CONDITIONS ORDER;
  g_autofree char *joined = r->states != NULL ? g_strjoinv (",", r->states) : NULL;
  g_autofree char *states =
      joined != NULL && *joined != '\0' ? g_strconcat (",", joined, ",", NULL) : NULL;
  gint64 least = r->min_value != NULL ? review_store_rank_value (r->min_value) : 0;
  int holder = r->holder != 0 ? r->holder - REVIEW_HOLDER_ANYONE : 0;
  int bands = mask_bands (r->bands);

  if (expression == NULL)
    return review_tx_query (tx, error, without, "sesesesiiss", r->case_type, scope->vendor_only,
                            scope->vendor, holder, scope->account, r->key_user, r->language, least,
                            (gint64) bands, states, r->market);
  return review_tx_query (tx, error, with, "sesesesiisss", r->case_type, scope->vendor_only,
                          scope->vendor, holder, scope->account, r->key_user, r->language, least,
                          (gint64) bands, states, r->market, expression);
}

/**
 * review_store_list_view:
 * @request: the filter, already checked
 * @ret: (out): all open items the caller may see that it lets through; free @ids
 */
gboolean
review_store_list_view (ReviewTx *tx,
                        const ReviewScope *scope,
                        const ReviewViewRequest *request,
                        ReviewViewIds *ret,
                        GError **error)
{
  g_autofree char *expression = NULL;
  g_autoptr (ReviewRows) rows = NULL;
  GError *local = NULL;

  memset (ret->bands, 0, sizeof ret->bands);
  ret->ids = g_array_new (FALSE, FALSE, sizeof (ReviewPackedId));
  if (request->text != NULL)
    expression = review_store_search_expression (request->text, scope->of_house);
  rows = query (tx, scope, request, expression, error);
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      ReviewPackedId id;

      review_packed_id_from_text (review_rows_get_text (rows, 0), &id);
      g_array_append_val (ret->ids, id);
      ret->bands[CLAMP (review_rows_get_int (rows, 1), 0, REVIEW_N_BANDS - 1)]++;
    }
  return review_rows_end (error, local);
}

/**
 * review_store_load_filters:
 *
 * Returns: (transfer full): what @account keeps; version 0 when nothing was kept yet
 */
ReviewSavedFilters *
review_store_load_filters (ReviewTx *tx, const char *account, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT body FROM saved_filters WHERE account = $1", "s", account);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_decode (&review_saved_filters_type, review_rows_get_text (rows, 0), -1, error);
  return review_rows_end (error, local) ? review_record_new (&review_saved_filters_type) : NULL;
}

/**
 * review_store_save_filters:
 * @filters: its version must be one more than what is kept
 *
 * One statement; %REVIEW_ERROR_CONFLICT when the version is not the next one.
 */
gboolean
review_store_save_filters (ReviewTx *tx,
                           const char *account,
                           const ReviewSavedFilters *filters,
                           GError **error)
{
  g_autofree char *body = review_encode (filters);
  gint64 n = review_tx_exec (
      tx, error,
      "INSERT INTO saved_filters (account, version, saved_at, body) SELECT $1, $2, $3, $4 "
      "WHERE $2 = 1 OR EXISTS (SELECT 1 FROM saved_filters f WHERE f.account = $1) "
      "ON CONFLICT (account) DO UPDATE SET version = excluded.version, "
      "saved_at = excluded.saved_at, body = excluded.body "
      "WHERE saved_filters.version = excluded.version - 1",
      "siis", account, filters->version, review_tx_get_now (tx), body);

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "filters of another version are kept already");
  return n == 1;
}
