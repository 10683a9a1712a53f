/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two means: the vector of an independent tool, and the extremes. */
#include "stats-fixture.h"
#include "stats-welch.h"

/* Computed with mpmath: p by the regularised incomplete beta function. */
static void
test_vector (void)
{
  static const double first[] = { 27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1 };
  static const double second[] = { 19.1, 15.2, 17.7, 16.3, 20.0, 14.4, 18.2 };
  StatsWelch w = stats_welch (first, 8, second, 7);

  assert_near (w.difference, 3.103571429, 1e-9);
  assert_near (w.t, 2.061962541, 1e-6);
  assert_near (w.df, 11.26729941, 1e-6);
  assert_near (w.p, 0.03152657767, 1e-6);
}

static void
test_extremes (void)
{
  static const double same[] = { 1, 1, 1 }, other[] = { 0, 0 };

  g_assert_true (isnan (stats_welch (same, 1, other, 2).p));
  assert_near (stats_welch (same, 3, other, 2).p, 0, 0);
  assert_near (stats_welch (other, 2, same, 3).p, 1, 0);
  assert_near (stats_welch (same, 3, same, 3).p, 1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/welch/vector", test_vector);
  g_test_add_func ("/welch/extremes", test_extremes);
  return g_test_run ();
}
