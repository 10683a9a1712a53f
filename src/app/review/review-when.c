/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times that chips offer for a case to come back, and which moments they mean. */
#define G_LOG_DOMAIN "review-app"
#include "review-when.h"

#include <glib/gi18n.h>

#include "review-wake.h"

/**
 * review_when_fill:
 *
 * Offers @choices in @chips, numbered, and nothing else.
 */
void
review_when_fill (ReviewChips *chips, const ReviewWhen *choices, gsize n)
{
  review_chips_clear (chips);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *cap = g_strdup_printf ("%u", (guint) i + 1);

      review_chips_add (chips, choices[i].id, _ (choices[i].text), cap);
    }
}

/**
 * review_when_find:
 * @chosen: (nullable): id of one of @choices
 * @typed: (nullable): what was typed for %REVIEW_WHEN_OTHER, in the person's own time zone
 * @now: µs UTC
 *
 * Returns: µs UTC; 0: none is chosen, or what was typed is no time
 */
gint64
review_when_find (
    const ReviewWhen *choices, gsize n, const char *chosen, const char *typed, gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  for (gsize i = 0; chosen != NULL && i < n; i++)
    if (choices[i].after != 0 && g_str_equal (chosen, choices[i].id))
      return now + choices[i].after;
  if (g_strcmp0 (chosen, REVIEW_WHEN_TOMORROW) == 0)
    return review_wake_tomorrow (now, zone);
  return g_strcmp0 (chosen, REVIEW_WHEN_OTHER) == 0 && typed != NULL
             ? review_wake_parse (typed, now, zone)
             : 0;
}
