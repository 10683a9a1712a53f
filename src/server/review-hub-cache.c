/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what was measured for the Decision Hub's page, one view per case type. */
#define G_LOG_DOMAIN "review-server"
#include "review-hub-cache.h"

#include <string.h>

#include "review-hub-view.h"

#define KEEP REVIEW_MINUTE /* while truth is added all the time */

typedef struct
{
  char *key; /* what the view was measured from */
  gint64 truths;
  gint64 made_at;
  ReviewHubView *view; /* (nullable): being measured for the first time */
  gboolean measuring;
} Entry;

struct _ReviewHubCache
{
  GMutex lock;
  GHashTable *entries; /* case type → Entry */
};

static void
free_entry (gpointer data)
{
  Entry *self = data;

  g_free (self->key);
  g_clear_pointer (&self->view, review_record_unref);
  g_free (self);
}

ReviewHubCache *
review_hub_cache_new (void)
{
  ReviewHubCache *self = g_new0 (ReviewHubCache, 1);

  g_mutex_init (&self->lock);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  return self;
}

void
review_hub_cache_free (ReviewHubCache *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

typedef struct
{
  const char *case_type;
  ReviewTypeCounts counts;
} Count;

static gboolean
read_counts (ReviewTx *tx, gpointer user_data, GError **error)
{
  Count *count = user_data;

  return review_store_count_type (tx, count->case_type, &count->counts, error);
}

/* What is kept, when it still holds or another thread is at it; NULL: @ret_mine says whether the
 * caller is to measure. */
static ReviewHubView *
find (ReviewHubCache *self,
      const char *case_type,
      const char *key,
      const ReviewTypeCounts *counts,
      gint64 now,
      gboolean *ret_mine)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Entry *entry = g_hash_table_lookup (self->entries, case_type);
  gboolean fresh;

  *ret_mine = FALSE;
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, g_strdup (case_type), entry);
    }
  fresh = entry->view != NULL && g_strcmp0 (entry->key, key) == 0
          && (entry->truths == counts->truths
              || (now >= entry->made_at && now - entry->made_at < KEEP));
  if (fresh || entry->measuring)
    return entry->view != NULL ? review_record_ref (entry->view) : NULL;
  *ret_mine = TRUE;
  entry->measuring = TRUE;
  return NULL;
}

static void
keep (ReviewHubCache *self,
      const char *case_type,
      const char *key,
      const ReviewTypeCounts *counts,
      gint64 now,
      ReviewHubView *view)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Entry *entry = g_hash_table_lookup (self->entries, case_type);

  entry->measuring = FALSE;
  if (view == NULL)
    return;
  g_free (entry->key);
  entry->key = g_strdup (key);
  entry->truths = counts->truths;
  entry->made_at = now;
  g_clear_pointer (&entry->view, review_record_unref);
  entry->view = review_record_ref (view);
}

/**
 * review_hub_cache_describe:
 * @case_type: in the catalogue
 * @model: (nullable): the type's live model
 * @error: BUSY when another thread measures the type for the first time
 *
 * Returns: (transfer full): the view
 */
ReviewHubView *
review_hub_cache_describe (ReviewHubCache *self,
                           ReviewService *service,
                           const char *case_type,
                           const RocaModel *model,
                           GError **error)
{
  ReviewStore *store = review_service_get_store (service);
  gint64 now = review_clock_now (review_store_get_clock (store));
  Count count = { .case_type = case_type };
  g_autofree char *key =
      g_strconcat (review_service_get_policy (service)->version, " ",
                   model != NULL ? roca_model_get_version (model) : "", " ",
                   model != NULL ? roca_model_get_calibration (model) : "", NULL);
  g_autoptr (ReviewHubView) view = NULL;
  gboolean mine = FALSE;

  if (!review_store_read (store, read_counts, &count, error))
    return NULL;
  view = find (self, case_type, key, &count.counts, now, &mine);
  if (mine)
    {
      view = review_hub_view_make (service, case_type, model, &count.counts, error);
      keep (self, case_type, key, &count.counts, now, view);
    }
  else if (view == NULL)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_BUSY,
                         "the history is being measured; ask again");
  review_type_counts_clear (&count.counts);
  return g_steal_pointer (&view);
}
