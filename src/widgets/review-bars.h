/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_BARS (review_bars_get_type ())
G_DECLARE_FINAL_TYPE (ReviewBars, review_bars, REVIEW, BARS, GtkWidget)

GtkWidget *review_bars_new (void);
void review_bars_clear (ReviewBars *self);
void review_bars_add (
    ReviewBars *self, double low, double high, double first, double second, const char *text);
guint review_bars_get_count (ReviewBars *self);

G_END_DECLS
