/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of shifts and handovers. A planned time is said on the clock that it was planned on, with
 * the name of its zone; any other on this computer's. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-error.h"
#include "review-format.h"
#include "review-words.h"

const char *
review_shift_words_standing (int standing)
{
  switch (standing)
    {
    case REVIEW_STANDING_ON:
      return C_ ("standing", "On shift");
    case REVIEW_STANDING_PRESENT:
      return C_ ("standing", "At work without a shift");
    case REVIEW_STANDING_ABSENT:
      return C_ ("standing", "Absent");
    default:
      return C_ ("standing", "Not on shift");
    }
}

ReviewTone
review_shift_words_standing_tone (int standing)
{
  return standing == REVIEW_STANDING_ON        ? REVIEW_TONE_SUCCESS
         : standing == REVIEW_STANDING_PRESENT ? REVIEW_TONE_ACCENT
         : standing == REVIEW_STANDING_ABSENT  ? REVIEW_TONE_WARNING
                                               : REVIEW_TONE_NEUTRAL;
}

/** review_shift_words_desk: Returns: (transfer none): how a case hangs on a person. */
const char *
review_shift_words_desk (int kind)
{
  switch (kind)
    {
    case REVIEW_DESK_LEASED:
      return C_ ("desk", "Held");
    case REVIEW_DESK_KEPT:
      return C_ ("desk", "Kept in the queue");
    case REVIEW_DESK_WAITING_CUSTOMER:
      return C_ ("desk", "Waits for the customer");
    case REVIEW_DESK_ON_HOLD:
      return C_ ("desk", "On hold");
    default:
      return C_ ("desk", "Escalated");
    }
}

/** review_shift_words_handed: Returns: (transfer none): what became of a case of a handover. */
const char *
review_shift_words_handed (const ReviewHandoverItem *item)
{
  switch (item->state)
    {
    case REVIEW_HANDED_OPEN:
      return C_ ("case of a handover", "Not accepted yet");
    case REVIEW_HANDED_ACCEPTED:
      return C_ ("case of a handover", "Accepted");
    case REVIEW_HANDED_DECIDED:
      return C_ ("case of a handover", "Decided meanwhile");
    case REVIEW_HANDED_TAKEN:
      return C_ ("case of a handover", "Another has it");
    case REVIEW_HANDED_WITHDRAWN:
      return C_ ("case of a handover", "Taken back");
    default:
      return C_ ("case of a handover", "In another handover");
    }
}

ReviewTone
review_shift_words_handed_tone (const ReviewHandoverItem *item)
{
  return item->state == REVIEW_HANDED_OPEN       ? REVIEW_TONE_WARNING
         : item->state == REVIEW_HANDED_ACCEPTED ? REVIEW_TONE_SUCCESS
                                                 : REVIEW_TONE_NEUTRAL;
}

/**
 * review_shift_words_handover:
 * @mine: whether the reader is who accepts it
 *
 * Returns: (transfer none): how it stands with a handover
 */
const char *
review_shift_words_handover (const ReviewHandover *one, gboolean mine)
{
  if (one->state == REVIEW_HANDOVER_WITHDRAWN)
    return C_ ("handover", "Withdrawn");
  if (one->state == REVIEW_HANDOVER_SETTLED)
    return one->accepted > 0 ? C_ ("handover", "Accepted") : C_ ("handover", "Nothing left of it");
  if (one->red)
    return C_ ("handover", "Nobody accepted in time");
  return mine ? C_ ("handover", "To accept") : C_ ("handover", "Not accepted yet");
}

ReviewTone
review_shift_words_handover_tone (const ReviewHandover *one, gboolean mine)
{
  if (one->state != REVIEW_HANDOVER_OPEN)
    return one->state == REVIEW_HANDOVER_SETTLED && one->accepted > 0 ? REVIEW_TONE_SUCCESS
                                                                      : REVIEW_TONE_NEUTRAL;
  return one->red ? REVIEW_TONE_ERROR : mine ? REVIEW_TONE_ACCENT : REVIEW_TONE_WARNING;
}

/** review_shift_words_draft: Returns: (transfer none): what stands in the way of handing over. */
const char *
review_shift_words_draft (ReviewHandoverDraftState state)
{
  switch (state)
    {
    case REVIEW_HANDOVER_DRAFT_READING:
      return _ ("Reading the cases");
    case REVIEW_HANDOVER_DRAFT_NOTHING:
      return _ ("There is nothing to hand over.");
    case REVIEW_HANDOVER_DRAFT_STEP:
      return _ ("A case has no next step.");
    case REVIEW_HANDOVER_DRAFT_NOTE:
      return _ ("A next step is in its note, and there is none.");
    case REVIEW_HANDOVER_DRAFT_SUBMITTING:
      return _ ("Handing over");
    case REVIEW_HANDOVER_DRAFT_READY:
    default:
      return "";
    }
}

