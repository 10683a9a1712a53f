/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that customers hand in: what a row of evidence says of one, and what its bytes say that it
 * is. */
#define G_LOG_DOMAIN "review-model"
#include "review-attachment.h"

#include <string.h>

#include "review-record-table.h"

const ReviewEnum review_media_types = { "media_types", (const char *const[]){
                                                           "image/png", "image/jpeg", "image/webp",
                                                           "application/pdf", NULL } };
const ReviewEnum review_document_roles = {
  "document_roles", (const char *const[]){ "front", "back", "selfie", "bill", "other", NULL }
};

static const ReviewMember review_attachment_type_members[] = {
  REVIEW_M_STRING (ReviewAttachment, sha256, OPT),
  REVIEW_M_ENUM (ReviewAttachment, role, review_document_roles, OPT),
  REVIEW_M_ENUM (ReviewAttachment, media_type, review_media_types, OPT),
  REVIEW_M_INT (ReviewAttachment, size, OPT),
  REVIEW_M_END,
};
TYPE (review_attachment_type, ReviewAttachment, "attachment")

/**
 * review_media_type_sniff:
 * @bytes: a whole file
 *
 * Goes by the first bytes alone: what a sender calls a file is not asked.
 *
 * Returns: #ReviewMediaType; 0 when it is none that is taken in
 */
int
review_media_type_sniff (GBytes *bytes)
{
  static const struct
  {
    int type;
    gsize at;
    const char *magic;
    gsize len;
  } marks[] = {
    { REVIEW_MEDIA_TYPE_PNG, 0, "\x89PNG\r\n\x1a\n", 8 },
    { REVIEW_MEDIA_TYPE_JPEG, 0, "\xff\xd8\xff", 3 },
    { REVIEW_MEDIA_TYPE_WEBP, 8, "WEBPVP8", 7 },
    { REVIEW_MEDIA_TYPE_PDF, 0, "%PDF-", 5 },
  };
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (len >= marks[i].at + marks[i].len
        && memcmp (data + marks[i].at, marks[i].magic, marks[i].len) == 0
        && (marks[i].at == 0 || memcmp (data, "RIFF", 4) == 0))
      return marks[i].type;
  return 0;
}

/**
 * review_sha256_is_valid:
 * @text: (nullable)
 *
 * Returns: whether @text is a SHA-256 in small hex
 */
gboolean
review_sha256_is_valid (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}
