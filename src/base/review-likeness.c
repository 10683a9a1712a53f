/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike two texts are, once what does not count is evened out: case, diacritics, the letters
 * that transliteration writes in two ways, the order of the words. Cyrillic and Greek are written
 * in Latin letters as ICAO Doc 9303 part 3, section 6 does; other scripts are left as they are,
 * and are never compared with Latin. */
#define G_LOG_DOMAIN "review-base"
#include "review-likeness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LETTERS 200 /* of a text that is compared */
#define EXTRA_WORD   0.2 /* what a word of one name weighs that the other leaves out */

typedef struct
{
  const char *from; /* letters of one script, each one character of UTF-8, space-separated */
  const char *to;   /* as many groups */
} Transliteration;

/* After NFKD, lower case and without marks. */
static const Transliteration tables[] = {
  { "ß æ œ ø đ ð ł ı þ ŋ ħ ŧ", "ss ae oe o d d l i th ng h t" },
  { "а б в г ґ д е ж з и к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і є ј љ њ ћ ђ џ",
    "a b v g g d e zh z i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia i ie j lj nj c d "
    "dz" },
  { "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o" },
};

static GHashTable *
make_letters (void)
{
  GHashTable *letters = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_auto (GStrv) from = g_strsplit (tables[i].from, " ", -1);
      g_auto (GStrv) to = g_strsplit (tables[i].to, " ", -1);

      for (guint k = 0; from[k] != NULL && to[k] != NULL; k++)
        g_hash_table_insert (letters, GUINT_TO_POINTER (g_utf8_get_char (from[k])),
                             (gpointer) g_intern_string (to[k][0] == '-' ? "" : to[k]));
    }
  return letters;
}

static const char *
find_letter (gunichar c)
{
  static GHashTable *letters;

  if (g_once_init_enter (&letters))
    g_once_init_leave (&letters, make_letters ());
  return g_hash_table_lookup (letters, GUINT_TO_POINTER (c));
}

/* Ways to write one sound: what stands for an umlaut, and y for i. */
static void
even_out (GString *text)
{
  static const char *const ways[][2] = { { "ae", "a" }, { "oe", "o" }, { "ue", "u" },
                                         { "y", "i" },  { "kh", "h" }, { "ph", "f" } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_string_replace (text, ways[i][0], ways[i][1], 0);
}

/**
 * review_fold_text:
 * @text: (nullable): UTF-8
 *
 * Lower case without diacritics, in Latin letters where the script is Latin, Cyrillic or Greek,
 * digits kept, everything else one space. What transliteration writes in two ways (ü, ue, u; y, i)
 * comes out alike, so the result is for comparing and not for reading.
 *
 * Returns: (transfer full): the folded text; "" for NULL and for what is not UTF-8
 */
char *
review_fold_text (const char *text)
{
  g_autofree char *plain = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;
  g_autofree char *lower = plain != NULL ? g_utf8_strdown (plain, -1) : g_strdup ("");
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *latin = find_letter (c);

      if (latin != NULL)
        g_string_append (out, latin);
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
      else if (!g_unichar_ismark (c) && c != '\'' && c != 0x2019 && out->len > 0
               && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  even_out (out);
  return g_strchomp (g_string_free (out, FALSE));
}

/**
 * review_split_words:
 * @folded: as review_fold_text() gives it
 *
 * Returns: (transfer full): its words
 */
char **
review_split_words (const char *folded)
{
  return *folded == '\0' ? g_new0 (char *, 1) : g_strsplit (folded, " ", -1);
}

/**
 * review_text_scripts:
 * @folded: as review_fold_text() gives it
 *
 * Returns: #ReviewScript: those that its letters are of
 */
guint
review_text_scripts (const char *folded)
{
  guint scripts = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        scripts |= g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN ? REVIEW_SCRIPT_LATIN
                                                                      : REVIEW_SCRIPT_OTHER;
    }
  return scripts;
}

/**
 * review_edit_distance:
 * @a: UTF-8
 * @b: UTF-8
 *
 * Levenshtein's distance in characters: insertions, deletions, substitutions; of the first 200.
 *
 * Returns: the fewest changes that make one of the other
 */
guint
review_edit_distance (const char *a, const char *b)
{
  glong n = 0, m = 0;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, &n);
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (b, -1, &m);
  guint row[MOST_LETTERS + 1];

  n = MIN (n, MOST_LETTERS);
  m = MIN (m, MOST_LETTERS);
  for (glong j = 0; j <= m; j++)
    row[j] = (guint) j;
  for (glong i = 1; i <= n; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (glong j = 1; j <= m; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (above, row[j - 1]) + 1, diagonal + (x[i - 1] != y[j - 1] ? 1 : 0));
          diagonal = above;
        }
    }
  return row[m];
}

