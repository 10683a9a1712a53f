/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters that a person keeps. All of them are written at once, of the next version; who was
 * slower reads what is there and does it once more. */
#define G_LOG_DOMAIN "review-session"
#include "review-error.h"
#include "review-queue-private.h"

/* One change that a person asked for. */
typedef struct
{
  ReviewQueue *queue;        /* (owned) */
  char *name;                /* (owned) */
  ReviewViewRequest *filter; /* (owned) (nullable): NULL: forget it */
  gboolean again;            /* it is the second try */
} Change;

static void start_change (Change *change);

static void
change_free (Change *change)
{
  g_object_unref (change->queue);
  g_free (change->name);
  review_record_unref (change->filter);
  g_free (change);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
show_saved (ReviewQueue *self, const ReviewSavedFilters *all)
{
  g_autoptr (GListStore) items = review_items_new (all->filters);

  self->saved_version = all->version;
  g_list_store_remove_all (self->saved);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      g_list_store_append (self->saved, item);
    }
}

static void
saved_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSavedFilters) all =
      review_client_finish_filters (REVIEW_CLIENT (source), result, &error);
  ReviewQueue *self = change->queue;

  if (all == NULL || REVIEW_CLIENT (source) != self->client)
    return;
  show_saved (self, all);
  if (change->name != NULL)
    start_change (g_steal_pointer (&change));
}

static void
read_saved (Change *change)
{
  review_client_get_filters_async (change->queue->client, NULL, saved_read_cb, change);
}

/* Reads what the user keeps. */
void
review_queue_read_saved (ReviewQueue *self)
{
  Change *change = g_new0 (Change, 1);

  change->queue = g_object_ref (self);
  read_saved (change);
}

/* Another user: nothing of the last one stays. */
void
review_queue_drop_saved (ReviewQueue *self)
{
  g_list_store_remove_all (self->saved);
  self->saved_version = -1;
}

static void
saved_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSavedFilters) all =
      review_client_finish_filters (REVIEW_CLIENT (source), result, &error);
  ReviewQueue *self = change->queue;

  if (REVIEW_CLIENT (source) != self->client)
    return;
  if (all != NULL)
    show_saved (self, all);
  else if (!change->again && g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT))
    {
      change->again = TRUE;
      read_saved (g_steal_pointer (&change));
    }
}

/* What is to be kept after @change. */
static ReviewSavedFilters *
apply (const Change *change)
{
  GListModel *kept = G_LIST_MODEL (change->queue->saved);
  ReviewSavedFilters *all = review_record_new (&review_saved_filters_type);

  all->version = change->queue->saved_version + 1;
  all->filters = review_records_new ();
  for (guint i = 0; i < g_list_model_get_n_items (kept); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (kept, i);
      ReviewSavedFilter *one = review_item_get_record (item);

      if (g_strcmp0 (one->name, change->name) != 0)
        g_ptr_array_add (all->filters, review_record_ref (one));
    }
  if (change->filter != NULL)
    {
      ReviewSavedFilter *one = review_record_new (&review_saved_filter_type);

      one->name = g_strdup (change->name);
      one->filter = review_record_ref (change->filter);
      g_ptr_array_add (all->filters, one);
    }
  return all;
}

static void
start_change (Change *change)
{
  g_autoptr (ReviewSavedFilters) all = apply (change);

  review_client_put_filters_async (change->queue->client, all, NULL, saved_written_cb, change);
}

static void
change_saved (ReviewQueue *self, const char *name, const ReviewViewRequest *filter)
{
  Change *change;

  if (self->client == NULL || self->saved_version < 0)
    return;
  change = g_new0 (Change, 1);
  change->queue = g_object_ref (self);
  change->name = g_strdup (name);
  change->filter = filter != NULL ? review_record_ref ((gpointer) filter) : NULL;
  start_change (change);
}

GListModel *
review_queue_get_saved (ReviewQueue *self)
{
  return G_LIST_MODEL (self->saved);
}

void
review_queue_save_filter (ReviewQueue *self, const char *name)
{
  change_saved (self, name, review_queue_get_filter (self));
}

void
review_queue_forget_filter (ReviewQueue *self, const char *name)
{
  change_saved (self, name, NULL);
}
