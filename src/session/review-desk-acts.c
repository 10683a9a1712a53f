/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Getting a case onto the desk and off it again: take next, take, open, put back. An act is a task
 * that the desk holds while it runs; a second one meanwhile fails with BUSY. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-acts.h"

#include <string.h>

#include "review-error.h"

#define BLINK 120 /* ms: less is no waiting */

static void
act_free (gpointer data)
{
  ReviewAct *act = data;

  g_free (act->id);
  g_free (act->text);
  g_free (act->note);
  g_free (act->event);
  g_strfreev (act->codes);
  g_free (act);
}

ReviewAct *
review_act_get (GTask *task)
{
  return g_task_get_task_data (task);
}

static gboolean
blinked_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  self->blink_id = 0;
  review_desk_notify (self);
  return G_SOURCE_REMOVE;
}

/* Returns: (transfer none) (nullable): the act's task, which the desk holds until its end; NULL
 * when it may not begin: the callback has then been told. */
GTask *
review_act_begin (ReviewDesk *self,
                  ReviewDeskAction action,
                  ReviewDeskState state,
                  gpointer tag,
                  REVIEW_CALL_TAIL)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  ReviewAct *act = g_new0 (ReviewAct, 1);

  act->action = action;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, act, act_free);
  if (self->act != NULL || self->client == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR,
                               self->act != NULL ? REVIEW_ERROR_BUSY : REVIEW_ERROR_OFFLINE,
                               "the desk is busy or has no server");
      g_object_unref (task);
      return NULL;
    }
  self->act = task;
  g_clear_handle_id (&self->blink_id, g_source_remove);
  if (state == REVIEW_DESK_SUBMITTING && review_desk_get_writable (self))
    self->blink_id = g_timeout_add (BLINK, blinked_cb, self);
  self->state = state;
  review_desk_forget_error (self, action);
  review_desk_notify (self);
  return task;
}

static void
leave_waiting_state (ReviewDesk *self, gboolean failed)
{
  if (self->state != REVIEW_DESK_LOADING && self->state != REVIEW_DESK_SUBMITTING)
    return;
  if (self->view != NULL)
    self->state = REVIEW_DESK_OPEN;
  else
    self->state = failed ? REVIEW_DESK_FAILED : REVIEW_DESK_EMPTY;
}

static void
settle (ReviewDesk *self, gboolean failed)
{
  self->act = NULL;
  leave_waiting_state (self, failed);
  review_desk_check_form (self);
  review_desk_notify (self);
}

void
review_act_end (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);

  settle (self, FALSE);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Takes @error. A cancelled act is silent; what fails after the decision is another act's. */
void
review_act_fail (GTask *task, GError *error)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  gboolean silent = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                    || g_cancellable_is_cancelled (g_task_get_cancellable (task));

  if (!silent)
    review_desk_set_error (self, act->submitted ? REVIEW_DESK_ACTION_TAKE : act->action, error);
  settle (self, !silent);
  if (act->submitted)
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/* Goes on, unless the server went away meanwhile. */
static void
go_on (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);

  if (self->client != NULL)
    review_act_get (task)->go (task);
  else
    review_act_fail (
        task, g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "the server has gone"));
}

/* Whether the act may have been done all the same: its answer did not come. */
gboolean
review_act_is_unknown (const GError *error)
{
  return g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE)
         || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_BUSY)
         || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_PROTOCOL)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!review_desk_draft_flush_finish (REVIEW_DESK (source), result, &error))
    review_act_fail (task, error);
  else
    go_on (task);
}

/* Goes on when the server has every word. */
void
review_act_save_then (GTask *task, void (*go) (GTask *task))
{
  ReviewDesk *self = g_task_get_source_object (task);

  review_act_get (task)->go = go;
  review_desk_draft_flush_async (self, flushed_cb, task);
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewWorkItem) item =
      review_client_finish_work_item (REVIEW_CLIENT (source), result, &error);

  /* Not ours any more is put back too. */
  if (item == NULL && !g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT)
      && !g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      review_act_fail (task, error);
      return;
    }
  g_clear_error (&error);
  review_desk_clear (self, self->state);
  go_on (task);
}

static gboolean
has_to_be_put_back (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  return view != NULL && self->lease_state == REVIEW_LEASE_MINE
         && view->work_item->state == REVIEW_WORK_LEASED;
}

static void
put_back (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  const ReviewCaseView *view = review_desk_get_view (self);
  const char *reason = act->action == REVIEW_DESK_ACTION_RELEASE ? act->text : NULL;

  if (self->client == NULL)
    {
      go_on (task);
      return;
    }
  review_client_release_async (self->client, view->work_item->id, view->work_item->version, reason,
                               NULL, NULL, put_back_cb, task);
}

static void
saved_before_put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!review_desk_draft_flush_finish (REVIEW_DESK (source), result, &error))
    review_act_fail (task, error);
  else if (!has_to_be_put_back (REVIEW_DESK (source)))
    go_on (task);
  else
    put_back (task);
}

/* Goes on when the case on the desk is saved and back in the queue; at once without one. */
void
review_act_put_back_then (GTask *task, void (*go) (GTask *task))
{
  ReviewDesk *self = g_task_get_source_object (task);

  review_act_get (task)->go = go;
  if (!has_to_be_put_back (self))
    go (task);
  else
    review_desk_draft_flush_async (self, saved_before_put_back_cb, task);
}

