/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Getting up from the desk: another user sits down, or the session ends. Either way the draft is
 * saved and the case put back first. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-boards.h"
#include "review-session-state.h"

#include "review-error.h"

#define CLOSING_TIMEOUT 2000 /* ms for each of the last words to the server */

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewSessionInfo) info =
      review_client_finish_session (REVIEW_CLIENT (source), result, &error);

  if (self->client != REVIEW_CLIENT (source) && info != NULL)
    g_set_error (&error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "the server has changed");
  else if (info != NULL && review_session_take_info (self, info, &error))
    {
      self->resumed = FALSE;
      review_desk_reset (self->desk);
      review_desk_set_people (self->desk, info->user,
                              (ReviewCatalog *) review_session_get_catalog (self));
      review_queue_marks_set_allowed (self->marks, review_session_get_can_lead (self));
      review_inbox_reset (self->inbox);
      review_session_boards_switch_user (self, info->user);
      review_queue_reset (self->queue);
      review_event_listener_start (self->listener);
      review_queue_refresh (self->queue);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  review_session_notify (self);
}

static void
left_for_switch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewSession *self = g_task_get_source_object (task);
  const char *user = g_task_get_task_data (task);
  GError *error = NULL;

  if (!review_desk_leave_finish (REVIEW_DESK (source), result, &error) || self->client == NULL)
    {
      if (error == NULL)
        error = g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "no server");
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  review_client_open_session_async (self->client, user, g_task_get_cancellable (task), switched_cb,
                                    task);
}

void
review_session_switch_user_async (ReviewSession *self,
                                  const char *user_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, review_session_switch_user_async);
  g_task_set_task_data (task, g_strdup (user_id), g_free);
  if (self->server_url != NULL)
    g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                             "a team server knows who one is");
  else if (self->listener == NULL)
    g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "no server");
  else
    review_desk_leave_async (self->desk, left_for_switch_cb, g_steal_pointer (&task));
}

gboolean
review_session_switch_user_finish (ReviewSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewSession *self = g_task_get_source_object (task);

  review_embedded_server_stop_finish (REVIEW_EMBEDDED_SERVER (source), result, NULL);
  review_session_set_connection (self, REVIEW_CONNECTION_CLOSED, 0);
  g_task_return_boolean (task, TRUE);
}

static void
left_for_close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!review_desk_leave_finish (REVIEW_DESK (source), result, &error))
    g_debug ("closing: %s", error->message);
  review_session_disconnect (self);
  if (self->server != NULL)
    {
      review_embedded_server_stop_async (self->server, stopped_cb, g_steal_pointer (&task));
      return;
    }
  review_session_set_connection (self, REVIEW_CONNECTION_CLOSED, 0);
  g_task_return_boolean (task, TRUE);
}

void
review_session_close_async (ReviewSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, review_session_close_async);
  self->closing = TRUE;
  self->starting = FALSE;
  if (self->client != NULL)
    review_client_set_deadline (self->client, CLOSING_TIMEOUT);
  review_desk_leave_async (self->desk, left_for_close_cb, task);
}

gboolean
review_session_close_finish (ReviewSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
