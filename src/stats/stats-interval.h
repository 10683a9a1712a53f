/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void stats_wilson (guint k, guint n, double level, double *ret_low, double *ret_high);
double stats_clopper_pearson_upper (guint k, guint n, double delta);
double stats_clopper_pearson_lower (guint k, guint n, double delta);

G_END_DECLS
