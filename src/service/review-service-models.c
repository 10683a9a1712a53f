/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates and models: who may ask for one, and who lets one decide. A candidate is trained and
 * compared in the background; it goes live by another person than the one who asked for it, and only
 * through a gate that it passed; whatever was live can be put back. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-models.h"

#include <string.h>

#include "review-error.h"
#include "review-id.h"
#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-candidates.h"
#include "review-store-events.h"
#include "review-store-patterns.h"

#define MAX_REASON 4000 /* characters */

static gboolean
check_analyst (const ReviewUser *user, GError **error)
{
  return review_role_reads_models (user->role)
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "models are for leads, administrators and the model team");
}

static gboolean
check_designer (const ReviewUser *user, GError **error)
{
  return review_role_designs (user->role)
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "leads and administrators say which model decides");
}

static gboolean
tell (ReviewTx *tx,
      const ReviewUser *user,
      const char *action,
      const char *event,
      const char *case_type,
      const char *ref,
      const char *reason,
      GError **error)
{
  g_autofree char *object = g_strconcat ("model:", case_type, NULL);
  ReviewAuditEntry entry = {
    .actor = user->id, .action = action, .object = object, .ref = ref, .reason = reason
  };

  return review_audit_add (tx, &entry, error)
         && review_event_add (tx, event, case_type, NULL, error);
}

typedef struct
{
  const char *case_type;
  ReviewModelList *list; /* (owned) */
} Listing;

static gboolean
read_list (ReviewTx *tx, gpointer user_data, GError **error)
{
  Listing *listing = user_data;
  g_autoptr (ReviewModelList) list = review_record_new (&review_model_list_type);

  list->case_type = g_strdup (listing->case_type);
  list->models = review_store_list_models (tx, listing->case_type, error);
  if (list->models == NULL)
    return FALSE;
  list->jobs = review_store_list_jobs (tx, listing->case_type, error);
  if (list->jobs == NULL)
    return FALSE;
  for (guint i = 0; i < list->models->len; i++)
    {
      ReviewModelVersion *one = list->models->pdata[i];

      if (!review_service_measure_shadow (tx, one, error))
        return FALSE;
      if (one->state == REVIEW_MODEL_LIVE)
        list->live = g_strdup (one->version);
    }
  listing->list = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
check_type (ReviewService *self, const char *case_type, GError **error)
{
  return review_catalog_find_type (self->catalog, case_type) != NULL
         || review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
}

/**
 * review_service_list_models:
 *
 * Returns: (transfer full): the versions of the type's model and the jobs that made or make one, the
 *   newest first; %NULL with %REVIEW_ERROR_NOT_FOUND when there is no such type
 */
ReviewModelList *
review_service_list_models (ReviewService *self,
                            const ReviewUser *user,
                            const char *case_type,
                            GError **error)
{
  Listing listing = { case_type, NULL };

  if (!check_analyst (user, error) || !check_type (self, case_type, error)
      || !review_store_read (self->store, read_list, &listing, error))
    return NULL;
  return listing.list;
}

/* What the candidate is meant to do better: as asked, or the cases of a pattern of the type. */
static gboolean
find_slice (ReviewTx *tx,
            const ReviewTrainingRequest *request,
            const char *case_type,
            ReviewCondition **ret_slice,
            GError **error)
{
  g_autoptr (ReviewPattern) pattern = NULL;

  *ret_slice = request->slice != NULL ? review_record_ref (request->slice) : NULL;
  if (request->pattern == NULL)
    return TRUE;
  pattern = review_store_load_pattern (tx, request->pattern, error);
  if (pattern == NULL)
    return FALSE;
  if (request->slice == NULL && g_strcmp0 (pattern->case_type, case_type) == 0)
    *ret_slice = review_pattern_dup_slice (pattern);
  if (request->slice != NULL || *ret_slice == NULL)
    review_error_set_field (error, "pattern", "is of another type, or not asked of cases alone");
  return request->slice == NULL && *ret_slice != NULL;
}

static gpointer
ask (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewTrainingRequest *request = write->body;
  g_autoptr (ReviewTrainingJob) job = review_record_new (&review_training_job_type);
  GError *local = NULL;

  job->id = review_id_new (review_tx_get_clock (tx));
  job->case_type = g_strdup (write->object);
  job->state = REVIEW_TRAINING_WAITING;
  job->method = request->method != 0 ? request->method : REVIEW_TRAINING_ANEW;
  job->reason = g_strdup (request->reason);
  if (!find_slice (tx, request, write->object, &job->slice, error))
    return NULL;
  job->asked_by = g_strdup (write->call->user->id);
  job->asked_by_name = g_strdup (write->call->user->name);
  job->asked_at = review_tx_get_now (tx);
  if (!review_store_add_job (tx, job, &local))
    {
      if (g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_CONFLICT))
        {
          g_clear_error (&local);
          review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                               "a candidate of this type is being trained");
        }
      else
        g_propagate_error (error, local);
      return NULL;
    }
  if (!tell (tx, write->call->user, "candidate_ask", "candidate", job->case_type, job->id,
             job->reason, error))
    return NULL;
  return g_steal_pointer (&job);
}

