/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement beyond chance: vectors, and why kappa is not shown alone. */
#include "stats-agreement.h"
#include "stats-fixture.h"

static void
test_vector (void)
{
  static const double table[] = { 20, 5, 10, 15 };
  StatsAgreement a = stats_agreement (table, 2);
  int ratings[100];
  guint unit = 0;

  assert_near (a.observed, .7, 1e-12);
  assert_near (a.kappa, .4, 5e-7);
  assert_near (a.ac1, .405941, 5e-7);
  assert_near (a.pi, .393939, 5e-7);
  for (guint cell = 0; cell < 4; cell++)
    for (double c = 0; c < table[cell]; c++, unit++)
      {
        ratings[2 * unit] = cell / 2;
        ratings[2 * unit + 1] = cell % 2;
      }
  assert_near (stats_krippendorff_alpha (ratings, 50, 2, 2), .4, 5e-7);
}

static void
test_alpha (void)
{
  /* X: yes, yes; Y: no, no; Z: yes, no. */
  static const int pairs[] = { 1, 1, 0, 0, 1, 0 };
  /* The same with a third rater who answered nothing, and a unit that only one rated. */
  static const int missing[] = { 1, 1, -1, 0, -1, 0, -1, 1, 0, 1, -1, -1 };
  static const int same[] = { 1, 1, 1, 1 }, whole[] = { 1, 1, 0, 0 }, alone[] = { 1, -1, -1, 0 };

  assert_near (stats_krippendorff_alpha (pairs, 3, 2, 2), .444444, 5e-7);
  assert_near (stats_krippendorff_alpha (missing, 4, 3, 2), .444444, 5e-7);
  assert_near (stats_krippendorff_alpha (whole, 2, 2, 2), 1, 1e-12);
  g_assert_true (isnan (stats_krippendorff_alpha (same, 2, 2, 2)));
  g_assert_true (isnan (stats_krippendorff_alpha (alone, 2, 2, 2)));
  g_assert_true (isnan (stats_krippendorff_alpha (NULL, 0, 2, 2)));
}

/* Two reviewers who are right in 98 of 100 cases, whatever the share of bad ones. */
static void
test_prevalence (void)
{
  static const struct
  {
    double bad, kappa;
  } vectors[] = { { .5, .92 }, { .05, .69 }, { .02, .48 }, { .01, .32 } };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      double bad = vectors[i].bad, good = 1 - bad, right = .98, wrong = .02;
      const double table[] = { good * right * right + bad * wrong * wrong, right * wrong,
                               right * wrong, good * wrong * wrong + bad * right * right };
      StatsAgreement a = stats_agreement (table, 2);

      assert_near (a.observed, .9608, 1e-9);
      assert_near (a.kappa, vectors[i].kappa, 5e-3);
      g_assert_cmpfloat (a.ac1, >=, .915);
      g_assert_cmpfloat (a.ac1, <=, .965);
    }
}

static void
test_extremes (void)
{
  static const double none[4] = { 0 }, one[] = { 7, 0, 0, 0 };
  static const double three[] = { 10, 0, 0, 0, 10, 0, 0, 0, 10 };
  StatsAgreement a = stats_agreement (none, 2);

  g_assert_true (isnan (a.observed) && isnan (a.kappa) && isnan (a.ac1));
  a = stats_agreement (one, 2);
  assert_near (a.observed, 1, 0);
  g_assert_true (isnan (a.kappa) && isnan (a.pi));
  assert_near (a.ac1, 1, 0);
  a = stats_agreement (three, 3);
  assert_near (a.kappa, 1, 1e-12);
  assert_near (a.ac1, 1, 1e-12);
  a = stats_agreement (one, 1);
  g_assert_true (isnan (a.observed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/vector", test_vector);
  g_test_add_func ("/agreement/alpha", test_alpha);
  g_test_add_func ("/agreement/prevalence", test_prevalence);
  g_test_add_func ("/agreement/extremes", test_extremes);
  return g_test_run ();
}
