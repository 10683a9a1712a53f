/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewImageView:
 *
 * A picture to look at closely: fits at first; zooms with +, −, 0 (fits again) and Ctrl with the
 * wheel, turns with < and >, moves with the arrow keys and by dragging. Words may be laid over it.
 * Signal "changed": zoom or rotation are others.
 */
#define REVIEW_TYPE_IMAGE_VIEW (review_image_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewImageView, review_image_view, REVIEW, IMAGE_VIEW, GtkWidget)

GtkWidget *review_image_view_new (void);
void review_image_view_set_texture (ReviewImageView *self, GdkTexture *texture);
GdkTexture *review_image_view_get_texture (ReviewImageView *self);
void review_image_view_set_watermark (ReviewImageView *self, const char *text);
const char *review_image_view_get_watermark (ReviewImageView *self);
void review_image_view_zoom_by (ReviewImageView *self, double factor);
void review_image_view_fit (ReviewImageView *self);
gboolean review_image_view_get_fits (ReviewImageView *self);
double review_image_view_get_zoom (ReviewImageView *self);
void review_image_view_turn (ReviewImageView *self, int quarters);
int review_image_view_get_rotation (ReviewImageView *self);

G_END_DECLS
