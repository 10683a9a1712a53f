/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures for programs: records leave out what is absent, but who checks figures from outside
 * wants to see every name, with null where there is no number. */
#define G_LOG_DOMAIN "review-server"
#include "review-report.h"

#include <math.h>

#include "review-command.h"
#include "review-time.h"

/**
 * review_report_new:
 *
 * Returns: (transfer full): an object without members; freed with review_report_free()
 */
ReviewReport *
review_report_new (void)
{
  return g_string_new ("{");
}

/**
 * review_report_print:
 *
 * Ends the object and writes it to stdout; nothing is added after it.
 */
void
review_report_print (ReviewReport *self)
{
  g_string_append_c (self, '}');
  review_command_print ("%s\n", self->str);
}

static void
append_text (ReviewReport *self, const char *text)
{
  g_string_append_c (self, '"');
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (self, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (self, "\\u%04x", *c);
    else
      g_string_append_c (self, *c);
  g_string_append_c (self, '"');
}

/* The fewest digits that are read back as the same number. */
static void
append_number (ReviewReport *self, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (self, "null");
      return;
    }
  g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  if (g_ascii_strtod (digits, NULL) < value || g_ascii_strtod (digits, NULL) > value)
    g_ascii_dtostr (digits, sizeof digits, value);
  g_string_append (self, digits);
}

static void
append_name (ReviewReport *self, const char *name)
{
  if (self->str[self->len - 1] != '{')
    g_string_append_c (self, ',');
  append_text (self, name);
  g_string_append_c (self, ':');
}

/**
 * review_report_add_text:
 * @value: (nullable): UTF-8; %NULL is null
 */
void
review_report_add_text (ReviewReport *self, const char *name, const char *value)
{
  append_name (self, name);
  if (value != NULL)
    append_text (self, value);
  else
    g_string_append (self, "null");
}

void
review_report_add_flag (ReviewReport *self, const char *name, gboolean value)
{
  append_name (self, name);
  g_string_append (self, value ? "true" : "false");
}

void
review_report_add_int (ReviewReport *self, const char *name, gint64 value)
{
  append_name (self, name);
  g_string_append_printf (self, "%" G_GINT64_FORMAT, value);
}

/**
 * review_report_add_number:
 * @value: NaN is null
 */
void
review_report_add_number (ReviewReport *self, const char *name, double value)
{
  append_name (self, name);
  append_number (self, value);
}

/**
 * review_report_add_numbers:
 * @values: @n numbers; NaN is null
 *
 * Adds them as an array.
 */
void
review_report_add_numbers (ReviewReport *self, const char *name, const double *values, guint n)
{
  append_name (self, name);
  g_string_append_c (self, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (self, ',');
      append_number (self, values[i]);
    }
  g_string_append_c (self, ']');
}

/**
 * review_report_add_interval:
 *
 * Adds [low, high], or null where either end is NaN.
 */
void
review_report_add_interval (ReviewReport *self, const char *name, double low, double high)
{
  append_name (self, name);
  if (isnan (low) || isnan (high))
    {
      g_string_append (self, "null");
      return;
    }
  g_string_append_c (self, '[');
  append_number (self, low);
  g_string_append_c (self, ',');
  append_number (self, high);
  g_string_append_c (self, ']');
}

/**
 * review_report_add_time:
 * @at: µs since 1970 UTC; 0 is null
 */
void
review_report_add_time (ReviewReport *self, const char *name, gint64 at)
{
  g_autofree char *text = at != 0 ? review_time_format (at) : NULL;

  review_report_add_text (self, name, text);
}

/**
 * review_report_open:
 *
 * Begins an object; what is added next are its members, until review_report_close().
 */
void
review_report_open (ReviewReport *self, const char *name)
{
  append_name (self, name);
  g_string_append_c (self, '{');
}

void
review_report_close (ReviewReport *self)
{
  g_string_append_c (self, '}');
}
