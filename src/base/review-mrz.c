/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine-readable zone of identity documents, ICAO Doc 9303, parts 3 (check digits, dates),
 * 4 (TD3), 5 (TD1) and 6 (TD2). Where a field lies is a table; nothing is guessed: a zone that has
 * not the right shape is refused, a check digit that does not agree is named. */
#define G_LOG_DOMAIN "review-base"
#include "review-mrz.h"

#include <string.h>

#include "review-clock.h"
#include "review-error.h"

#define ALPHABET  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
#define MAX_LINES 3

/* Characters @at to @at + @n of line @line. */
typedef struct
{
  guint8 line, at, n;
} Span;

/* Where a format keeps what. A span of no length is not there. */
typedef struct
{
  ReviewMrzFormat format;
  guint lines, width;
  Span type, state, name, number, number_check, nationality, birth, sex, expiry;
  Span optional, optional_check, composite_check;
  Span composite[4]; /* what the composite check digit runs over */
} Layout;

static const Layout layouts[] = {
  { .format = REVIEW_MRZ_TD1,
    .lines = 3,
    .width = 30,
    .type = { 0, 0, 2 },
    .state = { 0, 2, 3 },
    .number = { 0, 5, 9 },
    .number_check = { 0, 14, 1 },
    .optional = { 0, 15, 15 },
    .birth = { 1, 0, 6 },
    .sex = { 1, 7, 1 },
    .expiry = { 1, 8, 6 },
    .nationality = { 1, 15, 3 },
    .composite_check = { 1, 29, 1 },
    .composite = { { 0, 5, 25 }, { 1, 0, 7 }, { 1, 8, 7 }, { 1, 18, 11 } },
    .name = { 2, 0, 30 } },
  { .format = REVIEW_MRZ_TD2,
    .lines = 2,
    .width = 36,
    .type = { 0, 0, 2 },
    .state = { 0, 2, 3 },
    .name = { 0, 5, 31 },
    .number = { 1, 0, 9 },
    .number_check = { 1, 9, 1 },
    .nationality = { 1, 10, 3 },
    .birth = { 1, 13, 6 },
    .sex = { 1, 20, 1 },
    .expiry = { 1, 21, 6 },
    .optional = { 1, 28, 7 },
    .composite_check = { 1, 35, 1 },
    .composite = { { 1, 0, 10 }, { 1, 13, 7 }, { 1, 21, 14 } } },
  { .format = REVIEW_MRZ_TD3,
    .lines = 2,
    .width = 44,
    .type = { 0, 0, 2 },
    .state = { 0, 2, 3 },
    .name = { 0, 5, 39 },
    .number = { 1, 0, 9 },
    .number_check = { 1, 9, 1 },
    .nationality = { 1, 10, 3 },
    .birth = { 1, 13, 6 },
    .sex = { 1, 20, 1 },
    .expiry = { 1, 21, 6 },
    .optional = { 1, 28, 14 },
    .optional_check = { 1, 42, 1 },
    .composite_check = { 1, 43, 1 },
    .composite = { { 1, 0, 10 }, { 1, 13, 7 }, { 1, 21, 22 } } },
};

static int
get_character_value (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'A' && c <= 'Z')
    return c - 'A' + 10;
  return 0;
}

/**
 * review_mrz_check_digit:
 * @text: characters of a machine-readable zone
 * @n: how many of them
 *
 * ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1 in turn over digits as they are, A to Z as 10 to 35,
 * the filler as 0; the sum modulo 10.
 *
 * Returns: 0 to 9
 */
int
review_mrz_check_digit (const char *text, gsize n)
{
  static const int weights[] = { 7, 3, 1 };
  int sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += get_character_value (text[i]) * weights[i % 3];
  return sum % 10;
}

static const Layout *
find_layout (const char *const *lines, guint n_lines, GError **error)
{
  gsize width = n_lines > 0 ? strlen (lines[0]) : 0;
  const Layout *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i].lines == n_lines && layouts[i].width == width)
      found = &layouts[i];
  if (found == NULL)
    {
      review_error_set_field (error, "mrz", "%u lines of %u characters are no TD1, TD2 or TD3",
                              n_lines, (guint) width);
      return NULL;
    }
  for (guint i = 0; i < n_lines; i++)
    {
      gsize good = strspn (lines[i], ALPHABET);

      if (lines[i][good] == '\0' && good == width)
        continue;
      review_error_set_field (error, "mrz",
                              lines[i][good] != '\0' ? "line %u has a wrong character at %u"
                                                     : "line %u ends at %u",
                              i + 1, (guint) good + 1);
      return NULL;
    }
  return found;
}

static const char *
get_span (const char *const *lines, Span span)
{
  return lines[span.line] + span.at;
}

/* Copies a field without the fillers at its end. */
static void
copy_span (const char *const *lines, Span span, char *to)
{
  gsize n = span.n;

  memcpy (to, get_span (lines, span), n);
  while (n > 0 && to[n - 1] == '<')
    n--;
  to[n] = '\0';
}

/* "ERIKSSON<<ANNA<MARIA" becomes "ERIKSSON, ANNA MARIA". */
static void
copy_name (const char *const *lines, Span span, char *to)
{
  char name[48];
  char *given;

  copy_span (lines, span, name);
  given = strstr (name, "<<");
  if (given != NULL)
    *given = '\0';
  g_strlcpy (to, name, 48);
  if (given != NULL)
    {
      g_strlcat (to, ", ", 48);
      g_strlcat (to, given + 2, 48);
    }
  g_strdelimit (to, "<", ' ');
}

