/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking work, keeping it, putting it back; and the draft that is kept meanwhile. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"
#include "review-store-escalations.h"

static gboolean
may_take (const ReviewUser *user, GError **error)
{
  if (review_role_may_take (user->role))
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                       "this role does not work on cases");
  return FALSE;
}

/* Seniors and leads choose freely; others what they lost, or what was returned to them. */
static gboolean
may_choose (ReviewTx *tx, const ReviewUser *user, const ReviewWork *work, GError **error)
{
  gboolean own = FALSE;

  if (review_role_may_pick (user->role))
    return TRUE;
  if (!review_store_is_own (tx, work->item->id, user->id, &own, error))
    return FALSE;
  if (!own)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                         "this role takes the next case; it does not choose");
  return own;
}

/* The lease opens the case's personal fields: the audit row is in the same transaction. */
static ReviewCaseView *
open_taken (ReviewTx *tx, ReviewWrite *write, const char *id, const char *action, GError **error)
{
  g_autoptr (ReviewWork) work = review_store_load_work (tx, id, NULL, error);

  if (work == NULL
      || !review_service_audit_case (tx, write->call->user, action, work->item->case_id, id, NULL,
                                     NULL, work->item, error)
      || !review_service_note (tx, work, "queue", error))
    return NULL;
  return review_service_build_view (write->service, tx, write->call->user, id, error);
}

static gpointer
take_next (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewTakeRequest *request = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autofree char *of_shift = NULL;
  g_autofree char *id = NULL;
  gint64 moved = 0;

  if (!review_service_check_desk (write->service, tx, scope.account, &of_shift, error)
      || !review_store_update_bands (tx, &moved, error))
    return NULL;
  id = review_store_take_next (
      tx, &scope, &(ReviewTake){ request->case_type, of_shift, REVIEW_LEASE_TIME }, error);
  return id != NULL ? open_taken (tx, write, id, "take_next", error) : NULL;
}

/**
 * review_service_take_next:
 * @request: the case type, or any
 *
 * Takes the most urgent case that the caller is qualified for and may see.
 *
 * Returns: (transfer full): its view; %NULL with %REVIEW_ERROR_NOT_FOUND when nothing waits,
 *   %REVIEW_ERROR_OFF_DUTY when their shift is over or they are absent, %REVIEW_ERROR_FULL when they
 *   hold as many cases as they may
 */
ReviewCaseView *
review_service_take_next (ReviewService *self,
                          const ReviewCall *call,
                          const ReviewTakeRequest *request,
                          GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "take_next",
                        .body = request,
                        .answer_type = &review_case_view_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .run = take_next };

  return may_take (call->user, error) ? review_service_run (&write, error) : NULL;
}

static gpointer
take (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  gboolean qualified = FALSE;

  if (work == NULL || !may_choose (tx, write->call->user, work, error)
      || !review_service_check_desk (write->service, tx, scope.account, NULL, error)
      || !review_store_has_qualification (tx, write->call->user->id, write->object, &qualified,
                                          error))
    return NULL;
  if (!qualified)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                           "you are not qualified for this type and language");
      return NULL;
    }
  if (!review_store_take (tx, &scope, write->object, write->call->version, REVIEW_LEASE_TIME,
                          error))
    return NULL;
  return open_taken (tx, write, write->object, "take", error);
}

/**
 * review_service_take:
 *
 * Takes one case chosen by hand, waiting or escalated. Others than senior and lead only take again
 * what they lost when their lease ran out, or what was returned to them.
 *
 * Returns: (transfer full): its view
 */
ReviewCaseView *
review_service_take (ReviewService *self,
                     const ReviewCall *call,
                     const char *work_item,
                     GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "take",
                        .object = work_item,
                        .answer_type = &review_case_view_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .versioned = TRUE,
                        .run = take };

  return may_take (call->user, error) ? review_service_run (&write, error) : NULL;
}

/* A lease that lives is kept; one that ran out comes back while the case is free. */
static gboolean
keep_lease (ReviewTx *tx, ReviewWrite *write, const ReviewWork *work, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewWork) after = NULL;

  if (work->item->state != REVIEW_WORK_QUEUED)
    return review_store_renew_lease (tx, write->object, user->id, REVIEW_LEASE_TIME, error)
           && review_service_audit_case (tx, user, "renew", work->item->case_id, write->object,
                                         NULL, NULL, NULL, error);
  if (!review_store_take_back (tx, write->object, user->id, REVIEW_LEASE_TIME, error))
    return FALSE;
  after = review_store_load_work (tx, write->object, NULL, error);
  return after != NULL
         && review_service_audit_case (tx, user, "take_back", after->item->case_id, write->object,
                                       NULL, work->item, after->item, error)
         && review_service_note (tx, after, "queue", error);
}

