/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as people read them. Numbers come from the data as decimal text and stay exact: grouping
 * and shortening work on the text, never through a float. */
#define G_LOG_DOMAIN "review-app"
#include "review-format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-text.h"
#include "review-time.h"
#include "review-words.h"

#define MOST_WORDS 120  /* characters of a text in a line of other things */
#define MOST_TEXT  1200 /* characters of a text that has its own place */

#define MINUS "\342\210\222" /* U+2212 */

/* Words stay as they are written as far as a line can hold them; an address keeps its ends. */
static char *
shorten_text (const char *text)
{
  g_autofree char *shown = NULL;
  g_autofree char *head = NULL;

  if (strpbrk (text, " \n\t") == NULL)
    return review_format_address (text);
  shown = review_text_visible (text);
  g_strdelimit (shown, "\n\r\t", ' ');
  if (g_utf8_strlen (shown, -1) <= MOST_WORDS)
    return g_steal_pointer (&shown);
  head = g_utf8_substring (shown, 0, MOST_WORDS);
  return g_strconcat (head, "…", NULL);
}

/* Digits after the point that are worth reading: two for large numbers, six significant below 1. */
static gsize
shown_fraction (const char *whole, gsize whole_len, const char *fraction)
{
  gsize len = strlen (fraction), leading = strspn (fraction, "0"), limit;

  if (whole_len > 1 || *whole != '0')
    limit = whole_len >= 4 ? 2 : 4;
  else
    limit = leading + 4;
  len = MIN (len, limit);
  while (len > 0 && fraction[len - 1] == '0')
    len--;
  return len;
}

/**
 * review_format_number:
 * @decimal: (nullable): a decimal, C locale
 *
 * Returns: (transfer full): grouped by thousands, with the digits that are worth reading
 */
char *
review_format_number (const char *decimal)
{
  GString *out;
  const char *point;
  gsize whole, fraction = 0;
  gboolean negative;

  if (decimal == NULL)
    return g_strdup ("—");
  if (decimal[strspn (decimal, "+-.0123456789")] != '\0')
    return shorten_text (decimal);
  negative = *decimal == '-';
  decimal += negative || *decimal == '+';
  point = strchr (decimal, '.');
  whole = point != NULL ? (gsize) (point - decimal) : strlen (decimal);
  if (point != NULL)
    fraction = shown_fraction (decimal, whole, point + 1);
  out = g_string_new (negative ? MINUS : NULL);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, decimal[i]);
    }
  if (fraction > 0)
    g_string_append_len (g_string_append_c (out, '.'), point + 1, (gssize) fraction);
  return g_string_free (out, FALSE);
}

/**
 * review_format_amount:
 * @decimal: (nullable): a decimal
 * @unit: (nullable): asset or currency
 *
 * Returns: (transfer full): "128,400 USD"
 */
char *
review_format_amount (const char *decimal, const char *unit)
{
  g_autofree char *number = review_format_number (decimal);
  g_autofree char *shown = shorten_text (unit != NULL ? unit : "");

  return *shown != '\0' ? g_strdup_printf ("%s %s", number, shown) : g_steal_pointer (&number);
}

/**
 * review_format_probability:
 * @value: 0..1
 *
 * Returns: (transfer full): two digits, but never a 0.00 or 1.00 that is not one
 */
char *
review_format_probability (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return g_strdup ("—");
  if (value > 0 && value < 0.005)
    return g_strdup ("<0.01");
  if (value < 1 && value >= 0.995)
    return g_strdup (">0.99");
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
}

/**
 * review_format_log_odds:
 *
 * Returns: (transfer full): one digit with its sign, "+1.4" or "−0.8"
 */
char *
review_format_log_odds (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.1f", fabs (value));
  if (g_str_equal (buffer, "0.0"))
    return g_strdup ("0.0");
  return g_strdup_printf ("%s%s", value < 0 ? MINUS : "+", buffer);
}

/**
 * review_format_share:
 * @value: 0..1; NaN: not known
 *
 * Returns: (transfer full): per cent with one digit, but never a 0 or 100 that is not one
 */
char *
review_format_share (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *text = buffer;

  if (isnan (value))
    return g_strdup ("—");
  g_ascii_formatd (buffer, sizeof buffer, "%.1f", 100 * value);
  if (value > 0 && value < 0.0005)
    text = "<0.1";
  else if (value < 1 && value >= 0.9995)
    text = ">99.9";
  /* Translators: per cent, as this language writes it. */
  return g_strdup_printf (_ ("%s %%"), text);
}

/**
 * review_format_change:
 * @value: a difference
 * @digits: after the point
 *
 * Returns: (transfer full): with its sign, "+2.4" or "−0.8"
 */
char *
review_format_change (double value, int digits)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return g_strdup ("—");
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (digits, 0, 6));
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  if (strspn (buffer, "0.") == strlen (buffer))
    return g_strdup (buffer);
  return g_strdup_printf ("%s%s", value < 0 ? MINUS : "+", buffer);
}

/**
 * review_format_figure:
 * @value: any number; NaN: not known
 * @digits: after the point, at most
 *
 * Returns: (transfer full): grouped by thousands, without zeros at its end
 */
char *
review_format_figure (double value, int digits)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value) || isinf (value))
    return g_strdup ("—");
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (digits, 0, 6));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  return review_format_number (buffer);
}

/**
 * review_format_threshold:
 * @value: risk, 0..1
 *
 * Returns: (transfer full): two digits, three where the third counts: "0.12", "0.125"
 */
char *
review_format_threshold (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize len;

  if (isnan (value))
    return g_strdup ("—");
  g_ascii_formatd (buffer, sizeof buffer, "%.3f", value);
  len = strlen (buffer);
  if (buffer[len - 1] == '0')
    buffer[len - 1] = '\0';
  return g_strdup (buffer);
}

