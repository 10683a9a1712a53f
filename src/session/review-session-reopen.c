/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Having a case that is over looked at again. */
#define G_LOG_DOMAIN "review-session"
#include "review-client-waves.h"
#include "review-error.h"
#include "review-session-state.h"

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ReviewReopening) one =
      review_client_finish_reopening (REVIEW_CLIENT (source), result, &error);

  if (one != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
review_session_reopen_async (ReviewSession *self,
                             const char *case_id,
                             const ReviewReopenRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = review_client_new_key ();

  g_task_set_source_tag (task, review_session_reopen_async);
  if (self->client == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "there is no server");
      return;
    }
  review_client_reopen_async (self->client, case_id, request, key, cancellable, reopened_cb,
                              g_steal_pointer (&task));
}

gboolean
review_session_reopen_finish (ReviewSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
