/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates from audits: the recall vector, samples whose answer is known, and how often the
 * intervals hold in a world where ROCA hides what it passes. */
#include "stats-binary.h"
#include "stats-fixture.h"
#include "stats-weighted.h"

static void
test_recall_vector (void)
{
  /* The human stratum is fully seen; passes and blocks are audited. */
  static const StatsStratum strata[] = {
    { 1196, 1196, 1196, FALSE },
    { 28664, 2000, 4, TRUE },
    { 781, 200, 199, FALSE },
  };
  StatsRecall r = stats_stratified_recall (strata, 3, .95, .025);
  double variance;

  assert_near (r.missed, 57.33, 5e-3);
  assert_near (r.found, 1973.10, 5e-3);
  assert_near (r.recall, .9718, 5e-5);
  assert_near (r.se, .0132, 5e-5);
  assert_near (r.low, .9305, 5e-5);
  assert_near (r.high, .9888, 5e-5);
  assert_near (r.exact_low, .9309, 5e-5);
  assert_near (stats_stratified_total (strata, 1, &variance), 1196, 0);
  assert_near (variance, 0, 0);
}

static void
test_recall_extremes (void)
{
  static const StatsStratum clean[] = { { 500, 500, 500, FALSE }, { 8000, 4792, 0, TRUE } };
  static const StatsStratum unseen[] = { { 90, 90, 90, FALSE }, { 10, 0, 0, TRUE } };
  static const StatsStratum nothing[] = { { 90, 90, 0, FALSE }, { 10, 10, 0, TRUE } };
  static const StatsStratum seen[] = { { 90, 90, 90, FALSE }, { 100, 100, 10, TRUE } };
  StatsRecall r = stats_stratified_recall (clean, 2, .95, .05);

  /* 4,792 audits without a miss prove that at most 5 of 8,000 passes are: recall above 99 %. */
  assert_near (r.recall, 1, 0);
  assert_near (r.exact_low, 500 / 505.0, 1e-4);
  assert_near (r.low, r.exact_low, 0);
  r = stats_stratified_recall (unseen, 2, .95, .05);
  g_assert_true (isnan (r.recall) && isnan (r.low));
  assert_near (r.exact_low, .9, 1e-12);
  r = stats_stratified_recall (nothing, 2, .95, .05);
  g_assert_true (isnan (r.recall) && isnan (r.exact_low));
  r = stats_stratified_recall (NULL, 0, .95, .05);
  g_assert_true (isnan (r.recall));
  /* What is fully seen is known. */
  r = stats_stratified_recall (seen, 2, .95, .05);
  assert_near (r.low, .9, 1e-12);
  assert_near (r.high, .9, 1e-12);
  assert_near (r.exact_low, .9, 1e-12);
}

static void
test_horvitz_thompson (void)
{
  static const double values[] = { 1, 0, 2 }, pi[] = { .5, .1, 1 }, broken[] = { .5, 0, 1 };
  double variance;

  assert_near (stats_horvitz_thompson (values, pi, 3, &variance), 4, 1e-12);
  assert_near (variance, .5 / .25, 1e-12);
  assert_near (stats_horvitz_thompson (values, pi, 0, &variance), 0, 0);
  g_assert_true (isnan (stats_horvitz_thompson (values, broken, 3, &variance)));
  g_assert_true (isnan (variance));
}

/* Equal probabilities: the plain confusion matrix, and the logit interval of a proportion. */
static void
test_plain (void)
{
  StatsConfusion c = stats_confusion (p10, y10, 10, .6);
  StatsWeighted w;
  double se = sqrt (5.0 / 6 * (1.0 / 6) / 6), half = 1.959964 * se / (5.0 / 36);

  g_assert_true (
      stats_weighted_confusion (p10, y10, NULL, 10, .6, STATS_CASES_LIKE_THESE, .95, &w));
  assert_near (w.tp, c.tp, 0);
  assert_near (w.fn, c.fn, 0);
  assert_near (w.precision.value, c.precision, 1e-12);
  assert_near (w.recall.value, c.recall, 1e-12);
  assert_near (w.f1.value, c.f1, 1e-12);
  assert_near (w.precision.low, sigmoid (logit (5.0 / 6) - half), 1e-6);
  assert_near (w.precision.high, sigmoid (logit (5.0 / 6) + half), 1e-6);
  assert_near (w.effective, 10, 1e-12);
  /* All of these cases were seen: of these nothing is unsure. */
  g_assert_true (stats_weighted_confusion (p10, y10, NULL, 10, .6, STATS_THESE_CASES, .95, &w));
  assert_near (w.f1.low, w.f1.value, 0);
  assert_near (w.f1.high, w.f1.value, 0);
}

static void
test_extremes (void)
{
  static const double pi[] = { .5, 1, .2, 1 }, zero[] = { .5, 0, .2, 1 }, s[] = { .1, .2, .8, NAN };
  static const guint8 y[] = { 0, 0, 1, 1 };
  StatsWeighted w;

  g_assert_false (stats_weighted_confusion (p10, y10, zero, 4, .6, STATS_THESE_CASES, .95, &w));
  g_assert_false (stats_weighted_confusion (s, y, pi, 4, .6, STATS_THESE_CASES, .95, &w));
  g_assert_true (stats_weighted_confusion (s, y, pi, 0, .6, STATS_THESE_CASES, .95, &w));
  g_assert_true (isnan (w.precision.value) && isnan (w.recall.low) && isnan (w.f1.high));
  g_assert_true (stats_weighted_confusion (s, y, pi, 3, .9, STATS_THESE_CASES, .95, &w));
  g_assert_true (isnan (w.precision.value));
  assert_near (w.recall.value, 0, 0);
  /* One label without a hit: below 1 - .025^(1/1). */
  assert_near (w.recall.high, .975, 1e-12);
  assert_near (w.recall.low, 0, 0);
  g_assert_true (stats_weighted_confusion (s, y, pi, 3, .5, STATS_THESE_CASES, .95, &w));
  assert_near (w.f1.value, 1, 0);
  assert_near (w.f1.low, .025, 1e-12);
  assert_near (w.f1.high, 1, 0);
}

