/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-radar"
#include "radar-bits.h"

/**
 * radar_bits_new:
 *
 * Returns: (transfer full): an empty set for members 0 to @n - 1; g_free() it
 */
RadarWord *
radar_bits_new (guint n)
{
  return g_new0 (RadarWord, MAX (RADAR_WORDS (n), 1));
}

guint
radar_bits_count (const RadarWord *set, guint words)
{
  guint n = 0;

  for (guint i = 0; i < words; i++)
    n += (guint) __builtin_popcountll (set[i]);
  return n;
}

/**
 * radar_bits_count_both:
 *
 * Returns: how many members are in both
 */
guint
radar_bits_count_both (const RadarWord *set, const RadarWord *other, guint words)
{
  guint n = 0;

  for (guint i = 0; i < words; i++)
    n += (guint) __builtin_popcountll (set[i] & other[i]);
  return n;
}

/**
 * radar_bits_and:
 * @ret: (out caller-allocates): what is in both; may be one of them
 *
 * Returns: how many members that is
 */
guint
radar_bits_and (RadarWord *ret, const RadarWord *set, const RadarWord *other, guint words)
{
  guint n = 0;

  for (guint i = 0; i < words; i++)
    {
      ret[i] = set[i] & other[i];
      n += (guint) __builtin_popcountll (ret[i]);
    }
  return n;
}
