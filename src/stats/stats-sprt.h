/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A corridor of errors over answers: s n - h1 passes, s n + h2 fails. */
typedef struct
{
  double s;
  double h1;
  double h2;
} StatsSprt;

typedef enum
{
  STATS_SPRT_GOES_ON,
  STATS_SPRT_PASSES,
  STATS_SPRT_FAILS
} StatsSprtVerdict;

gboolean stats_sprt_init (StatsSprt *self, double p0, double p1, double alpha, double beta);
StatsSprtVerdict stats_sprt_judge (const StatsSprt *self, guint n, guint errors);
guint stats_sprt_earliest_pass (const StatsSprt *self);

G_END_DECLS
