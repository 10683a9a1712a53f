/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that are looked at again and again: vectors, and what looking does to the others. */
#include "stats-fixture.h"
#include "stats-interval.h"
#include "stats-sequential.h"

static void
test_confidence_sequence (void)
{
  static const struct
  {
    guint k, n;
    double low, high;
  } vectors[] = { { 485, 500, .9325, .9904 },
                  { 1940, 2000, .9526, .9826 },
                  { 990, 1000, .9721, .9979 },
                  { 0, 0, 0, 1 } };
  double low, high, other_low, other_high;

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      stats_beta_binomial_cs (vectors[i].k, vectors[i].n, 1, 1, .05, &low, &high);
      assert_near (low, vectors[i].low, 5e-5);
      assert_near (high, vectors[i].high, 5e-5);
    }
  /* Nothing but successes: 1 is possible, and the other side is its mirror image. */
  stats_beta_binomial_cs (100, 100, 1, 1, .05, &low, &high);
  assert_near (high, 1, 0);
  assert_near (pow (low, 100), .05 / 101, 1e-9); /* 1 / M = 101 p^100 */
  stats_beta_binomial_cs (0, 100, 1, 1, .05, &other_low, &other_high);
  assert_near (other_low, 0, 0);
  assert_near (other_high, 1 - low, 1e-9);
  /* A prior that expects what comes makes it narrower. */
  stats_beta_binomial_cs (485, 500, 1, 1, .05, &low, &high);
  stats_beta_binomial_cs (485, 500, 97, 3, .05, &other_low, &other_high);
  g_assert_cmpfloat (other_high - other_low, <, high - low);
}

/* A look every ten labels up to 2,000: Wilson's interval is wrong at some moment in a third of all
 * runs, the confidence sequence in hardly any. */
static void
test_peeking (void)
{
  enum
  {
    SEEDS = 400
  };
  const double p = .95;
  guint wilson = 0, sequence = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      gboolean wilson_wrong = FALSE, sequence_wrong = FALSE;
      guint k = 0;

      for (guint n = 1; n <= 2000; n++)
        {
          double low, high;

          k += g_rand_double (rand) < p ? 1 : 0;
          if (n % 10 != 0)
            continue;
          stats_wilson (k, n, .95, &low, &high);
          wilson_wrong |= p < low || p > high;
          stats_beta_binomial_cs (k, n, 1, 1, .05, &low, &high);
          sequence_wrong |= p < low || p > high;
        }
      wilson += wilson_wrong ? 1 : 0;
      sequence += sequence_wrong ? 1 : 0;
    }
  g_test_message ("wrong at some moment: Wilson %u, sequence %u of %d", wilson, sequence, SEEDS);
  g_assert_cmpuint (wilson, >, SEEDS * 30 / 100);
  g_assert_cmpuint (sequence, <=, SEEDS * 5 / 100);
}

static void
test_msprt (void)
{
  assert_near (stats_msprt (.970, .955, 2000, 1e-4), 5.107, 5e-4);
  assert_near (stats_msprt (.955, .970, 2000, 1e-4), 5.107, 5e-4);
  assert_near (stats_msprt (.5, .5, 0, 1e-4), 1, 0);
  assert_near (stats_msprt (1, 1, 500, 1e-4), 1, 0);
  g_assert_cmpfloat (stats_msprt (.95, .95, 2000, 1e-4), <, 1);
}

/* Two equal arms, a look every fifty: the ratio passes 20 in at most one run in twenty. */
static void
test_msprt_peeking (void)
{
  enum
  {
    SEEDS = 400
  };
  guint crossed = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double first = 0, second = 0, largest = 0;

      for (guint n = 1; n <= 2000; n++)
        {
          first += g_rand_double (rand) < .9 ? 1 : 0;
          second += g_rand_double (rand) < .9 ? 1 : 0;
          if (n % 50 == 0)
            largest = fmax (largest, stats_msprt (first / n, second / n, n, 1e-4));
        }
      crossed += largest >= 20 ? 1 : 0;
    }
  g_test_message ("crossed: %u of %d", crossed, SEEDS);
  g_assert_cmpuint (crossed, <=, SEEDS * 5 / 100);
}

static void
test_paired (void)
{
  static const struct
  {
    guint losses, wins;
  } vectors[] = { { 0, 8 },  { 1, 11 }, { 2, 14 },  { 3, 16 },
                  { 5, 20 }, { 8, 26 }, { 12, 33 }, { 20, 46 } };

  g_assert_cmpfloat (stats_paired_log_e (8, 0), >=, log (20));
  g_assert_cmpfloat (stats_paired_log_e (7, 0), <, log (20));
  assert_near (stats_paired_log_e (0, 0), 0, 1e-12);
  /* By the definition: B(9, 1) = 1 / 9. */
  assert_near (exp (stats_paired_log_e (8, 0)), 256.0 / 9, 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpuint (stats_paired_wins_needed (vectors[i].losses, .05), ==, vectors[i].wins);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* A look at each of 300 pairs when neither rule is better: the e-process stops in at most one run
 * in twenty, McNemar's test looked at every fifth pair in a fifth of them and more. At three wins in
 * four it stops after about 28 pairs. */
static void
test_paired_peeking (void)
{
  enum
  {
    SEEDS = 600,
    PAIRS = 300
  };
  guint stops[SEEDS];
  guint stopped = 0, mcnemar = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      gboolean e = FALSE, naive = FALSE;
      guint wins = 0, better = 0;

      stops[seed] = PAIRS;
      for (guint n = 1; n <= PAIRS; n++)
        {
          double off;

          wins += g_rand_boolean (rand) ? 1 : 0;
          better += g_rand_double (rand) < .75 ? 1 : 0;
          off = 2.0 * wins - n;
          e |= stats_paired_log_e (wins, n - wins) >= log (20);
          naive |= n % 5 == 0 && off * off / n > 3.8415;
          if (stats_paired_log_e (better, n - better) >= log (20))
            stops[seed] = MIN (stops[seed], n);
        }
      stopped += e ? 1 : 0;
      mcnemar += naive ? 1 : 0;
    }
  qsort (stops, SEEDS, sizeof (guint), compare_counts);
  g_test_message ("false: e-process %u, McNemar %u of %d; median stop %u", stopped, mcnemar, SEEDS,
                  stops[SEEDS / 2]);
  g_assert_cmpuint (stopped, <=, SEEDS * 5 / 100);
  g_assert_cmpuint (mcnemar, >, SEEDS * 20 / 100);
  g_assert_cmpuint (stops[SEEDS / 2], >=, 22);
  g_assert_cmpuint (stops[SEEDS / 2], <=, 34);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sequential/confidence-sequence", test_confidence_sequence);
  g_test_add_func ("/sequential/peeking", test_peeking);
  g_test_add_func ("/sequential/msprt", test_msprt);
  g_test_add_func ("/sequential/msprt-peeking", test_msprt_peeking);
  g_test_add_func ("/sequential/paired", test_paired);
  g_test_add_func ("/sequential/paired-peeking", test_paired_peeking);
  return g_test_run ();
}
