/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as they stand in files: days, seconds or milliseconds since 1970, RFC 3339, or a pattern of the
 * few conversions below. strptime() is not used: it depends on the locale, reads no fractions and
 * accepts the 31st of February. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-moment.h"

#include <string.h>

#include "review-clock.h"
#include "review-time.h"

/* Between 1970 and 9999: anything else is a number that is no time. */
#define LATEST (G_GINT64_CONSTANT (253402300799) * REVIEW_SECOND)

typedef struct
{
  int year, month, day, hour, minute, second;
  gint64 micro;
  int offset; /* minutes east of UTC */
} Parts;

typedef struct
{
  char letter;
  int width; /* most digits */
  gsize offset;
} Conversion;

static const Conversion conversions[] = {
  { 'Y', 4, G_STRUCT_OFFSET (Parts, year) },   { 'm', 2, G_STRUCT_OFFSET (Parts, month) },
  { 'd', 2, G_STRUCT_OFFSET (Parts, day) },    { 'H', 2, G_STRUCT_OFFSET (Parts, hour) },
  { 'M', 2, G_STRUCT_OFFSET (Parts, minute) }, { 'S', 2, G_STRUCT_OFFSET (Parts, second) },
};

/* What suggest tries, in this order. */
static const char *const guesses[] = {
  "rfc3339",
  "unix_s",
  "unix_ms",
  "unix_us",
  "%Y-%m-%d %H:%M:%S.%f",
  "%Y-%m-%d %H:%M:%S",
  "%Y-%m-%dT%H:%M:%S",
  "%Y-%m-%d %H:%M",
  "%Y-%m-%d",
  "%Y/%m/%d %H:%M:%S",
  "%Y/%m/%d",
  "%d.%m.%Y %H:%M:%S",
  "%d.%m.%Y",
};

static gint64
unit_of (const char *format)
{
  return strcmp (format, "unix_d") == 0    ? REVIEW_DAY
         : strcmp (format, "unix_s") == 0  ? REVIEW_SECOND
         : strcmp (format, "unix_ms") == 0 ? 1000
         : strcmp (format, "unix_us") == 0 ? 1
                                           : 0;
}

static const Conversion *
find_conversion (char letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conversions); i++)
    if (conversions[i].letter == letter)
      return &conversions[i];
  return NULL;
}

/**
 * review_moment_format_is_known:
 * @format: `unix_s`, `unix_ms`, `unix_us`, `rfc3339`, or a pattern of %Y %m %d %H %M %S, %f
 *   (fraction of a second), %z (offset) and %%; a pattern needs year, month and day
 */
gboolean
review_moment_format_is_known (const char *format)
{
  if (unit_of (format) != 0 || strcmp (format, "rfc3339") == 0)
    return TRUE;
  if (strstr (format, "%Y") == NULL || strstr (format, "%m") == NULL
      || strstr (format, "%d") == NULL)
    return FALSE;
  for (const char *p = strchr (format, '%'); p != NULL; p = strchr (p + 2, '%'))
    if (p[1] == '\0' || (find_conversion (p[1]) == NULL && strchr ("fz%", p[1]) == NULL))
      return FALSE;
  return TRUE;
}

static gboolean
read_digits (const char **p, int most, int *ret_value)
{
  int n = 0, value = 0;

  for (; n < most && g_ascii_isdigit (**p); n++)
    value = value * 10 + g_ascii_digit_value (*(*p)++);
  *ret_value = value;
  return n > 0;
}

static gboolean
read_fraction (const char **p, gint64 *ret_micro)
{
  gint64 unit = 100000;

  if (!g_ascii_isdigit (**p))
    return FALSE;
  for (; g_ascii_isdigit (**p); unit /= 10)
    *ret_micro += unit * g_ascii_digit_value (*(*p)++);
  return TRUE;
}

