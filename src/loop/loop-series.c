/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run as numbers by week. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-series.h"

#include <math.h>

#include "stats-interval.h"
#include "stats-weighted.h"

#define LEVEL 0.95

static void
clear_event (gpointer data)
{
  g_free (((LoopEvent *) data)->text);
}

void
loop_series_init (LoopSeries *self)
{
  self->weeks = g_array_new (FALSE, TRUE, sizeof (LoopWeek));
  self->events = g_array_new (FALSE, TRUE, sizeof (LoopEvent));
  g_array_set_clear_func (self->events, clear_event);
}

/**
 * loop_series_begin_week:
 *
 * Returns: (transfer none): the new week, until the next one begins
 */
LoopWeek *
loop_series_begin_week (LoopSeries *self)
{
  g_array_set_size (self->weeks, self->weeks->len + 1);
  return loop_series_last (self);
}

LoopWeek *
loop_series_last (const LoopSeries *self)
{
  return &g_array_index (self->weeks, LoopWeek, self->weeks->len - 1);
}

/**
 * loop_series_tell:
 * @counted: whether it changed what decides
 * @code: (static): see #LoopEvent
 *
 * Adds what happened at the end of the week that was begun last; before the first, week 0.
 */
void
loop_series_tell (LoopSeries *self, gboolean counted, const char *code, const char *format, ...)
{
  LoopEvent event = { self->weeks->len, counted, code, NULL };
  va_list args;

  va_start (args, format);
  event.text = g_strdup_vprintf (format, args);
  va_end (args);
  g_array_append_val (self->events, event);
  if (counted && self->weeks->len > 0)
    loop_series_last (self)->interventions++;
}

static void
add_week (LoopWeek *sum, const LoopWeek *week)
{
  for (int side = 0; side < 2; side++)
    {
      sum->automated[side] += week->automated[side];
      sum->audited[side] += week->audited[side];
      sum->audit_errors[side] += week->audit_errors[side];
    }
  sum->arrivals += week->arrivals;
  sum->looks += week->looks;
  sum->interventions += week->interventions;
  sum->to_people += week->to_people;
  sum->called_bad += week->called_bad;
  sum->bad += week->bad;
  sum->bad_to_people += week->bad_to_people;
  sum->bad_blocked_by_roca += week->bad_blocked_by_roca;
  sum->found += week->found;
  sum->wrongly_blocked += week->wrongly_blocked;
}

/* From audits, as a floor can know it: `statistics.md` 5.8. */
static void
see_recall (const LoopWeek *sum, LoopRolling *rolling)
{
  const StatsStratum strata[] = {
    { sum->to_people, sum->to_people, sum->called_bad, FALSE },
    { sum->automated[0], sum->audited[0], sum->audit_errors[0], TRUE },
    { sum->automated[1], sum->audited[1], sum->audited[1] - sum->audit_errors[1], FALSE },
  };
  StatsRecall seen = { .recall = NAN, .exact_low = NAN };

  if (sum->automated[0] > 0 && sum->audited[0] > 0)
    seen = stats_stratified_recall (strata, G_N_ELEMENTS (strata), LEVEL, 1 - LEVEL);
  rolling->seen_recall = seen.recall;
  rolling->seen_lower = seen.exact_low;
}

static double
share (double part, double whole)
{
  return whole > 0 ? part / whole : NAN;
}

/**
 * loop_series_roll:
 * @week: the last one of the window, from 0; the window is shorter at the beginning
 * @people: whose skill sets the ceiling
 */
void
loop_series_roll (const LoopSeries *self,
                  guint week,
                  const LoopPeople *people,
                  LoopRolling *ret_rolling)
{
  guint first = week + 1 > LOOP_WINDOW ? week + 1 - LOOP_WINDOW : 0;
  LoopWeek sum = { 0 };
  double blocked, to_people;

  for (guint i = first; i <= week; i++)
    add_week (&sum, &g_array_index (self->weeks, LoopWeek, i));
  blocked = sum.bad_to_people > 0 ? (double) sum.bad_blocked_by_roca / sum.bad_to_people : 0;
  to_people = share (sum.bad_to_people, sum.bad);
  *ret_rolling = (LoopRolling){
    .automation = share (sum.automated[0] + sum.automated[1], sum.arrivals),
    .system_precision = share (sum.found, sum.found + sum.wrongly_blocked),
    .system_recall = share (sum.found, sum.bad),
    .recall_lower = sum.bad > 0 ? stats_clopper_pearson_lower (sum.found, sum.bad, 1 - LEVEL) : NAN,
    .workload = (double) sum.looks / (week + 1 - first),
    .interventions = sum.interventions,
    .ceiling = 1 - to_people * (1 - loop_people_find (people, blocked)),
  };
  see_recall (&sum, ret_rolling);
}

/**
 * loop_series_add:
 * @other: as many weeks, or more than @self has where that is empty
 *
 * Two floors as one: numbers add up week by week; events stay with whom they happened to.
 */
void
loop_series_add (LoopSeries *self, const LoopSeries *other)
{
  if (self->weeks->len < other->weeks->len)
    g_array_set_size (self->weeks, other->weeks->len);
  for (guint i = 0; i < other->weeks->len; i++)
    add_week (&g_array_index (self->weeks, LoopWeek, i),
              &g_array_index (other->weeks, LoopWeek, i));
}

void
loop_series_clear (LoopSeries *self)
{
  g_clear_pointer (&self->weeks, g_array_unref);
  g_clear_pointer (&self->events, g_array_unref);
}
