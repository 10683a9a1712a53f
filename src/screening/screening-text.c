/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names as they are compared. ICU writes every script in Latin letters; what transliterations of one
 * name have in common are its consonants. */
#define G_LOG_DOMAIN "review-screening"
#include "screening-text.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define MOST_LETTERS 256  /* of a name that is compared */
#define SAME_SOUND   0.95 /* likeness of words that sound alike, however they are written */
#define SPELT        0.72 /* and how alike they must be written for that */

static GMutex latin_lock; /* one transliterator must not be used by two threads at once */

static UTransliterator *
get_latin (void)
{
  static UTransliterator *latin;
  UErrorCode status = U_ZERO_ERROR;
  UChar id[64];

  u_uastrcpy (id, "Any-Latin; Latin-ASCII; Lower");
  if (latin == NULL)
    latin = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  return U_SUCCESS (status) ? latin : NULL;
}

static char *
to_latin (const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&latin_lock);
  UTransliterator *latin = get_latin ();
  UChar letters[8 * MOST_LETTERS];
  char out[24 * MOST_LETTERS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n = 0, limit, written = 0;

  u_strFromUTF8 (letters, 2 * MOST_LETTERS, &n, text, -1, &status);
  limit = n;
  if (latin != NULL && U_SUCCESS (status))
    utrans_transUChars (latin, letters, &n, G_N_ELEMENTS (letters), 0, &limit, &status);
  if (U_SUCCESS (status))
    u_strToUTF8 (out, sizeof out, &written, letters, n, &status);
  return U_SUCCESS (status) && written < (int32_t) sizeof out ? g_strndup (out, (gsize) written)
                                                              : g_utf8_strdown (text, -1);
}

static gboolean
is_latin (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN)
        return FALSE;
    }
  return TRUE;
}

/**
 * screening_fold:
 * @text: UTF-8; what comes after 256 characters is not compared
 * @ret_foreign: (out) (optional): some of it was not in Latin letters
 *
 * Returns: (transfer full): Latin letters and digits in lower case; everything else one blank, but
 *   an apostrophe nothing (O'Neill is oneill)
 */
char *
screening_fold (const char *text, gboolean *ret_foreign)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > MOST_LETTERS
                             ? g_utf8_substring (text, 0, MOST_LETTERS)
                             : g_strdup (text);
  gboolean foreign = !is_latin (cut);
  g_autofree char *latin = to_latin (cut);
  GString *folded = g_string_new (NULL);

  for (const char *p = latin; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
    else if (*p != '\'' && *p != '`' && folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  if (ret_foreign != NULL)
    *ret_foreign = foreign;
  return g_string_free (folded, FALSE);
}

/* The letters that transliterations use for one another. */
static char
sound_of (char letter, char next)
{
  static const char from[] = "cqgkxzsdtpfbvwjy", to[] = "kkkkksstttpfffii";
  const char *place = strchr (from, letter);

  if (letter == 'c' && next == 'h')
    return 's';
  if (letter == 'p' && next == 'h')
    return 'f';
  return place != NULL ? to[place - from] : letter;
}

/**
 * screening_sound:
 * @word: folded
 *
 * What Mohamed, Muhammad and mhmd have in common: the consonants, those that stand for one another
 * the same, no letter twice in a row, without h and half-vowels. A key to find by, in the spirit of
 * Soundex, not a likeness.
 *
 * Returns: (transfer full): the key; the word itself when it has no consonant
 */
char *
screening_sound (const char *word)
{
  GString *key = g_string_new (NULL);
  char last = '\0';

  for (const char *p = word; *p != '\0'; p++)
    {
      char c = sound_of (*p, p[1]);

      if (strchr ("aeiouhw", c) == NULL && c != last)
        g_string_append_c (key, c);
      if (*p == 'x')
        g_string_append_c (key, 's');
      last = c;
    }
  if (key->len == 0)
    g_string_assign (key, word);
  return g_string_free (key, FALSE);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * screening_name_new:
 * @text: a name as somebody wrote it
 *
 * Returns: (transfer full): as it is compared; without words when nothing of it can be read
 */
ScreeningName *
screening_name_new (const char *text)
{
  ScreeningName *self = g_new0 (ScreeningName, 1);
  g_autofree char *folded = screening_fold (text, &self->foreign);
  guint n;

  self->words = *folded != '\0' ? g_strsplit (folded, " ", -1) : g_new0 (char *, 1);
  self->joined = g_strjoinv ("", self->words);
  n = g_strv_length (self->words);
  qsort (self->words, n, sizeof (char *), compare_words);
  self->sounds = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->sounds[i] = screening_sound (self->words[i]);
  return self;
}

void
screening_name_free (ScreeningName *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->words);
  g_strfreev (self->sounds);
  g_free (self->joined);
  g_free (self);
}

/* How many letters of @a stand within @reach in @b; the letters of each that do, in order. */
static guint
pair_letters (const char *a, const char *b, guint reach, char *in_a, char *in_b)
{
  guint n_a = (guint) strlen (a), n_b = (guint) strlen (b), n = 0, k = 0;
  gboolean taken[MOST_LETTERS] = { FALSE };

  for (guint i = 0; i < n_a; i++)
    for (guint j = i > reach ? i - reach : 0; j < MIN (n_b, i + reach + 1); j++)
      if (!taken[j] && a[i] == b[j])
        {
          taken[j] = TRUE;
          in_a[n++] = a[i];
          break;
        }
  for (guint j = 0; j < n_b; j++)
    if (taken[j])
      in_b[k++] = b[j];
  return n;
}

/**
 * screening_jaro_winkler:
 * @a: folded, shorter than 256 bytes; so is @b
 *
 * Jaro's likeness, lifted for a common beginning of up to four letters (Winkler 1990, String
 * Comparator Metrics and Enhanced Decision Rules; prefix scale 0.1).
 *
 * Returns: 0 to 1
 */
double
screening_jaro_winkler (const char *a, const char *b)
{
  guint n_a = (guint) strlen (a), n_b = (guint) strlen (b);
  guint reach = MAX (MAX (n_a, n_b) / 2, 1) - 1;
  char in_a[MOST_LETTERS], in_b[MOST_LETTERS];
  guint n, swapped = 0, prefix = 0;
  double m, jaro;

  if (n_a == 0 || n_b == 0 || n_a >= MOST_LETTERS || n_b >= MOST_LETTERS)
    return n_a == n_b && n_a == 0 ? 1 : 0;
  n = pair_letters (a, b, reach, in_a, in_b);
  if (n == 0)
    return 0;
  for (guint i = 0; i < n; i++)
    swapped += in_a[i] != in_b[i];
  while (prefix < 4 && a[prefix] != '\0' && a[prefix] == b[prefix])
    prefix++;
  m = n;
  jaro = (m / n_a + m / n_b + (m - swapped / 2.0) / m) / 3;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/**
 * screening_word_likeness:
 * @a_sound: of screening_sound(); so is @b_sound
 * @foreign: one of them was written in another script, which may leave out the vowels
 *
 * Returns: 0 to 1: of spelling, lifted where two words of three consonants sound alike and are not
 *   written too differently for that
 */
double
screening_word_likeness (
    const char *a, const char *a_sound, const char *b, const char *b_sound, gboolean foreign)
{
  double spelling = screening_jaro_winkler (a, b);
  gboolean alike = strlen (a_sound) >= 3 && strcmp (a_sound, b_sound) == 0;

  return alike && (foreign || spelling >= SPELT) ? MAX (spelling, SAME_SOUND) : spelling;
}