static gpointer
renew (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  ReviewLease *lease;

  if (work == NULL || !keep_lease (tx, write, work, error))
    return NULL;
  lease = review_record_new (&review_lease_type);
  lease->work_item = g_strdup (write->object);
  lease->user = g_strdup (user->id);
  lease->user_name = g_strdup (user->name);
  lease->until = review_tx_get_now (tx) + REVIEW_LEASE_TIME;
  return lease;
}

/**
 * review_service_renew_lease:
 *
 * Keeps the caller's lease. One that ran out is granted again while the case is still theirs:
 * it has another version then.
 *
 * Returns: (transfer full): the lease with its new end; %NULL with %REVIEW_ERROR_CONFLICT when it
 *   has run out and the case is not free
 */
ReviewLease *
review_service_renew_lease (ReviewService *self,
                            const ReviewCall *call,
                            const char *work_item,
                            GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "renew_lease",
                        .object = work_item,
                        .answer_type = &review_lease_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .run = renew };

  return review_service_run (&write, error);
}

/* Released is back in the queue at once; skipping keeps this person from getting it again. */
static gboolean
put_back (ReviewTx *tx, ReviewWrite *write, const ReviewWork *work, GError **error)
{
  const ReviewReleaseRequest *request = write->body;
  const ReviewUser *user = write->call->user;
  int state = review_store_rest_state (tx, write->object, error);
  ReviewMove move = { write->object, user->id, write->call->version, state };

  if (state == 0)
    return FALSE;
  if (request->reason != NULL
      && (!review_service_check_code (write->service, "skip_reason", request->reason,
                                      work->case_type, "reason", error)
          || !review_store_exclude (tx, write->object, user->id, request->reason, error)))
    return FALSE;
  return review_store_move (tx, &move, error);
}

static gpointer
release (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewReleaseRequest *request = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) before = review_store_load_work (tx, write->object, &scope, error);
  g_autoptr (ReviewWork) after = NULL;

  if (before == NULL || !put_back (tx, write, before, error))
    return NULL;
  after = review_store_load_work (tx, write->object, NULL, error);
  if (after == NULL
      || !review_service_audit_case (tx, write->call->user, "release", after->item->case_id,
                                     write->object, request->reason, before->item, after->item,
                                     error)
      || !review_service_note (tx, after, "queue", error))
    return NULL;
  return review_record_ref (after->item);
}

/**
 * review_service_release:
 * @request: with a skip code, or without one to put it back unread
 *
 * Returns: (transfer full): the work item, waiting again
 */
ReviewWorkItem *
review_service_release (ReviewService *self,
                        const ReviewCall *call,
                        const char *work_item,
                        const ReviewReleaseRequest *request,
                        GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "release",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = release };

  return review_service_run (&write, error);
}

static gboolean
holds (ReviewTx *tx, const ReviewWork *work, const ReviewUser *user, GError **error)
{
  if (g_strcmp0 (work->holder, user->id) == 0 && work->lease_until > review_tx_get_now (tx))
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                       "you do not hold this case any more");
  return FALSE;
}

static gpointer
save_draft (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autofree char *revision =
      g_strdup_printf ("%" G_GINT64_FORMAT, ((const ReviewDraft *) write->body)->revision);

  if (work == NULL || !holds (tx, work, user, error)
      || !review_store_save_draft (tx, write->object, user->id, write->body, error)
      || !review_service_audit_case (tx, user, "draft", work->item->case_id, write->object,
                                     revision, NULL, write->body, error))
    return NULL;
  return review_store_load_draft (tx, write->object, user->id, error);
}

/**
 * review_service_save_draft:
 * @draft: its revision is one more than the last; any form, also an incomplete one
 *
 * Returns: (transfer full): the draft as kept; %NULL with %REVIEW_ERROR_CONFLICT for another
 *   revision or without the lease
 */
ReviewDraft *
review_service_save_draft (ReviewService *self,
                           const ReviewCall *call,
                           const char *work_item,
                           const ReviewDraft *draft,
                           GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "save_draft",
                        .object = work_item,
                        .body = draft,
                        .answer_type = &review_draft_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .run = save_draft };

  if (draft->revision < 1)
    {
      review_error_set_field (error, "revision", "starts at 1");
      return NULL;
    }
  return review_service_run (&write, error);
}
