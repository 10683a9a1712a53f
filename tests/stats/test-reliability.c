/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CORP, PAV and the older measures: vectors, identities, and how often the band holds the curve. */
#include "stats-calibration.h"
#include "stats-fixture.h"
#include "stats-reliability.h"

static void
test_vector (void)
{
  static const double expected[] = { 0, 0, .5, .5, .5, .5, 1, 1, 1, 1 };
  double values[10], fit[10];
  g_auto (StatsCorp) corp = { 0 };

  for (guint i = 0; i < 10; i++)
    values[i] = y10[i];
  stats_pav (values, NULL, 10, fit);
  for (guint i = 0; i < 10; i++)
    assert_near (fit[i], expected[i], 1e-12);
  g_assert_true (stats_corp (p10, y10, NULL, 10, &corp));
  assert_near (corp.brier, .140260, 5e-7);
  assert_near (corp.mcb, .040260, 5e-7);
  assert_near (corp.dsc, .140000, 5e-7);
  assert_near (corp.unc, .240000, 5e-7);
  g_assert_cmpuint (corp.n_blocks, ==, 3);
  assert_near (corp.blocks[1].low, .3, 0);
  assert_near (corp.blocks[1].high, .7, 0);
  assert_near (corp.blocks[1].observed, .5, 1e-12);
  g_assert_cmpuint (corp.blocks[1].n, ==, 4);
}

/* Rising, with the mean of the values, pooled means where values fall, and never worse than any
 * other rising sequence that is tried. */
static void
test_pav (void)
{
  enum
  {
    N = 60
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint round = 0; round < 50; round++)
    {
      double y[N], w[N], fit[N], again[N], sum = 0, fit_sum = 0, loss = 0, other = 0;
      double line = g_rand_double (rand), slope = g_rand_double (rand) / N;

      for (guint i = 0; i < N; i++)
        {
          y[i] = i / (double) N + g_rand_double (rand);
          w[i] = g_rand_double_range (rand, .1, 5);
        }
      stats_pav (y, w, N, fit);
      stats_pav (fit, w, N, again);
      for (guint i = 0; i < N; i++)
        {
          sum += w[i] * y[i];
          fit_sum += w[i] * fit[i];
          loss += w[i] * (y[i] - fit[i]) * (y[i] - fit[i]);
          other += w[i] * (y[i] - line - slope * i) * (y[i] - line - slope * i);
          g_assert_true (i == 0 || fit[i] >= fit[i - 1]);
          assert_near (again[i], fit[i], 1e-9); /* what rises is left alone */
        }
      assert_near (fit_sum, sum, 1e-9);
      g_assert_cmpfloat (loss, <=, other);
    }
}

/* A whole weight is the same as so many equal cases. */
static void
test_weights (void)
{
  static const double p[] = { .1, .2, .2, .6, .7 }, w[] = { 3, 1, 2, 1, 2 };
  static const guint8 y[] = { 0, 1, 0, 1, 0 };
  double many[9];
  guint8 truth[9];
  guint n = 0;
  g_auto (StatsCorp) weighted = { 0 }, repeated = { 0 };

  for (guint i = 0; i < 5; i++)
    for (double c = 0; c < w[i]; c++)
      {
        many[n] = p[i];
        truth[n++] = y[i];
      }
  g_assert_true (stats_corp (p, y, w, 5, &weighted));
  g_assert_true (stats_corp (many, truth, NULL, n, &repeated));
  assert_near (weighted.brier, repeated.brier, 1e-12);
  assert_near (weighted.mcb, repeated.mcb, 1e-12);
  assert_near (weighted.dsc, repeated.dsc, 1e-12);
  assert_near (weighted.unc, repeated.unc, 1e-12);
  g_assert_cmpuint (weighted.n_blocks, ==, repeated.n_blocks);
}

