/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls for what is tried before it decides: candidates for the live models, and policies on
 * trial. They end with the _finish that is named after their answer. */
#pragma once

#include "review-client.h"
#include "review-experiment.h"
#include "review-training-job.h"

G_BEGIN_DECLS

void review_client_get_models_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL);
void review_client_ask_candidate_async (ReviewClient *self,
                                        const char *case_type,
                                        const ReviewTrainingRequest *request,
                                        const char *key,
                                        REVIEW_CALL_TAIL);
void review_client_cancel_training_async (ReviewClient *self,
                                          const char *job,
                                          const char *key,
                                          REVIEW_CALL_TAIL);
void review_client_act_on_model_async (ReviewClient *self,
                                       const char *version,
                                       const char *act,
                                       const ReviewModelAct *body,
                                       const char *key,
                                       REVIEW_CALL_TAIL);

void review_client_get_experiments_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_experiment_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);
void review_client_propose_experiment_async (ReviewClient *self,
                                             const ReviewExperimentRequest *request,
                                             const char *key,
                                             REVIEW_CALL_TAIL);
void review_client_act_on_experiment_async (ReviewClient *self,
                                            const char *id,
                                            const char *act,
                                            const ReviewExperimentAct *body,
                                            gint64 version,
                                            const char *key,
                                            REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (models, ReviewModelList, review_model_list_type)
REVIEW_CLIENT_FINISH (training_job, ReviewTrainingJob, review_training_job_type)
REVIEW_CLIENT_FINISH (model_version, ReviewModelVersion, review_model_version_type)
REVIEW_CLIENT_FINISH (experiments, ReviewExperimentList, review_experiment_list_type)
REVIEW_CLIENT_FINISH (experiment, ReviewExperiment, review_experiment_type)

G_END_DECLS
