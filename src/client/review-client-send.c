/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way a call leaves this program: address and headers, an absolute deadline, a size cap,
 * status and content type, decoding (large answers on a thread), errors into our domain, and
 * repeats. Every call may be repeated: reads change nothing, and a write carries a key made before
 * it was sent first. Cancelled by the caller stays G_IO_ERROR_CANCELLED. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-private.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-problem.h"

#define MAX_ANSWER    (48 * 1024 * 1024) /* bytes of a body: a case with all its evidence */
#define MAX_PROBLEM   (64 * 1024)
#define CHUNK         (64 * 1024)
#define DECODE_INLINE (8 * 1024) /* larger bodies are decoded on a thread */
#define BACKOFF       150        /* ms before the first repeat, doubled, with jitter */

typedef struct
{
  ReviewCall call;
  SoupMessage *message; /* (owned) (nullable): of the try under way */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) (nullable) */
  GCancellable *inner;  /* (owned): of the try; the deadline and the caller end it */
  GCancellable *outer;  /* (owned) (nullable): the caller's */
  gulong outer_id;
  guint deadline_id;
  guint backoff_id;
  guint tried;
  gboolean late;
} Sending;

static void start_try (GTask *task);

static void
sending_free (gpointer data)
{
  Sending *self = data;

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_clear_handle_id (&self->backoff_id, g_source_remove);
  if (self->outer_id != 0)
    g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self->call.path);
  g_free (self->call.body);
  g_free (self->call.key);
  g_free (self);
}

/* The end of a call: nothing of it fires any more. */
static void
settle (GTask *task)
{
  Sending *self = g_task_get_task_data (task);

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  if (self->outer_id != 0)
    g_cancellable_disconnect (self->outer, self->outer_id);
  self->outer_id = 0;
}

static void
fail (GTask *task, GError *error)
{
  settle (task);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * review_client_map_error:
 * @error: (transfer full): from libsoup or GIO
 *
 * Returns: (transfer full): CANCELLED as it is; a bad certificate and a broken answer PROTOCOL;
 *   everything else that the network does OFFLINE
 */
GError *
review_client_map_error (GError *error)
{
  int code = REVIEW_ERROR_OFFLINE;
  GError *mapped;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == REVIEW_ERROR)
    return error;
  if (error->domain == G_TLS_ERROR
      || g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING)
      || g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    code = REVIEW_ERROR_PROTOCOL;
  mapped = g_error_new_literal (REVIEW_ERROR, code, error->message);
  g_error_free (error);
  return mapped;
}

static gboolean
backoff_ended_cb (gpointer user_data)
{
  GTask *task = user_data;
  Sending *self = g_task_get_task_data (task);

  self->backoff_id = 0;
  start_try (task);
  return G_SOURCE_REMOVE;
}

static gboolean
may_repeat (Sending *self, const GError *error)
{
  return self->tried < self->call.tries && !g_cancellable_is_cancelled (self->inner)
         && (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE)
             || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_BUSY));
}

/* Takes @error, of libsoup or ours; ends the call or tries again with the same key. */
static void
fail_or_repeat (GTask *task, GError *error)
{
  Sending *self = g_task_get_task_data (task);
  g_autoptr (GError) mapped = NULL;

  if (self->late)
    {
      g_error_free (error);
      error = g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "no answer in time");
    }
  mapped = review_client_map_error (error);
  if (!may_repeat (self, mapped))
    {
      fail (task, g_steal_pointer (&mapped));
      return;
    }
  g_debug ("%s %s: %s; trying again", self->call.method, self->call.path, mapped->message);
  guint pause = BACKOFF << (self->tried - 1);

  self->backoff_id =
      g_timeout_add (pause / 2 + g_random_int_range (0, (int) pause), backoff_ended_cb, task);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sending *self = data;
  GError *error = NULL;
  gpointer record = review_decode_limited (self->call.answer, (const char *) self->body->data,
                                           (gssize) self->body->len, MAX_ANSWER, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, review_record_unref);
  else
    g_task_return_error (task, error);
}

