/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A step of the reliability curve: cases with probabilities @low..@high came true at @observed. */
typedef struct
{
  double low;
  double high;
  double observed;
  double weight; /* of the cases: their number, or their sum of weights */
  guint n;
} StatsReliabilityBlock;

/* Brier score = mcb - dsc + unc, with the curve that shows where mcb comes from. */
typedef struct
{
  double brier;
  double mcb;                    /* miscalibration, 0 is best */
  double dsc;                    /* discrimination, more is better */
  double unc;                    /* uncertainty: of the outcome itself */
  StatsReliabilityBlock *blocks; /* (owned): rising probability, rising @observed */
  guint n_blocks;
} StatsCorp;

/* What came true against what was foretold. */
typedef struct
{
  double observed; /* sum of the truths */
  double expected; /* sum of the probabilities */
  double ratio;    /* O / E; NaN: nothing was expected */
  double z;        /* NaN: the probabilities leave nothing to chance */
} StatsLarge;

void stats_pav (const double *values, const double *weights, guint n, double *ret_fit);

gboolean stats_corp (
    const double *p, const guint8 *positives, const double *weights, guint n, StatsCorp *ret_corp);
void stats_corp_clear (StatsCorp *self);
gboolean stats_corp_band (const double *p,
                          const double *weights,
                          guint n,
                          const double *grid,
                          guint n_grid,
                          guint resamples,
                          double level,
                          guint32 seed,
                          double *ret_low,
                          double *ret_high);

double stats_ece_equal_mass (
    const double *p, const guint8 *positives, const double *weights, guint n, guint bins);
gboolean stats_murphy (const double *p,
                       const guint8 *positives,
                       guint n,
                       double *ret_reliability,
                       double *ret_resolution,
                       double *ret_uncertainty);
StatsLarge stats_calibration_in_the_large (const double *p,
                                           const guint8 *positives,
                                           const double *weights,
                                           guint n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StatsCorp, stats_corp_clear)

G_END_DECLS
