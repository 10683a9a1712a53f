/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learn-Then-Test: the p-values against vectors, the walk on small known data, and the promise
 * itself, in a world whose true precision and recall are known in closed form. */
#include "stats-binary.h"
#include "stats-fixture.h"
#include "stats-threshold.h"

static void
test_p_values (void)
{
  assert_near (stats_binomial_p (8, 400, .05), .001716, 5e-7);
  assert_near (stats_hoeffding_p (.02, 400, .05), .007772, 5e-7);
  assert_near (stats_bentkus_p (.02, 400, .05), .004665, 5e-7);
  assert_near (stats_hoeffding_bentkus_p (.02, 400, .05), .004665, 5e-7);
  assert_near (stats_hoeffding_p (0, 100, .05), pow (.95, 100), 1e-12);
  assert_near (stats_hoeffding_p (.2, 100, .05), 1, 1e-12);
  assert_near (stats_binomial_p (0, 0, .05), 1, 0);
  assert_near (stats_binomial_p (7, 7, .05), 1, 0);
  /* Term by term. */
  assert_near (stats_binomial_p (1, 10, .1), pow (.9, 10) + 10 * .1 * pow (.9, 9), 1e-12);
}

/* Ranked cases from the highest score down; @good are the ranks that are good cases. */
static void
rank_cases (double *scores, guint8 *positives, guint n, const guint *good, guint n_good)
{
  for (guint i = 0; i < n; i++)
    {
      scores[i] = 1 - i / (n + 1.0);
      positives[i] = 1;
    }
  for (guint g = 0; g < n_good; g++)
    positives[good[g]] = 0;
}