/**
 * review_format_time:
 * @time: µs UTC; 0: none
 *
 * Returns: (transfer full): date and time in UTC
 */
char *
review_format_time (gint64 time)
{
  g_autoptr (GDateTime) utc =
      time != 0 ? g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%d %H:%M") : g_strdup ("—");
}

/**
 * review_format_local_time:
 * @time: µs UTC; 0: none
 *
 * Returns: (transfer full): date and time on this computer's clock, with its time zone
 */
char *
review_format_local_time (gint64 time)
{
  g_autoptr (GDateTime) local =
      time != 0 ? g_date_time_new_from_unix_local (time / G_USEC_PER_SEC) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M %Z") : g_strdup ("—");
}

/** review_format_local_hour: Returns: (transfer full): "09:02" on this computer's clock. */
char *
review_format_local_hour (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return g_date_time_format (local, "%H:%M");
}

/**
 * review_format_clock:
 * @time: µs UTC; 0: none
 * @reference: µs UTC: times of this day are shown without their date
 *
 * Returns: (transfer full): "09:02" or "11-04 09:02" or "2024-11-04 09:02"
 */
char *
review_format_clock (gint64 time, gint64 reference)
{
  g_autoptr (GDateTime) utc =
      time != 0 ? g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (reference / G_USEC_PER_SEC);

  if (utc == NULL)
    return g_strdup ("—");
  if (day == NULL || g_date_time_get_year (utc) != g_date_time_get_year (day))
    return g_date_time_format (utc, "%Y-%m-%d %H:%M");
  if (g_date_time_get_day_of_year (utc) != g_date_time_get_day_of_year (day))
    return g_date_time_format (utc, "%m-%d %H:%M");
  return g_date_time_format (utc, "%H:%M");
}

/**
 * review_format_age:
 * @from: µs UTC
 * @to: µs UTC
 *
 * Returns: (transfer full): the time between in its largest fitting unit, "412 days"
 */
char *
review_format_age (gint64 from, gint64 to)
{
  gint64 minutes = MAX (0, (to - from) / REVIEW_MINUTE);

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d min", "%d min", (gulong) minutes), (int) minutes);
  if (minutes < 48 * 60)
    return g_strdup_printf (ngettext ("%d h", "%d h", (gulong) (minutes / 60)),
                            (int) (minutes / 60));
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (minutes / 1440)),
                          (int) (minutes / 1440));
}

/**
 * review_format_words:
 * @text: (nullable): of whoever sent the case
 *
 * Returns: (transfer full): the text in a line of other things: what cannot be seen is made visible,
 *   what has no end is shortened; "—" for none
 */
char *
review_format_words (const char *text)
{
  return text != NULL ? shorten_text (text) : g_strdup ("—");
}

/**
 * review_format_address:
 * @address: an address or hash
 *
 * Returns: (transfer full): its first and last characters when it is long: "0x7be4…e91c"; what
 *   cannot be seen is made visible first
 */
char *
review_format_address (const char *address)
{
  g_autofree char *shown = review_text_visible (address);
  glong len = g_utf8_strlen (shown, -1);
  g_autofree char *head = NULL;
  const char *tail;

  if (address == NULL)
    return g_strdup ("—");
  if (len <= 16)
    return g_steal_pointer (&shown);
  head = g_utf8_substring (shown, 0, 6);
  tail = g_utf8_offset_to_pointer (shown, len - 4);
  return g_strdup_printf ("%s…%s", head, tail);
}

static char *
format_field (const ReviewField *field, char *(*format_text) (const char *text))
{
  gint64 time;

  if (field->masked)
    return g_strdup ("•••");
  if (field->value == NULL)
    return g_strdup ("—");
  switch ((ReviewValueType) field->type)
    {
    case REVIEW_VALUE_NUMBER:
    case REVIEW_VALUE_AMOUNT:
      return review_format_number (field->value);
    case REVIEW_VALUE_TIME:
      return review_time_parse (field->value, &time) ? review_format_time (time)
                                                     : format_text (field->value);
    case REVIEW_VALUE_BOOLEAN:
      return g_strdup (review_words_value (field->value));
    case REVIEW_VALUE_TEXT:
    default:
      return format_text (review_words_value (field->value));
    }
}

/**
 * review_format_field:
 *
 * Returns: (transfer full): the field's value in words, in one line among others: long texts are
 *   shortened; "•••" when it is masked
 */
char *
review_format_field (const ReviewField *field)
{
  return format_field (field, shorten_text);
}

/* All of a text that a person can read; of an endless one, how much more there is. */
static char *
bound_text (const char *text)
{
  g_autofree char *shown = review_text_visible (text);
  glong length = g_utf8_strlen (shown, -1);
  g_autofree char *head = NULL;

  if (length <= MOST_TEXT)
    return g_steal_pointer (&shown);
  head = g_utf8_substring (shown, 0, MOST_TEXT);
  return g_strdup_printf (ngettext ("%s… (%ld more character)", "%s… (%ld more characters)",
                                    (gulong) (length - MOST_TEXT)),
                          head, length - MOST_TEXT);
}

/**
 * review_format_text:
 * @text: (nullable): of whoever sent the case
 *
 * Returns: (transfer full): the text where it has a place of its own: what cannot be seen is made
 *   visible, of what has no end 1,200 characters
 */
char *
review_format_text (const char *text)
{
  return bound_text (text);
}

/**
 * review_format_field_whole:
 *
 * Returns: (transfer full): the same, with the whole of a text up to 1,200 characters
 */
char *
review_format_field_whole (const ReviewField *field)
{
  return format_field (field, bound_text);
}
