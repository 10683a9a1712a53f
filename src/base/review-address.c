/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postal addresses part by part. Countries write them in their own order and scripts, so nothing
 * here knows a country's form: an address is taken apart by what can be told anywhere (segments,
 * digits, the words that stand for "street" or "flat"), and a part agrees when it is found in the
 * other address, wherever it stands there. Order, abbreviation and what one of the two leaves out
 * do not count; two scripts that cannot be compared leave the words unknown. */
#define G_LOG_DOMAIN "review-base"
#include "review-address.h"

#include <math.h>
#include <string.h>

#include "review-likeness.h"

#define ALIKE 0.8 /* words of one name, written or read a little differently */

struct _ReviewAddress
{
  char *folded;   /* (owned): all of it */
  char **words;   /* (owned): of @folded, abbreviations written out */
  char **street;  /* (owned): words that name the street */
  char **numbers; /* (owned): of house, flat and floor */
  char **city;    /* (owned) */
  char *postcode; /* (owned): letters and digits only */
};

/* Folded words that say what kind of thing follows, and name nothing. */
static const char *const fillers[] = {
  "no",    "nr",   "num",   "number", "numero", "flat",  "apt",      "app",  "apartment",
  "apto",  "unit", "room",  "rm",     "suite",  "ste",   "floor",    "fl",   "f",
  "block", "blk",  "haus",  "bloco",  "kat",    "daire", "building", "bldg", "tower",
  "house", "gate", "villa", "of",     "de",     "da",    "das",      "do",   "dos",
  "la",    "le",   "del",   "the",    "etage",  "piso",  "lot",      NULL
};

/* Abbreviations of words that do name something, folded. */
static const char *const abbreviations[][2] = {
  { "st", "street" },     { "str", "strasse" }, { "rd", "road" },      { "ave", "avenu" },
  { "av", "avenu" },      { "ln", "lane" },     { "dr", "drive" },     { "blvd", "boulevard" },
  { "sq", "square" },     { "pl", "place" },    { "ct", "court" },     { "cl", "close" },
  { "cres", "crescent" }, { "hwi", "highwai" }, { "pkwi", "parkwai" }, { "ter", "terrace" },
  { "r", "rua" },         { "c", "calle" },     { "sk", "sokak" },     { "cd", "cadde" },
  { "mt", "mount" },      { "n", "north" },     { "s", "south" },      { "e", "east" },
  { "w", "west" },        { "tx", "texas" },
};

static gboolean
has_digit (const char *word)
{
  return strpbrk (word, "0123456789") != NULL;
}

/* "hauptstr" stands for "hauptstrasse". */
static char *
write_out (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strcmp (word, abbreviations[i][0]) == 0)
      return g_strdup (abbreviations[i][1]);
  if (strlen (word) > 4 && g_str_has_suffix (word, "str"))
    return g_strconcat (word, "asse", NULL);
  return g_strdup (word);
}

static char **
split_written_out (const char *folded)
{
  char **words = review_split_words (folded);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *whole = write_out (words[i]);

      g_free (words[i]);
      words[i] = whole;
    }
  return words;
}

static char **
take_words (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* Words of @text that name something, without digits and fillers. */
static void
add_names (GPtrArray *names, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!has_digit (words[i]) && !g_strv_contains (fillers, words[i]))
      g_ptr_array_add (names, g_strdup (words[i]));
}

static void
add_numbers (GPtrArray *numbers, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (has_digit (words[i]))
      g_ptr_array_add (numbers, g_strdup (words[i]));
}

static void
remove_words (char **words, guint at, guint n)
{
  guint i = at;

  for (guint k = 0; k < n; k++)
    g_free (words[at + k]);
  for (; words[i + n] != NULL; i++)
    words[i] = words[i + n];
  words[i] = NULL;
}

/* Takes a word of four digits or more out of @words, or the two halves of one with letters
 * ("m14 4qx"). */
static char *
take_postcode (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize n = strlen (words[i]);
      const char *next = words[i + 1];
      char *postcode;

      if (n >= 4 && n <= 8 && strspn (words[i], "0123456789") == n)
        {
          postcode = g_strdup (words[i]);
          remove_words (words, i, 1);
          return postcode;
        }
      if (next == NULL || n < 2 || n > 4 || !g_ascii_isalpha (words[i][0]) || !has_digit (words[i])
          || strlen (next) != 3 || !g_ascii_isdigit (next[0]) || !g_ascii_isalpha (next[2]))
        continue;
      postcode = g_strconcat (words[i], next, NULL);
      remove_words (words, i, 2);
      return postcode;
    }
  return NULL;
}

