/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of an array of doubles, which everything that sweeps a threshold starts from. A radix
 * sort, because a sweep over a million labels is asked for while somebody holds a handle. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-order.h"

#include <math.h>
#include <string.h>

#define DIGITS 8 /* bytes of a key */
#define RADIX  256

typedef struct
{
  guint64 bits;
  guint32 index;
} Key;

/* Bits that compare as unsigned integers in the order of the doubles; -0 becomes 0. */
static guint64
sortable_bits (double value)
{
  double positive_zero = value + 0.0;
  guint64 bits;

  memcpy (&bits, &positive_zero, sizeof bits);
  return bits & G_GUINT64_CONSTANT (1) << 63 ? ~bits : bits | G_GUINT64_CONSTANT (1) << 63;
}

static guint
digit (guint64 bits, guint place)
{
  return bits >> (8 * place) & (RADIX - 1);
}

/* One stable pass over @place; FALSE when all keys share that digit and nothing had to move. */
static gboolean
scatter (const Key *from, Key *to, guint n, guint place, const guint32 *counts)
{
  guint32 next[RADIX];
  guint32 sum = 0;

  if (counts[digit (from[0].bits, place)] == n)
    return FALSE;
  for (guint d = 0; d < RADIX; d++)
    {
      next[d] = sum;
      sum += counts[d];
    }
  for (guint i = 0; i < n; i++)
    to[next[digit (from[i].bits, place)]++] = from[i];
  return TRUE;
}

/**
 * stats_order:
 * @values: @n numbers; infinities are in order, NaN has no place
 *
 * Stable ascending order of @values by least-significant-digit radix sort (Knuth, TAOCP 3, 5.2.5):
 * linear in @n, with 32 bytes of scratch a value.
 *
 * Returns: (transfer full) (nullable): the @n indices from the lowest value to the highest, equal
 *   values in the order in which they came; NULL when a value is NaN
 */
guint32 *
stats_order (const double *values, guint n)
{
  g_autofree Key *keys = g_new (Key, MAX (n, 1));
  g_autofree Key *spare = g_new (Key, MAX (n, 1));
  g_autofree guint32 *counts = g_new0 (guint32, DIGITS * RADIX);
  guint32 *order;

  for (guint i = 0; i < n; i++)
    {
      if (isnan (values[i]))
        return NULL;
      keys[i] = (Key){ sortable_bits (values[i]), i };
      for (guint place = 0; place < DIGITS; place++)
        counts[place * RADIX + digit (keys[i].bits, place)]++;
    }
  for (guint place = 0; n > 0 && place < DIGITS; place++)
    if (scatter (keys, spare, n, place, counts + place * RADIX))
      {
        Key *swap = keys;

        keys = spare;
        spare = swap;
      }
  order = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    order[i] = keys[i].index;
  return order;
}
