/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of about the same risk. Private to this room. */
#pragma once

#include "radar-bits.h"
#include "radar-table.h"

G_BEGIN_DECLS

#define RADAR_STRATA 10

typedef struct
{
  RadarWord *sets[RADAR_STRATA]; /* (owned) */
  guint n[RADAR_STRATA];
  guint words;
} RadarStrata;

void radar_strata_init (RadarStrata *self, const RadarTable *table, const guint *rows, guint n);
void radar_strata_clear (RadarStrata *self);
double radar_strata_test (const RadarStrata *self, const RadarWord *set, const RadarWord *errors);

G_END_DECLS
