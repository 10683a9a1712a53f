/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread of its own: a scan takes longer than the clock of the house may stand still. */
#define G_LOG_DOMAIN "review-server"
#include "review-watch.h"

#include "review-service-scans.h"

#define TURN G_USEC_PER_SEC /* between two looks for a scan that somebody asked for */

struct _ReviewWatch
{
  ReviewService *service; /* (borrowed) */
  gint64 first;
  gint64 every;
  GThread *thread;
  GCancellable *cancellable;
  GMutex lock; /* guards what follows */
  GCond changed;
  gboolean stopping;
};

/* FALSE: it is over. */
static gboolean
wait_for (ReviewWatch *self, gint64 time)
{
  gint64 end = g_get_monotonic_time () + time;
  gboolean goes_on;

  g_mutex_lock (&self->lock);
  while (!self->stopping && g_cond_wait_until (&self->changed, &self->lock, end))
    ;
  goes_on = !self->stopping;
  g_mutex_unlock (&self->lock);
  return goes_on;
}

static gboolean
goes_on (gint64 done, gint64 total, gpointer user_data)
{
  return !g_cancellable_is_cancelled (((ReviewWatch *) user_data)->cancellable);
}

static void
scan (ReviewWatch *self, const char *case_type)
{
  g_autoptr (ReviewPatternScanRequest) request =
      review_record_new (&review_pattern_scan_request_type);
  const ReviewCall call = { review_service_system_user (), NULL, 0 };
  g_autoptr (ReviewPatternScan) done = NULL;
  g_autoptr (GError) error = NULL;

  request->case_type = g_strdup (case_type);
  done = review_service_scan_patterns (self->service, &call, request, goes_on, self, &error);
  if (done == NULL && !g_cancellable_is_cancelled (self->cancellable))
    g_warning ("the labels of %s are not looked at: %s", case_type, error->message);
}

static void
scan_all (ReviewWatch *self)
{
  const ReviewCatalog *catalog = review_service_get_catalog (self->service);

  for (guint i = 0; catalog->case_types != NULL && i < catalog->case_types->len; i++)
    if (wait_for (self, 0))
      scan (self, ((const ReviewCaseType *) catalog->case_types->pdata[i])->id);
}

static gpointer
watch (gpointer user_data)
{
  ReviewWatch *self = user_data;
  gint64 next = g_get_monotonic_time () + self->first;

  while (wait_for (self, CLAMP (next - g_get_monotonic_time (), 0, TURN)))
    {
      g_autoptr (GError) error = NULL;

      if (!review_service_run_scan (self->service, self->cancellable, &error))
        g_warning ("scans that were asked for are not carried out: %s", error->message);
      if (g_get_monotonic_time () < next)
        continue;
      scan_all (self);
      next = g_get_monotonic_time () + self->every;
    }
  return NULL;
}

/**
 * review_watch_new:
 * @service: (transfer none): outlives the watch
 * @first: µs until the first look
 * @every: µs between two
 *
 * Returns: (transfer full): a watch that looks until it is freed
 */
ReviewWatch *
review_watch_new (ReviewService *service, gint64 first, gint64 every)
{
  ReviewWatch *self = g_new0 (ReviewWatch, 1);

  self->service = service;
  self->first = first;
  self->every = every;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("watch", watch, self);
  return self;
}

/**
 * review_watch_free:
 *
 * Ends the scan at hand, which is begun again with the next start where somebody asked for it.
 */
void
review_watch_free (ReviewWatch *self)
{
  g_mutex_lock (&self->lock);
  g_cancellable_cancel (self->cancellable);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
