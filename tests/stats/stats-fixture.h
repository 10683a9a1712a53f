/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the formulas share. */
#pragma once

#include <math.h>

#include <glib.h>

/* The vector of ten cases that the scores of probabilities are given for. */
static const double p10[] = { .1, .2, .3, .4, .6, .7, .8, .9, .95, .99 };
static const guint8 y10[] = { 0, 0, 1, 0, 1, 0, 1, 1, 1, 1 };

static inline void
assert_near (double value, double expected, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (value, expected, tolerance + 1e-15);
}

static inline double
sigmoid (double x)
{
  return 1 / (1 + exp (-x));
}

static inline double
logit (double p)
{
  return log (p / (1 - p));
}

/* A standard normal number (Box & Muller). */
static inline double
draw_normal (GRand *rand)
{
  double radius = sqrt (-2 * log (1 - g_rand_double (rand)));

  return radius * cos (2 * G_PI * g_rand_double (rand));
}
