/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Server-sent events. Events come from the store by number, so a stream that resumes gets what it
 * missed; the thread is woken by commits and, for heartbeats, by time. */
#define G_LOG_DOMAIN "review-server"
#include "review-push.h"

#include "review-codec.h"
#include "review-error.h"

#define BATCH 200

typedef struct
{
  ReviewUser *user;         /* (owned) */
  ReviewHttpStream *stream; /* (owned) */
  gint64 after;             /* number of the last event it was sent, or may not see */
} Subscriber;

struct _ReviewPush
{
  ReviewService *service; /* (borrowed) */
  gint64 heartbeat;
  GThread *thread;
  GMutex lock;
  GCond changed;
  GPtrArray *arrivals; /* Subscriber: not yet seen by the thread */
  guint count;         /* open streams */
  gboolean woken;
  gboolean closed;
};

static void
subscriber_free (gpointer data)
{
  Subscriber *self = data;

  review_http_stream_close (self->stream);
  review_http_stream_unref (self->stream);
  review_record_unref (self->user);
  g_free (self);
}

static gboolean
send_event (Subscriber *to, const ReviewEvent *event)
{
  g_autofree char *json = review_encode (event);
  g_autofree char *text = g_strdup_printf ("event: %s\ndata: %s\nid: %" G_GINT64_FORMAT "\n\n",
                                           event->kind, json, event->seq);

  return review_http_stream_write (to->stream, text);
}

/* Sends what the subscriber has not had. FALSE: it is gone. */
static gboolean
catch_up (ReviewPush *self, Subscriber *to)
{
  gint64 last = to->after;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) events = NULL;

      to->after = last;
      events =
          review_service_list_events (self->service, to->user, to->after, BATCH, &last, &error);
      if (events == NULL)
        {
          g_warning ("events cannot be read: %s", error->message);
          return FALSE;
        }
      for (guint i = 0; i < events->len; i++)
        if (!send_event (to, events->pdata[i]))
          return FALSE;
    }
  while (last > to->after);
  return TRUE;
}

/* Who lost the right to listen is cut off at the next heartbeat. */
static gboolean
beat (ReviewPush *self, Subscriber *to)
{
  g_autoptr (ReviewUser) user = review_service_find_user (self->service, to->user->id, NULL);

  return user != NULL && user->role == to->user->role
         && review_http_stream_write (to->stream, ": still here\n\n");
}

static void
serve_all (ReviewPush *self, GPtrArray *subscribers, gboolean due)
{
  for (guint i = subscribers->len; i > 0; i--)
    {
      Subscriber *to = subscribers->pdata[i - 1];

      if (!catch_up (self, to) || (due && !beat (self, to)))
        g_ptr_array_remove_index_fast (subscribers, i - 1);
    }
}

/* Waits for an event, an arrival or @until; moves the arrivals over. FALSE: closed. */
static gboolean
wait_for_work (ReviewPush *self, GPtrArray *subscribers, gint64 until)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->count = subscribers->len + self->arrivals->len;
  while (!self->woken && !self->closed)
    {
      if (subscribers->len == 0)
        g_cond_wait (&self->changed, &self->lock);
      else if (!g_cond_wait_until (&self->changed, &self->lock, until))
        break;
    }
  self->woken = FALSE;
  g_ptr_array_extend_and_steal (subscribers, g_steal_pointer (&self->arrivals));
  self->arrivals = g_ptr_array_new_with_free_func (subscriber_free);
  return !self->closed;
}

static gpointer
push_events (gpointer user_data)
{
  ReviewPush *self = user_data;
  g_autoptr (GPtrArray) subscribers = g_ptr_array_new_with_free_func (subscriber_free);
  gint64 due = g_get_monotonic_time () + self->heartbeat;

  while (wait_for_work (self, subscribers, due))
    {
      gboolean is_due = g_get_monotonic_time () >= due;

      serve_all (self, subscribers, is_due);
      if (is_due)
        due = g_get_monotonic_time () + self->heartbeat;
    }
  return NULL;
}

/**
 * review_push_new:
 * @service: (transfer none): outlives this
 * @heartbeat: µs between two comments on a quiet stream
 *
 * Returns: (transfer full): with its thread running
 */
ReviewPush *
review_push_new (ReviewService *service, gint64 heartbeat)
{
  ReviewPush *self = g_new0 (ReviewPush, 1);

  self->service = service;
  self->heartbeat = heartbeat;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->arrivals = g_ptr_array_new_with_free_func (subscriber_free);
  self->thread = g_thread_new ("push", push_events, self);
  return self;
}

/**
 * review_push_notify:
 *
 * There may be new events. From any thread; never waits.
 */
void
review_push_notify (ReviewPush *self)
{
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

/**
 * review_push_add:
 * @user: (transfer none): whose events
 * @after: number of the last event the reader has
 * @request: answered with the stream
 * @error: BUSY when there are too many streams, or the server stops
 *
 * Returns: %TRUE if @request is answered
 */
gboolean
review_push_add (ReviewPush *self,
                 const ReviewUser *user,
                 gint64 after,
                 ReviewHttpRequest *request,
                 GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Subscriber *subscriber;

  if (self->closed || self->count >= REVIEW_PUSH_STREAMS)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_BUSY, "no more streams are open");
      return FALSE;
    }
  subscriber = g_new0 (Subscriber, 1);
  subscriber->user = review_record_ref ((gpointer) user);
  subscriber->after = after;
  subscriber->stream = review_http_request_answer_stream (request, "text/event-stream");
  review_http_stream_write (subscriber->stream, "retry: 1000\n\n");
  g_ptr_array_add (self->arrivals, subscriber);
  self->count++;
  self->woken = TRUE;
  g_cond_signal (&self->changed);
  return TRUE;
}

/**
 * review_push_close:
 *
 * Ends all streams, for good, and the thread.
 */
void
review_push_close (ReviewPush *self)
{
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
}

/**
 * review_push_free:
 *
 * After review_push_close(), when no request is in work any more.
 */
void
review_push_free (ReviewPush *self)
{
  g_ptr_array_unref (self->arrivals);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
