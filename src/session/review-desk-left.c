/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the desk without a decision: a question to the customer, a hold, a case that is put off,
 * the answer to an escalation; and for a while what became of it, so that the screen can say so. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-acts.h"

#include "review-client-shift.h"
#include "review-clock.h"
#include "review-error.h"

#define SAID_FOR (10 * G_USEC_PER_SEC)

void
review_desk_left_forget (ReviewDesk *self)
{
  g_free (self->left.display_id);
  g_free (self->left.case_type);
  self->left = (ReviewLeft){ 0 };
}

/* The case on the desk leaves it by @action and comes back at @at, 0: by the policy. */
void
review_desk_left_note (ReviewDesk *self, ReviewDeskAction action, gint64 at)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  const ReviewAsking *asking = view->asking;
  gint64 hours = asking == NULL                         ? 0
                 : action == REVIEW_DESK_ACTION_REQUEST ? asking->wait_hours
                                                        : asking->hold_hours;

  review_desk_left_forget (self);
  if (action == REVIEW_DESK_ACTION_ANSWER)
    return;
  self->left.action = action;
  self->left.display_id = g_strdup (view->item_case->display_id);
  self->left.case_type = g_strdup (view->item_case->type);
  self->left.at = at != 0 ? at : review_desk_now (self) + hours * REVIEW_HOUR;
  self->left_since = g_get_monotonic_time ();
}

void
review_desk_left_expire (ReviewDesk *self)
{
  if (self->left.action != REVIEW_DESK_ACTION_NONE
      && g_get_monotonic_time () - self->left_since >= SAID_FOR)
    review_desk_left_forget (self);
}

/* (transfer none) */
const ReviewLeft *
review_desk_get_left (ReviewDesk *self)
{
  return &self->left;
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  GError *error = NULL;
  g_autoptr (ReviewWorkItem) item =
      review_client_finish_work_item (REVIEW_CLIENT (source), result, &error);

  if (item == NULL)
    {
      if (!review_act_is_unknown (error))
        review_desk_reload (self);
      review_act_fail (task, error);
      return;
    }
  review_desk_left_note (self, act->action, act->at);
  act->submitted = TRUE;
  if (act->then_next)
    {
      review_act_take_next (task);
      return;
    }
  review_desk_clear (self, REVIEW_DESK_EMPTY);
  review_act_end (task);
}

static void
ask (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);

  request->codes = g_strdupv (act->codes);
  request->due_at = act->at;
  request->note = g_strdup (act->note);
  review_client_request_async (self->client, act->id, act->version, request, NULL, NULL, left_cb,
                               task);
}

static void
hold (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);

  request->reason = g_strdup (act->text);
  request->wake_at = act->at;
  request->wake_on = g_strdup (act->event);
  request->note = g_strdup (act->note);
  review_client_hold_async (self->client, act->id, act->version, request, NULL, NULL, left_cb,
                            task);
}

static void
snooze (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  g_autoptr (ReviewSnoozeRequest) request = review_record_new (&review_snooze_request_type);

  request->until = act->at;
  request->note = g_strdup (act->note);
  review_client_snooze_async (self->client, act->id, request, act->version, NULL, NULL, left_cb,
                              task);
}

static void
answer (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  g_autoptr (ReviewEscalationAnswer) request = review_record_new (&review_escalation_answer_type);

  request->answer = g_strdup (act->text);
  request->guidance = g_strdup (act->note);
  review_client_answer_async (self->client, act->id, act->version, request, NULL, NULL, left_cb,
                              task);
}

/* Begins an act about the case on the desk: NULL when there is none that may be written. */
GTask *
review_act_begin_on_case (ReviewDesk *self, ReviewDeskAction action, gpointer tag, REVIEW_CALL_TAIL)
{
  gboolean writable = review_desk_get_writable (self);
  GTask *task = review_act_begin (self, action, writable ? REVIEW_DESK_SUBMITTING : self->state,
                                  tag, cancellable, callback, user_data);
  const ReviewCaseView *view = review_desk_get_view (self);

  if (task == NULL)
    return NULL;
  if (!writable)
    {
      review_act_fail (task, g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                                                  "no case that may be written"));
      return NULL;
    }
  review_act_get (task)->id = g_strdup (view->work_item->id);
  review_act_get (task)->version = view->work_item->version;
  return task;
}

void
review_desk_request_async (ReviewDesk *self,
                           const char *const *codes,
                           gint64 due_at,
                           const char *note,
                           gboolean then_next,
                           REVIEW_CALL_TAIL)
{
  GTask *task =
      review_act_begin_on_case (self, REVIEW_DESK_ACTION_REQUEST, review_desk_request_async,
                                cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_act_get (task)->codes = g_strdupv ((char **) codes);
  review_act_get (task)->at = due_at;
  review_act_get (task)->note = g_strdup (note);
  review_act_get (task)->then_next = then_next;
  review_act_save_then (task, ask);
}

gboolean
review_desk_request_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
review_desk_hold_async (ReviewDesk *self,
                        const char *reason,
                        gint64 wake_at,
                        const char *wake_on,
                        const char *note,
                        gboolean then_next,
                        REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin_on_case (self, REVIEW_DESK_ACTION_HOLD, review_desk_hold_async,
                                          cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_act_get (task)->text = g_strdup (reason);
  review_act_get (task)->at = wake_at;
  review_act_get (task)->event = g_strdup (wake_on);
  review_act_get (task)->note = g_strdup (note);
  review_act_get (task)->then_next = then_next;
  review_act_save_then (task, hold);
}

gboolean
review_desk_hold_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
review_desk_snooze_async (
    ReviewDesk *self, gint64 until, const char *note, gboolean then_next, REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin_on_case (self, REVIEW_DESK_ACTION_SNOOZE, review_desk_snooze_async,
                                          cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_act_get (task)->at = until;
  review_act_get (task)->note = g_strdup (note);
  review_act_get (task)->then_next = then_next;
  review_act_save_then (task, snooze);
}

gboolean
review_desk_snooze_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
review_desk_get_escalated (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  GPtrArray *list = view != NULL ? view->escalations : NULL;

  return list != NULL && list->len > 0
         && ((ReviewEscalation *) list->pdata[list->len - 1])->answered_at == 0;
}

/* The server's rule: not beyond the policy's hours, nor beyond the time at which the case is due; one
 * that is late may be put off for an hour all the same. */
gint64
review_desk_get_snooze_limit (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  gint64 now = review_desk_now (self);
  gint64 hours = view != NULL && view->asking != NULL ? view->asking->snooze_hours : 0;

  if (!review_desk_get_writable (self) || review_desk_get_escalated (self))
    return 0;
  return MIN (now + (hours > 0 ? hours : REVIEW_SNOOZE_HOURS) * REVIEW_HOUR,
              MAX (view->work_item->due_at, now + REVIEW_HOUR));
}

void
review_desk_answer_async (ReviewDesk *self,
                          const char *text,
                          const char *guidance,
                          REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin_on_case (self, REVIEW_DESK_ACTION_ANSWER, review_desk_answer_async,
                                          cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_act_get (task)->text = g_strdup (text);
  review_act_get (task)->note = g_strdup (guidance);
  review_act_save_then (task, answer);
}

gboolean
review_desk_answer_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
