/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scroll-million: the queue's pane over a server that has 1,000,000 cases waiting, of which 1,000 are
 * of another type. Both are scrolled by as many steps in turn; what is timed is the work of a step:
 * moving, layout, drawing. Rows that had not arrived when they were drawn are counted as frames. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include <stdio.h>

#include "review-queue-pane.h"

#define ROWS      1000000
#define FEW       1000
#define FEW_TYPE  BENCH_FEW_TYPE
#define MANY_TYPE BENCH_MANY_TYPE
#define PAIRS     5
#define STEPS     200
#define STEP      90 /* px */

typedef struct
{
  BenchDesk desk;
  ReviewQueue *queue;
  GtkWindow *window;
  GtkAdjustment *place;
  GdkFrameClock *clock;
  gint64 began;   /* monotonic µs: of the frame under way */
  double working; /* s: in frames of this step */
  guint painted;
  guint empty; /* frames that showed a row that had not arrived */
} Scroll;

static void
before_paint_cb (GdkFrameClock *clock, Scroll *self)
{
  self->began = g_get_monotonic_time ();
}

/* Whether every row on screen has arrived. All are of one height. */
static gboolean
is_whole (Scroll *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  double height = n > 0 ? gtk_adjustment_get_upper (self->place) / n : 0;
  double top = gtk_adjustment_get_value (self->place);
  guint first = height > 0 ? (guint) (top / height) : n;
  guint end =
      height > 0 ? (guint) ((top + gtk_adjustment_get_page_size (self->place)) / height) : 0;

  for (guint i = first; i < MIN (end, n); i++)
    if (review_queue_peek (self->queue, i) == NULL)
      return FALSE;
  return TRUE;
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *self)
{
  self->working += (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  self->painted++;
  if (!is_whole (self))
    self->empty++;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
show_pane (Scroll *self)
{
  ReviewQueuePane *pane;
  GtkWidget *list;

  g_type_ensure (REVIEW_TYPE_QUEUE_PANE);
  pane = g_object_new (REVIEW_TYPE_QUEUE_PANE, NULL);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 300, 900);
  gtk_window_set_child (self->window, GTK_WIDGET (pane));
  review_queue_pane_bind (pane, self->desk.session);
  gtk_window_present (self->window);
  list = find (GTK_WIDGET (pane), GTK_TYPE_LIST_VIEW);
  self->place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  self->clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

/* Shows @case_type, all @rows of it. Returns the seconds until its first rows were there. */
static double
show_type (Scroll *self, const char *case_type, guint rows)
{
  gint64 begin = g_get_monotonic_time ();

  review_queue_set_type_filter (self->queue, case_type);
  BENCH_WAIT (g_list_model_get_n_items (G_LIST_MODEL (self->queue)) == rows
                  && !review_queue_get_loading (self->queue)
                  && review_queue_peek (self->queue, 0) != NULL,
              120);
  return (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static double
step_to (Scroll *self, double value)
{
  guint before = self->painted;
  gint64 begin = g_get_monotonic_time ();

  self->working = 0;
  gtk_adjustment_set_value (self->place, value);
  self->working += (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  BENCH_WAIT (self->painted > before, 10);
  return self->working;
}

/* From the middle, whose rows the server has sent. Returns the seconds of all steps; the slowest
 * step of all runs is in @worst. */
static double
scroll (Scroll *self, guint steps, double *worst)
{
  double room, from, all = 0;

  step_to (self, 0);
  room = gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);
  from = MAX (0, (room - steps * (double) STEP) / 2);
  step_to (self, from);
  BENCH_WAIT (is_whole (self), 10);
  step_to (self, from);
  self->empty = 0;
  for (guint i = 0; i < steps; i++)
    {
      double one = step_to (self, MIN (room, from + (i + 1) * (double) STEP));

      all += one;
      *worst = MAX (*worst, one);
    }
  return all;
}

void
bench_scroll_million (guint divisor)
{
  Scroll self = { 0 };
  gint64 rows = ROWS / divisor, before;
  guint many = (guint) rows - FEW, steps = STEPS / MIN (divisor, 10);
  double ratios[PAIRS], most[PAIRS], least[PAIRS], opened[PAIRS], opened_few[PAIRS];
  double worst = 0, worst_few = 0;
  guint empty = 0, empty_few = 0;

  bench_desk_init (&self.desk);
  bench_store_fill (self.desk.uri, rows, FEW);
  bench_desk_connect (&self.desk);
  self.queue = review_session_get_queue (self.desk.session);
  show_pane (&self);
  for (guint i = 0; i < 2; i++)
    {
      show_type (&self, FEW_TYPE, FEW);
      scroll (&self, steps, &worst_few);
    }
  before = bench_memory ();
  worst_few = 0;
  for (guint i = 0; i < PAIRS; i++)
    {
      opened_few[i] = show_type (&self, FEW_TYPE, FEW);
      least[i] = scroll (&self, steps, &worst_few);
      empty_few += self.empty;
      opened[i] = show_type (&self, MANY_TYPE, many);
      most[i] = scroll (&self, steps, &worst);
      empty += self.empty;
      ratios[i] = most[i] / least[i];
    }
  printf ("bench scroll-million ratio=%.3f seconds=%.4f baseline_seconds=%.4f steps=%u "
          "slowest_ms=%.1f baseline_slowest_ms=%.1f empty_frames=%u baseline_empty_frames=%u "
          "memory_mb=%.1f filter_ms=%.0f baseline_filter_ms=%.0f rows=%u runs=%d "
          "baseline=\"the same pane over %d rows\"\n",
          bench_median (ratios, PAIRS), bench_median (most, PAIRS), bench_median (least, PAIRS),
          steps, worst * 1000, worst_few * 1000, empty, empty_few,
          (double) (bench_memory () - before) / 1e6, bench_median (opened, PAIRS) * 1000,
          bench_median (opened_few, PAIRS) * 1000, many, PAIRS, FEW);
  gtk_window_destroy (self.window);
  bench_desk_clear (&self.desk);
}