/* The answer's faults are not the request's: whatever the codec finds is PROTOCOL here. */
static void
finish_decoding (GTask *task, gpointer record, GError *error)
{
  if (record != NULL)
    {
      settle (task);
      g_task_return_pointer (task, record, review_record_unref);
      g_object_unref (task);
      return;
    }
  if (error->domain == REVIEW_ERROR)
    error->code = REVIEW_ERROR_PROTOCOL;
  fail (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gpointer record = g_task_propagate_pointer (G_TASK (result), &error);

  finish_decoding (user_data, record, error);
}

static void
finish_with_answer (GTask *task)
{
  Sending *self = g_task_get_task_data (task);
  g_autoptr (GTask) decoding = NULL;

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  if (self->call.answer == NULL)
    {
      settle (task);
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->body)),
                             (GDestroyNotify) g_bytes_unref);
      g_object_unref (task);
      return;
    }
  if (self->body->len <= DECODE_INLINE)
    {
      GError *error = NULL;
      gpointer record = review_decode_limited (self->call.answer, (const char *) self->body->data,
                                               (gssize) self->body->len, MAX_ANSWER, &error);

      finish_decoding (task, record, error);
      return;
    }
  decoding = g_task_new (NULL, NULL, decoded_cb, task);
  g_task_set_task_data (decoding, self, NULL);
  g_task_run_in_thread (decoding, decode_thread);
}

static gboolean
is_success (SoupMessage *message)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message));
}

static gboolean
has_type (SoupMessage *message, const char *expected)
{
  const char *type =
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return type != NULL && g_ascii_strcasecmp (type, expected) == 0;
}

static GError *
error_of_status (guint status)
{
  int code = REVIEW_ERROR_PROTOCOL;

  if (status == 401)
    code = REVIEW_ERROR_UNAUTHORIZED;
  else if (status == 403)
    code = REVIEW_ERROR_FORBIDDEN;
  else if (status == 413)
    code = REVIEW_ERROR_TOO_LARGE;
  else if (status == 429 || status == 502 || status == 503 || status == 504)
    code = REVIEW_ERROR_BUSY;
  return g_error_new (REVIEW_ERROR, code, "answer %u without a problem the API knows", status);
}

static GError *
error_of_answer (SoupMessage *message, const GByteArray *body)
{
  g_autoptr (ReviewProblem) problem = NULL;

  if (has_type (message, "application/problem+json"))
    problem = review_decode_limited (&review_problem_type, (const char *) body->data,
                                     (gssize) body->len, MAX_PROBLEM, NULL);
  return problem != NULL ? review_problem_to_error (problem)
                         : error_of_status (soup_message_get_status (message));
}

static const char *
get_expected (const ReviewCall *call)
{
  if (call->answer != NULL)
    return "application/json";
  return call->media != NULL ? call->media : "application/jsonl";
}

static void
body_ended (GTask *task)
{
  Sending *self = g_task_get_task_data (task);
  const char *expected = get_expected (&self->call);

  g_clear_object (&self->stream);
  if (!is_success (self->message))
    fail_or_repeat (task, error_of_answer (self->message, self->body));
  else if (!has_type (self->message, expected))
    fail (task,
          g_error_new (REVIEW_ERROR, REVIEW_ERROR_PROTOCOL, "the answer is not %s", expected));
  else
    finish_with_answer (task);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Sending *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize limit = is_success (self->message) ? MAX_ANSWER : MAX_PROBLEM;

  if (bytes == NULL)
    {
      fail_or_repeat (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      body_ended (task);
      return;
    }
  if (self->body->len + g_bytes_get_size (bytes) > limit)
    {
      g_cancellable_cancel (self->inner);
      fail (task, g_error_new (REVIEW_ERROR, REVIEW_ERROR_TOO_LARGE,
                               "the answer is over %" G_GSIZE_FORMAT " bytes", limit));
      return;
    }
  g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT, self->inner,
                                   chunk_read_cb, task);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Sending *self = g_task_get_task_data (task);
  ReviewClient *client = g_task_get_source_object (task);
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      fail_or_repeat (task, error);
      return;
    }
  review_client_note_date (client, soup_message_headers_get_one (
                                       soup_message_get_response_headers (self->message), "Date"));
  self->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT, self->inner,
                                   chunk_read_cb, task);
}

