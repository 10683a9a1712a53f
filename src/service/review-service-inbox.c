/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a person beside the queue: escalations that they may answer, and what came back of
 * their own. A decision against the recommendation, and a return with guidance, go to the person who
 * escalated and to nobody else. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-mentions.h"
#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-desk.h"
#include "review-store-escalations.h"
#include "review-store-events.h"
#include "review-store-moving.h"
#include "review-store-waiting.h"

#define MOST_FEEDBACK 50
#define RETURN_TIME   (30 * REVIEW_MINUTE) /* in which a returned case is the first person's */

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  ReviewInboxPage *page; /* (owned) (nullable) */
} Job;

/* What was put off, and what a lead gave them. */
static gboolean
add_kept (ReviewTx *tx, Job *job, GError **error)
{
  g_autoptr (GPtrArray) kept = review_store_list_kept (tx, job->user->id, error);

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    g_ptr_array_add (job->page->waiting, review_record_ref (kept->pdata[i]));
  return kept != NULL;
}

static gboolean
read_inbox (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->page = review_record_new (&review_inbox_page_type);
  if (review_role_may_pick (job->user->role))
    {
      job->page->escalations = review_store_list_open_escalations (
          tx, job->user->id, job->user->role == REVIEW_ROLE_LEAD, error);
      if (job->page->escalations == NULL)
        return FALSE;
    }
  job->page->feedback = review_store_list_feedback (tx, job->user->id, MOST_FEEDBACK, error);
  job->page->waiting =
      job->page->feedback != NULL ? review_store_list_waiting (tx, job->user->id, error) : NULL;
  if (job->page->waiting == NULL || !add_kept (tx, job, error))
    return FALSE;
  job->page->mentions = review_service_list_mentions (job->service, tx, job->user, error);
  return job->page->mentions != NULL;
}

/**
 * review_service_read_inbox:
 *
 * Returns: (transfer full): for seniors and leads the escalations that wait for them, never their
 *   own; for everybody what came back to them
 */
ReviewInboxPage *
review_service_read_inbox (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { self, user, NULL };

  if (!review_store_read (self->store, read_inbox, &job, error))
    g_clear_pointer (&job.page, review_record_unref);
  return job.page;
}

static gpointer
mark_read (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (GPtrArray) list = NULL;
  gboolean unread = FALSE;

  if (!review_store_read_feedback (tx, user->id, write->object, &unread, error))
    return NULL;
  list = review_store_list_feedback (tx, user->id, G_MAXINT, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      ReviewFeedback *one = list->pdata[i];

      if (strcmp (one->id, write->object) != 0)
        continue;
      if (unread
          && (!review_service_audit_case (tx, user, write->operation, one->case_id, write->object,
                                          NULL, NULL, one, error)
              || !review_event_add_for (tx, "feedback", one->id, user->id, error)))
        return NULL;
      return review_record_ref (one);
    }
  return NULL;
}

/**
 * review_service_mark_read:
 * @feedback: id
 *
 * Returns: (transfer full): it, as read; %NULL with %REVIEW_ERROR_NOT_FOUND for another person's
 */
ReviewFeedback *
review_service_mark_read (ReviewService *self,
                          const ReviewCall *call,
                          const char *feedback,
                          GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "read_feedback",
                        .object = feedback,
                        .answer_type = &review_feedback_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .run = mark_read };

  return review_service_run (&write, error);
}

static gboolean
tell (ReviewTx *tx,
      const ReviewEscalation *about,
      int kind,
      int choice,
      const char *guidance,
      const char *by,
      GError **error)
{
  g_autoptr (ReviewFeedback) one = review_record_new (&review_feedback_type);

  one->id = review_tx_new_id (tx);
  one->kind = kind;
  one->work_item = g_strdup (about->work_item);
  one->case_id = g_strdup (about->case_id);
  one->recommendation = about->recommendation;
  one->choice = choice;
  one->guidance = g_strdup (guidance);
  return review_store_add_feedback (tx, about->from, one, about->id, by, error)
         && review_event_add_for (tx, "feedback", one->id, about->from, error);
}

