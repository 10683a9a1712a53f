/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The points are 0.005 apart; between two of them shares and rates run in a straight line. What is
 * proven does not: a threshold between two points is certified only up to the certificate's own
 * threshold, and where there is no certificate only when both points are. A threshold that decides
 * nothing needs no proof. */
#define G_LOG_DOMAIN "review-session"
#include "review-hub-forecast.h"

#include <math.h>

#define SAME 1e-9

/* Two neighbouring points and how far between them a risk lies, 0..1. */
typedef struct
{
  const ReviewHubPoint *low;
  const ReviewHubPoint *high;
  double part;
} Between;

static gboolean
find_between (GPtrArray *points, double risk, Between *ret)
{
  guint first = 0, last = points != NULL ? points->len : 0;

  if (last == 0 || isnan (risk))
    return FALSE;
  last--;
  while (last - first > 1)
    {
      guint middle = (first + last) / 2;

      if (((ReviewHubPoint *) points->pdata[middle])->risk <= risk + SAME)
        first = middle;
      else
        last = middle;
    }
  ret->low = points->pdata[first];
  ret->high = points->pdata[last];
  ret->part = ret->high->risk - ret->low->risk > SAME
                  ? (risk - ret->low->risk) / (ret->high->risk - ret->low->risk)
                  : 0;
  ret->part = CLAMP (ret->part, 0.0, 1.0);
  return TRUE;
}

/* On a point it is that point's value, whatever the neighbour does not know. */
static double
mix (const Between *at, double low, double high)
{
  if (at->part < SAME)
    return low;
  if (at->part > 1 - SAME)
    return high;
  return low + at->part * (high - low);
}

static gboolean
both (const Between *at, gboolean low, gboolean high)
{
  return (low || at->part > 1 - SAME) && (high || at->part < SAME);
}

static gboolean
either (const Between *at, gboolean low, gboolean high)
{
  return (low && at->part < 1 - SAME) || (high && at->part > SAME);
}

#define MIX(at, member)    mix (at, (at)->low->member, (at)->high->member)
#define BOTH(at, member)   both (at, (at)->low->member, (at)->high->member)
#define EITHER(at, member) either (at, (at)->low->member, (at)->high->member)

static void
forecast_pass (const ReviewHubView *view, double pass, ReviewHubForecast *ret)
{
  const ReviewCertificate *certificate = view->certificate_pass;
  Between at;

  if (!find_between (view->points, pass, &at))
    return;
  ret->pass_share = MIX (&at, pass_share);
  ret->missed = MIX (&at, missed);
  ret->recall = MIX (&at, recall);
  ret->recall_low = MIX (&at, recall_low);
  ret->recall_high = MIX (&at, recall_high);
  ret->pass_unseen = EITHER (&at, pass_unseen);
  ret->pass_certified =
      certificate != NULL ? pass <= 0 || pass <= certificate->lambda : BOTH (&at, pass_certified);
}

static void
forecast_block (const ReviewHubView *view, double block, ReviewHubForecast *ret)
{
  const ReviewCertificate *certificate = view->certificate_block;
  Between at;

  if (!find_between (view->points, block, &at))
    return;
  ret->block_share = MIX (&at, block_share);
  ret->wrongly_blocked = MIX (&at, wrongly_blocked);
  ret->precision = MIX (&at, precision);
  ret->precision_low = MIX (&at, precision_low);
  ret->precision_high = MIX (&at, precision_high);
  ret->block_unseen = EITHER (&at, block_unseen);
  ret->block_certified = certificate != NULL ? block >= 1 || block >= certificate->lambda
                                             : BOTH (&at, block_certified);
}

/* The queue at the share that people get: between two measured loads in a straight line. */
static void
forecast_load (const ReviewHubView *view, ReviewHubForecast *ret)
{
  const ReviewHubLoad *low = NULL, *high = NULL;
  double part;

  if (isnan (ret->human))
    return;
  ret->per_day = view->cases_per_day * ret->human;
  for (guint i = 0; view->loads != NULL && i < view->loads->len; i++)
    {
      const ReviewHubLoad *load = view->loads->pdata[i];

      if (load->share <= ret->human + SAME)
        low = load;
      else if (high == NULL)
        high = load;
    }
  low = low != NULL ? low : high;
  high = high != NULL ? high : low;
  if (low == NULL)
    return;
  part =
      high->share - low->share > SAME ? (ret->human - low->share) / (high->share - low->share) : 0;
  part = CLAMP (part, 0.0, 1.0);
  ret->per_day = low->per_day + part * (high->per_day - low->per_day);
  ret->sla_breach = low->sla_breach + part * (high->sla_breach - low->sla_breach);
}

/**
 * review_hub_forecast:
 * @view: measured points of a case type
 * @pass: risk at or below which a case passes by itself, 0..1
 * @block: risk at or above which it is blocked by itself, 0..1
 * @ret_forecast: (out caller-allocates): what follows; NaN where nothing was measured
 */
void
review_hub_forecast (const ReviewHubView *view,
                     double pass,
                     double block,
                     ReviewHubForecast *ret_forecast)
{
  const double unknown = (double) NAN;
  double people = isnan (view->forced_share) ? 0 : view->forced_share;
  double alone = isnan (view->forced_automatic_share) ? 0 : view->forced_automatic_share;

  *ret_forecast = (ReviewHubForecast){
    .pass_share = unknown,
    .block_share = unknown,
    .automation = unknown,
    .human = unknown,
    .recall = unknown,
    .recall_low = unknown,
    .recall_high = unknown,
    .precision = unknown,
    .precision_low = unknown,
    .missed = unknown,
    .precision_high = unknown,
    .wrongly_blocked = unknown,
    .per_day = unknown,
    .sla_breach = unknown,
  };
  forecast_pass (view, pass, ret_forecast);
  forecast_block (view, block, ret_forecast);
  ret_forecast->automation =
      alone + (1 - people - alone) * (ret_forecast->pass_share + ret_forecast->block_share);
  ret_forecast->human = 1 - ret_forecast->automation;
  forecast_load (view, ret_forecast);
}
