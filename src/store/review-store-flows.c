/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who paid whom across cases: each case's flows (review-flows.h), by the account that they are of and
 * by its parties. They are written by and by (review-store-relate.c), so that taking cases in stays
 * fast. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-flows.h"

#include <math.h>
#include <string.h>

#include "review-store-private.h"

static double
to_number (const char *decimal)
{
  return decimal != NULL ? g_ascii_strtod (decimal, NULL) : (double) NAN;
}

static gboolean
put_flow (ReviewTx *tx,
          const char *case_id,
          gint64 n,
          const char *account,
          const ReviewFlow *flow,
          GError **error)
{
  return review_tx_exec (
             tx, error,
             "INSERT INTO flow (case_id, n, account, party, outward, requested, asset, transfers, "
             "amount, value, currency, first_at, last_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
             "$9, $10, $11, $12, $13)",
             "sissee"
             "siddstt",
             case_id, n, account, flow->party, flow->out, flow->requested, flow->asset,
             flow->transfers, to_number (flow->amount), to_number (flow->value), flow->currency,
             flow->first_at, flow->last_at)
         == 1;
}

/**
 * review_store_write_flows:
 * @evidence: of @one
 *
 * Writes the flows of a case as its evidence says them, instead of those that there were.
 */
gboolean
review_store_write_flows (ReviewTx *tx, const ReviewCase *one, GPtrArray *evidence, GError **error)
{
  /* The name that other cases know the customer's account by. */
  g_autofree char *account = review_party_key (one->subject->external_id);
  g_autoptr (GPtrArray) flows = review_flows_from_evidence (evidence);

  if (review_tx_exec (tx, error, "DELETE FROM flow WHERE case_id = $1", "s", one->id) < 0)
    return FALSE;
  for (guint i = 0; i < flows->len; i++)
    if (!put_flow (tx, one->id, i, account, flows->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * review_store_is_near:
 * @ret_near: (out): whether the party deals with somebody that the open case deals with
 *
 * Two steps from the customer; over cases that the reader may see.
 */
gboolean
review_store_is_near (ReviewTx *tx,
                      const ReviewFlowQuestion *question,
                      gboolean *ret_near,
                      GError **error)
{
  gint64 n = 0;
  gboolean ok =
      review_tx_get_int (tx, &n, error,
                         "SELECT (SELECT COUNT(*) FROM flow g JOIN case_file c ON c.id = g.case_id "
                         "JOIN flow f ON f.party = g.party AND f.case_id = $2 "
                         "WHERE g.account = $1 AND ($3 = 0 OR c.vendor = $4)) + "
                         "(SELECT COUNT(*) FROM flow g JOIN case_file c ON c.id = g.case_id "
                         "JOIN flow f ON f.party = g.account AND f.case_id = $2 "
                         "WHERE g.party = $1 AND ($3 = 0 OR c.vendor = $4))",
                         "sses", question->party, question->case_id, question->scope->vendor_only,
                         question->scope->vendor);

  *ret_near = n > 0;
  return ok;
}

/* From the side of the party that is asked about: where it is the account, and where it is the other
 * side. One transfer may be told by several cases, so the fullest of them counts, not their sum. */
#define SIDES                                                                                    \
  "WITH side AS (SELECT f.case_id, f.account AS other, 1 - f.outward AS outward, f.requested, "  \
  "f.asset, f.currency, f.transfers, f.amount, f.value, f.first_at, f.last_at FROM flow f "      \
  "WHERE f.party = $1 UNION ALL SELECT f.case_id, f.party, f.outward, f.requested, f.asset, "    \
  "f.currency, f.transfers, f.amount, f.value, f.first_at, f.last_at FROM flow f "               \
  "WHERE f.account = $1), "                                                                      \
  "told AS (SELECT s.other, s.outward, s.requested, s.asset, s.currency, "                       \
  "MAX(s.transfers) AS transfers, MAX(s.amount) AS amount, MAX(s.value) AS value, "              \
  "MIN(s.first_at) AS first_at, MAX(s.last_at) AS last_at, COUNT(DISTINCT s.case_id) AS cases, " \
  "MIN(c.display_id) AS first_id, MAX(c.display_id) AS last_id "                                 \
  "FROM side s JOIN case_file c ON c.id = s.case_id "                                            \
  "WHERE s.case_id <> $2 AND ($3 = 0 OR c.vendor = $4) "                                         \
  "AND ($5 = 0 OR COALESCE(s.last_at, 0) <= $5) "                                                \
  "GROUP BY s.other, s.outward, s.requested, s.asset, s.currency) "

static char *
to_decimal (ReviewRows *rows, int column, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 320];
  gsize len;

  if (review_rows_is_null (rows, column))
    return NULL;
  g_ascii_formatd (text, sizeof text, format, review_rows_get_double (rows, column));
  for (len = strlen (text); len > 0 && text[len - 1] == '0';)
    len--;
  return g_strndup (text, len > 0 && text[len - 1] == '.' ? len - 1 : len);
}

static ReviewFlow *
read_flow (ReviewRows *rows)
{
  ReviewFlow *flow = review_record_new (&review_flow_type);
  const char *first = review_rows_get_text (rows, 11);
  g_autofree char *last = review_rows_dup_text (rows, 12);
  const char *ids[] = { first, g_strcmp0 (first, last) != 0 ? last : NULL, NULL };

  flow->case_ids = g_strdupv ((char **) ids);
  flow->party = review_rows_dup_text (rows, 0);
  flow->out = review_rows_get_int (rows, 1) != 0;
  flow->requested = review_rows_get_int (rows, 2) != 0;
  flow->asset = review_rows_dup_text (rows, 3);
  flow->currency = review_rows_dup_text (rows, 4);
  flow->transfers = review_rows_get_int (rows, 5);
  flow->amount = to_decimal (rows, 6, "%.8f");
  flow->value = to_decimal (rows, 7, "%.2f");
  flow->first_at = review_rows_get_int (rows, 8);
  flow->last_at = review_rows_get_int (rows, 9);
  flow->cases = review_rows_get_int (rows, 10);
  return flow;
}

/**
 * review_store_ask_flows:
 *
 * Returns: (transfer full): a page of the flows that other cases know of, the largest first
 */
ReviewFlowPage *
review_store_ask_flows (ReviewTx *tx, const ReviewFlowQuestion *question, GError **error)
{
  g_autoptr (ReviewFlowPage) page = review_record_new (&review_flow_page_type);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = NULL;

  page->party = g_strdup (question->party);
  page->offset = question->offset;
  page->flows = review_records_new ();
  if (!review_tx_get_int (tx, &page->count, error, SIDES "SELECT COUNT(*) FROM told", "ssesi",
                          question->party, question->case_id, question->scope->vendor_only,
                          question->scope->vendor, question->as_of))
    return NULL;
  rows = review_tx_query (
      tx, error,
      SIDES "SELECT other, outward, requested, asset, currency, transfers, amount, value, "
            "first_at, last_at, cases, first_id, last_id FROM told ORDER BY requested DESC, "
            "COALESCE(value, 0) DESC, transfers DESC, other, outward, COALESCE(asset, '') "
            "LIMIT $6 OFFSET $7",
      "ssesiei", question->party, question->case_id, question->scope->vendor_only,
      question->scope->vendor, question->as_of, REVIEW_STORE_FLOWS_PAGE, question->offset);
  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (page->flows, read_flow (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&page) : NULL;
}
