/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store-models.h"
#include "review-training-job.h"

G_BEGIN_DECLS

gboolean review_store_add_job (ReviewTx *tx, const ReviewTrainingJob *job, GError **error);
ReviewTrainingJob *review_store_load_job (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_find_open_job (ReviewTx *tx, ReviewTrainingJob **ret, GError **error);
GPtrArray *review_store_list_jobs (ReviewTx *tx, const char *case_type, GError **error);
gboolean review_store_update_job (ReviewTx *tx, const ReviewTrainingJob *job, GError **error);

gboolean review_store_put_candidate (ReviewTx *tx,
                                     const ReviewStoredModel *model,
                                     GPtrArray *training,
                                     const ReviewModelVersion *card,
                                     const ReviewTrainingJob *job,
                                     GError **error);
GPtrArray *review_store_list_models (ReviewTx *tx, const char *case_type, GError **error);
ReviewModelVersion *
review_store_load_model_version (ReviewTx *tx, const char *version, GError **error);
gboolean review_store_is_live (ReviewTx *tx, const char *version, gboolean *ret, GError **error);
gboolean review_store_was_live (ReviewTx *tx, const char *version, gboolean *ret, GError **error);
gboolean review_store_set_model_state (ReviewTx *tx,
                                       const ReviewModelVersion *model,
                                       ReviewModelState state,
                                       const char *account,
                                       const char *reason,
                                       GError **error);

G_END_DECLS
