/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "loop-learn.h"

G_BEGIN_DECLS

/* A decision that will turn out to have been wrong. */
typedef struct
{
  LoopLabel label;
  guint week; /* when it comes to light */
} LoopOutcome;

/**
 * LoopArm:
 * A floor while its year goes by.
 */
typedef struct
{
  const LoopWorld *world;
  const LoopOptions *options;
  gboolean learns;
  LoopBrain brain;
  LoopLabels *labels;
  GArray *outcomes; /* LoopOutcome, still to come */
  LoopSeries *series;
  guint gaps; /* looks at cases that no clause speaks of, as people said */
  gboolean drafted;
  guint audited[2]; /* by side, since the thresholds are in force */
  guint audit_errors[2];
  guint passed;     /* cases, since then */
  guint called_bad; /* by people, since then */
} LoopArm;

gboolean loop_arm_run_week (LoopArm *self, const guint *rows, guint n, GError **error);
void loop_arm_clear (LoopArm *self);

G_END_DECLS
