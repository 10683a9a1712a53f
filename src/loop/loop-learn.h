/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-certificate.h"
#include "loop-candidate.h"
#include "loop-options.h"
#include "loop-series.h"

G_BEGIN_DECLS

/**
 * LoopBrain:
 * What decides: the live model, the policy in force, and how they came to be.
 */
typedef struct
{
  RocaModel *model;      /* (owned) */
  ReviewPolicy *policy;  /* (owned) */
  HubSensitivity people; /* what gold cases say of them */
  guint gold;            /* given so far */
  guint generation;      /* of models */
  guint calibration;     /* of calibrations */
  guint revision;        /* of policies */
  const char *hidden;    /* (nullable): the clause that the SOP lacks, as a column */
} LoopBrain;

gboolean loop_brain_begin (LoopBrain *self,
                           const LoopWorld *world,
                           LoopLabels *labels,
                           const LoopOptions *options,
                           GError **error);
void loop_brain_ask_gold (LoopBrain *self,
                          const LoopWorld *world,
                          const LoopLabels *labels,
                          const LoopOptions *options,
                          guint n);
void loop_brain_copy (LoopBrain *self, const LoopBrain *from);
gboolean loop_brain_learn (LoopBrain *self,
                           const LoopWorld *world,
                           const LoopLabels *labels,
                           const LoopOptions *options,
                           LoopSeries *series,
                           GError **error);
void loop_brain_suspend (LoopBrain *self, const LoopWorld *world, ReviewSide side);
void loop_brain_clear (LoopBrain *self);

G_END_DECLS
