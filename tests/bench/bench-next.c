/* SPDX-License-Identifier: GPL-3.0-or-later */
/* next-case: from the key that submits to the next case completely drawn, as a reviewer who agrees
 * with ROCA has it. The figures are of the whole way: the decision is on the server's disk before
 * the next case is shown. The case is drawn when none of its cards changes any more, nor the
 * SOP; the row that leaves the queue may follow, and window_ms says when nothing moves. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CASES 200
#define THINK 250 /* ms between the last choice and the key */

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
ticked_cb (gboolean *ticked)
{
  *ticked = TRUE;
}

/* The clocks on screen tick once a second, all together: that is no part of drawing a case, so the
 * key follows a tick. */
static void
think (ReviewDesk *desk)
{
  gboolean passed = FALSE, ticked = FALSE;
  gulong id =
      g_signal_connect_swapped (desk, "notify::sla-seconds", G_CALLBACK (ticked_cb), &ticked);

  BENCH_WAIT (ticked, 10);
  g_signal_handler_disconnect (desk, id);
  g_timeout_add (THINK, passed_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

/* As ROCA says, and why it is right; whether that is all the case asks for. */
static gboolean
agree (ReviewDesk *desk)
{
  const ReviewAssessment *said = review_desk_get_assessment (desk);
  gboolean block = said != NULL && said->verdict == REVIEW_VERDICT_BLOCK;
  g_autoptr (GPtrArray) codes = NULL;

  review_desk_set_choice (desk, block ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS);
  codes = review_desk_list_codes (desk, "disposition");
  if (block && codes->len > 0)
    review_desk_set_disposition (desk, ((const ReviewCode *) codes->pdata[0])->code);
  review_desk_set_reasoning (desk, REVIEW_REASONING_SOUND);
  return review_desk_get_can_submit (desk);
}

static void
take (ReviewDesk *desk)
{
  review_desk_take_next_async (desk, NULL, NULL, NULL, NULL);
  BENCH_WAIT (!review_desk_get_busy (desk) && review_desk_get_writable (desk), 20);
}

static void
skip (ReviewDesk *desk)
{
  review_desk_release_async (desk, "not_qualified", NULL, NULL, NULL);
  BENCH_WAIT (!review_desk_get_busy (desk) && review_desk_get_view (desk) == NULL, 20);
}

/* Seconds that this thread has worked: what others do on the computer has no part in it. */
static double
get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double) spent.tv_sec + (double) spent.tv_nsec / 1e9;
}

/* Of one case. */
typedef struct
{
  double drawn;   /* s from the key to the last frame in which the case changed */
  double settled; /* s to the last frame of the window */
  double work;    /* s of work until then */
} Times;

static Times
submit (BenchWindow *window, ReviewDesk *desk)
{
  g_autofree char *before = g_strdup (review_desk_get_work_item (desk));
  Times times = { .work = get_work () };
  gint64 begin = g_get_monotonic_time ();
  guint frames;

  gtk_widget_activate_action (window->page, "review.submit", NULL);
  BENCH_WAIT (g_strcmp0 (review_desk_get_work_item (desk), before) != 0
                  && review_desk_get_writable (desk),
              20);
  /* A frame that was painted before says nothing of the case. */
  frames = window->frames;
  BENCH_WAIT (window->frames > frames, 20);
  times.settled = (double) (bench_window_settle (window) - begin) / G_USEC_PER_SEC;
  times.drawn = (double) (window->card_painted - begin) / G_USEC_PER_SEC;
  times.work = get_work () - times.work;
  return times;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_next_case (guint divisor)
{
  BenchDesk desk;
  BenchWindow window;
  guint n = MAX (5, CASES / divisor), done = 0;
  g_autofree double *times = g_new0 (double, n);
  g_autofree double *again = g_new0 (double, n);
  g_autofree double *work = g_new0 (double, n);
  g_autofree double *settled = g_new0 (double, n);
  ReviewDesk *on;
  Times one;
  double median, baseline;

  bench_desk_init (&desk);
  desk.demo = TRUE;
  bench_desk_connect (&desk);
  bench_window_open (&window, &desk);
  on = review_session_get_desk (desk.session);
  take (on);
  bench_window_settle (&window);
  bench_window_watch_cards (&window);
  while (done < n)
    {
      if (!agree (on))
        {
          skip (on);
          take (on);
          continue;
        }
      think (on);
      bench_window_settle (&window);
      one = submit (&window, on);
      times[done] = one.drawn;
      settled[done] = one.settled;
      work[done] = one.work;
      again[done++] = bench_window_redraw (&window);
    }
  qsort (times, n, sizeof (double), compare);
  median = times[n / 2];
  baseline = bench_median (again, n);
  printf ("bench next-case ratio=%.3f seconds=%.4f baseline_seconds=%.4f cases=%u median_ms=%.1f "
          "p99_ms=%.1f slowest_ms=%.1f window_ms=%.1f work_ms=%.1f baseline=\"the same window "
          "drawn again\"\n",
          median / baseline, median, baseline, n, median * 1000, times[(n - 1) * 99 / 100] * 1000,
          times[n - 1] * 1000, bench_median (settled, n) * 1000, bench_median (work, n) * 1000);
  bench_window_close (&window);
  bench_desk_clear (&desk);
}
