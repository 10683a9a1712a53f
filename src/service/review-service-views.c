/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views: a filter and the order of the queue fix the ids once; pages are read by position. They
 * live in memory: a view that is gone (a restart, or too many since) is NOT_FOUND and is opened
 * again. The generation is the number of the newest event about the queue: a higher one says that
 * it moved since the ids were fixed. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-id.h"
#include "review-service-private.h"
#include "review-text.h"

#define MAX_VIEWS  64
#define MAX_PAGE   500
#define MAX_TEXT   200 /* bytes that are searched for */
#define FIRST_PAGE 100

/* Fixed ids, 16 bytes each. Reference-counted, so that a page may be read while it is dropped. */
typedef struct
{
  gint ref_count; /* atomic */
  char *id;       /* (owned) */
  char *account;  /* (owned) */
  ReviewViewIds rows;
  gint64 made_at;
} View;

static void
view_unref (View *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free (self->id);
  g_free (self->account);
  g_clear_pointer (&self->rows.ids, g_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_unref)

/**
 * review_service_free:
 * @self: (transfer full): a service that no thread uses any more
 */
void
review_service_free (ReviewService *self)
{
  GHashTableIter iter;
  gpointer view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    view_unref (view);
  g_hash_table_unref (self->views);
  g_ptr_array_unref (self->catalogs);
  review_record_unref (self->expanded);
  g_ptr_array_unref (self->policies);
  g_free (self->live);
  g_free (self->salt);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->following);
  g_mutex_clear (&self->screening_lock);
  g_clear_pointer (&self->screening, screening_index_unref);
  g_free (self);
}

static void
drop_oldest (ReviewService *self)
{
  GHashTableIter iter;
  gpointer each;
  View *oldest = NULL;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    if (oldest == NULL || ((View *) each)->made_at < oldest->made_at)
      oldest = each;
  g_hash_table_remove (self->views, oldest->id);
  view_unref (oldest);
}

static void
keep_view (ReviewService *self, View *view)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_hash_table_size (self->views) >= MAX_VIEWS)
    drop_oldest (self);
  g_atomic_int_inc (&view->ref_count);
  g_hash_table_insert (self->views, view->id, view);
}

static View *
find_view (ReviewService *self, const char *id, const ReviewUser *user)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  View *view = g_hash_table_lookup (self->views, id);

  if (view == NULL || strcmp (view->account, user->id) != 0)
    return NULL;
  g_atomic_int_inc (&view->ref_count);
  return view;
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const ReviewViewRequest *request;
  View *view;
  gint64 offset, limit;
  ReviewViewPage *page; /* (owned) */
} Job;

static gboolean
fill_rows (ReviewTx *tx, Job *job, GError **error)
{
  ReviewScope scope = review_service_scope (job->user);
  gint64 end = MIN (job->offset + job->limit, (gint64) job->view->rows.ids->len);

  job->page->rows = review_records_new ();
  for (gint64 i = job->offset; i < end; i++)
    {
      char id[REVIEW_ID_LENGTH + 1];
      ReviewQueueRow *row;

      review_packed_id_to_text (&g_array_index (job->view->rows.ids, ReviewPackedId, i), id);
      row = review_store_load_queue_row (tx, id, &scope, error);
      if (row == NULL)
        return FALSE;
      g_ptr_array_add (job->page->rows, row);
    }
  return TRUE;
}

static GPtrArray *
list_bands (const ReviewViewIds *rows)
{
  GPtrArray *list = review_records_new ();

  for (int i = 0; i < REVIEW_N_BANDS; i++)
    {
      ReviewBandCount *one;

      if (rows->bands[i] == 0)
        continue;
      one = review_record_new (&review_band_count_type);
      one->band = REVIEW_BAND_BREACHED + i;
      one->count = rows->bands[i];
      g_ptr_array_add (list, one);
    }
  return list;
}

static gboolean
fill_page (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  GError *local = NULL;

  job->page = review_record_new (&review_view_page_type);
  job->page->view = g_strdup (job->view->id);
  job->page->offset = job->offset;
  job->page->count = job->view->rows.ids->len;
  review_tx_get_int (tx, &job->page->generation, &local,
                     "SELECT seq FROM event WHERE kind = 'queue' ORDER BY seq DESC LIMIT 1", "");
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  job->page->bands = list_bands (&job->view->rows);
  return fill_rows (tx, job, error);
}

static gboolean
fix_ids (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewScope scope = review_service_scope (job->user);

  if (!review_store_list_view (tx, &scope, job->request, &job->view->rows, error)
      || !fill_page (tx, job, error))
    return FALSE;
  job->page->counts = review_store_count_types (tx, &scope, error);
  return job->page->counts != NULL;
}

