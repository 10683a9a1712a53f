/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accepting what was handed over, whole or by cases. What was decided or taken meanwhile drops out and
 * says so; accepting again what one has accepted changes nothing. What nobody accepts in time turns
 * red, and leads are told once. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-shifts.h"
#include "review-store-escalations.h"
#include "review-store-events.h"

#define LOOK_BACK    (2 * REVIEW_DAY)
#define ACCEPTED_FOR (2 * REVIEW_HOUR) /* a case that waits is theirs for so long */

typedef struct
{
  const ReviewUser *user;
  const char *id;
  gpointer answer; /* (owned) (nullable) */
} Job;

/* Leads and seniors know of all; others of their own. */
static gboolean
may_read (const ReviewUser *user, const ReviewHandover *handover)
{
  return review_role_oversees (user->role) || strcmp (user->id, handover->from) == 0
         || g_strcmp0 (user->id, handover->to) == 0;
}

static ReviewHandover *
load_visible (ReviewTx *tx, const ReviewUser *user, const char *id, GError **error)
{
  g_autoptr (ReviewHandover) handover = review_store_load_handover (tx, id, error);

  if (handover == NULL || may_read (user, handover))
    return g_steal_pointer (&handover);
  review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return NULL;
}

static gboolean
read_handover (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->answer = load_visible (tx, job->user, job->id, error);
  return job->answer != NULL;
}

/**
 * review_service_get_handover:
 *
 * Returns: (transfer full): it, with what became of each case
 */
ReviewHandover *
review_service_get_handover (ReviewService *self,
                             const ReviewUser *user,
                             const char *id,
                             GError **error)
{
  Job job = { user, id, NULL };

  return review_store_read (self->store, read_handover, &job, error) ? job.answer : NULL;
}

static gboolean
list_handovers (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewHandoverList) list = review_record_new (&review_handover_list_type);

  list->items = review_store_list_handovers (
      tx, review_role_oversees (job->user->role) ? NULL : job->user->id,
      review_tx_get_now (tx) - LOOK_BACK, error);
  if (list->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_handovers:
 *
 * Returns: (transfer full): those that wait to be accepted first, then those of the last two days;
 *   from and to @user only, but for those who oversee
 */
ReviewHandoverList *
review_service_list_handovers (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { user, NULL, NULL };

  return review_store_read (self->store, list_handovers, &job, error) ? job.answer : NULL;
}

/* The receiver, or any lead; never who handed it over. */
static gboolean
check_receiver (const ReviewUser *user, const ReviewHandover *handover, GError **error)
{
  if (strcmp (user->id, handover->from) == 0)
    return review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "nobody accepts their own handover");
  return g_strcmp0 (user->id, handover->to) == 0 || user->role == REVIEW_ROLE_LEAD
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "it is for another person, or a lead");
}

static gboolean
is_named (const ReviewHandoverAct *act, const ReviewHandoverItem *item)
{
  return act->work_items == NULL || act->work_items[0] == NULL
         || g_strv_contains ((const char *const *) act->work_items, item->work_item);
}

/* A case that waits in the queue is kept for them where they may take it; one that waits elsewhere
 * comes back to them. */
static gboolean
accept_case (ReviewTx *tx, const ReviewWrite *write, const ReviewHandoverItem *item, GError **error)
{
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, item->work_item, NULL, error);
  gboolean may = FALSE, at_hand;

  if (work == NULL || !review_store_may_have (tx, &scope, item->work_item, &may, error))
    return FALSE;
  at_hand = work->item->state == REVIEW_WORK_QUEUED;
  return (at_hand ? review_store_let_go (tx, item->work_item, may ? user->id : NULL,
                                         review_tx_get_now (tx) + ACCEPTED_FOR, error)
                  : review_store_set_owner (tx, item->work_item, user->id, write->object, error))
         && review_store_set_handed (tx, write->object, item->work_item, REVIEW_HANDED_ACCEPTED,
                                     user->id, error)
         && review_service_audit_case (tx, user, write->operation, item->case_id, write->object,
                                       item->step, NULL, NULL, error)
         && (!at_hand || review_service_note (tx, work, "queue", error));
}

/* What became of the others is put on record with it. */
static gboolean
settle_case (ReviewTx *tx, const ReviewWrite *write, const ReviewHandoverItem *item, GError **error)
{
  if (item->state == REVIEW_HANDED_OPEN)
    return !is_named (write->body, item) || accept_case (tx, write, item, error);
  return review_store_set_handed (tx, write->object, item->work_item, item->state, item->by, error);
}

/* Those of the named cases that are still to be accepted; G_MAXUINT: another has accepted one. */
static guint
count_open (const ReviewHandover *handover, const ReviewHandoverAct *act, const char *account)
{
  guint open = 0;
  gboolean others = FALSE;

  for (guint i = 0; i < handover->items->len; i++)
    {
      const ReviewHandoverItem *item = handover->items->pdata[i];

      if (!is_named (act, item))
        continue;
      open += item->state == REVIEW_HANDED_OPEN;
      others =
          others || (item->state == REVIEW_HANDED_ACCEPTED && g_strcmp0 (item->by, account) != 0);
    }
  return open == 0 && others ? G_MAXUINT : open;
}

