/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of the queue: pages by position, read when asked for. A refresh reads the pages that are
 * in use before it shows any of them, so that a list never flickers empty; a row keeps its object,
 * which says what is new of it. */
#define G_LOG_DOMAIN "review-session"
#include "review-queue.h"

#include <string.h>

#include "review-error.h"
#include "review-queue-private.h"

#define PAGE          REVIEW_QUEUE_PAGE
#define REFRESH_DELAY 120   /* ms: events that come together are one reading */
#define MAX_DELAY     15000 /* ms between views, however long the server takes for one */
#define COST_SHARE    10    /* of its time, the server fixes views for us for at most 1/10 */
#define RECENT        REVIEW_QUEUE_RECENT
#define MAX_PAGES     60

static void list_model_init (GListModelInterface *iface);
static void start_view (ReviewQueue *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewQueue,
                               review_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
get_count (ReviewQueue *self)
{
  return self->view != NULL ? self->view->count : 0;
}

static guint
get_bands (ReviewQueue *self)
{
  return self->bands;
}

static ReviewItem *
get_filter_item (ReviewQueue *self)
{
  return self->filter;
}

static const ReviewProp props[] = {
  { "type-filter", REVIEW_PROP_STRING, G_CALLBACK (review_queue_get_type_filter), NULL,
    G_CALLBACK (review_queue_set_type_filter) },
  { "loading", REVIEW_PROP_BOOLEAN, G_CALLBACK (review_queue_get_loading) },
  { "count", REVIEW_PROP_UINT, G_CALLBACK (get_count) },
  { "total", REVIEW_PROP_INT64, G_CALLBACK (review_queue_get_total) },
  { "counts", REVIEW_PROP_OBJECT, G_CALLBACK (review_queue_get_counts), g_list_model_get_type },
  { "selected-id", REVIEW_PROP_STRING, G_CALLBACK (review_queue_get_selected_id), NULL,
    G_CALLBACK (review_queue_set_selected_id) },
  { "selected", REVIEW_PROP_UINT, G_CALLBACK (review_queue_get_selected) },
  { "error-code", REVIEW_PROP_INT, G_CALLBACK (review_queue_get_error_code) },
  { "bands", REVIEW_PROP_UINT, G_CALLBACK (get_bands) },
  { "filter", REVIEW_PROP_OBJECT, G_CALLBACK (get_filter_item), review_item_get_type },
  { "filtered", REVIEW_PROP_BOOLEAN, G_CALLBACK (review_queue_get_filtered) },
};

static void
notify (ReviewQueue *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
drop_next (ReviewQueue *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next, review_queue_view_free);
  self->loading = FALSE;
}

static void
review_queue_dispose (GObject *object)
{
  ReviewQueue *self = REVIEW_QUEUE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->patch_id, g_source_remove);
  drop_next (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (review_queue_parent_class)->dispose (object);
}

static void
review_queue_finalize (GObject *object)
{
  ReviewQueue *self = REVIEW_QUEUE (object);

  g_clear_pointer (&self->view, review_queue_view_free);
  g_free (self->selected_id);
  g_clear_object (&self->filter);
  g_clear_object (&self->blank);
  g_clear_object (&self->counts);
  g_clear_object (&self->saved);
  G_OBJECT_CLASS (review_queue_parent_class)->finalize (object);
}

static void
review_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_queue_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  review_props_set (object, &props[id - 1], value);
}

static void
review_queue_class_init (ReviewQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_queue_dispose;
  object_class->finalize = review_queue_finalize;
  object_class->get_property = review_queue_get_property;
  object_class->set_property = review_queue_set_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
}

static void
review_queue_init (ReviewQueue *self)
{
  g_autoptr (ReviewQueueRow) row = review_record_new (&review_queue_row_type);
  g_autoptr (ReviewViewRequest) all = review_record_new (&review_view_request_type);

  self->filter = review_item_new (all);
  self->blank = review_item_new (row);
  self->counts = g_list_store_new (REVIEW_TYPE_ITEM);
  self->saved = g_list_store_new (REVIEW_TYPE_ITEM);
  self->saved_version = -1;
  self->selected = G_MAXUINT;
  self->told.told[6] = G_MAXUINT; /* "selected" starts unknown, which is nothing to tell */
}

