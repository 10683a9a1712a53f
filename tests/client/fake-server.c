/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fake-server.h. Versions, leases, drafts by revision and idempotency keys work as
 * src/server/README.md says; there is no store and no role. */
#define G_LOG_DOMAIN "review-test"
#include "fake-server.h"

#include <string.h>

#include "fake-reply.h"
#include "fake-views.h"
#include "fake-waves.h"
#include "fake-work.h"
#include "review-clock.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-requests.h"

static void
reply_free (gpointer data)
{
  FakeReply *reply = data;

  g_free (reply->body);
  g_free (reply);
}

gboolean
fake_server_wake (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

FakeItem *
fake_server_item (FakeServer *self, guint i)
{
  return self->items->pdata[i];
}

/* @rows: (transfer full) (nullable) */
static FakeReply
answer_page (ReviewViewPage *rows)
{
  g_autoptr (ReviewViewPage) page = rows;

  return page != NULL ? fake_answer (page) : fake_refuse_with (REVIEW_ERROR_NOT_FOUND);
}

static FakeReply
view_page (FakeServer *self, const char *view, guint offset, guint limit)
{
  return answer_page (fake_view_page (self, view, offset, limit));
}

static FakeReply
open_view (FakeServer *self, const char *body)
{
  g_autofree char *view = NULL;
  GError *error = NULL;

  if (!fake_view_open (self, body, &error))
    return fake_refuse (error);
  view = g_strdup_printf ("view-%u", self->view_generation);
  return view_page (self, view, 0, 100);
}

static FakeReply
serve_health (FakeServer *self)
{
  g_autoptr (ReviewHealth) health = review_record_new (&review_health_type);

  health->status = g_strdup (self->preparing ? "preparing" : "ok");
  health->stage = self->preparing ? g_strdup ("training") : NULL;
  health->done = self->preparing ? 1 : 0;
  health->total = self->preparing ? 4 : 0;
  return fake_answer (health);
}

static FakeReply
serve_session (FakeServer *self)
{
  g_autoptr (ReviewSessionInfo) info = review_record_new (&review_session_info_type);

  info->user = review_record_ref (self->user);
  return fake_answer (info);
}

static FakeReply
serve_filters (FakeServer *self, const char *method, const char *body)
{
  GError *error = NULL;

  if (strcmp (method, "PUT") == 0 && !fake_filters_put (self, body, &error))
    return fake_refuse (error);
  return fake_answer (self->filters);
}

static FakeReply
serve_hub (FakeServer *self, const char *method, char **part, const char *body)
{
  GError *error = NULL;
  gpointer record = fake_hub_serve (self->hub, self->user, method, part, body, &error);
  FakeReply reply = record != NULL ? fake_answer (record) : fake_refuse (error);

  review_record_unref (record);
  if (reply.status == 200 && strcmp (method, "POST") == 0 && strcmp (part[1], "policies") == 0)
    fake_server_event (self, "policy", part[2]);
  return reply;
}

static FakeReply
serve_trials (FakeServer *self, const char *method, char **part, const char *body, gint64 version)
{
  GError *error = NULL;
  gpointer record =
      fake_trials_serve (self->trials, self->user, method, part, body, version, &error);
  FakeReply reply = record != NULL ? fake_answer (record) : fake_refuse (error);

  review_record_unref (record);
  return reply;
}

static FakeReply
serve_aside (FakeServer *self, const char *method, char **part, const char *body)
{
  GError *error = NULL;
  gpointer record = fake_aside_serve (self->aside, method, part[2], part[3], body, &error);
  FakeReply reply = record != NULL ? fake_answer (record) : fake_refuse (error);

  review_record_unref (record);
  return reply;
}

static FakeReply
serve_bulk (FakeServer *self, const char *method, char **part, const char *body)
{
  GError *error = NULL;
  gpointer record = fake_bulk_serve (self->bulk, method, part, body, &error);
  FakeReply reply = record != NULL ? fake_answer (record) : fake_refuse (error);

  if (reply.status == 200 && strcmp (method, "POST") == 0 && part[2] == NULL)
    fake_server_event (self, "bulk", ((ReviewBulk *) record)->id);
  review_record_unref (record);
  return reply;
}

static FakeReply
serve_effects (FakeServer *self, char **part, const char *body, gint64 version)
{
  GError *error = NULL;
  gpointer record = fake_effects_serve (self->effects, part, body, version, &error);
  FakeReply reply = record != NULL ? fake_answer (record) : fake_refuse (error);

  review_record_unref (record);
  return reply;
}

static FakeReply
serve_waves (char **part)
{
  gpointer record = fake_waves_serve (part[1], part[2]);
  FakeReply reply = fake_answer (record);

  review_record_unref (record);
  return reply;
}

static FakeReply
serve_sops (FakeServer *self, const char *method, char **part, const char *body)
{
  GError *error = NULL;
  gpointer record =
      strcmp (part[1], "sops") == 0
          ? fake_sops_serve_version (self->catalog, part, &error)
          : fake_sops_serve (self->sop_drafts, self->user, method, part, body, &error);
  FakeReply reply = record != NULL ? fake_answer (record) : fake_refuse (error);

  review_record_unref (record);
  return reply;
}

void
fake_server_can (FakeServer *self, const char *call, gconstpointer record)
{
  g_hash_table_insert (self->canned, g_strdup (call), review_encode (record));
}

/* FALSE: nothing was said of the call. */
static gboolean
answer_canned (
    FakeServer *self, const char *method, const char *path, const char *body, FakeReply *ret)
{
  g_autofree char *call = g_strdup_printf ("%s %s", method, path);
  const char *canned = g_hash_table_lookup (self->canned, call);

  if (canned == NULL)
    return FALSE;
  *ret = (FakeReply){ 200, g_strdup (canned) };
  if (strcmp (method, "GET") != 0)
    {
      g_free (self->canned_body);
      self->canned_body = g_strdup (body);
    }
  return TRUE;
}

static FakeReply
serve (FakeServer *self,
       const char *method,
       const char *path,
       GHashTable *query,
       const char *body,
       gint64 version)
{
  g_auto (GStrv) part = g_strsplit (path + 1, "/", 5);
  guint n = g_strv_length (part);
  const char *root = n > 1 ? part[1] : "";
  FakeReply canned;

  if (answer_canned (self, method, path, body, &canned))
    return canned;
  if (strcmp (root, "health") == 0)
    return serve_health (self);
  if (strcmp (root, "session") == 0)
    return serve_session (self);
  if (fake_server_record (self, root) != NULL)
    return fake_answer (fake_server_record (self, root));
  if (strcmp (root, "effects") == 0)
    return serve_effects (self, part, body, version);
  if ((strcmp (root, "campaigns") == 0 || strcmp (root, "list-entries") == 0) && n < 4)
    return serve_waves (part);
  if (strcmp (root, "roster") == 0)
    return fake_answer (self->bulk->roster);
  if (strcmp (root, "bulk") == 0)
    return serve_bulk (self, method, part, body);
  if (strcmp (root, "mentions") == 0 && n == 4)
    return fake_answer (fake_inbox_read_mention (self->inbox, part[2]));
  if (strcmp (root, "feedback") == 0 && n == 4)
    return fake_answer (fake_inbox_read (self->inbox, part[2]));
  if (strcmp (root, "policies") == 0 || strcmp (root, "hub") == 0)
    return serve_hub (self, method, part, body);
  if (strcmp (root, "models") == 0 || strcmp (root, "training") == 0
      || strcmp (root, "experiments") == 0)
    return serve_trials (self, method, part, body, version);
  if (strcmp (root, "views") == 0 && n == 2)
    return open_view (self, body);
  if (strcmp (root, "views") == 0 && n == 5)
    return answer_page (fake_view_find (self, part[2], part[4]));
  if (strcmp (root, "views") == 0)
    return view_page (self, part[2], fake_query_number (query, "offset", 0),
                      fake_query_number (query, "limit", 100));
  if (strcmp (root, "filters") == 0)
    return serve_filters (self, method, body);
  if (strcmp (root, "work-items") == 0 && n == 3 && strcmp (part[2], "take-next") == 0)
    return fake_work_take_next (self, body);
  if (n >= 4 && (g_str_has_prefix (root, "sop") || strcmp (part[3], "sop-drafts") == 0))
    return serve_sops (self, method, part, body);
  if (strcmp (root, "work-items") == 0 && n == 4
      && (strcmp (part[3], "related") == 0 || strcmp (part[3], "look") == 0
          || strcmp (part[3], "notes") == 0 || strcmp (part[3], "colleagues") == 0))
    return serve_aside (self, method, part, body);
  if (strcmp (root, "work-items") == 0 && n >= 3)
    return fake_work_serve (self, method, part[2], n > 3 ? part[3] : NULL, body, version);
  if (strcmp (root, "decisions") == 0 && n == 4)
    return fake_work_retract (self, part[2], version);
  return fake_refuse_with (REVIEW_ERROR_NOT_FOUND);
}

static void
send_reply (SoupServerMessage *message, const FakeReply *reply, const char *type)
{
  soup_server_message_set_status (message, reply->status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, reply->body,
                                    strlen (reply->body));
}

static void
serve_events (FakeServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Last-Event-ID")
      != NULL)
    self->saw_last_event_id++;
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            ": hello\n\n", 9);
  g_ptr_array_add (self->streams, g_object_ref (message));
}

