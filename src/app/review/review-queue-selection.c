/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue as a selection model: what is selected is the queue's to say, by the case and not by
 * the position. (GtkSingleSelection looks for its item in all that changed, which would read every
 * page of a long queue; and it forgets a row that is not there for a moment.) While rows are marked, it
 * is those that are selected; where none may be, there is one at most. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-selection.h"

struct _ReviewQueueSelection
{
  GObject parent;
  ReviewQueue *queue;      /* (owned) */
  ReviewQueueMarks *marks; /* (owned) */
  guint told;              /* position that was told last */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewQueueSelection,
                               review_queue_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static GType
get_item_type (GListModel *model)
{
  return REVIEW_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (REVIEW_QUEUE_SELECTION (model)->queue));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (REVIEW_QUEUE_SELECTION (model)->queue), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  ReviewQueueSelection *self = REVIEW_QUEUE_SELECTION (model);
  const ReviewQueueRow *row;

  if (review_queue_marks_get_count (self->marks) == 0)
    return review_queue_get_selected (self->queue) == position;
  row = review_queue_peek (self->queue, position);
  return row != NULL && review_queue_marks_has (self->marks, row->work_item);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  ReviewQueueSelection *self = REVIEW_QUEUE_SELECTION (model);
  guint selected = review_queue_get_selected (self->queue);
  GtkBitset *set = gtk_bitset_new_empty ();

  if (review_queue_marks_get_count (self->marks) == 0 && selected != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (set, selected);
  for (guint i = position; review_queue_marks_get_count (self->marks) > 0 && i - position < n_items;
       i++)
    if (is_selected (model, i))
      gtk_bitset_add (set, i);
  return set;
}

/* Where one was is one of the rows that are chosen together. */
static void
begin_marks (ReviewQueueSelection *self)
{
  guint selected = review_queue_get_selected (self->queue);

  if (review_queue_marks_get_count (self->marks) == 0 && selected != GTK_INVALID_LIST_POSITION)
    review_queue_marks_add (self->marks, selected, 1);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  ReviewQueueSelection *self = REVIEW_QUEUE_SELECTION (model);

  if (unselect_rest || !review_queue_marks_get_allowed (self->marks))
    review_queue_marks_clear (self->marks);
  else
    {
      begin_marks (self);
      review_queue_marks_add (self->marks, position, 1);
    }
  review_queue_select (self->queue, position);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  ReviewQueueSelection *self = REVIEW_QUEUE_SELECTION (model);
  const ReviewQueueRow *row = review_queue_peek (self->queue, position);

  if (review_queue_marks_get_count (self->marks) > 0)
    review_queue_marks_remove (self->marks, row != NULL ? row->work_item : NULL);
  else if (is_selected (model, position))
    review_queue_select (self->queue, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

/* FALSE: the list selects the one it goes to. */
static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  ReviewQueueSelection *self = REVIEW_QUEUE_SELECTION (model);

  if (!review_queue_marks_get_allowed (self->marks))
    return FALSE;
  if (unselect_rest)
    review_queue_marks_clear (self->marks);
  review_queue_marks_add (self->marks, position, n_items);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  ReviewQueueSelection *self = REVIEW_QUEUE_SELECTION (model);

  review_queue_marks_add (self->marks, 0, get_n_items (G_LIST_MODEL (model)));
  return review_queue_marks_get_allowed (self->marks);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  review_queue_marks_clear (REVIEW_QUEUE_SELECTION (model)->marks);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

static void
tell (ReviewQueueSelection *self, guint position)
{
  if (position < get_n_items (G_LIST_MODEL (self)))
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
}

static void
selected_cb (ReviewQueueSelection *self)
{
  guint before = self->told;

  self->told = review_queue_get_selected (self->queue);
  tell (self, before);
  tell (self, self->told);
}

static void
marked_cb (ReviewQueueSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
items_changed_cb (ReviewQueueSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
review_queue_selection_finalize (GObject *object)
{
  g_object_unref (REVIEW_QUEUE_SELECTION (object)->queue);
  g_object_unref (REVIEW_QUEUE_SELECTION (object)->marks);
  G_OBJECT_CLASS (review_queue_selection_parent_class)->finalize (object);
}

static void
review_queue_selection_class_init (ReviewQueueSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_queue_selection_finalize;
}

static void
review_queue_selection_init (ReviewQueueSelection *self)
{
}

/**
 * review_queue_selection_new:
 *
 * Returns: (transfer full): the rows of @queue, of which those of @marks are selected, or else the
 *   queue's one
 */
ReviewQueueSelection *
review_queue_selection_new (ReviewQueue *queue, ReviewQueueMarks *marks)
{
  ReviewQueueSelection *self = g_object_new (REVIEW_TYPE_QUEUE_SELECTION, NULL);

  self->queue = g_object_ref (queue);
  self->marks = g_object_ref (marks);
  self->told = review_queue_get_selected (queue);
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (marks, "changed", G_CALLBACK (marked_cb), self, G_CONNECT_SWAPPED);
  return self;
}
