/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a full-text index is given, and what it is asked: one function for both sides, so that they
 * cannot differ. Han has no spaces between words, and people search for parts of ids: so a run of
 * characters is indexed at every position, as the next two (Han) or three (all other letters and
 * digits) characters. A part of a run is then a phrase of such grams; a part shorter than a gram is
 * the beginning of one. Any engine that knows words, phrases and prefixes can hold it. */
#define G_LOG_DOMAIN "review-base"
#include "review-index-text.h"

#include <string.h>

#define HAN_GRAM   2
#define OTHER_GRAM 3

typedef struct
{
  gunichar *chars; /* (owned): folded */
  glong n;
} Folded;

/* Width, case and accents make no difference. */
static Folded
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  Folded all = { g_utf8_to_ucs4_fast (folded, -1, NULL), 0 };

  for (glong i = 0; all.chars[i] != 0; i++)
    if (!g_unichar_ismark (all.chars[i]))
      all.chars[all.n++] = all.chars[i];
  all.chars[all.n] = 0;
  return all;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN && g_unichar_isalnum (c);
}

static gboolean
is_other (gunichar c)
{
  return g_unichar_isalnum (c) && !is_han (c);
}

/* What stands inside an id: "W-10322" and "W10322" are the same. */
static gboolean
is_joiner (gunichar c)
{
  return c != 0 && c < 128 && strchr ("-_.@:/#+'", (int) c) != NULL;
}

/* Takes the next run from @from on; returns where to go on, -1 at the end. */
static glong
next_run (const Folded *text, glong from, GArray *run, gboolean *han)
{
  glong i = from;

  g_array_set_size (run, 0);
  while (i < text->n && !g_unichar_isalnum (text->chars[i]))
    i++;
  if (i == text->n)
    return -1;
  *han = is_han (text->chars[i]);
  for (; i < text->n; i++)
    {
      gunichar c = text->chars[i];

      if (*han ? is_han (c) : is_other (c))
        g_array_append_val (run, c);
      else if (*han || !is_joiner (c) || i + 1 == text->n || !is_other (text->chars[i + 1]))
        break;
    }
  return i;
}

static void
add_gram (GString *out, const GArray *run, guint from, guint length)
{
  if (out->len > 0)
    g_string_append_c (out, ' ');
  for (guint i = from; i < MIN (run->len, from + length); i++)
    g_string_append_unichar (out, g_array_index (run, gunichar, i));
}

/**
 * review_index_text:
 * @text: (nullable): any text, in any language
 *
 * Returns: (transfer full): its grams with a space between, for a full-text index
 */
char *
review_index_text (const char *text)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (gunichar));
  Folded folded = fold (text);
  GString *out = g_string_new (NULL);
  gboolean han = FALSE;
  glong at = 0;

  while ((at = next_run (&folded, at, run, &han)) >= 0)
    for (guint i = 0; i < run->len; i++)
      add_gram (out, run, i, han ? HAN_GRAM : OTHER_GRAM);
  g_free (folded.chars);
  return g_string_free (out, FALSE);
}

/**
 * review_index_query:
 * @text: (nullable): what a person searches for
 *
 * Returns: (transfer full): what has to be in the index, all of it, anywhere: each a phrase of
 *   grams, or, where it ends with `*`, the beginning of one gram. Empty when @text holds no letter
 *   or digit
 */
char **
review_index_query (const char *text)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  Folded folded = fold (text);
  gboolean han = FALSE;
  glong at = 0;

  while ((at = next_run (&folded, at, run, &han)) >= 0)
    {
      g_autoptr (GString) phrase = g_string_new (NULL);
      guint gram = han ? HAN_GRAM : OTHER_GRAM;

      for (guint i = 0; i + gram <= run->len; i++)
        add_gram (phrase, run, i, gram);
      if (run->len < gram)
        {
          add_gram (phrase, run, 0, gram);
          g_string_append_c (phrase, '*');
        }
      g_strv_builder_add (all, phrase->str);
    }
  g_free (folded.chars);
  return g_strv_builder_end (all);
}

/**
 * review_index_whole:
 * @value: (nullable): an identifier
 *
 * The word under which a long identifier (an address on a chain, a hash) is found by who has all of
 * it: no part of it finds anything.
 *
 * Returns: (transfer full) (nullable): the word; %NULL when @value is no single run of at least
 *   %REVIEW_INDEX_WHOLE_MIN letters and digits, both of them
 */
char *
review_index_whole (const char *value)
{
  gsize digits = 0, letters = 0;
  const char *p = value != NULL ? value : "";

  for (; g_ascii_isalnum (*p); p++)
    {
      digits += g_ascii_isdigit (*p) ? 1 : 0;
      letters += g_ascii_isalpha (*p) ? 1 : 0;
    }
  if (*p != '\0' || digits == 0 || letters == 0 || digits + letters < REVIEW_INDEX_WHOLE_MIN)
    return NULL;
  return g_ascii_strdown (value, -1);
}
