/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drift: vectors, and limits that nothing exceeds more often than promised when nothing drifts. */
#include "stats-drift.h"
#include "stats-fixture.h"

#include <gsl/gsl_cdf.h>

static void
test_psi (void)
{
  static const double e[] = { .1, .1, .1, .1, .1, .1, .1, .1, .1, .1 };
  static const double o[] = { .08, .09, .1, .1, .1, .1, .1, .1, .11, .12 };
  static const guint e_counts[] = { 100, 100, 100, 100, 100, 100, 100, 100, 100, 100 };
  static const guint o_counts[] = { 8, 9, 10, 10, 10, 10, 10, 10, 11, 12 };
  static const guint gap[] = { 0, 50, 50 }, full[] = { 10, 50, 40 }, none[3] = { 0 };

  assert_near (stats_psi (e, o, 10), .010116, 5e-7);
  assert_near (stats_psi (o, e, 10), .010116, 5e-7);
  assert_near (stats_psi (e, e, 10), 0, 1e-15);
  assert_near (stats_psi_counts (e_counts, o_counts, 10), .010116, 5e-7);
  g_assert_true (isinf (stats_psi ((const double[]){ 0, 1 }, (const double[]){ .5, .5 }, 2)));
  g_assert_true (isfinite (stats_psi_counts (full, gap, 3)));
  g_assert_cmpfloat (stats_psi_counts (full, gap, 3), >, .1);
  g_assert_true (isnan (stats_psi_counts (full, none, 3)));
  g_assert_true (isnan (stats_psi_counts (full, gap, 0)));
}

static void
test_psi_limit (void)
{
  assert_near (stats_psi_limit (300, 300, 10, .95), .113, 5e-4);
  assert_near (stats_psi_limit (1000, 1000, 10, .95), .034, 5e-4);
  assert_near (stats_psi_limit (2000, 2000, 10, .95), .017, 5e-4);
  assert_near (stats_psi_limit (1, 1, 2, .95) / 2, 3.841459, 5e-7);
  assert_near (stats_psi_limit (2, 2, 101, .99), 135.8067, 5e-5);
  for (guint bins = 2; bins < 400; bins++) /* GSL's own inverse ends the process on the way */
    for (double level = .5; level < .999; level += .0123)
      assert_near (gsl_cdf_chisq_P (stats_psi_limit (2, 2, bins, level), bins - 1.0), level, 1e-9);
  g_assert_true (isnan (stats_psi_limit (0, 10, 10, .95)));
  g_assert_true (isnan (stats_psi_limit (10, 10, 1, .95)));
}

static void
test_ks (void)
{
  static const double a[] = { 1, 2, 3, 4 }, b[] = { 3, 4, 5, 6 }, c[] = { 2, 2, 2 };
  static const double broken[] = { 1, NAN };

  assert_near (stats_ks (a, 4, b, 4), .5, 1e-12);
  assert_near (stats_ks (b, 4, a, 4), .5, 1e-12);
  assert_near (stats_ks (a, 4, a, 4), 0, 0);
  assert_near (stats_ks (a, 4, c, 3), .5, 1e-12); /* ties move together */
  g_assert_true (isnan (stats_ks (a, 0, b, 4)));
  g_assert_true (isnan (stats_ks (a, 4, broken, 2)));
  assert_near (stats_ks_limit (1000, 1000, .05), .0607, 5e-5);
  g_assert_true (isnan (stats_ks_limit (0, 5, .05)));
}

/* Nothing drifts: each limit is passed in about one seed in twenty. Something does: it is seen. */
static void
test_limits (void)
{
  enum
  {
    SEEDS = 500,
    N = 400,
    BINS = 10
  };
  guint psi = 0, ks = 0, seen = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double first[N], second[N], moved[N];
      guint e[BINS] = { 0 }, o[BINS] = { 0 }, m[BINS] = { 0 };

      for (guint i = 0; i < N; i++)
        {
          first[i] = g_rand_double (rand);
          second[i] = g_rand_double (rand);
          moved[i] = pow (g_rand_double (rand), 1.6);
          e[(guint) (first[i] * BINS)]++;
          o[(guint) (second[i] * BINS)]++;
          m[(guint) (moved[i] * BINS)]++;
        }
      psi += stats_psi_counts (e, o, BINS) > stats_psi_limit (N, N, BINS, .95) ? 1 : 0;
      ks += stats_ks (first, N, second, N) > stats_ks_limit (N, N, .05) ? 1 : 0;
      seen += stats_psi_counts (e, m, BINS) > stats_psi_limit (N, N, BINS, .95)
                      && stats_ks (first, N, moved, N) > stats_ks_limit (N, N, .05)
                  ? 1
                  : 0;
    }
  g_test_message ("without drift: PSI %u, KS %u; with: both %u of %d", psi, ks, seen, SEEDS);
  g_assert_cmpuint (psi, <=, SEEDS * 8 / 100);
  g_assert_cmpuint (psi, >=, SEEDS * 2 / 100);
  g_assert_cmpuint (ks, <=, SEEDS * 6 / 100);
  g_assert_cmpuint (seen, >, SEEDS * 90 / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drift/psi", test_psi);
  g_test_add_func ("/drift/psi-limit", test_psi_limit);
  g_test_add_func ("/drift/ks", test_ks);
  g_test_add_func ("/drift/limits", test_limits);
  return g_test_run ();
}
