/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much worse a slice of the cases is than the rest. NaN where a side is empty. */
typedef struct
{
  double z;      /* of the difference of the two error rates, pooled */
  double p;      /* exact, one-sided: so many errors fall into the slice by chance */
  double lift;   /* error rate of the slice over that of all */
  double wracc;  /* weighted relative accuracy: excess errors as a share of all cases */
  double effect; /* difference in pooled standard deviations */
} StatsSlice;

StatsSlice stats_slice (guint errors, guint n, guint errors_outside, guint n_outside);
void stats_benjamini_hochberg (const double *p, guint n, double *ret_q);

G_END_DECLS
