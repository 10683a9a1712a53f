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

#define LONGEST 40 /* characters behind an @ that may still become a name */

/**
 * review_mention_typed:
 * @text: what stands before the cursor
 *
 * Returns: (nullable): what is typed behind the last @, in @text, while it may become a name; %NULL:
 *   nothing is
 */
const char *
review_mention_typed (const char *text)
{
  const char *found = NULL;
  gunichar before = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_at (c) && !is_word (before))
        found = g_utf8_next_char (at);
      else if (c == '\n')
        found = NULL;
      before = c;
    }
  return found != NULL && g_utf8_strlen (found, -1) <= LONGEST ? found : NULL;
}

static gboolean
begins_with (const char *text, const char *folded)
{
  g_autofree char *plain = g_utf8_casefold (text, -1);

  return g_str_has_prefix (plain, folded);
}

/* A name is found by its beginning and by that of its last part. */
static gboolean
is_meant (const ReviewColleague *one, const char *folded)
{
  const char *last = strrchr (one->name, ' ');

  return begins_with (one->name, folded) || (last != NULL && begins_with (last + 1, folded))
         || begins_with (one->account, folded);
}

/**
 * review_mention_suggest:
 * @typed: of review_mention_typed()
 * @most: how many at most
 *
 * Returns: (transfer full): array of those of @people who may be meant, in their order
 */
GPtrArray *
review_mention_suggest (const char *typed, GPtrArray *people, guint most)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  GPtrArray *found = review_records_new ();

  for (guint i = 0; i < people->len && found->len < most; i++)
    if (is_meant (people->pdata[i], folded))
      g_ptr_array_add (found, review_record_ref (people->pdata[i]));
  return found;
}

/**
 * review_mention_write:
 *
 * Returns: (transfer full): how @one is named behind an @ so that nobody else of @people is meant
 */
char *
review_mention_write (const ReviewColleague *one, GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++)
    {
      const ReviewColleague *other = people->pdata[i];

      if (strcmp (other->account, one->account) != 0 && strcmp (other->name, one->name) == 0)
        return g_strdup (one->account);
    }
  return g_strdup (one->name);
}
