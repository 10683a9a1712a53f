/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memory-500: what is in memory after 500 cases were opened and drawn in turn, against after 20. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include <stdio.h>

#define MANY 500
#define FEW  20

static void
open_row (BenchWindow *window, BenchDesk *desk, guint i)
{
  ReviewQueue *queue = review_session_get_queue (desk->session);
  ReviewDesk *on = review_session_get_desk (desk->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (queue));
  g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (queue), i % n);
  g_autofree char *wanted = NULL;

  BENCH_WAIT (review_queue_peek (queue, i % n) != NULL, 20);
  wanted = g_strdup (review_queue_peek (queue, i % n)->work_item);
  review_desk_open_async (on, wanted, NULL, NULL, NULL);
  BENCH_WAIT (!review_desk_get_busy (on) && g_strcmp0 (review_desk_get_work_item (on), wanted) == 0,
              20);
  bench_window_redraw (window);
}

void
bench_memory_500 (guint divisor)
{
  BenchDesk desk;
  BenchWindow window;
  guint many = MAX (FEW + 10, MANY / divisor);
  gint64 few_bytes = 1, many_bytes;

  bench_desk_init (&desk);
  desk.demo = TRUE;
  bench_desk_connect (&desk);
  bench_window_open (&window, &desk);
  for (guint i = 0; i < many; i++)
    {
      open_row (&window, &desk, i);
      if (i + 1 == FEW)
        few_bytes = bench_memory ();
    }
  many_bytes = bench_memory ();
  printf ("bench memory-500 ratio=%.3f megabytes=%.1f baseline_megabytes=%.1f cases=%u "
          "baseline=\"after %d cases\"\n",
          (double) many_bytes / (double) few_bytes, (double) many_bytes / 1e6,
          (double) few_bytes / 1e6, many, FEW);
  bench_window_close (&window);
  bench_desk_clear (&desk);
}