static gboolean
check_named (const ReviewHandover *handover, const ReviewHandoverAct *act, GError **error)
{
  for (guint i = 0; act->work_items != NULL && act->work_items[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; !found && j < handover->items->len; j++)
        found = strcmp (((ReviewHandoverItem *) handover->items->pdata[j])->work_item,
                        act->work_items[i])
                == 0;
      if (found)
        continue;
      review_error_set_field (error, "work_items", "%s is not in it", act->work_items[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
tell (ReviewTx *tx, const ReviewHandover *handover, GError **error)
{
  return review_event_add (tx, "handover", handover->id, NULL, error)
         && review_event_add_for (tx, "handover", handover->id, handover->from, error);
}

static gboolean
accept_all (ReviewTx *tx, ReviewWrite *write, const ReviewHandover *handover, GError **error)
{
  g_autoptr (ReviewHandover) after = NULL;

  for (guint i = 0; i < handover->items->len; i++)
    if (!settle_case (tx, write, handover->items->pdata[i], error))
      return FALSE;
  after = review_store_load_handover (tx, write->object, error);
  return after != NULL
         && review_store_touch_handover (tx, write->object, write->call->version, after->state,
                                         error)
         && tell (tx, after, error);
}

static gpointer
accept (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewHandover) handover = load_visible (tx, user, write->object, error);
  guint open;

  if (handover == NULL || !check_receiver (user, handover, error)
      || !check_named (handover, write->body, error))
    return NULL;
  open = count_open (handover, write->body, user->id);
  if (handover->state == REVIEW_HANDOVER_WITHDRAWN)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it was withdrawn");
  else if (open == G_MAXUINT)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "another person has accepted it");
  else if (open == 0 || accept_all (tx, write, handover, error))
    return review_store_load_handover (tx, write->object, error);
  return NULL;
}

/**
 * review_service_accept_handover:
 * @call: of the receiver, or of any lead; its version is the handover's
 * @act: which cases; all that are open where it names none
 *
 * Returns: (transfer full): the handover, as often as the same person asks;  %NULL with
 *   %REVIEW_ERROR_CONFLICT when another has accepted it
 */
ReviewHandover *
review_service_accept_handover (ReviewService *self,
                                const ReviewCall *call,
                                const char *handover,
                                const ReviewHandoverAct *act,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "accept_handover",
                        .object = handover,
                        .body = act,
                        .answer_type = &review_handover_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = accept };

  return review_service_run (&write, error);
}

/* The case is its owner's again, where it still waits. */
static gboolean
take_back (ReviewTx *tx, const ReviewWrite *write, const ReviewHandoverItem *item, GError **error)
{
  g_autoptr (ReviewWork) work = NULL;

  if (item->state != REVIEW_HANDED_OPEN)
    return review_store_set_handed (tx, write->object, item->work_item, item->state, item->by,
                                    error);
  work = review_store_load_work (tx, item->work_item, NULL, error);
  return work != NULL
         && (work->item->state != REVIEW_WORK_QUEUED
             || (review_store_let_go (tx, item->work_item, item->owner,
                                      review_tx_get_now (tx) + REVIEW_KEPT_FOR, error)
                 && review_service_note (tx, work, "queue", error)))
         && review_store_set_handed (tx, write->object, item->work_item, REVIEW_HANDED_WITHDRAWN,
                                     write->call->user->id, error)
         && review_service_audit_case (tx, write->call->user, write->operation, item->case_id,
                                       write->object, NULL, NULL, NULL, error);
}

static gpointer
withdraw (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewHandover) handover = load_visible (tx, write->call->user, write->object, error);

  if (handover == NULL)
    return NULL;
  if (strcmp (handover->from, write->call->user->id) != 0)
    review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "it is another person's");
  else if (handover->state != REVIEW_HANDOVER_OPEN || handover->accepted > 0)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "some of it was accepted, or it is over");
  else
    {
      for (guint i = 0; i < handover->items->len; i++)
        if (!take_back (tx, write, handover->items->pdata[i], error))
          return NULL;
      if (review_store_touch_handover (tx, write->object, write->call->version,
                                       REVIEW_HANDOVER_WITHDRAWN, error)
          && tell (tx, handover, error))
        return review_store_load_handover (tx, write->object, error);
    }
  return NULL;
}

/**
 * review_service_withdraw_handover:
 * @call: of who made it; its version is the handover's
 *
 * Returns: (transfer full): the handover, withdrawn; %NULL with %REVIEW_ERROR_CONFLICT when somebody
 *   accepted a case of it
 */
ReviewHandover *
review_service_withdraw_handover (ReviewService *self,
                                  const ReviewCall *call,
                                  const char *handover,
                                  GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "withdraw_handover",
                        .object = handover,
                        .answer_type = &review_handover_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = withdraw };

  return review_service_run (&write, error);
}

/* Nobody has accepted it in time: leads are told. One of which nothing is left is settled. */
gboolean
review_service_tell_red (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewTurn *turn = user_data;
  g_autoptr (ReviewHandover) handover = review_store_load_handover (tx, turn->id, error);

  if (handover == NULL)
    return FALSE;
  if (handover->state == REVIEW_HANDOVER_SETTLED)
    return review_store_touch_handover (tx, turn->id, handover->version, handover->state, error);
  return review_store_tell_handover (tx, turn->id, error) && tell (tx, handover, error);
}
