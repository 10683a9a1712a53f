/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done about an effect from outside: the other system says later how it went, a person sends
 * it again or, having looked, confirms it by hand. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-error.h"
#include "review-personal-data.h"
#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-effects.h"

#define MOST_ROWS  200
#define MAX_REASON 1000 /* characters */

static gboolean
check_role (const ReviewUser *user, GError **error)
{
  return review_role_sees_effects (user->role)
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "effects are seen to by senior agents and leads");
}

/* To act on an effect is to know that its case is decided. */
static gboolean
check_seen (const ReviewEffectStep *step, GError **error)
{
  gboolean hidden = FALSE;

  if (step->actor->role == REVIEW_ROLE_ADMIN)
    return TRUE;
  if (!review_store_is_in_blind_look (step->tx, step->case_id, &hidden, error))
    return FALSE;
  return !hidden || review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
}

static gboolean
begin (ReviewEffectStep *self, ReviewTx *tx, ReviewWrite *write, GError **error)
{
  if (!review_effect_step_init (self, tx, write->call->user, write->object, error)
      || !check_seen (self, error))
    return FALSE;
  return self->before->version == write->call->version
         || review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
}

static gpointer
finish (ReviewEffectStep *self, ReviewWrite *write, const char *reason, GError **error)
{
  g_autofree char *case_id = NULL;

  if (!review_effect_step_finish (self, write->operation, reason, error))
    return NULL;
  return review_store_load_effect (self->tx, write->object, &case_id, error);
}

static gpointer
retry (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_auto (ReviewEffectStep) step = { 0 };
  ReviewEffect *effect;

  if (!begin (&step, tx, write, error))
    return NULL;
  effect = step.effect;
  if (strcmp (effect->kind, REVIEW_EFFECT_BY_HAND) == 0
      || (effect->state != REVIEW_EFFECT_FAILED
          && (effect->state != REVIEW_EFFECT_REQUESTED || effect->next_at == 0)))
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "there is nothing to send again");
      return NULL;
    }
  if (effect->state == REVIEW_EFFECT_FAILED)
    {
      effect->state = REVIEW_EFFECT_REQUESTED;
      effect->at = review_tx_get_now (tx);
      effect->round++;
      effect->attempts = 0;
      effect->accepted_at = 0;
      g_clear_pointer (&effect->reason, g_free);
      g_clear_pointer (&effect->detail, g_free);
    }
  effect->next_at = review_tx_get_now (tx);
  return finish (&step, write, NULL, error);
}

/**
 * review_service_retry_effect:
 * @effect: id of one that failed, or that is on its way
 *
 * Sends it again at once, under the same id; after a failure as the next round.
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_CONFLICT where it changed, or is confirmed
 */
ReviewEffect *
review_service_retry_effect (ReviewService *self,
                             const ReviewCall *call,
                             const char *effect,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "effect_retry",
                        .object = effect,
                        .answer_type = &review_effect_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = retry };

  return check_role (call->user, error) ? review_service_run (&write, error) : NULL;
}

static gboolean
check_reason (const char *reason, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (reason));
  g_autofree char *personal = review_personal_data_find (stripped);

  if (*stripped == '\0')
    review_error_set_field (error, "reason", "is needed");
  else if (g_utf8_strlen (stripped, -1) > MAX_REASON)
    review_error_set_field (error, "reason", "has at most %d characters", MAX_REASON);
  else if (personal != NULL)
    review_error_set_field (error, "reason", "points to a person: cite a ticket instead");
  else
    return TRUE;
  return FALSE;
}

/* Nobody confirms by hand what they decided themselves. */
static gboolean
check_other_person (const ReviewEffectStep *step, GError **error)
{
  g_autoptr (ReviewDecision) decision =
      review_store_load_decision (step->tx, step->before->decision, error);

  if (decision == NULL)
    return FALSE;
  return g_strcmp0 (decision->actor, step->actor->id) != 0
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "whoever decided does not confirm it by hand");
}

static gpointer
confirm (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewEffectAct *act = write->body;
  g_auto (ReviewEffectStep) step = { 0 };

  if (!begin (&step, tx, write, error) || !check_other_person (&step, error))
    return NULL;
  if (!review_effect_may_confirm (step.before, review_tx_get_now (tx)))
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it did not fail and is not late");
      return NULL;
    }
  step.effect->state = REVIEW_EFFECT_CONFIRMED;
  step.effect->at = review_tx_get_now (tx);
  step.effect->next_at = 0;
  g_free (step.effect->by);
  step.effect->by = g_strdup (write->call->user->id);
  g_free (step.effect->note);
  step.effect->note = g_strstrip (g_strdup (act->reason));
  return finish (&step, write, step.effect->note, error);
}

