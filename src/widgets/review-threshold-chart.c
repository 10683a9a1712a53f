/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two thresholds over a histogram: a zone at each end, hatching where neither of them could be
 * proven, and a handle at each threshold that is dragged, or moved by its own keys. The parts are
 * style nodes: colours come from the style sheet, and dark and high contrast just work. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-threshold-chart.h"

#include <math.h>

#include "review-chart-parts.h"
#include "review-threshold-handle.h"

#define MARKS     6 /* 0.0, 0.2, … 1.0 */
#define SIDE      14
#define AXIS_GAP  4
#define HEAD      18 /* above the bars: knobs and their labels */
#define GRAB      18 /* how far from a line a drag may begin */
#define LABEL_GAP 12
#define SNAP      0.005

struct _ReviewThresholdChart
{
  GtkWidget parent;
  /* owned: children, in drawing order */
  GtkWidget *low_zone;
  GtkWidget *high_zone;
  GtkWidget *unproven;
  GtkWidget *base;
  GtkWidget *bars;
  GtkWidget *marks[MARKS];
  GtkWidget *low_label;
  GtkWidget *high_label;
  GtkWidget *low_handle;
  GtkWidget *high_handle;
  double low;
  double high;
  double proven_low; /* NaN: nothing is proven at this end */
  double proven_high;
  ReviewChartSide dragging; /* 0: none */
  double grabbed_at;        /* distance of the pointer to the line */
  gboolean editable;
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (ReviewThresholdChart, review_threshold_chart, GTK_TYPE_WIDGET)

static void
review_threshold_chart_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  ReviewThresholdChart *self = REVIEW_THRESHOLD_CHART (widget);
  int axis = review_chart_natural_size (self->marks[0], GTK_ORIENTATION_VERTICAL) + AXIS_GAP;

  gtk_widget_measure (self->bars, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, 300) + 2 * SIDE;
      *natural += 2 * SIDE;
    }
  else
    {
      *minimum += HEAD + axis;
      *natural += HEAD + axis;
    }
}

static int
get_x (int plot, double value)
{
  return SIDE + (int) lround (CLAMP (value, 0.0, 1.0) * plot);
}

/* The low threshold's words stand right of its line, the high one's left of it; where there is no
 * room they change sides, and where both want the same room the high one's go below. */
static void
place_labels (ReviewThresholdChart *self, int width, int plot)
{
  int low_width = review_chart_natural_size (self->low_label, GTK_ORIENTATION_HORIZONTAL);
  int high_width = review_chart_natural_size (self->high_label, GTK_ORIENTATION_HORIZONTAL);
  int tall = review_chart_natural_size (self->low_label, GTK_ORIENTATION_VERTICAL);
  int low_x = get_x (plot, self->low) + LABEL_GAP;
  int high_x = get_x (plot, self->high) - LABEL_GAP - high_width;
  int high_y = 0;

  if (low_x + low_width > width)
    low_x = get_x (plot, self->low) - LABEL_GAP - low_width;
  if (high_x < 0)
    high_x = get_x (plot, self->high) + LABEL_GAP;
  if (low_x < high_x + high_width + 6 && high_x < low_x + low_width + 6)
    high_y = tall + 2;
  review_chart_place (self->low_label, MAX (0, low_x), 0, low_width, tall);
  review_chart_place (self->high_label, MAX (0, high_x), high_y, high_width, tall);
}

static void
place_axis (ReviewThresholdChart *self, int plot, int y)
{
  for (int i = 0; i < MARKS; i++)
    {
      int wide = review_chart_natural_size (self->marks[i], GTK_ORIENTATION_HORIZONTAL);
      int x = get_x (plot, (double) i / (MARKS - 1)) - wide / 2;

      review_chart_place (self->marks[i], MAX (0, x), y + AXIS_GAP, wide,
                          review_chart_natural_size (self->marks[i], GTK_ORIENTATION_VERTICAL));
    }
}

