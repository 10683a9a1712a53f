/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number of cases: no number of cases like the ones at hand would do. */
#define STATS_NEVER G_MAXUINT

void stats_wilson (guint k, guint n, double level, double *ret_low, double *ret_high);
void stats_wilson_share (double p, double n, double level, double *ret_low, double *ret_high);
double stats_clopper_pearson_upper (guint k, guint n, double delta);
double stats_clopper_pearson_lower (guint k, guint n, double delta);
double stats_zero_event_upper (guint n, double delta);
double stats_binomial_at_least (guint k, guint n, double p);
void stats_share_band (guint k, guint before, guint n, double *ret_low, double *ret_high);
guint stats_needed_n (double target, double observed, double delta);

G_END_DECLS
