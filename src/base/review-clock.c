/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time and randomness as a table of two functions. */
#define G_LOG_DOMAIN "review-base"
#include "review-clock.h"

#include <string.h>
#include <sys/random.h>

static gint64
system_now (gpointer self)
{
  return g_get_real_time ();
}

static void
system_random (gpointer self, guint8 *bytes, gsize len)
{
  while (len > 0)
    {
      ssize_t got = getrandom (bytes, MIN (len, 256), 0);

      if (got < 0)
        g_error ("the kernel gives no random bytes: %s", g_strerror (errno));
      bytes += got;
      len -= (gsize) got;
    }
}

/**
 * review_clock_system:
 *
 * Returns: (transfer none): the machine's clock and the kernel's random source; thread-safe
 */
const ReviewClock *
review_clock_system (void)
{
  static const ReviewClock clock = { system_now, system_random, NULL };

  return &clock;
}

/**
 * review_clock_now:
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
review_clock_now (const ReviewClock *clock)
{
  return clock->now (clock->self);
}

/**
 * review_clock_random:
 * @bytes: (out caller-allocates): filled with @len random bytes
 */
void
review_clock_random (const ReviewClock *clock, guint8 *bytes, gsize len)
{
  clock->random (clock->self, bytes, len);
}

static gint64
test_now (gpointer self)
{
  return ((ReviewTestClock *) self)->time;
}

/* splitmix64: enough for tests, the same on every machine. */
static void
test_random (gpointer self, guint8 *bytes, gsize len)
{
  ReviewTestClock *clock = self;

  for (gsize i = 0; i < len; i += 8)
    {
      guint64 z = (clock->seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

      z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      z ^= z >> 31;
      memcpy (bytes + i, &z, MIN (len - i, 8));
    }
}

/**
 * review_test_clock_init:
 * @start: µs since 1970 at which it stands
 * @seed: of the random source
 *
 * Not thread-safe: for single-threaded tests.
 */
void
review_test_clock_init (ReviewTestClock *self, gint64 start, guint64 seed)
{
  self->clock = (ReviewClock){ test_now, test_random, self };
  self->time = start;
  self->seed = seed;
}

void
review_test_clock_advance (ReviewTestClock *self, gint64 by)
{
  self->time += by;
}
