/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the decoder writes and its starter reads: both sides of one pipe on one computer, so numbers
 * are 32 bits in the host's order.
 *
 *   magic, status, pages of the document
 *   width, height, width * height pixels (B8G8R8A8 on little-endian, opaque)   any number of times
 *   0, 0
 *
 * A status other than OK is the whole answer. Every number is checked again by the starter. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DECODER_MAGIC            0x31445252u /* "RRD1" */
#define DECODER_MAX_PAGES        8u
#define DECODER_MAX_EDGE         8192u
#define DECODER_MAX_PAGE_PIXELS  (12u * 1000 * 1000)
#define DECODER_MAX_PIXELS       (24u * 1000 * 1000) /* of all pages */
#define DECODER_MAX_IMAGE_PIXELS (50u * 1000 * 1000) /* that a file may claim to have */
#define DECODER_MAX_FILE         (8 * 1024 * 1024)
#define DECODER_PDF_EDGE         2000 /* pixels of a page's longer edge */

typedef enum
{
  DECODER_OK,
  DECODER_UNREADABLE,
  DECODER_TOO_LARGE,
  DECODER_UNSUPPORTED,
  DECODER_ENCRYPTED,
  DECODER_NOT_CONFINED
} DecoderStatus;

G_END_DECLS
