/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranking and the outcome at one cut, against counts made case by case and pair by pair. */
#include "stats-binary.h"
#include "stats-fixture.h"

#include <gsl/gsl_cdf.h>

/* AUC is the share of pairs in the right order, half for ties: counted here pair by pair. */
static double
count_pairs (const double *s, const guint8 *y, guint n)
{
  double right = 0, pairs = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      if (y[i] && !y[j])
        {
          pairs++;
          right += s[i] > s[j] ? 1 : (s[i] < s[j] ? 0 : .5);
        }
  return right / pairs;
}

static void
test_auc (void)
{
  static const double tied[] = { 1, 1, 1, 2, 2, 3 };
  static const guint8 truth[] = { 0, 1, 0, 1, 0, 1 };
  static const guint8 none[] = { 0, 0, 0, 0, 0, 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  double s[200];
  guint8 y[200];

  assert_near (stats_auc (p10, y10, 10), count_pairs (p10, y10, 10), 1e-12);
  assert_near (stats_auc (tied, truth, 6), count_pairs (tied, truth, 6), 1e-12);
  g_assert_true (isnan (stats_auc (tied, none, 6)));
  g_assert_true (isnan (stats_auc (tied, none, 0)));
  for (guint i = 0; i < 200; i++)
    {
      s[i] = g_rand_int_range (rand, 0, 30);
      y[i] = g_rand_boolean (rand) ? 1 : 0;
    }
  assert_near (stats_auc (s, y, 200), count_pairs (s, y, 200), 1e-12);
}

static void
test_confusion (void)
{
  StatsConfusion c = stats_confusion (p10, y10, 10, .6);

  g_assert_cmpuint (c.tp, ==, 5);
  g_assert_cmpuint (c.fp, ==, 1);
  g_assert_cmpuint (c.fn, ==, 1);
  g_assert_cmpuint (c.tn, ==, 3);
  assert_near (c.precision, 5.0 / 6, 1e-12);
  assert_near (c.recall, 5.0 / 6, 1e-12);
  assert_near (c.f1, 5.0 / 6, 1e-12);
  c = stats_confusion (p10, y10, 10, 2);
  g_assert_true (isnan (c.precision));
  assert_near (c.recall, 0, 0);
}

/* No cut between two scores does better than the one it names. */
static void
test_best_cut (void)
{
  double f1, cut = stats_best_f1_cut (p10, y10, 10, &f1);

  assert_near (stats_confusion (p10, y10, 10, cut).f1, f1, 1e-12);
  for (double at = 0; at <= 1; at += .005)
    g_assert_cmpfloat (stats_confusion (p10, y10, 10, at).f1, <=, f1 + 1e-12);
  g_assert_true (isnan (stats_best_f1_cut (p10, (const guint8[10]){ 0 }, 10, &f1)));
}

static void
test_bootstrap (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  double s[300];
  guint8 y[300];
  StatsBinary a, b, other;

  for (guint i = 0; i < 300; i++)
    {
      y[i] = g_rand_double (rand) < .3 ? 1 : 0;
      s[i] = (y[i] ? .25 : 0) + g_rand_double (rand) * .75;
    }
  a = stats_binary_bootstrap (s, y, 300, .5, 400, .95, 1);
  b = stats_binary_bootstrap (s, y, 300, .5, 400, .95, 1);
  other = stats_binary_bootstrap (s, y, 300, .5, 400, .95, 2);
  assert_near (a.auc.low, b.auc.low, 0);
  assert_near (a.f1.high, b.f1.high, 0);
  g_assert_true (fabs (a.f1.low - other.f1.low) > 0);
  g_assert_cmpfloat (a.auc.low, <, a.auc.value);
  g_assert_cmpfloat (a.auc.value, <, a.auc.high);
  g_assert_cmpfloat (a.recall.low, <, a.recall.value);
  g_assert_cmpfloat (a.precision.value, <, a.precision.high);
  /* Hanley and McNeil's standard error gives about the same width. */
  g_assert_cmpfloat (a.auc.high - a.auc.low, >, .05);
  g_assert_cmpfloat (a.auc.high - a.auc.low, <, .16);
}

static gboolean
holds (StatsInterval interval, double truth)
{
  return interval.low <= truth && truth <= interval.high;
}

/* Two normal laws, a third of the cases bad: every figure's truth is known. */
static void
test_coverage (void)
{
  enum
  {
    SEEDS = 150,
    N = 150
  };
  const double apart = 1.2, cut = .8, bad = 1.0 / 3;
  const double tp = bad * gsl_cdf_ugaussian_Q (cut - apart);
  const double fp = (1 - bad) * gsl_cdf_ugaussian_Q (cut);
  guint held[4] = { 0 };

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double s[N];
      guint8 y[N];
      StatsBinary b;

      for (guint i = 0; i < N; i++)
        {
          y[i] = g_rand_double (rand) < bad ? 1 : 0;
          s[i] = apart * y[i] + draw_normal (rand);
        }
      b = stats_binary_bootstrap (s, y, N, cut, 150, .95, seed);
      held[0] += holds (b.auc, gsl_cdf_ugaussian_P (apart / G_SQRT2)) ? 1 : 0;
      held[1] += holds (b.precision, tp / (tp + fp)) ? 1 : 0;
      held[2] += holds (b.recall, tp / bad) ? 1 : 0;
      held[3] += holds (b.f1, 2 * tp / (tp + fp + bad)) ? 1 : 0;
    }
  g_test_message ("held: AUC %u, precision %u, recall %u, F1 %u of %d", held[0], held[1], held[2],
                  held[3], SEEDS);
  for (guint m = 0; m < 4; m++)
    g_assert_cmpuint (held[m], >=, SEEDS * 90 / 100);
}

/* A NaN has no rank: no figure is made up around it. */
static void
test_nan (void)
{
  static const double s[] = { .1, NAN, .3 };
  static const guint8 y[] = { 0, 1, 1 };
  StatsConfusion c = stats_confusion (s, y, 3, .2);
  StatsBinary b = stats_binary_bootstrap (s, y, 3, .2, 20, .95, 1);
  double f1;

  g_assert_true (isnan (stats_auc (s, y, 3)));
  g_assert_cmpuint (c.tp + c.fp + c.tn + c.fn, ==, 0);
  g_assert_true (isnan (c.precision) && isnan (c.recall) && isnan (c.f1));
  g_assert_true (isnan (stats_best_f1_cut (s, y, 3, &f1)) && isnan (f1));
  g_assert_true (isnan (b.auc.value));
  b = stats_binary_bootstrap (s, y, 0, .2, 20, .95, 1);
  g_assert_true (isnan (b.auc.value) && isnan (b.precision.low));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/binary/auc", test_auc);
  g_test_add_func ("/binary/confusion", test_confusion);
  g_test_add_func ("/binary/best-cut", test_best_cut);
  g_test_add_func ("/binary/bootstrap", test_bootstrap);
  g_test_add_func ("/binary/coverage", test_coverage);
  g_test_add_func ("/binary/nan", test_nan);
  return g_test_run ();
}
