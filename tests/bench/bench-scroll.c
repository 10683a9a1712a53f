/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scroll-million: the queue's pane over a server that has 1,000,000 cases waiting, of which 1,000 are
 * of another type. Both are scrolled by as many steps in turn; what is timed is the work of a step:
 * moving, layout, drawing. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include <stdio.h>

#include "review-queue-pane.h"
#include "review-store.h"

#define ROWS      1000000
#define FEW       1000
#define FEW_TYPE  "poa_review"
#define MANY_TYPE "withdrawal_anomaly"
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
} Scroll;

static gboolean
fill (ReviewTx *tx, gpointer user_data, GError **error)
{
  gint64 rows = *(const gint64 *) user_data;
  gint64 now = review_tx_get_now (tx);

  /* No text to search for: the index stays empty. */
  return review_tx_exec (tx, error, "INSERT INTO counter (name, value) VALUES ('search_filled', 1)",
                         "")
             == 1
         && review_tx_exec (tx, error,
                            "INSERT INTO subject (id, source, external_id, display, created_at) "
                            "VALUES ('s', 'bench', 'c', 'u•••0001', $1)",
                            "i", now)
                == 1
         && review_tx_exec (
                tx, error,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) "
                "INSERT INTO case_file (id, display_id, external_id, source, type, subject, "
                "priority, value, currency, value_rank, opened_at, received_at, as_of, state, "
                "version, history, content_sha256) SELECT printf('%032x', i), 'C-' || i, 'x' || i, "
                "'bench', CASE WHEN i % ($1 / $2) = 0 THEN $4 ELSE $5 END, 's', i % 70, "
                "'' || (i * 7919 % 100000), 'USD', i * 7919 % 100000 * 100, $3, $3, $3, 'queued', "
                "1, 0, '' FROM n",
                "iiiss", rows, (gint64) FEW, now, FEW_TYPE, MANY_TYPE)
                == rows
         && review_tx_exec (
                tx, error,
                "INSERT INTO work_item (id, case_id, purpose, round, as_of, queued_at, due_at, "
                "state, version, band, case_type, key_user, value_rank, stage) SELECT 'f' || "
                "substr(id, 2), id, 'sla', 1, as_of, opened_at, opened_at + $1, 'queued', 1, 3, "
                "type, 0, value_rank, 'first' FROM case_file",
                "i", (gint64) 8 * 3600 * G_USEC_PER_SEC)
                == rows;
}

static void
make_store (Scroll *self, gint64 rows)
{
  g_autoptr (GError) error = NULL;
  ReviewStore *store =
      review_store_open (self->desk.uri, REVIEW_STORE_DEFAULT, review_clock_system (), &error);

  if (store == NULL || !review_store_write (store, fill, &rows, &error))
    g_error ("no store: %s", error->message);
  review_store_close (store);
}

static void
before_paint_cb (GdkFrameClock *clock, Scroll *self)
{
  self->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *self)
{
  self->working += (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  self->painted++;
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

/* From a place that is far down, if there is one. Returns the seconds of all steps; the slowest
 * step of all runs is in @worst. */
static double
scroll (Scroll *self, guint steps, double *worst)
{
  double room = gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);
  double from = MAX (0, (room - steps * (double) STEP) / 2), all = 0;

  step_to (self, from);
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
  double ratios[PAIRS], most[PAIRS], least[PAIRS], opened = 0, worst = 0, worst_few = 0, one;

  bench_desk_init (&self.desk);
  make_store (&self, rows);
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
      show_type (&self, FEW_TYPE, FEW);
      least[i] = scroll (&self, steps, &worst_few);
      one = show_type (&self, MANY_TYPE, many);
      opened = MAX (opened, one);
      most[i] = scroll (&self, steps, &worst);
      ratios[i] = most[i] / least[i];
    }
  printf ("bench scroll-million ratio=%.3f seconds=%.4f baseline_seconds=%.4f steps=%u "
          "slowest_ms=%.1f baseline_slowest_ms=%.1f memory_mb=%.1f filter_ms=%.0f rows=%u runs=%d "
          "baseline=\"the same pane over %d rows\"\n",
          bench_median (ratios, PAIRS), bench_median (most, PAIRS), bench_median (least, PAIRS),
          steps, worst * 1000, worst_few * 1000, (double) (bench_memory () - before) / 1e6,
          opened * 1000, many, PAIRS, FEW);
  gtk_window_destroy (self.window);
  bench_desk_clear (&self.desk);
}
