/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sweep against counts at each threshold, and the waiting time against closed forms. */
#include "stats-fixture.h"
#include "stats-interval.h"
#include "stats-queue.h"
#include "stats-sweep.h"

static void
assert_same (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    assert_near (value, expected, 1e-9 * (1 + fabs (expected)));
}

static void
assert_share (StatsInterval interval, guint k, guint n)
{
  double low, high;

  stats_wilson (k, n, .95, &low, &high);
  assert_same (interval.value, n > 0 ? (double) k / n : NAN);
  assert_same (interval.low, n > 0 ? low : NAN);
  assert_same (interval.high, n > 0 ? high : NAN);
}

/* Each point by a count over all cases. */
static void
check_points (const StatsSweepPoint *points,
              guint n_points,
              const double *scores,
              const guint8 *positives,
              guint n)
{
  for (guint g = 0; g < n_points; g++)
    {
      const StatsSweepPoint *p = &points[g];
      guint passed = 0, missed = 0, blocked = 0, wrong = 0, bad = 0;

      for (guint i = 0; i < n; i++)
        {
          bad += positives[i];
          passed += scores[i] <= p->threshold ? 1 : 0;
          missed += scores[i] <= p->threshold ? positives[i] : 0;
          blocked += scores[i] >= p->threshold ? 1 : 0;
          wrong += scores[i] >= p->threshold ? 1 - positives[i] : 0;
        }
      assert_same (p->passed, passed);
      assert_same (p->missed, missed);
      assert_same (p->blocked, blocked);
      assert_same (p->wrongly_blocked, wrong);
      g_assert_cmpuint (p->n_passed, ==, passed);
      g_assert_cmpuint (p->n_blocked, ==, blocked);
      assert_share (p->recall, bad - missed, bad);
      assert_share (p->precision, blocked - wrong, blocked);
      assert_share (p->caught, blocked - wrong, bad);
    }
}

static void
draw (GRand *rand, double *scores, guint8 *positives, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      scores[i] = g_rand_int_range (rand, 0, 101) / 100.0; /* many ties */
      positives[i] = g_rand_double (rand) < scores[i] * scores[i] ? 1 : 0;
    }
}

