/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views of the queue and kept filters, as the fake server has them. */
#include "fake-views.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"

/* As much of a filter as tests of the screen ask for. */
static gboolean
lets_through (FakeServer *self, const ReviewViewRequest *filter, const ReviewQueueRow *row)
{
  if (row->state != REVIEW_WORK_QUEUED && row->state != REVIEW_WORK_LEASED)
    return FALSE;
  return (filter->text == NULL || strstr (row->display_id, filter->text) != NULL)
         && (!filter->key_user || row->key_user)
         && (filter->holder != REVIEW_HOLDER_MINE || g_strcmp0 (row->holder, self->user->id) == 0);
}

/* One breached row before all others, where the test wants it so. */
static void
add_bands (FakeServer *self, ReviewViewPage *page, guint rows)
{
  const gint64 counts[] = { MIN (self->breached, rows), rows - MIN (self->breached, rows) };

  page->bands = review_records_new ();
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      ReviewBandCount *band = review_record_new (&review_band_count_type);

      band->band = i == 0 ? REVIEW_BAND_BREACHED : REVIEW_BAND_REST;
      band->count = counts[i];
      g_ptr_array_add (page->bands, band);
    }
}

/* The row as it is now; one whose item is gone, as it was. */
static ReviewQueueRow *
dup_row (FakeServer *self, ReviewQueueRow *fixed)
{
  for (guint i = 0; i < self->items->len; i++)
    if (strcmp (fake_server_item (self, i)->row->work_item, fixed->work_item) == 0)
      return review_record_ref (fake_server_item (self, i)->row);
  return review_record_ref (fixed);
}

/* Fixes another view: the rows that are let through now, in their order. */
gboolean
fake_view_open (FakeServer *self, const char *body, GError **error)
{
  g_autoptr (ReviewViewRequest) filter = review_decode (&review_view_request_type, body, -1, error);
  GPtrArray *rows;

  if (filter == NULL)
    return FALSE;
  rows = review_records_new ();
  for (guint i = 0; i < self->items->len; i++)
    if (lets_through (self, filter, fake_server_item (self, i)->row))
      g_ptr_array_add (rows, review_record_ref (fake_server_item (self, i)->row));
  g_ptr_array_add (self->views, rows);
  self->view_generation++;
  return TRUE;
}

/* (transfer full): rows, as they are now, of @view; "view-1" is the first that was fixed. */
ReviewViewPage *
fake_view_page (FakeServer *self, const char *view, guint offset, guint limit)
{
  guint64 n = g_ascii_strtoull (view + strlen ("view-"), NULL, 10);
  const GPtrArray *rows = self->views->pdata[n - 1];
  ReviewViewPage *page = review_record_new (&review_view_page_type);
  ReviewTypeCount *count = review_record_new (&review_type_count_type);

  page->view = g_strdup (view);
  page->count = rows->len;
  page->offset = offset;
  page->rows = review_records_new ();
  page->counts = review_records_new ();
  count->case_type = g_strdup ("withdrawal_anomaly");
  count->count = rows->len;
  g_ptr_array_add (page->counts, count);
  add_bands (self, page, rows->len);
  for (guint i = offset; i < rows->len && i < offset + limit; i++)
    g_ptr_array_add (page->rows, dup_row (self, rows->pdata[i]));
  return page;
}

/* (transfer full) (nullable): the hundred rows that have @work_item. */
ReviewViewPage *
fake_view_find (FakeServer *self, const char *view, const char *work_item)
{
  g_autoptr (ReviewViewPage) all = fake_view_page (self, view, 0, G_MAXINT);

  for (guint i = 0; i < all->rows->len; i++)
    if (strcmp (((ReviewQueueRow *) all->rows->pdata[i])->work_item, work_item) == 0)
      return fake_view_page (self, view, i / 100 * 100, 100);
  return NULL;
}

/* Keeps filters when they are of the next version. */
gboolean
fake_filters_put (FakeServer *self, const char *body, GError **error)
{
  g_autoptr (ReviewSavedFilters) all = review_decode (&review_saved_filters_type, body, -1, error);

  if (all == NULL)
    return FALSE;
  if (all->version != self->filters->version + 1)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "kept by another desk");
      return FALSE;
    }
  review_record_unref (self->filters);
  self->filters = g_steal_pointer (&all);
  return TRUE;
}

/* A number of the query. */
guint
fake_query_number (GHashTable *query, const char *name, guint fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}
