/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two raters on the same cases. A coefficient is NaN where chance alone explains everything. */
typedef struct
{
  double observed; /* share of cases in which they agree */
  double kappa;    /* Cohen */
  double pi;       /* Scott */
  double ac1;      /* Gwet: keeps its meaning where one answer is rare */
} StatsAgreement;

StatsAgreement stats_agreement (const double *table, guint n_categories);
double
stats_krippendorff_alpha (const int *ratings, guint n_units, guint n_raters, guint n_categories);

G_END_DECLS
