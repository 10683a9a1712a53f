/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict, bounded look at JSON text before json-glib sees it: RFC 8259 grammar, UTF-8,
 * depth, no duplicate members, numbers in range. json-glib 1.6 alone crashes on deep nesting
 * and lets the last duplicate win. */
#define G_LOG_DOMAIN "review-wire"
#include "review-json-check.h"

#include <math.h>
#include <string.h>

#include "review-error.h"

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  guint depth;
  const char *fault; /* (unowned) (nullable): first thing wrong */
} Scan;

static gboolean scan_value (Scan *s);

static gboolean
fail (Scan *s, const char *fault)
{
  if (s->fault == NULL)
    s->fault = fault;
  return FALSE;
}

static void
skip_space (Scan *s)
{
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\n' || *s->p == '\r'))
    s->p++;
}

static gboolean
take (Scan *s, char c)
{
  if (s->p >= s->end || *s->p != c)
    return FALSE;
  s->p++;
  return TRUE;
}

static gboolean
scan_hex4 (Scan *s, guint *ret_value)
{
  guint value = 0;

  if (s->end - s->p < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*s->p++);

      if (digit < 0)
        return FALSE;
      value = value * 16 + (guint) digit;
    }
  *ret_value = value;
  return TRUE;
}

/* \uXXXX, with its low half where the first is a high surrogate; no NUL. */
static gboolean
scan_unicode (Scan *s, GString *out)
{
  guint high, low;

  if (!scan_hex4 (s, &high) || high == 0)
    return fail (s, "a bad \\u escape");
  if (high >= 0xdc00 && high <= 0xdfff)
    return fail (s, "a lone low surrogate");
  if (high >= 0xd800 && high <= 0xdbff)
    {
      if (!take (s, '\\') || !take (s, 'u') || !scan_hex4 (s, &low) || low < 0xdc00 || low > 0xdfff)
        return fail (s, "a lone high surrogate");
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  if (out != NULL)
    g_string_append_unichar (out, high);
  return TRUE;
}

static gboolean
scan_escape (Scan *s, GString *out)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (s->p >= s->end)
    return fail (s, "an unfinished escape");
  if (*s->p == 'u')
    {
      s->p++;
      return scan_unicode (s, out);
    }
  found = *s->p != '\0' ? strchr (names, *s->p) : NULL;
  if (found == NULL)
    return fail (s, "an unknown escape");
  if (out != NULL)
    g_string_append_c (out, values[found - names]);
  s->p++;
  return TRUE;
}

/* @out: (nullable): receives the decoded text, so that "a" and "\u0061" are one key. */
static gboolean
scan_string (Scan *s, GString *out)
{
  if (!take (s, '"'))
    return fail (s, "a string is expected");
  while (s->p < s->end && *s->p != '"')
    {
      if ((guchar) *s->p < 0x20)
        return fail (s, "a control character in a string");
      if (*s->p == '\\')
        {
          s->p++;
          if (!scan_escape (s, out))
            return FALSE;
        }
      else
        {
          if (out != NULL)
            g_string_append_c (out, *s->p);
          s->p++;
        }
    }
  return take (s, '"') || fail (s, "an unfinished string");
}

static gsize
scan_digits (Scan *s)
{
  const char *from = s->p;

  while (s->p < s->end && g_ascii_isdigit (*s->p))
    s->p++;
  return (gsize) (s->p - from);
}

static gboolean
scan_number (Scan *s)
{
  const char *from = s->p;
  gboolean whole = TRUE;
  g_autofree char *text = NULL;

  take (s, '-');
  if (!take (s, '0') && scan_digits (s) == 0)
    return fail (s, "a value is expected");
  if (take (s, '.'))
    {
      whole = FALSE;
      if (scan_digits (s) == 0)
        return fail (s, "a number without digits after its point");
    }
  if (s->p < s->end && (*s->p == 'e' || *s->p == 'E'))
    {
      whole = FALSE;
      s->p++;
      if (!take (s, '+'))
        take (s, '-');
      if (scan_digits (s) == 0)
        return fail (s, "a number without digits in its exponent");
    }
  text = g_strndup (from, (gsize) (s->p - from));
  if (whole ? !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL)
            : !isfinite (g_ascii_strtod (text, NULL)))
    return fail (s, "a number out of range");
  return TRUE;
}

static gboolean
scan_array (Scan *s)
{
  skip_space (s);
  if (take (s, ']'))
    return TRUE;
  do
    {
      if (!scan_value (s))
        return FALSE;
      skip_space (s);
    }
  while (take (s, ','));
  return take (s, ']') || fail (s, "an array that does not end");
}

static gboolean
scan_member (Scan *s, GHashTable *keys)
{
  GString *key = g_string_new (NULL);
  gboolean ok;

  skip_space (s);
  ok = scan_string (s, key);
  if (!g_hash_table_add (keys, g_string_free (key, FALSE)) && ok)
    return fail (s, "a duplicate member");
  if (!ok)
    return FALSE;
  skip_space (s);
  return (take (s, ':') || fail (s, "a colon is expected")) && scan_value (s);
}

static gboolean
scan_object (Scan *s)
{
  g_autoptr (GHashTable) keys = NULL;

  skip_space (s);
  if (take (s, '}'))
    return TRUE;
  keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  do
    {
      if (!scan_member (s, keys))
        return FALSE;
      skip_space (s);
    }
  while (take (s, ','));
  return take (s, '}') || fail (s, "an object that does not end");
}

static gboolean
scan_word (Scan *s)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if ((gsize) (s->end - s->p) >= n && memcmp (s->p, words[i], n) == 0)
        {
          s->p += n;
          return TRUE;
        }
    }
  return scan_number (s);
}

static gboolean
scan_value (Scan *s)
{
  gboolean ok;

  skip_space (s);
  if (s->p >= s->end)
    return fail (s, "a value is expected");
  if (*s->p == '"')
    return scan_string (s, NULL);
  if (*s->p != '{' && *s->p != '[')
    return scan_word (s);
  if (++s->depth > REVIEW_JSON_MAX_DEPTH)
    return fail (s, "nested too deep");
  ok = *s->p++ == '{' ? scan_object (s) : scan_array (s);
  s->depth--;
  return ok;
}

/**
 * review_json_check:
 * @bytes: text that claims to be JSON, @len bytes, need not end with NUL
 * @max_len: most bytes that are accepted
 *
 * Returns: whether it is one JSON value by RFC 8259, UTF-8 without a byte-order mark, nested
 *   at most %REVIEW_JSON_MAX_DEPTH deep, without duplicate members or U+0000, integers within
 *   64 bits and other numbers finite. Otherwise a TOO_LARGE or SYNTAX error with the offset
 */
gboolean
review_json_check (const char *bytes, gsize len, gsize max_len, GError **error)
{
  Scan s = { bytes, bytes, bytes + len, 0, NULL };

  if (len > max_len)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes, at most %" G_GSIZE_FORMAT " are accepted", len,
                   max_len);
      return FALSE;
    }
  if (!g_utf8_validate_len (bytes, len, &s.p))
    fail (&s, "bytes that are not UTF-8");
  else
    {
      s.p = bytes;
      if (scan_value (&s))
        {
          skip_space (&s);
          if (s.p != s.end)
            fail (&s, "something after the value");
        }
    }
  if (s.fault == NULL)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX,
               "not valid JSON at byte %" G_GSIZE_FORMAT ": %s", (gsize) (s.p - s.start), s.fault);
  return FALSE;
}
