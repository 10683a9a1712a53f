/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* logit p' = c + a ln s - b ln (1 - s), with s = 1 / (1 + exp (-score)); a, b >= 0 */
typedef struct
{
  double a;
  double b;
  double c;
} StatsBeta;

/* p' = 1 / (1 + exp (a score + b)); a below 0 for a score that rises with the risk */
typedef struct
{
  double a;
  double b;
} StatsPlatt;

gboolean
stats_beta_fit (const double *scores, const guint8 *positives, guint n, StatsBeta *ret_beta);
gboolean stats_beta_fit_weighted (const double *scores,
                                  const guint8 *positives,
                                  const double *weights,
                                  guint n,
                                  StatsBeta *ret_beta);
double stats_beta_apply (const StatsBeta *self, double score);

gboolean stats_platt_fit (const double *scores,
                          const guint8 *positives,
                          const double *weights,
                          guint n,
                          StatsPlatt *ret_platt);
double stats_platt_apply (const StatsPlatt *self, double score);

double stats_brier (const double *p, const guint8 *positives, guint n);
double
stats_brier_weighted (const double *p, const guint8 *positives, const double *weights, guint n);
double stats_log_loss (const double *p, const guint8 *positives, guint n);
double
stats_log_loss_weighted (const double *p, const guint8 *positives, const double *weights, guint n);
double stats_ece (const double *p, const guint8 *positives, guint n, guint bins);

G_END_DECLS
