/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the session reaches its server and stays with it: start the embedded one or find the token of
 * a team's, say who one is, read the catalogue, listen to events. An embedded server that dies is
 * started again once; a team server is waited for. What is typed is in the desk and waits too. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-boards.h"
#include "review-session-state.h"

#include <string.h>

#include "review-board-private.h"
#include "review-credentials.h"
#include "review-error.h"

#define HEALTH_PAUSE 500                   /* ms between looks at a preparation */
#define STEADY       (60 * G_USEC_PER_SEC) /* after this long online a crash is a first one */
#define MAX_RESTARTS 1
#define RETRY_PAUSE  4000 /* ms before a team server is tried again, with jitter */

static void start_server (ReviewSession *self);
static void sign_in (ReviewSession *self);
static void look_at_health (ReviewSession *self);

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Cuts everything that runs over the present connection; the server itself stays. */
void
review_session_disconnect (ReviewSession *self)
{
  self->catalogued = FALSE;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->health_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->listener != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->listener, self);
      review_event_listener_stop (self->listener);
    }
  g_clear_object (&self->listener);
  if (self->queue != NULL)
    review_queue_set_client (self->queue, NULL);
  if (self->desk != NULL)
    review_desk_set_client (self->desk, NULL);
  if (self->inbox != NULL)
    review_inbox_set_client (self->inbox, NULL);
  review_session_boards_set_client (self, NULL);
  g_clear_object (&self->client);
}

static gboolean
tick_cb (gpointer user_data)
{
  review_session_notify (user_data);
  return G_SOURCE_CONTINUE;
}

/* Says that it is offline, and counts the seconds down to the next try. */
static void
go_offline (ReviewSession *self, int code, guint wait)
{
  self->retry_at = g_get_monotonic_time () + (gint64) wait * 1000;
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  review_session_set_connection (self, REVIEW_CONNECTION_OFFLINE, code);
}

static gboolean
retry_cb (gpointer user_data)
{
  ReviewSession *self = user_data;

  self->retry_id = 0;
  review_session_start (self);
  return G_SOURCE_REMOVE;
}

/* A team server that cannot be reached is tried again; what is wrong in itself waits for a person. */
static void
fail (ReviewSession *self, const GError *error)
{
  int code = error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_FAILED;
  guint wait = RETRY_PAUSE / 2 + (guint) g_random_int_range (0, RETRY_PAUSE);

  g_debug ("no connection: %s", error->message);
  self->starting = FALSE;
  review_session_disconnect (self);
  if (self->server_url != NULL && (code == REVIEW_ERROR_OFFLINE || code == REVIEW_ERROR_BUSY))
    {
      self->retry_id = g_timeout_add (wait, retry_cb, self);
      go_offline (self, code, wait);
    }
  else if (code == REVIEW_ERROR_UNAUTHORIZED || code == REVIEW_ERROR_FORBIDDEN)
    review_session_set_connection (self, REVIEW_CONNECTION_REFUSED, code);
  else
    review_session_set_connection (self, REVIEW_CONNECTION_FAILED, code);
}

static void
set_preparation (ReviewSession *self, const char *stage, gint64 done, gint64 total)
{
  g_free (self->stage);
  self->stage = g_strdup (stage);
  self->fraction = total > 0 ? CLAMP ((double) done / (double) total, 0.0, 1.0) : -1.0;
}

static gboolean
health_cb (gpointer user_data)
{
  ReviewSession *self = user_data;

  self->health_id = 0;
  look_at_health (self);
  return G_SOURCE_REMOVE;
}

static void
health_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewHealth) health =
      review_client_finish_health (REVIEW_CLIENT (source), result, &error);
  gboolean was = self->preparing;

  if (is_cancelled (error) || health == NULL)
    return;
  self->preparing = strcmp (health->status, "preparing") == 0;
  set_preparation (self, self->preparing ? health->stage : NULL, health->done, health->total);
  if (self->preparing && self->health_id == 0)
    self->health_id = g_timeout_add (HEALTH_PAUSE, health_cb, self);
  if (was)
    review_queue_refresh (self->queue);
  if (was && !self->preparing)
    review_hub_board_came_online (self->hub);
  review_session_notify (self);
}

static void
look_at_health (ReviewSession *self)
{
  if (self->client != NULL)
    review_client_get_health_async (self->client, self->cancellable, health_read_cb,
                                    g_object_ref (self));
}

