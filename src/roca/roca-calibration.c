/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calibration apart from the model: risks drift from what happens sooner than the order of the
 * cases does. Newer labels tell whether the calibration in use still holds, and give another one
 * without a new model. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-calibration.h"

#include <math.h>

#include "review-error.h"
#include "stats-calibration.h"
#include "stats-reliability.h"

#define BINS 10
/* Of each kind and half: with fewer a fit says more about chance than about the model. */
#define LEAST 15
/* Paired z of the log-loss from which the refit counts as better; one-sided, 2.5 %. */
#define BETTER_Z 1.96

static StatsBeta
beta_of (const RocaCalibration *self)
{
  return (StatsBeta){ self->a, self->b, self->c };
}

static double
loss_of (const StatsBeta *beta, double raw, gboolean positive)
{
  double p = CLAMP (stats_beta_apply (beta, raw), 1e-15, 1 - 1e-15);

  return positive ? -log (p) : -log1p (-p);
}

static double
weight_of (const double *weights, guint i)
{
  return weights != NULL ? weights[i] : 1;
}

/* Mean log-loss of both on rows from..n, and the paired z of the difference: of the weighted mean,
 * with its variance by linearisation (Särndal, Swensson & Wretman 1992, 5.7), which is that of a
 * paired test where all weigh the same. */
static double
compare (const StatsBeta *now,
         const StatsBeta *refit,
         const double *raw,
         const guint8 *positives,
         const double *weights,
         guint from,
         guint n,
         RocaCalibrationCheck *check)
{
  double rows = n - from, all = 0, losses[2] = { 0, 0 }, squares = 0, mean;

  for (guint i = from; i < n; i++)
    {
      double weight = weight_of (weights, i);

      all += weight;
      losses[0] += weight * loss_of (now, raw[i], positives[i]);
      losses[1] += weight * loss_of (refit, raw[i], positives[i]);
    }
  check->log_loss = losses[0] / all;
  check->log_loss_refit = losses[1] / all;
  mean = check->log_loss - check->log_loss_refit;
  for (guint i = from; i < n; i++)
    {
      double difference =
          loss_of (now, raw[i], positives[i]) - loss_of (refit, raw[i], positives[i]);

      squares += pow (weight_of (weights, i) * (difference - mean) / all, 2);
    }
  return squares > 0 ? mean / sqrt (squares * rows / (rows - 1)) : 0;
}

static gboolean
check_enough (const guint8 *positives, guint from, guint to, const char *half, GError **error)
{
  guint bad = 0;

  for (guint i = from; i < to; i++)
    bad += positives[i] ? 1 : 0;
  if (bad >= LEAST && to - from - bad >= LEAST)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "the %s half of the labels has %u positive and %u negative cases; a check needs %d "
               "of each",
               half, bad, to - from - bad, LEAST);
  return FALSE;
}

/**
 * roca_calibration_check:
 * @now: the calibration in use
 * @raw: raw scores, in log-odds, the oldest label first
 * @positives: what proved true
 * @weights: (nullable): 1 / pi of each label, with a mean of 1; NULL: all 1
 * @n: their number
 * @ret_check: (out): what they say
 *
 * Calibration in the large (observed against expected, z by Spiegelhalter 1986), expected
 * calibration error, the miscalibration part of the Brier score (Dimitriadis, Gneiting, Jordan
 * 2021), and beta calibration (Kull, Silva Filho, Flach 2017) refitted on the older half and judged
 * on the newer one by log-loss. Labels have to be of cases that the model was not trained on, and
 * weigh what they stand for (`statistics.md` 5.1): people see what ROCA doubts, the audit a part of
 * what it decides, and a calibration fitted to the queue would be one for the queue.
 *
 * Returns: FALSE with REVIEW_ERROR_INVALID when there are too few labels
 */
gboolean
roca_calibration_check (const RocaCalibration *now,
                        const double *raw,
                        const guint8 *positives,
                        const double *weights,
                        guint n,
                        RocaCalibrationCheck *ret_check,
                        GError **error)
{
  g_autofree double *risks = g_new (double, MAX (n, 1));
  g_auto (StatsCorp) corp = { 0 };
  StatsBeta in_use = beta_of (now), older, all;
  StatsLarge large;

  *ret_check = (RocaCalibrationCheck){ .n = n };
  if (!check_enough (positives, 0, n / 2, "older", error)
      || !check_enough (positives, n / 2, n, "newer", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    risks[i] = stats_beta_apply (&in_use, raw[i]);
  large = stats_calibration_in_the_large (risks, positives, weights, n);
  for (guint i = 0; i < n; i++)
    ret_check->positives += positives[i] ? 1 : 0;
  ret_check->expected = large.expected;
  ret_check->ratio = large.ratio;
  ret_check->z = large.z;
  ret_check->ece = stats_ece_equal_mass (risks, positives, weights, n, BINS);
  if (!stats_corp (risks, positives, weights, n, &corp)
      || !stats_beta_fit_weighted (raw, positives, weights, n / 2, &older)
      || !stats_beta_fit_weighted (raw, positives, weights, n, &all))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "these labels do not determine a calibration");
      return FALSE;
    }
  ret_check->mcb = corp.mcb;
  ret_check->better =
      compare (&in_use, &older, raw, positives, weights, n / 2, n, ret_check) > BETTER_Z;
  ret_check->refit = (RocaCalibration){ all.a, all.b, all.c };
  return TRUE;
}
