/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Curves against counts at each cut, DeLong against all pairs, against the bootstrap, and against
 * a world whose area is known. */
#include "stats-binary.h"
#include "stats-curve.h"
#include "stats-fixture.h"

#include <gsl/gsl_cdf.h>

/* Scores of two normal laws @apart standard deviations from each other, in steps of @step so that
 * there are ties; the second score is the first with noise. */
static void
draw (GRand *rand, double *first, double *second, guint8 *y, guint n, double apart, double step)
{
  for (guint i = 0; i < n; i++)
    {
      double common = draw_normal (rand);

      y[i] = i % 3 == 0 ? 1 : 0;
      first[i] = (y[i] ? apart : 0) + .8 * common + .6 * draw_normal (rand);
      second[i] = (y[i] ? apart : 0) + .8 * common + .6 * draw_normal (rand);
      if (step > 0)
        first[i] = step * floor (first[i] / step);
    }
}

static void
test_points (void)
{
  enum
  {
    N = 300
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double s[N], other[N];
  guint8 y[N];
  guint n_points;
  g_autofree StatsCurvePoint *points = NULL;

  draw (rand, s, other, y, N, 1, .25);
  points = stats_curve (s, y, NULL, N, &n_points);
  g_assert_cmpuint (n_points, <, N / 2); /* ties share a point */
  g_assert_true (isinf (points[0].threshold) && isnan (points[0].precision));
  assert_near (points[n_points - 1].tpr, 1, 0);
  assert_near (points[n_points - 1].fpr, 1, 0);
  for (guint i = 1; i < n_points; i++)
    {
      StatsConfusion c = stats_confusion (s, y, N, points[i].threshold);

      assert_near (points[i].tp, c.tp, 0);
      assert_near (points[i].fp, c.fp, 0);
      assert_near (points[i].tpr, c.recall, 1e-12);
      assert_near (points[i].precision, c.precision, 1e-12);
      g_assert_cmpfloat (points[i].threshold, <, points[i - 1].threshold);
    }
  assert_near (stats_curve_area (points, n_points), stats_auc (s, y, N), 1e-12);
}

/* Recall gained times precision, by hand; weights stand for so many cases. */
static void
test_average_precision (void)
{
  static const double s[] = { 4, 3, 2, 1 }, w[] = { 1, 2, 1, 1 }, many[] = { 4, 3, 3, 2, 1 };
  static const guint8 y[] = { 1, 0, 1, 0 }, y_many[] = { 1, 0, 0, 1, 0 };
  guint n_points;
  g_autofree StatsCurvePoint *plain = stats_curve (s, y, NULL, 4, &n_points);
  g_autofree StatsCurvePoint *weighted = NULL;
  g_autofree StatsCurvePoint *repeated = NULL;
  guint n_weighted, n_repeated;

  assert_near (stats_curve_average_precision (plain, n_points), .5 * 1 + .5 * 2 / 3, 1e-12);
  weighted = stats_curve (s, y, w, 4, &n_weighted);
  repeated = stats_curve (many, y_many, NULL, 5, &n_repeated);
  assert_near (stats_curve_area (weighted, n_weighted), stats_curve_area (repeated, n_repeated),
               1e-12);
  assert_near (stats_curve_average_precision (weighted, n_weighted),
               stats_curve_average_precision (repeated, n_repeated), 1e-12);
}

/* Variance of the area from the kernel over all pairs, as DeLong and others wrote it down. */
static double
pairwise_variance (const double *s, const guint8 *y, guint n)
{
  double sums[2] = { 0, 0 }, squares[2] = { 0, 0 };
  guint counts[2] = { 0, 0 };
  double variance = 0;

  for (guint i = 0; i < n; i++)
    {
      double right = 0;
      guint against = 0;

      for (guint j = 0; j < n; j++)
        if (y[j] != y[i])
          {
            double up = y[i] ? s[i] - s[j] : s[j] - s[i];

            right += up > 0 ? 1 : (up < 0 ? 0 : .5);
            against++;
          }
      counts[y[i]]++;
      sums[y[i]] += right / against;
      squares[y[i]] += right / against * right / against;
    }
  for (guint c = 0; c < 2; c++)
    variance += (squares[c] - sums[c] * sums[c] / counts[c]) / (counts[c] - 1.0) / counts[c];
  return variance;
}

static void
test_delong (void)
{
  enum
  {
    N = 240
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  double s[N], other[N];
  guint8 y[N];
  StatsAuc auc;
  StatsBinary bootstrap;

  draw (rand, s, other, y, N, 1, .25);
  g_assert_true (stats_delong (s, y, N, .95, &auc));
  assert_near (auc.auc, stats_auc (s, y, N), 1e-12);
  assert_near (auc.variance, pairwise_variance (s, y, N), 1e-12);
  bootstrap = stats_binary_bootstrap (s, y, N, .5, 1000, .95, 3);
  assert_near (auc.low, bootstrap.auc.low, .015);
  assert_near (auc.high, bootstrap.auc.high, .015);
}

static void
test_paired (void)
{
  enum
  {
    N = 240
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  double first[N], second[N];
  guint8 y[N];
  StatsAucDifference d;
  StatsAuc a, b;

  draw (rand, first, second, y, N, 1, 0);
  g_assert_true (stats_delong (first, y, N, .95, &a));
  g_assert_true (stats_delong (second, y, N, .95, &b));
  g_assert_true (stats_delong_paired (first, second, y, N, .95, &d));
  assert_near (d.difference, a.auc - b.auc, 1e-12);
  /* The same cases: less varies than between two sets of cases. */
  g_assert_cmpfloat (d.variance, <, a.variance + b.variance);
  g_assert_cmpfloat (d.low, <, d.difference);
  g_assert_true ((d.p < .05) == (d.low > 0 || d.high < 0));
  g_assert_true (stats_delong_paired (first, first, y, N, .95, &d));
  assert_near (d.difference, 0, 0);
  assert_near (d.p, 1, 0);
}

/* The area of two unit normal laws is Phi (apart / sqrt 2). Two scores of equal worth differ at 5 %
 * in about 5 % of all seeds. */
static void
test_coverage (void)
{
  enum
  {
    N = 240,
    SEEDS = 400
  };
  static const double aparts[] = { .5, 2.8 };
  double first[N], second[N];
  guint8 y[N];

  for (guint a = 0; a < G_N_ELEMENTS (aparts); a++)
    {
      double truth = gsl_cdf_ugaussian_P (aparts[a] / G_SQRT2);
      guint covered = 0, significant = 0;

      for (guint seed = 0; seed < SEEDS; seed++)
        {
          g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
          StatsAuc auc;
          StatsAucDifference d;

          draw (rand, first, second, y, N, aparts[a], 0);
          g_assert_true (stats_delong (first, y, N, .95, &auc));
          g_assert_true (stats_delong_paired (first, second, y, N, .95, &d));
          covered += auc.low <= truth && truth <= auc.high ? 1 : 0;
          significant += d.p < .05 ? 1 : 0;
        }
      g_test_message ("area %.3f: covered %u, different %u of %d", truth, covered, significant,
                      SEEDS);
      g_assert_cmpuint (covered, >=, SEEDS * 93 / 100);
      g_assert_cmpuint (covered, <=, SEEDS * 98 / 100);
      g_assert_cmpuint (significant, <=, SEEDS * 7 / 100);
    }
}

static void
test_extremes (void)
{
  static const double s[] = { 1, 2, 3, 4, 5, 6 }, broken[] = { 1, 2, NAN, 4, 5, 6 },
                      same[6] = { 0 };
  static const guint8 apart[] = { 0, 0, 0, 1, 1, 1 }, none[6] = { 0 },
                      single[] = { 0, 0, 0, 0, 0, 1 };
  guint n_points;
  g_autofree StatsCurvePoint *points = NULL;
  StatsAuc auc;
  StatsAucDifference d;

  /* Three pairs without a case in common, all right: the area is above .025^(1/3). */
  g_assert_true (stats_delong (s, apart, 6, .95, &auc));
  assert_near (auc.auc, 1, 0);
  assert_near (auc.low, cbrt (.025), 1e-12);
  assert_near (auc.high, 1, 0);
  g_assert_true (stats_delong (same, apart, 6, .95, &auc));
  assert_near (auc.auc, .5, 0);
  g_assert_true (stats_delong (s, none, 6, .95, &auc));
  g_assert_true (isnan (auc.auc) && isnan (auc.low));
  g_assert_true (stats_delong (s, none, 0, .95, &auc));
  g_assert_true (stats_delong (s, single, 6, .95, &auc));
  g_assert_true (isnan (auc.variance));
  g_assert_false (stats_delong (broken, apart, 6, .95, &auc));
  g_assert_false (stats_delong_paired (s, broken, apart, 6, .95, &d));
  g_assert_true (stats_delong_paired (s, same, none, 6, .95, &d));
  g_assert_true (isnan (d.difference) && isnan (d.p));
  g_assert_null (stats_curve (broken, apart, NULL, 6, &n_points));
  points = stats_curve (s, none, NULL, 6, &n_points);
  g_assert_true (isnan (stats_curve_area (points, n_points)));
  g_assert_true (isnan (stats_curve_average_precision (points, n_points)));
  g_free (points);
  points = stats_curve (s, none, NULL, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
  g_assert_true (isnan (stats_curve_area (points, n_points)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curve/points", test_points);
  g_test_add_func ("/curve/average-precision", test_average_precision);
  g_test_add_func ("/curve/delong", test_delong);
  g_test_add_func ("/curve/paired", test_paired);
  g_test_add_func ("/curve/coverage", test_coverage);
  g_test_add_func ("/curve/extremes", test_extremes);
  return g_test_run ();
}
