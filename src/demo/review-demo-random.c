/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generator's own random numbers: the same seed gives the same cases on every machine and
 * with every version of GLib. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-random.h"

#include <math.h>

/* splitmix64, Steele, Lea and Flood 2014: spreads any seed over all bits. */
static guint64
split_mix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * review_demo_random_init:
 * @stream: what the numbers are for: streams of one seed do not meet
 * @index: of the case
 */
void
review_demo_random_init (ReviewDemoRandom *self, guint64 seed, const char *stream, guint64 index)
{
  guint64 mix = seed;

  for (const char *p = stream; *p != '\0'; p++)
    mix = split_mix (&mix) ^ (guint8) *p;
  mix ^= index * G_GUINT64_CONSTANT (0xd1342543de82ef95);
  for (guint i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = split_mix (&mix);
}

static guint64
rotate (guint64 x, int by)
{
  return (x << by) | (x >> (64 - by));
}

/**
 * review_demo_random_bits:
 *
 * xoshiro256**, Blackman and Vigna 2018.
 *
 * Returns: 64 random bits
 */
guint64
review_demo_random_bits (ReviewDemoRandom *self)
{
  guint64 *s = self->state;
  guint64 result = rotate (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate (s[3], 45);
  return result;
}

/**
 * review_demo_random_uniform:
 *
 * Returns: a number in [@low, @high)
 */
double
review_demo_random_uniform (ReviewDemoRandom *self, double low, double high)
{
  double unit = (double) (review_demo_random_bits (self) >> 11) * 0x1.0p-53;

  return low + (high - low) * unit;
}

/**
 * review_demo_random_normal:
 *
 * Returns: a normal number, by Box and Muller 1958
 */
double
review_demo_random_normal (ReviewDemoRandom *self, double mean, double deviation)
{
  double u = 1 - review_demo_random_uniform (self, 0, 1);
  double v = review_demo_random_uniform (self, 0, 1);

  return mean + deviation * sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

/**
 * review_demo_random_spread:
 * @median: above 0
 * @sigma: of the logarithm
 *
 * Returns: a log-normal number
 */
double
review_demo_random_spread (ReviewDemoRandom *self, double median, double sigma)
{
  return median * exp (review_demo_random_normal (self, 0, sigma));
}

gboolean
review_demo_random_chance (ReviewDemoRandom *self, double probability)
{
  return review_demo_random_uniform (self, 0, 1) < probability;
}

/**
 * review_demo_random_between:
 *
 * Returns: a whole number from @low to @high, both included
 */
guint
review_demo_random_between (ReviewDemoRandom *self, guint low, guint high)
{
  return low + (guint) (review_demo_random_bits (self) % (high - low + 1));
}

/**
 * review_demo_random_pick:
 * @list: ends with NULL, not empty
 *
 * Returns: (transfer none): a member
 */
const char *
review_demo_random_pick (ReviewDemoRandom *self, const char *const *list)
{
  guint n = 0;

  while (list[n] != NULL)
    n++;
  return list[review_demo_random_between (self, 0, n - 1)];
}
