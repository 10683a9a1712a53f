/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed between two texts, word by word: a run of letters and digits is a word; Chinese is
 * written without spaces, so each Han character is one; so is every other character. */
#define G_LOG_DOMAIN "review-base"
#include "review-diff.h"

#include <string.h>

#define MOST_CELLS 4000000 /* of the table; longer texts are replaced as a whole */

typedef struct
{
  const char *start; /* borrowed */
  gsize length;      /* bytes */
} Word;

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) && !is_han (c);
}

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  for (const char *p = text; *p != '\0';)
    {
      const char *end = g_utf8_next_char (p);
      Word word;

      while (is_of_word (g_utf8_get_char (p)) && *end != '\0' && is_of_word (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      word = (Word){ p, (gsize) (end - p) };
      g_array_append_val (words, word);
      p = end;
    }
  return words;
}

static gboolean
is_same (const Word *a, const Word *b)
{
  return a->length == b->length && memcmp (a->start, b->start, a->length) == 0;
}

typedef struct
{
  GArray *before, *after; /* Word */
  GArray *kinds;          /* ReviewDiffKind of each step from the start to the end of both */
} Diff;

static const Word *
word_at (GArray *words, guint i)
{
  return &g_array_index (words, Word, i);
}

static void
take (Diff *self, ReviewDiffKind kind, guint n)
{
  for (guint i = 0; i < n; i++)
    g_array_append_val (self->kinds, kind);
}

/* The longest common sequence of what lies between @start and the ends, by the usual table: cell
 * (i, j) holds how much of it is still to come. */
static void
walk_table (Diff *self, guint start, guint n, guint m)
{
  g_autofree guint16 *left = g_new0 (guint16, (gsize) (n + 1) * (m + 1));
  guint i = 0, j = 0;

#define CELL(i, j) left[(gsize) (i) * (m + 1) + (j)]
#define EQUAL(i, j) \
  is_same (word_at (self->before, start + (i)), word_at (self->after, start + (j)))
  for (guint y = n; y-- > 0;)
    for (guint x = m; x-- > 0;)
      CELL (y, x) = EQUAL (y, x) ? (guint16) (CELL (y + 1, x + 1) + 1)
                                 : MAX (CELL (y + 1, x), CELL (y, x + 1));
  while (i < n && j < m)
    {
      gboolean equal = EQUAL (i, j);
      gboolean remove = !equal && CELL (i + 1, j) >= CELL (i, j + 1);

      take (self, equal ? REVIEW_DIFF_SAME : remove ? REVIEW_DIFF_REMOVED : REVIEW_DIFF_ADDED, 1);
      i += equal || remove ? 1 : 0;
      j += equal || !remove ? 1 : 0;
    }
#undef EQUAL
#undef CELL
  take (self, REVIEW_DIFF_REMOVED, n - i);
  take (self, REVIEW_DIFF_ADDED, m - j);
}

static void
compare (Diff *self)
{
  guint n = self->before->len, m = self->after->len, head = 0, tail = 0;

  while (head < MIN (n, m) && is_same (word_at (self->before, head), word_at (self->after, head)))
    head++;
  while (tail < MIN (n, m) - head
         && is_same (word_at (self->before, n - 1 - tail), word_at (self->after, m - 1 - tail)))
    tail++;
  take (self, REVIEW_DIFF_SAME, head);
  n -= head + tail;
  m -= head + tail;
  if ((guint64) n * m <= MOST_CELLS && n < G_MAXUINT16 && m < G_MAXUINT16)
    walk_table (self, head, n, m);
  else
    {
      take (self, REVIEW_DIFF_REMOVED, n);
      take (self, REVIEW_DIFF_ADDED, m);
    }
  take (self, REVIEW_DIFF_SAME, tail);
}

static void
add_part (GPtrArray *parts, ReviewDiffKind kind, GString *text)
{
  ReviewDiffPart *part;

  if (text->len == 0)
    return;
  part = g_new (ReviewDiffPart, 1);
  part->kind = kind;
  part->text = g_strndup (text->str, text->len);
  g_ptr_array_add (parts, part);
  g_string_truncate (text, 0);
}

static void
part_free (gpointer data)
{
  g_free (((ReviewDiffPart *) data)->text);
  g_free (data);
}

/* Whether the same words from step @i on are only spaces and stops between two changes: then they
 * are read as part of the change. */
static gboolean
only_joins (const Diff *self, guint i, guint before)
{
  gboolean any = FALSE;

  for (; i < self->kinds->len && g_array_index (self->kinds, ReviewDiffKind, i) == REVIEW_DIFF_SAME;
       i++, before++)
    {
      if (g_unichar_isalnum (g_utf8_get_char (word_at (self->before, before)->start)))
        return FALSE;
      any = TRUE;
    }
  return any && i < self->kinds->len;
}

static void
append_word (GString *text, const Word *word)
{
  g_string_append_len (text, word->start, (gssize) word->length);
}

static GPtrArray *
collect (const Diff *self)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (GString) same = g_string_new (NULL);
  g_autoptr (GString) removed = g_string_new (NULL);
  g_autoptr (GString) added = g_string_new (NULL);
  guint i = 0, j = 0;
  gboolean joined = FALSE;

  for (guint step = 0; step < self->kinds->len; step++)
    {
      ReviewDiffKind kind = g_array_index (self->kinds, ReviewDiffKind, step);
      gboolean changing = removed->len + added->len > 0;

      if (kind == REVIEW_DIFF_SAME && changing && !joined)
        joined = only_joins (self, step, i);
      if (kind != REVIEW_DIFF_SAME)
        {
          add_part (parts, REVIEW_DIFF_SAME, same);
          joined = FALSE;
        }
      else if (!joined)
        {
          add_part (parts, REVIEW_DIFF_REMOVED, removed);
          add_part (parts, REVIEW_DIFF_ADDED, added);
          append_word (same, word_at (self->before, i));
        }
      if (kind == REVIEW_DIFF_REMOVED || joined)
        append_word (removed, word_at (self->before, i));
      if (kind == REVIEW_DIFF_ADDED || joined)
        append_word (added, word_at (self->after, j));
      i += kind != REVIEW_DIFF_ADDED ? 1 : 0;
      j += kind != REVIEW_DIFF_REMOVED ? 1 : 0;
    }
  add_part (parts, REVIEW_DIFF_SAME, same);
  add_part (parts, REVIEW_DIFF_REMOVED, removed);
  add_part (parts, REVIEW_DIFF_ADDED, added);
  return parts;
}

/**
 * review_diff_words:
 * @before: UTF-8
 * @after: UTF-8
 *
 * Returns: (transfer full) (element-type ReviewDiffPart): both texts as one, in reading order; of a
 *   change what was removed stands before what was added
 */
GPtrArray *
review_diff_words (const char *before, const char *after)
{
  g_autoptr (GArray) old_words = split (before);
  g_autoptr (GArray) new_words = split (after);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (ReviewDiffKind));
  Diff diff = { old_words, new_words, kinds };

  compare (&diff);
  return collect (&diff);
}
