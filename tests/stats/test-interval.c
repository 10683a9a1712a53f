/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of a proportion: vectors, the binomial law that they invert, how often they cover, and
 * the order of an array under all of them. */
#include "stats-fixture.h"
#include "stats-interval.h"
#include "stats-math.h"
#include "stats-order.h"
#include "stats-threshold.h"

#include <string.h>

static void
test_wilson (void)
{
  static const struct
  {
    guint k, n;
    double low, high;
  } vectors[] = { { 97, 100, .9155, .9897 },
                  { 485, 500, .9511, .9817 },
                  { 990, 1000, .9817, .9946 },
                  { 100, 100, .9630, 1 },
                  { 0, 0, 0, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      double low, high;

      stats_wilson (vectors[i].k, vectors[i].n, .95, &low, &high);
      assert_near (low, vectors[i].low, 5e-5);
      assert_near (high, vectors[i].high, 5e-5);
    }
}

static void
test_clopper_pearson (void)
{
  assert_near (stats_clopper_pearson_upper (5, 400, .05), .02610, 5e-6);
  assert_near (stats_clopper_pearson_upper (5, 400, .05 / 9), .03459, 5e-6);
  assert_near (stats_clopper_pearson_upper (4, 2000, .025), .005113, 5e-7);
  assert_near (stats_clopper_pearson_upper (7, 7, .05), 1, 0);
  assert_near (stats_clopper_pearson_lower (0, 10, .05), 0, 0);
  /* The lower bound of successes is one minus the upper bound of failures. */
  assert_near (stats_clopper_pearson_lower (395, 400, .05),
               1 - stats_clopper_pearson_upper (5, 400, .05), 1e-9);
}

/* The upper bound is the rate at which so few events have probability delta, for any count: also
 * where GSL's own inverse ends the process, as at 1930, 245, 0.05. */
static void
test_inversion (void)
{
  static const guint sizes[] = { 1, 7, 60, 1000, 50000, 1000000 };
  static const double deltas[] = { 1e-6, .005, .05, .5 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint d = 0; d < G_N_ELEMENTS (deltas); d++)
      for (guint part = 0; part < 8; part++)
        {
          guint n = sizes[i], k = (guint) ((guint64) n * part / 8);
          double upper = stats_clopper_pearson_upper (k, n, deltas[d]);

          if (k < n)
            assert_near (stats_binomial_p (k, n, upper) / deltas[d], 1, 1e-6);
          g_assert_cmpfloat (stats_clopper_pearson_lower (k, n, deltas[d]), <=, (double) k / n);
          g_assert_cmpfloat (upper, >=, (double) k / n);
        }
  for (guint n = 1; n < 100000; n += n / 4 + 1)
    for (guint k = 0; k < n; k += n / 20 + 1)
      assert_near (stats_binomial_p (k, n, stats_clopper_pearson_upper (k, n, .00625)), .00625,
                   1e-8);
  assert_near (stats_binomial_p (245, 1930, stats_clopper_pearson_upper (245, 1930, .05)), .05,
               1e-8);
}

/* Beyond what GSL's Beta law can do: still a number, and near the normal law's. */
static void
test_huge (void)
{
  const guint n = 4000000000u;
  double upper = stats_clopper_pearson_upper (n / 2, n, .025);

  assert_near (upper, .5 + 1.959964 * sqrt (.25 / n), 1e-9);
  assert_near (stats_clopper_pearson_lower (n / 2, n, .025), 1 - upper, 1e-9);
  assert_near (stats_binomial_p (n / 2, n, .5), .5, 1e-4);
  assert_near (stats_beta_upper_tail (.2, 2e7, 8e7), .5, 1e-4);
  assert_near (stats_clopper_pearson_upper (0, n, .05) * n, -log (.05), 1e-6);
}

static void
test_zero_events (void)
{
  assert_near (stats_zero_event_upper (0, .05), 1, 0);
  assert_near (stats_zero_event_upper (1, .05), .95, 1e-12);
  assert_near (stats_zero_event_upper (59, .05), .0495, 5e-5);
  assert_near (stats_zero_event_upper (4792, .05), .000625, 5e-8); /* 5 misses in 8,000 */
  assert_near (stats_zero_event_upper (300, .05), 3.0 / 300, 1e-4);
}

/* The published table was searched in steps of about a percent: no answer is above it, each is near
 * it, and exactly that number of cases is where the lower bound first passes the target. */
static void
test_needed (void)
{
  static const struct
  {
    double target, observed;
    guint table, exact;
  } vectors[] = {
    { .95, .96, 1420, 1348 }, { .95, .97, 366, 361 },    { .95, .98, 183, 181 },
    { .95, 1, 60, 59 },       { .99, .992, 7453, 6990 }, { .99, .995, 1184, 1182 },
    { .99, 1, 301, 299 },     { .98, .99, 592, 590 },    { .98, .995, 315, 313 },
    { .98, 1, 151, 149 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      double observed = vectors[i].observed, target = vectors[i].target;
      guint n = stats_needed_n (target, observed, .05);

      g_assert_cmpuint (n, ==, vectors[i].exact);
      g_assert_cmpuint (n, <=, vectors[i].table);
      g_assert_cmpfloat (n, >=, .93 * vectors[i].table);
      for (guint m = n - 20; m <= n; m++)
        {
          guint k = (guint) floor (observed * m + 1e-9);

          g_assert_true ((stats_clopper_pearson_lower (k, m, .05) > target) == (m == n));
        }
    }
  g_assert_cmpuint (stats_needed_n (.95, .95, .05), ==, STATS_NEVER);
  g_assert_cmpuint (stats_needed_n (.95, .9, .05), ==, STATS_NEVER);
  g_assert_cmpuint (stats_needed_n (.95, NAN, .05), ==, STATS_NEVER);
  g_assert_cmpuint (stats_needed_n (.95, .9501, .05), >, 1000000);
}

/* How often an interval of a proportion has the truth in it, summed over the binomial law: no
 * simulation is needed. */
static double
coverage (guint n, double p, gboolean exact)
{
  double covered = 0, below = 0;

  for (guint k = 0; k <= n; k++)
    {
      double up_to = stats_binomial_p (k, n, p), low, high;

      stats_wilson (k, n, .95, &low, &high);
      if (exact)
        {
          low = stats_clopper_pearson_lower (k, n, .025);
          high = stats_clopper_pearson_upper (k, n, .025);
        }
      covered += low <= p && p <= high ? up_to - below : 0;
      below = up_to;
    }
  return covered;
}

static void
test_coverage (void)
{
  static const guint sizes[] = { 20, 100, 400 };
  double wilson = 0;
  guint points = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (double p = .025; p < 1; p += .05)
      {
        g_assert_cmpfloat (coverage (sizes[i], p, TRUE), >=, .95 - 1e-9);
        wilson += coverage (sizes[i], p, FALSE);
        points++;
        g_assert_cmpfloat (coverage (sizes[i], p, FALSE), >, .88);
      }
  assert_near (wilson / points, .95, .01); /* on average, as it is meant */
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
test_order (void)
{
  enum
  {
    N = 5000
  };
  static const double special[] = { 0.0, INFINITY, -0.0, -INFINITY, 1e-310, -1e300, 3 };
  static const guint32 expected[] = { 3, 5, 0, 2, 4, 6, 1 };
  static const double broken[] = { 1, NAN };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree double *values = g_new (double, N);
  g_autofree double *sorted = g_new (double, N);
  g_autofree guint32 *order = stats_order (special, G_N_ELEMENTS (special));
  g_autofree guint32 *none = stats_order (NULL, 0);

  g_assert_cmpmem (order, sizeof expected, expected, sizeof expected);
  g_assert_nonnull (none);
  g_assert_null (stats_order (broken, 2));
  for (guint i = 0; i < N; i++)
    values[i] = i % 3 ? g_rand_double_range (rand, -5, 5) : g_rand_int_range (rand, -9, 9);
  memcpy (sorted, values, N * sizeof (double));
  qsort (sorted, N, sizeof (double), compare_doubles);
  g_free (order);
  order = stats_order (values, N);
  for (guint i = 0; i < N; i++)
    {
      assert_near (values[order[i]], sorted[i], 0);
      /* Stable: equal values keep the order in which they came. */
      if (i > 0 && !(values[order[i - 1]] < values[order[i]]))
        g_assert_cmpuint (order[i - 1], <, order[i]);
    }
}

/* Against sums by hand, and far out in the tail, where one minus something near one is nothing. */
static void
test_binomial_at_least (void)
{
  g_assert_cmpfloat (stats_binomial_at_least (0, 5, 0.3), ==, 1);
  g_assert_cmpfloat (stats_binomial_at_least (6, 5, 0.3), ==, 0);
  g_assert_cmpfloat_with_epsilon (stats_binomial_at_least (1, 5, 0.3), 1 - 0.16807, 1e-12);
  g_assert_cmpfloat_with_epsilon (stats_binomial_at_least (5, 5, 0.3), 0.00243, 1e-12);
  g_assert_cmpfloat_with_epsilon (stats_binomial_at_least (2, 3, 0.5), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (stats_binomial_at_least (20, 20, 0.01) * 1e40, 1, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interval/binomial-at-least", test_binomial_at_least);
  g_test_add_func ("/interval/wilson", test_wilson);
  g_test_add_func ("/interval/clopper-pearson", test_clopper_pearson);
  g_test_add_func ("/interval/inversion", test_inversion);
  g_test_add_func ("/interval/huge", test_huge);
  g_test_add_func ("/interval/zero-events", test_zero_events);
  g_test_add_func ("/interval/needed", test_needed);
  g_test_add_func ("/interval/coverage", test_coverage);
  g_test_add_func ("/interval/order", test_order);
  return g_test_run ();
}