static GDateTime *
to_zone (gint64 time, const char *zone)
{
  g_autoptr (GTimeZone) there = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return there != NULL ? g_date_time_to_timezone (utc, there) : g_date_time_to_local (utc);
}

/**
 * review_shift_words_moment:
 * @time: µs UTC
 * @zone: (nullable): "Europe/Berlin"; %NULL: this computer's
 *
 * Returns: (transfer full): date and time on the clock of @zone, with its name
 */
char *
review_shift_words_moment (gint64 time, const char *zone)
{
  g_autoptr (GDateTime) there = to_zone (time, zone);
  g_autofree char *text = g_date_time_format (there, "%Y-%m-%d %H:%M");

  return g_strdup_printf ("%s %s", text,
                          zone != NULL ? zone : g_date_time_get_timezone_abbreviation (there));
}

/* "2026-11-27 22:00 – 06:00 Europe/Berlin": the day of the end where it is another. */
static char *
format_span (gint64 start, gint64 end, const char *zone)
{
  g_autoptr (GDateTime) from = to_zone (start, zone);
  g_autoptr (GDateTime) to = to_zone (end, zone);
  gboolean same = g_date_time_get_day_of_year (from) == g_date_time_get_day_of_year (to);
  g_autofree char *first = g_date_time_format (from, "%Y-%m-%d %H:%M");
  g_autofree char *last = g_date_time_format (to, same ? "%H:%M" : "%m-%d %H:%M");

  return g_strdup_printf ("%s – %s %s", first, last,
                          zone != NULL ? zone : g_date_time_get_timezone_abbreviation (from));
}

/**
 * review_shift_words_span:
 *
 * Returns: (transfer full): from when to when it was planned, or worked where it was not planned
 */
char *
review_shift_words_span (const ReviewShift *shift)
{
  if (shift->start_at != 0)
    return format_span (shift->start_at, shift->end_at, shift->zone);
  return shift->ended_at != 0 ? format_span (shift->started_at, shift->ended_at, NULL)
                              : review_shift_words_moment (shift->started_at, NULL);
}

/**
 * review_shift_words_since:
 *
 * Returns: (transfer full): since when they are on, and until when by their plan; or since when not;
 *   empty where nothing is known
 */
char *
review_shift_words_since (const ReviewPerson *person)
{
  const ReviewShift *shift = person->shift;
  g_autofree char *since = NULL, *until = NULL;

  if (shift == NULL || person->standing == REVIEW_STANDING_ABSENT)
    return g_strdup ("");
  if (shift->state != REVIEW_SHIFT_ON)
    {
      since = review_shift_words_moment (shift->ended_at, shift->zone);
      /* Translators: %s is a moment: a shift is over. */
      return g_strdup_printf (_ ("since %s"), since);
    }
  since = review_shift_words_moment (shift->started_at, shift->zone);
  if (shift->end_at == 0)
    return g_strdup_printf (_ ("since %s"), since);
  until = review_shift_words_moment (shift->end_at, shift->zone);
  /* Translators: two moments: a shift began, and ends by its plan. */
  return g_strdup_printf (_ ("since %s, until %s"), since, until);
}

/** review_shift_words_until: Returns: (transfer full): the same in short, as a list says it. */
char *
review_shift_words_until (const ReviewPerson *person)
{
  g_autofree char *until = NULL;

  if (person->standing != REVIEW_STANDING_ON || person->shift == NULL || person->shift->end_at == 0)
    return review_shift_words_since (person);
  until = review_shift_words_moment (person->shift->end_at, person->shift->zone);
  /* Translators: %s is a moment: a shift ends then by its plan. */
  return g_strdup_printf (_ ("until %s"), until);
}

/** review_shift_words_held: Returns: (transfer full): cases held, of how many at most. */
char *
review_shift_words_held (const ReviewPerson *person)
{
  /* Translators: cases that a person holds, and how many they may hold at once */
  return g_strdup_printf (_ ("%d of %d"), (int) person->leased, (int) person->at_most);
}

/**
 * review_shift_words_waiting:
 *
 * Returns: (transfer full): what else hangs on them, in one line
 */
char *
review_shift_words_waiting (const ReviewPerson *person)
{
  const struct
  {
    int kind;
    gint64 n;
  } counts[] = { { REVIEW_DESK_KEPT, person->kept },
                 { REVIEW_DESK_WAITING_CUSTOMER, person->waiting },
                 { REVIEW_DESK_ON_HOLD, person->on_hold },
                 { REVIEW_DESK_ESCALATED, person->escalated } };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].n > 0)
      g_string_append_printf (text, "%s%s %d", text->len > 0 ? " · " : "",
                              review_shift_words_desk (counts[i].kind), (int) counts[i].n);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (C_ ("desk", "nothing"));
}

