/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an annotation says, as far as a rule can tell: which evidence it cites, and whether it is
 * another annotation over again. Pure over values. */
#define G_LOG_DOMAIN "review-model"
#include "review-annotation.h"

#include <string.h>

#include "review-case.h"

static gboolean
is_latin_or_digit (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The end of an evidence id that begins at @p; NULL: none does. */
static const char *
end_of_id (const char *text, const char *p)
{
  const char *end = p + 1;

  if (*p != 'E' || (p > text && (is_latin_or_digit (p[-1]) || p[-1] == '-')))
    return NULL;
  while (g_ascii_isdigit (*end))
    end++;
  if (end == p + 1 || end - p > 5 || is_latin_or_digit (*end))
    return NULL;
  return end;
}

static ReviewEvidence *
find_row (GPtrArray *evidence, const char *label, gsize len)
{
  for (guint i = 0; i < evidence->len; i++)
    {
      ReviewEvidence *row = evidence->pdata[i];

      if (row->label != NULL && strlen (row->label) == len && strncmp (row->label, label, len) == 0)
        return row;
    }
  return NULL;
}

/**
 * review_annotation_cites:
 * @text: (nullable): valid UTF-8
 * @evidence: (element-type ReviewEvidence): of the case
 *
 * Returns: whether @text names rows of @evidence by their ids ("E12"); a row that is not there
 *   weighs more than one that is
 */
ReviewCites
review_annotation_cites (const char *text, GPtrArray *evidence)
{
  ReviewCites cites = REVIEW_CITES_NOTHING;

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      const char *end = end_of_id (text, p);

      if (end == NULL)
        continue;
      if (find_row (evidence, p, (gsize) (end - p)) == NULL)
        return REVIEW_CITES_UNKNOWN;
      cites = REVIEW_CITES_EVIDENCE;
    }
  return cites;
}

/**
 * review_annotation_list_rows:
 * @text: (nullable): valid UTF-8
 * @evidence: (element-type ReviewEvidence): of the case
 *
 * Returns: (transfer container) (element-type ReviewEvidence): the rows of @evidence that @text
 *   names, each once, in the order in which it does
 */
GPtrArray *
review_annotation_list_rows (const char *text, GPtrArray *evidence)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      const char *end = end_of_id (text, p);
      ReviewEvidence *row = end != NULL ? find_row (evidence, p, (gsize) (end - p)) : NULL;

      if (row != NULL && !g_ptr_array_find (rows, row, NULL))
        g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * review_annotation_fold:
 * @text: valid UTF-8
 *
 * What is left of an annotation when everything goes that a copy may change: case, spaces,
 * punctuation, digits and with them evidence ids.
 *
 * Returns: (transfer full): "" for a text without words
 */
char *
review_annotation_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *plain = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new ("");

  gboolean after_latin = FALSE;

  for (const char *p = plain; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean id = *p == 'e' && g_ascii_isdigit (p[1]) && !after_latin;

      if (!id && g_unichar_isalpha (g_utf8_get_char (p)))
        g_string_append_unichar (out, g_utf8_get_char (p));
      after_latin = g_ascii_isalnum (*p);
    }
  return g_string_free (out, FALSE);
}

static GHashTable *
count_pairs (const char *text, guint *ret_n)
{
  GHashTable *pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gunichar before = 0;

  *ret_n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (before != 0)
        {
          gint64 pair = ((gint64) before << 32) | c;
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (pairs, &pair));

          g_hash_table_insert (pairs, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (n + 1));
          (*ret_n)++;
        }
      before = c;
    }
  return pairs;
}

/**
 * review_annotation_likeness:
 * @one: folded by review_annotation_fold()
 * @other: likewise
 *
 * Returns: the share of neighbouring characters that two texts have in common, 0 to 1 (Dice); 1
 *   for the same text
 */
double
review_annotation_likeness (const char *one, const char *other)
{
  guint n_one = 0, n_other = 0, common = 0;
  g_autoptr (GHashTable) pairs_one = count_pairs (one, &n_one);
  g_autoptr (GHashTable) pairs_other = count_pairs (other, &n_other);
  GHashTableIter iter;
  gpointer pair, n;

  if (strcmp (one, other) == 0)
    return 1;
  if (n_one + n_other == 0)
    return 0;
  g_hash_table_iter_init (&iter, pairs_one);
  while (g_hash_table_iter_next (&iter, &pair, &n))
    common +=
        MIN (GPOINTER_TO_UINT (n), GPOINTER_TO_UINT (g_hash_table_lookup (pairs_other, pair)));
  return 2.0 * common / (n_one + n_other);
}
