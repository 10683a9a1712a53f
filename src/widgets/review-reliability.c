/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reliability curve: what was predicted across, what came true upwards, the diagonal where both
 * agree, the isotonic fit as steps, and a dot for each step whose area is the number of cases. A
 * screen reader finds a table with a row for each step. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-reliability.h"

#include <math.h>

#include "review-chart-parts.h"

#define LEAST_DOT 6
#define MOST_DOT  18
#define LINE      2
#define MARGIN    10
#define MARKS     3 /* 0, 0.5, 1 */

typedef struct
{
  GtkWidget *across; /* children */
  GtkWidget *up;
  GtkWidget *dot;
  double predicted;
  double observed;
  gint64 n;
} Step;

struct _ReviewReliability
{
  GtkWidget parent;
  GtkWidget *diagonal; /* owned: child */
  GtkWidget *x_marks[MARKS];
  GtkWidget *y_marks[MARKS];
  GArray *steps; /* owned: Step */
  gint64 most;
};

G_DEFINE_FINAL_TYPE (ReviewReliability, review_reliability, GTK_TYPE_WIDGET)

static GtkWidget *
add_mark (ReviewReliability *self, int i)
{
  static const char *const texts[MARKS] = { "0", "0.5", "1" };
  GtkWidget *label = gtk_label_new (texts[i]);

  gtk_widget_add_css_class (label, "mark");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
review_reliability_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = 160;
  *natural = 220;
}

/* The square in which 0..1 lies. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} Plot;

static int
plot_x (const Plot *plot, double value)
{
  return plot->x + (int) lround (CLAMP (value, 0.0, 1.0) * plot->width);
}

static int
plot_y (const Plot *plot, double value)
{
  return plot->y + plot->height - (int) lround (CLAMP (value, 0.0, 1.0) * plot->height);
}

/* From the middle between a step's dot and the one before to that to the one after. */
static void
place_step (ReviewReliability *self, const Plot *plot, guint i)
{
  const Step *step = &g_array_index (self->steps, Step, i);
  const Step *next = i + 1 < self->steps->len ? &g_array_index (self->steps, Step, i + 1) : NULL;
  const Step *before = i > 0 ? &g_array_index (self->steps, Step, i - 1) : NULL;
  int left =
      plot_x (plot, before != NULL ? (before->predicted + step->predicted) / 2 : step->predicted);
  int right =
      plot_x (plot, next != NULL ? (next->predicted + step->predicted) / 2 : step->predicted);
  int y = plot_y (plot, step->observed);
  int top = next != NULL ? plot_y (plot, next->observed) : y;
  double share = self->most > 0 ? sqrt ((double) step->n / (double) self->most) : 0;
  int dot = MAX (LEAST_DOT, (int) lround (share * MOST_DOT));

  review_chart_place (step->across, left, y - LINE / 2, right - left + LINE / 2, LINE);
  review_chart_place (step->up, right - LINE / 2, top, next != NULL ? LINE : 0, y - top);
  review_chart_place (step->dot, plot_x (plot, step->predicted) - dot / 2, y - dot / 2, dot, dot);
}

static void
review_reliability_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewReliability *self = REVIEW_RELIABILITY (widget);
  int label_width = review_chart_natural_size (self->y_marks[1], GTK_ORIENTATION_HORIZONTAL) + 4;
  int label_height = review_chart_natural_size (self->x_marks[0], GTK_ORIENTATION_VERTICAL) + 2;
  Plot plot = { label_width, MARGIN, MAX (1, width - label_width - MARGIN),
                MAX (1, height - label_height - MARGIN) };

  review_chart_place (self->diagonal, plot.x, plot.y, plot.width, plot.height);
  for (int i = 0; i < MARKS; i++)
    {
      int wide = review_chart_natural_size (self->x_marks[i], GTK_ORIENTATION_HORIZONTAL);
      int other = review_chart_natural_size (self->y_marks[i], GTK_ORIENTATION_HORIZONTAL);
      double value = (double) i / (MARKS - 1);

      review_chart_place (self->x_marks[i], plot_x (&plot, value) - wide / 2,
                          plot.y + plot.height + 2, wide, label_height - 2);
      review_chart_place (self->y_marks[i], plot.x - 4 - other,
                          plot_y (&plot, value) - label_height / 2, other, label_height - 2);
    }
  for (guint i = 0; i < self->steps->len; i++)
    place_step (self, &plot, i);
}

static void
review_reliability_dispose (GObject *object)
{
  ReviewReliability *self = REVIEW_RELIABILITY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->steps, g_array_unref);
  G_OBJECT_CLASS (review_reliability_parent_class)->dispose (object);
}

static void
review_reliability_class_init (ReviewReliabilityClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_reliability_dispose;
  widget_class->measure = review_reliability_measure;
  widget_class->size_allocate = review_reliability_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "reliability");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
review_reliability_init (ReviewReliability *self)
{
  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  self->diagonal =
      review_chart_add_part (GTK_WIDGET (self), "diagonal", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  for (int i = 0; i < MARKS; i++)
    {
      self->x_marks[i] = add_mark (self, i);
      self->y_marks[i] = add_mark (self, i);
    }
}

/** review_reliability_new: Returns: (transfer floating): a curve without steps. */
GtkWidget *
review_reliability_new (void)
{
  return g_object_new (REVIEW_TYPE_RELIABILITY, NULL);
}

/** review_reliability_clear: takes all steps away. */
void
review_reliability_clear (ReviewReliability *self)
{
  g_return_if_fail (REVIEW_IS_RELIABILITY (self));

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      gtk_widget_unparent (step->across);
      gtk_widget_unparent (step->up);
      gtk_widget_unparent (step->dot);
    }
  g_array_set_size (self->steps, 0);
  self->most = 0;
}

/**
 * review_reliability_add:
 * @predicted: 0..1, not below that of the step before
 * @observed: share that came true, 0..1
 * @n: cases of the step
 * @text: the step in words: its row in the table, and its tooltip
 */
void
review_reliability_add (
    ReviewReliability *self, double predicted, double observed, gint64 n, const char *text)
{
  Step step = { .predicted = predicted, .observed = observed, .n = n };

  g_return_if_fail (REVIEW_IS_RELIABILITY (self));

  step.across = review_chart_add_part (GTK_WIDGET (self), "step", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  step.up = review_chart_add_part (GTK_WIDGET (self), "step", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  step.dot = review_chart_add_row (GTK_WIDGET (self), "dot", text);
  self->most = MAX (self->most, n);
  g_array_append_val (self->steps, step);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** review_reliability_get_count: Returns: how many steps there are. */
guint
review_reliability_get_count (ReviewReliability *self)
{
  g_return_val_if_fail (REVIEW_IS_RELIABILITY (self), 0);

  return self->steps->len;
}
