/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs and scans: one page, turned the way it was taken, on white, within bounds. */
#define G_LOG_DOMAIN "review-decoder"
#include "decoder-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

typedef struct
{
  gboolean too_large;
} Claim;

/* Before a pixel is decoded: what the file claims decides whether it is looked at, and how large
 * the result may be. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Claim *claim = user_data;
  double pixels = (double) width * height;
  double shrink;

  if (width <= 0 || height <= 0 || pixels > DECODER_MAX_IMAGE_PIXELS)
    {
      claim->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  shrink = fmin (sqrt (DECODER_MAX_PAGE_PIXELS / pixels),
                 (double) DECODER_MAX_EDGE / MAX (width, height));
  if (shrink < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * shrink)),
                                MAX (1, (int) (height * shrink)));
}

static guint32
blend (const guint8 *pixel, gboolean alpha)
{
  guint a = alpha ? pixel[3] : 255;
  guint32 out = 0xff;

  for (int i = 0; i < 3; i++)
    out = out << 8 | (pixel[i] * a + 255 * (255 - a) + 127) / 255;
  return out;
}

static cairo_surface_t *
make_page (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  cairo_surface_t *page = decoder_new_page (width, height);
  guint8 *to = cairo_image_surface_get_data (page);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);

  for (int y = 0; to != NULL && y < height; y++)
    {
      guint32 *row =
          (guint32 *) (void *) (to + (gsize) y * (gsize) cairo_image_surface_get_stride (page));
      const guint8 *line = from + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width; x++)
        row[x] = blend (line + x * gdk_pixbuf_get_n_channels (pixbuf), alpha);
    }
  cairo_surface_mark_dirty (page);
  return page;
}

static GdkPixbuf *
load (GBytes *file, const char *type, Claim *claim)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  GdkPixbuf *pixbuf;
  gboolean whole;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), claim);
  whole = gdk_pixbuf_loader_write_bytes (loader, file, NULL);
  whole = gdk_pixbuf_loader_close (loader, NULL) && whole;
  pixbuf = whole && !claim->too_large ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

/**
 * decoder_show_image:
 * @type: name of a loader: png, jpeg, webp
 *
 * Writes the image, or says why not; half an image is none.
 */
DecoderStatus
decoder_show_image (GBytes *file, const char *type)
{
  Claim claim = { FALSE };
  g_autoptr (GdkPixbuf) pixbuf = load (file, type, &claim);
  cairo_surface_t *page;

  if (pixbuf == NULL)
    return claim.too_large ? DECODER_TOO_LARGE : DECODER_UNREADABLE;
  page = make_page (pixbuf);
  decoder_write_header (DECODER_OK, 1);
  decoder_write_page (page);
  decoder_write_end ();
  cairo_surface_destroy (page);
  return DECODER_OK;
}
