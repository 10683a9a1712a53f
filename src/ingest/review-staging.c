/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staging tables: files come in any order and any size, so cases and the rows that belong to
 * them meet in the store. Written in batches, one transaction each, emptied before and after. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-staging.h"

#include <string.h>

#include "review-canonical.h"
#include "review-row-case.h"

#define BATCH_ITEMS 2000
#define BATCH_BYTES (8 * 1024 * 1024)

typedef struct
{
  ReviewStaged staged;
  gint64 n;
  char *sha256;    /* (owned) (nullable): of a case */
  GPtrArray *keys; /* (owned) (nullable) (element-type ReviewRowKey) */
} Item;

struct _ReviewStaging
{
  ReviewStore *store; /* (unowned) */
  GPtrArray *batch;   /* (owned) (element-type Item) */
  gsize bytes;        /* in the batch */
  gint64 next_row;
};

static void
clear_staged (ReviewStaged *staged)
{
  g_free (staged->key);
  g_free (staged->body);
}

static void
staged_free (gpointer data)
{
  clear_staged (data);
  g_free (data);
}

static void
item_free (gpointer data)
{
  Item *item = data;

  clear_staged (&item->staged);
  g_free (item->sha256);
  g_clear_pointer (&item->keys, g_ptr_array_unref);
  g_free (item);
}

void
review_staging_free (ReviewStaging *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->batch);
  g_free (self);
}

static gboolean
clear_tables (ReviewTx *tx, gpointer user_data, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM import_link", "DELETE FROM import_key",   "DELETE FROM import_row",
    "DELETE FROM import_case", "DELETE FROM import_count",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (review_tx_exec (tx, error, statements[i], "") < 0)
      return FALSE;
  return TRUE;
}

/**
 * review_staging_clear:
 *
 * Empties the staging tables, and with them what an import that was killed had left.
 */
gboolean
review_staging_clear (ReviewStaging *self, GError **error)
{
  g_ptr_array_set_size (self->batch, 0);
  self->bytes = 0;
  return review_store_write (self->store, clear_tables, NULL, error);
}

/**
 * review_staging_open:
 * @store: must outlive the result
 *
 * Returns: (transfer full): an empty stage
 */
