/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The API over a service: the HTTP layer, the push, the sessions of an embedded server and the
 * timer job, started together and stopped in the order that loses nothing. */
#define G_LOG_DOMAIN "review-server"
#include "review-server.h"

#include "config.h"
#include "review-demo-customer.h"
#include "review-routes.h"
#include "review-watch.h"

#define SETTLE_EVERY G_TIME_SPAN_SECOND
#define ASSESS_MOST  25 /* of one type in one turn */
#define WATCH_FIRST  (30 * G_TIME_SPAN_MINUTE)
#define WATCH_EVERY  G_TIME_SPAN_DAY

struct _ReviewServer
{
  ReviewService *service; /* (borrowed) */
  ReviewHttp *http;
  ReviewPush *push;
  ReviewSessions *sessions; /* (nullable): embedded only */
  GThread *timer;
  ReviewWatch *watch;

  GMutex lock;
  GCond stopped;
  gboolean stopping;
  char *stage; /* (nullable): of the preparation that runs */
  gint64 done;
  gint64 total;
};

static void
events_added_cb (gint64 seq, gpointer user_data)
{
  ReviewServer *self = user_data;

  review_push_notify (self->push);
}

static gboolean
wait_a_turn (ReviewServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 until = g_get_monotonic_time () + SETTLE_EVERY;

  while (!self->stopping && g_cond_wait_until (&self->stopped, &self->lock, until))
    ;
  return !self->stopping;
}

static gboolean
goes_on (gint64 done, gint64 total, gpointer user_data)
{
  ReviewServer *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return !self->stopping;
}

static gboolean
is_preparing (ReviewServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->stage != NULL;
}

/* What arrived, or got new evidence, since the last turn. A few of each type at a time: one type
 * without a model must not keep the others waiting. A first start assesses for itself. */
static void
assess_arrivals (ReviewServer *self)
{
  const ReviewCatalog *catalog = review_service_get_catalog (self->service);

  if (is_preparing (self))
    return;
  for (guint i = 0; catalog->case_types != NULL && i < catalog->case_types->len; i++)
    {
      const ReviewCaseType *type = catalog->case_types->pdata[i];
      g_autoptr (GError) error = NULL;

      if (review_service_assess_pending (self->service, type->id, ASSESS_MOST, goes_on, self,
                                         &error)
          < 0)
        g_warning ("arrivals are not assessed: %s", error->message);
    }
}

/* The clock of the house: arrivals, effects that came of age, leases that ran out, requests that
 * are due. */
static gpointer
settle_in_turn (gpointer user_data)
{
  ReviewServer *self = user_data;
  g_autoptr (ReviewDemoCustomer) customers =
      self->sessions != NULL ? review_demo_customer_new (self->service) : NULL;

  while (wait_a_turn (self))
    {
      g_autoptr (GError) error = NULL;

      if (!review_service_settle (self->service, &error))
        g_warning ("the timer job failed: %s", error->message);
      if (customers != NULL && error == NULL && !review_demo_customer_turn (customers, &error))
        g_warning ("no simulated customer answers: %s", error->message);
      assess_arrivals (self);
    }
  return NULL;
}

static void
free_server (ReviewServer *self)
{
  g_clear_pointer (&self->sessions, review_sessions_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->stopped);
  g_free (self->stage);
  g_free (self);
}

static void
stop_push (ReviewServer *self)
{
  review_push_close (self->push);
  review_service_set_notify (self->service, NULL, NULL);
}

/**
 * review_server_start:
 * @service: (transfer none): outlives the server
 * @limits: where to listen and what to allow
 * @embedded: keep sessions of local users
 * @error: FAILED when the address cannot be listened on
 *
 * Returns: (transfer full): a server that answers; ended by review_server_stop()
 */
ReviewServer *
review_server_start (ReviewService *service,
                     const ReviewHttpLimits *limits,
                     gboolean embedded,
                     GError **error)
{
  ReviewServer *self = g_new0 (ReviewServer, 1);

  self->service = service;
  g_mutex_init (&self->lock);
  g_cond_init (&self->stopped);
  if (embedded)
    self->sessions =
        review_sessions_new (review_store_get_clock (review_service_get_store (service)));
  self->push = review_push_new (service, REVIEW_PUSH_HEARTBEAT);
  review_service_set_notify (service, events_added_cb, self);
  self->http = review_http_start (limits, &review_routes_http_handler, self, error);
  if (self->http == NULL)
    {
      stop_push (self);
      review_push_free (self->push);
      free_server (self);
      return NULL;
    }
  self->timer = g_thread_new ("timer", settle_in_turn, self);
  self->watch = review_watch_new (service, WATCH_FIRST, WATCH_EVERY);
  return self;
}

/**
 * review_server_stop:
 * @self: (transfer full)
 *
 * Ends streams, lets requests finish, then closes. Nothing calls the service
 * afterwards.
 *
 * Returns: %FALSE if a request did not finish in time: then only ending the process is left
 */
gboolean
review_server_stop (ReviewServer *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->stopped);
  g_mutex_unlock (&self->lock);
  review_push_close (self->push);
  if (!review_http_stop (self->http))
    return FALSE;
  g_thread_join (self->timer);
  review_watch_free (self->watch);
  review_service_set_notify (self->service, NULL, NULL);
  review_push_free (self->push);
  free_server (self);
  return TRUE;
}

/**
 * review_server_get_port:
 *
 * Returns: the port it listens on
 */
guint16
review_server_get_port (const ReviewServer *self)
{
  return review_http_get_port (self->http);
}

/**
 * review_server_get_service:
 *
 * Returns: (transfer none): what it serves
 */
ReviewService *
review_server_get_service (const ReviewServer *self)
{
  return self->service;
}

/**
 * review_server_get_push:
 *
 * Returns: (transfer none): its event streams
 */
ReviewPush *
review_server_get_push (const ReviewServer *self)
{
  return self->push;
}

/**
 * review_server_get_sessions:
 *
 * Returns: (transfer none) (nullable): its local sessions; %NULL when it is not embedded
 */
ReviewSessions *
review_server_get_sessions (const ReviewServer *self)
{
  return self->sessions;
}

/**
 * review_server_set_progress:
 * @stage: (nullable): what is being prepared; %NULL: nothing any more
 *
 * What health shows. From any thread.
 */
void
review_server_set_progress (ReviewServer *self, const char *stage, gint64 done, gint64 total)
{
  g_mutex_lock (&self->lock);
  g_free (self->stage);
  self->stage = g_strdup (stage);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->lock);
}

/**
 * review_server_dup_health:
 *
 * Returns: (transfer full): how it is
 */
ReviewHealth *
review_server_dup_health (ReviewServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  ReviewHealth *health = review_record_new (&review_health_type);

  health->status = g_strdup (self->stage != NULL ? "preparing" : "ok");
  health->version = g_strdup (PACKAGE_VERSION);
  health->stage = g_strdup (self->stage);
  health->done = self->done;
  health->total = self->total;
  return health;
}
