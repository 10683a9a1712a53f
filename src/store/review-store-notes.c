/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes: only ever added. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-notes.h"

#include "review-store-moving.h"
#include "review-store-private.h"
#include "review-store-search.h"

/**
 * review_store_add_note:
 * @note: complete, with id
 * @subject: id of the case's customer
 * @vendor: (nullable): of the author
 *
 * Keeps it, and lets the queue's search find the case by it.
 */
gboolean
review_store_add_note (
    ReviewTx *tx, const ReviewNote *note, const char *subject, const char *vendor, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO note (id, scope, case_id, subject, account, vendor, at, "
                         "language, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                         "ssssssiss", note->id, review_enum_nick (&review_note_scopes, note->scope),
                         note->case_id, subject, note->author, vendor, note->at, note->language,
                         note->text)
             == 1
         && review_store_index_note (tx, note->case_id, note->text, error);
}

static ReviewNote *
read_note (ReviewRows *rows)
{
  ReviewNote *note = review_record_new (&review_note_type);

  note->id = review_rows_dup_text (rows, 0);
  note->scope = review_rows_get_enum (rows, 1, &review_note_scopes);
  note->case_id = review_rows_dup_text (rows, 2);
  note->case_display_id = review_rows_dup_text (rows, 3);
  note->author = review_rows_dup_text (rows, 4);
  note->author_name = review_rows_dup_text (rows, 5);
  note->at = review_rows_get_int (rows, 6);
  note->language = review_rows_dup_text (rows, 7);
  note->text = review_rows_dup_text (rows, 8);
  return note;
}

/**
 * review_store_list_notes:
 *
 * Returns: (transfer full): array of #ReviewNote beside the case and, where @filter says so, its
 *   customer; the newest first, at most %REVIEW_NOTES_MAX
 */
GPtrArray *
review_store_list_notes (ReviewTx *tx,
                         const char *case_id,
                         const ReviewNoteFilter *filter,
                         GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT n.id, n.scope, n.case_id, c.display_id, n.account, a.name, n.at, n.language, n.text "
      "FROM note n JOIN account a ON a.id = n.account JOIN case_file c ON c.id = n.case_id "
      "WHERE n.id IN (SELECT x.id FROM note x WHERE x.case_id = $1 "
      "AND (x.scope = 'case' OR $2 = 1) UNION SELECT y.id FROM note y WHERE $2 = 1 "
      "AND y.scope = 'subject' AND y.subject = (SELECT subject FROM case_file WHERE id = $1)) "
      "AND ($3 = 0 OR n.vendor = $4) AND ($5 IS NULL OR n.account = $5) "
      "ORDER BY n.at DESC, n.id DESC LIMIT $6",
      "seessi", case_id, filter->subject ? 1 : 0, filter->scope->vendor_only ? 1 : 0,
      filter->scope->vendor, filter->only, (gint64) REVIEW_NOTES_MAX);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_note (rows));
  for (guint i = 0; local == NULL && i < list->len; i++)
    {
      ReviewNote *note = list->pdata[i];

      note->mentions = review_store_list_named (tx, note->id, &local);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
