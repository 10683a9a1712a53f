/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four figures of a pair of thresholds, each with how far it may be trusted. */
#pragma once

#include "review-hub-forecast.h"
#include "review-kpi.h"

G_BEGIN_DECLS

void review_hub_figures_none (ReviewKpi *kpi);
void review_hub_figures_automation (ReviewKpi *kpi,
                                    const ReviewHubView *view,
                                    const ReviewHubForecast *now,
                                    const ReviewHubForecast *live);
void review_hub_figures_precision (ReviewKpi *kpi,
                                   const ReviewHubView *view,
                                   const ReviewHubForecast *now);
void
review_hub_figures_recall (ReviewKpi *kpi, const ReviewHubView *view, const ReviewHubForecast *now);
void review_hub_figures_load (ReviewKpi *kpi, const ReviewHubForecast *now);

/* What a handle stands for, and what is missing for a certificate; (transfer full). */
char *review_hub_figures_handle (const ReviewHubForecast *now, gboolean pass);
char *
review_hub_figures_missing (const ReviewCertificate *certificate, double target, gboolean pass);

G_END_DECLS
