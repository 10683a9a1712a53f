/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is named in a text: an @ or its full-width form, and behind it a name or an account as it
 * stands, with its blanks and dots. The longest one that fits is meant; behind a name of letters no
 * letter follows, behind one of Han characters anything may. */
#define G_LOG_DOMAIN "review-model"
#include "review-mention.h"

#include <string.h>

#define WIDE_AT 0xff20 /* ＠ */

static gboolean
is_at (gunichar c)
{
  return c == '@' || c == WIDE_AT;
}

/* Letters and digits of alphabets run on as words; Han characters do not. */
static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN;
}

/* How many bytes of @text the name takes; 0: it does not begin with it. */
static gsize
match_name (const char *text, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  glong chars = g_utf8_strlen (name, -1);
  const char *end = text;
  g_autofree char *found = NULL;
  gunichar last = 0;

  if (chars == 0 || g_utf8_strlen (text, -1) < chars)
    return 0;
  end = g_utf8_offset_to_pointer (text, chars);
  found = g_utf8_casefold (text, end - text);
  if (strcmp (found, wanted) != 0)
    return 0;
  last = g_utf8_get_char (g_utf8_prev_char (end));
  return is_word (last) && is_word (g_utf8_get_char (end)) ? 0 : (gsize) (end - text);
}

static gsize
match_person (const char *text, const ReviewColleague *one)
{
  return MAX (match_name (text, one->name), match_name (text, one->account));
}

static gboolean
has (GPtrArray *found, const ReviewColleague *one)
{
  for (guint i = 0; i < found->len; i++)
    if (strcmp (((ReviewColleague *) found->pdata[i])->account, one->account) == 0)
      return TRUE;
  return FALSE;
}

/* All of the longest name: two people may have the same. */
static void
add_longest (GPtrArray *found, const char *text, GPtrArray *people)
{
  gsize longest = 0;

  for (guint i = 0; i < people->len; i++)
    longest = MAX (longest, match_person (text, people->pdata[i]));
  for (guint i = 0; longest > 0 && i < people->len; i++)
    if (match_person (text, people->pdata[i]) == longest && !has (found, people->pdata[i]))
      g_ptr_array_add (found, review_record_ref (people->pdata[i]));
}

/**
 * review_mention_find:
 * @people: (element-type ReviewColleague): who may be named
 *
 * Returns: (transfer full): array of those of @people who are named in @text, in its order, each
 *   once; somebody whose name two have means both
 */
GPtrArray *
review_mention_find (const char *text, GPtrArray *people)
{
  GPtrArray *found = review_records_new ();
  gunichar before = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_at (c) && !is_word (before))
        add_longest (found, g_utf8_next_char (at), people);
      before = c;
    }
  return found;
}
