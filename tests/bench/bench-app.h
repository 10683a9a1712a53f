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
  char *folder;  /* (owned): removed at the end */
  char *uri;     /* (owned) */
  gboolean demo; /* the store is filled with generated cases, and ROCA trained */
  ReviewSession *session;
} BenchDesk;

#define BENCH_FEW_TYPE  "poa_review"
#define BENCH_MANY_TYPE "withdrawal_anomaly"

void bench_store_fill (const char *uri, gint64 rows, gint64 few);

void bench_desk_init (BenchDesk *self);
void bench_desk_connect (BenchDesk *self);
void bench_desk_clear (BenchDesk *self);
/* Removes the folder of one that never was connected. */
void bench_desk_drop (BenchDesk *self);

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

/* The review page in a window over the desk's session, drawn once. */
typedef struct
{
  GtkWidget *window; /* NULL once it is gone */
  GtkWidget *page;
  gint64 painted; /* monotonic µs: end of the newest frame */
  guint frames;
  GPtrArray *cards;    /* of GdkPaintable: the cards of the case as they are on screen */
  gint64 card_painted; /* monotonic µs: end of the newest frame in which one of them changed */
} BenchWindow;

void bench_window_open (BenchWindow *self, BenchDesk *desk);
void bench_window_close (BenchWindow *self);
/* From now on "card_painted" is kept. The case has been shown once. */
void bench_window_watch_cards (BenchWindow *self);
/* Until nothing was drawn for a while; returns when the newest frame ended, monotonic µs. */
gint64 bench_window_settle (BenchWindow *self);
/* Seconds that drawing all of it again takes. */
double bench_window_redraw (BenchWindow *self);

/* A program that this one starts of itself to be timed, or NULL: `--child=NAME`. */
int bench_first_frame_child (const char *name, char **arguments);

/* @divisor: 1 for the figures; more to see in a test that everything runs. */
void bench_first_frame (guint divisor);
void bench_next_case (guint divisor);
void bench_memory_500 (guint divisor);
void bench_scroll_million (guint divisor);

G_END_DECLS