/* A filler stands for 0 where there is nothing to check. */
static gboolean
agrees (const char *text, gsize n, char digit)
{
  gboolean empty = strspn (text, "<") >= n;

  if (digit == '<')
    return empty;
  return g_ascii_isdigit (digit) && digit - '0' == review_mrz_check_digit (text, n);
}

static void
check_span (ReviewMrz *self, const char *const *lines, Span span, Span digit, ReviewMrzCheck which)
{
  if (digit.n == 0)
    return;
  self->checks |= which;
  if (!agrees (get_span (lines, span), span.n, *get_span (lines, digit)))
    self->failed |= which;
}

/* A number of more than nine characters goes on in the optional data of TD1 and TD2, its check
 * digit after it; the place of the digit holds a filler then. */
static gboolean
read_long_number (ReviewMrz *self, const char *const *lines, const Layout *layout)
{
  char rest[16];
  gsize n;
  g_autofree char *whole = NULL;

  if (layout->optional_check.n != 0 || *get_span (lines, layout->number_check) != '<')
    return FALSE;
  copy_span (lines, layout->optional, rest);
  n = strcspn (rest, "<");
  if (n < 2)
    return FALSE;
  whole = g_strdup_printf ("%.9s%.*s", get_span (lines, layout->number), (int) n - 1, rest);
  g_strlcpy (self->number, whole, sizeof self->number);
  self->checks |= REVIEW_MRZ_NUMBER;
  if (!agrees (whole, strlen (whole), rest[n - 1]))
    self->failed |= REVIEW_MRZ_NUMBER;
  return TRUE;
}

static void
check_composite (ReviewMrz *self, const char *const *lines, const Layout *layout)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (layout->composite); i++)
    g_string_append_len (all, get_span (lines, layout->composite[i]), layout->composite[i].n);
  self->checks |= REVIEW_MRZ_COMPOSITE;
  if (!agrees (all->str, all->len, *get_span (lines, layout->composite_check)))
    self->failed |= REVIEW_MRZ_COMPOSITE;
}

static Span
get_next (Span span)
{
  return (Span){ span.line, (guint8) (span.at + span.n), 1 };
}

/**
 * review_mrz_parse:
 * @lines: the lines of the zone, each as long as its format wants it
 * @n_lines: how many
 * @ret_mrz: (out): the fields, and which check digits do not agree
 *
 * A digit that does not agree is no error: it is what the zone says.
 *
 * Returns: %FALSE with an error on "mrz" when the lines are no TD1, TD2 or TD3
 */
gboolean
review_mrz_parse (const char *const *lines, guint n_lines, ReviewMrz *ret_mrz, GError **error)
{
  const Layout *layout = find_layout (lines, n_lines, error);

  if (layout == NULL)
    return FALSE;
  *ret_mrz = (ReviewMrz){ .format = layout->format };
  copy_span (lines, layout->type, ret_mrz->type);
  copy_span (lines, layout->state, ret_mrz->state);
  copy_span (lines, layout->number, ret_mrz->number);
  copy_span (lines, layout->nationality, ret_mrz->nationality);
  copy_span (lines, layout->birth, ret_mrz->birth);
  copy_span (lines, layout->sex, ret_mrz->sex);
  copy_span (lines, layout->expiry, ret_mrz->expiry);
  copy_name (lines, layout->name, ret_mrz->name);
  if (!read_long_number (ret_mrz, lines, layout))
    check_span (ret_mrz, lines, layout->number, layout->number_check, REVIEW_MRZ_NUMBER);
  check_span (ret_mrz, lines, layout->birth, get_next (layout->birth), REVIEW_MRZ_BIRTH);
  check_span (ret_mrz, lines, layout->expiry, get_next (layout->expiry), REVIEW_MRZ_EXPIRY);
  check_span (ret_mrz, lines, layout->optional, layout->optional_check, REVIEW_MRZ_OPTIONAL);
  check_composite (ret_mrz, lines, layout);
  return TRUE;
}

static gboolean
get_day (int year, const char *text, gint64 *ret_day)
{
  int month = (text[2] - '0') * 10 + text[3] - '0', day = (text[4] - '0') * 10 + text[5] - '0';
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);

  if (date == NULL)
    return FALSE;
  *ret_day = g_date_time_to_unix (date) * REVIEW_SECOND;
  return TRUE;
}

/* The year that ends in the first two digits of @text and is the last one not after @latest. */
static gboolean
find_day (const char *text, gint64 latest, gint64 *ret_day)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (latest / REVIEW_SECOND);
  int year;

  if (end == NULL || strlen (text) != 6 || strspn (text, "0123456789") != 6)
    return FALSE;
  year = g_date_time_get_year (end) / 100 * 100 + (text[0] - '0') * 10 + text[1] - '0';
  if (get_day (year, text, ret_day) && *ret_day <= latest)
    return TRUE;
  return get_day (year - 100, text, ret_day);
}

/**
 * review_mrz_get_birth:
 * @reference: µs UTC, when the document was shown: a date of birth lies before it
 * @ret_day: (out): µs UTC, midnight
 *
 * Returns: FALSE when the zone does not say the whole date
 */
gboolean
review_mrz_get_birth (const ReviewMrz *self, gint64 reference, gint64 *ret_day)
{
  return find_day (self->birth, reference, ret_day);
}

/**
 * review_mrz_get_expiry:
 * @reference: µs UTC, when the document was shown: a date of expiry lies at most 50 years after it
 * @ret_day: (out): µs UTC, midnight
 *
 * Returns: FALSE when the zone does not say the whole date
 */
gboolean
review_mrz_get_expiry (const ReviewMrz *self, gint64 reference, gint64 *ret_day)
{
  return find_day (self->expiry, reference + 50 * 365 * REVIEW_DAY, ret_day);
}
