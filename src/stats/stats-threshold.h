/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-interval.h"

G_BEGIN_DECLS

/* What Learn-Then-Test certifies of one side. */
typedef struct
{
  double lambda; /* the loosest certified threshold; NaN: none is */
  guint n;       /* cases that the test at @lambda rests on: the blocked ones, or the bad ones */
  guint k;       /* errors among them */
  double p;      /* p-value of "the error rate is above 1 - target" */
  double bound;  /* lower confidence bound of the achieved precision or recall */
  guint more;    /* labels still needed, about; 0 when @lambda is certified; or STATS_NEVER */
} StatsLtt;

double stats_binomial_p (guint k, guint n, double alpha);
double stats_hoeffding_p (double mean, guint n, double alpha);
double stats_bentkus_p (double mean, guint n, double alpha);
double stats_hoeffding_bentkus_p (double mean, guint n, double alpha);

gboolean stats_ltt_precision (const double *scores,
                              const guint8 *positives,
                              guint n,
                              double target,
                              double delta,
                              StatsLtt *ret_ltt);
gboolean stats_ltt_recall (const double *scores,
                           const guint8 *positives,
                           guint n,
                           double target,
                           double delta,
                           StatsLtt *ret_ltt);

G_END_DECLS
