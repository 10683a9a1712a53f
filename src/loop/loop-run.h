/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "loop-options.h"
#include "loop-series.h"
#include "loop-world.h"

G_BEGIN_DECLS

/* The same year twice: with the learning paths, and with what history taught and nothing more. */
typedef struct
{
  LoopSeries with_loop;
  LoopSeries without_loop;
  guint per_week;
  guint history;
  char *clause; /* (owned) (nullable): that the SOP lacked at first */
} LoopResult;

/* @week of @weeks is over, in the arm that learns or in the other. FALSE stops. */
typedef gboolean (*LoopProgressFunc) (gboolean learns, guint week, guint weeks, gpointer user_data);

gboolean loop_run (const LoopWorld *world,
                   const LoopOptions *options,
                   LoopProgressFunc progress,
                   gpointer user_data,
                   LoopResult *ret_result,
                   GError **error);
void loop_result_clear (LoopResult *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LoopResult, loop_result_clear)

G_END_DECLS
