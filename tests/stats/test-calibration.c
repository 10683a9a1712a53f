/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From scores to probabilities: a known distortion is undone, and the extremes stay finite. */
#include "stats-calibration.h"
#include "stats-fixture.h"

static void
test_scores (void)
{
  assert_near (stats_brier (p10, y10, 10), .140260, 5e-7);
  assert_near (stats_log_loss (p10, y10, 10), .414795, 5e-7);
  assert_near (stats_ece (p10, y10, 10, 5), .166, 1e-9);
  g_assert_true (isnan (stats_brier (p10, y10, 0)));
  g_assert_true (isnan (stats_log_loss (p10, y10, 0)));
  g_assert_true (isnan (stats_log_loss ((const double[]){ .1, NAN }, y10, 2)));
  g_assert_true (isnan (stats_ece (p10, y10, 0, 5)));
  g_assert_true (isnan (stats_ece (p10, y10, 10, 0)));
  g_assert_true (isnan (stats_ece ((const double[]){ .1, NAN }, y10, 2, 5)));
}

/* Scores whose log-odds are a known distortion of the truth: the fit undoes it. */
static void
test_beta (void)
{
  enum
  {
    N = 20000
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree double *score = g_new (double, N);
  g_autofree double *before = g_new (double, N);
  g_autofree double *after = g_new (double, N);
  g_autofree guint8 *y = g_new (guint8, N);
  StatsBeta beta;

  for (guint i = 0; i < N; i++)
    {
      double p = g_rand_double_range (rand, .01, .99);

      y[i] = g_rand_double (rand) < p ? 1 : 0;
      score[i] = 2.5 * logit (p) + 1;
      before[i] = 1 / (1 + exp (-score[i]));
    }
  g_assert_true (stats_beta_fit (score, y, N, &beta));
  for (guint i = 0; i < N; i++)
    after[i] = stats_beta_apply (&beta, score[i]);
  g_assert_cmpfloat (beta.a, >=, 0);
  g_assert_cmpfloat (beta.b, >=, 0);
  assert_near (beta.a, 0.4, .06);
  g_assert_cmpfloat (stats_ece (before, y, N, 10), >, .08);
  g_assert_cmpfloat (stats_ece (after, y, N, 10), <, .015);
  g_assert_cmpfloat (stats_log_loss (after, y, N), <, stats_log_loss (before, y, N));
}

/* Perfectly separated scores, reversed scores, one class only: finite, monotone, no surprise. */
static void
test_beta_extremes (void)
{
  static const double s[] = { -4, -3, -2, -1, 1, 2, 3, 4 };
  static const guint8 apart[] = { 0, 0, 0, 0, 1, 1, 1, 1 };
  static const guint8 reversed[] = { 1, 1, 1, 1, 0, 0, 0, 0 };
  static const guint8 one[] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  StatsBeta beta;

  g_assert_true (stats_beta_fit (s, apart, 8, &beta));
  g_assert_true (isfinite (beta.a) && isfinite (beta.b) && isfinite (beta.c));
  for (guint i = 1; i < 8; i++)
    g_assert_cmpfloat (stats_beta_apply (&beta, s[i]), >=, stats_beta_apply (&beta, s[i - 1]));
  stats_beta_fit (s, reversed, 8, &beta);
  g_assert_cmpfloat (beta.a, >=, 0);
  g_assert_cmpfloat (beta.b, >=, 0);
  g_assert_false (stats_beta_fit (s, one, 8, &beta));
  assert_near (stats_beta_apply (&beta, 0.3), 1 / (1 + exp (-0.3)), 1e-12);
  assert_near (stats_beta_apply (&beta, 800), 1, 1e-12);
  assert_near (stats_beta_apply (&beta, -800), 0, 1e-12);
}

/* A distortion within Platt's family comes back as its inverse, and weights undo a sampling that
 * took one bad case in five. */
static void
test_platt (void)
{
  enum
  {
    N = 30000
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autofree double *score = g_new (double, N);
  g_autofree double *weights = g_new (double, N);
  g_autofree guint8 *y = g_new (guint8, N);
  StatsPlatt platt;
  StatsBeta beta;
  guint n = 0;

  for (guint i = 0; i < N; i++)
    {
      double p = g_rand_double_range (rand, .01, .99);

      y[n] = g_rand_double (rand) < p ? 1 : 0;
      score[n] = 2 * logit (p) + 1;
      weights[n] = y[n] ? 5 : 1;
      n += y[n] == 0 || g_rand_double (rand) < .2 ? 1 : 0;
    }
  g_assert_true (stats_platt_fit (score, y, weights, n, &platt));
  assert_near (platt.a, -.5, .02);
  assert_near (platt.b, .5, .05);
  assert_near (stats_platt_apply (&platt, 2 * logit (.3) + 1), .3, .015);
  g_assert_true (stats_platt_fit (score, y, NULL, n, &platt));
  g_assert_cmpfloat (stats_platt_apply (&platt, 2 * logit (.3) + 1), <, .15);
  g_assert_true (stats_beta_fit_weighted (score, y, weights, n, &beta));
  assert_near (stats_beta_apply (&beta, 2 * logit (.3) + 1), .3, .02);
}

static void
test_not_finite (void)
{
  static const double broken[][3] = { { 1, NAN, 2 }, { 1, INFINITY, 2 } };
  static const double s[] = { 1, 2, 3 }, zero[] = { 1, 0, 1 };
  static const guint8 y[] = { 0, 1, 1 };
  StatsPlatt platt;
  StatsBeta beta;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (stats_beta_fit (broken[i], y, 3, &beta));
      assert_near (beta.a, 1, 0);
      g_assert_false (stats_platt_fit (broken[i], y, NULL, 3, &platt));
      assert_near (platt.a, -1, 0);
    }
  g_assert_false (stats_beta_fit_weighted (s, y, zero, 3, &beta));
}

static void
test_platt_extremes (void)
{
  static const double s[] = { -4, -3, 3, 4 };
  static const guint8 apart[] = { 0, 0, 1, 1 }, one[] = { 1, 1, 1, 1 };
  StatsPlatt platt;

  g_assert_true (stats_platt_fit (s, apart, NULL, 4, &platt));
  g_assert_true (isfinite (platt.a) && isfinite (platt.b));
  g_assert_cmpfloat (stats_platt_apply (&platt, 4), >, stats_platt_apply (&platt, -4));
  g_assert_false (stats_platt_fit (s, one, NULL, 4, &platt));
  assert_near (stats_platt_apply (&platt, .3), sigmoid (.3), 1e-12);
  g_assert_false (stats_platt_fit (s, one, NULL, 0, &platt));
}

/* A case that weighs twice is one that comes twice; what all weigh is of no matter. */
static void
test_weighted_scores (void)
{
  static const double p[] = { .1, .4, .9 }, twice[] = { .1, .4, .4, .9 };
  static const guint8 y[] = { 0, 1, 1 }, y_twice[] = { 0, 1, 1, 1 };
  static const double weights[] = { 3, 6, 3 }, alike[] = { 4, 4, 4 };

  assert_near (stats_brier_weighted (p, y, weights, 3), stats_brier (twice, y_twice, 4), 1e-12);
  assert_near (stats_brier_weighted (p, y, alike, 3), stats_brier (p, y, 3), 1e-12);
  assert_near (stats_log_loss_weighted (p, y, weights, 3), stats_log_loss (twice, y_twice, 4),
               1e-12);
  assert_near (stats_log_loss_weighted (p, y, alike, 3), stats_log_loss (p, y, 3), 1e-12);
  g_assert_true (isnan (stats_brier_weighted (p, y, weights, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/scores", test_scores);
  g_test_add_func ("/calibration/weighted-scores", test_weighted_scores);
  g_test_add_func ("/calibration/beta", test_beta);
  g_test_add_func ("/calibration/beta-extremes", test_beta_extremes);
  g_test_add_func ("/calibration/platt", test_platt);
  g_test_add_func ("/calibration/platt-extremes", test_platt_extremes);
  g_test_add_func ("/calibration/not-finite", test_not_finite);
  return g_test_run ();
}
