/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pattern amounts to, and when a repair is believed. */
#define G_LOG_DOMAIN "test-radar"
#include "radar-count.h"
#include "radar-fixture.h"

#include "stats-slice.h"

static void
add_cases (RadarTable *table, const char *market, guint n, guint errors, double weight, gint64 at)
{
  for (guint i = 0; i < n; i++)
    {
      RadarCase one = {
        .blocks = TRUE, .positive = i >= errors, .risk = .8, .cut = .5, .weight = weight, .at = at
      };

      radar_table_set_text (table, radar_table_add (table, &one), "market", market);
    }
}

static GPtrArray *
in_market (const char *market)
{
  GPtrArray *conditions = radar_conditions_new ();

  g_ptr_array_add (conditions, radar_condition_new_text ("market", market));
  return conditions;
}

/* The slice of `statistics.md` §9: 18 of 120 against 40 of 1880. */
static void
test_vector (void)
{
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) conditions = in_market ("NG");
  RadarCount count;

  add_cases (table, "NG", 120, 18, 1, 1);
  add_cases (table, "DE", 1880, 40, 1, 1);
  count = radar_count (table, RADAR_FP, conditions, 0, G_MAXINT64, .95);
  g_assert_cmpuint (count.n, ==, 120);
  g_assert_cmpuint (count.errors, ==, 18);
  g_assert_cmpuint (count.n_outside, ==, 1880);
  g_assert_cmpuint (count.errors_outside, ==, 40);
  g_assert_cmpfloat_with_epsilon (count.lift, 5.172, 5e-4);
  g_assert_cmpfloat (count.p, ==, stats_slice (18, 120, 40, 1880).p);
  g_assert_cmpfloat (count.low, >, 3);
  g_assert_cmpfloat (count.high, <, 9);
  /* ROCA said block of all: none can be a false negative. */
  g_assert_cmpuint (radar_count (table, RADAR_FN, conditions, 0, G_MAXINT64, .95).n, ==, 0);
  g_assert_cmpuint (radar_count (table, RADAR_FP, conditions, 2, G_MAXINT64, .95).n, ==, 0);
}

/* A case that stands for ten counts ten times in a rate, and once in a test. */
static void
test_weights (void)
{
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) conditions = in_market ("NG");
  RadarCount count;

  add_cases (table, "NG", 50, 10, 10, 1);
  add_cases (table, "NG", 100, 0, 1, 1);
  add_cases (table, "DE", 400, 20, 1, 1);
  count = radar_count (table, RADAR_FP, conditions, 0, G_MAXINT64, .95);
  g_assert_cmpfloat_with_epsilon (count.rate, 100.0 / 600, 1e-12);
  g_assert_cmpfloat_with_epsilon (count.rate_outside, .05, 1e-12);
  g_assert_cmpfloat_with_epsilon (count.lift, (100.0 / 600) / (120.0 / 1000), 1e-12);
  g_assert_cmpuint (count.errors, ==, 10);
}

/* The interval of the lift covers what is true as often as it says. */
static void
test_coverage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) conditions = in_market ("NG");
  const double inside = .3, outside = .1, lift = .3 / (.2 * .3 + .8 * .1);
  guint covered = 0, runs = 600;

  for (guint run = 0; run < runs; run++)
    {
      g_autoptr (RadarTable) table = radar_table_new ();
      RadarCount count;
      guint errors[2] = { 0 }, n[2] = { 0 };

      for (guint i = 0; i < 800; i++)
        {
          guint in = g_rand_double (rand) < .2 ? 1 : 0;

          n[in]++;
          errors[in] += g_rand_double (rand) < (in != 0 ? inside : outside) ? 1 : 0;
        }
      add_cases (table, "NG", n[1], errors[1], 1, 1);
      add_cases (table, "DE", n[0], errors[0], 1, 1);
      count = radar_count (table, RADAR_FP, conditions, 0, G_MAXINT64, .95);
      covered += count.low <= lift && lift <= count.high ? 1 : 0;
    }
  g_test_message ("lift: its 95 %% interval covers in %u of %u runs", covered, runs);
  g_assert_cmpfloat ((double) covered / runs, >, .93);
  g_assert_cmpfloat ((double) covered / runs, <, .97);
}

static RadarAnswer
confirm (guint errors)
{
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) conditions = in_market ("NG");
  RadarCount count;

  add_cases (table, "NG", 60, errors, 1, 1);
  add_cases (table, "DE", 600, 30, 1, 1);
  count = radar_count (table, RADAR_FP, conditions, 0, G_MAXINT64, .95);
  return radar_confirm (&count, 4, .05);
}

static void
test_confirm (void)
{
  g_assert_cmpint (confirm (15), ==, RADAR_HOLDS);
  g_assert_cmpint (confirm (0), ==, RADAR_GONE);
  g_assert_cmpint (confirm (5), ==, RADAR_TOO_FEW);
}

/* A repair that works is believed after a while, and hardly ever where nothing was repaired,
 * although it is looked at after every case. */
