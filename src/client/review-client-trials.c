/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One typed call for each route of candidates and of experiments. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-trials.h"

#include "review-client-private.h"

/** review_client_get_models_async: of a case type; ends with review_client_finish_models(). */
void
review_client_get_models_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/models/", case_type, ""), &review_model_list_type,
                   review_client_get_models_async, cancellable, callback, user_data);
}

/**
 * review_client_ask_candidate_async:
 * @request: why, how, and what the candidate is meant to do better
 *
 * Ends with review_client_finish_training_job(): CONFLICT while another one is being trained.
 */
void
review_client_ask_candidate_async (ReviewClient *self,
                                   const char *case_type,
                                   const ReviewTrainingRequest *request,
                                   const char *key,
                                   REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/models/", case_type, "/candidates"), request,
                    REVIEW_NO_VERSION, key, &review_training_job_type,
                    review_client_ask_candidate_async, cancellable, callback, user_data);
}

/** review_client_cancel_training_async: ends with review_client_finish_training_job(). */
void
review_client_cancel_training_async (ReviewClient *self,
                                     const char *job,
                                     const char *key,
                                     REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/training/", job, "/cancel"), NULL,
                    REVIEW_NO_VERSION, key, &review_training_job_type,
                    review_client_cancel_training_async, cancellable, callback, user_data);
}

/**
 * review_client_act_on_model_async:
 * @act: "shadow", "live" or "drop"
 * @body: (nullable): of all but "shadow"
 *
 * Ends with review_client_finish_model_version(): FORBIDDEN for one's own, CONFLICT where its state
 * or its gate does not allow it.
 */
void
review_client_act_on_model_async (ReviewClient *self,
                                  const char *version,
                                  const char *act,
                                  const ReviewModelAct *body,
                                  const char *key,
                                  REVIEW_CALL_TAIL)
{
  g_autofree char *after = g_strconcat ("/", act, NULL);

  review_call_post (self, review_call_path ("/v1/models/", version, after), body, REVIEW_NO_VERSION,
                    key, &review_model_version_type, review_client_act_on_model_async, cancellable,
                    callback, user_data);
}

/** review_client_get_experiments_async: ends with review_client_finish_experiments(). */
void
review_client_get_experiments_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/experiments"), &review_experiment_list_type,
                   review_client_get_experiments_async, cancellable, callback, user_data);
}

/** review_client_get_experiment_async: ends with review_client_finish_experiment(). */
void
review_client_get_experiment_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/experiments/", id, ""), &review_experiment_type,
                   review_client_get_experiment_async, cancellable, callback, user_data);
}

/**
 * review_client_propose_experiment_async:
 *
 * Plays history once more, which takes a while. Ends with review_client_finish_experiment(): INVALID
 * names what cannot be tried so.
 */
void
review_client_propose_experiment_async (ReviewClient *self,
                                        const ReviewExperimentRequest *request,
                                        const char *key,
                                        REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/experiments"), request, REVIEW_NO_VERSION, key,
                    &review_experiment_type, review_client_propose_experiment_async, cancellable,
                    callback, user_data);
}

/**
 * review_client_act_on_experiment_async:
 * @act: "shadow", "rollout", "promote" or "end"
 * @body: (nullable): of all but "shadow"
 * @version: of the experiment, as it was seen
 *
 * Ends with review_client_finish_experiment(): CONFLICT when it is not as seen, or not ready.
 */
void
review_client_act_on_experiment_async (ReviewClient *self,
                                       const char *id,
                                       const char *act,
                                       const ReviewExperimentAct *body,
                                       gint64 version,
                                       const char *key,
                                       REVIEW_CALL_TAIL)
{
  g_autofree char *after = g_strconcat ("/", act, NULL);

  review_call_post (self, review_call_path ("/v1/experiments/", id, after), body, version, key,
                    &review_experiment_type, review_client_act_on_experiment_async, cancellable,
                    callback, user_data);
}
