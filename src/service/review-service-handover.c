/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing over: what hangs on a person who goes is listed, each case with its next step. What they
 * held waits in the queue from that moment, kept for the receiver until the handover's time is over,
 * so that nothing stands still while nobody has accepted it. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-shifts.h"
#include "review-store-events.h"

/* What is being handed over. */
typedef struct
{
  ReviewService *service;
  const ReviewUser *by;
  const ReviewHandoverRequest *request; /* (nullable): the shift ended by itself */
  ReviewUser *to;                       /* (owned) (nullable): whichever lead comes */
  ReviewHandover *handover;             /* (owned): being made */
} Leaving;

static void
leaving_clear (Leaving *self)
{
  g_clear_pointer (&self->to, review_record_unref);
  g_clear_pointer (&self->handover, review_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Leaving, leaving_clear)

static const ReviewHandoverStep *
find_step (const ReviewHandoverRequest *request, const char *work_item)
{
  for (guint i = 0; request->steps != NULL && i < request->steps->len; i++)
    if (strcmp (((ReviewHandoverStep *) request->steps->pdata[i])->work_item, work_item) == 0)
      return request->steps->pdata[i];
  return NULL;
}

/* What was said of the case, or of all that nothing was said of. */
static gboolean
fill_step (const ReviewHandoverRequest *request, ReviewHandoverItem *item, GError **error)
{
  const ReviewHandoverStep *step = find_step (request, item->work_item);

  item->step = g_strdup (step != NULL ? step->step : request->step);
  item->note = g_strdup (step != NULL ? step->note : request->note);
  if (item->step == NULL)
    review_error_set_field (error, "steps", "say nothing of %s", item->work_item);
  return item->step != NULL;
}

static ReviewHandoverItem *
make_item (const ReviewDeskCase *one)
{
  ReviewHandoverItem *item = review_record_new (&review_handover_item_type);

  item->work_item = g_strdup (one->work_item);
  item->case_id = g_strdup (one->case_id);
  item->display_id = g_strdup (one->display_id);
  item->case_type = g_strdup (one->case_type);
  item->kind = one->kind;
  item->owner = g_strdup (one->owner);
  item->state = REVIEW_HANDED_OPEN;
  return item;
}

static gboolean
is_leaving (const Leaving *self, const ReviewDeskCase *one)
{
  const ReviewHandoverRequest *request = self->request;

  if (self->to != NULL && strcmp (one->owner, self->to->id) == 0)
    return FALSE;
  if (request == NULL || (!request->team && request->accounts == NULL))
    return strcmp (one->owner, self->by->id) == 0;
  return request->team || g_strv_contains ((const char *const *) request->accounts, one->owner);
}

/* Who is to get the cases of another must be able to: leads answer for any, and give it on. */
static gboolean
check_receiver (ReviewTx *tx, const Leaving *self, const ReviewDeskCase *one, GError **error)
{
  ReviewScope scope;
  gboolean may = FALSE;

  if (self->to == NULL || self->to->role == REVIEW_ROLE_LEAD)
    return TRUE;
  scope = review_service_scope (self->to);
  if (!review_store_may_have (tx, &scope, one->work_item, &may, error))
    return FALSE;
  if (!may)
    review_error_set_field (error, "to", "may not have %s", one->display_id);
  return may;
}

static gboolean
add_cases (ReviewTx *tx, Leaving *self, GPtrArray *desk, GError **error)
{
  self->handover->items = review_records_new ();
  for (guint i = 0; i < desk->len; i++)
    {
      ReviewHandoverItem *item;

      if (!is_leaving (self, desk->pdata[i]))
        continue;
      item = make_item (desk->pdata[i]);
      g_ptr_array_add (self->handover->items, item);
      if (!check_receiver (tx, self, desk->pdata[i], error)
          || (self->request != NULL && !fill_step (self->request, item, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_item (const ReviewHandover *handover, const char *work_item)
{
  for (guint i = 0; i < handover->items->len; i++)
    if (strcmp (((ReviewHandoverItem *) handover->items->pdata[i])->work_item, work_item) == 0)
      return TRUE;
  return FALSE;
}

/* A step for a case that was decided or taken between the list and now: it has dropped out. */
static gboolean
add_dropped (ReviewTx *tx, Leaving *self, const ReviewHandoverStep *step, GError **error)
{
  ReviewScope scope = review_service_scope (self->by);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, step->work_item, &scope, NULL);
  ReviewHandoverItem *item;
  int state;

  if (work == NULL)
    {
      review_error_set_field (error, "steps", "there is no work item %s", step->work_item);
      return FALSE;
    }
  state = work->item->state;
  item = review_record_new (&review_handover_item_type);
  item->work_item = g_strdup (step->work_item);
  item->case_id = g_strdup (work->item->case_id);
  item->kind = REVIEW_DESK_KEPT;
  item->owner = g_strdup (self->by->id);
  item->step = g_strdup (step->step);
  item->note = g_strdup (step->note);
  item->state = state == REVIEW_WORK_DECIDED || state == REVIEW_WORK_CLOSED ? REVIEW_HANDED_DECIDED
                : work->holder != NULL                                      ? REVIEW_HANDED_TAKEN
                                                                            : REVIEW_HANDED_MOVED;
  g_ptr_array_add (self->handover->items, item);
  return TRUE;
}

static gboolean
add_all_dropped (ReviewTx *tx, Leaving *self, GError **error)
{
  GPtrArray *steps = self->request != NULL ? self->request->steps : NULL;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const ReviewHandoverStep *step = steps->pdata[i];

      if (!has_item (self->handover, step->work_item) && !add_dropped (tx, self, step, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_at_hand (const ReviewHandoverItem *item)
{
  return item->state == REVIEW_HANDED_OPEN
         && (item->kind == REVIEW_DESK_LEASED || item->kind == REVIEW_DESK_KEPT);
}

/* What they held goes back to the queue; the others wait on, until somebody accepts them. */
static gboolean
leave_case (ReviewTx *tx, Leaving *self, const ReviewHandoverItem *item, GError **error)
{
  const char *to = self->to != NULL ? self->to->id : NULL;
  g_autoptr (ReviewWork) work = NULL;
  ReviewScope scope;
  gboolean may = FALSE;

  if (item->state != REVIEW_HANDED_OPEN)
    return TRUE;
  if (to != NULL)
    {
      scope = review_service_scope (self->to);
      if (!review_store_may_have (tx, &scope, item->work_item, &may, error))
        return FALSE;
    }
  if (is_at_hand (item)
      && !review_store_let_go (tx, item->work_item, may ? to : NULL, self->handover->due_at, error))
    return FALSE;
  work = review_store_load_work (tx, item->work_item, NULL, error);
  return work != NULL
         && review_service_audit_case (tx, self->by, "hand_over", item->case_id,
                                       is_at_hand (item) ? item->work_item : self->handover->id,
                                       item->step, NULL, item, error)
         && (!is_at_hand (item) || review_service_note (tx, work, "queue", error));
}

static gboolean
tell (ReviewTx *tx, const ReviewHandover *handover, GError **error)
{
  return review_event_add (tx, "handover", handover->id, NULL, error)
         && (handover->to == NULL
             || review_event_add_for (tx, "handover", handover->id, handover->to, error));
}

/* The handover with all of @desk that leaves; NULL in @ret: nothing does. */
static gboolean
hand_over (ReviewTx *tx, Leaving *self, GPtrArray *desk, GError **error)
{
  ReviewHandover *handover = self->handover = review_record_new (&review_handover_type);
  gint64 grace = review_policy_get_number (review_service_get_policy (self->service),
                                           "handover_grace_min", NULL, REVIEW_HANDOVER_MINUTES);

  handover->id = review_tx_new_id (tx);
  handover->from = g_strdup (self->by->id);
  handover->team = self->request != NULL && self->request->team;
  handover->to = self->to != NULL ? g_strdup (self->to->id) : NULL;
  handover->at = review_tx_get_now (tx);
  handover->due_at = handover->at + grace * REVIEW_MINUTE;
  if (!add_cases (tx, self, desk, error) || !add_all_dropped (tx, self, error))
    return FALSE;
  if (handover->items->len == 0)
    return TRUE;
  if (!review_store_add_handover (tx, handover, error))
    return FALSE;
  for (guint i = 0; i < handover->items->len; i++)
    if (!leave_case (tx, self, handover->items->pdata[i], error))
      return FALSE;
  return tell (tx, handover, error);
}

/* Of what hangs on the person, what waits in no handover yet. */
static GPtrArray *
list_rest (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (GPtrArray) desk = review_store_list_desk (tx, account, error);
  GPtrArray *rest = review_records_new ();

  for (guint i = 0; desk != NULL && i < desk->len; i++)
    {
      const ReviewDeskCase *one = desk->pdata[i];
      gboolean handed = FALSE;

      if (!review_store_is_handed_over (tx, one->work_item, &handed, error))
        g_clear_pointer (&desk, g_ptr_array_unref);
      else if (!handed)
        g_ptr_array_add (rest, review_record_ref ((gpointer) one));
    }
  if (desk == NULL)
    g_clear_pointer (&rest, g_ptr_array_unref);
  return rest;
}

/*
 * review_service_hand_over_rest:
 * @from: whose shift ends
 *
 * What they have not handed over goes to whichever lead comes, and says of no case what is to be done
 * next.
 */
gboolean
review_service_hand_over_rest (ReviewService *self,
                               ReviewTx *tx,
                               const ReviewUser *from,
                               GError **error)
{
  g_auto (Leaving) leaving = { .service = self, .by = from };
  g_autoptr (GPtrArray) rest = list_rest (tx, from->id, error);

  return rest != NULL && hand_over (tx, &leaving, rest, error);
}

static gboolean
check_steps (ReviewService *self, const ReviewHandoverRequest *request, GError **error)
{
  if (request->step != NULL
      && !review_service_check_code (self, "handover_step", request->step, NULL, "step", error))
    return FALSE;
  for (guint i = 0; request->steps != NULL && i < request->steps->len; i++)
    {
      const ReviewHandoverStep *step = request->steps->pdata[i];

      if (!review_service_check_code (self, "handover_step", step->step, NULL, "steps", error)
          || !review_service_check_note (step->note, "steps", error))
        return FALSE;
    }
  return review_service_check_note (request->note, "note", error);
}

/* Whose cases one may hand over, and that nobody hands over to themselves. */
static gboolean
check_parties (const ReviewUser *user, const ReviewHandoverRequest *request, GError **error)
{
  gboolean others = request->team || request->accounts != NULL;

  if (others && user->role != REVIEW_ROLE_LEAD)
    return review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                "a lead hands over the cases of others");
  if (request->to == NULL)
    return TRUE;
  if (g_strcmp0 (request->to, user->id) != 0
      && (request->accounts == NULL
          || !g_strv_contains ((const char *const *) request->accounts, request->to)))
    return TRUE;
  review_error_set_field (error, "to", "nobody hands over to themselves");
  return FALSE;
}

static gpointer
make_handover (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewHandoverRequest *request = write->body;
  g_auto (Leaving)
      leaving = { .service = write->service, .by = write->call->user, .request = request };
  g_autoptr (GPtrArray) desk = NULL;

  if (request->to != NULL
      && (leaving.to = review_service_load_receiver (tx, request->to, error)) == NULL)
    return NULL;
  desk = review_store_list_desk (tx, NULL, error);
  if (desk == NULL || !hand_over (tx, &leaving, desk, error))
    return NULL;
  if (leaving.handover->items->len > 0)
    return review_store_load_handover (tx, leaving.handover->id, error);
  review_error_refuse (error, REVIEW_ERROR_CONFLICT, "there is nothing to hand over");
  return NULL;
}

/**
 * review_service_hand_over:
 * @request: whose cases, to whom, and what is to be done next with each
 *
 * Hands over everything that hangs on the caller, or by a lead on others. Until it is accepted the
 * cases that were held wait in the queue, kept for the receiver; the others wait as they did. A case
 * that @request names and that was decided or taken meanwhile has dropped out and says so.
 *
 * Returns: (transfer full): the handover; %NULL with %REVIEW_ERROR_INVALID where a case has no next
 *   step, or the receiver may not have it or is absent; %REVIEW_ERROR_CONFLICT when nothing is left
 */
ReviewHandover *
review_service_hand_over (ReviewService *self,
                          const ReviewCall *call,
                          const ReviewHandoverRequest *request,
                          GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "hand_over",
                        .body = request,
                        .answer_type = &review_handover_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = make_handover };

  return check_parties (call->user, request, error) && check_steps (self, request, error)
             ? review_service_run (&write, error)
             : NULL;
}