static double
get_likeness (const char *a, const char *b)
{
  glong longest = MAX (g_utf8_strlen (a, -1), g_utf8_strlen (b, -1));

  if (longest == 0)
    return NAN;
  return 1 - review_edit_distance (a, b) / (double) MIN (longest, MOST_LETTERS);
}

/**
 * review_text_likeness:
 * @a: (nullable): UTF-8
 * @b: (nullable): UTF-8
 *
 * Texts as they are written, but for case: order and diacritics count.
 *
 * Returns: 0 (nothing alike) to 1 (the same); NaN where one is missing or empty
 */
double
review_text_likeness (const char *a, const char *b)
{
  g_autofree char *x = NULL, *y = NULL;

  if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
    return NAN;
  x = g_utf8_casefold (a, -1);
  y = g_utf8_casefold (b, -1);
  return get_likeness (x, y);
}

/* The best partner of @word among @words that is not taken; an initial stands for its name. */
static int
find_partner (const char *word, char **words, const gboolean *taken, double *ret_likeness)
{
  int best = -1;

  *ret_likeness = -1;
  for (int i = 0; words[i] != NULL && i < MOST_LETTERS; i++)
    {
      gboolean initial = (strlen (word) == 1 || strlen (words[i]) == 1) && word[0] == words[i][0];
      double likeness = initial ? 0.9 : get_likeness (word, words[i]);

      if (taken[i] || likeness <= *ret_likeness)
        continue;
      *ret_likeness = likeness;
      best = i;
    }
  return best;
}

/* Each word of the shorter name with its best partner in the longer one, by length; what is left
 * over of the longer one weighs little: documents leave middle names out. */
static double
align_words (char **shorter, char **longer)
{
  gboolean taken[MOST_LETTERS] = { FALSE };
  double sum = 0, weight = 0;

  for (guint i = 0; shorter[i] != NULL; i++)
    {
      double likeness, length;
      int partner = find_partner (shorter[i], longer, taken, &likeness);

      if (partner < 0)
        continue;
      taken[partner] = TRUE;
      length = (double) MAX (g_utf8_strlen (shorter[i], -1), g_utf8_strlen (longer[partner], -1));
      sum += likeness * length;
      weight += length;
    }
  for (guint i = 0; longer[i] != NULL && i < MOST_LETTERS; i++)
    weight += taken[i] ? 0 : EXTRA_WORD * (double) g_utf8_strlen (longer[i], -1);
  return weight > 0 ? sum / weight : NAN;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (char **words)
{
  guint n = g_strv_length (words);
  g_autofree const char **sorted = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    sorted[i] = words[i];
  qsort (sorted, n, sizeof *sorted, compare_words);
  return g_strjoinv ("", (char **) sorted);
}

/* Same letters, other spaces: "jean pierre" and "jeanpierre". */
static double
compare_joined (char **a, char **b)
{
  g_autofree char *x = g_strjoinv ("", a), *y = g_strjoinv ("", b);
  g_autofree char *p = join_sorted (a), *q = join_sorted (b);

  return fmax (get_likeness (x, y), get_likeness (p, q));
}

/**
 * review_name_likeness:
 * @a: (nullable): a person's name
 * @b: (nullable): another
 *
 * Order, case, diacritics, transliteration and names left out are evened out.
 *
 * Returns: 0 to 1; NaN where one is missing, or the two are in scripts that cannot be compared
 */
double
review_name_likeness (const char *a, const char *b)
{
  g_autofree char *x = review_fold_text (a), *y = review_fold_text (b);
  g_auto (GStrv) first = review_split_words (x);
  g_auto (GStrv) second = review_split_words (y);
  gboolean in_order = g_strv_length (first) <= g_strv_length (second);

  if (*x == '\0' || *y == '\0' || (review_text_scripts (x) & review_text_scripts (y)) == 0)
    return NAN;
  return fmax (align_words (in_order ? first : second, in_order ? second : first),
               compare_joined (first, second));
}

/**
 * review_code_distance:
 * @a: (nullable): a number of a document, an account
 * @b: (nullable): another
 *
 * Returns: how many letters and digits differ, spaces and punctuation aside; NaN where one is
 *   missing
 */
double
review_code_distance (const char *a, const char *b)
{
  const char *texts[] = { a, b };
  g_autoptr (GString) x = g_string_new (NULL);
  g_autoptr (GString) y = g_string_new (NULL);

  for (guint i = 0; i < 2; i++)
    for (const char *p = texts[i]; p != NULL && *p != '\0'; p++)
      if (g_ascii_isalnum (*p))
        g_string_append_c (i == 0 ? x : y, g_ascii_toupper (*p));
  return x->len > 0 && y->len > 0 ? review_edit_distance (x->str, y->str) : NAN;
}
