/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread of its own: a scan takes longer than the clock of the house may stand still. */
#define G_LOG_DOMAIN "review-server"
#include "review-watch.h"

struct _ReviewWatch
{
  ReviewService *service; /* (borrowed) */
  gint64 first;
  gint64 every;
  GThread *thread;
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

static void
scan (ReviewWatch *self, const char *case_type)
{
  g_autoptr (ReviewPatternScanRequest) request =
      review_record_new (&review_pattern_scan_request_type);
  const ReviewCall call = { review_service_system_user (), NULL, 0 };
  g_autoptr (ReviewPatternScan) done = NULL;
  g_autoptr (GError) error = NULL;

  request->case_type = g_strdup (case_type);
  done = review_service_scan_patterns (self->service, &call, request, &error);
  if (done == NULL)
    g_warning ("the labels of %s are not looked at: %s", case_type, error->message);
}

static gpointer
watch (gpointer user_data)
{
  ReviewWatch *self = user_data;
  const ReviewCatalog *catalog = review_service_get_catalog (self->service);

  for (gint64 time = self->first; wait_for (self, time); time = self->every)
    for (guint i = 0; catalog->case_types != NULL && i < catalog->case_types->len; i++)
      if (wait_for (self, 0))
        scan (self, ((const ReviewCaseType *) catalog->case_types->pdata[i])->id);
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
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("watch", watch, self);
  return self;
}

/**
 * review_watch_free:
 *
 * Waits until the scan at hand is over.
 */
void
review_watch_free (ReviewWatch *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
