/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-binary.h"

G_BEGIN_DECLS

/* What a threshold would do on either side. Numbers of cases are sums of weights. */
typedef struct
{
  double threshold;
  /* as the threshold of automatic passes: everything at or below it */
  double passed;
  double missed;        /* positives among them */
  guint n_passed;       /* labels that @passed rests on */
  StatsInterval recall; /* share of the positives that are not passed; NaN: there are none */
  /* as the threshold of automatic blocks: everything at or above it */
  double blocked;
  double wrongly_blocked;  /* negatives among them */
  guint n_blocked;         /* labels that @blocked rests on */
  StatsInterval precision; /* share of positives among them; NaN: nothing is blocked */
  StatsInterval caught;    /* share of the positives that are blocked; NaN: there are none */
} StatsSweepPoint;

StatsSweepPoint *stats_sweep (const double *scores,
                              const guint8 *positives,
                              const double *weights,
                              guint n,
                              const double *grid,
                              guint n_grid,
                              double level,
                              guint *ret_n_points);

G_END_DECLS
