/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the desk without a decision: a question to the customer, a hold, and the answer to
 * an escalation. None of them carries a label. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-customer-text.h"
#include "review-form-rules.h"
#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-escalations.h"

/* Before and after, the audit row and the event around a change of one work item. */
static gpointer
finish (
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

static gboolean
leave (ReviewTx *tx, ReviewWrite *write, int to, GError **error)
{
  ReviewMove move = { write->object, write->call->user->id, write->call->version, to };

  return review_store_move (tx, &move, error) && review_store_pause (tx, write->object, error);
}

static gint64
get_number (const ReviewPolicy *policy, const char *name)
{
  double value = 0;

  return review_policy_get_parameter (policy, name, &value) ? (gint64) value : 0;
}

/* How far this look has gone with asking, by the policy in force; NULL on error. */
ReviewAsking *
review_service_get_asking (ReviewService *self, ReviewTx *tx, const char *work_item, GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (self);
  gint64 asked = review_store_count_requests (tx, work_item, error);
  ReviewAsking *asking;

  if (asked < 0)
    return NULL;
  asking = review_record_new (&review_asking_type);
  asking->asked = asked;
  asking->at_most = get_number (policy, "max_requests");
  asking->wait_hours = get_number (policy, "customer_wait_h");
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
    return TRUE;
  review_error_set_field (error, "due_at", "lies in the past");
  return FALSE;
}

/* Takes place of @request's due time where none is given: that of the policy. */
static ReviewInformationRequest *
complete_request (ReviewTx *tx,
                  ReviewWrite *write,
                  const ReviewInformationRequest *request,
                  GError **error)
{
  g_autoptr (ReviewAsking) asking =
      review_service_get_asking (write->service, tx, write->object, error);
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
         && review_store_pass_escalation (tx, write->object, user, NULL, error);
}

static gpointer
request_information (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewInformationRequest *request = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autofree char *codes = g_strjoinv (" ", request->codes);
  g_autoptr (ReviewInformationRequest) whole = NULL;
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewText) text = NULL;

  if (work == NULL || !check_request (tx, write, request, work, error))
    return NULL;
  whole = complete_request (tx, write, request, error);
  if (whole == NULL)
    return NULL;
  catalog = review_service_dup_expanded_catalog (write->service);
  text = review_customer_text_compose (catalog, work->case_type, (const char *const *) whole->codes,
                                       whole->due_at);
  if (!leave (tx, write, REVIEW_WORK_WAITING_CUSTOMER, error)
      || !answer_by_asking (tx, write, error)
      || !review_store_add_request (tx, write->object, write->call->user->id, whole, text, error))
    return NULL;
  return finish (tx, write, work, codes, error);
}

/**
 * review_service_request_information:
 * @request: at least one code of the closed list
 *
 * Asks the customer. The handling clock stands still until new evidence comes.
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

static gpointer
hold (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewHoldRequest *request = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);

  if (work == NULL
      || !review_service_check_code (write->service, "hold_reason", request->reason,
                                     work->case_type, "reason", error))
    return NULL;
  if (request->wake_at <= review_tx_get_now (tx))
    {
      review_error_set_field (error, "wake_at", "a hold needs a time to wake it, in the future");
      return NULL;
    }
  if (!leave (tx, write, REVIEW_WORK_ON_HOLD, error)
      || !review_store_add_hold (tx, write->object, write->call->user->id, request->reason,
                                 request->wake_at, error))
    return NULL;
  return finish (tx, write, work, request->reason, error);
}

/**
 * review_service_hold:
 * @request: a listed reason and when to wake it
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

/* What each answer does with the work item. `decided` is not among them: whoever decides takes
 * the case and decides it, which answers the escalation. */
typedef enum
{
  ANSWER_RETURN = 1, /* back to the queue, for the one who escalated */
  ANSWER_WAIT,       /* the customer was asked */
  ANSWER_UP          /* stays escalated, to another role */
} AnswerEffect;

static const struct
{
  const char *code;
  AnswerEffect effect;
  int state; /* of the item afterwards; 0: unchanged */
} answers[] = {
  { "returned_with_guidance", ANSWER_RETURN, REVIEW_WORK_QUEUED },
  { "info_requested", ANSWER_WAIT, REVIEW_WORK_WAITING_CUSTOMER },
  { "to_lead", ANSWER_UP, REVIEW_WORK_ESCALATED },
  { "to_compliance", ANSWER_UP, REVIEW_WORK_ESCALATED },
};