static gboolean
read_offset (const char **p, int *ret_minutes)
{
  int sign = **p == '-' ? -1 : 1;
  int hours, minutes;

  if (**p == 'Z')
    {
      (*p)++;
      return TRUE;
    }
  if (**p != '+' && **p != '-')
    return FALSE;
  (*p)++;
  if (!read_digits (p, 2, &hours))
    return FALSE;
  if (**p == ':')
    (*p)++;
  if (!read_digits (p, 2, &minutes) || hours > 14 || minutes > 59)
    return FALSE;
  *ret_minutes = sign * (hours * 60 + minutes);
  return TRUE;
}

static gboolean
read_conversion (const char **p, char letter, Parts *parts)
{
  const Conversion *conversion = find_conversion (letter);

  if (conversion != NULL)
    return read_digits (p, conversion->width, &G_STRUCT_MEMBER (int, parts, conversion->offset));
  if (letter == 'f')
    return read_fraction (p, &parts->micro);
  if (letter == 'z')
    return read_offset (p, &parts->offset);
  return *(*p)++ == '%';
}

static gboolean
read_pattern (const char *text, const char *format, Parts *parts)
{
  const char *p = text;

  for (const char *f = format; *f != '\0'; f++)
    {
      if (*f == '%' && f[1] != '\0')
        {
          if (!read_conversion (&p, *++f, parts))
            return FALSE;
        }
      else if (*p++ != *f)
        return FALSE;
    }
  return *p == '\0';
}

static gboolean
parse_pattern (const char *text, const char *format, gint64 *ret_time)
{
  Parts parts = { 0 };
  g_autoptr (GDateTime) date = NULL;

  if (!read_pattern (text, format, &parts) || parts.year < 1970)
    return FALSE;
  date = g_date_time_new_utc (parts.year, parts.month, parts.day, parts.hour, parts.minute,
                              parts.second);
  if (date == NULL)
    return FALSE;
  *ret_time = (g_date_time_to_unix (date) - parts.offset * 60) * REVIEW_SECOND + parts.micro;
  return TRUE;
}

/* A whole number, or one with a fraction ("1497321498.25", "1.6e9" is none). */
static gboolean
parse_unix (const char *text, gint64 unit, gint64 *ret_time)
{
  const char *p = text;
  gint64 whole = 0, micro = 0;

  for (; g_ascii_isdigit (*p) && p - text < 17; p++)
    whole = whole * 10 + g_ascii_digit_value (*p);
  if (p == text || whole > LATEST / unit)
    return FALSE;
  if (*p == '.' && unit == REVIEW_SECOND)
    {
      p++;
      if (!read_fraction (&p, &micro))
        return FALSE;
    }
  *ret_time = whole * unit + micro;
  return *p == '\0';
}

/**
 * review_moment_parse:
 * @text: without blanks around it
 * @format: as review_moment_format_is_known() has it
 * @ret_time: (out): µs since 1970 UTC, only when found; a pattern without %z is UTC
 *
 * Returns: whether @text is a time of that format, after 1970-01-01T00:00:00Z
 */
gboolean
review_moment_parse (const char *text, const char *format, gint64 *ret_time)
{
  gint64 unit = unit_of (format);
  gint64 time = 0;
  gboolean ok = unit != 0                         ? parse_unix (text, unit, &time)
                : strcmp (format, "rfc3339") == 0 ? review_time_parse (text, &time)
                                                  : parse_pattern (text, format, &time);

  if (!ok || time <= 0 || time > LATEST)
    return FALSE;
  *ret_time = time;
  return TRUE;
}

/**
 * review_moment_guess:
 * @text: a value of a column
 *
 * A bare number is taken for a time only between 2001 and 2100.
 *
 * Returns: (nullable): the first known format that reads @text
 */
const char *
review_moment_guess (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      gint64 time;

      if (!review_moment_parse (text, guesses[i], &time))
        continue;
      if (unit_of (guesses[i]) == 0
          || (time > 1000000000 * REVIEW_SECOND
              && time < G_GINT64_CONSTANT (4102444800) * REVIEW_SECOND))
        return guesses[i];
    }
  return NULL;
}
