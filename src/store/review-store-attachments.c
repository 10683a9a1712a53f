/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that customers handed in, and which row of evidence names which. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-attachments.h"

#include <string.h>

#include "review-canonical.h"
#include "review-store-cases.h"
#include "review-store-private.h"

/**
 * review_store_put_attachment:
 * @attachment: with the hash, type and size of @bytes, already checked
 * @account: who brings it
 * @ret_new: (out): %FALSE when the store had these bytes before
 *
 * Keeps the bytes.
 */
gboolean
review_store_put_attachment (ReviewTx *tx,
                             const ReviewAttachment *attachment,
                             GBytes *bytes,
                             const char *account,
                             gboolean *ret_new,
                             GError **error)
{
  gint64 added = review_tx_exec (
      tx, error,
      "INSERT INTO attachment (sha256, media_type, size, bytes, received_at, account) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING",
      "ssibis", attachment->sha256, review_enum_nick (&review_media_types, attachment->media_type),
      attachment->size, bytes, review_tx_get_now (tx), account);

  *ret_new = added > 0;
  return added >= 0;
}

static GBytes *
read_bytes (ReviewRows *rows, const char *sha256, GError **error)
{
  g_autoptr (GBytes) bytes = review_rows_dup_bytes (rows, 0);
  gsize len;
  gconstpointer data = g_bytes_get_data (bytes, &len);
  g_autofree char *found = review_sha256 (data, len);

  if (strcmp (found, sha256) == 0)
    return g_steal_pointer (&bytes);
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
                       "an attachment does not match its checksum; it is not served");
  return NULL;
}

/**
 * review_store_load_attachment:
 *
 * Returns: (transfer full): the bytes, compared with their hash; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND while they have not come, %REVIEW_ERROR_CORRUPT when they are damaged
 */
GBytes *
review_store_load_attachment (ReviewTx *tx, const char *sha256, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT bytes FROM attachment WHERE sha256 = $1", "s", sha256);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_bytes (rows, sha256, error);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_put_row_attachments:
 * @n: number of the row in its case, which is stored already
 *
 * Keeps which files the row names.
 */
gboolean
review_store_put_row_attachments (
    ReviewTx *tx, const char *case_id, gint64 n, const ReviewEvidence *row, GError **error)
{
  for (guint i = 0; row->attachments != NULL && i < row->attachments->len; i++)
    {
      const ReviewAttachment *one = row->attachments->pdata[i];

      if (review_tx_exec (tx, error,
                          "INSERT INTO evidence_attachment (case_id, n, i, sha256, role) "
                          "VALUES ($1, $2, $3, $4, $5)",
                          "siiss", case_id, n, (gint64) i, one->sha256,
                          review_enum_nick (&review_document_roles, one->role))
          != 1)
        return FALSE;
    }
  return TRUE;
}

static ReviewEvidence *
find_row (GPtrArray *evidence, gint64 n)
{
  g_autofree char *label = g_strdup_printf (REVIEW_EVIDENCE_LABEL, n);

  for (guint i = 0; i < evidence->len; i++)
    if (strcmp (((ReviewEvidence *) evidence->pdata[i])->label, label) == 0)
      return evidence->pdata[i];
  return NULL;
}

static void
add_to_row (ReviewRows *rows, GPtrArray *evidence)
{
  ReviewEvidence *row = find_row (evidence, review_rows_get_int (rows, 0));
  ReviewAttachment *one;

  if (row == NULL)
    return; /* after the time that the caller may look at */
  one = review_record_new (&review_attachment_type);
  one->sha256 = review_rows_dup_text (rows, 1);
  one->role = review_rows_get_enum (rows, 2, &review_document_roles);
  one->media_type = review_rows_get_enum (rows, 3, &review_media_types);
  one->size = review_rows_get_int (rows, 4);
  if (row->attachments == NULL)
    row->attachments = review_records_new ();
  g_ptr_array_add (row->attachments, one);
}

static gboolean
has_document (GPtrArray *evidence)
{
  for (guint i = 0; i < evidence->len; i++)
    if (((ReviewEvidence *) evidence->pdata[i])->kind == REVIEW_EVIDENCE_DOCUMENT)
      return TRUE;
  return FALSE;
}

/**
 * review_store_fill_attachments:
 * @evidence: rows of the case, fresh from the store
 *
 * Adds to the documents among the rows what files they name, with type and size where the bytes
 * have come.
 */
gboolean
review_store_fill_attachments (ReviewTx *tx,
                               const char *case_id,
                               GPtrArray *evidence,
                               GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = NULL;

  if (!has_document (evidence))
    return TRUE;
  rows = review_tx_query (tx, error,
                          "SELECT e.n, e.sha256, e.role, a.media_type, COALESCE(a.size, 0) "
                          "FROM evidence_attachment e LEFT JOIN attachment a "
                          "ON a.sha256 = e.sha256 WHERE e.case_id = $1 ORDER BY e.n, e.i",
                          "s", case_id);
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    add_to_row (rows, evidence);
  return review_rows_end (error, local);
}

/**
 * review_store_list_attachment_cases:
 *
 * Returns: (transfer full): ids of the cases that name the file
 */
GPtrArray *
review_store_list_attachment_cases (ReviewTx *tx, const char *sha256, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT DISTINCT case_id FROM evidence_attachment WHERE sha256 = $1", "s", sha256);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
