/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void stats_beta_binomial_cs (
    guint k, guint n, double a, double b, double alpha, double *ret_low, double *ret_high);

double stats_msprt (double first, double second, guint n, double tau_squared);

double stats_paired_log_e (guint wins, guint losses);
guint stats_paired_wins_needed (guint losses, double alpha);

G_END_DECLS
