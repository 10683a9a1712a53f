/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer, piece by piece, on standard output. */
#define G_LOG_DOMAIN "review-decoder"
#include "decoder-private.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static guint64 written; /* pixels so far */

/* Nobody reads any more: there is nothing left to do. */
static void
write_all (const void *bytes, gsize len)
{
  const guint8 *from = bytes;

  while (len > 0)
    {
      gssize n = write (STDOUT_FILENO, from, len);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (EXIT_FAILURE);
      from += n;
      len -= (gsize) n;
    }
}

/**
 * decoder_write_header:
 * @pages: of the document, not only of what follows
 */
void
decoder_write_header (DecoderStatus status, guint32 pages)
{
  guint32 header[] = { DECODER_MAGIC, (guint32) status, pages };

  write_all (header, sizeof header);
}

/**
 * decoder_new_page:
 *
 * Returns: (transfer full): a white page
 */
cairo_surface_t *
decoder_new_page (int width, int height)
{
  cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (page);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  return page;
}

/**
 * decoder_write_page:
 *
 * Returns: %FALSE when the page is more than may be sent; nothing of it was
 */
gboolean
decoder_write_page (cairo_surface_t *page)
{
  guint32 size[] = { (guint32) cairo_image_surface_get_width (page),
                     (guint32) cairo_image_surface_get_height (page) };
  const guint8 *pixels;

  cairo_surface_flush (page);
  pixels = cairo_image_surface_get_data (page);
  if (pixels == NULL || written + (guint64) size[0] * size[1] > DECODER_MAX_PIXELS)
    return FALSE;
  written += (guint64) size[0] * size[1];
  write_all (size, sizeof size);
  for (guint32 y = 0; y < size[1]; y++)
    write_all (pixels + (gsize) y * (gsize) cairo_image_surface_get_stride (page),
               (gsize) size[0] * 4);
  return TRUE;
}

/**
 * decoder_write_end:
 *
 * No page follows.
 */
void
decoder_write_end (void)
{
  guint32 none[] = { 0, 0 };

  write_all (none, sizeof none);
}
