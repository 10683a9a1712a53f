/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a view has been read, and how two views of the same queue differ. */
#define G_LOG_DOMAIN "review-session"
#include "review-queue-view.h"

#include <string.h>

#define PAGE REVIEW_QUEUE_PAGE

ReviewQueueView *
review_queue_view_new (const char *id, gint64 count)
{
  ReviewQueueView *view = g_new0 (ReviewQueueView, 1);

  view->id = g_strdup (id);
  view->count = (guint) CLAMP (count, 0, G_MAXINT);
  view->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  view->reading = g_hash_table_new (NULL, NULL);
  return view;
}

void
review_queue_view_free (ReviewQueueView *view)
{
  g_free (view->id);
  g_hash_table_unref (view->pages);
  g_hash_table_unref (view->reading);
  g_free (view);
}

guint
review_queue_view_page_length (const ReviewQueueView *view, guint page)
{
  return MIN ((guint) PAGE, view->count - page * PAGE);
}

GPtrArray *
review_queue_view_page (const ReviewQueueView *view, guint page)
{
  return g_hash_table_lookup (view->pages, GUINT_TO_POINTER (page));
}

/* (transfer none) (nullable): the row's object if its page is there. */
ReviewItem *
review_queue_view_item (const ReviewQueueView *view, guint position)
{
  GPtrArray *page = view != NULL ? review_queue_view_page (view, position / PAGE) : NULL;

  return page != NULL && position % PAGE < page->len ? page->pdata[position % PAGE] : NULL;
}

/* Where the selected row is among the pages that have been read. */
guint
review_queue_view_find (const ReviewQueueView *view, const char *work_item)
{
  GHashTableIter iter;
  gpointer key, value;

  if (view == NULL || work_item == NULL)
    return G_MAXUINT;
  g_hash_table_iter_init (&iter, view->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *page = value;

      for (guint i = 0; i < page->len; i++)
        {
          const ReviewQueueRow *row = review_item_get_record (page->pdata[i]);

          if (strcmp (row->work_item, work_item) == 0)
            return GPOINTER_TO_UINT (key) * PAGE + i;
        }
    }
  return G_MAXUINT;
}

/* Rows that are as they were keep their objects: work item → ReviewItem of what is shown. */
static GHashTable *
index_items (const ReviewQueueView *view)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  if (view == NULL)
    return index;
  g_hash_table_iter_init (&iter, view->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *page = value;

      for (guint i = 0; i < page->len; i++)
        {
          const ReviewQueueRow *row = review_item_get_record (page->pdata[i]);

          g_hash_table_insert (index, row->work_item, page->pdata[i]);
        }
    }
  return index;
}

/* Adds the whole pages among @answer's rows to @view. */
void
review_queue_view_take (ReviewQueueView *view,
                        const ReviewQueueView *before,
                        const ReviewViewPage *answer)
{
  guint n = answer->rows != NULL ? answer->rows->len : 0;
  guint first = (guint) answer->offset / PAGE;
  g_autoptr (GHashTable) index = index_items (before);

  if (answer->offset % PAGE != 0)
    return;
  for (guint page = first; page * PAGE < view->count; page++)
    {
      guint from = (page - first) * PAGE;
      guint length = review_queue_view_page_length (view, page);
      g_autoptr (GPtrArray) items = NULL;

      if (from + length > n)
        return;
      items = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < length; i++)
        {
          ReviewQueueRow *row = answer->rows->pdata[from + i];
          ReviewItem *old =
              row->work_item != NULL ? g_hash_table_lookup (index, row->work_item) : NULL;

          if (row->work_item == NULL)
            return;
          if (old != NULL && review_record_equal (review_item_get_record (old), row))
            g_ptr_array_add (items, g_object_ref (old));
          else
            g_ptr_array_add (items, review_item_new (row));
        }
      g_hash_table_insert (view->pages, GUINT_TO_POINTER (page), g_steal_pointer (&items));
    }
}

guint
review_queue_view_prefix (const ReviewQueueView *a, const ReviewQueueView *b)
{
  guint n = MIN (a != NULL ? a->count : 0, b != NULL ? b->count : 0);
  guint i = 0;

  while (i < n)
    {
      if (i % PAGE == 0 && review_queue_view_page (a, i / PAGE) == NULL
          && review_queue_view_page (b, i / PAGE) == NULL)
        i = MIN (n, i + PAGE);
      else if (review_queue_view_item (a, i) == review_queue_view_item (b, i))
        i++;
      else
        break;
    }
  return i;
}

guint
review_queue_view_suffix (const ReviewQueueView *a, const ReviewQueueView *b, guint prefix)
{
  guint n = MIN (a != NULL ? a->count : 0, b != NULL ? b->count : 0) - prefix;
  guint i = 0;

  while (i < n && i < REVIEW_QUEUE_MAX_SUFFIX
         && review_queue_view_item (a, a->count - 1 - i)
                == review_queue_view_item (b, b->count - 1 - i))
    i++;
  return i;
}
