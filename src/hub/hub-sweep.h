/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-sample.h"
#include "review-hub.h"

G_BEGIN_DECLS

#define HUB_SWEEP_BINS   40
#define HUB_SWEEP_LOADS  21  /* share 0, 0.05, … 1 */
#define HUB_SWEEP_POINTS 201 /* risk 0, 0.005, … 1 */

/* The cases of a window that a threshold may decide: no key users, nothing forced. */
typedef struct
{
  HubSample labelled;
  const double *unlabelled; /* @n_unlabelled risks of cases without a confirmed truth */
  guint n_unlabelled;
} HubCases;

/* What is known of arrivals and of the people who take what is not decided automatically. */
typedef struct
{
  double cases_per_day;    /* that arrive, all of them */
  double handling_minutes; /* mean active time on a case; NaN: not known */
  guint people;            /* who work at a time, around the clock; 0: not known */
  double sla_minutes;      /* a case that waits longer breaches */
} HubStaff;

guint hub_sweep_bin (double risk);
gboolean hub_sweep_fill (const HubCases *cases, ReviewHubView *view, GError **error);
void hub_sweep_fill_loads (const HubStaff *staff, ReviewHubView *view);

G_END_DECLS
