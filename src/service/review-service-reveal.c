/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One masked field, opened for a stated reason to the person who holds the case. The audit row is
 * committed before the value leaves; it names the field, never the value. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"

static const ReviewField *
find_field (const ReviewLook *look, const ReviewRevealRequest *request)
{
  if (request->evidence == NULL)
    return look->item_case->subject != NULL
               ? review_fields_find (look->item_case->subject->profile, request->field)
               : NULL;
  for (guint i = 0; i < look->evidence->len; i++)
    {
      const ReviewEvidence *row = look->evidence->pdata[i];

      if (g_strcmp0 (row->label, request->evidence) == 0)
        return review_fields_find (row->fields, request->field);
    }
  return NULL;
}

/* Counted on the audit rows themselves: what is not there was not revealed. */
static gboolean
check_limit (ReviewTx *tx, const ReviewUser *user, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM audit WHERE action = 'reveal' AND actor = $1 "
                          "AND at > $2",
                          "si", user->id, review_tx_get_now (tx) - REVIEW_HOUR))
    return FALSE;
  if (n < REVIEW_REVEALS_PER_HOUR)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_LIMITED, "%d fields an hour may be revealed",
               REVIEW_REVEALS_PER_HOUR);
  return FALSE;
}

static ReviewRevealed *
make_answer (ReviewTx *tx, const ReviewRevealRequest *request, const ReviewField *field)
{
  ReviewRevealed *answer = review_record_new (&review_revealed_type);

  answer->evidence = g_strdup (request->evidence);
  answer->field = g_strdup (field->name);
  answer->value = g_strdup (field->value);
  answer->at = review_tx_get_now (tx);
  return answer;
}

static gpointer
reveal (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewRevealRequest *request = write->body;
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_auto (ReviewLook) look = { 0 };
  const ReviewField *field;

  if (work == NULL || !review_look_init (&look, write->service, tx, user, work, error)
      || !review_service_check_code (write->service, "reveal_reason", request->reason,
                                     work->case_type, "reason", error))
    return NULL;
  if (!look.holds)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                           "only who holds the case may see its fields");
      return NULL;
    }
  field = find_field (&look, request);
  if (field == NULL || field->value == NULL)
    {
      review_error_set_field (error, "field", "the case has no such field");
      return NULL;
    }
  if (!check_limit (tx, user, error)
      || !review_service_audit_case (tx, user, "reveal", work->item->case_id, work->item->id,
                                     request->reason, NULL, request, error))
    return NULL;
  return make_answer (tx, request, field);
}

/**
 * review_service_reveal:
 * @request: row, field, and a reason of the closed list
 *
 * Opens one field of a case to the person who holds its lease, at most %REVIEW_REVEALS_PER_HOUR
 * times an hour. Errors: NOT_FOUND for a case that is not the caller's to see, CONFLICT without the
 * lease, INVALID for another reason or field, LIMITED.
 *
 * Returns: (transfer full): the value; its audit row is committed
 */
ReviewRevealed *
review_service_reveal (ReviewService *self,
                       const ReviewCall *call,
                       const char *work_item,
                       const ReviewRevealRequest *request,
                       GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "reveal",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_revealed_type,
                        .keep =
                            REVIEW_HOUR, /* a repeated request, not a second copy of the value */
                        .run = reveal };

  return review_service_run (&write, error);
}
