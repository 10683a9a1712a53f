/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens GET /v1/events, reads it for ever, and comes back after a loss: with Last-Event-ID, after a
 * pause that doubles and is jittered, so that a restarted server is not met by everybody at once. */
#define G_LOG_DOMAIN "review-client"
#include "review-event-listener.h"

#include <string.h>

#include "review-client-private.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-sse.h"

#define CHUNK     4096
#define PAUSE_MIN 400   /* ms */
#define PAUSE_MAX 15000 /* ms */

struct _ReviewEventListener
{
  GObject parent_instance;

  ReviewClient *client;      /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the stream; NULL while stopped */
  GInputStream *stream;      /* (owned) (nullable) */
  ReviewSse *sse;            /* (owned) (nullable) */
  guint retry_id;
  guint pause; /* ms, before jitter */
  gint64 last_id;
};

G_DEFINE_FINAL_TYPE (ReviewEventListener, review_event_listener, G_TYPE_OBJECT)

enum
{
  SIGNAL_OPENED,
  SIGNAL_EVENT,
  SIGNAL_LOST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void open_stream (ReviewEventListener *self);

static void
drop_stream (ReviewEventListener *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->sse, review_sse_free);
}

static void
review_event_listener_dispose (GObject *object)
{
  ReviewEventListener *self = REVIEW_EVENT_LISTENER (object);

  drop_stream (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (review_event_listener_parent_class)->dispose (object);
}

static void
review_event_listener_class_init (ReviewEventListenerClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_event_listener_dispose;
  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EVENT] = g_signal_new ("event", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, REVIEW_TYPE_ITEM);
  signals[SIGNAL_LOST] = g_signal_new ("lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT);
}

static void
review_event_listener_init (ReviewEventListener *self)
{
  self->pause = PAUSE_MIN;
  self->last_id = -1;
}

static gboolean
retry_cb (gpointer user_data)
{
  ReviewEventListener *self = user_data;

  self->retry_id = 0;
  open_stream (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED)
         || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
}

/* @error: (nullable): NULL: the server ended the stream in good order. */
static void
lose (ReviewEventListener *self, const GError *error)
{
  int code = error != NULL && error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_OFFLINE;
  guint wait = self->pause / 2 + (guint) g_random_int_range (0, (int) self->pause);

  g_debug ("event stream lost: %s", error != NULL ? error->message : "ended");
  drop_stream (self);
  if (error != NULL && is_final (error))
    wait = 0;
  else
    self->retry_id = g_timeout_add (wait, retry_cb, self);
  self->pause = MIN (self->pause * 2, PAUSE_MAX);
  g_signal_emit (self, signals[SIGNAL_LOST], 0, code, wait);
}

static void
take_event_cb (const char *id, const char *kind, const char *data, gpointer user_data)
{
  ReviewEventListener *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewEvent) event =
      review_decode_limited (&review_event_type, data, -1, REVIEW_SSE_MAX_EVENT, &error);
  g_autoptr (ReviewItem) item = NULL;

  if (event == NULL)
    {
      g_warning ("an event cannot be read: %s", error->message);
      return;
    }
  self->last_id = MAX (self->last_id, event->seq);
  item = review_item_new (event);
  g_signal_emit (self, signals[SIGNAL_EVENT], 0, item);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewEventListener) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autoptr (GInputStream) stream = NULL;
  gsize len = 0;
  const char *text;

  if (self->stream != G_INPUT_STREAM (source))
    return; /* stopped, or another stream has taken its place */
  text = bytes != NULL ? g_bytes_get_data (bytes, &len) : NULL;
  stream = g_object_ref (self->stream);
  if (error != NULL)
    error = review_client_map_error (g_steal_pointer (&error));
  if (len == 0 || !review_sse_feed (self->sse, text, len, &error))
    {
      lose (self, error);
      return;
    }
  if (self->stream != stream)
    return; /* a handler of "event" stopped it */
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, self->cancellable, read_cb,
                                   g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewEventListener) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      review_client_open_events_finish (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (stream == NULL)
    {
      lose (self, error);
      return;
    }
  self->pause = PAUSE_MIN;
  self->stream = g_object_ref (stream);
  self->sse = review_sse_new (take_event_cb, self);
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, self->cancellable, read_cb,
                                   g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
open_stream (ReviewEventListener *self)
{
  drop_stream (self);
  self->cancellable = g_cancellable_new ();
  review_client_open_events_async (self->client, self->last_id, self->cancellable, opened_cb,
                                   g_object_ref (self));
}

/**
 * review_event_listener_new:
 * @client: whose token and address count at each try
 *
 * Returns: (transfer full): a listener that has not started
 */
ReviewEventListener *
review_event_listener_new (ReviewClient *client)
{
  ReviewEventListener *self = g_object_new (REVIEW_TYPE_EVENT_LISTENER, NULL);

  self->client = g_object_ref (client);
  return self;
}

/**
 * review_event_listener_start:
 *
 * Opens the stream and keeps it open until review_event_listener_stop().
 */
void
review_event_listener_start (ReviewEventListener *self)
{
  self->pause = PAUSE_MIN;
  open_stream (self);
}

/**
 * review_event_listener_start_after:
 * @seq: number of an event
 *
 * As review_event_listener_start(), but what happened after the event @seq is heard too.
 */
void
review_event_listener_start_after (ReviewEventListener *self, gint64 seq)
{
  self->last_id = seq;
  review_event_listener_start (self);
}

/**
 * review_event_listener_stop:
 *
 * Closes the stream; no signal is emitted after it.
 */
void
review_event_listener_stop (ReviewEventListener *self)
{
  drop_stream (self);
}

/**
 * review_event_listener_retry_now:
 *
 * Ends the pause before the next try.
 */
void
review_event_listener_retry_now (ReviewEventListener *self)
{
  if (self->retry_id != 0)
    review_event_listener_start (self);
}

/**
 * review_event_listener_get_last_id:
 *
 * Returns: sequence number of the newest event, 0: none yet
 */
gint64
review_event_listener_get_last_id (ReviewEventListener *self)
{
  return MAX (self->last_id, 0);
}
