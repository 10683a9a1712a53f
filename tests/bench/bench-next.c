/* SPDX-License-Identifier: GPL-3.0-or-later */
/* next-case: from the key that submits to the next case completely drawn, as a reviewer who agrees
 * with ROCA has it. The figures are of the whole way: the decision is on the server's disk before
 * the next case is shown. */
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
think (void)
{
  gboolean passed = FALSE;

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

/* Seconds from the key to the last frame with the next case on it; @ret_work: of them, worked. */
static double
submit (BenchWindow *window, ReviewDesk *desk, double *ret_work)
{
  g_autofree char *before = g_strdup (review_desk_get_work_item (desk));
  double work = get_work (), passed;
  gint64 begin = g_get_monotonic_time ();
  guint frames;

  gtk_widget_activate_action (window->page, "review.submit", NULL);
  BENCH_WAIT (g_strcmp0 (review_desk_get_work_item (desk), before) != 0
                  && review_desk_get_writable (desk),
              20);
  /* A frame that was painted before says nothing of the case. */
  frames = window->frames;
  BENCH_WAIT (window->frames > frames, 20);
  passed = (double) (bench_window_settle (window) - begin) / G_USEC_PER_SEC;
  *ret_work = get_work () - work;
  return passed;
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
  ReviewDesk *on;
  double median, baseline;

  bench_desk_init (&desk);
  desk.demo = TRUE;
  bench_desk_connect (&desk);
  bench_window_open (&window, &desk);
  on = review_session_get_desk (desk.session);
  take (on);
  while (done < n)
    {
      if (!agree (on))
        {
          skip (on);
          take (on);
          continue;
        }
      think ();
      bench_window_settle (&window);
      times[done] = submit (&window, on, &work[done]);
      again[done++] = bench_window_redraw (&window);
    }
  qsort (times, n, sizeof (double), compare);
  median = times[n / 2];
  baseline = bench_median (again, n);
  printf ("bench next-case ratio=%.3f seconds=%.4f baseline_seconds=%.4f cases=%u median_ms=%.1f "
          "p99_ms=%.1f slowest_ms=%.1f work_ms=%.1f baseline=\"the same window drawn again\"\n",
          median / baseline, median, baseline, n, median * 1000, times[(n - 1) * 99 / 100] * 1000,
          times[n - 1] * 1000, bench_median (work, n) * 1000);
  bench_window_close (&window);
  bench_desk_clear (&desk);
}