static void
test_verify (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  const RadarCount found = { .rate = .3, .rate_outside = .05 };
  RadarQuery query = radar_query_new (&found, .05);
  guint closed[2] = { 0 }, runs = 300;
  double low, high;

  g_assert_cmpfloat_with_epsilon (query.limit, .175, 1e-12);
  for (guint run = 0; run < 2 * runs; run++)
    {
      double rate = run < runs ? .05 : .3;
      RadarCount later = { 0 };

      while (later.n < 400)
        {
          later.n++;
          later.errors += g_rand_double (rand) < rate ? 1 : 0;
          if (radar_verify (&later, &query, &low, &high) == RADAR_GONE)
            {
              closed[run < runs ? 0 : 1]++;
              break;
            }
        }
    }
  g_test_message ("repair: believed in %u of %u where it works, in %u of %u where it does not",
                  closed[0], runs, closed[1], runs);
  g_assert_cmpuint (closed[0], >=, runs * 95 / 100);
  g_assert_cmpuint (closed[1], <=, runs * 5 / 100);
}

static RadarShare
draw_share (GRand *rand, guint cases, double share)
{
  RadarShare one = { 0, cases };

  for (guint i = 0; i < cases; i++)
    one.claims += g_rand_double (rand) < share ? 1 : 0;
  return one;
}

/* Whether a pattern of which ROCA said it in @found of the cases, and says it in @now of them since,
 * is ever closed, by whichever of the two ways. Three in ten of what it says are wrong, as before. */
static gboolean
closes (GRand *rand, double found, double now)
{
  const RadarCount before = { .rate = .3, .rate_outside = .05 };
  RadarQuery query = radar_query_new (&before, .05);
  RadarShare then = draw_share (rand, 120, found), share = { 0 };
  RadarCount later = { 0 };
  double low, high, limit;

  while (share.cases < 300)
    {
      gboolean says = g_rand_double (rand) < now;

      share.cases++;
      share.claims += says ? 1 : 0;
      later.n += says ? 1 : 0;
      later.errors += says && g_rand_double (rand) < .3 ? 1 : 0;
      if (radar_verify (&later, &query, &low, &high) == RADAR_GONE
          || radar_verify_claims (&then, &share, query.limit / before.rate, &query, &limit, &high)
                 == RADAR_GONE)
        return TRUE;
    }
  return FALSE;
}

/* Where ROCA says it no more, no error rate can fall: its claims close the pattern. Where nothing
 * changed, or not more than may stay, the two ways together are wrong as seldom as one is to be. */
static void
test_verify_claims (void)
{
  static const double shares[][2] = { { .5, .5 }, { .5, .5 * .175 / .3 }, { .5, .01 }, { .9, .1 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  guint closed[G_N_ELEMENTS (shares)] = { 0 }, runs = 200;
  RadarShare none = { 0, 0 }, some = { 40, 80 };
  RadarQuery query = { .175, .05 };
  double limit, high;

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    for (guint run = 0; run < runs; run++)
      closed[i] += closes (rand, shares[i][0], shares[i][1]) ? 1 : 0;
  g_test_message ("claims: closed in %u and %u of %u where the pattern holds, in %u and %u where "
                  "ROCA says it no more",
                  closed[0], closed[1], runs, closed[2], closed[3]);
  g_assert_cmpuint (closed[0], <=, runs * 5 / 100);
  g_assert_cmpuint (closed[1], <=, runs * 5 / 100);
  g_assert_cmpuint (closed[2], >=, runs * 98 / 100);
  g_assert_cmpuint (closed[3], >=, runs * 98 / 100);
  /* What is not seen any more closes nothing, and neither does what was never seen. */
  g_assert_cmpint (radar_verify_claims (&some, &none, .5, &query, &limit, &high), ==,
                   RADAR_TOO_FEW);
  some.cases = 10000;
  some.claims = 0;
  g_assert_cmpint (radar_verify_claims (&none, &some, .5, &query, &limit, &high), ==,
                   RADAR_TOO_FEW);
}

/* A slice's cases count whatever was said of them; of cases alike the earliest. */
static void
test_count_claims (void)
{
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) conditions = in_market ("NG");
  RadarShare share;

  add_cases (table, "NG", 30, 0, 1, 5);
  add_cases (table, "DE", 50, 0, 1, 5);
  for (guint i = 0; i < 25; i++)
    {
      RadarCase one = { .cluster = i < 15 ? "wave" : NULL, .weight = 1, .at = 6 + i };

      radar_table_set_text (table, radar_table_add (table, &one), "market", "NG");
    }
  share = radar_count_claims (table, RADAR_FP, conditions, 5, 100);
  g_assert_cmpuint (share.cases, ==, 41);
  g_assert_cmpuint (share.claims, ==, 30);
  share = radar_count_claims (table, RADAR_FN, conditions, 6, 100);
  g_assert_cmpuint (share.cases, ==, 11);
  g_assert_cmpuint (share.claims, ==, 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/radar/count/vector", test_vector);
  g_test_add_func ("/radar/count/weights", test_weights);
  g_test_add_func ("/radar/count/coverage", test_coverage);
  g_test_add_func ("/radar/count/confirm", test_confirm);
  g_test_add_func ("/radar/count/verify", test_verify);
  g_test_add_func ("/radar/count/verify-claims", test_verify_claims);
  g_test_add_func ("/radar/count/claims", test_count_claims);
  return g_test_run ();
}
