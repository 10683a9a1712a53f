/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a score ranks: the ROC and the precision-recall curve, the area with its variance, and
 * whether one score ranks the same cases better than another. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-curve.h"

#include "stats-order.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/* Divides every point by the totals, which only the last point knows. */
static void
complete (StatsCurvePoint *points, guint n_points)
{
  double positives = points[n_points - 1].tp, negatives = points[n_points - 1].fp;

  for (guint i = 0; i < n_points; i++)
    {
      StatsCurvePoint *p = &points[i];

      p->tpr = positives > 0 ? p->tp / positives : NAN;
      p->fpr = negatives > 0 ? p->fp / negatives : NAN;
      p->precision = p->tp + p->fp > 0 ? p->tp / (p->tp + p->fp) : NAN;
    }
}

/**
 * stats_curve:
 * @scores: @n scores, higher is more positive
 * @positives: @n truths
 * @weights: (nullable): 1 / pi of each case; NULL: all 1
 * @ret_n_points: (out): number of points
 *
 * The ROC curve (fpr, tpr) and the precision-recall curve (tpr, precision) in one walk from strict
 * to loose (Fawcett, Pattern Recognition Letters 2006): a point for each distinct score, since a
 * threshold cannot stand between equal ones, and one before them for "nothing is called".
 *
 * Returns: (transfer full) (nullable) (array length=ret_n_points): the points, at most @n + 1; NULL
 *   when a score is NaN
 */
StatsCurvePoint *
stats_curve (const double *scores,
             const guint8 *positives,
             const double *weights,
             guint n,
             guint *ret_n_points)
{
  g_autofree guint32 *order = stats_order (scores, n);
  StatsCurvePoint *points;
  StatsCurvePoint point = { INFINITY, 0, 0, NAN, NAN, NAN };
  guint count = 0;

  *ret_n_points = 0;
  if (order == NULL)
    return NULL;
  points = g_new (StatsCurvePoint, n + 1);
  points[count++] = point;
  for (guint i = n; i-- > 0;)
    {
      guint32 at = order[i];

      *(positives[at] ? &point.tp : &point.fp) += weights != NULL ? weights[at] : 1;
      point.threshold = scores[at];
      if (i == 0 || scores[order[i - 1]] < scores[at])
        points[count++] = point;
    }
  complete (points, count);
  *ret_n_points = count;
  return points;
}

/**
 * stats_curve_area:
 * @points: from stats_curve()
 *
 * Area under the ROC curve by trapezoids, which counts ties half: stats_auc(), weighted if the
 * curve is.
 *
 * Returns: 0..1; NaN where one class is empty
 */
double
stats_curve_area (const StatsCurvePoint *points, guint n_points)
{
  double area = n_points > 1 ? 0 : NAN;

  for (guint i = 1; i < n_points; i++)
    area += (points[i].fpr - points[i - 1].fpr) * (points[i].tpr + points[i - 1].tpr) / 2;
  return area;
}

/**
 * stats_curve_average_precision:
 * @points: from stats_curve()
 *
 * Sum of precision times the recall gained at each point, without interpolation, which would be
 * too kind (Davis & Goadrich, ICML 2006).
 *
 * Returns: 0..1; NaN where nothing is positive
 */
double
stats_curve_average_precision (const StatsCurvePoint *points, guint n_points)
{
  double sum = n_points > 1 ? 0 : NAN;

  for (guint i = 1; i < n_points; i++)
    sum += (points[i].tpr - points[i - 1].tpr) * points[i].precision;
  return sum;
}

/* DeLong's placements: for each case the share of the other class that it is on the right side of,
 * ties half. Their mean over either class is the area. */
static double *
place (const double *scores, const guint8 *positives, guint n, guint n_positive)
{
  g_autofree guint32 *order = stats_order (scores, n);
  double *placements;
  double below[2] = { 0, 0 };

  if (order == NULL)
    return NULL;
  placements = g_new (double, MAX (n, 1));
  for (guint i = 0, j; i < n; i = j)
    {
      double tied[2] = { 0, 0 };

      for (j = i; j < n && !(scores[order[j]] > scores[order[i]]); j++)
        tied[positives[order[j]] ? 1 : 0]++;
      for (guint t = i; t < j; t++)
        placements[order[t]] = positives[order[t]] ? (below[0] + tied[0] / 2) / (n - n_positive)
                                                   : 1 - (below[1] + tied[1] / 2) / n_positive;
      below[0] += tied[0];
      below[1] += tied[1];
    }
  return placements;
}

