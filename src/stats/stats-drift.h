/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double stats_psi (const double *expected, const double *observed, guint bins);
double stats_psi_counts (const guint *expected, const guint *observed, guint bins);
double stats_psi_limit (guint n, guint m, guint bins, double level);

double stats_ks (const double *first, guint n, const double *second, guint m);
double stats_ks_limit (guint n, guint m, double alpha);

G_END_DECLS
