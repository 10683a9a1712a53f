/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-policy.h"

G_BEGIN_DECLS

/* Cases of one type whose truth is confirmed, as everything in the Hub that measures reads them.
 * Cases that are `unfit` and truths that are provisional are not among them: the caller leaves
 * them out. */
typedef struct
{
  const double *risks;         /* @n, calibrated, 0..1 */
  const guint8 *positives;     /* @n: 1 is truly bad */
  const double *pi;            /* (nullable): @n, 0..1: probability with which the case was to be
                                * labelled; NULL: the same for all */
  const char *const *clusters; /* (nullable): @n; cases with the same one are alike; NULL
                                * and "" are alike to nothing */
  guint n;
  const guint8 *forced; /* (nullable): @n; not 0: a gate takes the case before any threshold */
} HubSample;

/* A sample in which a cluster of alike cases counts once, seen from one side's claim. */
typedef struct
{
  double *risks;
  guint8 *positives;
  double *pi;
  guint n;
  guint bad;      /* positives among them */
  gboolean equal; /* every pi is the same: counts need no weights */
} HubUnits;

gboolean hub_sample_check (const HubSample *self, GError **error);
void hub_units_init (HubUnits *self, const HubSample *sample, ReviewSide side);
void hub_units_clear (HubUnits *self);
guint32 *hub_order (const double *risks, guint n, ReviewSide side);
double *hub_weights (const double *pi, guint n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HubUnits, hub_units_clear)

G_END_DECLS
