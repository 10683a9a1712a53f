/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to customers on their way. A question is sent as a command is; but nobody repeats it by
 * hand: what cannot be delivered comes back to whoever asked, and nothing is decided against a
 * customer who was never asked. */
#define G_LOG_DOMAIN "review-service"
#include "review-effect.h"
#include "review-service-private.h"
#include "review-store-post.h"
#include "review-store-waiting.h"
#include "review-work-steps.h"

#define GIVE_UP REVIEW_DAY

static gboolean
audit (ReviewTx *tx,
       const ReviewWork *work,
       const ReviewPost *post,
       const char *action,
       GError **error)
{
  return review_service_audit_case (tx, review_service_system_user (), action, work->item->case_id,
                                    work->item->id, post->detail, NULL, NULL, error)
         && review_service_note (tx, work, "queue", error);
}

/* The case is back with whoever asked; its clock runs on. */
static gboolean
give_up (
    ReviewService *self, ReviewTx *tx, const ReviewWork *work, ReviewPost *post, GError **error)
{
  g_auto (ReviewRequestRow) request = { 0 };

  post->state = REVIEW_EFFECT_FAILED;
  post->next_at = 0;
  if (work->item->state != REVIEW_WORK_WAITING_CUSTOMER)
    return review_store_move_post (tx, post, error)
           && audit (tx, work, post, "request_failed", error);
  return review_service_step (tx, work, REVIEW_ACT_ANSWER_CUSTOMER, error) != 0
         && review_store_load_request (tx, post->id, &request, error)
         && review_store_move_post (tx, post, error)
         && review_store_end_request (tx, work->item->id, REVIEW_REQUEST_UNANSWERED, error)
         && review_service_bring_back (self, tx, work, request.account, error)
         && audit (tx, work, post, "request_failed", error);
}

/* No answer came: again later, up to a day. */
static gboolean
miss (ReviewService *self,
      ReviewTx *tx,
      const ReviewWork *work,
      ReviewPost *post,
      const ReviewDelivered *said,
      GError **error)
{
  gint64 now = review_tx_get_now (tx);

  if (now - post->at >= GIVE_UP)
    return give_up (self, tx, work, post, error);
  post->next_at = now + MAX (review_service_back_off (tx, post->attempts), said->wait);
  post->attempts++;
  return review_store_move_post (tx, post, error);
}

static gboolean
take (ReviewService *self,
      ReviewTx *tx,
      const ReviewWork *work,
      ReviewPost *post,
      const ReviewDelivered *said,
      GError **error)
{
  gint64 now = review_tx_get_now (tx);

  if (said->reply == 0)
    return miss (self, tx, work, post, said, error);
  g_free (post->detail);
  post->detail = g_strdup (said->reason);
  if (said->reply == REVIEW_REPLY_FAILED)
    return give_up (self, tx, work, post, error);
  post->attempts = 0;
  if (said->reply == REVIEW_REPLY_ACCEPTED)
    {
      post->accepted_at = post->accepted_at != 0 ? post->accepted_at : now;
      post->next_at = now + MAX (said->wait, REVIEW_EFFECT_ASK_AGAIN);
      return review_store_move_post (tx, post, error);
    }
  post->state = REVIEW_EFFECT_CONFIRMED;
  post->next_at = 0;
  return review_store_move_post (tx, post, error)
         && audit (tx, work, post, "request_delivered", error);
}

/* What came of sending a question. Of one that is over, or confirmed, nothing is new. */
gboolean
review_service_file_post (ReviewService *self,
                          ReviewTx *tx,
                          const ReviewDelivered *said,
                          GError **error)
{
  g_auto (ReviewPost) post = { 0 };
  g_autoptr (ReviewWork) work = NULL;

  if (!review_store_load_post (tx, said->effect, &post, error))
    return FALSE;
  if (post.state != REVIEW_EFFECT_REQUESTED || post.over)
    return TRUE;
  work = review_store_load_work (tx, post.work_item, NULL, error);
  return work != NULL && take (self, tx, work, &post, said, error);
}

/* The time of the question @id is over: where it was tried in vain until now, the customer was not
 * asked, so the case comes back. @ret_back: whether it did. */
gboolean
review_service_lapse_post (ReviewService *self,
                           ReviewTx *tx,
                           const ReviewWork *work,
                           const char *id,
                           gboolean *ret_back,
                           GError **error)
{
  g_auto (ReviewPost) post = { 0 };

  *ret_back = FALSE;
  if (!review_store_load_post (tx, id, &post, error))
    return FALSE;
  if (post.state != REVIEW_EFFECT_REQUESTED || post.attempts == 0 || post.accepted_at != 0)
    return TRUE;
  *ret_back = TRUE;
  return give_up (self, tx, work, &post, error);
}
