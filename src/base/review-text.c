/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text helpers that both programs share. */
#define G_LOG_DOMAIN "review-base"
#include "review-text.h"

#include <string.h>

static gboolean
is_cjk_stop (gunichar c)
{
  return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff0e; /* 。！？． */
}

static gboolean
is_latin_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* A Latin stop ends a sentence only before white space or the end: "0.5", "v1.2" and
 * "wd.2026" are no ends; closing quotes and brackets may stand between. */
static gboolean
ends_here (const char *after)
{
  gunichar c = g_utf8_get_char (after);

  while (c != 0
         && (c == ')' || c == '"' || c == '\'' || c == 0x201d || c == 0x2019 || c == ']'
             || is_latin_stop (c)))
    {
      after = g_utf8_next_char (after);
      c = g_utf8_get_char (after);
    }
  return c == 0 || g_unichar_isspace (c);
}

/**
 * review_text_count_sentences:
 * @text: valid UTF-8, English, Chinese or both mixed
 *
 * Counts sentences: a run of text that holds a letter or digit, ended by a full
 * stop, an exclamation or question mark (ASCII before white space, full-width
 * anywhere), a line break, or the end of the text.
 *
 * Returns: the number of sentences, 0 for blank text
 */
guint
review_text_count_sentences (const char *text)
{
  guint n = 0;
  gboolean open = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean stop =
          is_cjk_stop (c) || c == '\n' || (is_latin_stop (c) && ends_here (g_utf8_next_char (p)));

      if (stop && open)
        n++;
      if (stop)
        open = FALSE;
      else if (g_unichar_isalnum (c))
        open = TRUE;
    }
  return open ? n + 1 : n;
}

/**
 * review_text_language:
 * @text: (nullable): valid UTF-8
 *
 * Returns: (transfer none): "zh-CN" when a Han character is in it, else "en"
 */
const char *
review_text_language (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return "zh-CN";
  return "en";
}

/**
 * review_text_mask:
 * @id: an id of a person or account, valid UTF-8
 *
 * Returns: (transfer full): the first character and the last four, with dots between
 */
char *
review_text_mask (const char *id)
{
  glong n = g_utf8_strlen (id, -1);
  g_autofree char *head = NULL;

  if (n <= 4)
    return g_strdup ("•••");
  head = g_utf8_substring (id, 0, n > 5 ? 1 : 0);
  return g_strconcat (head, "•••", g_utf8_offset_to_pointer (id, n - 4), NULL);
}

static gboolean
is_hidden (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || c == 0x00ad || c == 0x061c
         || (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f);
}

/**
 * review_text_visible:
 * @text: (nullable): customer-supplied text, perhaps not UTF-8
 *
 * Bidirectional controls, zero-width and control characters become visible as
 * `⟨U+202E⟩`, so that nothing can hide in an address or a name.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
review_text_visible (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hidden (c))
        g_string_append_printf (out, "⟨U+%04X⟩", c);
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * review_text_is_amount:
 * @text: text that claims to be a decimal amount
 *
 * Returns: whether it is `-?digits(.digits)?` of at most 100 characters
 *   (a 256-bit integer has 78 digits)
 */
gboolean
review_text_is_amount (const char *text)
{
  const char *p = text;
  gsize whole = 0, part = 0;

  if (strlen (text) > 100)
    return FALSE;
  if (*p == '-')
    p++;
  for (; g_ascii_isdigit (*p); p++)
    whole++;
  if (*p == '.')
    {
      for (p++; g_ascii_isdigit (*p); p++)
        part++;
      if (part == 0)
        return FALSE;
    }
  return whole > 0 && *p == '\0';
}

static gboolean
any_has (GStrv folded, const char *word)
{
  for (char **text = folded; *text != NULL; text++)
    if (strstr (*text, word) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * review_text_is_blank:
 * @text: (nullable)
 *
 * Returns: whether nothing but space is written, of any script's kind
 */
gboolean
review_text_is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/**
 * review_text_has_words:
 * @texts: (array zero-terminated=1): the texts of one thing, in any language
 * @query: what a person typed to find it
 *
 * The match of short lists: parts of words count, case does not, and Chinese needs no spaces.
 *
 * Returns: whether each word of @query is part of at least one of @texts; an empty query always is
 */
gboolean
review_text_has_words (const char *const *texts, const char *query)
{
  g_autofree char *folded_query = g_utf8_casefold (query, -1);
  g_auto (GStrv) words = g_strsplit_set (folded_query, " \t\n", -1);
  g_auto (GStrv) folded = g_new0 (char *, g_strv_length ((GStrv) texts) + 1);

  for (gsize i = 0; texts[i] != NULL; i++)
    folded[i] = g_utf8_casefold (texts[i], -1);
  for (char **word = words; *word != NULL; word++)
    if (!any_has (folded, *word))
      return FALSE;
  return TRUE;
}

/**
 * review_text_fold_address:
 * @text: of a wallet
 *
 * Returns: (transfer full): as it is compared: in lower case where case means nothing (0x…, bech32),
 *   as it is elsewhere
 */
char *
review_text_fold_address (const char *text)
{
  static const char *const lower[] = { "0x", "bc1", "ltc1", "tb1", "bitcoincash:" };
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  for (gsize i = 0; i < G_N_ELEMENTS (lower); i++)
    if (g_ascii_strncasecmp (stripped, lower[i], strlen (lower[i])) == 0)
      return g_ascii_strdown (stripped, -1);
  return g_steal_pointer (&stripped);
}
