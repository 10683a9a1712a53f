/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of weighted cases: by hand, their intervals' coverage, and paired differences. */
#include <math.h>

#include "stats-interval.h"
#include "stats-ratio.h"

#define N 400

/* Four cases by hand: R = (2 * 1 + 1) / (2 + 2 + 1 + 1) = 0.5, sum of squared influences
 * (1 + 1 + 0.25 + 0.25) / 36. */
static void
test_by_hand (void)
{
  const double a[] = { 1, 0, 1, 0 }, b[] = { 1, 1, 1, 1 }, w[] = { 2, 2, 1, 1 };
  double influence[4];
  StatsInterval r = stats_ratio (a, b, w, NULL, 4, 0.95, influence);
  double half = 1.959964 * sqrt (2.5 / 36) / 0.25;

  g_assert_cmpfloat_with_epsilon (r.value, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (influence[0], 1.0 / 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (influence[3], -0.5 / 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (r.high, 1 / (1 + exp (-half)), 1e-6);
  g_assert_cmpfloat_with_epsilon (r.low + r.high, 1, 1e-9);
}

/* Nothing to divide by is no number; all or none is Wilson's interval, not a point. */
static void
test_edges (void)
{
  const double a[] = { 1, 1, 1 }, b[] = { 1, 1, 1 }, none[] = { 0, 0, 0 };
  const guint alike[] = { 0, 0, 0 };
  StatsInterval r = stats_ratio (none, none, NULL, NULL, 3, 0.95, NULL);
  double low, high;

  g_assert_true (isnan (r.value) && isnan (r.low) && isnan (r.high));
  r = stats_ratio (a, b, NULL, NULL, 3, 0.95, NULL);
  stats_wilson (3, 3, 0.95, &low, &high);
  g_assert_cmpfloat (r.value, ==, 1);
  g_assert_cmpfloat_with_epsilon (r.low, low, 1e-12);
  r = stats_ratio (a, b, NULL, alike, 3, 0.95, NULL);
  stats_wilson (1, 1, 0.95, &low, &high);
  g_assert_cmpfloat_with_epsilon (r.low, low, 1e-12);
  r = stats_ratio (none, none, NULL, NULL, 0, 0.95, NULL);
  g_assert_true (isnan (r.value));
}

/* Cases drawn with probability 1 or a quarter; pairs of them alike. The rate over all is 0.24. */
static void
test_coverage (gconstpointer with_clusters)
{
  gboolean clustered = GPOINTER_TO_INT (with_clusters);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint held = 0, naive = 0, seeds = 400;

  for (guint seed = 0; seed < seeds; seed++)
    {
      double a[N], b[N], w[N];
      guint clusters[N], n = 0;
      StatsInterval r, blind;

      while (n < N)
        {
          gboolean first = g_rand_double (rand) < 0.3;
          gboolean bad = g_rand_double (rand) < (first ? 0.8 : 0.0);

          if (!first && g_rand_double (rand) >= 0.25)
            continue;
          for (guint twin = 0; twin < (clustered ? 2 : 1) && n < N; twin++, n++)
            {
              a[n] = bad ? 1 : 0;
              b[n] = 1;
              w[n] = first ? 1 : 4;
              clusters[n] = n - twin;
            }
        }
      r = stats_ratio (a, b, w, clustered ? clusters : NULL, n, 0.95, NULL);
      blind = stats_ratio (a, b, NULL, NULL, n, 0.95, NULL);
      held += r.low <= 0.24 && 0.24 <= r.high ? 1 : 0;
      naive += blind.low <= 0.24 && 0.24 <= blind.high ? 1 : 0;
    }
  g_assert_cmpuint (held, >=, seeds * 92 / 100);
  g_assert_cmpuint (held, <=, seeds * 98 / 100);
  g_assert_cmpuint (naive, <, seeds / 100);
}

/* Two cuts on the same cases: the paired interval holds the true difference, and is narrower than
 * one that takes them for two samples. */
static void
test_paired (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  guint held = 0, seeds = 400;

  for (guint seed = 0; seed < seeds; seed++)
    {
      double a[2][N], b[N], influence[2][N], apart;
      StatsInterval r[2], d;

      for (guint i = 0; i < N; i++)
        {
          double u = g_rand_double (rand);

          a[0][i] = u < 0.5 ? 1 : 0;
          a[1][i] = u < 0.65 ? 1 : 0;
          b[i] = 1;
        }
      for (int k = 0; k < 2; k++)
        r[k] = stats_ratio (a[k], b, NULL, NULL, N, 0.95, influence[k]);
      d = stats_influence_difference (r[1].value - r[0].value, influence[0], influence[1], NULL, N,
                                      0.95);
      apart = hypot (r[0].high - r[0].low, r[1].high - r[1].low);
      g_assert_cmpfloat (d.high - d.low, <, 0.8 * apart);
      held += d.low <= 0.15 && 0.15 <= d.high ? 1 : 0;
    }
  g_assert_cmpuint (held, >=, seeds * 92 / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ratio/by-hand", test_by_hand);
  g_test_add_func ("/ratio/edges", test_edges);
  g_test_add_data_func ("/ratio/coverage", GINT_TO_POINTER (FALSE), test_coverage);
  g_test_add_data_func ("/ratio/coverage-clusters", GINT_TO_POINTER (TRUE), test_coverage);
  g_test_add_func ("/ratio/paired", test_paired);
  return g_test_run ();
}