static void
nobody_waits_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewWorkItem) item =
      review_client_finish_work_item (REVIEW_CLIENT (source), result, NULL);
}

/* The case came, but nobody wants it any more: back to the others. */
static void
return_unwanted (ReviewDesk *self, const ReviewCaseView *view)
{
  if (self->client != NULL)
    review_client_release_async (self->client, view->work_item->id, view->work_item->version, NULL,
                                 NULL, NULL, nobody_waits_cb, NULL);
}

static void
got_case (GTask *task, ReviewCaseView *view, GError *error)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);

  if (view != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (act->action != REVIEW_DESK_ACTION_OPEN)
        return_unwanted (self, view);
      review_act_fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
      return;
    }
  if (view == NULL)
    {
      review_act_fail (task, error);
      return;
    }
  review_desk_show (self, view, NULL);
  review_act_end (task);
}

static void
got_next (GTask *task, ReviewCaseView *view, GError *error)
{
  ReviewDesk *self = g_task_get_source_object (task);

  if (view != NULL)
    review_desk_batch_count (self);
  self->took_next = view != NULL;
  got_case (task, view, error);
}

static void
next_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      review_desk_end_batch (self);
      review_desk_clear (self, REVIEW_DESK_NOTHING_WAITS);
      review_act_end (task);
      return;
    }
  got_next (task, view, error);
}

/* Takes the case that has just been decided off the desk. With the next one at hand that need not be:
 * the screen goes from one to the other, and not by way of an empty desk. */
static void
clear_decided (GTask *task)
{
  if (review_act_get (task)->submitted)
    review_desk_clear (g_task_get_source_object (task), REVIEW_DESK_LOADING);
}

/* A take is never cut off on its way, or a case would be held by nobody who knows. */
void
review_act_take_next (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  gboolean unwanted = g_cancellable_is_cancelled (g_task_get_cancellable (task));
  g_autoptr (ReviewCaseView) ahead = NULL;
  const char *type;
  gboolean waits;

  if (self->client == NULL)
    {
      clear_decided (task);
      review_act_get (task)->go = review_act_take_next;
      go_on (task);
      return;
    }
  type = review_desk_batch_next (self);
  waits = review_desk_ahead_use (self, task, type, &ahead);
  if (ahead == NULL || unwanted)
    clear_decided (task);
  if (ahead != NULL)
    {
      got_next (task, ahead, NULL);
      return;
    }
  self->state = REVIEW_DESK_LOADING;
  review_desk_notify (self);
  if (!waits)
    review_client_take_next_async (self->client, type, NULL, NULL, next_taken_cb, task);
}

void
review_desk_take_next_async (ReviewDesk *self, const char *case_type, REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin (self, REVIEW_DESK_ACTION_TAKE, REVIEW_DESK_LOADING,
                                  review_desk_take_next_async, cancellable, callback, user_data);

  if (task == NULL)
    return;
  g_free (self->next_type);
  self->next_type = g_strdup (case_type);
  review_act_put_back_then (task, review_act_take_next);
}

gboolean
review_desk_take_next_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
case_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);

  got_case (user_data, view, error);
}

static void
take (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);

  review_client_take_async (self->client, act->id, act->version, NULL, NULL, case_read_cb, task);
}

static void
open_case (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);

  review_client_get_work_item_async (self->client, review_act_get (task)->id,
                                     g_task_get_cancellable (task), case_read_cb, task);
}

/* A case that is already on the desk is not put back to be opened again. */
static void
get_case (GTask *task, const char *work_item, gint64 version, void (*go) (GTask *task))
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);

  act->id = g_strdup (work_item);
  act->version = version;
  self->took_next = FALSE;
  review_desk_ahead_drop (self);
  if (review_desk_has_case (self, work_item))
    go (task);
  else
    review_act_put_back_then (task, go);
}

void
review_desk_take_async (ReviewDesk *self, const char *work_item, gint64 version, REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin (self, REVIEW_DESK_ACTION_TAKE, REVIEW_DESK_LOADING,
                                  review_desk_take_async, cancellable, callback, user_data);

  if (task != NULL)
    get_case (task, work_item, version, take);
}

gboolean
review_desk_take_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
review_desk_open_async (ReviewDesk *self, const char *work_item, REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin (self, REVIEW_DESK_ACTION_OPEN, REVIEW_DESK_LOADING,
                                  review_desk_open_async, cancellable, callback, user_data);

  if (task != NULL)
    get_case (task, work_item, 0, open_case);
}

gboolean
review_desk_open_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
leave (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);

  review_desk_clear (self, REVIEW_DESK_EMPTY);
  review_act_end (task);
}

void
review_desk_release_async (ReviewDesk *self, const char *reason, REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin (self, REVIEW_DESK_ACTION_RELEASE, self->state,
                                  review_desk_release_async, cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_act_get (task)->text = g_strdup (reason);
  review_desk_ahead_drop (self);
  review_act_put_back_then (task, leave);
}

gboolean
review_desk_release_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
review_desk_leave_async (ReviewDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  review_desk_release_async (self, NULL, NULL, callback, user_data);
}

gboolean
review_desk_leave_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  return review_desk_release_finish (self, result, error);
}
