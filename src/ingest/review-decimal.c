/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts as decimal text: moving the point is exact, a double is not (wei have 18 decimals). */
#define G_LOG_DOMAIN "review-ingest"
#include "review-decimal.h"

#include <string.h>

#include "review-text.h"

/* @text: `-?digits(.digits)?([eE][+-]?digits)?`; gives its digits and where the point stands. */
static gboolean
take_apart (const char *text, GString *digits, gint64 *ret_point)
{
  const char *p = text;
  gint64 exponent = 0;

  while (g_ascii_isdigit (*p))
    g_string_append_c (digits, *p++);
  if (digits->len == 0)
    return FALSE;
  *ret_point = (gint64) digits->len;
  if (*p == '.')
    {
      const char *from = ++p;

      while (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p++);
      if (p == from)
        return FALSE;
    }
  if (*p == 'e' || *p == 'E')
    {
      char *end = NULL;

      exponent = g_ascii_strtoll (p + 1, &end, 10);
      if (end == p + 1 || !g_ascii_isdigit (end[-1]) || g_ascii_isspace (p[1]) || exponent > 200
          || exponent < -200)
        return FALSE;
      p = end;
    }
  *ret_point += exponent;
  return *p == '\0' && digits->len <= 100;
}

static char *
put_together (gboolean negative, GString *digits, gint64 point)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize lead = 0, tail;

  while (point <= 0)
    {
      g_string_prepend_c (digits, '0');
      point++;
    }
  while ((gint64) digits->len < point)
    g_string_append_c (digits, '0');
  while ((gint64) lead + 1 < point && digits->str[lead] == '0')
    lead++;
  tail = digits->len;
  while ((gint64) tail > point && digits->str[tail - 1] == '0')
    tail--;
  g_string_append_len (out, digits->str + lead, (gssize) ((gsize) point - lead));
  if ((gint64) tail > point)
    {
      g_string_append_c (out, '.');
      g_string_append_len (out, digits->str + point, (gssize) (tail - (gsize) point));
    }
  if (negative && strcmp (out->str, "0") != 0)
    g_string_prepend_c (out, '-');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * review_decimal_scale:
 * @text: a decimal number, with an exponent perhaps
 * @decimals: places by which the point moves to the left (wei to ether: 18); negative: right
 *
 * Exact; the shortest plain form is returned: no exponent, no leading or trailing zeros, no "-0".
 *
 * Returns: (transfer full) (nullable): %NULL when @text is no such number, when @decimals is
 *   beyond ±%REVIEW_DECIMAL_MAX_SHIFT, or when the result has more than 100 characters
 */
char *
review_decimal_scale (const char *text, gint64 decimals)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *result = NULL;
  gboolean negative = *text == '-';
  gint64 point = 0;

  if (ABS (decimals) > REVIEW_DECIMAL_MAX_SHIFT
      || !take_apart (text + (negative ? 1 : 0), digits, &point))
    return NULL;
  result = put_together (negative, digits, point - decimals);
  return review_text_is_amount (result) ? g_steal_pointer (&result) : NULL;
}
