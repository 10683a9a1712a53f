/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-service.h"
#include "review-store-models.h"
#include "roca-model.h"

G_BEGIN_DECLS

/* What to train on, and what came of it. */
typedef struct
{
  const char *const *external_ids; /* (nullable): only these cases */
  guint64 seed;                    /* 0: the default */
  gboolean quick;                  /* seconds instead of a minute, a little less exact */
  GBytes *base;                    /* (nullable): artefact that is trained on, see
                                    * roca_train_continued(); NULL: from nothing */
  char *version;                   /* (out) (owned): of the new live model */
  RocaTrainMetrics metrics;        /* (out): measured out of fold */
} ReviewTraining;

/* A model that was trained and is not in the store yet. */
typedef struct
{
  RocaModel *model;          /* (owned) */
  ReviewStoredModel *stored; /* (owned) */
  GPtrArray *rows;           /* (owned): #ReviewTrainingRow of each case */
  char *dataset;             /* (owned): SHA-256 of the rows with their features and truths */
  RocaTrainMetrics metrics;
} ReviewTrained;

void review_training_clear (ReviewTraining *self);
gboolean review_training_make (ReviewService *service,
                               const char *case_type,
                               GCancellable *cancellable,
                               ReviewProgressFunc progress,
                               gpointer progress_data,
                               const ReviewTraining *training,
                               ReviewTrained *ret_trained,
                               GError **error);
gboolean
review_training_put_calibration (ReviewTx *tx, const ReviewTrained *trained, GError **error);
void review_trained_clear (ReviewTrained *self);
gboolean review_training_run (ReviewService *service,
                              const char *case_type,
                              GCancellable *cancellable,
                              ReviewProgressFunc progress,
                              gpointer progress_data,
                              gpointer user_data,
                              GError **error);

char *
review_training_make_version (ReviewService *service, const char *case_type, const char *infix);

char *review_training_find_program (GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewTraining, review_training_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewTrained, review_trained_clear)

G_END_DECLS
