/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of a large one, made once: a page of a scanner drawn small takes as long to draw as
 * the page. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-thumbnail.h"

#define BYTES_PER_PIXEL 4

static cairo_surface_t *
draw (GBytes *pixels, guint width, guint height, int small_width, int small_height)
{
  cairo_surface_t *small =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, small_width, small_height);
  cairo_surface_t *large = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (pixels, NULL), CAIRO_FORMAT_ARGB32, (int) width, (int) height,
      (int) width * BYTES_PER_PIXEL);
  cairo_t *cr = cairo_create (small);

  cairo_scale (cr, (double) small_width / width, (double) small_height / height);
  cairo_set_source_surface (cr, large, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (large);
  cairo_surface_flush (small);
  return small;
}

/**
 * review_thumbnail_new:
 * @pixels: of GDK_MEMORY_DEFAULT, without gaps between the rows
 * @width: px
 * @height: px
 * @most: px of the longer side of what is returned
 *
 * Returns: (transfer full): the picture made small, its sides in the same relation
 */
GdkTexture *
review_thumbnail_new (GBytes *pixels, guint width, guint height, guint most)
{
  guint longer = MAX (width, height);
  int small_width, small_height, stride;
  cairo_surface_t *small;
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  g_return_val_if_fail (width > 0 && height > 0 && most > 0, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) >= (gsize) width * height * BYTES_PER_PIXEL,
                        NULL);

  small_width = (int) MAX (1, (guint64) width * MIN (most, longer) / longer);
  small_height = (int) MAX (1, (guint64) height * MIN (most, longer) / longer);
  small = draw (pixels, width, height, small_width, small_height);
  stride = cairo_image_surface_get_stride (small);
  bytes = g_bytes_new (cairo_image_surface_get_data (small), (gsize) stride * (gsize) small_height);
  texture =
      gdk_memory_texture_new (small_width, small_height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  cairo_surface_destroy (small);
  return texture;
}
