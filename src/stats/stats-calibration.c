/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a score to a probability, and how far a probability is off. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-calibration.h"

#include <math.h>
#include <string.h>

#define MAX_STEPS 200

/* ln (1 + exp x) without overflow. */
static double
softplus (double x)
{
  return x > 0 ? x + log1p (exp (-x)) : log1p (exp (x));
}

static double
sigmoid (double x)
{
  return x >= 0 ? 1 / (1 + exp (-x)) : exp (x) / (1 + exp (x));
}

/* Beta's two regressors at a score: ln s and -ln (1 - s), and the constant. */
static void
beta_regressors (double score, double *x)
{
  x[0] = -softplus (-score);
  x[1] = softplus (score);
  x[2] = 1;
}

/* Platt's only one, and the constant. */
static void
platt_regressors (double score, double *x)
{
  x[0] = score;
  x[1] = 0;
  x[2] = 1;
}

/* Solves the 3 x 3 system in place by Gauss elimination with pivoting. */
static gboolean
solve (double m[3][4])
{
  for (int c = 0; c < 3; c++)
    {
      int pivot = c;

      for (int r = c + 1; r < 3; r++)
        pivot = fabs (m[r][c]) > fabs (m[pivot][c]) ? r : pivot;
      if (fabs (m[pivot][c]) < 1e-12)
        return FALSE;
      for (int k = 0; k < 4; k++)
        {
          double swap = m[c][k];

          m[c][k] = m[pivot][k];
          m[pivot][k] = swap;
        }
      for (int r = 0; r < 3; r++)
        {
          double factor = m[r][c] / m[c][c];

          for (int k = c; r != c && k < 4; k++)
            m[r][k] -= factor * m[c][k];
        }
    }
  return TRUE;
}

typedef struct
{
  void (*regressors) (double score, double *x);
  const double *scores;
  const guint8 *positives;
  const double *weights; /* (nullable) */
  guint n;
  double target[2];  /* of negatives, of positives */
  gboolean free_[3]; /* which coefficients are fitted; the others stay 0 */
} Fit;

static double
weight_of (const Fit *fit, guint i)
{
  return fit->weights != NULL ? fit->weights[i] : 1;
}

static double
loss (const Fit *fit, const double *w)
{
  double sum = 0;

  for (guint i = 0; i < fit->n; i++)
    {
      double x[3], z;

      fit->regressors (fit->scores[i], x);
      z = w[0] * x[0] + w[1] * x[1] + w[2];
      sum += weight_of (fit, i) * (softplus (z) - fit->target[fit->positives[i] ? 1 : 0] * z);
    }
  return sum;
}

/* Gradient and Hessian of the log-loss as one augmented matrix; a fixed coefficient's row is the
 * identity, so that its step is 0. */
static void
newton_system (const Fit *fit, const double *w, double m[3][4])
{
  memset (m, 0, 12 * sizeof (double));
  for (guint i = 0; i < fit->n; i++)
    {
      double x[3], p, error, weight;

      fit->regressors (fit->scores[i], x);
      p = sigmoid (w[0] * x[0] + w[1] * x[1] + w[2]);
      error = weight_of (fit, i) * (fit->target[fit->positives[i] ? 1 : 0] - p);
      weight = weight_of (fit, i) * p * (1 - p);
      for (int r = 0; r < 3; r++)
        {
          for (int c = 0; c < 3; c++)
            m[r][c] += weight * x[r] * x[c];
          m[r][3] += error * x[r];
        }
    }
  for (int r = 0; r < 3; r++)
    {
      for (int c = 0; c < 3; c++)
        if (!fit->free_[r] || !fit->free_[c])
          m[r][c] = r == c ? 1 : 0;
      m[r][r] += 1e-9 * fit->n;
      m[r][3] = fit->free_[r] ? m[r][3] : 0;
    }
}

