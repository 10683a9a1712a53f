/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case waits for: a question to the customer, a hold; and waking a hold by hand. None of them
 * carries a label.
 *
 * A look that measures (audit, gold, calibration) must offer the same acts as any other, or it could
 * be told from them; and its customer must hear nothing, for their case is decided. So there a
 * question is kept as a wish: a row like any other that no list of what is out contains. The look
 * waits like any other, and when the time is over it ends without a decision: its outcome is that
 * its reader would have asked (review-service-lapse.c). Of the answers that customers of other cases
 * give, none tells its reader more: some of those never come back either. */
#define G_LOG_DOMAIN "review-service"
#include "review-customer-text.h"
#include "review-personal-data.h"
#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-escalations.h"
#include "review-store-waiting.h"
#include "review-text.h"
#include "review-work-steps.h"

#define MAX_REQUESTS 2
#define WAIT_HOURS   24
#define HOLD_HOURS   72

/* Whether @act may happen to @work now. Returns the state after it; 0 with %REVIEW_ERROR_CONFLICT
 * when it may not. */
int
review_service_step (ReviewTx *tx, const ReviewWork *work, int act, GError **error)
{
  int rest = review_store_rest_state (tx, work->item->id, error);
  int to = rest != 0 ? review_work_step (work->item->state, act, rest == REVIEW_WORK_ESCALATED) : 0;

  if (rest != 0 && to == 0)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "a case that is %s cannot: %s",
                 review_enum_nick (&review_work_states, work->item->state),
                 review_enum_nick (&review_work_acts, act));
  return to;
}

/* Before and after, the audit row and the event around a change of one work item. */
gpointer
review_service_finish_work (
    ReviewTx *tx, ReviewWrite *write, const ReviewWork *before, const char *reason, GError **error)
{
  g_autoptr (ReviewWork) after = review_store_load_work (tx, write->object, NULL, error);

  if (after == NULL
      || !review_service_audit_case (tx, write->call->user, write->operation, after->item->case_id,
                                     write->object, reason, before->item, after->item, error)
      || !review_service_note (tx, after, "queue", error))
    return NULL;
  return review_record_ref (after->item);
}

/* By the holder of the lease, at the version that they saw. */
static gboolean
leave (ReviewTx *tx, ReviewWrite *write, const ReviewWork *work, int act, GError **error)
{
  ReviewMove move = { write->object, write->call->user->id, write->call->version,
                      review_service_step (tx, work, act, error) };

  return move.to != 0 && review_store_move (tx, &move, error)
         && review_store_pause (tx, write->object, error);
}

/* A note that colleagues read: short, and about nobody. */
gboolean
review_service_check_note (const char *note, const char *field, GError **error)
{
  g_autofree char *personal = note != NULL ? review_personal_data_find (note) : NULL;

  if (note != NULL && g_utf8_strlen (note, -1) > REVIEW_WAITING_NOTE_MAX)
    review_error_set_field (error, field, "has at most %d characters", REVIEW_WAITING_NOTE_MAX);
  else if (personal != NULL)
    review_error_set_field (error, field, "points to a person: cite evidence ids instead");
  else
    return TRUE;
  return FALSE;
}

/* Why somebody does something: of at most @most characters, none only where none is @needed. */
gboolean
review_service_check_reason (const char *reason, guint most, gboolean needed, GError **error)
{
  if (reason != NULL && g_utf8_strlen (reason, -1) > most)
    review_error_set_field (error, "reason", "has at most %u characters", most);
  else if (needed && review_text_is_blank (reason))
    review_error_set_field (error, "reason", "is needed");
  else
    return TRUE;
  return FALSE;
}

/* How far this look has gone with asking, by the policy in force; NULL on error. */
ReviewAsking *
review_service_get_asking (ReviewService *self,
                           ReviewTx *tx,
                           const ReviewWork *work,
                           GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (self);
  gint64 asked = review_store_count_requests (tx, work->item->id, error);
  ReviewAsking *asking;

  if (asked < 0)
    return NULL;
  asking = review_record_new (&review_asking_type);
  asking->asked = asked;
  asking->at_most =
      review_policy_get_number (policy, "max_requests", work->case_type, MAX_REQUESTS);
  asking->wait_hours =
      review_policy_get_number (policy, "customer_wait_h", work->case_type, WAIT_HOURS);
  asking->hold_hours = review_policy_get_number (policy, "hold_max_h", work->case_type, HOLD_HOURS);
  asking->snooze_hours =
      review_policy_get_number (policy, "snooze_max_h", work->case_type, REVIEW_SNOOZE_HOURS);
  return asking;
}