static void
opened_cb (ReviewEventListener *listener, ReviewSession *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->online_since = g_get_monotonic_time ();
  review_session_set_connection (self, REVIEW_CONNECTION_ONLINE, 0);
  if (!self->fresh)
    review_queue_refresh (self->queue);
  self->fresh = FALSE;
  review_desk_came_online (self->desk);
  review_aside_reload (self->aside);
  if (review_session_get_can_take_next (self))
    review_inbox_refresh (self->inbox);
  review_session_boards_came_online (self);
  review_session_resume (self);
  look_at_health (self);
}

static void
lost_cb (ReviewEventListener *listener, int code, guint wait, ReviewSession *self)
{
  if (code == REVIEW_ERROR_UNAUTHORIZED || code == REVIEW_ERROR_FORBIDDEN)
    {
      review_session_set_connection (self, REVIEW_CONNECTION_REFUSED, code);
      return;
    }
  if (self->connection == REVIEW_CONNECTION_STARTING)
    return;
  go_offline (self, code, wait);
}

static gboolean
changes_queue (const ReviewEvent *event)
{
  static const char *const others[] = { "draft",   "preparation", "note",         "sop_draft",
                                        "effect",  "effects",     "reveal_limit", "campaign",
                                        "house",   "candidate",   "model",        "experiment",
                                        "pattern", "sop",         "pattern_scan", NULL };

  return !g_strv_contains (others, event->kind);
}

static void
catalog_anew_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCatalog) catalog =
      review_client_finish_catalog (REVIEW_CLIENT (source), result, &error);

  if (catalog == NULL || REVIEW_CLIENT (source) != self->client)
    return;
  g_clear_object (&self->catalog);
  self->catalog = review_item_new (catalog);
  review_desk_set_people (self->desk, (ReviewUser *) review_session_get_user (self), catalog);
  review_session_notify (self);
}

/* Another version of an SOP is in force: what is decided from now on follows it. */
static void
read_catalog_anew (ReviewSession *self)
{
  review_client_get_catalog_async (self->client, self->cancellable, catalog_anew_cb,
                                   g_object_ref (self));
}

static void
event_cb (ReviewEventListener *listener, ReviewItem *item, ReviewSession *self)
{
  const ReviewEvent *event = review_item_get_record (item);

  if (changes_queue (event))
    review_queue_refresh (self->queue);
  else if (strcmp (event->kind, "preparation") == 0 && !self->preparing)
    look_at_health (self);
  review_desk_take_event (self->desk, event);
  review_session_boards_take_event (self, event);
  if (strcmp (event->kind, "sop") == 0)
    read_catalog_anew (self);
  review_aside_take_event (self->aside, event);
  review_sop_drafts_take_event (self->sop_drafts, event);
  if (review_session_get_can_take_next (self))
    review_inbox_take_event (self->inbox, event);
  g_signal_emit_by_name (self, "event", item);
}

/**
 * review_session_listen:
 *
 * Listens to events once the catalogue and the first rows are there: from the view on that they are
 * of, so that nothing is missed and there need not be another.
 */
void
review_session_listen (ReviewSession *self)
{
  gint64 seen = review_queue_get_generation (self->queue);

  if (!self->catalogued || self->listener != NULL || review_queue_get_loading (self->queue))
    return;
  self->fresh = seen >= 0;
  self->listener = review_event_listener_new (self->client);
  g_signal_connect_object (self->listener, "opened", G_CALLBACK (opened_cb), self, 0);
  g_signal_connect_object (self->listener, "lost", G_CALLBACK (lost_cb), self, 0);
  g_signal_connect_object (self->listener, "event", G_CALLBACK (event_cb), self, 0);
  if (self->fresh)
    review_event_listener_start_after (self->listener, seen);
  else
    review_event_listener_start (self->listener);
}

static void
catalog_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCatalog) catalog =
      review_client_finish_catalog (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (catalog == NULL)
    {
      fail (self, error);
      return;
    }
  self->starting = FALSE;
  g_clear_object (&self->catalog);
  self->catalog = review_item_new (catalog);
  review_desk_set_people (self->desk, review_item_get_record (self->user), catalog);
  review_desk_set_client (self->desk, self->client);
  review_queue_marks_set_allowed (self->marks, review_session_get_can_lead (self));
  review_board_reset (REVIEW_BOARD (self->bulk));
  review_inbox_set_client (self->inbox, self->client);
  review_session_boards_set_user (self, review_item_get_record (self->user));
  review_session_boards_set_client (self, self->client);
  self->catalogued = TRUE;
  review_session_listen (self);
  review_session_notify (self);
}