static gint64
version_of (SoupMessageHeaders *headers)
{
  const char *tag = soup_message_headers_get_one (headers, "If-Match");

  return tag != NULL ? g_ascii_strtoll (tag + 1, NULL, 10) : -1;
}

/* The stored reply of a repeated write, or the new one. */
static FakeReply *
reply_once (FakeServer *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *key = soup_message_headers_get_one (headers, "Idempotency-Key");
  const char *method = soup_server_message_get_method (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  FakeReply *stored = key != NULL ? g_hash_table_lookup (self->replies, key) : NULL;

  g_assert_true (key != NULL || strcmp (method, "GET") == 0 || g_str_has_suffix (path, "/look")
                 || g_str_has_suffix (path, "/bulk/check"));
  if (stored != NULL)
    return stored;
  stored = g_new0 (FakeReply, 1);
  *stored = serve (self, method, path, query, text, version_of (headers));
  g_hash_table_insert (self->replies,
                       key != NULL ? g_strdup (key) : g_strdup_printf ("get-%u", self->log->len),
                       stored);
  return stored;
}

static gboolean
has_token (SoupServerMessage *message)
{
  return g_strcmp0 (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Authorization"),
                    "Bearer " FAKE_TOKEN)
         == 0;
}

/* FALSE: this is no path of a file, or there is none. */
static gboolean
send_file (FakeServer *self, SoupServerMessage *message, const char *path)
{
  GBytes *bytes = g_hash_table_lookup (self->files, strrchr (path, '/') + 1);
  gsize len;
  gconstpointer data;

  if (bytes == NULL || strstr (path, "/attachments/") == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &len);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY, data,
                                    len);
  return TRUE;
}

