/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-binary.h"

G_BEGIN_DECLS

StatsInterval stats_ratio (const double *a,
                           const double *b,
                           const double *weights,
                           const guint *clusters,
                           guint n,
                           double level,
                           double *ret_influence);
StatsInterval stats_influence_difference (double difference,
                                          const double *one,
                                          const double *two,
                                          const guint *clusters,
                                          guint n,
                                          double level);

G_END_DECLS
