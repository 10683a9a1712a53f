/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of the app on a display: the real widgets over the real session, client and server. One
 * file for each measure, one line of output, one row in the table of bench-app.c. */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

/* A server of this computer over a store of its own, and a session that is connected to it. */
typedef struct
{
  char *folder; /* (owned): removed at the end */
  char *uri;    /* (owned) */
  ReviewSession *session;
} BenchDesk;

void bench_desk_init (BenchDesk *self);
void bench_desk_connect (BenchDesk *self);
void bench_desk_clear (BenchDesk *self);

gint64 bench_memory (void);
double bench_median (double *values, guint n);
/* Runs the main loop until @condition holds; ends the program after @seconds. */
#define BENCH_WAIT(condition, seconds)                                               \
  G_STMT_START                                                                       \
  {                                                                                  \
    gint64 wait_end_ = g_get_monotonic_time () + (gint64) (seconds) *G_USEC_PER_SEC; \
    guint wait_id_ = g_timeout_add (20, bench_wake, NULL);                           \
    while (!(condition))                                                             \
      {                                                                              \
        if (g_get_monotonic_time () > wait_end_)                                     \
          g_error ("not within %d s: %s", (int) (seconds), #condition);              \
        g_main_context_iteration (NULL, TRUE);                                       \
      }                                                                              \
    g_source_remove (wait_id_);                                                      \
  }                                                                                  \
  G_STMT_END
gboolean bench_wake (gpointer unused);

/* @divisor: 1 for the figures; more to see in a test that everything runs. */
void bench_scroll_million (guint divisor);

G_END_DECLS
