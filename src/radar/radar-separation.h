/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "radar-table.h"

G_BEGIN_DECLS

/* How well an attribute tells ROCA's errors in a slice from what it said rightly there. */
typedef struct
{
  guint known;  /* cases of the slice that have the attribute */
  guint errors; /* of them */
  double auc;   /* of an error's value above a right one's; NaN: nothing to compare */
  double low;   /* DeLong's interval; NaN: too few */
  double high;
} RadarSeparation;

RadarSeparation radar_separate (const RadarTable *table,
                                RadarKind kind,
                                GPtrArray *conditions,
                                const char *attribute,
                                gint64 since,
                                gint64 until,
                                double level);

G_END_DECLS
