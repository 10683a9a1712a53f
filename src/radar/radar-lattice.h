/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conditions that a period's cases allow, each with the set of cases that meet it. Private to
 * this room. */
#pragma once

#include "radar-bits.h"
#include "radar-table.h"

G_BEGIN_DECLS

typedef struct
{
  guint column;
  RadarCondition *condition; /* (owned) */
  RadarWord *set;            /* (owned): cases that meet it */
  guint n;
} RadarLiteral;

typedef struct
{
  guint *rows; /* (owned): of the table */
  guint n;
  guint words;
  RadarWord *errors; /* (owned) */
  guint n_errors;
  GPtrArray *literals; /* (owned): RadarLiteral on cases, column by column */
  GPtrArray *targets;  /* (owned): RadarLiteral on errors; the first has no condition: all errors */
} RadarLattice;

RadarLattice *radar_lattice_new (const RadarTable *table,
                                 RadarKind kind,
                                 gint64 since,
                                 gint64 until,
                                 guint min_cases,
                                 guint min_errors);
void radar_lattice_free (RadarLattice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RadarLattice, radar_lattice_free)

G_END_DECLS
