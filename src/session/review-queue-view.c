/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a view has been read, and how two views of the same queue differ. */
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

/* A row keeps its object for as long as one shows it: work item → ReviewItem of what is shown. */
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

/* The object of a row: the one there was, told what is known now, or a new one. */
static ReviewItem *
dup_item (GHashTable *index, ReviewQueueRow *row)
{
  ReviewItem *old = g_hash_table_lookup (index, row->work_item);

  return old != NULL ? g_object_ref (old) : review_item_new (row);
}

/* Says what is new of rows that are shown already; the index is read no more, for its keys go. */
static void
update_items (GPtrArray *items, const ReviewViewPage *answer, guint from)
{
  for (guint i = 0; i < items->len; i++)
    if (!review_record_equal (review_item_get_record (items->pdata[i]),
                              answer->rows->pdata[from + i]))
      review_item_set_record (items->pdata[i], answer->rows->pdata[from + i]);
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

/* Adds the whole pages among @answer's rows to @view. Returns whether positions got other objects
 * than they had; what is new of the same row is told by its object. */
gboolean
review_queue_view_take (ReviewQueueView *view,
                        const ReviewQueueView *before,
                        const ReviewViewPage *answer)
{
  guint first = (guint) answer->offset / PAGE;
  gboolean moved = FALSE;

  if (answer->offset % PAGE != 0)
    return FALSE;
  for (guint page = first; page * PAGE < view->count; page++)
    {
      guint from = (page - first) * PAGE;
      guint length = review_queue_view_page_length (view, page);
      GPtrArray *old = review_queue_view_page (view, page);
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GHashTable) index = NULL;

      if (!has_rows (answer, from, length))
        break;
      index = index_items (before);
      items = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < length; i++)
        {
          g_ptr_array_add (items, dup_item (index, answer->rows->pdata[from + i]));
          moved = moved || old == NULL || old->pdata[i] != items->pdata[i];
        }
      g_hash_table_insert (view->pages, GUINT_TO_POINTER (page), g_ptr_array_ref (items));
      update_items (items, answer, from);
    }
  return moved;
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

/* Rows that neither has read are drawn empty in both: they end alike, however many they are. */
guint
review_queue_view_suffix (const ReviewQueueView *a, const ReviewQueueView *b, guint prefix)
{
  guint n = MIN (a != NULL ? a->count : 0, b != NULL ? b->count : 0) - prefix;
  guint i = 0;

  while (i < n)
    {
      guint in_a = a->count - 1 - i, in_b = b->count - 1 - i;

      if (review_queue_view_page (a, in_a / PAGE) == NULL
          && review_queue_view_page (b, in_b / PAGE) == NULL)
        i = MIN (n, i + MIN (in_a % PAGE, in_b % PAGE) + 1);
      else if (review_queue_view_item (a, in_a) == review_queue_view_item (b, in_b))
        i++;
      else
        break;
    }
  return i;
}
