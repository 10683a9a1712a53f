/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calibration apart from the model: another one changes risks and nothing else, and the check
 * sees a shift where there is one and none where there is none. */
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "roca-calibration.h"
#include "roca-fixture.h"

#define N 2000

/* Labels that come true at the logistic of score + shift. */
static void
draw (double shift, guint seed, double *raw, guint8 *positives)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N; i++)
    {
      raw[i] = g_rand_double_range (rand, -4, 4);
      positives[i] = g_rand_double (rand) < 1 / (1 + exp (-(raw[i] + shift))) ? 1 : 0;
    }
}

static void
test_check (void)
{
  const RocaCalibration logistic = { 1, 1, 0 };
  double raw[N];
  guint8 positives[N];
  guint alarms = 0, refits = 0;

  for (guint seed = 0; seed < 40; seed++)
    {
      RocaCalibrationCheck check;

      draw (0, seed, raw, positives);
      g_assert_true (roca_calibration_check (&logistic, raw, positives, NULL, N, &check, NULL));
      alarms += fabs (check.z) > 1.96 ? 1 : 0;
      refits += check.better ? 1 : 0;
      g_assert_cmpfloat (check.mcb, <, 0.02);
      draw (1, 1000 + seed, raw, positives);
      g_assert_true (roca_calibration_check (&logistic, raw, positives, NULL, N, &check, NULL));
      g_assert_cmpfloat (check.z, >, 3);
      g_assert_cmpfloat (check.ratio, >, 1.1);
      g_assert_true (check.better);
      g_assert_cmpfloat (check.log_loss_refit, <, check.log_loss);
      /* At score 0, s = 0.5, the risk is the logistic of the shift. */
      g_assert_cmpfloat_with_epsilon (check.refit.c - (check.refit.a - check.refit.b) * G_LN2, 1,
                                      0.4);
    }
  g_test_message ("%u alarms and %u refits of 40 without a shift", alarms, refits);
  g_assert_cmpuint (alarms, <=, 6);
  g_assert_cmpuint (refits, <=, 4);
}

/* Harmless cases are labelled one in four: unweighted the calibration looks wrong in every sample,
 * with 1 / pi it holds and the refit is about the one in use. Alike weights change nothing. */
static void
test_weights (void)
{
  const RocaCalibration logistic = { 1, 1, 0 };
  double raw[N], weights[N], ones[N];
  guint8 positives[N];
  guint plain = 0, weighted = 0;

  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      RocaCalibrationCheck check, without, same;
      guint n = 0;

      while (n < N)
        {
          double score = g_rand_double_range (rand, -4, 4);
          gboolean positive = g_rand_double (rand) < 1 / (1 + exp (-score));
          double pi = positive ? 1 : 0.25;

          if (g_rand_double (rand) >= pi)
            continue;
          raw[n] = score;
          positives[n] = positive ? 1 : 0;
          ones[n] = 1;
          weights[n++] = 1 / pi;
        }
      g_assert_true (roca_calibration_check (&logistic, raw, positives, NULL, N, &without, NULL));
      g_assert_true (roca_calibration_check (&logistic, raw, positives, ones, N, &same, NULL));
      g_assert_true (roca_calibration_check (&logistic, raw, positives, weights, N, &check, NULL));
      g_assert_cmpfloat_with_epsilon (same.z, without.z, 1e-9);
      g_assert_cmpfloat_with_epsilon (same.refit.c, without.refit.c, 1e-9);
      g_assert_cmpfloat_with_epsilon (same.log_loss_refit, without.log_loss_refit, 1e-9);
      g_assert_cmpuint (check.positives, ==, without.positives);
      plain += without.better ? 1 : 0;
      weighted += check.better ? 1 : 0;
      g_assert_cmpfloat (fabs (check.ratio - 1), <, 0.15);
      g_assert_cmpfloat (without.ratio, >, 1.1);
      g_assert_cmpfloat_with_epsilon (check.refit.c - (check.refit.a - check.refit.b) * G_LN2, 0,
                                      0.5);
    }
  g_test_message ("refits that look better: %u of 40 unweighted, %u weighted", plain, weighted);
  g_assert_cmpuint (plain, ==, 40);
  g_assert_cmpuint (weighted, <=, 4);
}

static void
test_too_few (void)
{
  const RocaCalibration logistic = { 1, 1, 0 };
  double raw[N];
  guint8 positives[N];
  RocaCalibrationCheck check;
  g_autoptr (GError) error = NULL;

  draw (0, 1, raw, positives);
  g_assert_false (roca_calibration_check (&logistic, raw, positives, NULL, 20, &check, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  memset (positives, 0, N / 2);
  g_assert_false (roca_calibration_check (&logistic, raw, positives, NULL, N, &check, &error));
  g_assert_nonnull (strstr (error->message, "older"));
  g_clear_error (&error);
  g_assert_false (roca_calibration_check (&logistic, raw, positives, NULL, 0, &check, &error));
}

/* Risks change, raw scores, contributions and the order of the cases do not. */
static void
test_replaced (void)
{
  g_autoptr (ReviewCatalog) catalog = fixture_poa_catalog ();
  g_autoptr (GBytes) bytes = fixture_poa_artefact (catalog);
  g_autoptr (ReviewPolicy) policy = fixture_policy ("poa_check");
  g_autoptr (RocaModel) one = roca_model_load (bytes, NULL);
  g_autoptr (RocaModel) two = roca_model_load (bytes, NULL);
  g_autoptr (ReviewIntake) intake = fixture_poa_case (2, 60);
  g_autoptr (ReviewAssessment) a = NULL;
  g_autoptr (ReviewAssessment) b = NULL;
  const RocaCalibration stricter = { 1, 1, 2 }, falling = { -1, 1, 0 }, broken = { 1, NAN, 0 };
  RocaCalibration read;
  g_autoptr (GError) error = NULL;

  g_assert_true (roca_model_set_calibration (two, "poa-cal-2", &stricter, &error));
  roca_model_get_calibration_values (two, &read);
  g_assert_cmpfloat_with_epsilon (read.c, 2, 1e-12);
  a = roca_assess (one, catalog, policy, intake, 0, NULL);
  b = roca_assess (two, catalog, policy, intake, 0, NULL);
  g_assert_cmpstr (a->calibration, ==, "beta/poa-1");
  g_assert_cmpstr (b->calibration, ==, "poa-cal-2");
  g_assert_cmpstr (a->model, ==, b->model);
  g_assert_cmpfloat_with_epsilon (a->raw_score, b->raw_score, 1e-12);
  g_assert_cmpfloat_with_epsilon (b->risk, 1 / (1 + exp (-(a->raw_score + 2))), 1e-6);
  g_assert_false (roca_model_set_calibration (two, "x", &falling, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (roca_model_set_calibration (two, "x", &broken, &error));
  g_assert_cmpstr (roca_model_get_calibration (two), ==, "poa-cal-2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/check", test_check);
  g_test_add_func ("/calibration/weights", test_weights);
  g_test_add_func ("/calibration/too-few", test_too_few);
  g_test_add_func ("/calibration/replaced", test_replaced);
  return g_test_run ();
}