/* Mean over the positives, and the sum over both classes of variance / count. */
static void
summarise (const double *placements,
           const guint8 *positives,
           guint n,
           double *ret_mean,
           double *ret_variance)
{
  double mean[2] = { 0, 0 }, square[2] = { 0, 0 };
  guint count[2] = { 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      guint c = positives[i] ? 1 : 0;
      double off = placements[i] - mean[c]; /* Welford */

      mean[c] += off / ++count[c];
      square[c] += off * (placements[i] - mean[c]);
    }
  *ret_mean = mean[1];
  *ret_variance = NAN;
  if (count[0] > 1 && count[1] > 1)
    *ret_variance =
        square[0] / (count[0] - 1.0) / count[0] + square[1] / (count[1] - 1.0) / count[1];
}

static guint
count_positives (const guint8 *positives, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += positives[i] ? 1 : 0;
  return count;
}

/* Interval of an area on the logit scale. A perfect area has no variance to see, but among
 * min (P, N) disjoint pairs none was wrong, and that many independent pairs bound the rate. */
static void
bound_area (StatsAuc *self, guint fewer, double level)
{
  double z = gsl_cdf_ugaussian_Pinv ((1 + level) / 2), half;

  if (self->auc <= 0 || self->auc >= 1)
    {
      double bound = pow ((1 - level) / 2, 1.0 / fewer);

      self->low = self->auc >= 1 ? bound : 0;
      self->high = self->auc >= 1 ? 1 : 1 - bound;
      return;
    }
  half = exp (z * sqrt (self->variance) / (self->auc * (1 - self->auc)));
  self->low = self->auc / (self->auc + (1 - self->auc) * half);
  self->high = self->auc / (self->auc + (1 - self->auc) / half);
}

/**
 * stats_delong:
 * @scores: @n scores, higher is more positive
 * @positives: @n truths
 * @level: of the interval, 0.95
 * @ret_auc: (out): area, variance and interval; all NaN where one class is empty
 *
 * DeLong, DeLong & Clarke-Pearson (Biometrics 1988) by the order of the scores (Sun & Xu, IEEE
 * Signal Processing Letters 2014). The interval is on the logit scale (Pepe 2003, 5.2.4), which
 * keeps its promise near 1 better than the plain one. A perfect area gets the exact bound of
 * min (P, N) pairs that have no case in common.
 *
 * Returns: FALSE when a score is NaN
 */
gboolean
stats_delong (
    const double *scores, const guint8 *positives, guint n, double level, StatsAuc *ret_auc)
{
  guint n_positive = count_positives (positives, n);
  g_autofree double *placements = place (scores, positives, n, n_positive);

  *ret_auc = (StatsAuc){ NAN, NAN, NAN, NAN };
  if (placements == NULL)
    return FALSE;
  if (n_positive == 0 || n_positive == n)
    return TRUE;
  summarise (placements, positives, n, &ret_auc->auc, &ret_auc->variance);
  bound_area (ret_auc, MIN (n_positive, n - n_positive), level);
  return TRUE;
}

/**
 * stats_delong_paired:
 * @first: @n scores
 * @second: @n scores of the same cases
 * @positives: their truths
 * @level: of the interval, 0.95
 * @ret_difference: (out): all NaN where one class is empty
 *
 * Difference of two correlated areas (DeLong, DeLong & Clarke-Pearson 1988): its variance is that
 * of the differences of the placements.
 *
 * Returns: FALSE when a score is NaN
 */
gboolean
stats_delong_paired (const double *first,
                     const double *second,
                     const guint8 *positives,
                     guint n,
                     double level,
                     StatsAucDifference *ret_difference)
{
  guint n_positive = count_positives (positives, n);
  g_autofree double *a = place (first, positives, n, n_positive);
  g_autofree double *b = place (second, positives, n, n_positive);
  StatsAucDifference *d = ret_difference;
  double half;

  *d = (StatsAucDifference){ NAN, NAN, NAN, NAN, NAN, NAN };
  if (a == NULL || b == NULL)
    return FALSE;
  if (n_positive == 0 || n_positive == n)
    return TRUE;
  for (guint i = 0; i < n; i++)
    a[i] -= b[i];
  summarise (a, positives, n, &d->difference, &d->variance);
  half = gsl_cdf_ugaussian_Pinv ((1 + level) / 2) * sqrt (d->variance);
  d->low = d->difference - half;
  d->high = d->difference + half;
  if (d->variance > 0)
    d->z = d->difference / sqrt (d->variance);
  d->p = d->variance > 0 ? 2 * gsl_cdf_ugaussian_Q (fabs (d->z)) : (isnan (d->variance) ? NAN : 1);
  return TRUE;
}
