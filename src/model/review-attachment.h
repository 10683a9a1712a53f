/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-record.h"

G_BEGIN_DECLS

/* What a customer may hand in; nothing else is taken in, whatever it is called. */
typedef enum
{
  REVIEW_MEDIA_TYPE_PNG = 1,
  REVIEW_MEDIA_TYPE_JPEG,
  REVIEW_MEDIA_TYPE_WEBP,
  REVIEW_MEDIA_TYPE_PDF
} ReviewMediaType;

/* What a document shows. */
typedef enum
{
  REVIEW_DOCUMENT_FRONT = 1,
  REVIEW_DOCUMENT_BACK,
  REVIEW_DOCUMENT_SELFIE,
  REVIEW_DOCUMENT_BILL,
  REVIEW_DOCUMENT_OTHER
} ReviewDocumentRole;

extern const ReviewEnum review_media_types, review_document_roles;

/* A file that belongs to a row of evidence. A row says what it shows and whose bytes they are;
 * type and size are those of the bytes, and unset while these have not come. */
typedef struct
{
  ReviewRecord parent;
  char *sha256;   /* of the bytes, in small hex; NULL: masked for the reader */
  int role;       /* ReviewDocumentRole; 0: of bytes that no row names yet */
  int media_type; /* ReviewMediaType; 0: the bytes have not come */
  gint64 size;    /* bytes */
} ReviewAttachment;
REVIEW_DECLARE_RECORD (ReviewAttachment, review_attachment_type)

#define REVIEW_ATTACHMENT_MAX_SIZE (8 * 1024 * 1024)
#define REVIEW_ATTACHMENT_MAX_ROW  8 /* attachments of one row */

int review_media_type_sniff (GBytes *bytes);
gboolean review_sha256_is_valid (const char *text);

G_END_DECLS
