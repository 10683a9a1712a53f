/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-model.h"

G_BEGIN_DECLS

/* Rows for XGBoost, row after row; NaN is missing. Borrowed. */
typedef struct
{
  const float *rows;
  const float *labels; /* 0 or 1; NULL when only predicting */
  guint n_rows;
  guint n_columns;
} RocaRows;

/* One trained tree ensemble. */
typedef struct _RocaBooster RocaBooster;

RocaBooster *roca_booster_train (const RocaRows *train,
                                 const RocaRows *valid,
                                 const RocaTrainOptions *options,
                                 const int *monotone,
                                 guint seed,
                                 GBytes *base,
                                 GError **error);
RocaBooster *roca_booster_load (const guint8 *bytes, gsize len, guint n_columns, GError **error);
GBytes *roca_booster_save (RocaBooster *self, GError **error);
void roca_booster_free (RocaBooster *self);
guint roca_booster_get_rounds (RocaBooster *self);
gboolean
roca_booster_add_margins (RocaBooster *self, const RocaRows *rows, double *margins, GError **error);
gboolean roca_boosters_add (GPtrArray *boosters,
                            const RocaRows *rows,
                            double *margins,
                            double *contributions,
                            GError **error);
char *roca_xgboost_version (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaBooster, roca_booster_free)

G_END_DECLS
