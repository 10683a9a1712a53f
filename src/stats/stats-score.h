/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-binary.h"

G_BEGIN_DECLS

/* A labelled case, what was said or done of it, and how many it stands for. */
typedef struct
{
  gboolean called; /* bad */
  gboolean positive;
  double weight; /* 1 / pi */
  guint cluster; /* cases with the same one are alike; below the number of cases */
} StatsCall;

/* How good the calls are, over all cases that the labelled ones stand for. */
typedef struct
{
  guint n;
  guint called;     /* labels that precision rests on */
  guint positives;  /* that recall rests on */
  double effective; /* labels of equal weight that these are worth */
  double tp;
  double fp;
  double tn;
  double fn;
  StatsInterval precision; /* NaN: nothing was called bad */
  StatsInterval recall;    /* NaN: nothing is bad */
  StatsInterval f1;        /* NaN: neither */
  StatsInterval accuracy;  /* NaN: no label */
} StatsScore;

void stats_score (const StatsCall *calls, guint n, double level, StatsScore *ret_score);
guint stats_score_more (double target, const StatsInterval *seen, guint n, double delta);

G_END_DECLS
