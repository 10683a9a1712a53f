/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that wait for one person: a lead gives one to somebody, or its holder puts it off. Neither
 * stops its clock. What is given waits in its band behind what is more urgent; what is put off comes
 * back to its owner at its time, before it is due. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-campaigns.h"
#include "review-service-shifts.h"
#include "review-store-escalations.h"
#include "review-store-events.h"
#include "review-store-moving.h"
#include "review-work-steps.h"

#define ASSIGNED_FOR (8 * REVIEW_HOUR)
#define AT_LEAST     REVIEW_HOUR /* for which also a case that is late may be put off */

/* Until when a case that is given to the person now waits for them: at most to the end of their shift. */
static gboolean
find_end (ReviewTx *tx, const char *account, gint64 *ret, GError **error)
{
  g_autoptr (ReviewShift) on = NULL;
  gint64 now = review_tx_get_now (tx);

  if (!review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_IS_ON, &on, error))
    return FALSE;
  *ret = now + ASSIGNED_FOR;
  if (on != NULL && on->end_at > now)
    *ret = MIN (*ret, on->end_at);
  return TRUE;
}

/*
 * review_service_find_room:
 * @ret: (out): how many cases more the person may be given: they hold some, and others wait for them
 */
gboolean
review_service_find_room (
    ReviewService *self, ReviewTx *tx, const char *account, gint64 *ret, GError **error)
{
  g_autoptr (GPtrArray) desk = review_store_list_desk (tx, account, error);
  gint64 at_most = 0;

  if (desk == NULL || !review_service_find_limit (self, tx, account, &at_most, error))
    return FALSE;
  *ret = at_most;
  for (guint i = 0; i < desk->len; i++)
    {
      int kind = ((ReviewDeskCase *) desk->pdata[i])->kind;

      *ret -= kind == REVIEW_DESK_LEASED || kind == REVIEW_DESK_KEPT;
    }
  return TRUE;
}

/*
 * review_service_load_assignee:
 *
 * Returns: (transfer full): somebody who is there and to whom a case may be given; %NULL with
 *   %REVIEW_ERROR_INVALID naming `to`
 */
ReviewUser *
review_service_load_assignee (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (ReviewUser) user = review_service_load_receiver (tx, account, error);
  gboolean there = FALSE;

  if (user == NULL || !review_service_is_there (tx, account, &there, error))
    return NULL;
  if (there)
    return g_steal_pointer (&user);
  review_error_set_field (error, "to", "is not on shift");
  return NULL;
}

/*
 * review_service_give:
 * @version: that was seen; 0: any
 * @ret_done: (out): %FALSE: it does not wait any more
 *
 * Keeps a case for @to and puts on record who gave it to them; its audit row and events with it.
 */
gboolean
review_service_give (ReviewTx *tx,
                     const ReviewGift *gift,
                     const char *work_item,
                     gint64 version,
                     gboolean *ret_done,
                     GError **error)
{
  g_autoptr (ReviewWork) work = NULL;
  gint64 until = 0;

  if (!find_end (tx, gift->to->id, &until, error)
      || !review_store_assign (tx, work_item, version, gift->to->id, until, ret_done, error))
    return FALSE;
  if (!*ret_done)
    return TRUE;
  work = review_store_load_work (tx, work_item, NULL, error);
  return work != NULL
         && review_store_add_assignment (tx, work_item, gift->to->id, gift->by->id, gift->reason,
                                         until, error)
         && review_service_audit_case (tx, gift->by, "assign", work->item->case_id, work_item,
                                       gift->reason, NULL, work->item, error)
         && review_service_note (tx, work, "queue", error)
         && review_event_add_for (tx, "waiting", work_item, gift->to->id, error);
}

static gboolean
check_may_have (ReviewTx *tx, ReviewWrite *write, const ReviewUser *to, GError **error)
{
  ReviewScope scope = review_service_scope (to);
  gboolean may = FALSE;
  gint64 room = 0;

  if (!review_store_may_have (tx, &scope, write->object, &may, error)
      || !review_service_find_room (write->service, tx, to->id, &room, error))
    return FALSE;
  if (!may)
    review_error_set_field (error, "to", "may not have it");
  else if (room <= 0)
    review_error_set_field (error, "to", "has as many cases as they may hold");
  return may && room > 0;
}

static gpointer
assign (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewAssignRequest *request = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autoptr (ReviewUser) to = NULL;
  gboolean done = FALSE;

  if (work == NULL || review_service_step (tx, work, REVIEW_ACT_ASSIGN, error) == 0
      || (to = review_service_load_assignee (tx, request->to, error)) == NULL
      || !check_may_have (tx, write, to, error)
      || !review_service_give (tx, &(ReviewGift){ write->call->user, to, request->reason },
                               write->object, write->call->version, &done, error))
    return NULL;
  if (!done)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
      return NULL;
    }
  g_clear_pointer (&work, review_work_free);
  work = review_store_load_work (tx, write->object, NULL, error);
  return work != NULL ? review_record_ref (work->item) : NULL;
}

