/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work items as they are read: one with all the server knows, rows of the queue, drafts. */
#define G_LOG_DOMAIN "review-store"
#include "review-codec.h"
#include "review-store-private.h"
#include "review-store-queue.h"

void
review_work_free (ReviewWork *self)
{
  if (self == NULL)
    return;
  review_record_unref (self->item);
  g_free (self->case_type);
  g_free (self->language);
  g_free (self->vendor);
  g_free (self->assessment);
  g_free (self->policy);
  g_free (self->holder);
  g_free (self->holder_name);
  g_free (self);
}

/**
 * review_work_has_effects:
 *
 * Only the work of the queue and its second review have effects; all other looks measure.
 */
gboolean
review_work_has_effects (const ReviewWork *self)
{
  return self->item->purpose == REVIEW_PURPOSE_SLA
         || self->item->purpose == REVIEW_PURPOSE_SECOND_REVIEW;
}

static ReviewWork *
read_work (ReviewRows *rows)
{
  ReviewWork *self = g_new0 (ReviewWork, 1);
  ReviewWorkItem *item = review_record_new (&review_work_item_type);

  self->item = item;
  item->id = review_rows_dup_text (rows, 0);
  item->case_id = review_rows_dup_text (rows, 1);
  item->purpose = review_rows_get_enum (rows, 2, &review_purposes);
  item->round = review_rows_get_int (rows, 3);
  item->as_of = review_rows_get_int (rows, 4);
  item->queued_at = review_rows_get_int (rows, 5);
  item->due_at = review_rows_get_int (rows, 6);
  item->paused_ms = review_rows_get_int (rows, 7);
  item->state = review_rows_get_enum (rows, 8, &review_work_states);
  item->version = review_rows_get_int (rows, 9);
  self->case_type = review_rows_dup_text (rows, 10);
  self->language = review_rows_dup_text (rows, 11);
  self->vendor = review_rows_dup_text (rows, 12);
  self->key_user = review_rows_get_int (rows, 13) != 0;
  self->stage = review_rows_get_enum (rows, 14, &review_stages);
  self->assessment = review_rows_dup_text (rows, 15);
  self->policy = review_rows_dup_text (rows, 16);
  self->holder = review_rows_dup_text (rows, 17);
  self->holder_name = review_rows_dup_text (rows, 18);
  self->lease_until = review_rows_get_int (rows, 19);
  self->blind = review_rows_get_enum (rows, 20, &review_blind_modes);
  return self;
}

/**
 * review_store_load_work:
 * @scope: (nullable): who asks; %NULL for the server itself
 *
 * Returns: (transfer full): the item; %NULL with %REVIEW_ERROR_NOT_FOUND when it is absent or out
 *   of scope, in the same words
 */
ReviewWork *
review_store_load_work (ReviewTx *tx, const char *id, const ReviewScope *scope, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT w.id, w.case_id, w.purpose, w.round, w.as_of, w.queued_at, w.due_at, w.paused_ms, "
      "w.state, w.version, w.case_type, w.language, w.vendor, w.key_user, w.stage, w.assessment, "
      "w.policy, l.account, a.name, l.until, w.blind FROM work_item w "
      "LEFT JOIN lease l ON l.work_item = w.id LEFT JOIN account a ON a.id = l.account "
      "WHERE w.id = $1 AND ($2 = 0 OR w.vendor = $3)",
      "ses", id, scope != NULL && scope->vendor_only, scope != NULL ? scope->vendor : NULL);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_work (rows);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_find_work_of_case:
 *
 * A look that is not over comes before one that is, whatever it is for: which of a case's looks is
 * served must not say what they are for.
 *
 * Returns: (transfer full): id of the case's newest work item; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
