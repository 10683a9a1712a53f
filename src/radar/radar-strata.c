/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors crowd near the cut in every calibrated model, and with them in every slice that has many
 * cases there. That is no pattern: it has to show among cases of about the same risk, too. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-strata.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "stats-order.h"

/**
 * radar_strata_init:
 * @rows: @n rows of @table
 *
 * Parts the cases by tenths of their risk.
 */
void
radar_strata_init (RadarStrata *self, const RadarTable *table, const guint *rows, guint n)
{
  g_autofree double *risks = g_new (double, MAX (n, 1));
  g_autofree guint32 *order = NULL;

  for (guint i = 0; i < n; i++)
    risks[i] = radar_table_get (table, rows[i])->risk;
  order = stats_order (risks, n);
  self->words = RADAR_WORDS (n);
  for (guint h = 0; h < RADAR_STRATA; h++)
    {
      self->sets[h] = radar_bits_new (n);
      self->n[h] = 0;
    }
  for (guint i = 0; order != NULL && i < n; i++)
    {
      guint h = (guint) ((guint64) i * RADAR_STRATA / n);

      RADAR_BITS_ADD (self->sets[h], order[i]);
      self->n[h]++;
    }
}

void
radar_strata_clear (RadarStrata *self)
{
  for (guint h = 0; h < RADAR_STRATA; h++)
    g_free (self->sets[h]);
}

/**
 * radar_strata_test:
 * @set: the slice
 * @errors: all errors
 *
 * Mantel & Haenszel's test over the strata (JNCI 1959), with the correction for continuity.
 *
 * Returns: one-sided p-value of "in cases of the same risk, errors are not more frequent in the
 *   slice"
 */
double
radar_strata_test (const RadarStrata *self, const RadarWord *set, const RadarWord *errors)
{
  g_autofree RadarWord *part = g_new (RadarWord, MAX (self->words, 1));
  double excess = 0, variance = 0;

  for (guint h = 0; h < RADAR_STRATA; h++)
    {
      double all = self->n[h], n = radar_bits_and (part, set, self->sets[h], self->words);
      double found = radar_bits_count_both (part, errors, self->words);
      double wrong = radar_bits_count_both (self->sets[h], errors, self->words);

      if (all < 2)
        continue;
      excess += found - n * wrong / all;
      variance += n * (all - n) * wrong * (all - wrong) / (all * all * (all - 1));
    }
  return variance > 0 ? gsl_cdf_ugaussian_Q (fmax (excess - .5, 0) / sqrt (variance)) : 1;
}
