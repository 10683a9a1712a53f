/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Masked fields that the person asked to see. What was revealed lies here, not in the case view,
 * which the server may send anew at any time, and is gone with the case. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"
#include "review-error.h"

static char *
make_name (const char *evidence, const char *field)
{
  return g_strdup_printf ("%s %s", evidence != NULL ? evidence : "", field);
}

static void
revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewRevealed) answer =
      review_client_finish_revealed (REVIEW_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  g_hash_table_replace (self->opened, make_name (answer->evidence, answer->field),
                        g_strdup (answer->value));
  g_signal_emit_by_name (self, "revealed", answer->evidence, answer->field);
  g_task_return_boolean (task, TRUE);
}

void
review_desk_reveal_async (ReviewDesk *self,
                          const char *evidence,
                          const char *field,
                          const char *reason,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, self->case_cancellable, callback, user_data);
  g_autoptr (ReviewRevealRequest) request = review_record_new (&review_reveal_request_type);
  g_autofree char *key = review_client_new_key ();

  g_task_set_source_tag (task, review_desk_reveal_async);
  if (self->client == NULL || self->view == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE,
                               "no case is open, or there is no server");
      g_object_unref (task);
      return;
    }
  request->evidence = g_strdup (evidence);
  request->field = g_strdup (field);
  request->reason = g_strdup (reason);
  review_client_reveal_async (self->client, review_desk_get_work_item (self), request, key,
                              self->case_cancellable, revealed_cb, task);
}

gboolean
review_desk_reveal_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
review_desk_get_revealed (ReviewDesk *self, const char *evidence, const char *field)
{
  g_autofree char *name = make_name (evidence, field);

  return g_hash_table_lookup (self->opened, name);
}
