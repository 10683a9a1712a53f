/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_RELIABILITY (review_reliability_get_type ())
G_DECLARE_FINAL_TYPE (ReviewReliability, review_reliability, REVIEW, RELIABILITY, GtkWidget)

GtkWidget *review_reliability_new (void);
void review_reliability_clear (ReviewReliability *self);
void review_reliability_add (
    ReviewReliability *self, double predicted, double observed, gint64 n, const char *text);
guint review_reliability_get_count (ReviewReliability *self);

G_END_DECLS