static void
set_counts (ReviewQueue *self, GPtrArray *counts)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = counts != NULL ? counts->len : 0;
  gboolean same = g_list_model_get_n_items (G_LIST_MODEL (self->counts)) == n;

  self->total = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewItem) old = g_list_model_get_item (G_LIST_MODEL (self->counts), i);

      self->total += ((ReviewTypeCount *) counts->pdata[i])->count;
      same = same && review_record_equal (review_item_get_record (old), counts->pdata[i]);
      g_ptr_array_add (items, review_item_new (counts->pdata[i]));
    }
  if (same)
    return;
  g_list_store_splice (self->counts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->counts)),
                       items->pdata, n);
  g_object_notify (G_OBJECT (self), "counts");
}

/* Shows @next instead of what was shown. */
static void
swap_views (ReviewQueue *self)
{
  ReviewQueueView *old = self->view;
  guint before = get_count (self);
  guint prefix = review_queue_view_prefix (old, self->next);
  guint suffix = review_queue_view_suffix (old, self->next, prefix);
  guint removed = before - prefix - suffix;
  guint added;

  self->view = g_steal_pointer (&self->next);
  added = get_count (self) - prefix - suffix;
  self->loading = FALSE;
  self->error_code = 0;
  if (old == NULL || memcmp (old->bands, self->view->bands, sizeof old->bands) != 0)
    self->bands++;
  self->selected = review_queue_view_find (self->view, self->selected_id);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, removed, added);
  if (old != NULL)
    review_queue_view_free (old);
  notify (self);
  if (self->again)
    {
      self->again = FALSE;
      review_queue_refresh (self);
    }
}

typedef struct
{
  ReviewQueue *queue;    /* (owned) */
  ReviewQueueView *view; /* which it was read for; compared, never followed */
  guint page;
} PageRead;

static void
page_read_free (PageRead *read)
{
  g_object_unref (read->queue);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageRead, page_read_free)

static void
forget_old_pages (ReviewQueue *self)
{
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (self->view->pages) <= MAX_PAGES)
    return;
  g_hash_table_iter_init (&iter, self->view->pages);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gboolean used = FALSE;

      for (guint i = 0; i < RECENT; i++)
        used = used || self->recent[i] == GPOINTER_TO_UINT (key);
      if (!used)
        g_hash_table_iter_remove (&iter);
    }
}

static void
page_arrived (ReviewQueue *self, ReviewQueueView *view, guint page, const ReviewViewPage *answer)
{
  gboolean moved = review_queue_view_take (view, self->view, answer);

  if (view == self->next)
    {
      if (g_hash_table_size (view->reading) == 0)
        swap_views (self);
      return;
    }
  if (!moved || review_queue_view_page (view, page) == NULL)
    return;
  self->selected = review_queue_view_find (self->view, self->selected_id);
  g_list_model_items_changed (G_LIST_MODEL (self), page * PAGE,
                              review_queue_view_page_length (view, page),
                              review_queue_view_page_length (view, page));
  forget_old_pages (self);
  notify (self);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRead) read = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewViewPage) answer =
      review_client_finish_view_page (REVIEW_CLIENT (source), result, &error);
  ReviewQueue *self = read->queue;
  ReviewQueueView *view = read->view;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (view != self->view && view != self->next))
    return;
  g_hash_table_remove (view->reading, GUINT_TO_POINTER (read->page));
  if (answer != NULL)
    {
      page_arrived (self, view, read->page, answer);
      return;
    }
  if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    review_queue_refresh (self); /* the server has forgotten the view */
  else
    self->error_code = error->code;
  if (view == self->next)
    drop_next (self);
  notify (self);
}

static void
read_page (ReviewQueue *self, ReviewQueueView *view, guint page)
{
  PageRead *read;

  if (self->client == NULL || !g_hash_table_add (view->reading, GUINT_TO_POINTER (page)))
    return;
  read = g_new0 (PageRead, 1);
  read->queue = g_object_ref (self);
  read->view = view;
  read->page = page;
  review_client_get_view_page_async (self->client, view->id, page * PAGE, PAGE, self->cancellable,
                                     page_read_cb, read);
}

