/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next case, taken while the present one lacks only its submit: then it is there when the key
 * is pressed. It is held from others for seconds, never for as long as a case takes: who does not
 * submit puts it back, unseen. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-acts.h"

#define KEEP 45000 /* ms */

/* What is taken next, without ending a batch that is full. */
static const char *
get_type (ReviewDesk *self)
{
  return self->batch_n < self->batch_size ? self->batch_type : self->next_type;
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) item =
      review_client_finish_work_item (REVIEW_CLIENT (source), result, &error);

  if (item == NULL)
    g_debug ("a case taken ahead was not put back: %s", error->message);
}

static void
put_back (ReviewClient *client, const ReviewCaseView *view)
{
  review_client_release_async (client, view->work_item->id, view->work_item->version, NULL, NULL,
                               NULL, put_back_cb, NULL);
}

/**
 * review_desk_ahead_drop:
 *
 * The next case is not wanted any more: back to the others. One that is on its way follows when it
 * comes.
 */
void
review_desk_ahead_drop (ReviewDesk *self)
{
  gboolean dropped = self->ahead != NULL;

  g_clear_handle_id (&self->ahead_id, g_source_remove);
  self->ahead_wanted = FALSE;
  if (self->ahead != NULL && self->client != NULL)
    put_back (self->client, self->ahead);
  g_clear_pointer (&self->ahead, review_record_unref);
  if (dropped)
    g_signal_emit_by_name (self, "ahead-changed");
}

/* (transfer none) (nullable) */
const ReviewCaseView *
review_desk_get_ahead (ReviewDesk *self)
{
  return self->ahead;
}

static gboolean
waited_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  self->ahead_id = 0;
  self->ahead_late = self->edits;
  review_desk_ahead_drop (self);
  return G_SOURCE_REMOVE;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewDesk) self = user_data;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, NULL);
  GTask *task = g_steal_pointer (&self->ahead_task);
  gboolean same = self->client == REVIEW_CLIENT (source);

  self->ahead_taking = FALSE;
  if (view != NULL && same && self->ahead_wanted)
    {
      review_client_note_server_time (self->client, view->server_time);
      self->ahead = g_steal_pointer (&view);
      self->ahead_id = g_timeout_add (KEEP, waited_cb, self);
      g_signal_emit_by_name (self, "ahead-changed");
    }
  else if (view != NULL)
    put_back (REVIEW_CLIENT (source), view);
  /* With the case or, where none came, in the common way. */
  if (task != NULL)
    review_act_take_next (task);
}

/**
 * review_desk_ahead_consider:
 *
 * Takes the next case if the present one, got by taking next, could be submitted now.
 */
void
review_desk_ahead_consider (ReviewDesk *self)
{
  if (!self->took_next || self->client == NULL || self->act != NULL || self->ahead != NULL
      || self->ahead_taking || self->ahead_late == self->edits
      || !review_desk_get_can_submit (self))
    return;
  self->ahead_taking = TRUE;
  self->ahead_wanted = TRUE;
  g_free (self->ahead_type);
  self->ahead_type = g_strdup (get_type (self));
  review_client_take_next_async (self->client, self->ahead_type, NULL, NULL, taken_cb,
                                 g_object_ref (self));
}

/**
 * review_desk_ahead_use:
 * @task: an act that wants the next case of @case_type
 * @ret_view: (out): (transfer full) (nullable): the case that was taken ahead
 *
 * Returns: whether the act has to wait: it is called again when the case has come
 */
gboolean
review_desk_ahead_use (ReviewDesk *self,
                       GTask *task,
                       const char *case_type,
                       ReviewCaseView **ret_view)
{
  gboolean fits = g_strcmp0 (self->ahead_type, case_type) == 0;

  *ret_view = NULL;
  if (!fits)
    review_desk_ahead_drop (self);
  if (self->ahead_taking && self->ahead_wanted)
    {
      self->ahead_task = task;
      return TRUE;
    }
  g_clear_handle_id (&self->ahead_id, g_source_remove);
  if (self->ahead != NULL && self->ahead->lease != NULL
      && self->ahead->lease->until > review_desk_now (self))
    {
      /* By the clock it lies on the desk now, not when it was taken. */
      self->ahead->server_time = review_desk_now (self);
      *ret_view = g_steal_pointer (&self->ahead);
    }
  g_clear_pointer (&self->ahead, review_record_unref);
  return FALSE;
}
