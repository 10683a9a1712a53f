/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-model.h"

G_BEGIN_DECLS

/* What newer labels say of the calibration in use. Times do not matter here, only their order. */
typedef struct
{
  guint n;
  guint positives;
  double expected;       /* positives that the risks foretold, weighted */
  double ratio;          /* O / E; NaN: none was foretold */
  double z;              /* of O against E; NaN: the risks leave nothing to chance */
  double ece;            /* ten bins of equal mass */
  double mcb;            /* miscalibration part of the Brier score (CORP) */
  double log_loss;       /* on the newer half, with the calibration in use */
  double log_loss_refit; /* there, with one refitted on the older half; NaN: it cannot be fitted */
  gboolean better;       /* the refit's log-loss is lower by more than chance explains */
  RocaCalibration refit; /* fitted on all labels: what --apply would store */
} RocaCalibrationCheck;

gboolean roca_calibration_check (const RocaCalibration *now,
                                 const double *raw,
                                 const guint8 *positives,
                                 const double *weights,
                                 guint n,
                                 RocaCalibrationCheck *ret_check,
                                 GError **error);

G_END_DECLS
