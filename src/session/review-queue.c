/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue as a list: filter, counts, selection, rows by position. What is read of it and when is
 * review-queue-read.c; a row keeps its object, which says what is new of it. */
#define G_LOG_DOMAIN "review-session"
#include "review-queue.h"

#include "review-queue-private.h"

#define PAGE     REVIEW_QUEUE_PAGE
#define FEW_ROWS (2 * PAGE) /* that may be told as replaced, at once */

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewQueue,
                               review_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
get_count (ReviewQueue *self)
{
  return self->view != NULL ? self->view->count - self->hidden : 0;
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

/* Tells what is different from what was told. */
void
review_queue_notify (ReviewQueue *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
review_queue_dispose (GObject *object)
{
  ReviewQueue *self = REVIEW_QUEUE (object);

  review_queue_stop_reading (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (review_queue_parent_class)->dispose (object);
}

static void
review_queue_finalize (GObject *object)
{
  ReviewQueue *self = REVIEW_QUEUE (object);

  g_clear_pointer (&self->view, review_queue_view_free);
  review_queue_live_clear (&self->live);
  g_free (self->selected_id);
  g_clear_object (&self->filter);
  review_record_unref (self->blank);
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
  g_autoptr (ReviewViewRequest) all = review_record_new (&review_view_request_type);

  self->filter = review_item_new (all);
  self->blank = review_record_new (&review_queue_row_type);
  review_queue_live_init (&self->live);
  self->counts = g_list_store_new (REVIEW_TYPE_ITEM);
  self->saved = g_list_store_new (REVIEW_TYPE_ITEM);
  self->saved_version = -1;
  self->generation = -1;
  self->selected = G_MAXUINT;
  self->wish = G_MAXUINT;
  self->told.told[6] = G_MAXUINT; /* "selected" starts unknown, which is nothing to tell */
}

/* @counts: (nullable): waiting work by type. */
void
review_queue_set_counts (ReviewQueue *self, GPtrArray *counts)
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

/* Where a position of the list is in the view. */
static guint
to_row (ReviewQueue *self, guint position)
{
  return position + (position >= self->hidden_from ? self->hidden : 0);
}

/* Tells @change of the view that is shown now. A list view of GTK 4.8 asks for every row that comes
 * in the place of one that it shows, and looks for where it was among them; of many, and of others
 * altogether, it is told first that the old ones went. */
void
review_queue_tell_change (ReviewQueue *self, const ReviewQueueChange *change)
{
  guint removed = change->removed;

  if (removed > 0 && change->added > (self->anew ? 0 : FEW_ROWS))
    {
      self->hidden_from = change->first;
      self->hidden = change->added;
      g_list_model_items_changed (G_LIST_MODEL (self), change->first, removed, 0);
      self->hidden = 0;
      removed = 0;
    }
  if (removed > 0 || change->added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), change->first, removed, change->added);
}

/* More rows of the view are there: the selected one may be among them. */
void
review_queue_rows_came (ReviewQueue *self)
{
  const ReviewQueueRow *row = review_queue_view_row (self->view, self->wish);

  if (row != NULL)
    {
      g_free (self->selected_id);
      self->selected_id = g_strdup (row->work_item);
      self->wish = G_MAXUINT;
    }
  self->selected = review_queue_view_find (self->view, self->selected_id);
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

static gpointer
queue_get_item (GListModel *model, guint position)
{
  ReviewQueue *self = REVIEW_QUEUE (model);
  guint at = to_row (self, position);
  ReviewQueueRow *row;
  ReviewItem *item;

  if (position >= get_count (self))
    return NULL;
  review_queue_ask_page (self, at / PAGE);
  item = review_queue_live_get (&self->live, at);
  if (item != NULL)
    return g_object_ref (item);
  row = review_queue_view_row (self->view, at);
  item = review_item_new (row != NULL ? row : self->blank);
  review_queue_live_put (&self->live, at, item);
  return item;
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

/* Another server: what was on its way no longer counts, and its first view is asked for at once. */
void
review_queue_set_client (ReviewQueue *self, ReviewClient *client)
{
  review_queue_drop_next (self);
  self->generation = -1;
  g_set_object (&self->client, client);
  if (client != NULL)
    review_queue_start_view (self);
  else
    review_queue_notify (self);
}

/* Number of the event that this server's newest view is as of; -1: it has answered with none. */
gint64
review_queue_get_generation (ReviewQueue *self)
{
  return self->generation;
}

/* Forgets every row: another user may see others. */
void
review_queue_reset (ReviewQueue *self)
{
  guint before = get_count (self);

  review_queue_drop_next (self);
  review_queue_drop_saved (self);
  g_clear_pointer (&self->view, review_queue_view_free);
  review_queue_live_forget_all (&self->live);
  self->asked_page = 0;
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  review_queue_set_counts (self, NULL);
  self->selected = G_MAXUINT;
  self->wish = G_MAXUINT;
  review_queue_notify (self);
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
  self->asked_page = 0;
  self->anew = TRUE;
  review_queue_start_view (self);
  review_queue_notify (self);
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
  self->wish = G_MAXUINT;
  if (g_strcmp0 (self->selected_id, work_item) == 0)
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (work_item);
  self->selected = review_queue_view_find (self->view, self->selected_id);
  review_queue_seek_selected (self);
  review_queue_notify (self);
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
  else if (position < get_count (self))
    {
      self->wish = to_row (self, position);
      review_queue_ask_page (self, self->wish / PAGE);
    }
}

void
review_queue_move (ReviewQueue *self, int step)
{
  guint n = get_count (self);
  guint from = self->wish != G_MAXUINT ? self->wish : self->selected;
  gint64 to = from == G_MAXUINT ? (step > 0 ? 0 : (gint64) n - 1) : (gint64) from + step;

  if (n > 0)
    review_queue_select (self, (guint) CLAMP (to, 0, (gint64) n - 1));
}

const ReviewQueueRow *
review_queue_peek (ReviewQueue *self, guint position)
{
  return position < get_count (self) ? review_queue_view_row (self->view, to_row (self, position))
                                     : NULL;
}
