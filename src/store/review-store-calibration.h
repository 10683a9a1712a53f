/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/* A calibration of a model: logit p = c + a ln s - b ln (1 - s). */
typedef struct
{
  char *version;
  char *model;
  double a;
  double b;
  double c;
  gint64 n; /* labels that it was fitted on */
  gint64 at;
} ReviewStoredCalibration;

ReviewStoredCalibration *review_stored_calibration_new (void);
void review_stored_calibration_free (ReviewStoredCalibration *self);

gboolean review_store_put_calibration (ReviewTx *tx,
                                       const ReviewStoredCalibration *calibration,
                                       const char *actor,
                                       GError **error);
ReviewStoredCalibration *
review_store_load_live_calibration (ReviewTx *tx, const char *model, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewStoredCalibration, review_stored_calibration_free)

G_END_DECLS
