/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up year of labelled cases: attributes that say nothing, and errors planted where a test
 * wants them. */
#pragma once

#include <math.h>

#include "radar-table.h"

#define WEEK ((gint64) 7 * 24 * 3600 * 1000000)

static const char *const markets[] = { "DE", "FR", "JP", "BR", "NG", "SG" };
static const char *const languages[] = { "en", "zh-CN", "pt" };

static inline double
draw_normal (GRand *rand)
{
  return sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
}

/* A case in the given week that ROCA blocks, rightly or not, with ten attributes at random. */
static inline guint
add_noise_case (RadarTable *table, GRand *rand, guint week, gboolean wrong)
{
  RadarCase one = { .blocks = TRUE,
                    .positive = !wrong,
                    .risk = .5 + .5 * g_rand_double (rand),
                    .cut = .5,
                    .weight = 1,
                    .at = week * WEEK + g_rand_int_range (rand, 0, 1000) };
  guint row = radar_table_add (table, &one);

  radar_table_set_text (table, row, "market", markets[g_rand_int_range (rand, 0, 6)]);
  radar_table_set_text (table, row, "language", languages[g_rand_int_range (rand, 0, 3)]);
  radar_table_set_number (table, row, "age_days", exp (draw_normal (rand)));
  radar_table_set_number (table, row, "amount_ratio", g_rand_double (rand));
  radar_table_set_number (table, row, "known_device", g_rand_int_range (rand, 0, 2));
  radar_table_set_number (table, row, "hops",
                          g_rand_double (rand) < .2 ? NAN : g_rand_int_range (rand, 0, 12));
  return row;
}
