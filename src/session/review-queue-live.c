/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as objects. A position has one object as long as somebody holds it: when its page comes, or
 * is read again, the object says "changed"; when rows move, the object moves with its case. So a
 * list that shows rows is never told that they were replaced by themselves, and of a million rows
 * there are as many objects as are on screen. */
#define G_LOG_DOMAIN "review-session"
#include "review-queue-live.h"

static void
item_gone_cb (gpointer user_data, GObject *gone)
{
  ReviewQueueLive *self = user_data;
  gpointer position;

  if (g_hash_table_steal_extended (self->positions, gone, NULL, &position))
    g_hash_table_remove (self->items, position);
}

void
review_queue_live_init (ReviewQueueLive *self)
{
  self->items = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
}

void
review_queue_live_forget_all (ReviewQueueLive *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_object_weak_unref (item, item_gone_cb, self);
  g_hash_table_remove_all (self->positions);
  g_hash_table_remove_all (self->items);
}

void
review_queue_live_clear (ReviewQueueLive *self)
{
  review_queue_live_forget_all (self);
  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->items);
}

/* (transfer none) (nullable) */
ReviewItem *
review_queue_live_get (const ReviewQueueLive *self, guint position)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
}

/* @item: (transfer none): a new object, of a position that has none. */
void
review_queue_live_put (ReviewQueueLive *self, guint position, ReviewItem *item)
{
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (position));
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
}

/* Adds the pages of which somebody holds a row. */
void
review_queue_live_add_pages (const ReviewQueueLive *self, GHashTable *pages)
{
  GHashTableIter iter;
  gpointer position;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &position, NULL))
    g_hash_table_add (pages, GUINT_TO_POINTER (GPOINTER_TO_UINT (position) / REVIEW_QUEUE_PAGE));
}

/* Where the row of @item is now: among @index, or gone. */
static gboolean
find_place (GHashTable *index, ReviewItem *item, gpointer *ret_place)
{
  const ReviewQueueRow *row = review_item_get_record (item);

  return row->work_item != NULL
         && g_hash_table_lookup_extended (index, row->work_item, NULL, ret_place);
}

/**
 * review_queue_live_move:
 * @before: how many rows there were
 * @after: the rows that there are now
 *
 * Takes each object to where its case is in @after; one whose case is not among the rows that were
 * read is forgotten. Rows without an object are nobody's, and as good as the same.
 *
 * Returns: the rows to tell as replaced, so that all objects outside of them stay
 */
ReviewQueueChange
review_queue_live_move (ReviewQueueLive *self, guint before, const ReviewQueueView *after)
{
  g_autoptr (GHashTable) index = review_queue_view_index (after);
  guint least = MIN (before, after->count), prefix = least, suffix = least;
  GHashTableIter iter;
  gpointer item, position, place;

  g_hash_table_remove_all (self->items);
  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &item, &position))
    {
      guint p = GPOINTER_TO_UINT (position), q;

      if (!find_place (index, item, &place))
        {
          prefix = MIN (prefix, p);
          suffix = MIN (suffix, before - 1 - p);
          g_object_weak_unref (item, item_gone_cb, self);
          g_hash_table_iter_remove (&iter);
          continue;
        }
      q = GPOINTER_TO_UINT (place);
      if (p != q)
        prefix = MIN (prefix, MIN (p, q));
      if (before - p != after->count - q)
        suffix = MIN (suffix, MIN (before - 1 - p, after->count - 1 - q));
      g_hash_table_iter_replace (&iter, place);
      g_hash_table_insert (self->items, place, item);
    }
  suffix = MIN (suffix, least - prefix);
  return (ReviewQueueChange){ prefix, before - prefix - suffix, after->count - prefix - suffix };
}

/* Says what is new of the rows that are held. */
void
review_queue_live_update (const ReviewQueueLive *self, const ReviewQueueView *view)
{
  g_autoptr (GList) positions = g_hash_table_get_keys (self->items);

  for (GList *l = positions; l != NULL; l = l->next)
    {
      ReviewItem *item = g_hash_table_lookup (self->items, l->data);
      ReviewQueueRow *row = review_queue_view_row (view, GPOINTER_TO_UINT (l->data));

      if (item != NULL && row != NULL && !review_record_equal (review_item_get_record (item), row))
        review_item_set_record (item, row);
    }
}
