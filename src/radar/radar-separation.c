/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a feature carries the fact that ROCA lacked. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-separation.h"

#include <math.h>

#include "radar-count.h"
#include "radar-table-private.h"
#include "stats-curve.h"

/**
 * radar_separate:
 * @conditions: (element-type RadarCondition): what makes the slice
 * @attribute: a number; of texts there is no order
 * @since: µs
 * @until: µs; exclusive
 * @level: of the interval, 0.95
 *
 * Of cases alike the earliest counts.
 *
 * Returns: the figures
 */
RadarSeparation
radar_separate (const RadarTable *table,
                RadarKind kind,
                GPtrArray *conditions,
                const char *attribute,
                gint64 since,
                gint64 until,
                double level)
{
  const RadarColumn *column = g_hash_table_lookup (table->by_name, attribute);
  RadarSeparation self = { 0, 0, NAN, NAN, NAN };
  StatsAuc auc = { NAN, NAN, NAN, NAN };
  guint n;
  g_autofree guint *rows = radar_rows (table, kind, since, until, &n);
  g_autofree double *values = g_new (double, MAX (n, 1));
  g_autofree guint8 *wrong = g_new (guint8, MAX (n, 1));

  if (column == NULL || !column->numeric)
    return self;
  for (guint i = 0; i < n; i++)
    {
      double value = radar_column_get (column, rows[i]);

      if (isnan (value) || !radar_table_meets_all (table, rows[i], conditions, FALSE))
        continue;
      values[self.known] = value;
      wrong[self.known] = radar_table_is_error (table, rows[i], kind) ? 1 : 0;
      self.errors += wrong[self.known++];
    }
  if (stats_delong (values, wrong, self.known, level, &auc))
    {
      self.low = auc.low;
      self.high = auc.high;
    }
  self.auc = auc.auc;
  return self;
}
