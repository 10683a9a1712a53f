/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double stats_beta_upper_tail (double x, double a, double b);
double stats_beta_quantile (double p, double a, double b);

G_END_DECLS
