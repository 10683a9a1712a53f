/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-enums.h"
#include "review-store.h"

G_BEGIN_DECLS

/* A trained model as it is kept: the artefact is opaque here and checked against its hash. */
typedef struct
{
  char *version;
  char *case_type;
  GBytes *artefact;
  char *sha256; /* of the artefact; filled by the store */
  char *calibration;
  char *library;
  char *metrics; /* (nullable): JSON */
  gint64 created_at;
} ReviewStoredModel;

/* A case a model was trained on, and the fold that did not see it. */
typedef struct
{
  char *source;
  char *external_id;
  gint64 fold;
} ReviewTrainingRow;

ReviewStoredModel *review_stored_model_new (void);
void review_stored_model_free (ReviewStoredModel *self);
ReviewTrainingRow *
review_training_row_new (const char *source, const char *external_id, gint64 fold);
void review_training_row_free (gpointer row);

gboolean review_store_add_model (ReviewTx *tx,
                                 const ReviewStoredModel *model,
                                 ReviewModelState state,
                                 GPtrArray *training,
                                 GError **error);
gboolean review_store_put_model (ReviewTx *tx,
                                 const ReviewStoredModel *model,
                                 GPtrArray *training,
                                 const char *actor,
                                 GError **error);
gboolean
review_store_find_live_version (ReviewTx *tx, const char *case_type, char **ret, GError **error);
ReviewStoredModel *
review_store_load_live_model (ReviewTx *tx, const char *case_type, GError **error);
ReviewStoredModel *review_store_load_model (ReviewTx *tx, const char *version, GError **error);
gboolean review_store_is_trained_on (ReviewTx *tx,
                                     const char *model,
                                     const char *source,
                                     const char *external_id,
                                     gboolean *ret,
                                     GError **error);
GPtrArray *review_store_load_training (ReviewTx *tx, const char *model, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewStoredModel, review_stored_model_free)

G_END_DECLS
