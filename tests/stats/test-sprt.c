/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wald's corridor: its table, and the error rates and run lengths that it promises. */
#include "stats-fixture.h"
#include "stats-sprt.h"

/* The first row to five digits; the others as published, to three, s not always rounded to the
 * nearest. */
typedef struct
{
  double p1, s, h1, h2, tolerance;
  guint asn0, asn1, earliest;
} Row;

static const Row rows[] = {
  { .05, .03282, 2.3763, 3.0509, 5e-5, 164, 146, 73 },
  { .06, .0366, 1.974, 2.535, 5e-4, 106, 89, 55 },
  { .08, .0436, 1.553, 1.994, 5e-4, 58, 45, 36 },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      StatsSprt sprt;

      g_assert_true (stats_sprt_init (&sprt, .02, rows[i].p1, .05, .10));
      assert_near (sprt.s, rows[i].s, i == 0 ? 5e-6 : 1e-4);
      assert_near (sprt.h1, rows[i].h1, rows[i].tolerance);
      assert_near (sprt.h2, rows[i].h2, rows[i].tolerance);
      g_assert_cmpuint (stats_sprt_earliest_pass (&sprt), ==, rows[i].earliest);
      g_assert_cmpint (stats_sprt_judge (&sprt, rows[i].earliest, 0), ==, STATS_SPRT_PASSES);
      g_assert_cmpint (stats_sprt_judge (&sprt, rows[i].earliest - 1, 0), ==, STATS_SPRT_GOES_ON);
      g_assert_cmpint (stats_sprt_judge (&sprt, rows[i].earliest, 6), ==, STATS_SPRT_FAILS);
      g_assert_cmpint (stats_sprt_judge (&sprt, 0, 0), ==, STATS_SPRT_GOES_ON);
    }
}

/* Share of reviewers with error rate @p that fail, and the mean number of answers. */
static double
run (const StatsSprt *sprt, double p, guint seed, double *ret_mean)
{
  enum
  {
    REVIEWERS = 1500
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double answers = 0;
  guint failed = 0;

  for (guint r = 0; r < REVIEWERS; r++)
    {
      StatsSprtVerdict verdict = STATS_SPRT_GOES_ON;
      guint n = 0, errors = 0;

      while (verdict == STATS_SPRT_GOES_ON)
        {
          n++;
          errors += g_rand_double (rand) < p ? 1 : 0;
          verdict = stats_sprt_judge (sprt, n, errors);
        }
      answers += n;
      failed += verdict == STATS_SPRT_FAILS ? 1 : 0;
    }
  *ret_mean = answers / REVIEWERS;
  return (double) failed / REVIEWERS;
}

/* Good reviewers fail in about alpha of all runs and bad ones pass in about beta, after about as
 * many answers as Wald's formula says; the steps of whole errors make it a little longer. */
static void
test_promise (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      StatsSprt sprt;
      double mean, failed;

      g_assert_true (stats_sprt_init (&sprt, .02, rows[i].p1, .05, .10));
      failed = run (&sprt, .02, 1, &mean);
      g_test_message ("good: %.3f fail after %.0f (%u)", failed, mean, rows[i].asn0);
      g_assert_cmpfloat (failed, <=, .05);
      assert_near (mean / rows[i].asn0, 1, .25);
      failed = run (&sprt, rows[i].p1, 2, &mean);
      g_test_message ("bad: %.3f pass after %.0f (%u)", 1 - failed, mean, rows[i].asn1);
      g_assert_cmpfloat (1 - failed, <=, .11);
      assert_near (mean / rows[i].asn1, 1, .25);
    }
}

static void
test_refusals (void)
{
  StatsSprt sprt = { 1, 2, 3 };

  g_assert_false (stats_sprt_init (&sprt, .05, .02, .05, .1));
  g_assert_false (stats_sprt_init (&sprt, 0, .02, .05, .1));
  g_assert_false (stats_sprt_init (&sprt, .02, 1, .05, .1));
  g_assert_false (stats_sprt_init (&sprt, .02, NAN, .05, .1));
  g_assert_false (stats_sprt_init (&sprt, .02, .05, .6, .6));
  assert_near (sprt.h2, 3, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sprt/table", test_table);
  g_test_add_func ("/sprt/promise", test_promise);
  g_test_add_func ("/sprt/refusals", test_refusals);
  return g_test_run ();
}