/* The world: CASES cases, risk in thirds; what ROCA doubts is always seen, the rest audited with
 * a probability of its own, and a part of the bad ones looks benign. */
#define CASES 6000
#define CUT   .5

static void
draw (GRand *rand, double *scores, guint8 *positives, double *pi)
{
  for (guint i = 0; i < CASES; i++)
    {
      positives[i] = g_rand_double (rand) < .15 ? 1 : 0;
      scores[i] = g_rand_double (rand);
      if (positives[i] && g_rand_double (rand) < .9)
        scores[i] = sqrt (sqrt (scores[i]));
      pi[i] = scores[i] < .4 ? .15 : (scores[i] > .8 ? .3 : 1);
    }
}

static gboolean
holds (StatsInterval interval, double truth)
{
  return interval.low <= truth && truth <= interval.high;
}

static void
test_coverage (void)
{
  enum
  {
    SEEDS = 200
  };
  g_autofree double *scores = g_new (double, CASES);
  g_autofree double *pi = g_new (double, CASES);
  g_autofree guint8 *positives = g_new (guint8, CASES);
  guint held[3] = { 0 }, naive = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      StatsConfusion truth, labelled;
      StatsWeighted w;
      guint n = 0;

      draw (rand, scores, positives, pi);
      truth = stats_confusion (scores, positives, CASES, CUT);
      for (guint i = 0; i < CASES; i++)
        if (g_rand_double (rand) < pi[i])
          {
            scores[n] = scores[i];
            positives[n] = positives[i];
            pi[n++] = pi[i];
          }
      labelled = stats_confusion (scores, positives, n, CUT);
      g_assert_true (
          stats_weighted_confusion (scores, positives, pi, n, CUT, STATS_THESE_CASES, .95, &w));
      held[0] += holds (w.precision, truth.precision) ? 1 : 0;
      held[1] += holds (w.recall, truth.recall) ? 1 : 0;
      held[2] += holds (w.f1, truth.f1) ? 1 : 0;
      naive += holds (w.precision, labelled.precision) ? 1 : 0;
    }
  g_test_message ("held: precision %u, recall %u, F1 %u; the labels alone %u of %d", held[0],
                  held[1], held[2], naive, SEEDS);
  for (guint m = 0; m < 3; m++)
    g_assert_cmpuint (held[m], >=, SEEDS * 92 / 100);
  g_assert_cmpuint (naive, <, SEEDS / 2); /* counting what was labelled is another question */
}

/* An audit of passes: the exact bound holds however few misses there are, the logit interval only
 * where there are some. */
static void
check_recall_coverage (guint missed, guint most_outside)
{
  enum
  {
    SEEDS = 2000,
    PASSED = 4000,
    AUDITED = 1000
  };
  const double truth = 500.0 / (500 + missed);
  guint above = 0, outside = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      StatsStratum strata[] = { { 500, 500, 500, FALSE }, { PASSED, AUDITED, 0, TRUE } };
      guint left = missed;
      StatsRecall r;

      /* Draws without replacement. */
      for (guint i = 0; i < AUDITED; i++)
        if (g_rand_double (rand) * (PASSED - i) < left)
          {
            left--;
            strata[1].bad++;
          }
      r = stats_stratified_recall (strata, 2, .95, .05);
      above += r.exact_low > truth ? 1 : 0;
      outside += truth < r.low || truth > r.high ? 1 : 0;
    }
  g_test_message ("%u missed: bound above the truth %u, interval beside it %u of %d", missed, above,
                  outside, SEEDS);
  g_assert_cmpuint (above, <=, SEEDS / 20);
  g_assert_cmpuint (outside, <=, most_outside);
}

static void
test_recall_coverage (void)
{
  check_recall_coverage (12, 200);
  check_recall_coverage (100, 120);
}

/* The estimate has no bias and its variance is what it varies by. */
static void
test_total_variance (void)
{
  enum
  {
    SEEDS = 2000,
    N = 400
  };
  double truth = 0, sum = 0, squares = 0, variances = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double values[N], pi[N], total, variance;
      guint n = 0;

      truth = 0;
      for (guint i = 0; i < N; i++)
        {
          double value = i % 7, chance = .1 + .9 * (i % 5) / 4;

          truth += value;
          if (g_rand_double (rand) >= chance)
            continue;
          values[n] = value;
          pi[n++] = chance;
        }
      total = stats_horvitz_thompson (values, pi, n, &variance);
      sum += total;
      squares += (total - truth) * (total - truth);
      variances += variance;
    }
  assert_near (sum / SEEDS / truth, 1, .01);
  assert_near (variances / squares, 1, .1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weighted/recall-vector", test_recall_vector);
  g_test_add_func ("/weighted/recall-extremes", test_recall_extremes);
  g_test_add_func ("/weighted/horvitz-thompson", test_horvitz_thompson);
  g_test_add_func ("/weighted/plain", test_plain);
  g_test_add_func ("/weighted/extremes", test_extremes);
  g_test_add_func ("/weighted/coverage", test_coverage);
  g_test_add_func ("/weighted/recall-coverage", test_recall_coverage);
  g_test_add_func ("/weighted/total-variance", test_total_variance);
  return g_test_run ();
}
