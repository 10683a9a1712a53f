/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues who are named in notes, and whether they have read it. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-moving.h"
#include "review-store-private.h"

#define MOST 100

gboolean
review_store_add_mention (
    ReviewTx *tx, const char *id, const char *note, const char *account, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO mention (id, note, account, at) VALUES ($1, $2, $3, $4)",
                         "sssi", id, note, account, review_tx_get_now (tx))
         == 1;
}

#define COLUMNS                                                                               \
  "SELECT m.id, n.id, n.case_id, (SELECT w.id FROM work_item w WHERE w.case_id = n.case_id "  \
  "ORDER BY w.state = 'closed', w.queued_at DESC, w.id DESC LIMIT 1), c.display_id, c.type, " \
  "n.account, a.name, m.at, n.language, n.text, r.at FROM mention m "                         \
  "JOIN note n ON n.id = m.note JOIN case_file c ON c.id = n.case_id "                        \
  "JOIN account a ON a.id = n.account LEFT JOIN mention_read r ON r.mention = m.id "

static ReviewMention *
read_mention (ReviewRows *rows)
{
  ReviewMention *one = review_record_new (&review_mention_type);

  one->id = review_rows_dup_text (rows, 0);
  one->note = review_rows_dup_text (rows, 1);
  one->case_id = review_rows_dup_text (rows, 2);
  one->work_item = review_rows_dup_text (rows, 3);
  one->case_display_id = review_rows_dup_text (rows, 4);
  one->case_type = review_rows_dup_text (rows, 5);
  one->author = review_rows_dup_text (rows, 6);
  one->author_name = review_rows_dup_text (rows, 7);
  one->at = review_rows_get_int (rows, 8);
  one->language = review_rows_dup_text (rows, 9);
  one->text = review_rows_dup_text (rows, 10);
  one->read_at = review_rows_get_int (rows, 11);
  return one;
}

/**
 * review_store_list_mentions:
 * @read_since: µs: of those that were read, the ones read since
 *
 * Returns: (transfer full): array of #ReviewMention of the person, the newest first
 */
GPtrArray *
review_store_list_mentions (ReviewTx *tx, const char *account, gint64 read_since, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      COLUMNS "WHERE m.account = $1 AND (r.at IS NULL OR r.at > $2) ORDER BY m.at DESC, m.id DESC "
              "LIMIT $3",
      "sie", account, read_since, MOST);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_mention (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_load_mention:
 *
 * Returns: (transfer full): %NULL with %REVIEW_ERROR_NOT_FOUND for another person's
 */
ReviewMention *
review_store_load_mention (ReviewTx *tx, const char *account, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, COLUMNS "WHERE m.id = $1 AND m.account = $2", "ss", id, account);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_mention (rows);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/* Once is enough. */
gboolean
review_store_read_mention (ReviewTx *tx, const char *id, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO mention_read (mention, at) VALUES ($1, $2) "
                         "ON CONFLICT (mention) DO NOTHING",
                         "si", id, review_tx_get_now (tx))
         >= 0;
}

/**
 * review_store_list_named:
 *
 * Returns: (transfer full): array of #ReviewColleague who are named in the note
 */
GPtrArray *
review_store_list_named (ReviewTx *tx, const char *note, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT a.id, a.name, a.role FROM mention m JOIN account a "
                       "ON a.id = m.account WHERE m.note = $1 ORDER BY m.id",
                       "s", note);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewColleague *one = review_record_new (&review_colleague_type);

      one->account = review_rows_dup_text (rows, 0);
      one->name = review_rows_dup_text (rows, 1);
      one->role = review_rows_get_enum (rows, 2, &review_roles);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
