/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The outcome when everything at or above @threshold is called positive. */
typedef struct
{
  double threshold; /* a score that occurs; the first point's is infinite: nothing is called */
  double tp;        /* counts, or sums of weights */
  double fp;
  double tpr;       /* recall; NaN: nothing is positive */
  double fpr;       /* NaN: nothing is negative */
  double precision; /* NaN: nothing is called positive */
} StatsCurvePoint;

/* Area under the ROC curve with DeLong's variance. */
typedef struct
{
  double auc;      /* NaN: one class is empty */
  double variance; /* of @auc; NaN: a class has a single case */
  double low;
  double high;
} StatsAuc;

/* The areas of two scores on the same cases. */
typedef struct
{
  double difference; /* first minus second */
  double variance;
  double z; /* NaN: the scores rank alike */
  double p; /* two-sided, of no difference */
  double low;
  double high;
} StatsAucDifference;

StatsCurvePoint *stats_curve (const double *scores,
                              const guint8 *positives,
                              const double *weights,
                              guint n,
                              guint *ret_n_points);
double stats_curve_area (const StatsCurvePoint *points, guint n_points);
double stats_curve_average_precision (const StatsCurvePoint *points, guint n_points);

gboolean stats_delong (
    const double *scores, const guint8 *positives, guint n, double level, StatsAuc *ret_auc);
gboolean stats_delong_paired (const double *first,
                              const double *second,
                              const guint8 *positives,
                              guint n,
                              double level,
                              StatsAucDifference *ret_difference);

G_END_DECLS
