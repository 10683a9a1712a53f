/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is drawn over one hour. */
typedef struct
{
  const char *label; /* under it */
  double due;        /* height of the plain bar; its number stands on it */
  double late;       /* height of the striped bar; NaN: there is none */
  double low;        /* ends of its whisker; NaN: there is none */
  double high;
  const char *text; /* the hour in words: its row in the table, and its tooltip */
} ReviewHour;

#define REVIEW_TYPE_HOURS_CHART (review_hours_chart_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHoursChart, review_hours_chart, REVIEW, HOURS_CHART, GtkWidget)

GtkWidget *review_hours_chart_new (void);
void review_hours_chart_clear (ReviewHoursChart *self);
void review_hours_chart_add (ReviewHoursChart *self, const ReviewHour *hour);
guint review_hours_chart_get_count (ReviewHoursChart *self);

G_END_DECLS
