/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-binary.h"

G_BEGIN_DECLS

/* Whom an interval speaks of. */
typedef enum
{
  STATS_THESE_CASES, /* the cases that were drawn from: where all are labelled, nothing varies */
  STATS_CASES_LIKE_THESE /* those to come, too */
} StatsPopulation;

/* A two-class result at a cut over all cases that the labelled ones stand for. */
typedef struct
{
  double tp; /* sums of 1 / pi */
  double fp;
  double tn;
  double fn;
  StatsInterval precision; /* NaN: nothing was called positive */
  StatsInterval recall;    /* NaN: nothing is positive */
  StatsInterval f1;        /* NaN: neither */
  double effective;        /* labels of equal weight that these are worth */
} StatsWeighted;

/* Cases of one kind, of which some were labelled by chance. */
typedef struct
{
  double cases;
  guint labelled;
  guint bad;       /* of the labelled */
  gboolean passed; /* what became of them: a bad one was missed, otherwise it was found */
} StatsStratum;

/* Recall of a whole system of which only a part is seen. */
typedef struct
{
  double missed; /* estimated number of bad cases that passed */
  double found;
  double recall; /* NaN: nothing bad was seen */
  double se;
  double low; /* interval on the logit scale */
  double high;
  double exact_low; /* lower bound that holds for any number of labels */
} StatsRecall;

gboolean stats_weighted_confusion (const double *scores,
                                   const guint8 *positives,
                                   const double *pi,
                                   guint n,
                                   double cut,
                                   StatsPopulation population,
                                   double level,
                                   StatsWeighted *ret_weighted);
double
stats_horvitz_thompson (const double *values, const double *pi, guint n, double *ret_variance);
double stats_stratified_total (const StatsStratum *strata, guint n_strata, double *ret_variance);
StatsRecall
stats_stratified_recall (const StatsStratum *strata, guint n_strata, double level, double delta);

G_END_DECLS
