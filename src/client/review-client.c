/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address, the token, the server's clock and the only SoupSession. */
#define G_LOG_DOMAIN "review-client"
#include "config.h"

#include "review-client-private.h"

#include <string.h>

#include "review-clock.h"
#include "review-error.h"
#include "review-id.h"

#define IDLE_TIMEOUT     30    /* s without a byte; the event stream has a heartbeat every 15 s */
#define DEFAULT_DEADLINE 20000 /* ms for a call, repeats included */
#define MAX_CONNECTIONS  8

struct _ReviewClient
{
  GObject parent_instance;

  SoupSession *soup; /* (owned) */
  char *base;        /* (owned): without a slash at its end */
  char *host;        /* (owned) */
  char *token;       /* (owned) (nullable) */
  gboolean loopback;
  gboolean exact_time; /* the offset comes from a body, not from a Date header */
  gint64 offset;       /* server's clock minus ours, µs */
  guint deadline;      /* ms */
};

G_DEFINE_FINAL_TYPE (ReviewClient, review_client, G_TYPE_OBJECT)

static void
forget_token (ReviewClient *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static void
review_client_finalize (GObject *object)
{
  ReviewClient *self = REVIEW_CLIENT (object);

  soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->host, g_free);
  forget_token (self);
  G_OBJECT_CLASS (review_client_parent_class)->finalize (object);
}

static void
review_client_class_init (ReviewClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_client_finalize;
}

/* One host, and nothing that libsoup would do by itself: no stored credentials, cookies, cache,
 * sniffing or unpacking. Redirects are off for each message. */
static void
review_client_init (ReviewClient *self)
{
  self->soup = soup_session_new_with_options (
      "max-conns", MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS, "timeout", IDLE_TIMEOUT,
      "idle-timeout", IDLE_TIMEOUT, "user-agent", "riskops-review/" PACKAGE_VERSION, NULL);
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_CONTENT_SNIFFER);
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_COOKIE_JAR);
  self->deadline = DEFAULT_DEADLINE;
}

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return strcmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
set_base (ReviewClient *self, const char *base_url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  gsize len = strlen (base_url);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    {
      review_error_set_field (error, "server", "is not the address of a server");
      return FALSE;
    }
  self->host = g_strdup (g_uri_get_host (uri));
  self->loopback = host_is_loopback (self->host);
  if (strcmp (g_uri_get_scheme (uri), "https") != 0
      && !(self->loopback && strcmp (g_uri_get_scheme (uri), "http") == 0))
    {
      review_error_set_field (error, "server", "must be https, except on this computer");
      return FALSE;
    }
  while (len > 0 && base_url[len - 1] == '/')
    len--;
  self->base = g_strndup (base_url, len);
  return TRUE;
}

/**
 * review_client_new:
 * @base_url: `https://HOST[:PORT][/PATH]`; `http://` only for this computer's loopback
 * @ca_file: (nullable): PEM file of a private certificate authority
 *
 * Returns: (transfer full): a client without a token, or %NULL with INVALID (field `server` or
 *   `ca_file`)
 */
ReviewClient *
review_client_new (const char *base_url, const char *ca_file, GError **error)
{
  g_autoptr (ReviewClient) self = g_object_new (REVIEW_TYPE_CLIENT, NULL);

  if (!set_base (self, base_url, error))
    return NULL;
  if (self->loopback)
    soup_session_set_proxy_resolver (self->soup, NULL);
  if (ca_file != NULL)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ca_file, &local);

      if (database == NULL)
        {
          review_error_set_field (error, "ca_file", "%s", local->message);
          return NULL;
        }
      soup_session_set_tls_database (self->soup, database);
    }
  return g_steal_pointer (&self);
}

/**
 * review_client_set_token:
 * @token: (nullable): visible ASCII; %NULL forgets it. It is never logged and never in an address
 *
 * Returns: %FALSE with INVALID (field `token`) for text that cannot be a token
 */
gboolean
review_client_set_token (ReviewClient *self, const char *token, GError **error)
{
  for (const char *p = token; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      {
        review_error_set_field (error, "token", "holds characters that no token has");
        return FALSE;
      }
  forget_token (self);
  self->token = g_strdup (token);
  return TRUE;
}

/**
 * review_client_has_token:
 *
 * Returns: whether calls carry a token
 */
gboolean
review_client_has_token (ReviewClient *self)
{
  return self->token != NULL;
}

/**
 * review_client_get_host:
 *
 * Returns: (transfer none): the server's host name
 */
const char *
review_client_get_host (ReviewClient *self)
{
  return self->host;
}

/**
 * review_client_is_loopback:
 *
 * Returns: whether the server is on this computer
 */
gboolean
review_client_is_loopback (ReviewClient *self)
{
  return self->loopback;
}

/**
 * review_client_get_server_time:
 *
 * Returns: the server's time now, µs UTC, as far as its answers have told; ours before the first
 */
gint64
review_client_get_server_time (ReviewClient *self)
{
  return g_get_real_time () + self->offset;
}

/**
 * review_client_note_server_time:
 * @server_time: from a body that has just arrived, µs UTC
 */
void
review_client_note_server_time (ReviewClient *self, gint64 server_time)
{
  if (server_time == 0)
    return;
  self->offset = server_time - g_get_real_time ();
  self->exact_time = TRUE;
}

/* A Date header knows whole seconds: it counts until a body was exact, and when it shows that a
 * clock was set. */
void
review_client_note_date (ReviewClient *self, const char *http_date)
{
  g_autoptr (GDateTime) date =
      http_date != NULL ? soup_date_time_new_from_http_string (http_date) : NULL;
  gint64 offset;

  if (date == NULL)
    return;
  offset = g_date_time_to_unix (date) * REVIEW_SECOND + REVIEW_SECOND / 2 - g_get_real_time ();
  if (!self->exact_time || ABS (offset - self->offset) > 3 * REVIEW_SECOND)
    {
      self->offset = offset;
      self->exact_time = FALSE;
    }
}

/**
 * review_client_set_deadline:
 * @milliseconds: for a call from its start to its last byte, repeats included (default 20 s)
 */
void
review_client_set_deadline (ReviewClient *self, guint milliseconds)
{
  self->deadline = milliseconds;
}

guint
review_client_get_deadline (ReviewClient *self)
{
  return self->deadline;
}

SoupSession *
review_client_get_soup (ReviewClient *self)
{
  return self->soup;
}

/* Returns: (transfer full): a message to our host, and no other, with the token. */
SoupMessage *
review_client_new_message (ReviewClient *self, const char *method, const char *path)
{
  g_autofree char *address = g_strconcat (self->base, path, NULL);
  SoupMessage *message = soup_message_new (method, address);

  g_assert (message != NULL);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    value);
      explicit_bzero (value, strlen (value));
    }
  return message;
}

/**
 * review_client_new_key:
 *
 * Returns: (transfer full): an idempotency key: one for each intent, kept for its repeats
 */
char *
review_client_new_key (void)
{
  return review_id_new (review_clock_system ());
}
