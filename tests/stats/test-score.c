/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a scorecard: the vector of `statistics.md` 9, weights, clusters, coverage. */
#include "stats-fixture.h"
#include "stats-interval.h"
#include "stats-score.h"

#define LEVEL .95

static void
add (GArray *calls, guint n, gboolean called, gboolean positive, double weight)
{
  for (guint i = 0; i < n; i++)
    {
      StatsCall call = { called, positive, weight, calls->len };

      g_array_append_val (calls, call);
    }
}

static StatsScore
score_of (GArray *calls)
{
  StatsScore score;

  stats_score ((const StatsCall *) calls->data, calls->len, LEVEL, &score);
  return score;
}

/* People saw 1,196 bad cases; of 28,664 passed ones 2,000 were audited and 4 were bad; of 781 blocked
 * ones 200, and one was good. */
static void
test_recall_vector (void)
{
  g_autoptr (GArray) calls = g_array_new (FALSE, FALSE, sizeof (StatsCall));
  StatsScore score;

  add (calls, 1196, TRUE, TRUE, 1);
  add (calls, 4, FALSE, TRUE, 28664.0 / 2000);
  add (calls, 1996, FALSE, FALSE, 28664.0 / 2000);
  add (calls, 199, TRUE, TRUE, 781.0 / 200);
  add (calls, 1, TRUE, FALSE, 781.0 / 200);
  score = score_of (calls);
  assert_near (score.fn, 57.33, 5e-3);
  assert_near (score.tp, 1973.10, 1e-2);
  assert_near (score.recall.value, .9718, 5e-5);
  /* Its interval speaks of cases to come as well: a little wider than that of these cases alone. */
  g_assert_cmpfloat (score.recall.low, <=, .9305);
  g_assert_cmpfloat (score.recall.low, >, .92);
  g_assert_cmpfloat (score.recall.high, >=, .9888);
  g_assert_cmpfloat (score.recall.high, <, .992);
  assert_near (score.precision.value, 1973.095 / (1973.095 + 3.905), 1e-6);
  g_assert_cmpuint (score.called, ==, 1396);
  g_assert_cmpuint (score.positives, ==, 1399);
  g_assert_cmpfloat (score.effective, <, score.n);
}

static void
test_plain (void)
{
  g_autoptr (GArray) calls = g_array_new (FALSE, FALSE, sizeof (StatsCall));
  StatsScore score = score_of (calls);

  g_assert_true (isnan (score.precision.value) && isnan (score.recall.value));
  g_assert_true (isnan (score.accuracy.value) && score.effective == 0);
  add (calls, 90, TRUE, TRUE, 1);
  add (calls, 10, TRUE, FALSE, 1);
  add (calls, 30, FALSE, TRUE, 1);
  add (calls, 870, FALSE, FALSE, 1);
  score = score_of (calls);
  assert_near (score.precision.value, .9, 1e-12);
  assert_near (score.recall.value, .75, 1e-12);
  assert_near (score.f1.value, 180.0 / 220, 1e-12);
  assert_near (score.accuracy.value, .96, 1e-12);
  assert_near (score.effective, 1000, 1e-9);
}

/* Fifty cases of one wave are no fifty proofs. */
static void
test_clusters (void)
{
  g_autoptr (GArray) calls = g_array_new (FALSE, FALSE, sizeof (StatsCall));
  StatsScore apart, alike;

  add (calls, 96, TRUE, TRUE, 1);
  add (calls, 4, TRUE, FALSE, 1);
  apart = score_of (calls);
  for (guint i = 0; i < 50; i++)
    g_array_index (calls, StatsCall, i).cluster = 0;
  alike = score_of (calls);
  assert_near (alike.precision.value, apart.precision.value, 1e-12);
  g_assert_cmpfloat (alike.precision.low, <, apart.precision.low);
}

/* Figures from unequal pi are right on average, and the interval covers the truth. */
static void
test_coverage (void)
{
  enum
  {
    RUNS = 300
  };
  guint covered = 0;
  double mean = 0;

  for (guint seed = 0; seed < RUNS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) calls = g_array_new (FALSE, FALSE, sizeof (StatsCall));
      StatsScore score;

      for (guint i = 0; i < 6000; i++)
        {
          gboolean bad = g_rand_double (rand) < .1;
          gboolean called = g_rand_double (rand) < (bad ? .9 : .02);
          double pi = called ? 1 : .2 + .2 * g_rand_double (rand);

          if (g_rand_double (rand) < pi)
            add (calls, 1, called, bad, 1 / pi);
        }
      score = score_of (calls);
      mean += score.recall.value / RUNS;
      covered += score.recall.low <= .9 && score.recall.high >= .9 ? 1 : 0;
    }
  g_test_message ("recall of .9 with unequal pi: mean %.4f, covered in %u of %d", mean, covered,
                  RUNS);
  assert_near (mean, .9, .005);
  g_assert_cmpuint (covered, >=, RUNS * 92 / 100);
}

static void
test_more (void)
{
  const StatsInterval shown = { .98, .96, .99 }, below = { .94, .9, .97 };
  const StatsInterval open = { .97, .93, .99 }, nothing = { NAN, NAN, NAN };

  g_assert_cmpuint (stats_score_more (.95, &shown, 400, .05), ==, 0);
  g_assert_cmpuint (stats_score_more (.95, &below, 400, .05), ==, STATS_NEVER);
  g_assert_cmpuint (stats_score_more (.95, &open, 100, .05), ==,
                    stats_needed_n (.95, .97, .05) - 100);
  g_assert_cmpuint (stats_score_more (.95, &nothing, 0, .05), ==, stats_needed_n (.95, 1, .05));
  g_assert_cmpuint (stats_score_more (.95, &open, 5000, .05), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/score/recall-vector", test_recall_vector);
  g_test_add_func ("/stats/score/plain", test_plain);
  g_test_add_func ("/stats/score/clusters", test_clusters);
  g_test_add_func ("/stats/score/coverage", test_coverage);
  g_test_add_func ("/stats/score/more", test_more);
  return g_test_run ();
}
