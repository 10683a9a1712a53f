/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases wait for people: the forecast behind the load of a policy. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-queue.h"

#include <math.h>

/**
 * stats_erlang_wait:
 * @per_hour: cases that arrive, on average
 * @minutes: that one person needs for a case, on average
 * @people: at work
 * @limit: minutes that a case may wait
 *
 * M/M/c queue: with a = arrivals times handling time, Erlang's C is the probability that a case
 * waits at all (Erlang 1917), and P(wait > limit) = C exp (-(people - a) limit / minutes). Erlang's
 * B by its recursion, which cannot overflow. Real arrivals are burstier than Poisson's: the answer
 * is a forecast and no promise.
 *
 * Returns: 0..1; 1 when the queue grows without end; NaN when an argument is negative or NaN
 */
double
stats_erlang_wait (double per_hour, double minutes, guint people, double limit)
{
  double load = per_hour * minutes / 60, blocked = 1;

  if (!(per_hour >= 0 && minutes >= 0 && limit >= 0))
    return NAN;
  if (!(load > 0))
    return 0;
  if (load >= people)
    return 1;
  for (guint k = 1; k <= people; k++)
    blocked = load * blocked / (k + load * blocked);
  return blocked / (1 - load / people * (1 - blocked)) * exp (-(people - load) * limit / minutes);
}

/**
 * stats_queue_people:
 * @per_hour: cases that arrive, on average
 * @minutes: that one person needs for a case, on average
 * @limit: minutes that a case may wait
 * @share: of the cases that may wait longer
 * @most: people that are tried
 *
 * Returns: the fewest people with whom stats_erlang_wait() is at most @share; @most + 1 when that many
 *   are not enough, or an argument is negative or NaN
 */
guint
stats_queue_people (double per_hour, double minutes, double limit, double share, guint most)
{
  for (guint people = 0; people <= most; people++)
    if (stats_erlang_wait (per_hour, minutes, people, limit) <= share)
      return people;
  return most + 1;
}

/* Cases that are due at one time, as far as they are not done. */
typedef struct
{
  double due;
  double left;
} Cohort;

#define STEPS 12 /* of an hour */

/* Work is done in the order of its due time. */
static void
serve (GArray *cohorts, guint *head, double *room)
{
  Cohort *one = &g_array_index (cohorts, Cohort, *head);
  double done = fmin (one->left, *room);

  one->left -= done;
  *room -= done;
  *head += one->left > 0 ? 0 : 1;
}

static void
serve_both (GArray *waiting, guint *first, GArray *arrived, guint *second, double room)
{
  while (room > 1e-12 && (*first < waiting->len || *second < arrived->len))
    {
      gboolean old = *second >= arrived->len
                     || (*first < waiting->len
                         && g_array_index (waiting, Cohort, *first).due
                                <= g_array_index (arrived, Cohort, *second).due);

      serve (old ? waiting : arrived, old ? first : second, &room);
    }
}

/* What passes its due time in this step and is not done. */
static double
pass_due (GArray *cohorts, guint *next, double until)
{
  double late = 0;

  while (*next < cohorts->len && g_array_index (cohorts, Cohort, *next).due <= until)
    late += g_array_index (cohorts, Cohort, (*next)++).left;
  return late;
}

/**
 * stats_queue_late:
 * @ret_late: (out): for each hour, how many cases come to their due time in it and are not done
 *
 * The queue as a fluid: people complete @rate an hour without a pause, always what is due first, and
 * arrivals flow evenly within each hour. That is the expectation where cases are many, and it is
 * exact for what waits; chance is not in it, so call it with the ends of the rates' intervals too. A
 * case that is late already takes its share of the people and is not counted again.
 */
void
stats_queue_late (const StatsQueue *queue, double *ret_late)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Cohort));
  g_autoptr (GArray) arrived = g_array_new (FALSE, FALSE, sizeof (Cohort));
  guint first = 0, second = 0, passed = 0, passed_new = 0;

  for (guint i = 0; i < queue->n; i++)
    g_array_append_val (waiting, ((Cohort){ queue->due[i], 1 }));
  while (passed < queue->n && queue->due[passed] <= 0)
    passed++;
  for (guint hour = 0; hour < queue->hours; hour++)
    {
      ret_late[hour] = 0;
      for (guint step = 1; step <= STEPS; step++)
        {
          double now = hour + (double) step / STEPS;

          g_array_append_val (arrived,
                              ((Cohort){ now + queue->limit, queue->per_hour[hour] / STEPS }));
          serve_both (waiting, &first, arrived, &second, queue->rate / STEPS);
          ret_late[hour] += pass_due (waiting, &passed, now) + pass_due (arrived, &passed_new, now);
        }
    }
}
