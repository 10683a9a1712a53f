/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far reviewers agree beyond chance. Show the plain share with AC1 and alpha: at two bad cases
 * in a hundred, kappa halves for reviewers who are as good as ever. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-agreement.h"

#include <math.h>

static double
beyond_chance (double observed, double chance)
{
  return chance < 1 ? (observed - chance) / (1 - chance) : NAN;
}

/**
 * stats_agreement:
 * @table: @n_categories rows of @n_categories numbers of cases: row by the first rater, column by
 *   the second
 * @n_categories: 2 or more
 *
 * (observed - chance) / (1 - chance), with chance sum p1 p2 (Cohen 1960), sum p^2 of the mean
 * marginals p (Scott 1955), sum p (1 - p) / (K - 1) (Gwet 2008).
 *
 * Returns: the share and the three coefficients; NaN without cases
 */
StatsAgreement
stats_agreement (const double *table, guint n_categories)
{
  double total = 0, same = 0, cohen = 0, scott = 0, gwet = 0;

  for (guint i = 0; i < n_categories * n_categories; i++)
    total += table[i];
  if (!(total > 0) || n_categories < 2)
    return (StatsAgreement){ NAN, NAN, NAN, NAN };
  for (guint c = 0; c < n_categories; c++)
    {
      double first = 0, second = 0, mean;

      for (guint d = 0; d < n_categories; d++)
        {
          first += table[c * n_categories + d] / total;
          second += table[d * n_categories + c] / total;
        }
      mean = (first + second) / 2;
      same += table[c * n_categories + c] / total;
      cohen += first * second;
      scott += mean * mean;
      gwet += mean * (1 - mean) / (n_categories - 1);
    }
  return (StatsAgreement){ same, beyond_chance (same, cohen), beyond_chance (same, scott),
                           beyond_chance (same, gwet) };
}

/**
 * stats_krippendorff_alpha:
 * @ratings: @n_units rows of @n_raters categories 0 to @n_categories - 1; anything else is missing
 *
 * 1 - D_o / D_e for nominal categories (Krippendorff 2004): coincidences within a unit count
 * 1 / (m_u - 1), m_u its number of ratings; units with a single rating count for nothing.
 *
 * Returns: at most 1; NaN where no unit has two ratings or all ratings are the same
 */
double
stats_krippendorff_alpha (const int *ratings, guint n_units, guint n_raters, guint n_categories)
{
  g_autofree double *totals = g_new0 (double, MAX (n_categories, 1));
  g_autofree double *counts = g_new (double, MAX (n_categories, 1));
  double n = 0, differ = 0, expected = 0;

  for (guint u = 0; u < n_units; u++)
    {
      double m = 0, alike = 0;

      for (guint c = 0; c < n_categories; c++)
        counts[c] = 0;
      for (guint r = 0; r < n_raters; r++)
        {
          int rating = ratings[(gsize) u * n_raters + r];

          if (rating >= 0 && (guint) rating < n_categories)
            counts[rating]++;
        }
      for (guint c = 0; c < n_categories; c++)
        {
          m += counts[c];
          alike += counts[c] * (counts[c] - 1);
        }
      if (m < 2)
        continue;
      n += m;
      differ += (m * (m - 1) - alike) / (m - 1);
      for (guint c = 0; c < n_categories; c++)
        totals[c] += counts[c];
    }
  for (guint c = 0; c < n_categories; c++)
    expected += totals[c] * (n - totals[c]);
  return expected > 0 ? 1 - differ * (n - 1) / expected : NAN;
}
