/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of cases as bits. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef guint64 RadarWord;

#define RADAR_WORDS(n)         (((n) + 63) / 64)
#define RADAR_HAS(set, i)      (((set)[(i) / 64] >> ((i) % 64)) & 1)
#define RADAR_BITS_ADD(set, i) ((set)[(i) / 64] |= (RadarWord) 1 << ((i) % 64))

RadarWord *radar_bits_new (guint n);
guint radar_bits_count (const RadarWord *set, guint words);
guint radar_bits_count_both (const RadarWord *set, const RadarWord *other, guint words);
guint radar_bits_and (RadarWord *ret, const RadarWord *set, const RadarWord *other, guint words);

G_END_DECLS