/* Which segment names the city: the one with the postcode when it has words, else the last one
 * with words and no number; -1: none. */
static int
find_city (char ***segments, guint n, int postcode)
{
  int found = -1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      gboolean number = FALSE;

      add_names (names, segments[i]);
      for (guint k = 0; segments[i][k] != NULL; k++)
        number |= has_digit (segments[i][k]);
      if (names->len == 0)
        continue;
      if ((int) i == postcode)
        return postcode;
      if (!number)
        found = (int) i;
    }
  return n > 1 ? found : -1;
}

static char **
split_segments (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  static const char *const marks[] = { "\n", ";", "·", "，", "、", "|" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i], ",", 0);
  return g_strsplit (plain->str, ",", -1);
}

static char *
squeeze (const char *folded)
{
  g_autoptr (GString) text = g_string_new (folded);

  g_string_replace (text, " ", "", 0);
  return g_strdup (text->str);
}

/**
 * review_address_parse:
 * @text: (nullable): an address as people write it, on one line or several
 *
 * Returns: (transfer full): what could be told apart
 */
ReviewAddress *
review_address_parse (const char *text)
{
  ReviewAddress *self = g_new0 (ReviewAddress, 1);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_auto (GStrv) raw = split_segments (valid);
  guint n = g_strv_length (raw);
  g_autofree char ***segments = g_new0 (char **, n + 1);
  g_autoptr (GPtrArray) street = g_ptr_array_new ();
  g_autoptr (GPtrArray) city = g_ptr_array_new ();
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  int with_postcode = -1, with_city;

  self->folded = review_fold_text (valid);
  self->words = split_written_out (self->folded);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = review_fold_text (raw[i]);

      segments[i] = split_written_out (folded);
      if (self->postcode == NULL && (self->postcode = take_postcode (segments[i])) != NULL)
        with_postcode = (int) i;
    }
  with_city = find_city (segments, n, with_postcode);
  for (guint i = 0; i < n; i++)
    {
      add_names ((int) i == with_city ? city : street, segments[i]);
      add_numbers (numbers, segments[i]);
      g_strfreev (segments[i]);
    }
  self->street = take_words (g_steal_pointer (&street));
  self->city = take_words (g_steal_pointer (&city));
  self->numbers = take_words (g_steal_pointer (&numbers));
  return self;
}

static char **
fold_names (const char *text)
{
  g_autofree char *folded = review_fold_text (text);
  g_auto (GStrv) words = split_written_out (folded);
  GPtrArray *names = g_ptr_array_new ();

  add_names (names, words);
  return take_words (names);
}

static char **
fold_numbers (const char *text)
{
  g_autofree char *folded = review_fold_text (text);
  g_auto (GStrv) words = review_split_words (folded);
  GPtrArray *numbers = g_ptr_array_new ();

  add_numbers (numbers, words);
  return take_words (numbers);
}

/**
 * review_address_new:
 * @street: (nullable): its name
 * @number: (nullable): of the house, with flat or floor
 * @city: (nullable)
 * @postcode: (nullable)
 *
 * Returns: (transfer full): the address of these parts
 */
ReviewAddress *
review_address_new (const char *street, const char *number, const char *city, const char *postcode)
{
  ReviewAddress *self = g_new0 (ReviewAddress, 1);
  const char *parts[] = { street, number, postcode, city };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *code = review_fold_text (postcode);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (all, "%s ", parts[i] != NULL ? parts[i] : "");
  self->folded = review_fold_text (all->str);
  self->words = split_written_out (self->folded);
  self->street = fold_names (street);
  self->numbers = fold_numbers (number);
  self->city = fold_names (city);
  self->postcode = *code != '\0' ? squeeze (code) : NULL;
  return self;
}

void
review_address_free (ReviewAddress *self)
{
  if (self == NULL)
    return;
  g_free (self->folded);
  g_strfreev (self->words);
  g_strfreev (self->street);
  g_strfreev (self->numbers);
  g_strfreev (self->city);
  g_free (self->postcode);
  g_free (self);
}

/**
 * review_address_is_whole:
 *
 * Returns: whether street, number and city are there
 */
gboolean
review_address_is_whole (const ReviewAddress *self)
{
  return self->street[0] != NULL && self->numbers[0] != NULL && self->city[0] != NULL;
}

/**
 * review_address_is_box:
 *
 * Returns: whether it names a post box, a forwarding address or a virtual office
 */
