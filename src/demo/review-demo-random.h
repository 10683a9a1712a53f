/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A random stream of its own for each case: case 17 is the same whatever was made before it. */
typedef struct
{
  guint64 state[4];
} ReviewDemoRandom;

void
review_demo_random_init (ReviewDemoRandom *self, guint64 seed, const char *stream, guint64 index);
guint64 review_demo_random_bits (ReviewDemoRandom *self);
double review_demo_random_uniform (ReviewDemoRandom *self, double low, double high);
double review_demo_random_normal (ReviewDemoRandom *self, double mean, double deviation);
double review_demo_random_spread (ReviewDemoRandom *self, double median, double sigma);
gboolean review_demo_random_chance (ReviewDemoRandom *self, double probability);
guint review_demo_random_between (ReviewDemoRandom *self, guint low, guint high);
const char *review_demo_random_pick (ReviewDemoRandom *self, const char *const *list);

G_END_DECLS
