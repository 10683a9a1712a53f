/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the program share; no one outside this room includes it. */
#pragma once

#include <cairo.h>

#include "decoder-frame.h"

G_BEGIN_DECLS

gboolean decoder_confine (void);

void decoder_write_header (DecoderStatus status, guint32 pages);
gboolean decoder_write_page (cairo_surface_t *page);
void decoder_write_end (void);
cairo_surface_t *decoder_new_page (int width, int height);

DecoderStatus decoder_show_image (GBytes *file, const char *type);
DecoderStatus decoder_show_pdf (GBytes *file);

G_END_DECLS