static gboolean
check_request (ReviewTx *tx,
               ReviewWrite *write,
               const ReviewInformationRequest *request,
               const ReviewWork *work,
               GError **error)
{
  for (guint i = 0; request->codes[i] != NULL; i++)
    if (!review_service_check_code (write->service, "request_information", request->codes[i],
                                    work->case_type, "codes", error))
      return FALSE;
  if (request->due_at == 0 || request->due_at > review_tx_get_now (tx))
    return review_service_check_note (request->note, "note", error);
  review_error_set_field (error, "due_at", "lies in the past");
  return FALSE;
}

/* Takes place of @request's due time where none is given: that of the policy. */
static ReviewInformationRequest *
complete_request (ReviewTx *tx,
                  ReviewWrite *write,
                  const ReviewInformationRequest *request,
                  const ReviewWork *work,
                  GError **error)
{
  g_autoptr (ReviewAsking) asking = review_service_get_asking (write->service, tx, work, error);
  ReviewInformationRequest *whole;

  if (asking == NULL)
    return NULL;
  if (asking->at_most > 0 && asking->asked >= asking->at_most)
    {
      review_error_set_field (error, "codes", "the customer was asked as often as is allowed");
      return NULL;
    }
  whole = review_record_copy (request);
  if (whole->due_at == 0)
    whole->due_at = review_tx_get_now (tx) + asking->wait_hours * REVIEW_HOUR;
  return whole;
}

/* Asking the customer about an escalated case answers the escalation, for now: with the reply the
 * case is back with those who answer. */
static gboolean
answer_by_asking (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const char *user = write->call->user->id;
  int rest = review_store_rest_state (tx, write->object, error);

  if (rest != REVIEW_WORK_ESCALATED)
    return rest != 0;
  return review_store_answer_escalation (tx, write->object, user, "info_requested", NULL, error)
         && review_store_pass_escalation (tx, write->object, user, NULL,
                                          review_service_escalation_wait (write->service), error);
}

static gboolean
send_request (ReviewTx *tx,
              ReviewWrite *write,
              const ReviewWork *work,
              const ReviewInformationRequest *whole,
              GError **error)
{
  g_autoptr (ReviewCatalog) catalog = review_service_dup_expanded_catalog (write->service);
  g_autoptr (ReviewText) text = review_customer_text_compose (
      catalog, work->case_type, (const char *const *) whole->codes, whole->due_at);
  ReviewNewRequest row = { .work_item = write->object,
                           .account = write->call->user->id,
                           .asked = whole,
                           .text = text,
                           .wish = !review_work_has_effects (work) };
  g_autofree char *id = review_store_add_request (tx, &row, error);

  return id != NULL;
}

static gpointer
request_information (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewInformationRequest *request = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autofree char *codes = g_strjoinv (" ", request->codes);
  g_autoptr (ReviewInformationRequest) whole = NULL;

  if (work == NULL || !check_request (tx, write, request, work, error))
    return NULL;
  whole = complete_request (tx, write, request, work, error);
  if (whole == NULL || !leave (tx, write, work, REVIEW_ACT_ASK, error)
      || !answer_by_asking (tx, write, error) || !send_request (tx, write, work, whole, error))
    return NULL;
  return review_service_finish_work (tx, write, work, codes, error);
}

/**
 * review_service_request_information:
 * @request: at least one code of the closed list
 *
 * Asks the customer. The handling clock stands still until they answer or their time is over.
 *
 * Returns: (transfer full): the work item, waiting for the customer
 */
ReviewWorkItem *
review_service_request_information (ReviewService *self,
                                    const ReviewCall *call,
                                    const char *work_item,
                                    const ReviewInformationRequest *request,
                                    GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "request",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = request_information };

  if (request->codes == NULL || request->codes[0] == NULL)
    {
      review_error_set_field (error, "codes", "needs at least one");
      return NULL;
    }
  return review_service_run (&write, error);
}

