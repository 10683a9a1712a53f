/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SIGNED_BAR (review_signed_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSignedBar, review_signed_bar, REVIEW, SIGNED_BAR, GtkWidget)

GtkWidget *review_signed_bar_new (void);
void review_signed_bar_set (ReviewSignedBar *self, double value, double scale, gboolean muted);
double review_signed_bar_get_value (ReviewSignedBar *self);
void review_signed_bar_set_value_text (ReviewSignedBar *self, const char *text);

G_END_DECLS
