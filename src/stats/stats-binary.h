/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A two-class result at a cut: score at or above it counts as positive. */
typedef struct
{
  guint tp;
  guint fp;
  guint tn;
  guint fn;
  double precision; /* NaN: nothing was called positive */
  double recall;    /* NaN: nothing is positive */
  double f1;        /* NaN: both are undefined */
} StatsConfusion;

typedef struct
{
  double value;
  double low;
  double high;
} StatsInterval;

typedef struct
{
  StatsInterval auc;
  StatsInterval precision;
  StatsInterval recall;
  StatsInterval f1;
} StatsBinary;

double stats_auc (const double *scores, const guint8 *positives, guint n);
StatsConfusion stats_confusion (const double *scores, const guint8 *positives, guint n, double cut);
double stats_best_f1_cut (const double *scores, const guint8 *positives, guint n, double *ret_f1);
StatsBinary stats_binary_bootstrap (const double *scores,
                                    const guint8 *positives,
                                    guint n,
                                    double cut,
                                    guint replicates,
                                    double level,
                                    guint32 seed);

G_END_DECLS