static void
test_grid (void)
{
  enum
  {
    N = 700
  };
  static const double grid[] = { -1, 0, .005, .3, .3, .31, .99, 1, 1, 2 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double scores[N];
  guint8 positives[N];
  guint n_points;
  g_autofree StatsSweepPoint *points = NULL;

  draw (rand, scores, positives, N);
  points = stats_sweep (scores, positives, NULL, N, grid, G_N_ELEMENTS (grid), .95, &n_points);
  g_assert_cmpuint (n_points, ==, G_N_ELEMENTS (grid));
  check_points (points, n_points, scores, positives, N);
  assert_near (points[0].recall.value, 1, 0);
  g_assert_true (isnan (points[9].precision.value));
}

static void
test_quantiles (void)
{
  enum
  {
    N = 700
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double scores[N];
  guint8 positives[N];
  guint n_points;
  g_autofree StatsSweepPoint *points = NULL;

  draw (rand, scores, positives, N);
  points = stats_sweep (scores, positives, NULL, N, NULL, 300, .95, &n_points);
  g_assert_cmpuint (n_points, <=, 101); /* no score twice */
  g_assert_cmpuint (n_points, >, 80);
  check_points (points, n_points, scores, positives, N);
  assert_near (points[n_points - 1].passed, N, 0);
  g_assert_cmpuint (points[0].n_blocked, ==, N);
  g_free (points);
  points = stats_sweep (scores, positives, NULL, N, NULL, 10, .95, &n_points);
  g_assert_cmpuint (n_points, ==, 11);
}

/* A weight stands for so many cases; the intervals are wider than if they had all been seen. */
static void
test_weights (void)
{
  static const double s[] = { .1, .2, .3, .6, .7, .9 }, w[] = { 4, 4, 1, 1, 2, 1 };
  static const guint8 y[] = { 0, 1, 0, 1, 0, 1 };
  static const double grid[] = { .25, .6 };
  double many[13];
  guint8 truth[13];
  guint n = 0, n_points;
  g_autofree StatsSweepPoint *weighted = stats_sweep (s, y, w, 6, grid, 2, .95, &n_points);
  g_autofree StatsSweepPoint *seen = NULL;

  for (guint i = 0; i < 6; i++)
    for (double c = 0; c < w[i]; c++)
      {
        many[n] = s[i];
        truth[n++] = y[i];
      }
  seen = stats_sweep (many, truth, NULL, n, grid, 2, .95, &n_points);
  for (guint g = 0; g < 2; g++)
    {
      assert_near (weighted[g].passed, seen[g].passed, 1e-12);
      assert_near (weighted[g].missed, seen[g].missed, 1e-12);
      assert_near (weighted[g].recall.value, seen[g].recall.value, 1e-12);
      assert_near (weighted[g].precision.value, seen[g].precision.value, 1e-12);
      g_assert_cmpfloat (weighted[g].recall.high - weighted[g].recall.low, >,
                         seen[g].recall.high - seen[g].recall.low);
    }
}

/* Risk uniform, bad with probability risk squared; below .5 only a fifth is labelled. How often the
 * intervals hold the truth about all cases to come. */
static void
test_coverage (void)
{
  enum
  {
    SEEDS = 400,
    N = 1500
  };
  static const double grid[] = { .4, .7 };
  const double recall = 1 - .4 * .4 * .4, caught = 1 - .7 * .7 * .7, precision = caught / 3 / .3;
  guint held[3] = { 0 };

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double scores[N], weights[N];
      guint8 positives[N];
      guint n = 0, n_points;
      g_autofree StatsSweepPoint *points = NULL;

      for (guint i = 0; i < N; i++)
        {
          scores[n] = g_rand_double (rand);
          positives[n] = g_rand_double (rand) < scores[n] * scores[n] ? 1 : 0;
          weights[n] = scores[n] < .5 ? 5 : 1;
          n += g_rand_double (rand) * weights[n] < 1 ? 1 : 0;
        }
      points = stats_sweep (scores, positives, weights, n, grid, 2, .95, &n_points);
      held[0] += points[0].recall.low <= recall && recall <= points[0].recall.high ? 1 : 0;
      held[1] += points[1].precision.low <= precision && precision <= points[1].precision.high;
      held[2] += points[1].caught.low <= caught && caught <= points[1].caught.high ? 1 : 0;
    }
  g_test_message ("held: recall %u, precision %u, caught %u of %d", held[0], held[1], held[2],
                  SEEDS);
  for (guint m = 0; m < 3; m++)
    {
      g_assert_cmpuint (held[m], >=, SEEDS * 92 / 100);
      g_assert_cmpuint (held[m], <=, SEEDS * 98 / 100);
    }
}

static void
test_extremes (void)
{
  static const double broken[] = { .1, NAN }, s[] = { .5, .5 }, falling[] = { .5, .4 };
  static const guint8 bad[] = { 1, 1 }, good[] = { 0, 0 };
  guint n_points;
  g_autofree StatsSweepPoint *none = stats_sweep (s, bad, NULL, 0, s, 1, .95, &n_points);
  g_autofree StatsSweepPoint *all_bad = NULL;
  g_autofree StatsSweepPoint *all_good = NULL;
  g_autofree StatsSweepPoint *no_grid = NULL;

  g_assert_cmpuint (n_points, ==, 1);
  g_assert_true (isnan (none[0].recall.value) && isnan (none[0].precision.low));
  assert_near (none[0].passed, 0, 0);
  all_bad = stats_sweep (s, bad, NULL, 2, s, 1, .95, &n_points);
  assert_near (all_bad[0].recall.value, 0, 0);
  assert_near (all_bad[0].precision.value, 1, 0);
  all_good = stats_sweep (s, good, NULL, 2, NULL, 100, .95, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
  g_assert_true (isnan (all_good[0].recall.value));
  assert_near (all_good[0].precision.value, 0, 0);
  no_grid = stats_sweep (s, good, NULL, 0, NULL, 100, .95, &n_points);
  g_assert_nonnull (no_grid);
  g_assert_cmpuint (n_points, ==, 0);
  g_assert_null (stats_sweep (broken, bad, NULL, 2, s, 1, .95, &n_points));
  g_assert_null (stats_sweep (s, bad, NULL, 2, falling, 2, .95, &n_points));
  g_assert_null (stats_sweep (s, bad, NULL, 2, broken, 2, .95, &n_points));
}

/* Erlang's C by its sum, for few people. */
static double
waits_at_all (double load, guint people)
{
  double term = 1, sum = 0;

  for (guint k = 0; k < people; k++)
    {
      sum += term;
      term *= load / (k + 1);
    }
  term /= 1 - load / people;
  return term / (sum + term);
}

static void
test_erlang (void)
{
  /* One person: rho exp (-(1 - rho) t / h). Two: 2 rho^2 / (1 + rho) wait at all. */
  assert_near (stats_erlang_wait (6, 5, 1, 0), .5, 1e-12);
  assert_near (stats_erlang_wait (6, 5, 1, 10), .5 * exp (-1), 1e-12);
  assert_near (stats_erlang_wait (12, 5, 2, 0), 2 * .25 / 1.5, 1e-12);
  for (guint people = 11; people < 30; people++)
    assert_near (stats_erlang_wait (120, 5, people, 0), waits_at_all (10, people), 1e-9);
  g_assert_cmpfloat (stats_erlang_wait (120, 5, 12, 30), <, stats_erlang_wait (120, 5, 11, 30));
  assert_near (stats_erlang_wait (120, 5, 10, 60), 1, 0);
  assert_near (stats_erlang_wait (120, 5, 0, 60), 1, 0);
  assert_near (stats_erlang_wait (0, 5, 0, 60), 0, 0);
  g_assert_true (isnan (stats_erlang_wait (NAN, 5, 3, 60)));
  g_assert_true (isnan (stats_erlang_wait (10, -5, 3, 60)));
  g_assert_cmpfloat (stats_erlang_wait (1e6, 5, 90000, 60), <, 1e-9); /* no overflow on the way */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/grid", test_grid);
  g_test_add_func ("/sweep/quantiles", test_quantiles);
  g_test_add_func ("/sweep/weights", test_weights);
  g_test_add_func ("/sweep/coverage", test_coverage);
  g_test_add_func ("/sweep/extremes", test_extremes);
  g_test_add_func ("/sweep/erlang", test_erlang);
  return g_test_run ();
}
