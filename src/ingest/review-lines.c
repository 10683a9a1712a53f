/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes cut into physical lines with their numbers. Memory is bounded by the longest line that is
 * accepted; a longer one is passed over up to its end without being kept. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-lines.h"

#include <string.h>

#include "review-error.h"

#define PIECE (64 * 1024)

struct _ReviewLines
{
  ReviewInput *input; /* (unowned) */
  ReviewLineEnds ends;
  GByteArray *line; /* (owned): the line handed out last */
  gint64 number;
  gsize start, len;  /* of what is in @bytes and not yet used */
  gboolean too_long; /* the line at hand passed the limit */
  gboolean cr_last;  /* the piece ended with a CR: an LF may follow in the next */
  char bytes[PIECE];
};

void
review_lines_free (ReviewLines *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->line);
  g_free (self);
}

static gboolean
fill (ReviewLines *self, GError **error)
{
  self->start = 0;
  return review_input_read (self->input, self->bytes, PIECE, &self->len, error);
}

/* UTF-8 with a byte-order mark is accepted, UTF-16 and UTF-32 are named. */
static gboolean
check_start (ReviewLines *self, GError **error)
{
  const guint8 *b = (const guint8 *) self->bytes;

  if (self->len >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
    {
      self->start += 3;
      self->len -= 3;
    }
  else if (self->len >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX, "%s: UTF-16, where UTF-8 is expected",
                   review_input_get_name (self->input));
      return FALSE;
    }
  return TRUE;
}

/**
 * review_lines_new:
 * @input: must outlive the result
 *
 * Returns: (transfer full): the lines of @input; %NULL with SYNTAX when it is UTF-16 or its
 *   first bytes cannot be read
 */
ReviewLines *
review_lines_new (ReviewInput *input, ReviewLineEnds ends, GError **error)
{
  g_autoptr (ReviewLines) self = g_new0 (ReviewLines, 1);

  self->input = input;
  self->ends = ends;
  self->line = g_byte_array_new ();
  if (!fill (self, error) || !check_start (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* How many of the bytes at hand belong to the line; @ret_found: with them it ends. */
static gsize
find_end (ReviewLines *self, gboolean *ret_found)
{
  const char *from = self->bytes + self->start;
  const char *lf = memchr (from, '\n', self->len);
  gsize n = lf != NULL ? (gsize) (lf - from) + 1 : self->len;
  const char *cr = self->ends == REVIEW_LINES_LF_OR_CR ? memchr (from, '\r', n) : NULL;

  *ret_found = lf != NULL || self->cr_last;
  if (self->cr_last)
    {
      self->cr_last = FALSE;
      return *from == '\n' ? 1 : 0;
    }
  if (cr == NULL)
    return n;
  n = (gsize) (cr - from) + 1;
  self->cr_last = n == self->len;
  if (n < self->len && from[n] == '\n')
    n++;
  *ret_found = !self->cr_last;
  return n;
}

static void
keep (ReviewLines *self, const char *bytes, gsize len)
{
  if (self->too_long || self->line->len + len > REVIEW_LINE_MAX)
    {
      self->too_long = TRUE;
      g_byte_array_set_size (self->line, 0);
      return;
    }
  g_byte_array_append (self->line, (const guint8 *) bytes, (guint) len);
}

static const char *
find_fault (const ReviewLines *self)
{
  const char *text = (const char *) self->line->data;

  if (self->too_long)
    return "the line is longer than 4 MiB";
  if (self->line->len == 0)
    return NULL;
  if (memchr (text, '\0', self->line->len) != NULL)
    return "the line holds a NUL byte";
  if (!g_utf8_validate_len (text, self->line->len, NULL))
    return "the line is not UTF-8";
  return NULL;
}

static void
hand_out (ReviewLines *self, ReviewLine *ret_line)
{
  const char *fault = find_fault (self);

  if (self->too_long)
    g_byte_array_set_size (self->line, 0);
  self->number++;
  *ret_line = (ReviewLine){
    .bytes = fault == NULL && self->line->len > 0 ? (const char *) self->line->data : "",
    .len = fault == NULL ? self->line->len : 0,
    .number = self->number,
    .fault = fault,
  };
}

/**
 * review_lines_next:
 * @ret_line: (out): the next line, or a fault with its number
 * @ret_end: (out): set to %TRUE, without a line, at the end of the file
 *
 * Returns: %FALSE when the file cannot be read on (damaged gzip, disk)
 */
gboolean
review_lines_next (ReviewLines *self, ReviewLine *ret_line, gboolean *ret_end, GError **error)
{
  gboolean found = FALSE;

  *ret_end = FALSE;
  self->too_long = FALSE;
  g_byte_array_set_size (self->line, 0);
  while (!found)
    {
      gsize n;

      if (self->len == 0 && !fill (self, error))
        return FALSE;
      if (self->len == 0)
        break;
      n = find_end (self, &found);
      keep (self, self->bytes + self->start, n);
      self->start += n;
      self->len -= n;
    }
  if (self->line->len == 0 && !self->too_long && !found)
    {
      *ret_end = TRUE;
      return TRUE;
    }
  hand_out (self, ret_line);
  return TRUE;
}
