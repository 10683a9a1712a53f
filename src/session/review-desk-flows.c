/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look along the money from the open case. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include "review-error.h"

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ReviewFlowPage *page = review_client_finish_flow_page (REVIEW_CLIENT (source), result, &error);

  if (page == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, page, review_record_unref);
}

void
review_desk_ask_flows_async (ReviewDesk *self,
                             const char *party,
                             guint offset,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (ReviewFlowRequest) request = review_record_new (&review_flow_request_type);

  g_task_set_source_tag (task, review_desk_ask_flows_async);
  if (self->client == NULL || self->view == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "no case is open");
      return;
    }
  request->party = g_strdup (party);
  request->offset = offset;
  review_client_ask_flows_async (self->client, review_desk_get_work_item (self), request,
                                 cancellable, told_cb, g_steal_pointer (&task));
}

ReviewFlowPage *
review_desk_ask_flows_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