static void
view_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewViewPage) answer =
      review_client_finish_view_page (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || REVIEW_CLIENT (source) != self->client)
    return;
  if (answer == NULL || answer->view == NULL)
    {
      self->loading = FALSE;
      self->error_code = error != NULL ? error->code : REVIEW_ERROR_PROTOCOL;
      notify (self);
      return;
    }
  self->cost = g_get_monotonic_time () - self->asked_at;
  if (self->saved_version < 0)
    review_queue_read_saved (self);
  set_counts (self, answer->counts);
  self->next = review_queue_view_new (answer);
  review_queue_view_take (self->next, self->view, answer);
  for (guint i = 0; i < RECENT; i++)
    if (self->recent[i] * PAGE < self->next->count
        && review_queue_view_page (self->next, self->recent[i]) == NULL)
      read_page (self, self->next, self->recent[i]);
  if (g_hash_table_size (self->next->reading) == 0)
    swap_views (self);
}

static void
start_view (ReviewQueue *self)
{
  if (self->client == NULL)
    return;
  drop_next (self);
  if (self->view != NULL)
    g_hash_table_remove_all (self->view->reading);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
  self->asked_at = g_get_monotonic_time ();
  review_client_new_view_async (self->client, review_queue_get_filter (self), self->cancellable,
                                view_made_cb, g_object_ref (self));
  notify (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  ReviewQueue *self = user_data;

  self->refresh_id = 0;
  if (self->loading)
    self->again = TRUE;
  else
    start_view (self);
  return G_SOURCE_REMOVE;
}

static GType
queue_get_item_type (GListModel *model)
{
  return REVIEW_TYPE_ITEM;
}

static guint
queue_get_n_items (GListModel *model)
{
  return get_count (REVIEW_QUEUE (model));
}

static void
note_use (ReviewQueue *self, guint page)
{
  if (self->recent[0] == page)
    return;
  memmove (self->recent + 1, self->recent, (RECENT - 1) * sizeof self->recent[0]);
  self->recent[0] = page;
}

static gpointer
queue_get_item (GListModel *model, guint position)
{
  ReviewQueue *self = REVIEW_QUEUE (model);
  ReviewItem *item;

  if (position >= get_count (self))
    return NULL;
  note_use (self, position / PAGE);
  item = review_queue_view_item (self->view, position);
  if (item == NULL)
    read_page (self, self->view, position / PAGE);
  /* Each position its own object: a list view does not bear one object twice. */
  return item != NULL ? g_object_ref (item)
                      : review_item_new (review_item_get_record (self->blank));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = queue_get_item_type;
  iface->get_n_items = queue_get_n_items;
  iface->get_item = queue_get_item;
}

ReviewQueue *
review_queue_new (void)
{
  return g_object_new (REVIEW_TYPE_QUEUE, NULL);
}

/* Another server, or another user: what was on its way no longer counts. */
void
review_queue_set_client (ReviewQueue *self, ReviewClient *client)
{
  drop_next (self);
  g_set_object (&self->client, client);
  notify (self);
}

/* Forgets every row: another user may see others. */
void
review_queue_reset (ReviewQueue *self)
{
  guint before = get_count (self);

  drop_next (self);
  review_queue_drop_saved (self);
  g_clear_pointer (&self->view, review_queue_view_free);
  memset (self->recent, 0, sizeof self->recent);
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  set_counts (self, NULL);
  self->selected = G_MAXUINT;
  notify (self);
}

const ReviewViewRequest *
review_queue_get_filter (ReviewQueue *self)
{
  return review_item_get_record (self->filter);
}

void
review_queue_set_filter (ReviewQueue *self, const ReviewViewRequest *filter)
{
  if (review_record_equal (review_queue_get_filter (self), filter))
    return;
  g_object_unref (self->filter);
  self->filter = review_item_new ((gpointer) filter);
  memset (self->recent, 0, sizeof self->recent);
  start_view (self);
  notify (self);
}

/* What the filter of a queue that shows all of its type looks like. */
static ReviewViewRequest *
new_filter (const char *case_type)
{
  ReviewViewRequest *filter = review_record_new (&review_view_request_type);

  filter->case_type = g_strdup (case_type);
  return filter;
}

gboolean
review_queue_get_filtered (ReviewQueue *self)
{
  g_autoptr (ReviewViewRequest) all = new_filter (review_queue_get_type_filter (self));

  return !review_record_equal (review_queue_get_filter (self), all);
}

void
review_queue_clear_filter (ReviewQueue *self)
{
  g_autoptr (ReviewViewRequest) all = new_filter (review_queue_get_type_filter (self));

  review_queue_set_filter (self, all);
}

const char *
review_queue_get_type_filter (ReviewQueue *self)
{
  return review_queue_get_filter (self)->case_type;
}

void
review_queue_set_type_filter (ReviewQueue *self, const char *case_type)
{
  g_autoptr (ReviewViewRequest) filter = review_record_copy (review_queue_get_filter (self));

  g_free (filter->case_type);
  filter->case_type = g_strdup (case_type);
  review_queue_set_filter (self, filter);
}

int
review_queue_get_band_at (ReviewQueue *self, guint position, gint64 *ret_count)
{
  return review_queue_view_band_at (self->view, position, ret_count);
}

gboolean
review_queue_get_loading (ReviewQueue *self)
{
  return self->loading;
}

gint64
review_queue_get_total (ReviewQueue *self)
{
  return self->total;
}

GListModel *
review_queue_get_counts (ReviewQueue *self)
{
  return G_LIST_MODEL (self->counts);
}

gint64
review_queue_get_count_of (ReviewQueue *self, const char *case_type)
{
  GListModel *counts = G_LIST_MODEL (self->counts);

  if (case_type == NULL)
    return self->total;
  for (guint i = 0; i < g_list_model_get_n_items (counts); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (counts, i);
      const ReviewTypeCount *count = review_item_get_record (item);

      if (g_strcmp0 (count->case_type, case_type) == 0)
        return count->count;
    }
  return 0;
}

int
review_queue_get_error_code (ReviewQueue *self)
{
  return self->error_code;
}

const char *
review_queue_get_selected_id (ReviewQueue *self)
{
  return self->selected_id;
}

void
review_queue_set_selected_id (ReviewQueue *self, const char *work_item)
{
  if (g_strcmp0 (self->selected_id, work_item) == 0)
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (work_item);
  self->selected = review_queue_view_find (self->view, self->selected_id);
  notify (self);
}

guint
review_queue_get_selected (ReviewQueue *self)
{
  return self->selected;
}

void
review_queue_select (ReviewQueue *self, guint position)
{
  const ReviewQueueRow *row = review_queue_peek (self, position);

  if (position == G_MAXUINT)
    review_queue_set_selected_id (self, NULL);
  else if (row != NULL)
    review_queue_set_selected_id (self, row->work_item);
}

void
review_queue_move (ReviewQueue *self, int step)
{
  guint n = get_count (self);
  gint64 to = self->selected == G_MAXUINT ? (step > 0 ? 0 : (gint64) n - 1)
                                          : (gint64) self->selected + step;

  if (n > 0)
    review_queue_select (self, (guint) CLAMP (to, 0, (gint64) n - 1));
}

const ReviewQueueRow *
review_queue_peek (ReviewQueue *self, guint position)
{
  ReviewItem *item =
      position < get_count (self) ? review_queue_view_item (self->view, position) : NULL;

  return item != NULL ? review_item_get_record (item) : NULL;
}

/* Rows on screen, as they are now, while the next view waits. */
static gboolean
patch_cb (gpointer user_data)
{
  ReviewQueue *self = user_data;

  self->patch_id = 0;
  for (guint i = 0; self->view != NULL && i < RECENT; i++)
    if (review_queue_view_page (self->view, self->recent[i]) != NULL)
      read_page (self, self->view, self->recent[i]);
  return G_SOURCE_REMOVE;
}

void
review_queue_refresh (ReviewQueue *self)
{
  guint delay = (guint) CLAMP (self->cost * COST_SHARE / 1000, REFRESH_DELAY, MAX_DELAY);

  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (delay, refresh_cb, self);
  if (self->patch_id == 0 && delay > 2 * REFRESH_DELAY)
    self->patch_id = g_timeout_add (REFRESH_DELAY, patch_cb, self);
}
