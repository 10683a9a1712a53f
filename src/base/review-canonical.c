/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes under every hash of this product. Changing them needs a new version byte. */
#define G_LOG_DOMAIN "review-base"
#include "review-canonical.h"

#include <string.h>

struct _ReviewCanonical
{
  GByteArray *bytes; /* (owned) */
};

static void
add_length (ReviewCanonical *self, guint64 length)
{
  guint64 wire = GUINT64_TO_BE (length);

  g_byte_array_append (self->bytes, (const guint8 *) &wire, sizeof wire);
}

/**
 * review_canonical_new:
 * @version: of the field list that follows
 *
 * Returns: (transfer full): an empty sequence
 */
ReviewCanonical *
review_canonical_new (guint8 version)
{
  ReviewCanonical *self = g_new0 (ReviewCanonical, 1);

  self->bytes = g_byte_array_new ();
  g_byte_array_append (self->bytes, &version, 1);
  return self;
}

void
review_canonical_free (ReviewCanonical *self)
{
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * review_canonical_add:
 * @text: (nullable): NULL is written as an absent field, distinct from ""
 */
void
review_canonical_add (ReviewCanonical *self, const char *text)
{
  if (text == NULL)
    add_length (self, G_MAXUINT64);
  else
    review_canonical_add_bytes (self, text, strlen (text));
}

void
review_canonical_add_bytes (ReviewCanonical *self, const void *bytes, gsize len)
{
  add_length (self, len);
  g_byte_array_append (self->bytes, bytes, (guint) len);
}

/**
 * review_canonical_add_int:
 * @value: written as its decimal text, so that the width of a type never matters
 */
void
review_canonical_add_int (ReviewCanonical *self, gint64 value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  review_canonical_add (self, text);
}

/**
 * review_canonical_hash:
 *
 * Returns: (transfer full): SHA-256 of the bytes so far, 64 hex digits
 */
char *
review_canonical_hash (const ReviewCanonical *self)
{
  return review_sha256 (self->bytes->data, self->bytes->len);
}

/**
 * review_sha256:
 *
 * Returns: (transfer full): 64 hex digits
 */
char *
review_sha256 (const void *bytes, gsize len)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, len);
}

/**
 * review_hash_draw:
 * @salt: kept on the server, so that nobody can tell from an id what will be drawn
 * @id: of what is drawn or not
 *
 * A lot that needs no memory: whoever asks again gets the same answer.
 *
 * Returns: a number in [0, 1), uniform over ids and fixed for each: the first 52 bits of the hash
 *   of both
 */
double
review_hash_draw (const char *salt, const char *id)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autofree char *hash = NULL;

  review_canonical_add (bytes, salt);
  review_canonical_add (bytes, id);
  hash = review_canonical_hash (bytes);
  hash[13] = '\0';
  return (double) g_ascii_strtoull (hash, NULL, 16) / (double) (G_GUINT64_CONSTANT (1) << 52);
}
