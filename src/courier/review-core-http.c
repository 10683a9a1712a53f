/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A core system behind an address: one POST for a command, signed, without redirects, with a bound on
 * time and on what is read of the answer. Its answer says accepted, confirmed or failed; what is none
 * of these is no answer, and the command is sent again. */
#define G_LOG_DOMAIN "review-courier"
#include "review-core-http.h"

#include <libsoup/soup.h>
#include <string.h>

#include "review-codec.h"
#include "review-error.h"

#define DEADLINE   15   /* s for a command, all in all */
#define MAX_ANSWER 4096 /* bytes */
#define MAX_WAIT   3600 /* s of Retry-After */

typedef struct
{
  char *uri;
  ReviewCoreKey *key;
  GMainContext *context; /* (owned): of the one thread that sends */
  SoupSession *session;  /* (owned) (nullable): made by that thread */
  GMutex lock;
  GCancellable *current; /* (owned) (nullable) */
  gboolean ended;
} Http;

/* One exchange. */
typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  SoupMessage *message;
  char bytes[MAX_ANSWER + 1];
  gsize len;
  gboolean read; /* a whole answer is there */
} Exchange;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *x = user_data;

  x->read = g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &x->len, NULL)
            && x->len <= MAX_ANSWER;
  g_main_loop_quit (x->loop);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *x = user_data;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);

  if (stream == NULL)
    g_main_loop_quit (x->loop);
  else
    g_input_stream_read_all_async (stream, x->bytes, sizeof x->bytes, G_PRIORITY_DEFAULT,
                                   x->cancellable, read_cb, x);
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static SoupMessage *
make_message (Http *self, const ReviewCommandOut *command, gint64 now)
{
  SoupMessage *message = soup_message_new ("POST", self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  char *json = review_encode (command);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));
  gint64 seconds = now / G_USEC_PER_SEC;
  g_autofree char *stamp = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  g_autofree char *signature = review_core_key_sign (self->key, command->id, seconds, body);

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Idempotency-Key", command->id);
  soup_message_headers_replace (headers, "webhook-id", command->id);
  soup_message_headers_replace (headers, "webhook-timestamp", stamp);
  soup_message_headers_replace (headers, "webhook-signature", signature);
  soup_message_headers_replace (headers, "riskops-key-id", self->key->id);
  return message;
}

/* FALSE when everything has ended. */
static gboolean
begin (Http *self, Exchange *x)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->ended)
    return FALSE;
  g_clear_object (&self->current);
  self->current = g_object_ref (x->cancellable);
  return TRUE;
}

static void
exchange (Http *self, Exchange *x)
{
  g_autoptr (GSource) deadline = g_timeout_source_new_seconds (DEADLINE);

  g_main_context_push_thread_default (self->context);
  if (self->session == NULL)
    self->session = soup_session_new_with_options ("timeout", DEADLINE, "idle-timeout", 60,
                                                   "max-conns", 2, NULL);
  x->loop = g_main_loop_new (self->context, FALSE);
  g_source_set_callback (deadline, deadline_cb, x->cancellable, NULL);
  g_source_attach (deadline, self->context);
  soup_session_send_async (self->session, x->message, G_PRIORITY_DEFAULT, x->cancellable, sent_cb,
                           x);
  g_main_loop_run (x->loop);
  g_source_destroy (deadline);
  g_main_loop_unref (x->loop);
  g_main_context_pop_thread_default (self->context);
}

/* What of the statuses says that the command itself is wrong and will stay so. */
static gboolean
is_refusal (guint status)
{
  return status == 400 || status == 404 || status == 409 || status == 410 || status == 422;
}

static gint64
get_wait (SoupMessage *message)
{
  const char *text =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_WAIT, &seconds, NULL))
    return 0;
  return (gint64) seconds * G_USEC_PER_SEC;
}

static void
understand (const Exchange *x, ReviewCoreAnswer *ret)
{
  guint status = soup_message_get_status (x->message);
  g_autoptr (ReviewEffectReport) said =
      x->len > 0 ? review_decode_limited (&review_effect_report_type, x->bytes, (gssize) x->len,
                                          MAX_ANSWER, NULL)
                 : NULL;

  ret->wait = get_wait (x->message);
  if (is_refusal (status))
    {
      ret->reply = REVIEW_REPLY_FAILED;
      ret->reason = said != NULL ? g_strdup (said->reason) : g_strdup_printf ("HTTP %u", status);
    }
  else if (status >= 200 && status < 300 && said != NULL)
    {
      ret->reply = said->state;
      ret->reason = g_strdup (said->reason);
    }
  else if (status >= 200 && status < 300 && x->len == 0)
    ret->reply = status == 202 ? REVIEW_REPLY_ACCEPTED : REVIEW_REPLY_CONFIRMED;
}

static void
send (gpointer data, const ReviewCommandOut *command, gint64 now, ReviewCoreAnswer *ret_answer)
{
  Http *self = data;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SoupMessage) message = make_message (self, command, now);
  Exchange x = { .cancellable = cancellable, .message = message };

  if (!begin (self, &x))
    return;
  exchange (self, &x);
  if (x.read)
    understand (&x, ret_answer);
  else
    ret_answer->down = TRUE;
}

static void
interrupt (gpointer data)
{
  Http *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->ended = TRUE;
  if (self->current != NULL)
    g_cancellable_cancel (self->current);
}

static void
free_http (gpointer data)
{
  Http *self = data;

  /* The session ends where it began: its connections are closed in that context. */
  g_main_context_push_thread_default (self->context);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_clear_object (&self->current);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  review_core_key_free (self->key);
  g_free (self->uri);
  g_free (self);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return strcmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* Commands go in the clear to this computer only. */
static gboolean
check_uri (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL)
    review_error_set_field (error, "core-uri", "an address like https://core.example/commands");
  else if (strcmp (scheme, "https") == 0
           || (strcmp (scheme, "http") == 0 && is_loopback (g_uri_get_host (uri))))
    return TRUE;
  else
    review_error_set_field (error, "core-uri", "https is needed beyond this computer");
  return FALSE;
}

/**
 * review_core_http_new:
 * @uri: where commands are posted; https, or http on this computer
 * @key: (transfer full): what they are signed with
 * @ret_core: (out): to be handed to a courier, which frees it
 *
 * Returns: %FALSE with %REVIEW_ERROR_INVALID; @key is then still the caller's
 */
gboolean
review_core_http_new (const char *uri, ReviewCoreKey *key, ReviewCore *ret_core, GError **error)
{
  Http *self;

  if (!check_uri (uri, error))
    return FALSE;
  self = g_new0 (Http, 1);
  self->uri = g_strdup (uri);
  self->key = key;
  self->context = g_main_context_new ();
  g_mutex_init (&self->lock);
  *ret_core = (ReviewCore){ .send = send, .interrupt = interrupt, .free = free_http, .self = self };
  return TRUE;
}
