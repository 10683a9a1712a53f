/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewClock:
 * The clock and the random source behind a small table, so that tests drive
 * both. Nothing below `service` reads a clock of its own. @now returns
 * microseconds since 1970-01-01 UTC; @random fills @len bytes with
 * cryptographic random (a test's table fills them from a seed).
 */
typedef struct
{
  gint64 (*now) (gpointer self);
  void (*random) (gpointer self, guint8 *bytes, gsize len);
  gpointer self;
} ReviewClock;

#define REVIEW_SECOND ((gint64) 1000000)
#define REVIEW_MINUTE (60 * REVIEW_SECOND)
#define REVIEW_HOUR   (60 * REVIEW_MINUTE)
#define REVIEW_DAY    (24 * REVIEW_HOUR)

const ReviewClock *review_clock_system (void);
gint64 review_clock_now (const ReviewClock *clock);
void review_clock_random (const ReviewClock *clock, guint8 *bytes, gsize len);

/* A clock for tests: stands still until moved, random from a seed. */
typedef struct
{
  ReviewClock clock;
  gint64 time;
  guint64 seed;
} ReviewTestClock;

void review_test_clock_init (ReviewTestClock *self, gint64 start, guint64 seed);
void review_test_clock_advance (ReviewTestClock *self, gint64 by);

G_END_DECLS
