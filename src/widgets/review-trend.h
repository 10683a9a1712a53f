/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TREND_SERIES 2

/* A share with its interval, each 0..1. */
typedef struct
{
  double value; /* NaN: there is none, or its sample cannot carry one */
  double low;   /* NaN: no interval */
  double high;
} ReviewTrendPoint;

#define REVIEW_TYPE_TREND (review_trend_get_type ())
/* Shares with their intervals, one place after the other: weeks, or kinds. Property "nothing": string:
 * what is said where there is none to draw. */
G_DECLARE_FINAL_TYPE (ReviewTrend, review_trend, REVIEW, TREND, GtkWidget)

GtkWidget *review_trend_new (void);
void review_trend_clear (ReviewTrend *self);
void review_trend_add (ReviewTrend *self,
                       const char *label,
                       const ReviewTrendPoint points[REVIEW_TREND_SERIES],
                       const char *text);
void review_trend_set_target (ReviewTrend *self, guint series, double target);
guint review_trend_get_count (ReviewTrend *self);

G_END_DECLS
