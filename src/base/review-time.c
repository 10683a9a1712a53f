/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 3339 as it stands on the wire: UTC, milliseconds. */
#define G_LOG_DOMAIN "review-base"
#include "review-time.h"

#include <string.h>

/**
 * review_time_format:
 * @time: µs since 1970, UTC
 *
 * Returns: (transfer full): as `2026-11-20T08:00:00.000Z`
 */
char *
review_time_format (gint64 time)
{
  gint64 ms = time / 1000;
  gint64 seconds;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *head = NULL;

  if (time % 1000 < 0)
    ms--;
  seconds = ms / 1000 - (ms % 1000 < 0 ? 1 : 0);
  date = g_date_time_new_from_unix_utc (seconds);
  if (date == NULL)
    return g_strdup ("");
  head = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", head, (int) (ms - seconds * 1000));
}

/**
 * review_time_parse:
 * @text: RFC 3339 with an offset or `Z`; up to microseconds are read
 * @ret_time: (out): µs since 1970, UTC; untouched on failure
 *
 * Returns: whether @text is such a time
 */
gboolean
review_time_parse (const char *text, gint64 *ret_time)
{
  g_autoptr (GDateTime) date = NULL;
  gsize len = strlen (text);

  /* GDateTime takes ISO 8601 at large; RFC 3339 asks for the full form and an offset. */
  if (len < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ')
      || text[13] != ':' || text[16] != ':')
    return FALSE;
  date = g_date_time_new_from_iso8601 (text, NULL);
  if (date == NULL)
    return FALSE;
  *ret_time = g_date_time_to_unix (date) * 1000000 + g_date_time_get_microsecond (date);
  return TRUE;
}