static void
review_threshold_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewThresholdChart *self = REVIEW_THRESHOLD_CHART (widget);
  int axis = review_chart_natural_size (self->marks[0], GTK_ORIENTATION_VERTICAL) + AXIS_GAP;
  int plot = width - 2 * SIDE, bottom = height - axis, tall = bottom - HEAD;
  int low = get_x (plot, self->low), high = get_x (plot, self->high);
  int from = get_x (plot, isnan (self->proven_low) ? 0 : self->proven_low);
  int to = get_x (plot, isnan (self->proven_high) ? 1 : self->proven_high);
  int wide = review_chart_natural_size (self->low_handle, GTK_ORIENTATION_HORIZONTAL);

  review_chart_place (self->low_zone, SIDE, HEAD, low - SIDE, tall);
  review_chart_place (self->high_zone, high, HEAD, SIDE + plot - high, tall);
  review_chart_place (self->unproven, from, HEAD, to - from, tall);
  review_chart_place (self->base, SIDE, bottom, plot, 1);
  review_chart_place (self->bars, SIDE, HEAD, plot, tall);
  place_axis (self, plot, bottom);
  place_labels (self, width, plot);
  review_chart_place (self->low_handle, low - wide / 2, 2, wide, bottom - 2);
  review_chart_place (self->high_handle, high - wide / 2, 2, wide, bottom - 2);
}

static void
ask (ReviewThresholdChart *self, ReviewChartSide side, double value)
{
  if (self->editable)
    g_signal_emit (self, moved_signal, 0, (guint) side, value);
}

static void
low_moved_cb (ReviewThresholdChart *self, double value)
{
  ask (self, REVIEW_CHART_LOW, value);
}

static void
high_moved_cb (ReviewThresholdChart *self, double value)
{
  ask (self, REVIEW_CHART_HIGH, value);
}

static void
drag_begun_cb (GtkGestureDrag *gesture, double x, double y, ReviewThresholdChart *self)
{
  int plot = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * SIDE;
  double low = x - get_x (plot, self->low), high = x - get_x (plot, self->high);
  gboolean nearer_low = fabs (low) < fabs (high) || (fabs (low) <= fabs (high) && low < 0);
  double distance = nearer_low ? low : high;

  if (!self->editable || fabs (distance) > GRAB)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->dragging = nearer_low ? REVIEW_CHART_LOW : REVIEW_CHART_HIGH;
  self->grabbed_at = distance;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (nearer_low ? self->low_handle : self->high_handle);
}

static void
drag_moved_cb (GtkGestureDrag *gesture, double x, double y, ReviewThresholdChart *self)
{
  int plot = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * SIDE;
  double start_x = 0, start_y = 0, value;

  if (self->dragging == 0 || plot <= 0
      || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  value = (start_x + x - self->grabbed_at - SIDE) / plot;
  ask (self, self->dragging, CLAMP (round (value / SNAP) * SNAP, 0.0, 1.0));
}

static void
drag_ended_cb (GtkGestureDrag *gesture, double x, double y, ReviewThresholdChart *self)
{
  self->dragging = 0;
}

static void
add_drag (ReviewThresholdChart *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_moved_cb), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_ended_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
review_threshold_chart_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (review_threshold_chart_parent_class)->dispose (object);
}

