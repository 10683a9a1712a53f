/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 3339 as it stands on the wire: UTC, milliseconds. */
#define G_LOG_DOMAIN "review-base"
#include "review-time.h"

#include <string.h>

#define DAY 86400 /* s */

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

/**
 * review_time_is_zone:
 *
 * Returns: whether @zone is a name of the tz database, as `Europe/Berlin` or `UTC`; an offset is none,
 *   since it knows nothing of clocks that are set forward and back
 */
gboolean
review_time_is_zone (const char *zone)
{
  g_autoptr (GTimeZone) known =
      g_ascii_isalpha (zone[0]) ? g_time_zone_new_identifier (zone) : NULL;

  return known != NULL;
}

static gint64
get_offset (GTimeZone *zone, gint64 time)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time));
}

/**
 * review_time_parse_wall:
 * @text: as `2026-03-28T22:00`
 * @zone: a name of the tz database, as `Europe/Berlin`
 * @choice: which of two moments, where clocks were set back and said it twice
 * @ret_time: (out): µs since 1970, UTC; untouched on failure
 *
 * Returns: whether a clock in @zone ever says @text: one that is set forward leaves an hour out
 */
gboolean
review_time_parse_wall (const char *text,
                        const char *zone,
                        ReviewWallChoice choice,
                        gint64 *ret_time)
{
  g_autoptr (GTimeZone) local = strlen (text) == 16 ? g_time_zone_new_identifier (zone) : NULL;
  g_autofree char *whole = g_strconcat (text, ":00Z", NULL);
  gint64 wall = 0, found = 0;
  gboolean any = FALSE;

  if (local == NULL || text[10] != 'T' || !review_time_parse (whole, &wall))
    return FALSE;
  wall /= 1000000;
  /* The offset is that of the day before or of the day after, where it leads to itself. */
  for (gint64 near = wall - DAY; near <= wall + DAY; near += 2 * DAY)
    {
      gint64 offset = get_offset (local, near);
      gint64 time = wall - offset;

      if (get_offset (local, time) != offset)
        continue;
      if (!any || (choice == REVIEW_WALL_LATER) == (time > found))
        found = time;
      any = TRUE;
    }
  if (any)
    *ret_time = found * 1000000;
  return any;
}
