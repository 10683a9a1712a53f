/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case for a report on paper: asked of the server, which writes down that it left. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"
#include "review-error.h"

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);

  if (view == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* What this person has not looked at is not on their paper either. */
  if (view->assessment != NULL && !review_desk_get_verdict_visible (self))
    g_clear_pointer (&view->assessment, review_record_unref);
  g_task_return_pointer (task, g_steal_pointer (&view), review_record_unref);
}

/**
 * review_desk_export_async:
 *
 * Reads the open case anew for a report on paper; the server leaves an audit row. No act of the
 * desk: it may run beside one.
 */
void
review_desk_export_async (ReviewDesk *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *work_item = review_desk_get_work_item (self);

  g_task_set_source_tag (task, review_desk_export_async);
  if (work_item == NULL || self->client == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR,
                               work_item == NULL ? REVIEW_ERROR_NOT_FOUND : REVIEW_ERROR_OFFLINE,
                               "there is no case open or no server");
      return;
    }
  review_client_export_async (self->client, work_item, cancellable, exported_cb,
                              g_steal_pointer (&task));
}

/**
 * review_desk_export_finish:
 *
 * Returns: (transfer full): the case as the person may see it
 */
ReviewCaseView *
review_desk_export_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
