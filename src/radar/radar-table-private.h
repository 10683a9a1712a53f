/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table, for the lattice that is built over them. */
#pragma once

#include "radar-table.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean numeric;
  gboolean of_error;
  GArray *numbers;  /* (owned): double by row; NaN is missing. Of texts: their number */
  GPtrArray *texts; /* (owned): distinct texts, in the order in which they came; of numbers empty */
  GHashTable *known; /* (owned): text to its number + 1 */
} RadarColumn;

struct _RadarTable
{
  GArray *cases;       /* (owned): RadarCase; the clusters belong to @clusters */
  GStringChunk *names; /* (owned): of clusters */
  GPtrArray *columns;  /* (owned): RadarColumn */
  GHashTable *by_name; /* (owned): attribute to RadarColumn */
};

double radar_column_get (const RadarColumn *self, guint row);

G_END_DECLS
