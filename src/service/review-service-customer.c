/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers answer, delivered by the system that carried the question. An answer is evidence:
 * it is added to the case, ROCA looks again, and the case comes back. Nothing that a customer says
 * is lost: an answer that is late, comes again or meets a decided case is kept with the case, and
 * what became of it is told. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-clock.h"
#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-effects.h"
#include "review-store-events.h"
#include "review-store-waiting.h"

#define MAX_EXTERNAL_ID 200
#define MAX_TEXT        4000 /* characters of a customer's words */

static gboolean
check_answer (const ReviewCustomerAnswer *answer, GError **error)
{
  gboolean has_rows = answer->evidence != NULL && answer->evidence->len > 0;

  if (*answer->external_id == '\0' || strlen (answer->external_id) > MAX_EXTERNAL_ID)
    review_error_set_field (error, "external_id", "needs 1 to %d bytes", MAX_EXTERNAL_ID);
  else if (!has_rows && (answer->text == NULL || *answer->text == '\0'))
    review_error_set_field (error, "text", "an answer has words, evidence or both");
  else if (answer->text != NULL && g_utf8_strlen (answer->text, -1) > MAX_TEXT)
    review_error_set_field (error, "text", "has at most %d characters", MAX_TEXT);
  else
    return TRUE;
  return FALSE;
}

static void
add_field (GPtrArray *fields, const char *name, const char *value, int klass)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = klass;
  g_ptr_array_add (fields, field);
}

/* That the customer answered, and in which words. */
static ReviewEvidence *
make_row (const ReviewCustomerAnswer *answer, gint64 at)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = REVIEW_EVIDENCE_EVENT;
  row->external_id = g_strdup (answer->external_id);
  row->at = at;
  row->fields = review_records_new ();
  add_field (row->fields, "event", "customer_answer", REVIEW_CLASS_OPEN);
  if (answer->text != NULL)
    add_field (row->fields, "text", answer->text, REVIEW_CLASS_PERSONAL);
  return row;
}

/* The answer as more of the case that is there. */
static ReviewIntake *
make_intake (const ReviewCase *one, const ReviewCustomerAnswer *answer, gint64 at)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->external_id = g_strdup (one->external_id);
  intake->source = g_strdup (one->source);
  intake->type = g_strdup (one->type);
  intake->subject = review_record_copy (one->subject);
  intake->opened_at = one->opened_at;
  intake->as_of = at;
  intake->vendor = g_strdup (one->vendor);
  intake->evidence = review_records_new ();
  g_ptr_array_add (intake->evidence, make_row (answer, at));
  for (guint i = 0; answer->evidence != NULL && i < answer->evidence->len; i++)
    g_ptr_array_add (intake->evidence, review_record_ref (answer->evidence->pdata[i]));
  return intake;
}

static gboolean
count_rows (ReviewTx *tx, const char *case_id, gint64 *ret, GError **error)
{
  return review_tx_get_int (tx, ret, error, "SELECT COUNT(*) FROM evidence WHERE case_id = $1", "s",
                            case_id);
}

static int
receive_as (const ReviewCase *one, const ReviewRequestRow *request)
{
  if (review_case_state_is_decided (one->state))
    return REVIEW_RECEIVED_CLOSED;
  if (request->ended_at == 0)
    return REVIEW_RECEIVED_IN_TIME;
  return request->outcome == REVIEW_REQUEST_ANSWERED ? REVIEW_RECEIVED_AGAIN : REVIEW_RECEIVED_LATE;
}

/* Of a decided case nothing comes back by itself: those who may reopen it are told; not while one of
 * them may look at it blind, for it says that the case is decided. */
static gboolean
tell_over (ReviewTx *tx, const ReviewCase *one, GError **error)
{
  g_autoptr (ReviewEvent) event = NULL;
  gboolean hidden = FALSE;

  if (!review_store_is_in_blind_look (tx, one->id, &hidden, error))
    return FALSE;
  if (hidden)
    return TRUE;
  event = review_record_new (&review_event_type);
  event->kind = g_strdup ("late_answer");
  event->object = g_strdup (one->id);
  event->text = g_strdup (one->display_id);
  return review_event_add_whole (tx, event, NULL, error);
}

static gboolean
tell (ReviewTx *tx, const ReviewReceipt *receipt, const ReviewCase *one, GError **error)
{
  if (receipt->received == REVIEW_RECEIVED_CLOSED)
    return tell_over (tx, one, error);
  return review_event_add (tx, "case", one->id, one->vendor, error);
}

static gboolean
take_in (ReviewTx *tx,
         ReviewWrite *write,
         const ReviewCase *one,
         const ReviewCustomerAnswer *answer,
         ReviewReceipt *receipt,
         GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewIntake) intake =
      make_intake (one, answer, answer->at != 0 ? answer->at : receipt->at);
  ReviewIntakeOutcome outcome;
  gint64 before = 0, after = 0;

  if (!count_rows (tx, one->id, &before, error)
      || !review_service_intake_in (write->service, tx, user, intake, REVIEW_INTAKE_AUTO, &outcome,
                                    NULL, error)
      || !count_rows (tx, one->id, &after, error))
    return FALSE;
  receipt->rows = after - before;
  return review_store_add_receipt (tx, receipt, answer, user->id, error)
         && review_service_audit_case (tx, user, "customer_answer", one->id, write->object,
                                       review_enum_nick (&review_received, receipt->received), NULL,
                                       receipt, error)
         && tell (tx, receipt, one, error);
}

static gpointer
receive (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewCustomerAnswer *answer = write->body;
  g_auto (ReviewRequestRow) request = { 0 };
  g_autoptr (ReviewReceipt) known = NULL;
  g_autoptr (ReviewReceipt) receipt = NULL;
  g_autoptr (ReviewCase) one = NULL;

  if (!review_store_load_request (tx, write->object, &request, error))
    return NULL;
  /* Nobody was asked, so nobody can answer. */
  if (request.wish)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
      return NULL;
    }
  if (!review_store_find_receipt (tx, write->object, answer->external_id, &known, error))
    return NULL;
  if (known != NULL)
    return g_steal_pointer (&known);
  one = review_store_load_case (tx, request.case_id, error);
  if (one == NULL)
    return NULL;
  receipt = review_record_new (&review_receipt_type);
  receipt->request = g_strdup (write->object);
  receipt->case_id = g_strdup (one->id);
  receipt->received = receive_as (one, &request);
  receipt->at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  return take_in (tx, write, one, answer, receipt, error) ? g_steal_pointer (&receipt) : NULL;
}

/**
 * review_service_receive_answer:
 * @request: id of a question, as review_service_list_outgoing() gave it
 * @answer: words, evidence or both
 *
 * Takes in what a customer answered. In time, the case comes back with it: to the person who asked
 * if they are there, else to the pool. The same answer again changes nothing and is told what it
 * was told before.
 *
 * Returns: (transfer full): what became of it; %NULL with %REVIEW_ERROR_NOT_FOUND for a question
 *   that was never asked
 */
ReviewReceipt *
review_service_receive_answer (ReviewService *self,
                               const ReviewCall *call,
                               const char *request,
                               const ReviewCustomerAnswer *answer,
                               GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "customer_answer",
                        .object = request,
                        .body = answer,
                        .answer_type = &review_receipt_type,
                        .run = receive };

  return check_answer (answer, error) ? review_service_run (&write, error) : NULL;
}