/* Newton's method with step halving; the loss is convex. */
static gboolean
newton (const Fit *fit, double *w)
{
  double current = loss (fit, w);

  for (int step = 0; step < MAX_STEPS; step++)
    {
      double m[3][4], next[3], scale = 1, value = INFINITY;

      newton_system (fit, w, m);
      if (!solve (m))
        return FALSE;
      for (int halving = 0; halving < 40 && !(value <= current); halving++, scale /= 2)
        {
          for (int k = 0; k < 3; k++)
            next[k] = w[k] + scale * m[k][3] / m[k][k];
          value = loss (fit, next);
        }
      if (!(value <= current))
        return TRUE;
      memcpy (w, next, sizeof next);
      if (current - value < 1e-10 * (1 + fabs (current)))
        return TRUE;
      current = value;
    }
  return TRUE;
}

/* Platt's targets; FALSE when one class is empty, or a score or a weight is no finite number. */
static gboolean
set_targets (Fit *fit)
{
  guint p = 0;

  for (guint i = 0; i < fit->n; i++)
    {
      if (!isfinite (fit->scores[i]) || !(weight_of (fit, i) > 0 && isfinite (weight_of (fit, i))))
        return FALSE;
      p += fit->positives[i] ? 1 : 0;
    }
  fit->target[1] = (p + 1.0) / (p + 2.0);
  fit->target[0] = 1.0 / (fit->n - p + 2.0);
  return p > 0 && p < fit->n;
}

/**
 * stats_beta_fit:
 * @scores: @n raw scores in log-odds, of cases the model was not trained on
 * @positives: @n truths
 * @ret_beta: (out): the calibration; identity (1, 1, 0) when it cannot be fitted
 *
 * Beta calibration (Kull, Silva Filho & Flach, AISTATS 2017): logistic regression on ln s and
 * -ln (1 - s), coefficients not below zero (one that would be is fixed at 0 and the rest fitted
 * again). The targets are Platt's (1999), (N+ + 1) / (N+ + 2) and 1 / (N- + 2), so that perfectly
 * separated scores still have a finite fit.
 *
 * Returns: FALSE when one class is empty or a score is not finite
 */
gboolean
stats_beta_fit (const double *scores, const guint8 *positives, guint n, StatsBeta *ret_beta)
{
  return stats_beta_fit_weighted (scores, positives, NULL, n, ret_beta);
}

/**
 * stats_beta_fit_weighted:
 * @weights: (nullable): 1 / pi of each case, above 0; NULL: all 1
 *
 * As stats_beta_fit(), for cases that were not all equally likely to be labelled.
 *
 * Returns: FALSE when one class is empty or a score is not finite
 */
gboolean
stats_beta_fit_weighted (const double *scores,
                         const guint8 *positives,
                         const double *weights,
                         guint n,
                         StatsBeta *ret_beta)
{
  Fit fit = { beta_regressors, scores, positives, weights, n, { 0, 0 }, { TRUE, TRUE, TRUE } };
  double w[3] = { 1, 1, 0 };

  *ret_beta = (StatsBeta){ 1, 1, 0 };
  if (!set_targets (&fit) || !newton (&fit, w))
    return FALSE;
  if (w[0] < 0 || w[1] < 0)
    {
      fit.free_[w[0] < 0 ? 0 : 1] = FALSE;
      w[0] = fit.free_[0] ? 1 : 0;
      w[1] = fit.free_[1] ? 1 : 0;
      w[2] = 0;
      if (!newton (&fit, w) || w[0] < 0 || w[1] < 0)
        return FALSE;
    }
  *ret_beta = (StatsBeta){ w[0], w[1], w[2] };
  return TRUE;
}

/**
 * stats_beta_apply:
 * @score: raw score in log-odds
 *
 * Returns: the calibrated probability, 0..1
 */
double
stats_beta_apply (const StatsBeta *self, double score)
{
  double x[3];

  beta_regressors (score, x);
  return sigmoid (self->a * x[0] + self->b * x[1] + self->c);
}

/**
 * stats_platt_fit:
 * @scores: @n raw scores in log-odds, of cases the model was not trained on
 * @positives: @n truths
 * @weights: (nullable): 1 / pi of each case, above 0; NULL: all 1
 * @ret_platt: (out): the calibration; identity (-1, 0) when it cannot be fitted
 *
 * Platt scaling (1999): logistic regression on the score with Platt's targets. It cannot bend the
 * two ends apart as the beta family can, and needs fewer labels for it.
 *
 * Returns: FALSE when one class is empty or a score is not finite
 */