/**
 * review_service_ask_candidate:
 * @request: why, how, and what it is meant to do better
 *
 * Returns: (transfer full): the job, which waits; %NULL with %REVIEW_ERROR_CONFLICT while another one
 *   of the type is open, %REVIEW_ERROR_INVALID naming the member that is wrong
 */
ReviewTrainingJob *
review_service_ask_candidate (ReviewService *self,
                              const ReviewCall *call,
                              const char *case_type,
                              const ReviewTrainingRequest *request,
                              GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "ask_candidate",
                        .object = case_type,
                        .body = request,
                        .answer_type = &review_training_job_type,
                        .run = ask };

  if (!check_analyst (call->user, error) || !check_type (self, case_type, error)
      || !review_service_check_reason (request->reason, MAX_REASON, TRUE, error)
      || (request->slice != NULL && !review_condition_check (request->slice, "slice", error)))
    return NULL;
  return review_service_run (&write, error);
}

static gpointer
cancel (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewTrainingJob) job = review_store_load_job (tx, write->object, error);

  if (job == NULL)
    return NULL;
  if (job->state != REVIEW_TRAINING_WAITING && job->state != REVIEW_TRAINING_RUNNING)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the job is over");
      return NULL;
    }
  job->state = REVIEW_TRAINING_CANCELLED;
  if (!review_store_update_job (tx, job, error)
      || !tell (tx, write->call->user, "candidate_cancel", "candidate", job->case_type, job->id,
                NULL, error))
    return NULL;
  return g_steal_pointer (&job);
}

/**
 * review_service_cancel_training:
 *
 * Returns: (transfer full): the job; %NULL with %REVIEW_ERROR_CONFLICT when it is over
 */
ReviewTrainingJob *
review_service_cancel_training (ReviewService *self,
                                const ReviewCall *call,
                                const char *job,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "cancel_training",
                        .object = job,
                        .answer_type = &review_training_job_type,
                        .run = cancel };

  return check_analyst (call->user, error) ? review_service_run (&write, error) : NULL;
}

/* The gate was passed beside the model that is live still, and live cases do not speak against it. */
static gboolean
check_gate (ReviewTx *tx, ReviewModelVersion *model, GError **error)
{
  gboolean is_live = FALSE;

  if (!model->passed)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it did not pass its gate");
  if (model->base != NULL && !review_store_is_live (tx, model->base, &is_live, error))
    return FALSE;
  if (model->base != NULL && !is_live)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "another model went live since it was compared");
  if (!review_service_measure_shadow (tx, model, error))
    return FALSE;
  return model->shadow == NULL || model->shadow->known->passed
         || review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it is worse on live cases");
}

/* A candidate goes live through its gate, by another person; what was live once is put back. */
static gboolean
check_live (ReviewTx *tx,
            ReviewModelVersion *model,
            const ReviewUser *user,
            const char *reason,
            GError **error)
{
  gboolean was_live = FALSE;

  if (model->state == REVIEW_MODEL_LIVE)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it is live");
  if (model->state == REVIEW_MODEL_RETIRED)
    {
      if (!review_store_was_live (tx, model->version, &was_live, error))
        return FALSE;
      return was_live ? review_service_check_reason (reason, MAX_REASON, TRUE, error)
                      : review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it was dropped");
    }
  if (g_strcmp0 (model->asked_by, user->id) == 0)
    return review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "nobody approves their own work");
  return check_gate (tx, model, error);
}