static void
test_identities (void)
{
  enum
  {
    N = 800
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  double p[N];
  guint8 y[N];
  double reliability, resolution, uncertainty;
  g_auto (StatsCorp) corp = { 0 };

  for (guint i = 0; i < N; i++)
    {
      p[i] = g_rand_int_range (rand, 0, 21) / 20.0;
      y[i] = g_rand_double (rand) < .2 + .5 * p[i] ? 1 : 0;
    }
  g_assert_true (stats_murphy (p, y, N, &reliability, &resolution, &uncertainty));
  g_assert_true (stats_corp (p, y, NULL, N, &corp));
  assert_near (reliability - resolution + uncertainty, stats_brier (p, y, N), 1e-12);
  assert_near (corp.mcb - corp.dsc + corp.unc, stats_brier (p, y, N), 1e-12);
  assert_near (corp.unc, uncertainty, 1e-12);
  g_assert_cmpfloat (corp.mcb, >=, 0);
  g_assert_cmpfloat (corp.mcb, <=, reliability + 1e-12); /* the fit is the best rising one only */
  g_assert_cmpfloat (corp.dsc, <=, resolution + 1e-12);
  /* Before and after a fit that cannot be bettered: nothing is left to correct. */
  for (guint i = 0; i < N; i++)
    for (guint b = 0; b < corp.n_blocks; b++)
      if (p[i] >= corp.blocks[b].low && p[i] <= corp.blocks[b].high)
        {
          p[i] = corp.blocks[b].observed;
          break;
        }
  stats_corp_clear (&corp);
  g_assert_true (stats_corp (p, y, NULL, N, &corp));
  assert_near (corp.mcb, 0, 1e-12);
}

static void
test_ece (void)
{
  static const double p[] = { .1, .1, .1, .1, .9, .9, .9, .9 };
  static const guint8 y[] = { 0, 0, 0, 1, 1, 1, 0, 1 };

  assert_near (stats_ece_equal_mass (p, y, NULL, 8, 2), .15, 1e-12);
  /* Equal probabilities stay together, however many bins are asked for. */
  assert_near (stats_ece_equal_mass (p, y, NULL, 8, 8), .15, 1e-12);
  assert_near (stats_ece_equal_mass (p10, y10, NULL, 10, 1), fabs (6 - 5.94) / 10, 1e-12);
  assert_near (stats_ece_equal_mass (p10, y10, NULL, 10, 5), (.3 + .3 + .3 + .3 + .06) / 10, 1e-12);
  g_assert_true (isnan (stats_ece_equal_mass (p, y, NULL, 0, 5)));
  g_assert_true (isnan (stats_ece_equal_mass (p, y, NULL, 8, 0)));
}

static void
test_large (void)
{
  StatsLarge large = stats_calibration_in_the_large (p10, y10, NULL, 10);
  double variance = 0;

  for (guint i = 0; i < 10; i++)
    variance += p10[i] * (1 - p10[i]);
  assert_near (large.observed, 6, 1e-12);
  assert_near (large.expected, 5.94, 1e-12);
  assert_near (large.ratio, 6 / 5.94, 1e-12);
  assert_near (large.z, .06 / sqrt (variance), 1e-12);
  large = stats_calibration_in_the_large (p10, y10, NULL, 0);
  g_assert_true (isnan (large.ratio) && isnan (large.z));
}

/* Truths drawn from the probabilities: the fit at .5 is in the band as often as promised; truths
 * that are drawn from others are not. */
static void
test_band (void)
{
  enum
  {
    N = 300,
    SEEDS = 60,
    GRID = 5
  };
  static const double grid[GRID] = { .1, .3, .5, .7, .9 };
  guint outside = 0, wrong = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double p[N], low[GRID], high[GRID];
      guint8 y[N], other[N];
      g_auto (StatsCorp) corp = { 0 }, off = { 0 };

      for (guint i = 0; i < N; i++)
        {
          p[i] = g_rand_double (rand);
          y[i] = g_rand_double (rand) < p[i] ? 1 : 0;
          other[i] = g_rand_double (rand) < sigmoid (3 * logit (p[i])) ? 1 : 0;
        }
      g_assert_true (stats_corp_band (p, NULL, N, grid, GRID, 100, .9, seed, low, high));
      g_assert_true (stats_corp (p, y, NULL, N, &corp));
      g_assert_true (stats_corp (p, other, NULL, N, &off));
      for (guint g = 0; g < GRID; g++)
        {
          g_assert_cmpfloat (low[g], <=, high[g]);
          for (guint b = 0; b < corp.n_blocks; b++)
            if (corp.blocks[b].low <= grid[g] && grid[g] <= corp.blocks[b].high)
              outside +=
                  corp.blocks[b].observed >= low[g] && corp.blocks[b].observed <= high[g] ? 0 : 1;
          for (guint b = 0; b < off.n_blocks; b++)
            if (g != 2 && off.blocks[b].low <= grid[g] && grid[g] <= off.blocks[b].high)
              wrong += off.blocks[b].observed < low[g] || off.blocks[b].observed > high[g] ? 1 : 0;
        }
    }
  g_test_message ("outside when right: %u of %d, when wrong: %u of %d", outside, SEEDS * GRID,
                  wrong, SEEDS * (GRID - 1));
  g_assert_cmpuint (outside, <=, SEEDS * GRID * 15 / 100);
  g_assert_cmpuint (wrong, >, SEEDS * (GRID - 1) / 3);
}

static void
test_refusals (void)
{
  static const double bad[] = { .2, 1.2 }, none[] = { .2, NAN }, zero[] = { 1, 0 };
  static const guint8 y[] = { 0, 1 };
  double low, high, a, b, c;
  g_auto (StatsCorp) corp = { 0 };

  g_assert_false (stats_corp (bad, y, NULL, 2, &corp));
  g_assert_false (stats_corp (none, y, NULL, 2, &corp));
  g_assert_false (stats_corp (p10, y, zero, 2, &corp));
  g_assert_null (corp.blocks);
  g_assert_true (stats_corp (p10, y, NULL, 0, &corp));
  g_assert_true (isnan (corp.brier));
  g_assert_false (stats_corp_band (none, NULL, 2, p10, 1, 10, .9, 1, &low, &high));
  g_assert_false (stats_corp_band (p10, NULL, 0, p10, 1, 10, .9, 1, &low, &high));
  g_assert_false (stats_murphy (none, y, 2, &a, &b, &c));
  /* One class only: nothing to discriminate. */
  g_assert_true (stats_corp (p10, (const guint8[10]){ 0 }, NULL, 10, &corp));
  assert_near (corp.unc, 0, 0);
  assert_near (corp.dsc, 0, 0);
  assert_near (corp.mcb, corp.brier, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reliability/vector", test_vector);
  g_test_add_func ("/reliability/pav", test_pav);
  g_test_add_func ("/reliability/weights", test_weights);
  g_test_add_func ("/reliability/identities", test_identities);
  g_test_add_func ("/reliability/ece", test_ece);
  g_test_add_func ("/reliability/large", test_large);
  g_test_add_func ("/reliability/band", test_band);
  g_test_add_func ("/reliability/refusals", test_refusals);
  return g_test_run ();
}
