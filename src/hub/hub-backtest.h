/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-route.h"
#include "review-hub.h"

G_BEGIN_DECLS

/* What became known of a replayed case. */
typedef struct
{
  gboolean known;      /* its truth is confirmed and not `unfit` */
  gboolean positive;   /* truly bad; read where @known */
  double pi;           /* probability with which it was to be labelled; read where @known */
  const char *cluster; /* (nullable): cases with the same one are alike; "" is none */
  gint64 at;           /* µs */
} HubReplayTruth;

/**
 * HubBacktest:
 * History once more, under two policies: every case is routed by both, and what they differ by is
 * measured on the same cases.
 */
typedef struct _HubBacktest HubBacktest;

HubBacktest *
hub_backtest_new (const ReviewPolicy *live, const ReviewPolicy *tried, const char *case_type);
void hub_backtest_free (HubBacktest *self);
gboolean hub_backtest_add (HubBacktest *self,
                           const HubCase *live,
                           const HubCase *tried,
                           const HubReplayTruth *truth,
                           GError **error);
ReviewBacktest *hub_backtest_finish (HubBacktest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubBacktest, hub_backtest_free)

G_END_DECLS
