/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The app's window over a desk, watched frame by frame. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include "review-window.h"

#define QUIET (100 * 1000) /* µs without a frame: it is drawn */

static void
after_paint_cb (GdkFrameClock *clock, BenchWindow *self)
{
  self->painted = g_get_monotonic_time ();
  self->frames++;
}

/* It is told of between frames. */
static void
card_changed_cb (GdkPaintable *card, BenchWindow *self)
{
  self->card_painted = self->painted;
}

static GtkWidget *
find (GtkWidget *root, const char *type)
{
  GtkWidget *found = g_str_equal (G_OBJECT_TYPE_NAME (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

void
bench_window_open (BenchWindow *self, BenchDesk *desk)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.riskops.Review");

  self->painted = 0;
  self->frames = 0;
  self->card_painted = 0;
  self->cards = g_ptr_array_new_with_free_func (g_object_unref);
  self->window = g_object_new (REVIEW_TYPE_WINDOW, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  review_window_bind (REVIEW_WINDOW (self->window), desk->session, settings);
  self->page = find (self->window, "ReviewPage");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1440, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect (gtk_widget_get_frame_clock (self->window), "after-paint",
                    G_CALLBACK (after_paint_cb), self);
  bench_window_settle (self);
}

/* Of some there are two: the one that is seen, and the one that is got ready. */
static void
watch (BenchWindow *self, GtkWidget *root, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), type))
    {
      GdkPaintable *card = gtk_widget_paintable_new (root);

      g_signal_connect (card, "invalidate-contents", G_CALLBACK (card_changed_cb), self);
      g_ptr_array_add (self->cards, card);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch (self, child, type);
}

void
bench_window_watch_cards (BenchWindow *self)
{
  static const char *const cards[] = { "ReviewCaseHeader",   "ReviewRocaCard",
                                       "ReviewSignalsCard",  "ReviewChainCard",
                                       "ReviewEvidenceCard", "ReviewDecisionBar",
                                       "ReviewSopPane" };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    watch (self, self->page, cards[i]);
}

void
bench_window_close (BenchWindow *self)
{
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  gtk_window_destroy (GTK_WINDOW (self->window));
  BENCH_WAIT (self->window == NULL, 10);
}

gint64
bench_window_settle (BenchWindow *self)
{
  BENCH_WAIT (self->frames > 0 && g_get_monotonic_time () - self->painted > QUIET, 30);
  return self->painted;
}

double
bench_window_redraw (BenchWindow *self)
{
  guint frames = self->frames;
  gint64 begin = g_get_monotonic_time ();

  gtk_widget_queue_draw (self->window);
  BENCH_WAIT (self->frames > frames, 10);
  return (double) (self->painted - begin) / G_USEC_PER_SEC;
}
