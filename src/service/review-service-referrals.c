/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suspicious-transaction referrals. Only seniors and leads know of them: nothing of a case, its
 * events, its search or its audit chain says that there is one, and nothing that a customer reads is
 * made from it. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-campaigns.h"

#include "review-store-audit.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-reopen.h"

static gboolean
check_knows (const ReviewUser *user, GError **error)
{
  if (review_role_may_pick (user->role))
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                       "this is for seniors and leads");
  return FALSE;
}

static gboolean
check_text (const char *text, const char *field, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*stripped == '\0')
    review_error_set_field (error, field, "is needed");
  else if (g_utf8_strlen (stripped, -1) > REVIEW_REFERRAL_MAX_TEXT)
    review_error_set_field (error, field, "is longer than %d characters", REVIEW_REFERRAL_MAX_TEXT);
  else
    return TRUE;
  return FALSE;
}

/* The referral has a chain of its own: that of the case is read by more people. */
static gboolean
audit (ReviewTx *tx, const ReviewWrite *write, const ReviewReferral *after, GError **error)
{
  g_autofree char *object = g_strconcat ("referral:", after->id, NULL);
  ReviewAuditEntry entry = { .actor = write->call->user->id,
                             .action = write->operation,
                             .object = object,
                             .ref = after->id,
                             .after = after };

  return review_audit_add (tx, &entry, error);
}

typedef struct
{
  const char *reader;
  const char *case_id;      /* (nullable): all cases */
  ReviewReferralList *list; /* (owned) */
} Job;

static gboolean
list_referrals (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCase) item_case =
      job->case_id != NULL ? review_store_load_case (tx, job->case_id, error) : NULL;
  g_autoptr (ReviewReferralList) list = review_record_new (&review_referral_list_type);

  if (item_case == NULL && job->case_id != NULL)
    return FALSE;
  list->items = review_store_list_referrals (tx, job->reader, job->case_id, error);
  if (list->items == NULL)
    return FALSE;
  job->list = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_referrals:
 * @case_id: (nullable): %NULL: of all cases
 *
 * Returns: (transfer full): the referrals, those that are not over first. Of a case that is open in a
 *   blind look only one's own.
 */
ReviewReferralList *
review_service_list_referrals (ReviewService *self,
                               const ReviewUser *user,
                               const char *case_id,
                               GError **error)
{
  Job job = { user->id, case_id, NULL };

  return check_knows (user, error) && review_store_read (self->store, list_referrals, &job, error)
             ? job.list
             : NULL;
}

static gpointer
draft (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewReferralRequest *request = write->body;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, write->object, error);
  g_autoptr (ReviewReferral) one = review_record_new (&review_referral_type);

  if (item_case == NULL)
    return NULL;
  one->id = review_tx_new_id (tx);
  one->case_id = g_strdup (item_case->id);
  one->display_id = g_strdup (item_case->display_id);
  one->case_type = g_strdup (item_case->type);
  one->state = REVIEW_REFERRAL_DRAFTED;
  one->version = 1;
  one->text = g_strstrip (g_strdup (request->text));
  one->by = g_strdup (write->call->user->id);
  one->by_name = g_strdup (write->call->user->name);
  one->at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  return review_store_add_referral (tx, one, error) && audit (tx, write, one, error)
             ? g_steal_pointer (&one)
             : NULL;
}

/**
 * review_service_draft_referral:
 * @request: what is suspected, and why
 *
 * Returns: (transfer full): the draft
 */
ReviewReferral *
review_service_draft_referral (ReviewService *self,
                               const ReviewCall *call,
                               const char *case_id,
                               const ReviewReferralRequest *request,
                               GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "referral_draft",
                        .object = case_id,
                        .body = request,
                        .answer_type = &review_referral_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = draft };

  return check_knows (call->user, error) && check_text (request->text, "text", error)
             ? review_service_run (&write, error)
             : NULL;
}

/* What leaves the house is not one person's: who drafted it does not say that it was filed. */
static gboolean
check_step (const ReviewReferral *seen,
            const ReviewReferralAct *act,
            const ReviewUser *user,
            GError **error)
{
  gboolean ends = act->state == REVIEW_REFERRAL_FILED || act->state == REVIEW_REFERRAL_DECLINED;

  if (!review_referral_may_become (seen->state, act->state))
    review_error_set_field (error, "state", "is no step from %s",
                            review_enum_nick (&review_referral_states, seen->state));
  else if (seen->state == REVIEW_REFERRAL_SENT && user->role != REVIEW_ROLE_LEAD)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN, "this is for leads");
  else
    return !ends || check_text (act->note, "note", error);
  return FALSE;
}

static gpointer
move (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewReferralAct *act = write->body;
  g_autoptr (ReviewReferral) seen = review_store_load_referral (tx, write->object, error);
  g_autoptr (ReviewReferral) after = NULL;

  if (seen == NULL || !check_step (seen, act, write->call->user, error))
    return NULL;
  seen->version = write->call->version;
  if (!review_store_move_referral (tx, seen, act, write->call->user->id, error))
    return NULL;
  after = review_store_load_referral (tx, write->object, error);
  return after != NULL && audit (tx, write, after, error) ? g_steal_pointer (&after) : NULL;
}

/**
 * review_service_move_referral:
 * @call: its version is the referral's
 * @act: sent to compliance; then, by a lead, filed with its number or declined with the reason
 *
 * Returns: (transfer full): the referral
 */
ReviewReferral *
review_service_move_referral (ReviewService *self,
                              const ReviewCall *call,
                              const char *referral,
                              const ReviewReferralAct *act,
                              GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "referral_move",
                        .object = referral,
                        .body = act,
                        .answer_type = &review_referral_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = move };

  return check_knows (call->user, error) ? review_service_run (&write, error) : NULL;
}

static gpointer
take_out (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewReferral) one = review_store_load_referral (tx, write->object, error);

  return one != NULL && audit (tx, write, one, error) ? g_steal_pointer (&one) : NULL;
}

/**
 * review_service_export_referral:
 *
 * Returns: (transfer full): the referral for paper; that it left is audited on its own chain
 */
ReviewReferral *
review_service_export_referral (ReviewService *self,
                                const ReviewCall *call,
                                const char *referral,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "referral_export",
                        .object = referral,
                        .answer_type = &review_referral_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = take_out };

  return check_knows (call->user, error) ? review_service_run (&write, error) : NULL;
}