/**
 * review_service_confirm_effect:
 * @effect: id of one that failed or is late
 * @act: how the caller knows that it was done
 *
 * For senior agents and leads who did not decide the case.
 *
 * Returns: (transfer full): it, confirmed
 */
ReviewEffect *
review_service_confirm_effect (ReviewService *self,
                               const ReviewCall *call,
                               const char *effect,
                               const ReviewEffectAct *act,
                               GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "effect_by_hand",
                        .object = effect,
                        .body = act,
                        .answer_type = &review_effect_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = confirm };

  if (!review_role_may_pick (call->user->role))
    {
      review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                           "only senior agents and leads confirm by hand");
      return NULL;
    }
  return check_reason (act->reason, error) ? review_service_run (&write, error) : NULL;
}

static gpointer
report (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewEffectReport *body = write->body;
  const ReviewDelivered said = { .effect = write->object,
                                 .reply = body->state,
                                 .reason = body->reason };
  g_auto (ReviewEffectStep) step = { 0 };
  g_autofree char *case_id = NULL;

  if (!review_effect_step_init (&step, tx, write->call->user, write->object, error)
      || !review_effect_step_take (&step, &said, error))
    return NULL;
  return review_store_load_effect (tx, write->object, &case_id, error);
}

/**
 * review_service_report_effect:
 * @effect: id, as it was sent
 * @report: what the other system says of it now
 *
 * For the other system, which calls as a service. It may say the same any number of times; what
 * contradicts the record leaves it as it is and opens an incident.
 *
 * Returns: (transfer full): the effect as it stands; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewEffect *
review_service_report_effect (ReviewService *self,
                              const ReviewCall *call,
                              const char *effect,
                              const ReviewEffectReport *body,
                              GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "effect_report",
                        .object = effect,
                        .body = body,
                        .answer_type = &review_effect_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = report };

  if (call->user->role == REVIEW_ROLE_SERVICE)
    return review_service_run (&write, error);
  review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "another system says what came of an effect");
  return NULL;
}

typedef struct
{
  ReviewEffectFilter filter;
  ReviewEffectList *page; /* (owned) (nullable) */
  gint64 failed, late;
} Job;

static gboolean
count (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->filter.late_before = review_tx_get_now (tx) - REVIEW_EFFECT_LATE_AFTER;
  return review_store_count_troubled (tx, &job->filter, &job->failed, &job->late, error);
}

static gboolean
list (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  if (!count (tx, user_data, error))
    return FALSE;
  job->page = review_record_new (&review_effect_list_type);
  job->page->failed = job->failed;
  job->page->late = job->late;
  job->page->rows = review_store_list_troubled (tx, &job->filter, error);
  return job->page->rows != NULL;
}

static Job
make_job (const ReviewUser *user)
{
  return (Job){
    .filter = { .account = user->id, .all = user->role == REVIEW_ROLE_ADMIN, .limit = MOST_ROWS }
  };
}

/**
 * review_service_list_effects:
 *
 * Returns: (transfer full): effects that need somebody, with how many there are; never of a case that
 *   is open in a blind look, except for administrators
 */
ReviewEffectList *
review_service_list_effects (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = make_job (user);

  if (!check_role (user, error))
    return NULL;
  if (!review_store_read (self->store, list, &job, error))
    g_clear_pointer (&job.page, review_record_unref);
  return job.page;
}

/**
 * review_service_count_effects:
 * @ret_failed: (out): how many failed
 * @ret_late: (out): how many nobody confirmed in time
 *
 * The figures alone, for a page that has room for no more.
 */
gboolean
review_service_count_effects (ReviewService *self,
                              const ReviewUser *user,
                              gint64 *ret_failed,
                              gint64 *ret_late,
                              GError **error)
{
  Job job = make_job (user);

  if (!check_role (user, error) || !review_store_read (self->store, count, &job, error))
    return FALSE;
  *ret_failed = job.failed;
  *ret_late = job.late;
  return TRUE;
}
