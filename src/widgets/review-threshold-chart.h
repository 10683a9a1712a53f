/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-bars.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_CHART_LOW = 1,
  REVIEW_CHART_HIGH
} ReviewChartSide;

#define REVIEW_TYPE_THRESHOLD_CHART (review_threshold_chart_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewThresholdChart, review_threshold_chart, REVIEW, THRESHOLD_CHART, GtkWidget)

GtkWidget *review_threshold_chart_new (void);
ReviewBars *review_threshold_chart_get_bars (ReviewThresholdChart *self);
GtkWidget *review_threshold_chart_get_handle (ReviewThresholdChart *self, ReviewChartSide side);
void review_threshold_chart_set_handle (ReviewThresholdChart *self,
                                        ReviewChartSide side,
                                        double value,
                                        const char *label,
                                        const char *name,
                                        const char *text);
void review_threshold_chart_set_proven (ReviewThresholdChart *self, double low, double high);
void review_threshold_chart_set_editable (ReviewThresholdChart *self, gboolean editable);

G_END_DECLS
