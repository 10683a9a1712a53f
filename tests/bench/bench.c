/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench SUITE [--quick]: prints one line per measure. Ours and the baseline run in turn; the ratio
 * is the median of the pairs', the seconds are the medians. */
#define G_LOG_DOMAIN "bench"
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double
time_it (BenchFunc func, gpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  func (data);
  return (double) MAX (g_get_monotonic_time () - begin, 1) / G_USEC_PER_SEC;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/**
 * bench_compare:
 * @ours: one run of the product's code
 * @baseline: one run of what it is measured against
 *
 * Prints `bench NAME ratio=R …`: R is baseline time over ours, 1 where both are equally fast.
 */
void
bench_compare (const BenchMeasure *measure, BenchFunc ours, BenchFunc baseline, gpointer data)
{
  guint n = measure->runs;
  g_autofree double *ratios = g_new (double, n);
  g_autofree double *mine = g_new (double, n);
  g_autofree double *theirs = g_new (double, n);
  double seconds;

  if (n > 1) /* warm both; what takes minutes is warm by itself */
    {
      ours (data);
      baseline (data);
    }
  for (guint i = 0; i < n; i++)
    {
      mine[i] = time_it (ours, data);
      theirs[i] = time_it (baseline, data);
      ratios[i] = theirs[i] / mine[i];
    }
  seconds = median (mine, n);
  printf ("bench %s ratio=%.3f seconds=%.4f baseline_seconds=%.4f %s=%.0f per_second=%.0f runs=%u "
          "baseline=\"%s\"\n",
          measure->name, median (ratios, n), seconds, median (theirs, n), measure->unit, measure->n,
          measure->n / seconds, n, measure->baseline);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  guint divisor = argc > 2 && strcmp (argv[2], "--quick") == 0 ? 50 : 1;

  if (argc < 2 || strcmp (argv[1], "roca") != 0)
    {
      fprintf (stderr, "bench roca [--quick]: there is no other suite\n");
      return 2;
    }
  bench_roca (divisor);
  bench_rules (divisor);
  bench_sweep (divisor);
  return 0;
}