static gboolean
is_in_shift (const ReviewPerson *person, const char *case_type)
{
  const ReviewShift *shift = person->shift;

  return shift == NULL || shift->state != REVIEW_SHIFT_ON || shift->case_types == NULL
         || g_strv_contains ((const char *const *) shift->case_types, case_type);
}

/**
 * review_shift_words_may_take:
 *
 * Returns: (transfer full): the case types that they may take now: of their qualifications those that
 *   their shift is for; "—" for none
 */
char *
review_shift_words_may_take (ReviewSession *session, const ReviewPerson *person)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; person->qualifications != NULL && i < person->qualifications->len; i++)
    {
      const ReviewQualification *one = person->qualifications->pdata[i];

      if (one->stage < REVIEW_QUALIFIED_NESTING || !is_in_shift (person, one->case_type)
          || g_ptr_array_find_with_equal_func (seen, one->case_type, g_str_equal, NULL))
        continue;
      g_ptr_array_add (seen, one->case_type);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              review_words_type (session, one->case_type));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("—");
}

/** review_shift_words_absence: Returns: (transfer full): why, from when and until when. */
char *
review_shift_words_absence (ReviewSession *session, const ReviewAbsence *absence)
{
  g_autofree char *span = format_span (absence->from, absence->until, NULL);

  return g_strdup_printf ("%s · %s", review_words_code (session, "absence_reason", absence->reason),
                          span);
}

/**
 * review_shift_words_parties:
 * @account: the reader
 *
 * Returns: (transfer full): from whom to whom
 */
char *
review_shift_words_parties (const ReviewHandover *one, const char *account)
{
  const char *from = g_strcmp0 (one->from, account) == 0 ? C_ ("handover", "You")
                     : one->from_name != NULL            ? one->from_name
                                                         : one->from;
  const char *to = one->to == NULL                     ? C_ ("handover", "the next lead")
                   : g_strcmp0 (one->to, account) == 0 ? C_ ("handover", "you")
                   : one->to_name != NULL              ? one->to_name
                                                       : one->to;

  /* Translators: who hands over, and to whom */
  return g_strdup_printf (C_ ("handover", "%s → %s"), from, to);
}

/** review_shift_words_count: Returns: (transfer full): how many cases, and what became of them. */
char *
review_shift_words_count (const ReviewHandover *one)
{
  guint n = one->items != NULL ? one->items->len : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%d case", "%d cases", n), (int) n);
  if (one->open > 0 && one->open < n)
    /* Translators: of the cases of a handover, those that nobody has accepted */
    g_string_append_printf (text, _ (" · %d not accepted"), (int) one->open);
  if (one->dropped > 0)
    /* Translators: of the cases of a handover, those that were decided or taken meanwhile */
    g_string_append_printf (text, _ (" · %d dropped out"), (int) one->dropped);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/** review_shift_words_receiver: Returns: (transfer full): who, as what, and whether they are there. */
char *
review_shift_words_receiver (const ReviewReceiver *one)
{
  g_autofree char *until = one->end_at != 0 ? review_shift_words_moment (one->end_at, NULL) : NULL;

  return until != NULL
             /* Translators: a person, their role, how they stand, a moment */
             ? g_strdup_printf (_ ("%s · %s · %s until %s"), one->name,
                                review_words_role (one->role),
                                review_shift_words_standing (one->standing), until)
             : g_strdup_printf ("%s · %s · %s", one->name, review_words_role (one->role),
                                review_shift_words_standing (one->standing));
}

/**
 * review_shift_words_error:
 * @field: (nullable): the member that was refused
 *
 * Returns: (transfer full): why it was not done
 */
char *
review_shift_words_error (int code, const char *field)
{
  static const struct
  {
    const char *field;
    const char *text;
  } fields[] = {
    { "start", N_ ("The start is no time of that zone. Write it as 2026-11-27 08:00.") },
    { "end", N_ ("The end lies in the past, or is not within sixteen hours of the start.") },
    { "until", N_ ("The end lies in the past, or more than a year after the start.") },
    { "case_types", N_ ("A case type is not known.") },
    { "to", N_ ("They cannot get these cases: they are absent, or may not have one of them.") },
    { "steps", N_ ("A case has no next step, or its note is too long or holds what a note may "
                   "not.") },
    { "reason", N_ ("Say why.") },
    { "at_most", N_ ("A limit is a number from 0 to 1000.") },
  };

  for (gsize i = 0; code == REVIEW_ERROR_INVALID && i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (field, fields[i].field) == 0)
      return g_strdup (_ (fields[i].text));
  return g_strdup (review_words_error (code));
}
