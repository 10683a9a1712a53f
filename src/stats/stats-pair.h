/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-binary.h"

G_BEGIN_DECLS

/* Cases of which two models said a risk. */
typedef struct
{
  const double *risks[2];
  const guint8 *positives;
  const double *weights; /* (nullable): each case counts so much */
  const guint *clusters; /* (nullable): below n; alike cases have the same one */
  guint n;
} StatsPair;

/* Two models on the same cases. Differences are gains of the second. */
typedef struct
{
  guint n;
  guint positives;
  double auc[2];      /* NaN: a class is empty */
  double log_loss[2]; /* per case, weighted */
  StatsInterval gain; /* in log-loss, paired; NaN: nothing to compare */
} StatsComparison;

void stats_compare (const StatsPair *pair, double level, StatsComparison *ret_comparison);
gboolean stats_comparison_is_not_worse (const StatsComparison *self, double margin);

G_END_DECLS