gboolean
review_address_is_box (const ReviewAddress *self)
{
  static const char *const names[] = { " po box ",          " p o box ",        " post office box ",
                                       " postfach ",        " apartado ",       " casilla ",
                                       " caixa postal ",    " posta kutusu ",   " pmb ",
                                       " mail forwarding ", " poste restante ", " postlagernd ",
                                       " virtual office ",  " hom thu ",        " 邮政信箱 " };
  g_autofree char *padded = g_strconcat (" ", self->folded, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folded = review_fold_text (names[i]);
      g_autofree char *name = g_strconcat (" ", folded, " ", NULL);

      if (strstr (padded, name) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
contains_alike (char **words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      glong longest = MAX (g_utf8_strlen (word, -1), g_utf8_strlen (words[i], -1));

      if (1 - review_edit_distance (word, words[i]) / (double) MAX (longest, 1) >= ALIKE)
        return TRUE;
    }
  return FALSE;
}

/* 0 where most of @names is found among @words, 1 where not, NaN where there are none. */
static double
names_differ (char **names, char **words)
{
  double length = 0, found = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      double n = (double) g_utf8_strlen (names[i], -1);

      length += n;
      found += contains_alike (words, names[i]) ? n : 0;
    }
  if (length == 0 || words[0] == NULL)
    return NAN;
  return found >= 0.6 * length ? 0 : 1;
}

/* A part agrees when either address has the other's; it is open where one of them has none. */
static double
parts_differ (char **a, const ReviewAddress *b_whole, char **b, const ReviewAddress *a_whole)
{
  double there = names_differ (a, b_whole->words), back = names_differ (b, a_whole->words);

  if (there == 0 || back == 0)
    return 0;
  return there + back > 0 ? 1 : NAN;
}

static gboolean
has_all (char **numbers, char **among)
{
  for (guint i = 0; numbers[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) among, numbers[i]))
      return FALSE;
  return TRUE;
}

/* One of the two may leave out flat or floor; what both have is the same. */
static double
numbers_differ (const ReviewAddress *a, const ReviewAddress *b)
{
  if (a->numbers[0] == NULL || b->numbers[0] == NULL)
    return NAN;
  return has_all (a->numbers, b->words) || has_all (b->numbers, a->words) ? 0 : 1;
}

static double
postcodes_differ (const ReviewAddress *a, const ReviewAddress *b)
{
  g_autofree char *x = NULL, *y = NULL;

  if (a->postcode == NULL || b->postcode == NULL)
    return NAN;
  x = squeeze (a->folded);
  y = squeeze (b->folded);
  return strstr (y, a->postcode) != NULL || strstr (x, b->postcode) != NULL ? 0 : 1;
}

static gboolean
share_a_script (const ReviewAddress *a, const ReviewAddress *b)
{
  return (review_text_scripts (a->folded) & review_text_scripts (b->folded)) != 0;
}

/**
 * review_address_compare:
 * @a: an address
 * @b: another
 * @ret_differ: (out): by #ReviewAddressPart: 1 differs, 0 agrees, NaN: one of the two does not have
 *   it, or the scripts cannot be compared
 */
void
review_address_compare (const ReviewAddress *a,
                        const ReviewAddress *b,
                        double ret_differ[REVIEW_ADDRESS_PARTS])
{
  gboolean comparable = share_a_script (a, b);

  ret_differ[REVIEW_ADDRESS_STREET] = comparable ? parts_differ (a->street, b, b->street, a) : NAN;
  ret_differ[REVIEW_ADDRESS_CITY] = comparable ? parts_differ (a->city, b, b->city, a) : NAN;
  ret_differ[REVIEW_ADDRESS_NUMBER] = numbers_differ (a, b);
  ret_differ[REVIEW_ADDRESS_POSTCODE] = postcodes_differ (a, b);
}

/**
 * review_address_is_written_otherwise:
 *
 * Returns: whether the two are in other scripts, or have most words in common in another order
 */
gboolean
review_address_is_written_otherwise (const ReviewAddress *a, const ReviewAddress *b)
{
  guint common = 0, turned = 0, n = g_strv_length (a->words);
  int last = -1;

  if (!share_a_script (a, b))
    return *a->folded != '\0' && *b->folded != '\0';
  for (guint i = 0; i < n; i++)
    for (int k = 0; b->words[k] != NULL; k++)
      if (strcmp (a->words[i], b->words[k]) == 0)
        {
          common++;
          turned += k < last ? 1 : 0;
          last = k;
          break;
        }
  return turned > 0 && common * 2 > n;
}
