/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of the queue, and when. Of the shown view: pages of which somebody holds a row, a few
 * at a time, so that what was scrolled by is not asked for. Of a new view: the same pages, before
 * any of it is shown, so that a list never flickers empty. */
#define G_LOG_DOMAIN "review-session"
#include <string.h>

#include "review-error.h"
#include "review-queue-private.h"

#define PAGE          REVIEW_QUEUE_PAGE
#define REFRESH_DELAY 120   /* ms: events that come together are one reading */
#define MAX_DELAY     15000 /* ms between views, however long the server takes for one */
#define COST_SHARE    10    /* of its time, the server fixes views for us for at most 1/10 */
#define MAX_READINGS  2     /* pages of the shown view on their way at once */
#define MAX_PAGES     32    /* that are kept although nobody holds a row of them */

static void schedule_reading (ReviewQueue *self);

/* Drops the view that is on its way, and every page. */
void
review_queue_drop_next (ReviewQueue *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next, review_queue_view_free);
  self->loading = FALSE;
  self->seeking = FALSE;
  if (self->view != NULL)
    g_hash_table_remove_all (self->view->reading);
}

void
review_queue_stop_reading (ReviewQueue *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->patch_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
  review_queue_drop_next (self);
}

/* (transfer full): pages that somebody looks at, the selected row's, and the one asked for last. */
static GHashTable *
list_pages_in_use (ReviewQueue *self)
{
  GHashTable *pages = g_hash_table_new (NULL, NULL);

  review_queue_live_add_pages (&self->live, pages);
  g_hash_table_add (pages, GUINT_TO_POINTER (self->asked_page));
  if (self->selected != G_MAXUINT)
    g_hash_table_add (pages, GUINT_TO_POINTER (self->selected / PAGE));
  if (self->wish != G_MAXUINT)
    g_hash_table_add (pages, GUINT_TO_POINTER (self->wish / PAGE));
  return pages;
}

static void
forget_old_pages (ReviewQueue *self)
{
  g_autoptr (GHashTable) used = NULL;
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (self->view->pages) <= MAX_PAGES)
    return;
  used = list_pages_in_use (self);
  g_hash_table_iter_init (&iter, self->view->pages);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (used, key))
      g_hash_table_iter_remove (&iter);
}

/* Shows @next instead of what was shown. */
static void
swap_views (ReviewQueue *self)
{
  ReviewQueueView *old = self->view;
  guint before = old != NULL ? old->count : 0;
  ReviewQueueChange change;

  self->view = g_steal_pointer (&self->next);
  self->loading = FALSE;
  self->seeking = FALSE;
  self->error_code = 0;
  self->wish = G_MAXUINT;
  if (old == NULL || memcmp (old->bands, self->view->bands, sizeof old->bands) != 0)
    self->bands++;
  self->selected = review_queue_view_find (self->view, self->selected_id);
  if (self->anew)
    {
      review_queue_live_forget_all (&self->live);
      change = (ReviewQueueChange){ 0, before, self->view->count };
    }
  else
    change = review_queue_live_move (&self->live, before, self->view);
  review_queue_tell_change (self, &change);
  self->anew = FALSE;
  review_queue_live_update (&self->live, self->view);
  g_clear_pointer (&old, review_queue_view_free);
  review_queue_seek_selected (self);
  schedule_reading (self);
  review_queue_notify (self);
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
  guint page;            /* G_MAXUINT: the one that has the selected row */
} PageRead;

static void
page_read_free (PageRead *read)
{
  g_object_unref (read->queue);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageRead, page_read_free)

static PageRead *
page_read_new (ReviewQueue *self, ReviewQueueView *view, guint page)
{
  PageRead *read = g_new0 (PageRead, 1);

  read->queue = g_object_ref (self);
  read->view = view;
  read->page = page;
  return read;
}

static void
page_arrived (ReviewQueue *self, ReviewQueueView *view, const ReviewViewPage *answer)
{
  guint page = (guint) answer->offset / PAGE;

  review_queue_view_take (view, answer);
  if (view == self->next)
    {
      if (g_hash_table_size (view->reading) == 0)
        swap_views (self);
      return;
    }
  if (!review_queue_view_has_page (view, page))
    {
      self->error_code = REVIEW_ERROR_PROTOCOL;
      review_queue_notify (self);
      return;
    }
  self->error_code = 0;
  review_queue_rows_came (self);
  review_queue_live_update (&self->live, view);
  forget_old_pages (self);
  schedule_reading (self);
  review_queue_notify (self);
}

static void
page_failed (ReviewQueue *self, ReviewQueueView *view, const GError *error)
{
  if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    review_queue_refresh (self); /* the server has forgotten the view */
  else
    self->error_code = error->code;
  if (view == self->next)
    review_queue_drop_next (self);
  review_queue_notify (self);
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
    page_arrived (self, view, answer);
  else
    page_failed (self, view, error);
}

static void
read_page (ReviewQueue *self, ReviewQueueView *view, guint page)
{
  if (self->client == NULL || page * PAGE >= view->count
      || !g_hash_table_add (view->reading, GUINT_TO_POINTER (page)))
    return;
  review_client_get_view_page_async (self->client, view->id, page * PAGE, PAGE, self->cancellable,
                                     page_read_cb, page_read_new (self, view, page));
}