static void
handle (SoupServer *soup,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  FakeServer *self = user_data;
  gboolean fault = self->fault_count > 0 && g_str_has_suffix (path, self->fault_path);
  FakeReply *reply;

  g_ptr_array_add (self->log,
                   g_strconcat (soup_server_message_get_method (message), " ", path, NULL));
  if (!has_token (message) && strcmp (path, "/v1/health") != 0)
    {
      FakeReply no = fake_refuse_with (REVIEW_ERROR_UNAUTHORIZED);

      send_reply (message, &no, "application/problem+json");
      g_free (no.body);
      return;
    }
  if (fault)
    self->fault_count--;
  if (fault && self->fault_status == FAKE_HANG)
    {
      soup_server_message_pause (message);
      return;
    }
  if (fault && self->fault_status != 0)
    {
      FakeReply wrong = { self->fault_status,
                          g_strdup (self->body_instead != NULL ? self->body_instead : "no") };

      if (self->location != NULL)
        soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                      "Location", self->location);
      send_reply (message, &wrong, self->type_instead != NULL ? self->type_instead : "text/plain");
      g_free (wrong.body);
      return;
    }
  if (strcmp (path, "/v1/events") == 0)
    {
      serve_events (self, message);
      return;
    }
  if (send_file (self, message, path))
    return;
  reply = reply_once (self, message, path, query);
  if (fault)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  send_reply (message, reply,
              reply->status == 200 ? "application/json" : "application/problem+json");
}

