/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-demo.h"
#include "review-service.h"

G_BEGIN_DECLS

/**
 * ReviewPreparation:
 * The first start of an embedded server: demo cases are generated and taken in, ROCA is trained
 * on their history, arriving cases are assessed and queued, type by type, so that the first case
 * is there before the last is made. Runs on a thread of its own. A marker in the store says that
 * it has begun and that it is done: after a crash in the middle the next start carries on.
 */
typedef struct _ReviewPreparation ReviewPreparation;

/* @stage is a code: "demo", "training", "assessing"; NULL: nothing more to do. Any thread. */
typedef void (*ReviewPreparationProgress) (const char *stage,
                                           gint64 done,
                                           gint64 total,
                                           gpointer user_data);

/* Trains a model on the stored truth of @case_type and makes it live. */
typedef gboolean (*ReviewPreparationTrain) (ReviewService *service,
                                            const char *case_type,
                                            GCancellable *cancellable,
                                            ReviewProgressFunc progress,
                                            gpointer progress_data,
                                            gpointer user_data,
                                            GError **error);

typedef struct
{
  ReviewDemoOptions demo;
  ReviewPreparationTrain train;
  gpointer train_data;
  ReviewPreparationProgress progress; /* (nullable) */
  gpointer progress_data;
} ReviewPreparationOptions;

void review_preparation_options_init (ReviewPreparationOptions *options, gint64 now);
gboolean
review_preparation_is_needed (ReviewService *service, gboolean *ret_needed, GError **error);
gboolean review_preparation_run (ReviewService *service,
                                 const ReviewPreparationOptions *options,
                                 GCancellable *cancellable,
                                 GError **error);
ReviewPreparation *review_preparation_start (ReviewService *service,
                                             const ReviewPreparationOptions *options);
void review_preparation_stop (ReviewPreparation *self);

G_END_DECLS