/* Of the pages in use and not there, the one nearest to what was asked for last, or G_MAXUINT. */
static guint
pick_page (ReviewQueue *self)
{
  g_autoptr (GHashTable) used = list_pages_in_use (self);
  GHashTableIter iter;
  gpointer key;
  guint best = G_MAXUINT;
  gint64 least = G_MAXINT64;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint page = GPOINTER_TO_UINT (key);
      gint64 far = ABS ((gint64) page - (gint64) self->asked_page);

      if (far < least && page * PAGE < self->view->count
          && !review_queue_view_has_page (self->view, page)
          && !g_hash_table_contains (self->view->reading, key))
        {
          least = far;
          best = page;
        }
    }
  return best;
}

static gboolean
read_cb (gpointer user_data)
{
  ReviewQueue *self = user_data;
  guint page;

  self->read_id = 0;
  while (self->view != NULL && self->client != NULL
         && g_hash_table_size (self->view->reading) < MAX_READINGS
         && (page = pick_page (self)) != G_MAXUINT)
    read_page (self, self->view, page);
  return G_SOURCE_REMOVE;
}

/* A list asks for many rows at once, some of which it drops at once: what is read is settled when it
 * is done. */
static void
schedule_reading (ReviewQueue *self)
{
  if (self->read_id == 0)
    self->read_id = g_idle_add_full (G_PRIORITY_DEFAULT, read_cb, self, NULL);
}

/* Reads @page of what is shown, soon. */
void
review_queue_ask_page (ReviewQueue *self, guint page)
{
  self->asked_page = page;
  if (!review_queue_view_has_page (self->view, page))
    schedule_reading (self);
}

static void
sought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRead) read = user_data;
  g_autoptr (ReviewViewPage) answer =
      review_client_finish_view_page (REVIEW_CLIENT (source), result, NULL);
  ReviewQueue *self = read->queue;

  if (read->view != self->view)
    return;
  self->seeking = FALSE;
  if (answer != NULL)
    page_arrived (self, read->view, answer);
}

/* Asks where the selected row is, when no page that was read has it. It may be nowhere: the filter
 * leaves it out. */
void
review_queue_seek_selected (ReviewQueue *self)
{
  if (self->client == NULL || self->view == NULL || self->seeking || self->selected_id == NULL
      || self->selected != G_MAXUINT
      || g_hash_table_size (self->view->pages) * PAGE >= self->view->count)
    return;
  self->seeking = TRUE;
  review_client_find_in_view_async (self->client, self->view->id, self->selected_id,
                                    self->cancellable, sought_cb,
                                    page_read_new (self, self->view, G_MAXUINT));
}

/* The pages in use are read with the view, so that what is on screen changes once. */
static void
read_next (ReviewQueue *self, const ReviewViewPage *answer)
{
  g_autoptr (GHashTable) used = list_pages_in_use (self);
  GHashTableIter iter;
  gpointer key;

  self->next = review_queue_view_new (answer);
  review_queue_view_take (self->next, answer);
  g_hash_table_iter_init (&iter, used);
  while (!self->anew && g_hash_table_iter_next (&iter, &key, NULL))
    if (!review_queue_view_has_page (self->next, GPOINTER_TO_UINT (key)))
      read_page (self, self->next, GPOINTER_TO_UINT (key));
  if (g_hash_table_size (self->next->reading) == 0)
    swap_views (self);
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
      review_queue_notify (self);
      return;
    }
  self->cost = g_get_monotonic_time () - self->asked_at;
  self->generation = answer->generation;
  if (self->saved_version < 0)
    review_queue_read_saved (self);
  review_queue_set_counts (self, answer->counts);
  read_next (self, answer);
}

/* Asks for a view; one that is on its way is of no use any more. */
void
review_queue_start_view (ReviewQueue *self)
{
  if (self->client == NULL)
    return;
  review_queue_drop_next (self);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
  self->asked_at = g_get_monotonic_time ();
  review_client_new_view_async (self->client, review_queue_get_filter (self), self->cancellable,
                                view_made_cb, g_object_ref (self));
  review_queue_notify (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  ReviewQueue *self = user_data;

  self->refresh_id = 0;
  if (self->loading)
    self->again = TRUE;
  else
    review_queue_start_view (self);
  return G_SOURCE_REMOVE;
}

/* Rows on screen, as they are now, while the next view waits. */
static gboolean
patch_cb (gpointer user_data)
{
  ReviewQueue *self = user_data;
  g_autoptr (GHashTable) used = list_pages_in_use (self);
  GHashTableIter iter;
  gpointer key;

  self->patch_id = 0;
  g_hash_table_iter_init (&iter, used);
  while (self->view != NULL && g_hash_table_iter_next (&iter, &key, NULL))
    if (review_queue_view_has_page (self->view, GPOINTER_TO_UINT (key)))
      read_page (self, self->view, GPOINTER_TO_UINT (key));
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