/* One statement: the item is escalated, settled, at the version seen, and not one's own; nobody
 * holds it, or the one who answers does. Back in the queue it is what it was before it went up. */
static gboolean
answer_state (ReviewTx *tx, ReviewWrite *write, int state, GError **error)
{
  gint64 n = review_tx_exec (
      tx, error,
      "UPDATE work_item SET state = $4, version = version + 1, stage = CASE WHEN $4 = 'escalated' "
      "THEN stage WHEN purpose = 'second_review' THEN 'second' ELSE 'first' END "
      "WHERE id = $1 AND version = $2 AND (state = 'escalated' OR (state = 'leased' AND EXISTS ("
      "SELECT 1 FROM lease l WHERE l.work_item = $1 AND l.account = $3 AND l.until > $5))) "
      "AND EXISTS (SELECT 1 FROM escalation e WHERE e.work_item = $1 "
      "AND e.answered_at IS NULL AND e.from_account <> $3)",
      "sissi", write->object, write->call->version, write->call->user->id,
      review_enum_nick (&review_work_states, state), review_tx_get_now (tx));

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "it changed meanwhile, or it is your own escalation");
  return n == 1
         && review_tx_exec (tx, error, "DELETE FROM lease WHERE work_item = $1", "s", write->object)
                >= 0;
}

static gboolean
apply_answer (ReviewTx *tx, ReviewWrite *write, AnswerEffect effect, GError **error)
{
  const ReviewEscalationAnswer *answer = write->body;
  const char *user = write->call->user->id;

  if (effect == ANSWER_RETURN
      && !review_service_return_escalated (tx, write->object, answer->guidance, user, error))
    return FALSE;
  if (!review_store_answer_escalation (tx, write->object, user, answer->answer, answer->guidance,
                                       error))
    return FALSE;
  if (effect == ANSWER_WAIT)
    return review_store_pass_escalation (tx, write->object, user, NULL, error)
           && review_store_pause (tx, write->object, error)
           && review_store_show_state (tx, write->object, REVIEW_WORK_WAITING_CUSTOMER, error);
  if (effect == ANSWER_RETURN)
    return review_store_show_state (tx, write->object, REVIEW_WORK_QUEUED, error);
  return review_store_pass_escalation (tx, write->object, user, "lead", error)
         && review_store_show_state (tx, write->object, REVIEW_WORK_ESCALATED, error);
}

/* Whoever gets a case back has to be told what to look at. */
static gboolean
check_guidance (const ReviewEscalationAnswer *body, GError **error)
{
  g_autofree char *text = g_strdup (body->guidance != NULL ? body->guidance : "");

  if (g_utf8_strlen (text, -1) > REVIEW_FORM_MAX_CHARS)
    review_error_set_field (error, "guidance", "has at most %d characters", REVIEW_FORM_MAX_CHARS);
  else if (strcmp (body->answer, "returned_with_guidance") == 0 && *g_strstrip (text) == '\0')
    review_error_set_field (error, "guidance", "is needed");
  else
    return TRUE;
  return FALSE;
}

static gpointer
answer (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewEscalationAnswer *body = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);

  if (work == NULL
      || !review_service_check_code (write->service, "escalation_answer", body->answer,
                                     work->case_type, "answer", error)
      || !check_guidance (body, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (answers[i].code, body->answer) == 0)
      return answer_state (tx, write, answers[i].state, error)
                     && apply_answer (tx, write, answers[i].effect, error)
                 ? finish (tx, write, work, body->answer, error)
                 : NULL;
  review_error_set_field (error, "answer", "take the case and decide it");
  return NULL;
}

/**
 * review_service_answer_escalation:
 * @answer: returned with guidance, information requested, to lead or to compliance
 *
 * Senior and lead only, and never one's own escalation.
 *
 * Returns: (transfer full): the work item
 */
ReviewWorkItem *
review_service_answer_escalation (ReviewService *self,
                                  const ReviewCall *call,
                                  const char *work_item,
                                  const ReviewEscalationAnswer *body,
                                  GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "answer",
                        .object = work_item,
                        .body = body,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = answer };

  if (!review_role_may_pick (call->user->role))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                           "only senior agents and leads answer escalations");
      return NULL;
    }
  return review_service_run (&write, error);
}
