/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look from the open case at one that it is related to. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include "review-client-aside.h"
#include "review-error.h"

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ReviewCaseLook *look = review_client_finish_case_look (REVIEW_CLIENT (source), result, &error);

  if (look == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, look, review_record_unref);
}

void
review_desk_look_async (ReviewDesk *self,
                        const char *case_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (ReviewLookRequest) request = review_record_new (&review_look_request_type);

  g_task_set_source_tag (task, review_desk_look_async);
  if (self->client == NULL || self->view == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR,
                               self->view == NULL ? REVIEW_ERROR_NOT_FOUND : REVIEW_ERROR_OFFLINE,
                               "there is no case open or no server");
      return;
    }
  request->case_id = g_strdup (case_id);
  review_client_look_async (self->client, review_desk_get_work_item (self), request, cancellable,
                            looked_cb, g_steal_pointer (&task));
}

ReviewCaseLook *
review_desk_look_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
