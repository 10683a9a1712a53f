/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to customers and what they answered. The row of a question is its outbox. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-waiting.h"

#include "review-store-private.h"

#define MOST_OUTGOING 500
/* A wish shows as what it would have been: delivered after so long, where questions are delivered at
 * all. Its look must not be told from others by it. */
#define WISH_DELIVERED (2 * REVIEW_SECOND)

void
review_request_row_clear (ReviewRequestRow *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->work_item, g_free);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->account, g_free);
}

/**
 * review_store_add_request:
 *
 * Returns: (transfer full): id of the question, which is out from now on
 */
char *
review_store_add_request (ReviewTx *tx, const ReviewNewRequest *request, GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);
  g_autofree char *joined = g_strjoinv (" ", request->asked->codes);
  gint64 now = review_tx_get_now (tx);
  gint64 n = review_tx_exec (
      tx, error,
      "INSERT INTO information_request (id, work_item, account, codes, "
      "template, at, due_at, text_en, text_zh_cn, note, wish, delivery, "
      "delivery_at, next_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $6, $13)",
      "sssssitsssest", id, request->work_item, request->account, joined, request->asked->template,
      now, request->asked->due_at, request->text->en, request->text->zh_cn, request->asked->note,
      request->wish, request->wish ? NULL : "requested", request->wish ? (gint64) 0 : now);

  return n == 1 ? g_steal_pointer (&id) : NULL;
}

/**
 * review_store_count_requests:
 *
 * Returns: how often the customer was asked in this look; -1 on error
 */
gint64
review_store_count_requests (ReviewTx *tx, const char *work_item, GError **error)
{
  gint64 n = -1;

  return review_tx_get_int (tx, &n, error,
                            "SELECT COUNT(*) FROM information_request WHERE work_item = $1", "s",
                            work_item)
             ? n
             : -1;
}

/**
 * review_store_end_request:
 * @outcome: a #ReviewRequestOutcome
 *
 * Ends the question of the item that is out, if one is. A customer who answered has got it, whatever the
 * system that carries it said so far.
 */
gboolean
review_store_end_request (ReviewTx *tx, const char *work_item, int outcome, GError **error)
{
  gint64 now = review_tx_get_now (tx);

  return review_tx_exec (tx, error,
                         "UPDATE information_request SET ended_at = $2, outcome = $3, "
                         "answered_at = $4, "
                         "delivery_at = CASE WHEN $3 = 'answered' AND delivery = 'requested' "
                         "THEN $2 ELSE delivery_at END, "
                         "delivery = CASE WHEN $3 = 'answered' AND delivery = 'requested' "
                         "THEN 'confirmed' ELSE delivery END "
                         "WHERE work_item = $1 AND ended_at IS NULL",
                         "sist", work_item, now,
                         review_enum_nick (&review_request_outcomes, outcome),
                         outcome == REVIEW_REQUEST_ANSWERED ? now : (gint64) 0)
         >= 0;
}

#define ROW_COLUMNS                                                                \
  "SELECT r.id, r.work_item, w.case_id, r.account, r.wish, r.due_at, r.ended_at, " \
  "r.outcome FROM information_request r JOIN work_item w ON w.id = r.work_item "

/* Takes @rows. */
static gboolean
read_row (ReviewRows *rows, ReviewRequestRow *ret, GError **error)
{
  g_autoptr (ReviewRows) owned = rows;
  GError *local = NULL;

  *ret = (ReviewRequestRow){ 0 };
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      ret->id = review_rows_dup_text (rows, 0);
      ret->work_item = review_rows_dup_text (rows, 1);
      ret->case_id = review_rows_dup_text (rows, 2);
      ret->account = review_rows_dup_text (rows, 3);
      ret->wish = review_rows_get_int (rows, 4) != 0;
      ret->due_at = review_rows_get_int (rows, 5);
      ret->ended_at = review_rows_get_int (rows, 6);
      ret->outcome = review_rows_get_enum (rows, 7, &review_request_outcomes);
    }
  else if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return ret->id != NULL;
}

/**
 * review_store_load_request:
 * @ret: (out caller-allocates): cleared by review_request_row_clear()
 *
 * Returns: %FALSE with %REVIEW_ERROR_NOT_FOUND when there is none
 */
gboolean
review_store_load_request (ReviewTx *tx, const char *id, ReviewRequestRow *ret, GError **error)
{
  return read_row (review_tx_query (tx, error, ROW_COLUMNS "WHERE r.id = $1", "s", id), ret, error);
}

/**
 * review_store_load_open_request:
 * @ret: (out caller-allocates): the question of the item that is out
 *
 * Returns: %FALSE with %REVIEW_ERROR_NOT_FOUND when none is
 */
gboolean
review_store_load_open_request (ReviewTx *tx,
                                const char *work_item,
                                ReviewRequestRow *ret,
                                GError **error)
{
  return read_row (review_tx_query (tx, error,
                                    ROW_COLUMNS "WHERE r.work_item = $1 AND r.ended_at IS NULL "
                                                "ORDER BY r.at DESC LIMIT 1",
                                    "s", work_item),
                   ret, error);
}

static char **
split_codes (const char *text)
{
  return g_strsplit (text != NULL ? text : "", " ", -1);
}

static ReviewText *
read_text (ReviewRows *rows, int column)
{
  return review_rows_is_null (rows, column)
             ? NULL
             : review_text_new (review_rows_get_text (rows, column),
                                review_rows_get_text (rows, column + 1));
}

