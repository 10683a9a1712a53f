/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "review-training-job.h"
#include "stats-pair.h"

G_BEGIN_DECLS

ReviewModelList *review_service_list_models (ReviewService *self,
                                             const ReviewUser *user,
                                             const char *case_type,
                                             GError **error);
ReviewTrainingJob *review_service_ask_candidate (ReviewService *self,
                                                 const ReviewCall *call,
                                                 const char *case_type,
                                                 const ReviewTrainingRequest *request,
                                                 GError **error);
ReviewTrainingJob *review_service_cancel_training (ReviewService *self,
                                                   const ReviewCall *call,
                                                   const char *job,
                                                   GError **error);
ReviewModelVersion *review_service_shadow_model (ReviewService *self,
                                                 const ReviewCall *call,
                                                 const char *version,
                                                 GError **error);
ReviewModelVersion *review_service_make_model_live (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *version,
                                                    const ReviewModelAct *act,
                                                    GError **error);
ReviewModelVersion *review_service_drop_model (ReviewService *self,
                                               const ReviewCall *call,
                                               const char *version,
                                               const ReviewModelAct *act,
                                               GError **error);

/* review-service-shadow.c */
gboolean review_service_measure_shadow (ReviewTx *tx, ReviewModelVersion *model, GError **error);
ReviewModelComparison *
review_model_comparison_of (const char *name, const StatsComparison *c, gboolean passed);

G_END_DECLS