void
fake_server_event (FakeServer *self, const char *kind, const char *object)
{
  g_autoptr (ReviewEvent) event = review_record_new (&review_event_type);
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  event->seq = ++self->seq;
  event->kind = g_strdup (kind);
  event->object = g_strdup (object);
  json = review_encode (event);
  text =
      g_strdup_printf ("event: %s\ndata: %s\nid: %" G_GINT64_FORMAT "\n\n", kind, json, event->seq);
  for (guint i = 0; i < self->streams->len; i++)
    {
      soup_message_body_append (soup_server_message_get_response_body (self->streams->pdata[i]),
                                SOUP_MEMORY_COPY, text, strlen (text));
      soup_server_message_unpause (self->streams->pdata[i]);
    }
}

void
fake_server_fault (FakeServer *self, const char *path_end, guint status, guint count)
{
  self->fault_path = path_end;
  self->fault_status = status;
  self->fault_count = count;
  self->body_instead = NULL;
  self->type_instead = NULL;
  self->location = NULL;
}

void
fake_server_refuse (FakeServer *self, const char *path_end, guint status, const char *code)
{
  fake_server_fault (self, path_end, status, 1);
  g_free (self->problem);
  self->problem = g_strdup_printf ("{\"type\":\"about:blank\",\"title\":\"no\",\"status\":%u,"
                                   "\"detail\":\"SERVER-TEXT\",\"code\":\"%s\"}",
                                   status, code);
  self->body_instead = self->problem;
  self->type_instead = "application/problem+json";
}

guint
fake_server_count (FakeServer *self, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->log->len; i++)
    if (g_str_has_prefix (self->log->pdata[i], prefix))
      n++;
  return n;
}

/* SoupServer 3.2 never frees the sockets that it accepts itself, so it is handed streams. */
static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             FakeServer *self)
{
  g_autoptr (GSocketAddress) here = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) there = g_socket_connection_get_remote_address (connection, NULL);

  soup_server_accept_iostream (self->soup, G_IO_STREAM (connection), here, there, NULL);
  return TRUE;
}

static void
listen_on (FakeServer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) self->port);
  g_autoptr (GSocketAddress) effective = NULL;

  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, handle, self, NULL);
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

FakeServer *
fake_server_new (guint n_items)
{
  FakeServer *self = g_new0 (FakeServer, 1);

  self->items = g_ptr_array_new_with_free_func (fake_item_free);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->streams = g_ptr_array_new_with_free_func (g_object_unref);
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->canned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->replies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reply_free);
  self->catalog = fake_catalog_new ();
  self->aside = fake_aside_new ();
  self->bulk = fake_bulk_new ();
  self->sop_drafts = review_records_new ();
  self->hub = fake_hub_new ();
  self->trials = fake_trials_new ();
  self->inbox = fake_inbox_new ();
  self->effects = fake_effects_new ();
  self->causes = fake_causes_new ();
  self->user = review_record_new (&review_user_type);
  self->user->id = g_strdup ("u-senior");
  self->user->name = g_strdup ("L. Chen");
  self->user->role = REVIEW_ROLE_SENIOR;
  self->filters = review_record_new (&review_saved_filters_type);
  self->undo_time = 10 * REVIEW_SECOND;
  self->lease_time = 10 * REVIEW_MINUTE;
  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (self->items, fake_item_new (i));
  listen_on (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
fake_server_stop_listening (FakeServer *self)
{
  g_ptr_array_set_size (self->streams, 0);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
}

void
fake_server_listen_again (FakeServer *self)
{
  listen_on (self);
}

void
fake_server_free (FakeServer *self)
{
  g_ptr_array_set_size (self->streams, 0);
  for (guint i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE); /* the client's sockets are seen to close */
  if (self->soup != NULL)
    fake_server_stop_listening (self);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->log);
  g_ptr_array_unref (self->streams);
  g_hash_table_unref (self->replies);
  g_hash_table_unref (self->canned);
  g_free (self->canned_body);
  g_free (self->problem);
  g_hash_table_unref (self->files);
  fake_aside_free (self->aside);
  fake_bulk_free (self->bulk);
  g_ptr_array_unref (self->sop_drafts);
  fake_hub_free (self->hub);
  fake_trials_free (self->trials);
  review_record_unref (self->catalog);
  review_record_unref (self->user);
  review_record_unref (self->inbox);
  review_record_unref (self->effects);
  g_ptr_array_unref (self->views);
  review_record_unref (self->causes);
  review_record_unref (self->filters);
  g_free (self->url);
  g_free (self);
}