static gboolean
check_names (char **names, const ReviewEnum *list, const char *field, GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (review_enum_value (list, names[i]) == 0)
      {
        review_error_set_field (error, field, "“%s” is not in the list", names[i]);
        return FALSE;
      }
  return TRUE;
}

/* Whether a view may be asked for so. */
gboolean
review_service_check_view (const ReviewViewRequest *request, GError **error)
{
  if (request->text != NULL && strlen (request->text) > MAX_TEXT)
    review_error_set_field (error, "text", "at most %d bytes", MAX_TEXT);
  else if (request->min_value != NULL && !review_text_is_amount (request->min_value))
    review_error_set_field (error, "min_value", "not an amount");
  else
    return check_names (request->bands, &review_bands, "bands", error)
           && check_names (request->states, &review_work_states, "states", error);
  return FALSE;
}

/**
 * review_service_open_view:
 * @request: the filter; what its text finds: review-store-search.c
 *
 * Returns: (transfer full): a new view's first rows; %NULL with %REVIEW_ERROR_INVALID and the name
 *   of the field that is in no list or too long
 */
ReviewViewPage *
review_service_open_view (ReviewService *self,
                          const ReviewUser *user,
                          const ReviewViewRequest *request,
                          GError **error)
{
  const ReviewClock *clock = review_store_get_clock (self->store);
  g_autoptr (View) view = g_new0 (View, 1);
  Job job = { self, user, request, view, 0, FIRST_PAGE, NULL };

  view->ref_count = 1;
  if (!review_service_check_view (request, error))
    return NULL;
  view->id = review_id_new (clock);
  view->account = g_strdup (user->id);
  view->made_at = review_clock_now (clock);
  if (!review_store_read (self->store, fix_ids, &job, error))
    {
      g_clear_pointer (&job.page, review_record_unref);
      return NULL;
    }
  keep_view (self, view);
  return job.page;
}

static void
refuse_absent (GError **error)
{
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
}

/* Position of @work_item among @rows, or -1. */
static gint64
find_row (const ReviewViewIds *rows, const char *work_item)
{
  ReviewPackedId wanted;

  if (strlen (work_item) != REVIEW_ID_LENGTH)
    return -1;
  review_packed_id_from_text (work_item, &wanted);
  for (guint i = 0; i < rows->ids->len; i++)
    if (memcmp (&g_array_index (rows->ids, ReviewPackedId, i), &wanted, sizeof wanted) == 0)
      return i;
  return -1;
}

/**
 * review_service_find_in_view:
 *
 * Returns: (transfer full): the page of 100 rows, counted from the view's first, that has
 *   @work_item; %NULL with %REVIEW_ERROR_NOT_FOUND when the view is not the caller's, is gone, or
 *   does not have it
 */
ReviewViewPage *
review_service_find_in_view (ReviewService *self,
                             const ReviewUser *user,
                             const char *view_id,
                             const char *work_item,
                             GError **error)
{
  g_autoptr (View) view = find_view (self, view_id, user);
  gint64 at = view != NULL ? find_row (&view->rows, work_item) : -1;
  Job job = { self, user, NULL, view, at / FIRST_PAGE * FIRST_PAGE, FIRST_PAGE, NULL };

  if (at < 0)
    {
      refuse_absent (error);
      return NULL;
    }
  if (!review_store_read (self->store, fill_page, &job, error))
    g_clear_pointer (&job.page, review_record_unref);
  return job.page;
}

/**
 * review_service_read_view:
 * @offset: position of the first row
 * @limit: at most 500
 *
 * Returns: (transfer full): the rows as they are now; %NULL with %REVIEW_ERROR_NOT_FOUND when the
 *   view is not the caller's or is gone, %REVIEW_ERROR_INVALID when @offset or @limit is outside
 */
ReviewViewPage *
review_service_read_view (ReviewService *self,
                          const ReviewUser *user,
                          const char *view_id,
                          gint64 offset,
                          gint64 limit,
                          GError **error)
{
  g_autoptr (View) view = find_view (self, view_id, user);
  Job job = { self, user, NULL, view, offset, limit, NULL };

  if (view == NULL)
    {
      refuse_absent (error);
      return NULL;
    }
  if (offset < 0 || offset > view->rows.ids->len)
    {
      review_error_set_field (error, "offset", "outside the view's %u rows", view->rows.ids->len);
      return NULL;
    }
  if (limit < 1 || limit > MAX_PAGE)
    {
      review_error_set_field (error, "limit", "between 1 and %d", MAX_PAGE);
      return NULL;
    }
  if (!review_store_read (self->store, fill_page, &job, error))
    g_clear_pointer (&job.page, review_record_unref);
  return job.page;
}