/**
 * review_service_assign:
 * @call: a lead's; its version is the work item's
 * @request: to whom, and why
 *
 * Gives a case that waits to a person who is there, is qualified for it, is not kept from it and has
 * room. It waits for them until their shift ends, at most eight hours, in its own band.
 *
 * Returns: (transfer full): the work item
 */
ReviewWorkItem *
review_service_assign (ReviewService *self,
                       const ReviewCall *call,
                       const char *work_item,
                       const ReviewAssignRequest *request,
                       GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "assign",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = assign };

  return review_service_check_text (request->reason, "reason", error)
             ? review_service_run (&write, error)
             : NULL;
}

/* When it comes back; 0 with an error. Nobody puts a case off beyond its time. */
static gint64
find_return (ReviewTx *tx, const ReviewWrite *write, const ReviewWork *work, GError **error)
{
  const ReviewSnoozeRequest *request = write->body;
  gint64 now = review_tx_get_now (tx);
  gint64 until = request->until != 0 ? request->until : now + request->minutes * REVIEW_MINUTE;
  gint64 most =
      now
      + REVIEW_HOUR
            * review_policy_get_number (review_service_get_policy (write->service), "snooze_max_h",
                                        work->case_type, REVIEW_SNOOZE_HOURS);

  if ((request->until != 0) == (request->minutes != 0) || until <= now)
    review_error_set_field (error, "until", "needs one time in the future");
  else if (until > most)
    review_error_set_field (error, "until", "is later than a case may be put off");
  else if (until > MAX (work->item->due_at, now + AT_LEAST))
    review_error_set_field (error, "until", "is later than the case is due");
  else
    return until;
  return 0;
}

static gboolean
check_room (ReviewTx *tx, const ReviewWrite *write, const ReviewWork *work, GError **error)
{
  const char *account = write->call->user->id;
  gint64 snoozed = review_store_count_snoozed (tx, account, error), at_most = 0;
  int rest = snoozed >= 0 ? review_store_rest_state (tx, work->item->id, error) : 0;

  if (rest == 0 || !review_service_find_limit (write->service, tx, account, &at_most, error))
    return FALSE;
  if (rest != REVIEW_WORK_QUEUED)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT, "an escalation waits for its answer");
  return snoozed < at_most
         || review_error_refuse (error, REVIEW_ERROR_FULL, "you have put off as many as you may");
}

static gpointer
snooze (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewSnoozeRequest *request = write->body;
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  ReviewMove move = { write->object, user->id, write->call->version, 0 };
  gint64 until;

  if (work == NULL || (move.to = review_service_step (tx, work, REVIEW_ACT_SNOOZE, error)) == 0
      || (until = find_return (tx, write, work, error)) == 0 || !check_room (tx, write, work, error)
      || !review_store_move (tx, &move, error)
      || !review_store_snooze (tx, write->object, user->id, until, until + REVIEW_KEPT_FOR,
                               request->note, error)
      || !review_event_add_for (tx, "waiting", write->object, user->id, error))
    return NULL;
  return review_service_finish_work (tx, write, work, NULL, error);
}

/**
 * review_service_snooze:
 * @call: of the holder; its version is the work item's
 * @request: when it comes back, and a note to oneself
 *
 * Puts one's own case off: it stays one's own, its handling clock runs on.
 *
 * Returns: (transfer full): the work item
 */
ReviewWorkItem *
review_service_snooze (ReviewService *self,
                       const ReviewCall *call,
                       const char *work_item,
                       const ReviewSnoozeRequest *request,
                       GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "snooze",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = snooze };

  return review_service_check_note (request->note, "note", error)
             ? review_service_run (&write, error)
             : NULL;
}

/* It comes back: to its owner for a while, or to everybody when they have gone. */
gboolean
review_service_end_snooze (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewTurn *turn = user_data;
  g_autofree char *account = review_store_end_snooze (tx, turn->id, error);
  g_autoptr (ReviewWork) work =
      account != NULL ? review_store_load_work (tx, turn->id, NULL, error) : NULL;
  gboolean there = FALSE;

  if (work == NULL || !review_service_is_there (tx, account, &there, error))
    return FALSE;
  return (there ? review_store_reserve (tx, turn->id, account,
                                        review_tx_get_now (tx) + REVIEW_KEPT_FOR, error)
                      && review_event_add_for (tx, "waiting", turn->id, account, error)
                : review_store_let_go (tx, turn->id, NULL, 0, error))
         && review_service_audit_case (tx, review_service_system_user (), "snooze_over",
                                       work->item->case_id, turn->id, NULL, NULL, NULL, error)
         && review_service_note (tx, work, "queue", error);
}