gboolean
stats_platt_fit (const double *scores,
                 const guint8 *positives,
                 const double *weights,
                 guint n,
                 StatsPlatt *ret_platt)
{
  Fit fit = { platt_regressors, scores, positives, weights, n, { 0, 0 }, { TRUE, FALSE, TRUE } };
  double w[3] = { 1, 0, 0 };

  *ret_platt = (StatsPlatt){ -1, 0 };
  if (!set_targets (&fit) || !newton (&fit, w))
    return FALSE;
  *ret_platt = (StatsPlatt){ -w[0], -w[2] };
  return TRUE;
}

/**
 * stats_platt_apply:
 * @score: raw score in log-odds
 *
 * Returns: the calibrated probability 1 / (1 + exp (a score + b))
 */
double
stats_platt_apply (const StatsPlatt *self, double score)
{
  return sigmoid (-(self->a * score + self->b));
}

/**
 * stats_brier:
 *
 * Mean squared difference of probability and truth (Brier 1950).
 *
 * Returns: 0..1; NaN without cases or when a probability is NaN
 */
double
stats_brier (const double *p, const guint8 *positives, guint n)
{
  return stats_brier_weighted (p, positives, NULL, n);
}

/**
 * stats_brier_weighted:
 * @weights: (nullable): 1 / pi of each case, above 0; NULL: all 1
 *
 * As stats_brier(), for cases that were not all equally likely to be labelled.
 */
double
stats_brier_weighted (const double *p, const guint8 *positives, const double *weights, guint n)
{
  double sum = 0, all = 0;

  for (guint i = 0; i < n; i++)
    {
      double weight = weights != NULL ? weights[i] : 1, off = p[i] - (positives[i] ? 1 : 0);

      sum += weight * off * off;
      all += weight;
    }
  return n > 0 ? sum / all : NAN;
}

/**
 * stats_log_loss:
 *
 * Mean negative log-likelihood in nats (Good 1952); probabilities are kept 1e-15 off 0 and 1.
 *
 * Returns: 0 and more; NaN without cases or when a probability is NaN
 */
double
stats_log_loss (const double *p, const guint8 *positives, guint n)
{
  return stats_log_loss_weighted (p, positives, NULL, n);
}

/**
 * stats_log_loss_weighted:
 * @weights: (nullable): 1 / pi of each case, above 0; NULL: all 1
 *
 * As stats_log_loss(), for cases that were not all equally likely to be labelled.
 */
double
stats_log_loss_weighted (const double *p, const guint8 *positives, const double *weights, guint n)
{
  double sum = 0, all = 0;

  for (guint i = 0; i < n; i++)
    {
      double weight = weights != NULL ? weights[i] : 1;

      sum -= isnan (p[i]) ? NAN : weight * log (fmax (1e-15, positives[i] ? p[i] : 1 - p[i]));
      all += weight;
    }
  return n > 0 ? sum / all : NAN;
}

/**
 * stats_ece:
 * @bins: number of bins of equal width
 *
 * Expected calibration error: sum over bins of n_b / n times the difference of mean truth and
 * mean probability (Naeini et al., AAAI 2015). Depends on the bins and is biased up for small n.
 *
 * Returns: 0..1; NaN without cases or bins, or when @p is not within 0..1
 */
double
stats_ece (const double *p, const guint8 *positives, guint n, guint bins)
{
  g_autofree double *difference = g_new0 (double, MAX (bins, 1));
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (bins == 0 || !(p[i] >= 0 && p[i] <= 1))
        return NAN;
      difference[MIN ((guint) (p[i] * bins), bins - 1)] += (positives[i] ? 1 : 0) - p[i];
    }
  for (guint b = 0; b < bins; b++)
    sum += fabs (difference[b]);
  return n > 0 ? sum / n : NAN;
}