static gpointer
set_state (ReviewTx *tx,
           ReviewWrite *write,
           const ReviewModelVersion *model,
           ReviewModelState state,
           const char *action,
           GError **error)
{
  const ReviewModelAct *act = write->body;
  const ReviewUser *user = write->call->user;
  const char *reason = act != NULL ? act->reason : NULL;
  const char *event = state == REVIEW_MODEL_LIVE ? "model" : "candidate";

  if (!review_store_set_model_state (tx, model, state, user->id, reason, error)
      || !tell (tx, user, action, event, model->case_type, model->version, reason, error))
    return NULL;
  return review_store_load_model_version (tx, model->version, error);
}

static gpointer
make_live (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewModelAct *act = write->body;
  g_autoptr (ReviewModelVersion) model = review_store_load_model_version (tx, write->object, error);

  if (model == NULL || !check_live (tx, model, write->call->user, act->reason, error))
    return NULL;
  return set_state (tx, write, model, REVIEW_MODEL_LIVE,
                    model->state == REVIEW_MODEL_RETIRED ? "model_put_back" : "model_live", error);
}

static gpointer
start_shadow (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewModelVersion) model = review_store_load_model_version (tx, write->object, error);

  if (model == NULL)
    return NULL;
  if (model->state != REVIEW_MODEL_CANDIDATE)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it is no candidate");
      return NULL;
    }
  return set_state (tx, write, model, REVIEW_MODEL_SHADOW, "model_shadow", error);
}

/**
 * review_service_shadow_model:
 *
 * From now on the candidate reads each case that ROCA assesses, and decides nothing.
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_CONFLICT when it is no candidate
 */
ReviewModelVersion *
review_service_shadow_model (ReviewService *self,
                             const ReviewCall *call,
                             const char *version,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "shadow_model",
                        .object = version,
                        .answer_type = &review_model_version_type,
                        .run = start_shadow };

  return check_analyst (call->user, error) ? review_service_run (&write, error) : NULL;
}

/* Whoever assesses reads the live model again. */
static void
follow (ReviewService *self)
{
  ReviewAssessor assessor;

  g_mutex_lock (&self->lock);
  assessor = self->assessor;
  g_mutex_unlock (&self->lock);
  if (assessor.models_changed != NULL)
    assessor.models_changed (assessor.self);
}

/**
 * review_service_make_model_live:
 * @act: its reason is needed for a model that is put back
 *
 * Thresholds that were certified for the model before decide nothing for this one until they are
 * certified anew: the Hub's gates see to it.
 *
 * Returns: (transfer full): the model; %NULL with %REVIEW_ERROR_FORBIDDEN for who asked for it,
 *   %REVIEW_ERROR_CONFLICT when it did not pass its gate, was dropped, or is live
 */
ReviewModelVersion *
review_service_make_model_live (ReviewService *self,
                                const ReviewCall *call,
                                const char *version,
                                const ReviewModelAct *act,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "make_model_live",
                        .object = version,
                        .body = act,
                        .answer_type = &review_model_version_type,
                        .run = make_live,
                        .committed = follow };

  return check_designer (call->user, error)
                 && review_service_check_reason (act->reason, MAX_REASON, FALSE, error)
             ? review_service_run (&write, error)
             : NULL;
}

static gpointer
drop (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewModelVersion) model = review_store_load_model_version (tx, write->object, error);

  if (model == NULL)
    return NULL;
  if (model->state != REVIEW_MODEL_CANDIDATE && model->state != REVIEW_MODEL_SHADOW)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it is no candidate");
      return NULL;
    }
  return set_state (tx, write, model, REVIEW_MODEL_RETIRED, "model_drop", error);
}

/**
 * review_service_drop_model:
 * @act: why
 *
 * Returns: (transfer full): the candidate, which retires without having been live; %NULL with
 *   %REVIEW_ERROR_CONFLICT when it is none
 */
ReviewModelVersion *
review_service_drop_model (ReviewService *self,
                           const ReviewCall *call,
                           const char *version,
                           const ReviewModelAct *act,
                           GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "drop_model",
                        .object = version,
                        .body = act,
                        .answer_type = &review_model_version_type,
                        .run = drop };

  return check_analyst (call->user, error)
                 && review_service_check_reason (act->reason, MAX_REASON, TRUE, error)
             ? review_service_run (&write, error)
             : NULL;
}
