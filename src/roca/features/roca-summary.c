/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small arithmetic over series that every family of features uses. Missing is NaN, never 0. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>

#include "review-clock.h"

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
gini (const double *sorted, guint n, double sum)
{
  double weighted = 0;

  if (n == 0 || sum <= 0)
    return NAN;
  for (guint i = 0; i < n; i++)
    weighted += (2.0 * (i + 1) - n - 1) * sorted[i];
  return weighted / (n * sum);
}

/**
 * roca_summarise:
 * @series: (element-type double): sorted in place
 * @ret_summary: (out): its summary
 *
 * Gini: sum of (2i - n - 1) x_i over n times the sum, x sorted (Gini 1912, in the form of
 * Dixon et al., Ecology 1987).
 */
void
roca_summarise (GArray *series, RocaSummary *ret_summary)
{
  const double *x = (const double *) (void *) series->data;
  guint n = series->len;
  double sum = 0, squares = 0;

  *ret_summary = (RocaSummary){ n, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  if (n == 0)
    return;
  g_array_sort (series, compare_doubles);
  for (guint i = 0; i < n; i++)
    sum += x[i];
  ret_summary->sum = sum;
  ret_summary->mean = sum / n;
  ret_summary->median = n % 2 == 1 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
  ret_summary->min = x[0];
  ret_summary->max = x[n - 1];
  ret_summary->gini = gini (x, n, sum);
  if (n < 2)
    return;
  for (guint i = 0; i < n; i++)
    squares += (x[i] - ret_summary->mean) * (x[i] - ret_summary->mean);
  ret_summary->std = sqrt (squares / (n - 1));
  ret_summary->cv = roca_ratio (ret_summary->std, ret_summary->mean);
}

/* a / b; NaN where b is not above zero. */
double
roca_ratio (double a, double b)
{
  return b > 0 ? a / b : NAN;
}

double
roca_share (guint part, guint whole)
{
  return whole > 0 ? (double) part / whole : NAN;
}

/* The known values of @moves, in their order. */
GArray *
roca_values (GArray *moves)
{
  GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (double), moves->len);

  for (guint i = 0; i < moves->len; i++)
    if (!isnan (ROCA_MOVE (moves, i)->value))
      g_array_append_val (values, ROCA_MOVE (moves, i)->value);
  return values;
}

/* Times between neighbours, in units of @unit microseconds. Undated rows have none. */
GArray *
roca_gaps (GArray *moves, double unit)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < moves->len; i++)
    {
      double gap = (double) (ROCA_MOVE (moves, i)->at - ROCA_MOVE (moves, i - 1)->at) / unit;

      if (ROCA_MOVE (moves, i - 1)->at != 0)
        g_array_append_val (gaps, gap);
    }
  return gaps;
}

/* How long from @earlier to @later, in @unit; NaN where one of them is undated. */
double
roca_between (gint64 earlier, gint64 later, gint64 unit)
{
  return earlier != 0 && later != 0 ? (double) (later - earlier) / (double) unit : NAN;
}
