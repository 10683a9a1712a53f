/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far two means lie apart. NaN where a side has fewer than two numbers. */
typedef struct
{
  double difference; /* first minus second */
  double t;          /* NaN: neither side varies */
  double df;         /* Welch & Satterthwaite */
  double p;          /* one-sided: so much larger by chance */
} StatsWelch;

StatsWelch stats_welch (const double *first, guint n, const double *second, guint m);

G_END_DECLS
