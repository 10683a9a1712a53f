/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: the first pages, drawn as they would print. Scripts, links and attached files are nothing
 * that is drawn, so they do nothing. */
#define G_LOG_DOMAIN "review-decoder"
#include "decoder-private.h"

#include <math.h>
#include <poppler.h>

static cairo_surface_t *
draw (PopplerPage *page)
{
  double width = 0, height = 0, scale;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  if (!isfinite (width) || !isfinite (height) || width <= 0 || height <= 0)
    return NULL;
  scale = DECODER_PDF_EDGE / fmax (width, height);
  surface = decoder_new_page (MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
draw_page (PopplerDocument *document, int n)
{
  PopplerPage *page = poppler_document_get_page (document, n);
  cairo_surface_t *surface = page != NULL ? draw (page) : NULL;

  g_clear_object (&page);
  return surface;
}

/* A page that cannot be drawn ends the document where it is. */
static void
write_pages (PopplerDocument *document, cairo_surface_t *first, int n)
{
  gboolean sent = decoder_write_page (first);

  for (int i = 1; sent && i < n && i < (int) DECODER_MAX_PAGES; i++)
    {
      cairo_surface_t *surface = draw_page (document, i);

      sent = surface != NULL && decoder_write_page (surface);
      if (surface != NULL)
        cairo_surface_destroy (surface);
    }
  decoder_write_end ();
}

/**
 * decoder_show_pdf:
 *
 * Writes the first pages, or says why not.
 */
DecoderStatus
decoder_show_pdf (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (file, NULL, &error);
  int n = document != NULL ? poppler_document_get_n_pages (document) : 0;
  cairo_surface_t *first = n > 0 ? draw_page (document, 0) : NULL;

  if (first != NULL)
    {
      decoder_write_header (DECODER_OK, (guint32) n);
      write_pages (document, first, n);
      cairo_surface_destroy (first);
    }
  g_clear_object (&document);
  if (first != NULL)
    return DECODER_OK;
  return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? DECODER_ENCRYPTED
                                                                         : DECODER_UNREADABLE;
}
