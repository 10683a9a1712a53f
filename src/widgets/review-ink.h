/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The colours of the style sheet: `color`, and the three of `-gtk-icon-palette`. */
typedef struct
{
  GdkRGBA text;
  GdkRGBA error;
  GdkRGBA warning;
  GdkRGBA accent; /* "success" in the palette */
} ReviewInkColors;

typedef void (*ReviewInkDraw) (
    cairo_t *cr, double width, double height, const ReviewInkColors *colors, gpointer user_data);

#define REVIEW_TYPE_INK (review_ink_get_type ())
G_DECLARE_FINAL_TYPE (ReviewInk, review_ink, REVIEW, INK, GtkWidget)

GtkWidget *review_ink_new (ReviewInkDraw draw, gpointer user_data);

G_END_DECLS