static void
review_threshold_chart_class_init (ReviewThresholdChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_threshold_chart_dispose;
  widget_class->measure = review_threshold_chart_measure;
  widget_class->size_allocate = review_threshold_chart_size_allocate;
  /* Side, and the value that is asked for; nothing moves before it is set. */
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "thresholdchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_handle (ReviewThresholdChart *self, GCallback callback, const char *name)
{
  GtkWidget *handle = review_threshold_handle_new ();

  gtk_widget_set_name (handle, name);
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
  g_signal_connect_object (handle, "moved", callback, self, G_CONNECT_SWAPPED);
  return handle;
}

static void
review_threshold_chart_init (ReviewThresholdChart *self)
{
  self->high = 1;
  self->proven_low = self->proven_high = (double) NAN;
  self->editable = TRUE;
  self->low_zone = review_chart_add_drawn (GTK_WIDGET (self), "low");
  self->high_zone = review_chart_add_drawn (GTK_WIDGET (self), "high");
  self->unproven = review_chart_add_drawn (GTK_WIDGET (self), "unproven");
  self->base = review_chart_add_drawn (GTK_WIDGET (self), "base");
  self->bars = review_bars_new ();
  gtk_widget_set_parent (self->bars, GTK_WIDGET (self));
  for (int i = 0; i < MARKS; i++)
    {
      char text[8];

      g_snprintf (text, sizeof text, "%d.%d", i * 2 / 10, i * 2 % 10);
      self->marks[i] =
          review_chart_add_label (GTK_WIDGET (self), "mark", text, GTK_ACCESSIBLE_ROLE_LABEL);
    }
  self->low_label =
      review_chart_add_label (GTK_WIDGET (self), "handle-label", "", GTK_ACCESSIBLE_ROLE_LABEL);
  self->high_label =
      review_chart_add_label (GTK_WIDGET (self), "handle-label", "", GTK_ACCESSIBLE_ROLE_LABEL);
  self->low_handle = add_handle (self, G_CALLBACK (low_moved_cb), "focus-chart-low");
  self->high_handle = add_handle (self, G_CALLBACK (high_moved_cb), "focus-chart-high");
  add_drag (self);
}

/** review_threshold_chart_new: Returns: (transfer floating): a chart without bars. */
GtkWidget *
review_threshold_chart_new (void)
{
  return g_object_new (REVIEW_TYPE_THRESHOLD_CHART, NULL);
}

/** review_threshold_chart_get_bars: Returns: (transfer none): the histogram, to be filled. */
ReviewBars *
review_threshold_chart_get_bars (ReviewThresholdChart *self)
{
  g_return_val_if_fail (REVIEW_IS_THRESHOLD_CHART (self), NULL);

  return REVIEW_BARS (self->bars);
}

/** review_threshold_chart_get_handle: Returns: (transfer none): the handle of @side. */
GtkWidget *
review_threshold_chart_get_handle (ReviewThresholdChart *self, ReviewChartSide side)
{
  g_return_val_if_fail (REVIEW_IS_THRESHOLD_CHART (self), NULL);

  return side == REVIEW_CHART_LOW ? self->low_handle : self->high_handle;
}

/**
 * review_threshold_chart_set_handle:
 * @value: where the threshold stands, 0..1
 * @label: what stands beside the line
 * @name: the slider's name, with its value
 * @text: what follows from it, in words
 */
void
review_threshold_chart_set_handle (ReviewThresholdChart *self,
                                   ReviewChartSide side,
                                   double value,
                                   const char *label,
                                   const char *name,
                                   const char *text)
{
  gboolean low = side == REVIEW_CHART_LOW;

  g_return_if_fail (REVIEW_IS_THRESHOLD_CHART (self));

  *(low ? &self->low : &self->high) = CLAMP (value, 0.0, 1.0);
  gtk_label_set_text (GTK_LABEL (low ? self->low_label : self->high_label), label);
  review_threshold_handle_set (REVIEW_THRESHOLD_HANDLE (low ? self->low_handle : self->high_handle),
                               value, name, text);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * review_threshold_chart_set_proven:
 * @low: up to where the low threshold could be proven; NaN: nowhere
 * @high: from where on the high one could; NaN: nowhere
 *
 * What lies between is hatched.
 */
void
review_threshold_chart_set_proven (ReviewThresholdChart *self, double low, double high)
{
  g_return_if_fail (REVIEW_IS_THRESHOLD_CHART (self));

  self->proven_low = low;
  self->proven_high = high;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** review_threshold_chart_set_editable: whether drags and keys ask for another value. */
void
review_threshold_chart_set_editable (ReviewThresholdChart *self, gboolean editable)
{
  g_return_if_fail (REVIEW_IS_THRESHOLD_CHART (self));

  self->editable = editable;
}
