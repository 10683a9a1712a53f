/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled cases as the Hub measures them. Three hundred alike labels are worth one: a cluster
 * counts once, by the member that speaks most against what is to be proven. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-sample.h"

#include <math.h>

#include "review-error.h"
#include "stats-order.h"

#define SAME_PI 1e-9

/**
 * hub_sample_check:
 * @error: INVALID names the member that is wrong and where
 */
gboolean
hub_sample_check (const HubSample *self, GError **error)
{
  for (guint i = 0; i < self->n; i++)
    {
      if (!(self->risks[i] >= 0 && self->risks[i] <= 1))
        review_error_set_field (error, "risk", "case %u of the sample has no risk within 0 and 1",
                                i);
      else if (self->pi != NULL && !(self->pi[i] > 0 && self->pi[i] <= 1))
        review_error_set_field (error, "pi",
                                "case %u of the sample was never to be labelled: its pi is not "
                                "above 0 and at most 1",
                                i);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

/* What of two cases makes the unit an error, and which risk speaks against the claim.
 * Pass, "few bad cases pass": bad counts, the lowest risk of the bad; of good ones the highest.
 * Block, "few good cases are blocked": good counts, the highest risk of the good; of bad ones the
 * lowest. */
static void
merge (HubUnits *self, guint unit, const HubSample *sample, guint row, ReviewSide side)
{
  guint8 error = side == REVIEW_SIDE_PASS ? 1 : 0;
  guint8 positive = sample->positives[row] ? 1 : 0;
  double risk = sample->risks[row];
  double pi = sample->pi != NULL ? sample->pi[row] : 1;
  gboolean low = positive == 1;

  if (positive == self->positives[unit])
    {
      self->risks[unit] = low ? fmin (self->risks[unit], risk) : fmax (self->risks[unit], risk);
      self->pi[unit] = positive == error ? fmin (self->pi[unit], pi) : fmax (self->pi[unit], pi);
    }
  else if (positive == error)
    {
      self->positives[unit] = positive;
      self->risks[unit] = risk;
      self->pi[unit] = pi;
    }
}

static void
count (HubUnits *self)
{
  self->equal = TRUE;
  for (guint i = 0; i < self->n; i++)
    {
      self->bad += self->positives[i];
      self->equal = self->equal && fabs (self->pi[i] - self->pi[0]) <= SAME_PI;
    }
}

/**
 * hub_units_init:
 * @self: (out): receives one unit per cluster; clear with hub_units_clear()
 * @sample: checked
 * @side: whose claim is to be proven
 *
 * A cluster is an error if any of its members is one: for the pass side a bad case, for the block
 * side a good one. Its risk is the one most against the claim among the members that make it what
 * it is; errors take the smallest pi of theirs (they weigh the most), others the largest.
 */
void
hub_units_init (HubUnits *self, const HubSample *sample, ReviewSide side)
{
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);

  *self = (HubUnits){ .risks = g_new (double, MAX (sample->n, 1)),
                      .positives = g_new (guint8, MAX (sample->n, 1)),
                      .pi = g_new (double, MAX (sample->n, 1)) };
  for (guint i = 0; i < sample->n; i++)
    {
      const char *cluster = sample->clusters != NULL ? sample->clusters[i] : NULL;
      gpointer unit;

      if (cluster != NULL && *cluster == '\0')
        cluster = NULL;
      if (cluster != NULL && g_hash_table_lookup_extended (units, cluster, NULL, &unit))
        {
          merge (self, GPOINTER_TO_UINT (unit), sample, i, side);
          continue;
        }
      if (cluster != NULL)
        g_hash_table_insert (units, (gpointer) cluster, GUINT_TO_POINTER (self->n));
      self->risks[self->n] = sample->risks[i];
      self->positives[self->n] = sample->positives[i] ? 1 : 0;
      self->pi[self->n] = sample->pi != NULL ? sample->pi[i] : 1;
      self->n++;
    }
  count (self);
}

void
hub_units_clear (HubUnits *self)
{
  g_clear_pointer (&self->risks, g_free);
  g_clear_pointer (&self->positives, g_free);
  g_clear_pointer (&self->pi, g_free);
}

/**
 * hub_weights:
 * @pi: (nullable): @n probabilities with which cases were to be labelled; NULL: the same for all
 *
 * Labels of cases that were drawn stand for those that were not (`statistics.md` 5.1).
 *
 * Returns: (transfer full) (nullable): 1 / pi, scaled to a mean of 1; NULL where all are the same,
 *   so that nothing needs weights
 */
double *
hub_weights (const double *pi, guint n)
{
  g_autofree double *weights = g_new (double, MAX (n, 1));
  gboolean equal = TRUE;
  double sum = 0;

  for (guint i = 0; pi != NULL && i < n; i++)
    {
      weights[i] = 1 / pi[i];
      sum += weights[i];
      equal = equal && fabs (pi[i] - pi[0]) <= SAME_PI;
    }
  if (pi == NULL || equal)
    return NULL;
  for (guint i = 0; i < n; i++)
    weights[i] *= n / sum;
  return g_steal_pointer (&weights);
}

/**
 * hub_order:
 * @risks: @n risks, none of them NaN
 *
 * Returns: (transfer full): the rows in the order in which a threshold of @side decides them from
 *   strict to loose: rising risk for pass, falling for block
 */
guint32 *
hub_order (const double *risks, guint n, ReviewSide side)
{
  guint32 *order = stats_order (risks, n);

  for (guint i = 0; side == REVIEW_SIDE_BLOCK && i < n / 2; i++)
    {
      guint32 swap = order[i];

      order[i] = order[n - 1 - i];
      order[n - 1 - i] = swap;
    }
  return order;
}
