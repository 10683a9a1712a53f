/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip of time: ticks with their dates, a mark for each thing that happened, in a lane for each
 * kind. It shows the part that is looked at; a drag looks at less, the keys − and 0 at more. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-time-strip.h"

#include <math.h>

#define MOST_MARKS  400 /* drawn; more of them cannot be told apart on a strip */
#define MOST_TICKS  8
#define TICK_WIDTH  84 /* that a label has for itself */
#define LABEL_SPACE 18
#define LANE_HEIGHT 8
#define MARK_WIDTH  3
#define LEAST_SPAN  (10 * G_TIME_SPAN_MINUTE)
#define LEAST_DRAG  6 /* pixels; less was a click */

struct _ReviewTimeStrip
{
  GtkWidget parent;
  GArray *marks;     /* owned: ReviewTimeMark */
  GPtrArray *drawn;  /* owned: a child for each mark, at most MOST_MARKS */
  GPtrArray *ticks;  /* owned: labels, children */
  GtkWidget *chosen; /* child: what the drag is about to choose */
  guint lanes;
  gint64 first, last; /* of everything */
  gint64 from, to;    /* what is looked at */
  double drag_from, drag_to;
  gboolean dragging;
};

enum
{
  SIGNAL_RANGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewTimeStrip, review_time_strip, GTK_TYPE_WIDGET)

static double
get_x (ReviewTimeStrip *self, gint64 at, int width)
{
  return (double) (at - self->from) / (double) MAX (1, self->to - self->from)
         * (width - MARK_WIDTH);
}

static gint64
get_time (ReviewTimeStrip *self, double x)
{
  double share = CLAMP (x / MAX (1, gtk_widget_get_width (GTK_WIDGET (self))), 0, 1);

  return self->from + (gint64) (share * (double) (self->to - self->from));
}

/* Distances between ticks that fall on round times. */
static gint64
choose_step (gint64 span, int width)
{
  static const gint64 steps[] = {
    G_TIME_SPAN_MINUTE,   5 * G_TIME_SPAN_MINUTE, 15 * G_TIME_SPAN_MINUTE, G_TIME_SPAN_HOUR,
    3 * G_TIME_SPAN_HOUR, 6 * G_TIME_SPAN_HOUR,   12 * G_TIME_SPAN_HOUR,   G_TIME_SPAN_DAY,
    2 * G_TIME_SPAN_DAY,  7 * G_TIME_SPAN_DAY,    14 * G_TIME_SPAN_DAY,    30 * G_TIME_SPAN_DAY,
    91 * G_TIME_SPAN_DAY, 182 * G_TIME_SPAN_DAY,  365 * G_TIME_SPAN_DAY,
  };
  gint64 most = CLAMP (width / TICK_WIDTH, 1, MOST_TICKS);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (span / steps[i] < most)
      return steps[i];
  return span / most + 1;
}

static void
place_ticks (ReviewTimeStrip *self, int width, int height)
{
  gint64 step = choose_step (self->to - self->from, width);
  gint64 at = (self->from + step - 1) / step * step;

  for (guint i = 0; i < self->ticks->len; i++, at += step)
    {
      GtkWidget *label = self->ticks->pdata[i];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
      g_autofree char *text =
          g_date_time_format (time, step < G_TIME_SPAN_DAY ? "%m-%d %H:%M" : "%Y-%m-%d");
      int x = (int) get_x (self, at, width);
      gboolean fits = at <= self->to && x + TICK_WIDTH <= width + 8;

      gtk_widget_set_child_visible (label, fits);
      if (!fits)
        continue;
      gtk_label_set_text (GTK_LABEL (label), text);
      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          label, &(GtkAllocation){ x, height - LABEL_SPACE, TICK_WIDTH, LABEL_SPACE }, -1);
    }
}

static void
place_marks (ReviewTimeStrip *self, int width, int height)
{
  int space = height - LABEL_SPACE;
  int lane = MAX (LANE_HEIGHT, space / (int) MAX (1, self->lanes));

  for (guint i = 0; i < self->drawn->len; i++)
    {
      GtkWidget *child = self->drawn->pdata[i];
      guint n = i * self->marks->len / self->drawn->len;
      const ReviewTimeMark *mark = &g_array_index (self->marks, ReviewTimeMark, n);
      gboolean seen = mark->at >= self->from && mark->at <= self->to;

      gtk_widget_set_child_visible (child, seen);
      if (seen)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){ (int) get_x (self, mark->at, width),
                                                    (int) mark->lane * lane, MARK_WIDTH,
                                                    MAX (3, lane - 1) },
                                  -1);
    }
}

