/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double stats_erlang_wait (double per_hour, double minutes, guint people, double limit);
guint stats_queue_people (double per_hour, double minutes, double limit, double share, guint most);

/* What a queue will be like, hour by hour. */
typedef struct
{
  const double *due; /* hours from now, ascending, of each case that waits; below 0: late already */
  guint n;           /* of @due */
  const double *per_hour; /* cases that arrive in each hour */
  double limit;           /* hours after its arrival when a case is due */
  double rate;            /* cases an hour that the people at work complete */
  guint hours;            /* of @per_hour, and of the answer */
} StatsQueue;

void stats_queue_late (const StatsQueue *queue, double *ret_late);

G_END_DECLS
