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