static void
review_time_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewTimeStrip *self = REVIEW_TIME_STRIP (widget);
  int x = (int) MIN (self->drag_from, self->drag_to);
  int wide = (int) fabs (self->drag_to - self->drag_from);

  place_ticks (self, width, height);
  place_marks (self, width, height);
  gtk_widget_set_child_visible (self->chosen, self->dragging && wide > 0);
  if (self->dragging && wide > 0)
    gtk_widget_size_allocate (self->chosen, &(GtkAllocation){ x, 0, wide, height - LABEL_SPACE },
                              -1);
}

static void
review_time_strip_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  ReviewTimeStrip *self = REVIEW_TIME_STRIP (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL
                 ? 160
                 : LABEL_SPACE + (int) MAX (3, self->lanes) * LANE_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : *minimum;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
}

static void
drag_begin_cb (ReviewTimeStrip *self, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->dragging = TRUE;
  self->drag_from = self->drag_to = x;
}

static void
drag_update_cb (ReviewTimeStrip *self, double dx, double dy)
{
  self->drag_to = CLAMP (self->drag_from + dx, 0, gtk_widget_get_width (GTK_WIDGET (self)));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
drag_end_cb (ReviewTimeStrip *self, double dx, double dy)
{
  self->dragging = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (fabs (dx) >= LEAST_DRAG)
    review_time_strip_set_range (self, get_time (self, MIN (self->drag_from, self->drag_to)),
                                 get_time (self, MAX (self->drag_from, self->drag_to)));
}

static gboolean
zoom_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  double factor = g_variant_get_double (args);

  if (factor > 0)
    review_time_strip_zoom (REVIEW_TIME_STRIP (widget), factor);
  else
    review_time_strip_set_range (REVIEW_TIME_STRIP (widget), 0, 0);
  return TRUE;
}

static gboolean
pan_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  review_time_strip_pan (REVIEW_TIME_STRIP (widget), g_variant_get_double (args));
  return TRUE;
}

static void
drop_children (ReviewTimeStrip *self)
{
  g_ptr_array_set_size (self->drawn, 0);
}

static void
review_time_strip_dispose (GObject *object)
{
  ReviewTimeStrip *self = REVIEW_TIME_STRIP (object);

  drop_children (self);
  g_ptr_array_set_size (self->ticks, 0);
  g_clear_pointer (&self->chosen, gtk_widget_unparent);
  G_OBJECT_CLASS (review_time_strip_parent_class)->dispose (object);
}

static void
review_time_strip_finalize (GObject *object)
{
  ReviewTimeStrip *self = REVIEW_TIME_STRIP (object);

  g_array_unref (self->marks);
  g_ptr_array_unref (self->drawn);
  g_ptr_array_unref (self->ticks);
  G_OBJECT_CLASS (review_time_strip_parent_class)->finalize (object);
}

static void
review_time_strip_class_init (ReviewTimeStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    guint key;
    double factor; /* 0: all */
  } zooms[] = { { GDK_KEY_plus, 0.5 }, { GDK_KEY_equal, 0.5 },     { GDK_KEY_KP_Add, 0.5 },
                { GDK_KEY_minus, 2 },  { GDK_KEY_KP_Subtract, 2 }, { GDK_KEY_0, 0 },
                { GDK_KEY_Home, 0 } };

  object_class->dispose = review_time_strip_dispose;
  object_class->finalize = review_time_strip_finalize;
  widget_class->measure = review_time_strip_measure;
  widget_class->size_allocate = review_time_strip_size_allocate;
  signals[SIGNAL_RANGE_CHANGED] =
      g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, 0, zoom_cb, "d", zooms[i].factor);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_SHIFT_MASK, zoom_cb, "d", 0.5);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, pan_cb, "d", -0.25);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, pan_cb, "d", 0.25);
  gtk_widget_class_set_css_name (widget_class, "timestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_drag (ReviewTimeStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static GtkWidget *
add_part (ReviewTimeStrip *self, GtkWidget *part, const char *css_class)
{
  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
review_time_strip_init (ReviewTimeStrip *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (ReviewTimeMark));
  self->drawn = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < MOST_TICKS + 1; i++)
    {
      GtkWidget *label = add_part (self, gtk_label_new (NULL), "tick");

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      g_ptr_array_add (self->ticks, label);
    }
  self->chosen = add_part (self, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "chosen");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_drag (self);
}

