/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One masked field, opened for a stated reason to the person who holds the case. The audit row is
 * committed before the value leaves; it names the field, never the value. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-events.h"

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
count_rows (ReviewTx *tx,
            const ReviewUser *user,
            const char *action,
            gint64 within,
            gint64 *ret,
            GError **error)
{
  return review_tx_get_int (tx, ret, error,
                            "SELECT COUNT(*) FROM audit WHERE action = $1 AND actor = $2 "
                            "AND at > $3",
                            "ssi", action, user->id, review_tx_get_now (tx) - within);
}

static gboolean
check_limit (ReviewTx *tx, const ReviewWrite *write, GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (write->service);
  gint64 per_hour =
      review_policy_get_number (policy, "reveals_per_hour", NULL, REVIEW_REVEALS_PER_HOUR);
  gint64 per_minute =
      review_policy_get_number (policy, "reveals_per_minute", NULL, REVIEW_REVEALS_PER_MINUTE);
  gint64 hour = 0, minute = 0;

  if (!count_rows (tx, write->call->user, "reveal", REVIEW_HOUR, &hour, error)
      || !count_rows (tx, write->call->user, "reveal", REVIEW_MINUTE, &minute, error))
    return FALSE;
  if (hour < per_hour && minute < per_minute)
    return TRUE;
  if (hour >= per_hour)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_LIMITED,
                 "%" G_GINT64_FORMAT " fields an hour may be revealed", per_hour);
  else
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_LIMITED,
                 "%" G_GINT64_FORMAT " fields a minute may be revealed", per_minute);
  return FALSE;
}

/* The first refusal of an hour is told to those who answer for the person. */
static gboolean
add_alert (ReviewTx *tx, gpointer user_data, GError **error)
{
  const ReviewWrite *write = user_data;
  const ReviewUser *user = write->call->user;
  g_autofree char *object = g_strconcat ("user:", user->id, NULL);
  ReviewAuditEntry entry = {
    .actor = user->id, .action = "reveal_limit", .object = object, .ref = write->object
  };
  ReviewEvent event = { .kind = (char *) "reveal_limit", .object = user->id, .text = user->name };
  gint64 told = 0;

  return count_rows (tx, user, entry.action, REVIEW_HOUR, &told, error)
         && (told > 0
             || (review_audit_add (tx, &entry, error)
                 && review_event_add_whole (tx, &event, NULL, error)));
}

static void
alert (ReviewService *self, const ReviewWrite *write)
{
  g_autoptr (GError) error = NULL;

  if (!review_service_write (self, add_alert, (gpointer) write, &error))
    g_warning ("a limit was reached, and nobody is told: %s", error->message);
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
  if (!check_limit (tx, write, error)
      || !review_service_audit_case (tx, user, "reveal", work->item->case_id, work->item->id,
                                     request->reason, NULL, request, error))
    return NULL;
  return make_answer (tx, request, field);
}

/**
 * review_service_reveal:
 * @request: row, field, and a reason of the closed list
 *
 * Opens one field of a case to the person who holds its lease, as often in an hour and in a minute
 * as the policy in force says. Errors: NOT_FOUND for a case that is not the caller's to see, CONFLICT
 * without the lease, INVALID for another reason or field, LIMITED: then leads hear of it.
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

  GError *local = NULL;
  ReviewRevealed *answer = review_service_run (&write, &local);

  if (g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_LIMITED))
    alert (self, &write);
  if (local != NULL)
    g_propagate_error (error, local);
  return answer;
}
