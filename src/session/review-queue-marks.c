/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marked rows. Of those that have not arrived the object is held, so that the queue reads them; they
 * are marked as soon as they say who they are. */
#define G_LOG_DOMAIN "review-session"
#include "review-queue-marks.h"

#include <string.h>

#include "review-bulk.h"

struct _ReviewQueueMarks
{
  GObject parent_instance;

  ReviewQueue *queue;  /* (owned) */
  GPtrArray *ids;      /* (owned): work items, as they were marked */
  GHashTable *set;     /* (owned): the same, to be found; borrows from @ids */
  GPtrArray *expected; /* (owned): of ReviewItem: rows that have not arrived */
  gboolean allowed;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TOO_MANY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewQueueMarks, review_queue_marks, G_TYPE_OBJECT)

static void
tell (ReviewQueueMarks *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forget_expected (ReviewQueueMarks *self)
{
  for (guint i = 0; i < self->expected->len; i++)
    g_signal_handlers_disconnect_by_data (self->expected->pdata[i], self);
  g_ptr_array_set_size (self->expected, 0);
}

/* Whether it was not marked before. */
static gboolean
mark (ReviewQueueMarks *self, const char *work_item)
{
  char *id;

  if (g_hash_table_contains (self->set, work_item))
    return FALSE;
  id = g_strdup (work_item);
  g_ptr_array_add (self->ids, id);
  g_hash_table_add (self->set, id);
  return TRUE;
}

static void
arrived_cb (ReviewQueueMarks *self, ReviewItem *item)
{
  const ReviewQueueRow *row = review_item_get_record (item);

  if (row->work_item == NULL)
    return;
  mark (self, row->work_item);
  g_signal_handlers_disconnect_by_data (item, self);
  g_ptr_array_remove_fast (self->expected, item);
  tell (self);
}

static void
expect (ReviewQueueMarks *self, ReviewItem *item)
{
  if (g_ptr_array_find (self->expected, item, NULL))
    return;
  g_ptr_array_add (self->expected, g_object_ref (item));
  g_signal_connect_object (item, "changed", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
}

static void
review_queue_marks_dispose (GObject *object)
{
  ReviewQueueMarks *self = REVIEW_QUEUE_MARKS (object);

  forget_expected (self);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (review_queue_marks_parent_class)->dispose (object);
}

static void
review_queue_marks_finalize (GObject *object)
{
  ReviewQueueMarks *self = REVIEW_QUEUE_MARKS (object);

  g_hash_table_unref (self->set);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->expected);
  G_OBJECT_CLASS (review_queue_marks_parent_class)->finalize (object);
}

static void
review_queue_marks_class_init (ReviewQueueMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_queue_marks_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_queue_marks_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOO_MANY] = g_signal_new ("too-many", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
review_queue_marks_init (ReviewQueueMarks *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->set = g_hash_table_new (g_str_hash, g_str_equal);
  self->expected = g_ptr_array_new_with_free_func (g_object_unref);
}

ReviewQueueMarks *
review_queue_marks_new (ReviewQueue *queue)
{
  ReviewQueueMarks *self = g_object_new (REVIEW_TYPE_QUEUE_MARKS, NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "notify::filter", G_CALLBACK (review_queue_marks_clear), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
review_queue_marks_set_allowed (ReviewQueueMarks *self, gboolean allowed)
{
  self->allowed = allowed;
  review_queue_marks_clear (self);
}

gboolean
review_queue_marks_get_allowed (ReviewQueueMarks *self)
{
  return self->allowed;
}

guint
review_queue_marks_get_count (ReviewQueueMarks *self)
{
  return self->ids->len;
}

gboolean
review_queue_marks_has (ReviewQueueMarks *self, const char *work_item)
{
  return work_item != NULL && g_hash_table_contains (self->set, work_item);
}

char **
review_queue_marks_dup_ids (ReviewQueueMarks *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->ids->len; i++)
    g_strv_builder_add (ids, self->ids->pdata[i]);
  return g_strv_builder_end (ids);
}

/**
 * review_queue_marks_add:
 * @position: of the first row
 * @n: how many
 *
 * Marks rows of the queue. More than one act may have are not marked: "too-many".
 */
void
review_queue_marks_add (ReviewQueueMarks *self, guint position, guint n)
{
  gboolean more = FALSE;

  if (!self->allowed)
    return;
  if (n > REVIEW_BULK_MAX - MIN (REVIEW_BULK_MAX, self->ids->len))
    {
      g_signal_emit (self, signals[SIGNAL_TOO_MANY], 0);
      return;
    }
  for (guint i = position; i < position + n; i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->queue), i);
      const ReviewQueueRow *row = item != NULL ? review_item_get_record (item) : NULL;

      if (row != NULL && row->work_item != NULL)
        more |= mark (self, row->work_item);
      else if (row != NULL)
        expect (self, item);
    }
  if (more)
    tell (self);
}

void
review_queue_marks_remove (ReviewQueueMarks *self, const char *work_item)
{
  guint at;

  if (!review_queue_marks_has (self, work_item))
    return;
  g_hash_table_remove (self->set, work_item);
  if (g_ptr_array_find_with_equal_func (self->ids, work_item, g_str_equal, &at))
    g_ptr_array_remove_index (self->ids, at);
  tell (self);
}

void
review_queue_marks_clear (ReviewQueueMarks *self)
{
  forget_expected (self);
  if (self->ids->len == 0)
    return;
  g_hash_table_remove_all (self->set);
  g_ptr_array_set_size (self->ids, 0);
  tell (self);
}