/**
 * review_time_strip_set_marks:
 * @marks: (array length=n): what happened
 * @lanes: how many kinds there are
 *
 * Shows other marks; all of the time is looked at then.
 */
void
review_time_strip_set_marks (ReviewTimeStrip *self,
                             const ReviewTimeMark *marks,
                             gsize n,
                             guint lanes)
{
  g_return_if_fail (REVIEW_IS_TIME_STRIP (self));

  drop_children (self);
  g_array_set_size (self->marks, 0);
  if (n > 0)
    g_array_append_vals (self->marks, marks, (guint) n);
  self->lanes = lanes;
  self->first = n > 0 ? G_MAXINT64 : 0;
  self->last = n > 0 ? G_MININT64 : 0;
  for (gsize i = 0; i < n; i++)
    {
      self->first = MIN (self->first, marks[i].at);
      self->last = MAX (self->last, marks[i].at);
    }
  for (guint i = 0; i < MIN (n, MOST_MARKS); i++)
    g_ptr_array_add (self->drawn,
                     add_part (self, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "mark"));
  self->from = self->first;
  self->to = MAX (self->last, self->first + LEAST_SPAN);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * review_time_strip_set_range:
 * @from: µs UTC
 * @to: µs UTC; not after @from: all of the time
 *
 * Looks at a part of the time, of ten minutes at least.
 */
void
review_time_strip_set_range (ReviewTimeStrip *self, gint64 from, gint64 to)
{
  gint64 end;

  g_return_if_fail (REVIEW_IS_TIME_STRIP (self));

  end = MAX (self->last, self->first + LEAST_SPAN);
  if (to <= from)
    {
      from = self->first;
      to = end;
    }
  if (to - from < LEAST_SPAN)
    {
      from = (from + to) / 2 - LEAST_SPAN / 2;
      to = from + LEAST_SPAN;
    }
  from = MAX (from, self->first);
  to = MIN (MAX (to, from + LEAST_SPAN), MAX (end, from + LEAST_SPAN));
  if (from == self->from && to == self->to)
    return;
  self->from = from;
  self->to = to;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_RANGE_CHANGED], 0);
}

/**
 * review_time_strip_get_range:
 * @ret_from: (out): µs UTC
 * @ret_to: (out): µs UTC
 *
 * Returns: whether it is only a part of the time
 */
gboolean
review_time_strip_get_range (ReviewTimeStrip *self, gint64 *ret_from, gint64 *ret_to)
{
  g_return_val_if_fail (REVIEW_IS_TIME_STRIP (self), FALSE);

  *ret_from = self->from;
  *ret_to = self->to;
  return self->from > self->first || self->to < self->last;
}

/**
 * review_time_strip_zoom:
 * @factor: of the time looked at: 0.5 is half of it, about its middle
 */
void
review_time_strip_zoom (ReviewTimeStrip *self, double factor)
{
  gint64 half, middle;

  g_return_if_fail (REVIEW_IS_TIME_STRIP (self));

  half = (gint64) ((double) (self->to - self->from) * factor / 2);
  middle = self->from + (self->to - self->from) / 2;
  review_time_strip_set_range (self, middle - half, middle + half);
}

/**
 * review_time_strip_pan:
 * @share: of what is looked at; above 0: later
 */
void
review_time_strip_pan (ReviewTimeStrip *self, double share)
{
  gint64 span, step;

  g_return_if_fail (REVIEW_IS_TIME_STRIP (self));

  span = self->to - self->from;
  step = (gint64) ((double) span * share);
  step = CLAMP (step, MIN (0, self->first - self->from), MAX (0, self->last - self->to));
  if (step != 0)
    review_time_strip_set_range (self, self->from + step, self->to + step);
}
