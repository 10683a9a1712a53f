/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening lists as they were imported. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-lists.h"

#include <string.h>

#include "review-codec.h"
#include "review-store-private.h"

#define COUNTER "screening_lists"

static gboolean
put_entries (ReviewTx *tx, const char *list, const char *part, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *body = review_encode (entries->pdata[i]);

      if (review_tx_exec (tx, error,
                          "INSERT INTO list_entry (list, part, n, body) VALUES ($1, $2, $3, $4)",
                          "ssis", list, part, (gint64) i, body)
          != 1)
        return FALSE;
    }
  return TRUE;
}

/**
 * review_store_put_list:
 * @part: what of @list this is ("sdn", "alt"): replaced as a whole
 * @entries: (element-type ReviewListEntry): at least one
 * @sha256: of the file that they were read from
 *
 * Puts a part of a screening list in place of what it was before.
 */
gboolean
review_store_put_list (ReviewTx *tx,
                       const char *list,
                       const char *part,
                       GPtrArray *entries,
                       const char *sha256,
                       GError **error)
{
  const ReviewListEntry *first = entries->pdata[0];
  gint64 revision = review_tx_next (tx, COUNTER, error);

  return revision >= 0
         && review_tx_exec (tx, error, "DELETE FROM list_entry WHERE list = $1 AND part = $2", "ss",
                            list, part)
                >= 0
         && review_tx_exec (tx, error, "DELETE FROM list_part WHERE list = $1 AND part = $2", "ss",
                            list, part)
                >= 0
         && review_tx_exec (tx, error,
                            "INSERT INTO list_part (list, part, kind, entries, sha256, "
                            "imported_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                            "sssisii", list, part,
                            review_enum_nick (&review_list_kinds, first->kind),
                            (gint64) entries->len, sha256, review_tx_get_now (tx), revision)
                == 1
         && put_entries (tx, list, part, entries, error);
}

/**
 * review_store_get_list_revision:
 *
 * Returns: grows with every change of a list; 0: there is none; -1 on error
 */
gint64
review_store_get_list_revision (ReviewTx *tx, GError **error)
{
  gint64 revision = -1;

  return review_tx_get_int (tx, &revision, error,
                            "SELECT COALESCE(MAX(revision), 0) FROM list_part", "")
             ? revision
             : -1;
}

/* A further name of an entry says only what it is called: the rest stands at the entry's own. */
static void
fill_aliases (GPtrArray *entries)
{
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      ReviewListEntry *e = entries->pdata[i];

      if (!e->alias)
        g_hash_table_insert (own, g_strconcat (e->list, "\x1f", e->entry_id, NULL), e);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      ReviewListEntry *e = entries->pdata[i];
      g_autofree char *key = g_strconcat (e->list, "\x1f", e->entry_id, NULL);
      const ReviewListEntry *entry = g_hash_table_lookup (own, key);

      if (!e->alias || entry == NULL)
        continue;
      if (e->programme == NULL)
        e->programme = g_strdup (entry->programme);
      if (e->date_of_birth == NULL)
        e->date_of_birth = g_strdup (entry->date_of_birth);
      if (e->nationality == NULL)
        e->nationality = g_strdup (entry->nationality);
    }
}

/**
 * review_store_load_lists:
 *
 * Returns: (transfer full) (element-type ReviewListEntry): every name and address of every list,
 *   aliases with what is known of their entry
 */
GPtrArray *
review_store_load_lists (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) entries = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT body FROM list_entry ORDER BY list, part, n", "");

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewListEntry *entry =
          review_decode (&review_list_entry_type, review_rows_get_text (rows, 0), -1, &local);

      if (entry == NULL)
        break;
      g_ptr_array_add (entries, entry);
    }
  if (!review_rows_end (error, local))
    return NULL;
  fill_aliases (entries);
  return g_steal_pointer (&entries);
}
