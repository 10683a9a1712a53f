/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the formulas share. */
#pragma once

#include <math.h>

#include <glib.h>

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