char *
review_store_find_work_of_case (ReviewTx *tx, const char *case_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error,
                                                 "SELECT id FROM work_item WHERE case_id = $1 "
                                                 "ORDER BY state = 'closed', queued_at DESC, "
                                                 "id DESC LIMIT 1",
                                                 "s", case_id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_count_types:
 *
 * Returns: (transfer full): array of #ReviewTypeCount of the items that wait
 */
GPtrArray *
review_store_count_types (ReviewTx *tx, const ReviewScope *scope, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT case_type, COUNT(*) FROM work_item WHERE state = 'queued' "
                       "AND ($1 = 0 OR vendor = $2) GROUP BY case_type ORDER BY case_type",
                       "es", scope->vendor_only, scope->vendor);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewTypeCount *one = review_record_new (&review_type_count_type);

      one->case_type = review_rows_dup_text (rows, 0);
      one->count = review_rows_get_int (rows, 1);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static ReviewQueueRow *
read_queue_row (ReviewRows *rows)
{
  ReviewQueueRow *row = review_record_new (&review_queue_row_type);

  row->work_item = review_rows_dup_text (rows, 0);
  row->case_id = review_rows_dup_text (rows, 1);
  row->display_id = review_rows_dup_text (rows, 2);
  row->type = review_rows_dup_text (rows, 3);
  row->priority = review_rows_get_int (rows, 4);
  row->key_user = review_priority_is_key_user (row->priority);
  row->subject = review_rows_dup_text (rows, 5);
  row->value = review_rows_dup_text (rows, 6);
  row->currency = review_rows_dup_text (rows, 7);
  row->queued_at = review_rows_get_int (rows, 8);
  row->due_at = review_rows_get_int (rows, 9);
  row->state = review_rows_get_enum (rows, 10, &review_work_states);
  row->version = review_rows_get_int (rows, 11);
  row->holder = review_rows_dup_text (rows, 12);
  row->holder_name = review_rows_dup_text (rows, 13);
  return row;
}

/**
 * review_store_load_queue_row:
 *
 * Returns: (transfer full): the row as it is now; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewQueueRow *
review_store_load_queue_row (ReviewTx *tx, const char *id, const ReviewScope *scope, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT w.id, c.id, c.display_id, c.type, c.priority, s.display, c.value, c.currency, "
      "w.queued_at, w.due_at, w.state, w.version, l.account, a.name FROM work_item w "
      "JOIN case_file c ON c.id = w.case_id JOIN subject s ON s.id = c.subject "
      "LEFT JOIN lease l ON l.work_item = w.id LEFT JOIN account a ON a.id = l.account "
      "WHERE w.id = $1 AND ($2 = 0 OR w.vendor = $3)",
      "ses", id, scope->vendor_only, scope->vendor);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_queue_row (rows);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_save_draft:
 * @draft: its revision must be one more than what is kept
 *
 * One statement; %REVIEW_ERROR_CONFLICT when the revision is not the next one.
 */
gboolean
review_store_save_draft (ReviewTx *tx,
                         const char *work_item,
                         const char *account,
                         const ReviewDraft *draft,
                         GError **error)
{
  g_autofree char *body = draft->form != NULL ? review_encode (draft->form) : g_strdup ("{}");
  gint64 n = review_tx_exec (
      tx, error,
      "INSERT INTO draft (work_item, account, revision, saved_at, body) "
      "SELECT $1, $2, $3, $4, $5 WHERE $3 = 1 OR EXISTS (SELECT 1 FROM draft d "
      "WHERE d.work_item = $1 AND d.account = $2) "
      "ON CONFLICT (work_item, account) DO UPDATE SET revision = excluded.revision, "
      "saved_at = excluded.saved_at, body = excluded.body "
      "WHERE draft.revision = excluded.revision - 1",
      "ssiis", work_item, account, draft->revision, review_tx_get_now (tx), body);

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "a draft with another revision is kept already");
  return n == 1;
}

/**
 * review_store_load_draft:
 *
 * Returns: (transfer full): the person's draft; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewDraft *
review_store_load_draft (ReviewTx *tx, const char *work_item, const char *account, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewDraft) draft = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error,
                                                 "SELECT revision, saved_at, body FROM draft "
                                                 "WHERE work_item = $1 AND account = $2",
                                                 "ss", work_item, account);

  if (rows == NULL)
    return NULL;
  if (!review_rows_next (rows, &local))
    {
      if (review_rows_end (error, local))
        review_store_set_not_found (error);
      return NULL;
    }
  draft = review_record_new (&review_draft_type);
  draft->revision = review_rows_get_int (rows, 0);
  draft->saved_at = review_rows_get_int (rows, 1);
  draft->form = review_decode (&review_form_type, review_rows_get_text (rows, 2), -1, error);
  return draft->form != NULL ? g_steal_pointer (&draft) : NULL;
}
