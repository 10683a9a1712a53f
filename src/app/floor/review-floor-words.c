/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What made cases late, and what the numbers are about, in words. */
#define G_LOG_DOMAIN "review-app"
#include "review-floor-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-clock.h"
#include "review-format.h"
#include "review-waves-words.h"
#include "review-words.h"

/** review_floor_words_cause: @cause: #ReviewCause. Returns: it in words. */
const char *
review_floor_words_cause (int cause)
{
  static const char *const causes[] = {
    NC_ ("cause", "Waited in the queue"),
    NC_ ("cause", "Nobody qualified was there"),
    NC_ ("cause", "Time of review"),
    NC_ ("cause", "Waited for an answer to an escalation"),
    NC_ ("cause", "Core system not confirmed"),
    NC_ ("cause", "Waited for the customer"),
    NC_ ("cause", "On hold"),
  };

  return cause >= 1 && cause <= (int) G_N_ELEMENTS (causes)
             ? g_dpgettext2 (NULL, "cause", causes[cause - 1])
             : "—";
}

/** review_floor_words_day: Returns: (transfer full): the day that began at @day, UTC. */
char *
review_floor_words_day (gint64 day)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (day / REVIEW_SECOND);

  /* Translators: a day in a table, as of g_date_time_format(). */
  return g_date_time_format (time, _ ("%a %d %b"));
}

static const char *
name_kinds (guint kinds)
{
  static const struct
  {
    guint kinds;
    const char *words;
  } names[] = {
    { REVIEW_FLOOR_BREACHES, NC_ ("finding", "Late or too long") },
    { 1u << REVIEW_FINDING_LATE, NC_ ("finding", "Late") },
    { 1u << REVIEW_FINDING_TOO_LONG, NC_ ("finding", "In time, too long for the customer") },
    { 1u << REVIEW_FINDING_NEEDLESS, NC_ ("finding", "Escalated without need") },
    { 1u << REVIEW_FINDING_OVERRULED, NC_ ("finding", "Escalated and overruled") },
    { 1u << REVIEW_FINDING_MISSED, NC_ ("finding", "Escalation missed") },
    { 1u << REVIEW_FINDING_OPEN_LATE, NC_ ("finding", "Open and late") },
    { 1u << REVIEW_FINDING_ESCALATED, NC_ ("finding", "Escalated, still open") },
    { 1u << REVIEW_FINDING_ANSWERED, NC_ ("finding", "Escalated with reason") },
    { 1u << REVIEW_FINDING_UPHELD, NC_ ("finding", "Upheld") },
    { 1u << REVIEW_FINDING_OVERTURNED, NC_ ("finding", "Overturned") },
    { REVIEW_FLOOR_PAST_TIME, NC_ ("finding", "Late, too long, or open and late") },
    { REVIEW_FLOOR_ESCALATIONS, NC_ ("finding", "Escalated") },
    { REVIEW_FLOOR_ESCALATIONS | (1u << REVIEW_FINDING_MISSED),
      NC_ ("finding", "Escalated, or escalation missed") },
    { REVIEW_FLOOR_DECIDED_AGAIN, NC_ ("finding", "Decided again") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].kinds == kinds)
      return g_dpgettext2 (NULL, "finding", names[i].words);
  return "";
}

/**
 * review_floor_words_choice:
 *
 * Returns: (transfer full): which number is looked into: "Late · ATO · Tue 24 Nov"
 */
char *
review_floor_words_choice (ReviewSession *session, const ReviewFloorChoice *choice)
{
  GString *out = g_string_new (name_kinds (choice->kinds));

  if (choice->cause != 0)
    g_string_append_printf (out, " · %s", review_floor_words_cause (choice->cause));
  if (choice->basis != 0)
    g_string_append_printf (out, " · %s", review_waves_words_basis (choice->basis));
  if (choice->trigger != 0)
    g_string_append_printf (out, " · %s", review_waves_words_trigger (choice->trigger));
  if (choice->case_type != NULL)
    g_string_append_printf (out, " · %s", review_words_type (session, choice->case_type));
  if (choice->day != 0)
    {
      g_autofree char *day = review_floor_words_day (choice->day);

      g_string_append_printf (out, " · %s", day);
    }
  return g_string_free (out, FALSE);
}

/**
 * review_floor_words_finding:
 *
 * Returns: (transfer full): why a case is in the list: how late, and by what; how its escalation
 *   or its second look ended
 */
char *
review_floor_words_finding (const ReviewFinding *one)
{
  g_autofree char *late = review_format_age (0, one->late_s * REVIEW_SECOND);
  g_autofree char *lead = NULL;

  if (one->kind == REVIEW_FINDING_LATE || one->kind == REVIEW_FINDING_OPEN_LATE)
    /* Translators: %s is a span of time: "Late by 3 h". */
    lead = g_strdup_printf (_ ("Late by %s"), late);
  else if (one->kind == REVIEW_FINDING_TOO_LONG)
    lead = g_strdup (_ ("Too long"));
  else
    lead = g_strdup (name_kinds (1u << one->kind));
  if (one->trigger != 0)
    return g_strdup_printf ("%s · %s", lead, review_waves_words_trigger (one->trigger));
  return one->cause == 0 ? g_steal_pointer (&lead)
                         : g_strdup_printf ("%s · %s", lead, review_floor_words_cause (one->cause));
}

/**
 * review_floor_words_rate:
 *
 * Returns: (transfer full): a share with its interval; that there is none yet
 */
char *
review_floor_words_rate (const ReviewOverturnRate *one)
{
  g_autofree char *rate = review_format_share (one->rate);
  g_autofree char *low = review_format_share (one->low);
  g_autofree char *high = review_format_share (one->high);

  if (isnan (one->rate))
    return g_strdup ("—");
  return g_strdup_printf ("%s (%s … %s)", rate, low, high);
}
