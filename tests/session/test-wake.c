/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a held case comes back, in the person's own time zone. */
#include "review-wake.h"

#define AT(text) at (text)

static gint64
at (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* 23:30 in Shanghai is still the same day there, and 15:30 in UTC. */
static void
test_tomorrow (void)
{
  g_autoptr (GTimeZone) shanghai = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_assert_cmpint (review_wake_tomorrow (AT ("2026-11-25T15:30:00Z"), shanghai), ==,
                   AT ("2026-11-26T01:00:00Z"));
  g_assert_cmpint (review_wake_tomorrow (AT ("2026-11-25T16:30:00Z"), shanghai), ==,
                   AT ("2026-11-27T01:00:00Z"));
  g_assert_cmpint (review_wake_tomorrow (AT ("2026-12-31T10:00:00Z"), utc), ==,
                   AT ("2027-01-01T09:00:00Z"));
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *time; /* NULL: refused */
  } cases[] = {
    { "18:00", "2026-11-25T18:00:00Z" },
    { " 9:05 ", "2026-11-26T09:05:00Z" },
    { "15:30", "2026-11-26T15:30:00Z" },
    { "18：00", "2026-11-25T18:00:00Z" },
    { "2026-11-28 08:15", "2026-11-28T08:15:00Z" },
    { "2026-11-25 15:29", NULL },
    { "2027-11-28 08:15", NULL },
    { "2026-02-30 08:15", NULL },
    { "25:00", NULL },
    { "12:60", NULL },
    { "18:00 or so", NULL },
    { "tomorrow", NULL },
    { "-1:00", NULL },
    { "", NULL },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 now = AT ("2026-11-25T15:30:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 expected = cases[i].time != NULL ? AT (cases[i].time) : 0;

      g_test_message ("\"%s\"", cases[i].text);
      g_assert_cmpint (review_wake_parse (cases[i].text, now, utc), ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wake/tomorrow", test_tomorrow);
  g_test_add_func ("/wake/parse", test_parse);
  return g_test_run ();
}
