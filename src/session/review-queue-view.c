/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a view has been read: the rows, as they were when they came. Who shows one has its object
 * from review-queue-live.c. */
#define G_LOG_DOMAIN "review-session"
#include "review-queue-view.h"

#include <string.h>

#define PAGE REVIEW_QUEUE_PAGE

ReviewQueueView *
review_queue_view_new (const ReviewViewPage *answer)
{
  ReviewQueueView *view = g_new0 (ReviewQueueView, 1);

  view->id = g_strdup (answer->view);
  view->count = (guint) CLAMP (answer->count, 0, G_MAXINT);
  view->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  view->reading = g_hash_table_new (NULL, NULL);
  for (guint i = 0; answer->bands != NULL && i < answer->bands->len; i++)
    {
      const ReviewBandCount *band = answer->bands->pdata[i];

      view->bands[band->band - REVIEW_BAND_BREACHED] = band->count;
    }
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

/* Which band begins at @position, 0: none; @ret_count: how many rows it has. */
int
review_queue_view_band_at (const ReviewQueueView *view, guint position, gint64 *ret_count)
{
  gint64 first = 0;

  for (int i = 0; view != NULL && i < REVIEW_N_BANDS; i++)
    {
      if (view->bands[i] > 0 && first == (gint64) position)
        {
          *ret_count = view->bands[i];
          return REVIEW_BAND_BREACHED + i;
        }
      first += view->bands[i];
    }
  return 0;
}

guint
review_queue_view_page_length (const ReviewQueueView *view, guint page)
{
  return MIN ((guint) PAGE, view->count - page * PAGE);
}

gboolean
review_queue_view_has_page (const ReviewQueueView *view, guint page)
{
  return g_hash_table_contains (view->pages, GUINT_TO_POINTER (page));
}

/* (transfer none) (nullable): the row if its page is there. */
ReviewQueueRow *
review_queue_view_row (const ReviewQueueView *view, guint position)
{
  GPtrArray *page =
      view != NULL ? g_hash_table_lookup (view->pages, GUINT_TO_POINTER (position / PAGE)) : NULL;

  return page != NULL && position % PAGE < page->len ? page->pdata[position % PAGE] : NULL;
}

/* Where @work_item is among the rows that have been read, or G_MAXUINT. */
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
        if (strcmp (((ReviewQueueRow *) page->pdata[i])->work_item, work_item) == 0)
          return GPOINTER_TO_UINT (key) * PAGE + i;
    }
  return G_MAXUINT;
}

/* (transfer full): work item → position, of all rows that have been read; valid as long as they
 * are there. */
GHashTable *
review_queue_view_index (const ReviewQueueView *view)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, view->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *page = value;

      for (guint i = 0; i < page->len; i++)
        g_hash_table_insert (index, ((ReviewQueueRow *) page->pdata[i])->work_item,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (key) * PAGE + i));
    }
  return index;
}

static gboolean
has_rows (const ReviewViewPage *answer, guint from, guint length)
{
  if (answer->rows == NULL || from + length > answer->rows->len)
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (((ReviewQueueRow *) answer->rows->pdata[from + i])->work_item == NULL)
      return FALSE;
  return TRUE;
}

/* Adds the whole pages among @answer's rows to @view, in place of what it had of them. */
void
review_queue_view_take (ReviewQueueView *view, const ReviewViewPage *answer)
{
  guint first = (guint) answer->offset / PAGE;

  if (answer->offset % PAGE != 0)
    return;
  for (guint page = first; page * PAGE < view->count; page++)
    {
      guint from = (page - first) * PAGE;
      guint length = review_queue_view_page_length (view, page);
      g_autoptr (GPtrArray) rows = NULL;

      if (!has_rows (answer, from, length))
        break;
      rows = review_records_new ();
      for (guint i = 0; i < length; i++)
        g_ptr_array_add (rows, review_record_ref (answer->rows->pdata[from + i]));
      g_hash_table_insert (view->pages, GUINT_TO_POINTER (page), g_ptr_array_ref (rows));
    }
}