static ReviewCustomerRequest *
read_request (ReviewRows *rows)
{
  ReviewCustomerRequest *one = review_record_new (&review_customer_request_type);

  one->id = review_rows_dup_text (rows, 0);
  one->account = review_rows_dup_text (rows, 1);
  one->account_name = review_rows_dup_text (rows, 2);
  one->codes = split_codes (review_rows_get_text (rows, 3));
  one->text = read_text (rows, 4);
  one->note = review_rows_dup_text (rows, 6);
  one->at = review_rows_get_int (rows, 7);
  one->due_at = review_rows_get_int (rows, 8);
  one->ended_at = review_rows_get_int (rows, 9);
  one->outcome = review_rows_get_enum (rows, 10, &review_request_outcomes);
  one->delivery = review_rows_get_enum (rows, 11, &review_effect_states);
  one->delivery_at = review_rows_get_int (rows, 12);
  one->delivery_detail = review_rows_dup_text (rows, 13);
  return one;
}

/**
 * review_store_list_requests:
 * @work_item: (nullable): of this look only; %NULL: what customers were really asked, in all looks
 *
 * Returns: (transfer full): array of #ReviewCustomerRequest, the oldest first
 */
GPtrArray *
review_store_list_requests (ReviewTx *tx,
                            const char *case_id,
                            const char *work_item,
                            GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT r.id, r.account, a.name, r.codes, r.text_en, r.text_zh_cn, r.note, r.at, r.due_at, "
      "r.ended_at, r.outcome, CASE WHEN r.wish = 0 THEN r.delivery WHEN r.at + $3 <= $4 "
      "AND EXISTS (SELECT 1 FROM information_request d WHERE d.delivery = 'confirmed' "
      "AND d.at >= r.at - $5) THEN 'confirmed' ELSE 'requested' END, r.delivery_at, "
      "r.delivery_detail "
      "FROM information_request r JOIN work_item w ON w.id = r.work_item "
      "LEFT JOIN account a ON a.id = r.account WHERE w.case_id = $1 "
      "AND (r.work_item = $2 OR ($2 IS NULL AND r.wish = 0)) ORDER BY r.at, r.id",
      "ssiii", case_id, work_item, WISH_DELIVERED, review_tx_get_now (tx), REVIEW_DAY);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_request (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static ReviewOutgoing *
read_outgoing (ReviewRows *rows)
{
  ReviewOutgoing *one = review_record_new (&review_outgoing_type);

  one->id = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->external_id = review_rows_dup_text (rows, 2);
  one->source = review_rows_dup_text (rows, 3);
  one->case_type = review_rows_dup_text (rows, 4);
  one->language = review_rows_dup_text (rows, 5);
  one->codes = split_codes (review_rows_get_text (rows, 6));
  one->text = read_text (rows, 7);
  one->at = review_rows_get_int (rows, 9);
  one->due_at = review_rows_get_int (rows, 10);
  return one;
}

/**
 * review_store_list_outgoing:
 *
 * Returns: (transfer full): array of #ReviewOutgoing: the questions that are out, the oldest first
 */
GPtrArray *
review_store_list_outgoing (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT r.id, c.id, c.external_id, c.source, c.type, c.language, r.codes, r.text_en, "
      "r.text_zh_cn, r.at, r.due_at FROM information_request r "
      "JOIN work_item w ON w.id = r.work_item JOIN case_file c ON c.id = w.case_id "
      "WHERE r.ended_at IS NULL AND r.wish = 0 AND r.text_en IS NOT NULL ORDER BY r.due_at, r.id "
      "LIMIT $1",
      "e", MOST_OUTGOING);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_outgoing (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_lapsed:
 *
 * Returns: (transfer full): ids of work items whose customer did not answer in time
 */
GPtrArray *
review_store_list_lapsed (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT r.work_item FROM information_request r JOIN work_item w "
                       "ON w.id = r.work_item WHERE r.ended_at IS NULL AND r.due_at <= $1 "
                       "AND w.state = 'waiting_customer' ORDER BY r.due_at LIMIT 200",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_list_asking:
 *
 * Returns: (transfer full): ids of the case's work items that wait for the customer; those that
 *   measure are not among them, for nobody was asked
 */
GPtrArray *
review_store_list_asking (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT id FROM work_item WHERE case_id = $1 AND state = "
                       "'waiting_customer' AND purpose IN ('sla', 'second_review')",
                       "s", case_id);

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_find_receipt:
 * @ret: (out) (transfer full) (nullable): what became of this very answer before; %NULL: it is new
 */
gboolean
review_store_find_receipt (
    ReviewTx *tx, const char *request, const char *external_id, ReviewReceipt **ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT case_id, received, rows_added, at FROM customer_answer "
                       "WHERE request = $1 AND external_id = $2",
                       "ss", request, external_id);

  *ret = NULL;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      ReviewReceipt *one = review_record_new (&review_receipt_type);

      one->request = g_strdup (request);
      one->case_id = review_rows_dup_text (rows, 0);
      one->received = review_rows_get_enum (rows, 1, &review_received);
      one->rows = review_rows_get_int (rows, 2);
      one->at = review_rows_get_int (rows, 3);
      *ret = one;
    }
  return review_rows_end (error, local);
}

/**
 * review_store_add_receipt:
 * @account: who delivered it
 *
 * Puts an answer on record; its words are evidence and stand there.
 */
gboolean
review_store_add_receipt (ReviewTx *tx,
                          const ReviewReceipt *receipt,
                          const ReviewCustomerAnswer *answer,
                          const char *account,
                          GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);

  return review_tx_exec (tx, error,
                         "INSERT INTO customer_answer (id, request, case_id, external_id, "
                         "received, rows_added, answered_at, at, account) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                         "sssssiiis", id, receipt->request, receipt->case_id, answer->external_id,
                         review_enum_nick (&review_received, receipt->received), receipt->rows,
                         answer->at != 0 ? answer->at : receipt->at, receipt->at, account)
         == 1;
}