static void
set_headers (Sending *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);

  soup_message_headers_replace (headers, "Accept", get_expected (&self->call));
  if (self->call.key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", self->call.key);
  if (self->call.version != REVIEW_NO_VERSION)
    {
      g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", self->call.version);

      soup_message_headers_replace (headers, "If-Match", tag);
    }
  if (self->call.body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (self->call.body, strlen (self->call.body));

      soup_message_set_request_body_from_bytes (self->message, "application/json", bytes);
    }
}

static void
start_try (GTask *task)
{
  Sending *self = g_task_get_task_data (task);
  ReviewClient *client = g_task_get_source_object (task);

  self->tried++;
  g_clear_object (&self->message);
  g_clear_pointer (&self->body, g_byte_array_unref);
  self->message = review_client_new_message (client, self->call.method, self->call.path);
  set_headers (self);
  soup_session_send_async (review_client_get_soup (client), self->message, G_PRIORITY_DEFAULT,
                           self->inner, answered_cb, task);
}

static gboolean
deadline_passed_cb (gpointer user_data)
{
  Sending *self = user_data;

  self->deadline_id = 0;
  self->late = TRUE;
  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

/**
 * review_client_send_async:
 * @call: its strings are taken
 * @tag: source tag of the task
 *
 * Ends with review_client_finish().
 */
void
review_client_send_async (ReviewClient *self,
                          const ReviewCall *call,
                          gpointer tag,
                          REVIEW_CALL_TAIL)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Sending *sending = g_new0 (Sending, 1);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, sending, sending_free);
  sending->call = *call;
  sending->inner = g_cancellable_new ();
  sending->deadline_id =
      g_timeout_add (review_client_get_deadline (self), deadline_passed_cb, sending);
  if (cancellable != NULL)
    {
      sending->outer = g_object_ref (cancellable);
      sending->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                                 g_object_ref (sending->inner), g_object_unref);
    }
  start_try (task);
}

static void
events_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SoupMessage *message = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    g_task_return_error (task, review_client_map_error (error));
  else if (!is_success (message))
    g_task_return_error (task, error_of_status (soup_message_get_status (message)));
  else if (!has_type (message, "text/event-stream"))
    g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_PROTOCOL, "no event stream");
  else
    g_task_return_pointer (task, g_steal_pointer (&stream), g_object_unref);
}

/**
 * review_client_open_events_async:
 * @last_id: sequence number of the last event seen, -1: from now on
 *
 * Opens the event stream; nothing is repeated here.
 */
void
review_client_open_events_async (ReviewClient *self, gint64 last_id, REVIEW_CALL_TAIL)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  SoupMessage *message = review_client_new_message (self, "GET", "/v1/events");
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  g_task_set_source_tag (task, review_client_open_events_async);
  g_task_set_task_data (task, message, g_object_unref);
  soup_message_headers_replace (headers, "Accept", "text/event-stream");
  if (last_id >= 0)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, last_id);

      soup_message_headers_replace (headers, "Last-Event-ID", id);
    }
  soup_session_send_async (review_client_get_soup (self), message, G_PRIORITY_DEFAULT, cancellable,
                           events_opened_cb, task);
}

/**
 * review_client_open_events_finish:
 *
 * Returns: (transfer full): the stream, its headers read
 */
GInputStream *
review_client_open_events_finish (ReviewClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
