/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-model"
#include "review-training-job.h"

#include "review-enums.h"
#include "review-record-table.h"

static const ReviewMember review_training_request_type_members[] = {
  REVIEW_M_STRING (ReviewTrainingRequest, reason, REQ),
  REVIEW_M_ENUM (ReviewTrainingRequest, method, review_training_methods, OPT),
  REVIEW_M_RECORD (ReviewTrainingRequest, slice, review_condition_type, OPT),
  REVIEW_M_STRING (ReviewTrainingRequest, pattern, OPT),
  REVIEW_M_END,
};
TYPE (review_training_request_type, ReviewTrainingRequest, "training_request")

static const ReviewMember review_training_job_type_members[] = {
  REVIEW_M_STRING (ReviewTrainingJob, id, REQ),
  REVIEW_M_STRING (ReviewTrainingJob, case_type, REQ),
  REVIEW_M_ENUM (ReviewTrainingJob, state, review_training_states, REQ),
  REVIEW_M_ENUM (ReviewTrainingJob, method, review_training_methods, REQ),
  REVIEW_M_STRING (ReviewTrainingJob, reason, OPT),
  REVIEW_M_RECORD (ReviewTrainingJob, slice, review_condition_type, OPT),
  REVIEW_M_STRING (ReviewTrainingJob, asked_by, OPT),
  REVIEW_M_STRING (ReviewTrainingJob, asked_by_name, OPT),
  REVIEW_M_TIME (ReviewTrainingJob, asked_at, OPT),
  REVIEW_M_INT (ReviewTrainingJob, done, OPT),
  REVIEW_M_INT (ReviewTrainingJob, total, OPT),
  REVIEW_M_STRING (ReviewTrainingJob, error, OPT),
  REVIEW_M_STRING (ReviewTrainingJob, model, OPT),
  REVIEW_M_END,
};
TYPE (review_training_job_type, ReviewTrainingJob, "training_job")

static const ReviewMember review_model_comparison_type_members[] = {
  REVIEW_M_STRING (ReviewModelComparison, name, REQ),
  REVIEW_M_INT (ReviewModelComparison, n, OPT),
  REVIEW_M_INT (ReviewModelComparison, positives, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, auc_live, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, auc_candidate, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, log_loss_live, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, log_loss_candidate, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, gain, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, gain_low, OPT),
  REVIEW_M_DOUBLE (ReviewModelComparison, gain_high, OPT),
  REVIEW_M_BOOLEAN (ReviewModelComparison, passed, OPT),
  REVIEW_M_END,
};
TYPE (review_model_comparison_type, ReviewModelComparison, "model_comparison")

static const ReviewMember review_model_shadow_type_members[] = {
  REVIEW_M_TIME (ReviewModelShadow, since, REQ),
  REVIEW_M_INT (ReviewModelShadow, cases, OPT),
  REVIEW_M_INT (ReviewModelShadow, blocks, OPT),
  REVIEW_M_INT (ReviewModelShadow, passes, OPT),
  REVIEW_M_INT (ReviewModelShadow, right, OPT),
  REVIEW_M_INT (ReviewModelShadow, wrong, OPT),
  REVIEW_M_RECORD (ReviewModelShadow, known, review_model_comparison_type, OPT),
  REVIEW_M_END,
};
TYPE (review_model_shadow_type, ReviewModelShadow, "model_shadow")

static const ReviewMember review_model_version_type_members[] = {
  REVIEW_M_STRING (ReviewModelVersion, version, REQ),
  REVIEW_M_STRING (ReviewModelVersion, case_type, REQ),
  REVIEW_M_ENUM (ReviewModelVersion, state, review_model_states, REQ),
  REVIEW_M_TIME (ReviewModelVersion, created_at, OPT),
  REVIEW_M_ENUM (ReviewModelVersion, method, review_training_methods, OPT),
  REVIEW_M_STRING (ReviewModelVersion, base, OPT),
  REVIEW_M_STRING (ReviewModelVersion, dataset, OPT),
  REVIEW_M_INT (ReviewModelVersion, rows, OPT),
  REVIEW_M_INT (ReviewModelVersion, positives, OPT),
  REVIEW_M_STRING (ReviewModelVersion, reason, OPT),
  REVIEW_M_STRING (ReviewModelVersion, asked_by, OPT),
  REVIEW_M_STRING (ReviewModelVersion, asked_by_name, OPT),
  REVIEW_M_BOOLEAN (ReviewModelVersion, passed, OPT),
  REVIEW_M_RECORDS (ReviewModelVersion, comparison, review_model_comparison_type, OPT),
  REVIEW_M_RECORD (ReviewModelVersion, shadow, review_model_shadow_type, OPT),
  REVIEW_M_STRING (ReviewModelVersion, live_by, OPT),
  REVIEW_M_STRING (ReviewModelVersion, live_by_name, OPT),
  REVIEW_M_TIME (ReviewModelVersion, live_at, OPT),
  REVIEW_M_END,
};
TYPE (review_model_version_type, ReviewModelVersion, "model_version")

static const ReviewMember review_model_list_type_members[] = {
  REVIEW_M_STRING (ReviewModelList, case_type, REQ),
  REVIEW_M_STRING (ReviewModelList, live, OPT),
  REVIEW_M_RECORDS (ReviewModelList, models, review_model_version_type, OPT),
  REVIEW_M_RECORDS (ReviewModelList, jobs, review_training_job_type, OPT),
  REVIEW_M_END,
};
TYPE (review_model_list_type, ReviewModelList, "model_list")

static const ReviewMember review_model_act_type_members[] = {
  REVIEW_M_STRING (ReviewModelAct, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_model_act_type, ReviewModelAct, "model_act")
