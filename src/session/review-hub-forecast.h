/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pair of thresholds would do, read off the measured points. Pure. */
#pragma once

#include "review-hub.h"

G_BEGIN_DECLS

/**
 * ReviewHubForecast:
 * @pass_share, @block_share: of the cases that thresholds may decide
 * @automation: share of all cases that are decided without people, those that a rule blocks among
 *   them
 * @human: share of all cases that people get, the forced ones among them
 * @recall: of the system, people right on what they see; with its 95 % interval
 * @precision: of the automatic blocks; NaN where nothing is blocked
 * @missed: truly bad cases that pass, weighted; @wrongly_blocked: truly good ones that are blocked
 * @per_day: cases that people get in a day; @sla_breach: probability, NaN: not known
 * @pass_certified, @block_certified: the threshold lies where a certificate holds
 * @pass_unseen, @block_unseen: more is decided than was ever audited: extrapolation
 *
 * Whatever is not known is NaN.
 */
typedef struct
{
  double pass_share;
  double block_share;
  double automation;
  double human;
  double recall, recall_low, recall_high;
  double precision, precision_low, precision_high;
  double missed;
  double wrongly_blocked;
  double per_day;
  double sla_breach;
  gboolean pass_certified, block_certified;
  gboolean pass_unseen, block_unseen;
} ReviewHubForecast;

void review_hub_forecast (const ReviewHubView *view,
                          double pass,
                          double block,
                          ReviewHubForecast *ret_forecast);

G_END_DECLS
