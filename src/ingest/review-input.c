/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as bytes. A gzip file may hold several members one after the other (`cat a.gz b.gz`);
 * GConverterInputStream stops after the first and loses the rest silently, so the converter is
 * driven here. A member that is cut off or damaged is an error, never a shorter file. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-input.h"

#include <string.h>

#include "review-error.h"

#define PIECE (64 * 1024) /* bytes read from the disk at a time */

struct _ReviewInput
{
  GInputStream *stream;     /* (owned) */
  GConverter *decompressor; /* (owned) (nullable): NULL for a plain file */
  char *name;               /* (owned) */
  guint64 size;             /* on the disk */
  guint64 position;         /* bytes taken from the disk */
  gboolean at_end;          /* the disk has no more */
  gboolean in_member;       /* between a gzip member's first and last byte */
  gsize start, len;         /* of what is in @bytes and not yet used */
  guint8 bytes[PIECE];
};

void
review_input_free (ReviewInput *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->decompressor);
  g_free (self->name);
  g_free (self);
}

static gboolean
fill (ReviewInput *self, GError **error)
{
  gssize got;

  if (self->start > 0)
    memmove (self->bytes, self->bytes + self->start, self->len);
  self->start = 0;
  got = g_input_stream_read (self->stream, self->bytes + self->len, PIECE - self->len, NULL, error);
  if (got < 0)
    return FALSE;
  self->at_end = got == 0;
  self->len += (gsize) got;
  self->position += (guint64) got;
  return TRUE;
}

/**
 * review_input_open:
 * @path: a regular file, plain or gzip
 *
 * Returns: (transfer full): the opened file; %NULL with FAILED when it cannot be opened
 */
ReviewInput *
review_input_open (const char *path, GError **error)
{
  g_autoptr (ReviewInput) self = g_new0 (ReviewInput, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) cause = NULL;

  self->name = g_path_get_basename (path);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, &cause);
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: is a folder", path);
      return NULL;
    }
  if (info != NULL)
    self->stream = G_INPUT_STREAM (g_file_read (file, NULL, &cause));
  if (self->stream == NULL || !fill (self, &cause))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: %s", path, cause->message);
      return NULL;
    }
  self->size = (guint64) g_file_info_get_size (info);
  if (self->len >= 2 && self->bytes[0] == 0x1f && self->bytes[1] == 0x8b)
    self->decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  return g_steal_pointer (&self);
}

static gboolean
fail (ReviewInput *self, const char *text, GError **error)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX, "%s: %s", self->name, text);
  return FALSE;
}

/* Takes what the decompressor gives for the bytes at hand. @ret_more: needs more from the disk. */
static gboolean
convert (
    ReviewInput *self, void *buffer, gsize size, gsize *ret_len, gboolean *ret_more, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize used = 0, made = 0;
  GConverterResult result;

  *ret_more = FALSE;
  self->in_member = TRUE;
  result =
      g_converter_convert (self->decompressor, self->bytes + self->start, self->len, buffer, size,
                           self->at_end ? G_CONVERTER_INPUT_AT_END : 0, &used, &made, &cause);
  self->start += used;
  self->len -= used;
  *ret_len = made;
  if (result == G_CONVERTER_FINISHED)
    {
      self->in_member = FALSE;
      g_converter_reset (self->decompressor);
      return TRUE;
    }
  if (result != G_CONVERTER_ERROR)
    return TRUE;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) && !self->at_end)
    {
      *ret_more = TRUE;
      return TRUE;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return fail (self, "the gzip file is cut off", error);
  return fail (self, "the gzip file is damaged", error);
}

/* Between two members only another member may follow, or zero bytes of padding. */
static gboolean
skip_padding (ReviewInput *self, GError **error)
{
  while (self->len > 0 && self->bytes[self->start] == 0)
    {
      self->start++;
      self->len--;
    }
  if (self->len > 0 && self->bytes[self->start] != 0x1f)
    return fail (self, "something that is not gzip follows the gzip data", error);
  return TRUE;
}

static gboolean
read_gzip (ReviewInput *self, void *buffer, gsize size, gsize *ret_len, GError **error)
{
  gboolean more = FALSE;

  for (;;)
    {
      if ((more || self->len == 0) && !self->at_end && !fill (self, error))
        return FALSE;
      if (!self->in_member && !skip_padding (self, error))
        return FALSE;
      if (!self->in_member && self->len == 0 && self->at_end)
        {
          *ret_len = 0;
          return TRUE;
        }
      if (!self->in_member && self->len == 0)
        continue;
      if (!convert (self, buffer, size, ret_len, &more, error))
        return FALSE;
      if (*ret_len > 0)
        return TRUE;
    }
}

/**
 * review_input_read:
 * @buffer: (out caller-allocates): receives up to @size bytes
 * @ret_len: (out): how many; 0 is the end of the file
 *
 * Returns: %FALSE with SYNTAX for a damaged or cut-off gzip file, or a disk error
 */
gboolean
review_input_read (ReviewInput *self, void *buffer, gsize size, gsize *ret_len, GError **error)
{
  if (self->decompressor != NULL)
    return read_gzip (self, buffer, size, ret_len, error);
  if (self->len == 0 && !self->at_end && !fill (self, error))
    return FALSE;
  *ret_len = MIN (size, self->len);
  memcpy (buffer, self->bytes + self->start, *ret_len);
  self->start += *ret_len;
  self->len -= *ret_len;
  return TRUE;
}

/**
 * review_input_get_name:
 *
 * Returns: (transfer none): the file's name without its folder, for reports
 */
const char *
review_input_get_name (const ReviewInput *self)
{
  return self->name;
}

/**
 * review_input_get_position:
 *
 * Returns: bytes taken from the disk so far, of review_input_get_size()
 */
guint64
review_input_get_position (const ReviewInput *self)
{
  return self->position;
}

/**
 * review_input_get_size:
 *
 * Returns: bytes of the file on the disk
 */
guint64
review_input_get_size (const ReviewInput *self)
{
  return self->size;
}
