/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A benchmark states our speed as a ratio against a named baseline that does the same work in the
 * same run: what the machine does meanwhile meets both. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*BenchFunc) (gpointer user_data);

typedef struct
{
  const char *name;
  const char *baseline; /* what it is compared with, in words */
  const char *unit;     /* of @n: "rows", "evaluations", "labels" */
  double n;             /* units in one run */
  guint runs;
} BenchMeasure;

void bench_compare (const BenchMeasure *measure, BenchFunc ours, BenchFunc baseline, gpointer data);

/* 1 for the figures; 20 to see in a test that everything runs. */
void bench_roca (guint divisor);
void bench_rules (guint divisor);
void bench_sweep (guint divisor);

G_END_DECLS
