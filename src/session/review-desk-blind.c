/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases whose verdict is withheld: the first call, and asking for it. The server keeps both acts; an
 * answer that was lost is found again by reading the case. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-acts.h"

#include "review-error.h"

gboolean
review_desk_get_needs_first_call (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  return view != NULL && view->blind && view->blind_mode == REVIEW_BLIND_HIDDEN
         && self->lease_state == REVIEW_LEASE_MINE;
}

gboolean
review_desk_get_can_show_verdict (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  return view != NULL && view->blind && view->blind_mode == REVIEW_BLIND_ON_DEMAND
         && self->lease_state == REVIEW_LEASE_MINE;
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);

  if (view == NULL)
    {
      review_desk_reload (self);
      review_act_fail (task, error);
      return;
    }
  if (review_desk_has_case (self, view->work_item->id))
    review_desk_show (self, view, NULL);
  review_act_end (task);
}

/* What the form says by now. Who would escalate has not decided, unless they recommend. */
static int
call_of (const ReviewForm *form)
{
  switch (form->choice)
    {
    case REVIEW_CHOICE_PASS:
      return REVIEW_RECOMMEND_PASS;
    case REVIEW_CHOICE_BLOCK:
      return REVIEW_RECOMMEND_BLOCK;
    case REVIEW_CHOICE_ESCALATE:
      return form->recommendation != 0 ? form->recommendation : (int) REVIEW_RECOMMEND_UNDECIDED;
    default:
      return 0;
    }
}

static void
make_call (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  g_autoptr (ReviewFirstCall) call = review_record_new (&review_first_call_type);

  call->choice = act->call;
  call->seen = review_desk_make_seen (self);
  review_client_first_call_async (self->client, act->id, act->version, call, NULL, NULL, shown_cb,
                                  task);
}

void
review_desk_first_call_async (ReviewDesk *self, int call, REVIEW_CALL_TAIL)
{
  GTask *task =
      review_act_begin_on_case (self, REVIEW_DESK_ACTION_FIRST_CALL, review_desk_first_call_async,
                                cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_act_get (task)->call = call != 0 ? call : call_of (self->form);
  if (review_act_get (task)->call == 0)
    {
      GError *error = NULL;

      review_error_set_field (&error, "choice", "needs_choice");
      review_act_fail (task, error);
      return;
    }
  review_act_save_then (task, make_call);
}

gboolean
review_desk_first_call_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ask (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  g_autoptr (ReviewVerdictRequest) request = review_record_new (&review_verdict_request_type);

  request->choice = self->form->choice;
  review_client_show_verdict_async (self->client, act->id, act->version, request, NULL, NULL,
                                    shown_cb, task);
}

void
review_desk_show_verdict_async (ReviewDesk *self, REVIEW_CALL_TAIL)
{
  GTask *task =
      review_act_begin_on_case (self, REVIEW_DESK_ACTION_VERDICT, review_desk_show_verdict_async,
                                cancellable, callback, user_data);

  if (task != NULL)
    review_act_save_then (task, ask);
}

gboolean
review_desk_show_verdict_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
