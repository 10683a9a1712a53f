/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices in which errors crowd: the vector, the exact test, and the control of many slices. */
#include "stats-fixture.h"
#include "stats-slice.h"

static void
test_vector (void)
{
  StatsSlice s = stats_slice (18, 120, 40, 1880);

  assert_near (s.z, 8.147, 5e-4);
  assert_near (s.lift, 5.172, 5e-4);
  assert_near (s.wracc, .00726, 5e-6);
  assert_near (s.effect, .4727, 5e-5);
  g_assert_cmpfloat (s.p, <, 1e-6);
}

/* The lady who tastes tea: all four right of eight cups by chance in 1 of 70, three in 17. */
static void
test_exact (void)
{
  assert_near (stats_slice (4, 4, 0, 4).p, 1.0 / 70, 1e-12);
  assert_near (stats_slice (3, 4, 1, 4).p, 17.0 / 70, 1e-12);
  assert_near (stats_slice (0, 4, 4, 4).p, 1, 0);
}

static void
test_extremes (void)
{
  StatsSlice s = stats_slice (0, 0, 3, 10);

  g_assert_true (isnan (s.z) && isnan (s.p) && isnan (s.effect));
  s = stats_slice (0, 10, 0, 10);
  g_assert_true (isnan (s.z) && isnan (s.lift) && isnan (s.effect));
  assert_near (s.p, 1, 0);
  assert_near (s.wracc, 0, 0);
  s = stats_slice (10, 10, 10, 10);
  assert_near (s.lift, 1, 1e-12);
  assert_near (s.p, 1, 1e-12);
}

static void
test_many (void)
{
  static const double p[] = { .04, .01, .03, .005, .9 };
  static const double q[] = { .05, .025, .05, .025, .9 };
  static const double broken[] = { .1, NAN };
  double found[5];

  stats_benjamini_hochberg (p, 5, found);
  for (guint i = 0; i < 5; i++)
    assert_near (found[i], q[i], 1e-12);
  stats_benjamini_hochberg (broken, 2, found);
  g_assert_true (isnan (found[0]) && isnan (found[1]));
  stats_benjamini_hochberg (p, 0, found);
}

/* Twenty slices of nothing and a q of 10 %: a false find in at most a tenth of all seeds. */
static void
test_false_finds (void)
{
  enum
  {
    SEEDS = 400,
    SLICES = 20
  };
  guint found = 0;

  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double p[SLICES], q[SLICES], least = 1;

      for (guint i = 0; i < SLICES; i++)
        p[i] = g_rand_double (rand);
      stats_benjamini_hochberg (p, SLICES, q);
      for (guint i = 0; i < SLICES; i++)
        least = fmin (least, q[i]);
      found += least <= .1 ? 1 : 0;
    }
  g_test_message ("found: %u of %d", found, SEEDS);
  g_assert_cmpuint (found, <=, SEEDS * 12 / 100);
  g_assert_cmpuint (found, >=, SEEDS * 5 / 100); /* it does look */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slice/vector", test_vector);
  g_test_add_func ("/slice/exact", test_exact);
  g_test_add_func ("/slice/extremes", test_extremes);
  g_test_add_func ("/slice/many", test_many);
  g_test_add_func ("/slice/false-finds", test_false_finds);
  return g_test_run ();
}