/* Who one is now, and by which token. */
gboolean
review_session_take_info (ReviewSession *self, const ReviewSessionInfo *info, GError **error)
{
  g_autoptr (GListStore) users = review_items_new (info->local_users);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (users));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (info->token != NULL && !review_client_set_token (self->client, info->token, error))
    return FALSE;
  g_clear_object (&self->user);
  self->user = review_item_new (info->user);
  g_free (self->user_id);
  self->user_id = g_strdup (info->user->id);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (users), i));
  g_list_store_splice (self->local_users, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->local_users)), items->pdata,
                       n);
  return TRUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSessionInfo) info =
      review_client_finish_session (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (info == NULL || !review_session_take_info (self, info, &error))
    {
      fail (self, error);
      return;
    }
  review_client_get_catalog_async (self->client, self->cancellable, catalog_read_cb,
                                   g_object_ref (self));
  review_queue_set_client (self->queue, self->client);
  review_session_notify (self);
}

/* Makes the client; @token is the one-time token, or a team server's. */
static void
connect_to (ReviewSession *self, const char *url, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewClient) client = review_client_new (url, self->ca_file, &error);

  review_session_disconnect (self);
  if (client == NULL || !review_client_set_token (client, token, &error))
    {
      fail (self, error);
      return;
    }
  self->client = g_steal_pointer (&client);
  self->cancellable = g_cancellable_new ();
  review_session_set_connection (self, REVIEW_CONNECTION_CONNECTING, 0);
  sign_in (self);
}

static void
sign_in (ReviewSession *self)
{
  if (self->server_url == NULL)
    review_client_open_session_async (self->client, self->user_id, self->cancellable, signed_in_cb,
                                      g_object_ref (self));
  else
    review_client_get_session_async (self->client, self->cancellable, signed_in_cb,
                                     g_object_ref (self));
}

static void
token_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = review_credentials_lookup_finish (result, &error);

  if (self->closing)
    return;
  if (token == NULL)
    {
      self->starting = FALSE;
      review_session_set_connection (self, REVIEW_CONNECTION_REFUSED, REVIEW_ERROR_UNAUTHORIZED);
      return;
    }
  connect_to (self, self->server_url, token);
}

static void
server_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReady) ready =
      review_embedded_server_start_finish (REVIEW_EMBEDDED_SERVER (source), result, &error);
  g_autofree char *url = NULL;

  if (is_cancelled (error) || self->closing)
    return;
  if (ready == NULL)
    {
      fail (self, error);
      return;
    }
  url = g_strdup_printf ("http://127.0.0.1:%d", (int) ready->port);
  connect_to (self, url, ready->token);
}

/* A crash: the store is whole by design, so one more start is worth its while; a second crash at
 * once is a fault that a person has to see. */
static void
server_exited_cb (ReviewEmbeddedServer *server, ReviewSession *self)
{
  gboolean steady =
      self->online_since != 0 && g_get_monotonic_time () - self->online_since > STEADY;

  review_session_disconnect (self);
  self->restarts = steady ? 0 : self->restarts;
  self->online_since = 0;
  if (self->closing)
    return;
  if (self->restarts >= MAX_RESTARTS)
    {
      self->starting = FALSE;
      review_session_set_connection (self, REVIEW_CONNECTION_FAILED, REVIEW_ERROR_FAILED);
      return;
    }
  self->restarts++;
  start_server (self);
}

static void
start_server (ReviewSession *self)
{
  self->starting = TRUE;
  if (self->server == NULL)
    {
      self->server = review_embedded_server_new (NULL, self->database, !self->no_demo);
      g_signal_connect_object (self->server, "exited", G_CALLBACK (server_exited_cb), self, 0);
    }
  review_session_set_connection (self, REVIEW_CONNECTION_STARTING, 0);
  review_embedded_server_start_async (self->server, NULL, server_started_cb, g_object_ref (self));
}

static void
stopped_for_restart_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;

  review_embedded_server_stop_finish (REVIEW_EMBEDDED_SERVER (source), result, NULL);
  if (!self->closing)
    start_server (self);
}

void
review_session_start (ReviewSession *self)
{
  if (self->starting || self->connection == REVIEW_CONNECTION_ONLINE)
    return;
  self->closing = FALSE;
  if (self->connection == REVIEW_CONNECTION_OFFLINE && self->listener != NULL)
    {
      review_event_listener_retry_now (self->listener);
      return;
    }
  self->starting = TRUE;
  self->restarts = 0;
  if (self->server_url != NULL)
    {
      review_session_set_connection (self, REVIEW_CONNECTION_CONNECTING, 0);
      if (self->token != NULL)
        connect_to (self, self->server_url, self->token);
      else
        review_credentials_lookup_async (self->server_url, NULL, token_found_cb,
                                         g_object_ref (self));
    }
  else if (self->server != NULL)
    review_embedded_server_stop_async (self->server, stopped_for_restart_cb, g_object_ref (self));
  else
    start_server (self);
}
