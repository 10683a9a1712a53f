/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_METER (review_meter_get_type ())
G_DECLARE_FINAL_TYPE (ReviewMeter, review_meter, REVIEW, METER, GtkWidget)

GtkWidget *review_meter_new (void);
void review_meter_set_value (ReviewMeter *self, double value);
double review_meter_get_value (ReviewMeter *self);
void review_meter_set_range (
    ReviewMeter *self, double low, double high, const char *low_text, const char *high_text);
void review_meter_set_value_text (ReviewMeter *self, const char *text);

G_END_DECLS
