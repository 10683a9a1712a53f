/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "radar-count.h"

G_BEGIN_DECLS

typedef struct
{
  guint max_conditions; /* 1..3 */
  guint min_cases;      /* slices with fewer are not tried */
  guint min_errors;     /* slices with fewer are tried and not found */
  double q;             /* false discovery rate over everything that was tried */
  double jaccard;       /* of the covered errors; above it two patterns are one */
  double min_lift;
  guint max_found;
} RadarOptions;

/* A recurring error. */
typedef struct
{
  RadarKind kind;
  GPtrArray *conditions; /* (owned) (element-type RadarCondition) */
  RadarCount count;      /* in the period that was searched */
  double q;              /* false discovery rate at which it is the last to be believed */
  guint *rows;           /* (owned): of the table: its errors, the most confident first */
  guint n_rows;
} RadarFinding;

void radar_options_init (RadarOptions *options);
GPtrArray *radar_search (const RadarTable *table,
                         RadarKind kind,
                         const RadarOptions *options,
                         gint64 since,
                         gint64 until,
                         guint64 *ret_tried);

G_END_DECLS
