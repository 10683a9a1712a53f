/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-sample.h"
#include "stats-threshold.h"

G_BEGIN_DECLS

/* Labelled for certain is a stratum of its own; the others hold the pi of one power of two. */
#define HUB_STRATA 8

/* Labels of one stratum, [0] left to people and [1] decided by the threshold. */
typedef struct
{
  guint n[2];
  guint errors[2]; /* pass: bad cases; block: good ones */
  double least_pi;
  double most_pi;
} HubStratum;

typedef struct
{
  ReviewSide side;
  HubStratum parts[HUB_STRATA];
} HubStrata;

void hub_strata_init (HubStrata *self, const HubUnits *units, ReviewSide side);
void hub_strata_decide (HubStrata *self, const HubUnits *units, guint unit);
double hub_strata_bound (const HubStrata *self, double scale, double delta);
StatsLtt hub_strata_certify (const HubUnits *units, ReviewSide side, double target, double delta);

G_END_DECLS
