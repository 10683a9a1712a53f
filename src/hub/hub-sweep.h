/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-sample.h"
#include "review-hub.h"

G_BEGIN_DECLS

#define HUB_SWEEP_BINS   40
#define HUB_SWEEP_POINTS 201 /* risk 0, 0.005, … 1 */

/* The cases of a window that a threshold may decide: no key users, nothing forced. */
typedef struct
{
  HubSample labelled;
  const double *unlabelled; /* @n_unlabelled risks of cases without a confirmed truth */
  guint n_unlabelled;
} HubCases;

gboolean hub_sweep_fill (const HubCases *cases, ReviewHubView *view, GError **error);

G_END_DECLS
