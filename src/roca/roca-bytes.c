/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed bytes: a mark that says what is inside, SHA-256 over the rest, length-prefixed fields.
 * Nothing behind the seal is read, and XGBoost sees no byte, before the seal is found whole:
 * damaged model files crash or hang that library. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-bytes.h"

#include <string.h>

#include "review-error.h"

#define MARK       "ROCA1"
#define MARK_LEN   5
#define DIGEST_LEN 32
#define HEADER_LEN (MARK_LEN + 1 + DIGEST_LEN)

void
roca_put_int (GByteArray *out, guint64 value)
{
  guint64 big = GUINT64_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

void
roca_put_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  roca_put_int (out, bits);
}

void
roca_put_bytes (GByteArray *out, const void *bytes, gsize len)
{
  roca_put_int (out, len);
  if (len > 0)
    g_byte_array_append (out, bytes, (guint) len);
}

void
roca_put_string (GByteArray *out, const char *text)
{
  roca_put_bytes (out, text, text != NULL ? strlen (text) : 0);
}

static void
digest (char kind, const guint8 *bytes, gsize len, guint8 *ret_digest)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize digest_len = DIGEST_LEN;

  g_checksum_update (sum, (const guchar *) &kind, 1);
  g_checksum_update (sum, bytes, (gssize) len);
  g_checksum_get_digest (sum, ret_digest, &digest_len);
}

/**
 * roca_seal:
 * @kind: what is inside
 * @payload: fields put one after another
 *
 * Returns: (transfer full): mark, kind, SHA-256 of kind and payload, payload
 */
GBytes *
roca_seal (char kind, GByteArray *payload)
{
  GByteArray *out = g_byte_array_sized_new (HEADER_LEN + payload->len);
  guint8 sum[DIGEST_LEN];

  digest (kind, payload->data, payload->len, sum);
  g_byte_array_append (out, (const guint8 *) MARK, MARK_LEN);
  g_byte_array_append (out, (const guint8 *) &kind, 1);
  g_byte_array_append (out, sum, DIGEST_LEN);
  g_byte_array_append (out, payload->data, payload->len);
  return g_byte_array_free_to_bytes (out);
}

/**
 * roca_open:
 * @sealed: bytes made by roca_seal()
 * @kind: what has to be inside
 * @ret_reader: (out): reads the payload; borrows from @sealed
 *
 * Returns: FALSE with REVIEW_ERROR_CORRUPT when the mark, the kind or the checksum is wrong
 */
gboolean
roca_open (GBytes *sealed, char kind, RocaReader *ret_reader, GError **error)
{
  gsize len;
  const guint8 *bytes = g_bytes_get_data (sealed, &len);
  guint8 sum[DIGEST_LEN];

  if (len < HEADER_LEN || memcmp (bytes, MARK, MARK_LEN) != 0)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "this is no file of ROCA");
  else if (bytes[MARK_LEN] != (guint8) kind)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "this file holds something else: '%c'",
                 g_ascii_isprint ((char) bytes[MARK_LEN]) ? bytes[MARK_LEN] : '?');
  else
    {
      digest (kind, bytes + HEADER_LEN, len - HEADER_LEN, sum);
      *ret_reader = (RocaReader){ bytes + HEADER_LEN, len - HEADER_LEN, FALSE };
      if (memcmp (sum, bytes + MARK_LEN + 1, DIGEST_LEN) == 0)
        return TRUE;
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "checksum is wrong: file is damaged");
    }
  return FALSE;
}

static const guint8 *
take (RocaReader *self, gsize len)
{
  const guint8 *at = self->at;

  if (self->failed || len > self->left)
    {
      self->failed = TRUE;
      return NULL;
    }
  self->at += len;
  self->left -= len;
  return at;
}

guint64
roca_get_int (RocaReader *self)
{
  const guint8 *bytes = take (self, sizeof (guint64));
  guint64 big = 0;

  if (bytes != NULL)
    memcpy (&big, bytes, sizeof big);
  return GUINT64_FROM_BE (big);
}

/* A number of things: fails above @max, so that a count is safe to allocate for. */
guint32
roca_get_count (RocaReader *self, guint64 max)
{
  guint64 count = roca_get_int (self);

  if (count > max || count > self->left)
    self->failed = TRUE;
  return self->failed ? 0 : (guint32) count;
}

double
roca_get_double (RocaReader *self)
{
  guint64 bits = roca_get_int (self);
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

/* (transfer none): borrowed from the sealed bytes. */
const guint8 *
roca_get_bytes (RocaReader *self, gsize *ret_len)
{
  guint64 len = roca_get_int (self);
  const guint8 *bytes = take (self, len);

  *ret_len = bytes != NULL ? len : 0;
  return bytes;
}

char *
roca_get_string (RocaReader *self)
{
  gsize len;
  const guint8 *bytes = roca_get_bytes (self, &len);

  if (bytes != NULL && !g_utf8_validate ((const char *) bytes, (gssize) len, NULL))
    self->failed = TRUE;
  return self->failed ? g_strdup ("") : g_strndup ((const char *) bytes, len);
}

/* Whether everything was there and nothing is left. */
gboolean
roca_reader_finish (RocaReader *self, GError **error)
{
  if (!self->failed && self->left == 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
               self->failed ? "the file ends early" : "the file has bytes after its end");
  return FALSE;
}
