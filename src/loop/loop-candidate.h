/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "loop-label.h"
#include "stats-pair.h"

G_BEGIN_DECLS

/* Cases that two models are compared on, which neither was trained on: the first by its own risks, the
 * second out of fold where it was trained on them. */
typedef struct
{
  const double *risks[2];
  const guint8 *positives;
  const double *pi;      /* (nullable) */
  const guint *clusters; /* (nullable): below n; alike cases have the same one */
  guint n;
} LoopPair;

void loop_compare (const LoopPair *pair, double level, StatsComparison *ret_comparison);

/* How a candidate is made. */
typedef struct
{
  guint64 seed;
  guint threads;
  const char *hidden; /* (nullable): a column that does not exist yet */
} LoopTraining;

RocaModel *loop_train (const LoopWorld *world,
                       const LoopLabels *labels,
                       const LoopTraining *training,
                       const char *version,
                       GError **error);
gboolean loop_model_scores (const RocaModel *model,
                            const LoopWorld *world,
                            const LoopLabels *labels,
                            double *ret_raw,
                            guint8 *ret_trained,
                            GError **error);
gboolean loop_recalibrate (RocaModel *model,
                           const LoopLabels *labels,
                           const double *raw,
                           const guint8 *use,
                           gboolean only_better,
                           const char *version);

G_END_DECLS
