/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a held case comes back, as a person says it: tomorrow morning, a time of day, a date and a
 * time; in the person's own time zone. Reads no clock: the caller says what time it is. */
#define G_LOG_DOMAIN "review-session"
#include "review-wake.h"

#include <stdio.h>

#define MORNING 9 /* o'clock */

static gint64
to_time (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

static GDateTime *
to_local (gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

/**
 * review_wake_tomorrow:
 * @now: µs UTC
 *
 * Returns: 09:00 of the next day in @zone, µs UTC
 */
gint64
review_wake_tomorrow (gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = to_local (now, zone);
  g_autoptr (GDateTime) next = g_date_time_add_days (local, 1);
  g_autoptr (GDateTime) morning =
      g_date_time_new (zone, g_date_time_get_year (next), g_date_time_get_month (next),
                       g_date_time_get_day_of_month (next), MORNING, 0, 0);

  return to_time (morning);
}

/* "14:30": today, or tomorrow where that has passed. */
static gint64
next_time_of_day (int hour, int minute, gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = to_local (now, zone);
  g_autoptr (GDateTime) today =
      g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                       g_date_time_get_day_of_month (local), hour, minute, 0);
  g_autoptr (GDateTime) tomorrow = today != NULL ? g_date_time_add_days (today, 1) : NULL;

  return to_time (today) > now ? to_time (today) : to_time (tomorrow);
}

/**
 * review_wake_parse:
 * @text: "14:30" (the next time it is that late) or "2026-11-27 14:30"; full-width colon allowed
 * @now: µs UTC
 * @zone: whose clock is meant
 *
 * Returns: the time in µs UTC; 0 when it is no time, has passed, or lies more than
 *   %REVIEW_WAKE_MOST_DAYS days ahead
 */
gint64
review_wake_parse (const char *text, gint64 now, GTimeZone *zone)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  int year = 0, month = 0, day = 0, hour = -1, minute = -1, end = 0;
  gint64 time = 0;

  if (plain == NULL)
    return 0;
  g_strstrip (plain);
  if (sscanf (plain, "%4d-%2d-%2d %2d:%2d%n", &year, &month, &day, &hour, &minute, &end) == 5
      && plain[end] == '\0')
    {
      g_autoptr (GDateTime) local = g_date_time_new (zone, year, month, day, hour, minute, 0);

      time = to_time (local);
    }
  else if (sscanf (plain, "%2d:%2d%n", &hour, &minute, &end) == 2 && plain[end] == '\0')
    time = next_time_of_day (hour, minute, now, zone);
  if (time <= now || time > now + REVIEW_WAKE_MOST_DAYS * G_TIME_SPAN_DAY)
    return 0;
  return time;
}