/* Every hold has an end: the time that was given, or the longest that the policy allows. */
static ReviewHoldRequest *
complete_hold (ReviewTx *tx, ReviewWrite *write, const ReviewWork *work, GError **error)
{
  const ReviewHoldRequest *request = write->body;
  gint64 now = review_tx_get_now (tx);
  gint64 most = now
                + REVIEW_HOUR
                      * review_policy_get_number (review_service_get_policy (write->service),
                                                  "hold_max_h", work->case_type, HOLD_HOURS);
  ReviewHoldRequest *whole;

  if (!review_service_check_code (write->service, "hold_reason", request->reason, work->case_type,
                                  "reason", error)
      || (request->wake_on != NULL
          && !review_service_check_code (write->service, "wake_event", request->wake_on,
                                         work->case_type, "wake_on", error))
      || !review_service_check_note (request->note, "note", error))
    return NULL;
  if (request->wake_at == 0 ? request->wake_on == NULL : request->wake_at <= now)
    review_error_set_field (error, "wake_at", "a hold needs a time to wake it, in the future");
  else if (request->wake_at > most)
    review_error_set_field (error, "wake_at", "is later than a hold may last");
  else
    {
      whole = review_record_copy (request);
      whole->wake_at = whole->wake_at != 0 ? whole->wake_at : most;
      return whole;
    }
  return NULL;
}

static gpointer
hold (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autoptr (ReviewHoldRequest) whole = NULL;

  if (work == NULL)
    return NULL;
  whole = complete_hold (tx, write, work, error);
  if (whole == NULL || !leave (tx, write, work, REVIEW_ACT_HOLD, error)
      || !review_store_add_hold (tx, write->object, write->call->user->id, whole, error))
    return NULL;
  return review_service_finish_work (tx, write, work, whole->reason, error);
}

/**
 * review_service_hold:
 * @request: a listed reason, and a time, an event or both that wake it
 *
 * Returns: (transfer full): the work item, on hold; its handling clock stands still
 */
ReviewWorkItem *
review_service_hold (ReviewService *self,
                     const ReviewCall *call,
                     const char *work_item,
                     const ReviewHoldRequest *request,
                     GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "hold",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = hold };

  return review_service_run (&write, error);
}

static gpointer
wake (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autoptr (ReviewHold) stands = NULL;

  if (work == NULL || review_service_step (tx, work, REVIEW_ACT_WAKE, error) == 0)
    return NULL;
  stands = review_store_load_open_hold (tx, write->object, error);
  if (stands == NULL)
    return NULL;
  if (work->item->version != write->call->version)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
  else if (g_strcmp0 (stands->account, user->id) != 0 && !review_role_may_pick (user->role))
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                         "it is another person's hold");
  else if (review_store_end_hold (tx, write->object, REVIEW_WOKEN_PERSON, error)
           && review_service_bring_back (write->service, tx, work, user->id, error))
    return review_service_finish_work (tx, write, work, stands->reason, error);
  return NULL;
}

/**
 * review_service_wake:
 *
 * Ends a hold before its time: one's own, or any for seniors and leads. The case is then the
 * caller's next one.
 *
 * Returns: (transfer full): the work item, back in the queue or with those who answer
 */
ReviewWorkItem *
review_service_wake (ReviewService *self,
                     const ReviewCall *call,
                     const char *work_item,
                     GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "wake",
                        .object = work_item,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = wake };

  return review_service_run (&write, error);
}

static gboolean
list_outgoing (ReviewTx *tx, gpointer user_data, GError **error)
{
  GPtrArray **list = user_data;

  *list = review_store_list_outgoing (tx, error);
  return *list != NULL;
}

/**
 * review_service_list_outgoing:
 *
 * Returns: (transfer full): the questions that are out, for the system that carries them to
 *   customers: what it has not delivered yet it delivers
 */
ReviewOutgoingList *
review_service_list_outgoing (ReviewService *self, GError **error)
{
  g_autoptr (ReviewOutgoingList) list = review_record_new (&review_outgoing_list_type);

  return review_store_read (self->store, list_outgoing, &list->requests, error)
             ? g_steal_pointer (&list)
             : NULL;
}