/* 153 cases with three errors are the first that pass at 95 % and 5 %; with four they do not. */
static void
test_precision_start (void)
{
  static const guint good[] = { 2, 40, 80, 120 };
  double scores[153];
  guint8 positives[153];
  StatsLtt ltt;

  rank_cases (scores, positives, 153, good, 3);
  g_assert_true (stats_ltt_precision (scores, positives, 153, .95, .05, &ltt));
  assert_near (ltt.lambda, scores[152], 0);
  g_assert_cmpuint (ltt.n, ==, 153);
  g_assert_cmpuint (ltt.k, ==, 3);
  g_assert_cmpfloat (ltt.p, <=, .05);
  g_assert_cmpfloat (ltt.bound, >=, .95);
  g_assert_cmpuint (ltt.more, ==, 0);

  rank_cases (scores, positives, 153, good, 4);
  g_assert_true (stats_ltt_precision (scores, positives, 153, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_cmpuint (ltt.n, ==, 153);
  g_assert_cmpuint (ltt.k, ==, 4);
  g_assert_cmpfloat (ltt.bound, <, .95);
  g_assert_cmpuint (ltt.more, >, 0);
  g_assert_cmpuint (ltt.more, !=, STATS_NEVER);
}

/* Where there are fewer cases than three errors take, fewer errors decide: 59 take none. */
static void
test_precision_few (void)
{
  double scores[100];
  guint8 positives[100];
  const guint first = 0;
  StatsLtt ltt;

  rank_cases (scores, positives, 60, NULL, 0);
  g_assert_true (stats_ltt_precision (scores, positives, 60, .95, .05, &ltt));
  g_assert_cmpuint (ltt.n, ==, 60); /* the step after 59 takes all */
  rank_cases (scores, positives, 60, &first, 1);
  g_assert_true (stats_ltt_precision (scores, positives, 60, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  rank_cases (scores, positives, 58, NULL, 0);
  g_assert_true (stats_ltt_precision (scores, positives, 58, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  /* All blocked and no error: 153 are what the first test of more labels will stand on. */
  g_assert_cmpuint (ltt.more, ==, 153 - 58);
}

/* A long clean top, then only good cases: the walk ends before it reaches them. */
static void
test_precision_walk (void)
{
  enum
  {
    N = 2000,
    BAD = 600
  };
  g_autofree double *scores = g_new (double, N);
  g_autofree guint8 *positives = g_new0 (guint8, N);
  StatsLtt ltt;

  rank_cases (scores, positives, N, NULL, 0);
  for (guint i = BAD; i < N; i++)
    positives[i] = 0;
  g_assert_true (stats_ltt_precision (scores, positives, N, .95, .05, &ltt));
  g_assert_cmpfloat (ltt.n, >=, BAD / 1.1);
  g_assert_cmpfloat (ltt.n, <=, BAD / .95);
  g_assert_cmpuint (ltt.k, ==, ltt.n > BAD ? ltt.n - BAD : 0);
  /* The threshold blocks exactly the cases that it was tested on. */
  g_assert_cmpuint (stats_confusion (scores, positives, N, ltt.lambda).fp, ==, ltt.k);
}

/* Errors at the very top end the walk that starts there. With more labels the next start stands on
 * more of them, and what they prove is not lost. */
static void
test_precision_starts (void)
{
  enum
  {
    N = 4000,
    BAD = 1400
  };
  g_autofree double *scores = g_new (double, N);
  g_autofree guint8 *positives = g_new0 (guint8, N);
  guint good[BAD / 35];
  StatsLtt ltt;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    good[i] = i < 9 ? i * 10 : i * 35; /* 9 of the first 100, of all less than 3 % */
  rank_cases (scores, positives, N, good, G_N_ELEMENTS (good));
  for (guint i = BAD; i < N; i++)
    positives[i] = 0;
  g_assert_true (stats_ltt_precision (scores, positives, N, .95, .05, &ltt));
  g_assert_cmpfloat (ltt.n, >=, BAD / 1.15);
  g_assert_cmpfloat (ltt.bound, >=, .95);
  /* With few labels there is one start, and these errors end it. */
  g_assert_true (stats_ltt_precision (scores, positives, 500, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
}

/* Equal scores are decided together: a threshold cannot stand between them. */
static void
test_ties (void)
{
  enum
  {
    N = 1000
  };
  double scores[N];
  guint8 positives[N];
  StatsLtt ltt;

  for (guint i = 0; i < N; i++)
    {
      scores[i] = i < 200 ? .9 : .1;
      positives[i] = i < 200 ? 1 : 0;
    }
  g_assert_true (stats_ltt_precision (scores, positives, N, .95, .05, &ltt));
  assert_near (ltt.lambda, .9, 0);
  g_assert_cmpuint (ltt.n, ==, 200);
  g_assert_true (stats_ltt_recall (scores, positives, N, .9, .05, &ltt));
  assert_near (ltt.lambda, .1, 0);
  g_assert_cmpuint (ltt.n, ==, 200);
  g_assert_cmpuint (ltt.k, ==, 0);
  for (guint i = 0; i < N; i++)
    scores[i] = .5;
  g_assert_true (stats_ltt_precision (scores, positives, N, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_cmpuint (ltt.n, ==, N);
  g_assert_cmpuint (ltt.more, ==, STATS_NEVER);
  g_assert_true (stats_ltt_recall (scores, positives, N, .9, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_cmpuint (ltt.k, ==, 200);
  g_assert_cmpuint (ltt.more, ==, STATS_NEVER);
}

/* 1,000 bad cases and 99 %: P(Bin(1000, .01) <= 4) <= 5 % < P(Bin(1000, .01) <= 5). */
static void
test_recall_walk (void)
{
  enum
  {
    N = 4000
  };
  g_autofree double *scores = g_new (double, N);
  g_autofree guint8 *positives = g_new (guint8, N);
  StatsLtt ltt;

  for (guint i = 0; i < N; i++)
    {
      scores[i] = i;
      positives[i] = i >= 3000 || (i >= 100 && i % 100 == 0 && i <= 1000) ? 1 : 0;
    }
  for (guint i = 3000; i < 3010; i++)
    positives[i] = 0;
  g_assert_cmpfloat (stats_binomial_p (4, 1000, .01), <=, .05);
  g_assert_cmpfloat (stats_binomial_p (5, 1000, .01), >, .05);
  g_assert_true (stats_ltt_recall (scores, positives, N, .99, .05, &ltt));
  g_assert_cmpuint (ltt.n, ==, 1000);
  g_assert_cmpuint (ltt.k, ==, 4);
  assert_near (ltt.lambda, 499, 0); /* the last one before the fifth bad case */
  g_assert_cmpfloat (ltt.bound, >=, .99);
}

/* 200 bad cases without a miss are too few for 99 %: 299 are needed, at their share of the cases. */
static void
test_recall_few (void)
{
  double scores[1000];
  guint8 positives[1000];
  StatsLtt ltt;

  for (guint i = 0; i < 1000; i++)
    {
      scores[i] = i;
      positives[i] = i >= 800 ? 1 : 0;
    }
  g_assert_true (stats_ltt_recall (scores, positives, 1000, .99, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_cmpuint (ltt.n, ==, 200);
  g_assert_cmpuint (ltt.k, ==, 0);
  g_assert_cmpuint (ltt.more, ==, 1495 - 1000);
}

static void
test_refusals (void)
{
  static const double with_nan[] = { .1, NAN, .3 };
  static const double scores[] = { .1, .2, .3 };
  static const guint8 positives[] = { 0, 1, 1 };
  StatsLtt ltt;

  g_assert_false (stats_ltt_precision (with_nan, positives, 3, .95, .05, &ltt));
  g_assert_false (stats_ltt_recall (with_nan, positives, 3, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_false (stats_ltt_precision (scores, positives, 3, 1, .05, &ltt));
  g_assert_false (stats_ltt_precision (scores, positives, 3, NAN, .05, &ltt));
  g_assert_false (stats_ltt_recall (scores, positives, 3, .95, 0, &ltt));
  /* Nothing labelled yet is no error. */
  g_assert_true (stats_ltt_precision (scores, positives, 0, .95, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_cmpuint (ltt.more, ==, 153);
  g_assert_true (stats_ltt_recall (scores, positives, 0, .99, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_cmpuint (ltt.more, ==, 299);
  g_assert_true (stats_ltt_recall (scores, (const guint8[]){ 0, 0, 0 }, 3, .99, .05, &ltt));
  g_assert_true (isnan (ltt.lambda));
  g_assert_true (stats_ltt_precision (scores, (const guint8[]){ 0, 0, 0 }, 3, .95, .05, &ltt));
  g_assert_cmpuint (ltt.more, ==, STATS_NEVER);
}

/* The world of the simulations: risk uniform on 0..1, a case at risk s bad with probability
 * sigmoid (SLOPE (s - MIDDLE)), so that both rates are integrals of a softplus. */
#define SLOPE  14.0
#define MIDDLE .6

static double
bad_below (double s)
{
  return (log1p (exp (SLOPE * (s - MIDDLE))) - log1p (exp (-SLOPE * MIDDLE))) / SLOPE;
}

static double
true_precision (double lambda)
{
  return (bad_below (1) - bad_below (lambda)) / (1 - lambda);
}

static double
true_recall (double lambda)
{
  return 1 - bad_below (lambda) / bad_below (1);
}

static void
draw (GRand *rand, double *scores, guint8 *positives, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      scores[i] = g_rand_double (rand);
      positives[i] = g_rand_double (rand) < sigmoid (SLOPE * (scores[i] - MIDDLE)) ? 1 : 0;
    }
}

/* What people do without a test: the loosest threshold whose observed rate keeps the target. */
static double
naive_precision (const double *scores, const guint8 *positives, guint n, double target)
{
  double best = NAN;

  for (guint step = 1; step < 100; step++)
    {
      StatsConfusion c = stats_confusion (scores, positives, n, step / 100.0);

      if (isnan (best) && c.precision >= target)
        best = step / 100.0;
    }
  return best;
}

static double
naive_recall (const double *scores, const guint8 *positives, guint n, double target)
{
  double best = NAN;

  for (guint step = 99; step > 0 && isnan (best); step--)
    if (stats_confusion (scores, positives, n, step / 100.0).recall >= target)
      best = step / 100.0;
  return best;
}

typedef struct
{
  gboolean (*certify) (const double *, const guint8 *, guint, double, double, StatsLtt *);
  double (*pick) (const double *, const guint8 *, guint, double);
  double (*truth) (double);
  double target;
  double certified; /* of the seeds, at least */
} Side;

/* The observed curve breaks the target in more than a fifth of all seeds, the test in at most
 * delta of them, and still it certifies. */
static void
simulate (const Side *side)
{
  enum
  {
    N = 2000,
    SEEDS = 250
  };
  const double delta = .1;
  g_autofree double *scores = g_new (double, N);
  g_autofree guint8 *positives = g_new (guint8, N);
  guint naive = 0, broken = 0, certified = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      StatsLtt ltt;

      draw (rand, scores, positives, N);
      naive += side->truth (side->pick (scores, positives, N, side->target)) < side->target;
      g_assert_true (side->certify (scores, positives, N, side->target, delta, &ltt));
      if (isnan (ltt.lambda))
        continue;
      certified++;
      broken += side->truth (ltt.lambda) < side->target;
      g_assert_cmpfloat (ltt.bound, >=, side->target - 1e-9);
    }
  g_test_message ("of %d seeds: naive broken %u, certified %u, of these broken %u", SEEDS, naive,
                  certified, broken);
  g_assert_cmpuint (naive, >, SEEDS / 5);
  g_assert_cmpfloat (broken, <=, SEEDS * delta);
  g_assert_cmpfloat (certified, >=, SEEDS * side->certified);
}

static void
test_precision_promise (void)
{
  const Side side = { stats_ltt_precision, naive_precision, true_precision, .95, .5 };

  simulate (&side);
}

static void
test_recall_promise (void)
{
  const Side side = { stats_ltt_recall, naive_recall, true_recall, .99, .9 };

  simulate (&side);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threshold/p-values", test_p_values);
  g_test_add_func ("/threshold/precision-start", test_precision_start);
  g_test_add_func ("/threshold/precision-few", test_precision_few);
  g_test_add_func ("/threshold/precision-walk", test_precision_walk);
  g_test_add_func ("/threshold/precision-starts", test_precision_starts);
  g_test_add_func ("/threshold/ties", test_ties);
  g_test_add_func ("/threshold/recall-walk", test_recall_walk);
  g_test_add_func ("/threshold/recall-few", test_recall_few);
  g_test_add_func ("/threshold/refusals", test_refusals);
  g_test_add_func ("/threshold/precision-promise", test_precision_promise);
  g_test_add_func ("/threshold/recall-promise", test_recall_promise);
  return g_test_run ();
}