ReviewStaging *
review_staging_open (ReviewStore *store, GError **error)
{
  g_autoptr (ReviewStaging) self = g_new0 (ReviewStaging, 1);

  self->store = store;
  self->batch = g_ptr_array_new_with_free_func (item_free);
  if (!review_staging_clear (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
write_case (ReviewTx *tx, const Item *item, GError **error)
{
  const ReviewStaged *s = &item->staged;

  if (review_tx_exec (tx, error,
                      "INSERT INTO import_case (key, sha256, file, line, body) "
                      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                      "sseis", s->key, item->sha256, s->file, s->line, s->body)
      < 0)
    return FALSE;
  for (guint i = 0; item->keys != NULL && i < item->keys->len; i++)
    {
      const ReviewRowKey *key = item->keys->pdata[i];

      if (review_tx_exec (tx, error,
                          "INSERT INTO import_key (case_key, key, value) VALUES ($1, $2, $3) "
                          "ON CONFLICT DO NOTHING",
                          "sss", s->key, key->key, key->value)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_row (ReviewTx *tx, const Item *item, GError **error)
{
  const ReviewStaged *s = &item->staged;

  if (review_tx_exec (tx, error,
                      "INSERT INTO import_row (n, spec, file, line, body) "
                      "VALUES ($1, $2, $3, $4, $5)",
                      "ieeis", item->n, s->spec, s->file, s->line, s->body)
      < 0)
    return FALSE;
  for (guint i = 0; i < item->keys->len; i++)
    {
      const ReviewRowKey *key = item->keys->pdata[i];

      if (review_tx_exec (tx, error,
                          "INSERT INTO import_link (key, value, n) VALUES ($1, $2, $3) "
                          "ON CONFLICT DO NOTHING",
                          "ssi", key->key, key->value, item->n)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_batch (ReviewTx *tx, gpointer user_data, GError **error)
{
  GPtrArray *batch = user_data;

  for (guint i = 0; i < batch->len; i++)
    {
      const Item *item = batch->pdata[i];

      if (!(item->staged.key != NULL ? write_case : write_row) (tx, item, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * review_staging_flush:
 *
 * Writes what the batch in memory holds.
 */
gboolean
review_staging_flush (ReviewStaging *self, GError **error)
{
  gboolean ok =
      self->batch->len == 0 || review_store_write (self->store, write_batch, self->batch, error);

  g_ptr_array_set_size (self->batch, 0);
  self->bytes = 0;
  return ok;
}

static gboolean
add (ReviewStaging *self, Item *item, GError **error)
{
  g_ptr_array_add (self->batch, item);
  self->bytes += strlen (item->staged.body);
  if (self->batch->len < BATCH_ITEMS && self->bytes < BATCH_BYTES)
    return TRUE;
  return review_staging_flush (self, error);
}

/**
 * review_staging_add_case:
 * @key: orders the cases and tells them apart
 * @what: tells it from another case with its key
 * @body: what it is made of when it is listed
 * @keys: (transfer full) (nullable) (element-type ReviewRowKey): what rows may name it by
 *
 * The same case again adds nothing; the same key with another @what is a conflict.
 */
gboolean
review_staging_add_case (ReviewStaging *self,
                         const char *key,
                         int file,
                         gint64 line,
                         const char *what,
                         const char *body,
                         GPtrArray *keys,
                         GError **error)
{
  Item *item = g_new0 (Item, 1);

  item->staged = (ReviewStaged){ g_strdup (key), 0, file, line, g_strdup (body) };
  item->sha256 = review_sha256 (what, strlen (what));
  item->keys = keys;
  return add (self, item, error);
}

/**
 * review_staging_add_row:
 * @spec: index into the mapping's files
 * @body: of review_staging_pack()
 * @links: (transfer full) (element-type ReviewRowKey): the keys that it names
 */
gboolean
review_staging_add_row (ReviewStaging *self,
                        int spec,
                        int file,
                        gint64 line,
                        const char *body,
                        GPtrArray *links,
                        GError **error)
{
  Item *item = g_new0 (Item, 1);

  item->staged = (ReviewStaged){ NULL, spec, file, line, g_strdup (body) };
  item->keys = links;
  item->n = ++self->next_row;
  return add (self, item, error);
}

static gint64
count (ReviewTx *tx, const char *sql, GError **error)
{
  gint64 n = -1;

  return review_tx_get_int (tx, &n, error, sql, "") ? n : -1;
}

/**
 * review_staging_count_cases:
 *
 * Returns: staged cases, -1 on error
 */
gint64
review_staging_count_cases (ReviewTx *tx, GError **error)
{
  return count (tx, "SELECT COUNT(*) FROM import_case", error);
}

/**
 * review_staging_count_unmatched:
 *
 * Returns: staged rows whose keys name no staged case, -1 on error
 */
gint64
review_staging_count_unmatched (ReviewTx *tx, GError **error)
{
  return count (tx,
                "SELECT COUNT(*) FROM import_row r WHERE NOT EXISTS (SELECT 1 FROM import_link l "
                "JOIN import_key k ON k.key = l.key AND k.value = l.value WHERE l.n = r.n)",
                error);
}

/* Rows of: key or spec, file, line, body or its hash. */
static GPtrArray *
collect (ReviewRows *rows, gboolean cases, GError **error)
{
  g_autoptr (ReviewRows) own = rows;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (staged_free);
  g_autoptr (GError) local = NULL;

  if (own == NULL)
    return NULL;
  while (review_rows_next (own, &local))
    {
      ReviewStaged *s = g_new0 (ReviewStaged, 1);

      if (cases)
        s->key = review_rows_dup_text (own, 0);
      else
        s->spec = (int) review_rows_get_int (own, 0);
      s->file = (int) review_rows_get_int (own, 1);
      s->line = review_rows_get_int (own, 2);
      s->body = review_rows_dup_text (own, 3);
      g_ptr_array_add (list, s);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * review_staging_list_conflicts:
 *
 * Returns: (transfer full) (element-type ReviewStaged): the cases of which there is more than one
 *   with the same key, in order of key, file and line
 */
GPtrArray *
review_staging_list_conflicts (ReviewTx *tx, GError **error)
{
  return collect (review_tx_query (tx, error,
                                   "SELECT key, file, line, '' FROM import_case WHERE key IN "
                                   "(SELECT key FROM import_case GROUP BY key HAVING COUNT(*) > 1) "
                                   "ORDER BY key, file, line",
                                   ""),
                  TRUE, error);
}

gboolean
review_staging_drop_case (ReviewTx *tx, const char *key, GError **error)
{
  return review_tx_exec (tx, error, "DELETE FROM import_case WHERE key = $1", "s", key) >= 0
         && review_tx_exec (tx, error, "DELETE FROM import_key WHERE case_key = $1", "s", key) >= 0;
}

/**
 * review_staging_list_cases:
 * @after: the last key of the page before; "" for the first page
 *
 * Returns: (transfer full) (element-type ReviewStaged): up to about @limit cases in the order of
 *   their keys, without their bodies but with the hash; all cases of a key are on one page
 */
GPtrArray *
review_staging_list_cases (ReviewTx *tx, const char *after, gint64 limit, GError **error)
{
  return collect (review_tx_query (tx, error,
                                   "SELECT key, file, line, sha256 FROM import_case WHERE key IN "
                                   "(SELECT DISTINCT key FROM import_case WHERE key > $1 "
                                   "ORDER BY key LIMIT $2) ORDER BY key, sha256",
                                   "si", after, limit),
                  TRUE, error);
}

/**
 * review_staging_load_body:
 * @staged: of review_staging_list_cases()
 *
 * Returns: (transfer full): the case's body; bodies may be large, so that only one is in memory
 */
char *
review_staging_load_body (ReviewTx *tx, const ReviewStaged *staged, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT body FROM import_case WHERE key = $1 AND sha256 = $2",
                       "ss", staged->key, staged->body);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, error))
    return review_rows_dup_text (rows, 0);
  if (error == NULL || *error == NULL)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "a staged case is gone");
  return NULL;
}

/**
 * review_staging_list_rows:
 * @limit: most rows that are read
 *
 * Returns: (transfer full) (element-type ReviewStaged): the rows that name the case by any of its
 *   keys, each once, in no order that means anything
 */
GPtrArray *
review_staging_list_rows (ReviewTx *tx, const char *case_key, gint64 limit, GError **error)
{
  return collect (review_tx_query (tx, error,
                                   "SELECT spec, file, line, body FROM import_row WHERE n IN "
                                   "(SELECT l.n FROM import_key k JOIN import_link l "
                                   "ON l.key = k.key AND l.value = k.value "
                                   "WHERE k.case_key = $1) ORDER BY n LIMIT $2",
                                   "si", case_key, limit),
                  FALSE, error);
}

/**
 * review_staging_pack:
 * @values: @n texts, %NULL for a missing one
 *
 * Returns: (transfer full): one text that review_staging_unpack() takes apart, whatever they hold
 */
char *
review_staging_pack (const char *const *values, guint n)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (values[i] == NULL)
      g_string_append_c (body, '-');
    else
      g_string_append_printf (body, "%" G_GSIZE_FORMAT ":%s", strlen (values[i]), values[i]);
  return g_string_free (body, FALSE);
}

/**
 * review_staging_unpack:
 * @body: of review_staging_pack(); changed, and must outlive @values
 * @values: (out caller-allocates): @n texts inside @body
 *
 * Returns: whether @body holds exactly @n values
 */
gboolean
review_staging_unpack (char *body, const char **values, guint n)
{
  char *p = body;
  char *end_of_last = NULL;

  for (guint i = 0; i < n; i++)
    {
      char *end;
      guint64 len;

      values[i] = NULL;
      if (*p == '-')
        {
          if (end_of_last != NULL)
            *end_of_last = '\0';
          end_of_last = NULL;
          p++;
          continue;
        }
      len = g_ascii_strtoull (p, &end, 10);
      if (end == p || *end != ':' || strlen (end + 1) < len)
        return FALSE;
      if (end_of_last != NULL)
        *end_of_last = '\0';
      values[i] = end + 1;
      p = end + 1 + len;
      end_of_last = p;
    }
  return *p == '\0';
}