/* (transfer none) (nullable): the one of the list that waits for an answer. */
static const ReviewEscalation *
find_open (GPtrArray *list)
{
  for (guint i = list->len; i > 0; i--)
    if (((ReviewEscalation *) list->pdata[i - 1])->answered_at == 0)
      return list->pdata[i - 1];
  return NULL;
}

static gboolean
is_overruled (const ReviewEscalation *about, int choice)
{
  return (about->recommendation == REVIEW_RECOMMEND_PASS && choice == REVIEW_CHOICE_BLOCK)
         || (about->recommendation == REVIEW_RECOMMEND_BLOCK && choice == REVIEW_CHOICE_PASS);
}

/* Who said something of the case is told that @last decided otherwise. */
gboolean
review_service_tell_overruled (ReviewTx *tx,
                               const ReviewEscalation *about,
                               const ReviewDecision *last,
                               GError **error)
{
  return tell (tx, about, REVIEW_FEEDBACK_OVERRULED, last->choice,
               last->form != NULL ? last->form->rationale : NULL, last->actor, error);
}

/* Who decided is told that @last, on the second look that @about made, decided otherwise. Machines are
 * told nothing. */
gboolean
review_service_tell_overturned (ReviewTx *tx,
                                const ReviewReopening *about,
                                const ReviewDecision *last,
                                GError **error)
{
  g_autoptr (ReviewDecision) first = review_store_load_decision (tx, about->decision, error);
  g_autoptr (ReviewFeedback) one = review_record_new (&review_feedback_type);

  if (first == NULL)
    return FALSE;
  if (first->work_item[0] == '\0'
      || g_strcmp0 (first->actor, review_service_system_user ()->id) == 0)
    return TRUE;
  one->id = review_tx_new_id (tx);
  one->kind = REVIEW_FEEDBACK_OVERTURNED;
  one->work_item = g_strdup (first->work_item);
  one->case_id = g_strdup (first->case_id);
  one->recommendation =
      first->choice == REVIEW_CHOICE_PASS ? REVIEW_RECOMMEND_PASS : REVIEW_RECOMMEND_BLOCK;
  one->choice = last->choice;
  one->basis = about->basis;
  one->guidance = last->form != NULL ? g_strdup (last->form->rationale) : NULL;
  return review_store_add_feedback (tx, first->actor, one, NULL, last->actor, error)
         && review_event_add_for (tx, "feedback", one->id, first->actor, error);
}

/* An open escalation is answered by the decision that follows it; one against the recommendation
 * comes back to whoever gave it. */
gboolean
review_service_close_escalation (ReviewTx *tx, const ReviewDecision *decision, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_escalations (tx, decision->work_item, error);
  const ReviewEscalation *open = list != NULL ? find_open (list) : NULL;

  if (list == NULL || open == NULL)
    return list != NULL;
  if (review_tx_exec (tx, error,
                      "UPDATE escalation SET answered_by = $2, answer = 'decided', "
                      "answered_at = $3 WHERE work_item = $1 AND answered_at IS NULL",
                      "ssi", decision->work_item, decision->actor, review_tx_get_now (tx))
      < 1)
    return FALSE;
  return !is_overruled (open, decision->choice)
         || g_strcmp0 (open->from, review_service_system_user ()->id) == 0
         || review_service_tell_overruled (tx, open, decision, error);
}

/* The case is the next one of the person who escalated it, or who accepted it from them, with the
 * guidance on it. Called before the escalation is answered. */
gboolean
review_service_return_escalated (
    ReviewTx *tx, const char *work_item, const char *guidance, const char *by, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_escalations (tx, work_item, error);
  const ReviewEscalation *open = list != NULL ? find_open (list) : NULL;
  g_autofree char *owner = NULL;

  if (list == NULL || open == NULL)
    return list != NULL;
  owner = review_store_find_owner (tx, work_item, open->from, error);
  return owner != NULL
         && review_tx_exec (tx, error,
                            "DELETE FROM work_exclusion WHERE work_item = $1 AND account = $2",
                            "ss", work_item, owner)
                >= 0
         && review_store_reserve (tx, work_item, owner, review_tx_get_now (tx) + RETURN_TIME, error)
         && tell (tx, open, REVIEW_FEEDBACK_RETURNED, 0, guidance, by, error);
}
