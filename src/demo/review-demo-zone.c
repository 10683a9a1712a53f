/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes machine-readable zones as ICAO Doc 9303 lays them out. ROCA reads them with a code of its
 * own, so that a slip in one of the two shows. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-kyc.h"

#include <string.h>

/* Code of the state that issues the documents of a market, as the zone writes it. */
const char *
review_demo_get_state (const ReviewDemoMarket *market)
{
  static const char *const states[][2] = { { "SG", "SGP" }, { "HK", "HKG" }, { "GB", "GBR" },
                                           { "DE", "D" },   { "BR", "BRA" }, { "MX", "MEX" },
                                           { "VN", "VNM" }, { "AE", "ARE" }, { "NG", "NGA" },
                                           { "TR", "TUR" } };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i][0], market->code) == 0)
      return states[i][1];
  return "UTO";
}

static char
check_digit (const char *text)
{
  static const int weights[] = { 7, 3, 1 };
  int sum = 0;

  for (gsize i = 0; text[i] != '\0'; i++)
    if (g_ascii_isalnum (text[i]))
      sum += weights[i % 3] * (g_ascii_isdigit (text[i]) ? text[i] - '0' : text[i] - 'A' + 10);
  return (char) ('0' + sum % 10);
}

/* A digit that does not agree: the one after it. */
static char
spoil (char digit, gboolean bad)
{
  return bad ? (char) ('0' + (digit - '0' + 1) % 10) : digit;
}

static char *
pad (const char *text, gsize n)
{
  GString *line = g_string_new (text);

  while (line->len < n)
    g_string_append_c (line, '<');
  return g_string_free (g_string_truncate (line, n), FALSE);
}

/* "Mira Aldane" becomes "ALDANE<<MIRA". */
static char *
write_name (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);
  char *family = strrchr (upper, ' ');

  if (family == NULL)
    return g_steal_pointer (&upper);
  *family = '\0';
  g_strdelimit (upper, " -'", '<');
  return g_strconcat (family + 1, "<<", upper, NULL);
}

static char *
write_day (gint64 day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day / REVIEW_SECOND);

  return g_date_time_format (date, "%y%m%d");
}

/* The parts of a zone, each with its digit. */
typedef struct
{
  char *number, *birth, *expiry; /* (owned) */
  char *state;                   /* (owned): three characters */
  char *name;                    /* (owned) */
} Parts;

static char *
add_digit (const char *text, gboolean bad)
{
  return g_strdup_printf ("%s%c", text, spoil (check_digit (text), bad));
}

static void
write_passport (char **lines, const Zone *zone, const Parts *parts)
{
  g_autofree char *first = g_strconcat ("P<", parts->state, parts->name, NULL);
  g_autofree char *checked =
      g_strconcat (parts->number, parts->birth, parts->expiry, "<<<<<<<<<<<<<<0", NULL);

  lines[0] = pad (first, 44);
  lines[1] = g_strdup_printf ("%s%s%sX%s<<<<<<<<<<<<<<0%c", parts->number, parts->state,
                              parts->birth, parts->expiry,
                              spoil (check_digit (checked), zone->number_bad || zone->birth_bad));
}

static void
write_card (char **lines, const Zone *zone, const Parts *parts)
{
  g_autofree char *first = g_strconcat ("I<", parts->state, parts->number, NULL);
  g_autofree char *checked = g_strconcat (parts->number, "<<<<<<<<<<<<<<<", parts->birth,
                                          parts->expiry, "<<<<<<<<<<<", NULL);

  lines[0] = pad (first, 30);
  lines[1] = g_strdup_printf ("%sX%s%s<<<<<<<<<<<%c", parts->birth, parts->expiry, parts->state,
                              spoil (check_digit (checked), zone->number_bad || zone->birth_bad));
  lines[2] = pad (parts->name, 30);
}

/* Adds the lines of @zone as fields of a document row. */
void
review_demo_write_zone (GPtrArray *fields, const Zone *zone)
{
  static const char *const names[] = { "mrz_1", "mrz_2", "mrz_3" };
  g_autofree char *birth = write_day (zone->birth), *expiry = write_day (zone->expiry);
  g_autofree char *number = pad (zone->number, 9);
  Parts parts = { add_digit (number, zone->number_bad), add_digit (birth, zone->birth_bad),
                  add_digit (expiry, FALSE), pad (zone->state, 3), write_name (zone->name) };
  char *lines[3] = { NULL };

  if (zone->passport)
    write_passport (lines, zone, &parts);
  else
    write_card (lines, zone, &parts);
  for (guint i = 0; i < G_N_ELEMENTS (lines) && lines[i] != NULL; i++)
    {
      review_demo_add_text (fields, names[i], lines[i]);
      g_free (lines[i]);
    }
  g_free (parts.number);
  g_free (parts.birth);
  g_free (parts.expiry);
  g_free (parts.state);
  g_free (parts.name);
}
