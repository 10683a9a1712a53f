/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many cases, streamed: ids first, then one short read each, so that memory stays flat and a
 * writer never waits for a reader. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-cases.h"
#include "review-store-private.h"

typedef struct
{
  const ReviewCaseFilter *filter;
  GHashTable *wanted;   /* (owned) (nullable): external ids */
  GPtrArray *ids;       /* (owned) */
  const char *case_id;  /* being read */
  ReviewIntake *values; /* (owned) (nullable): of case_id */
} Stream;

static void
clear_stream (Stream *self)
{
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->values, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, clear_stream)

static gboolean
read_ids (ReviewTx *tx, gpointer user_data, GError **error)
{
  Stream *self = user_data;
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT c.id, c.external_id FROM case_file c WHERE c.type = $1 "
                       "AND ($2 = 0 OR EXISTS (SELECT 1 FROM truth t WHERE t.case_id = c.id)) "
                       "ORDER BY c.source, c.external_id",
                       "se", self->filter->case_type, self->filter->with_truth);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    if (self->wanted == NULL
        || g_hash_table_contains (self->wanted, review_rows_get_text (rows, 1)))
      g_ptr_array_add (self->ids, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local);
}

static gboolean
read_values (ReviewTx *tx, gpointer user_data, GError **error)
{
  Stream *self = user_data;

  self->values = review_store_load_values (tx, self->case_id, 0, error);
  if (self->values == NULL)
    return FALSE;
  if (self->filter->with_truth)
    self->values->truth = review_store_load_truth (tx, self->case_id, error);
  return !self->filter->with_truth || self->values->truth != NULL;
}

static void
fill_wanted (Stream *self)
{
  const char *const *ids = self->filter->external_ids;

  if (ids == NULL)
    return;
  self->wanted = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (self->wanted, (gpointer) ids[i]);
}

/**
 * review_store_each_case:
 * @filter: which cases
 * @func: gets each one's values as they were at its as-of time, in the order of source and
 *   external id; returns %FALSE to stop
 *
 * Returns: %FALSE with @error set when a case cannot be read or @func failed; %TRUE at the end,
 *   also when @func stopped without an error
 */
gboolean
review_store_each_case (ReviewStore *store,
                        const ReviewCaseFilter *filter,
                        ReviewValuesFunc func,
                        gpointer user_data,
                        GError **error)
{
  g_auto (Stream) self = { .filter = filter, .ids = g_ptr_array_new_with_free_func (g_free) };
  GError *local = NULL;
  gboolean more = TRUE;

  fill_wanted (&self);
  if (!review_store_read (store, read_ids, &self, error))
    return FALSE;
  for (guint i = 0; more && i < self.ids->len; i++)
    {
      self.case_id = self.ids->pdata[i];
      more = review_store_read (store, read_values, &self, &local)
             && func (self.case_id, self.values, user_data, &local);
      g_clear_pointer (&self.values, review_record_unref);
    }
  return review_rows_end (error, local);
}

typedef struct
{
  const char *case_type;
  gint64 n;
} Count;

static gboolean
count_cases (ReviewTx *tx, gpointer user_data, GError **error)
{
  Count *count = user_data;

  return review_tx_get_int (tx, &count->n, error,
                            "SELECT COUNT(*) FROM case_file WHERE $1 IS NULL OR type = $1", "s",
                            count->case_type);
}

/**
 * review_store_count_cases:
 * @case_type: (nullable): only of this type
 *
 * Returns: how many cases there are; -1 on error
 */
gint64
review_store_count_cases (ReviewStore *store, const char *case_type, GError **error)
{
  Count count = { case_type, -1 };

  return review_store_read (store, count_cases, &count, error) ? count.n : -1;
}
