/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next hours: what is due in each as a plain bar with its number, beside it what will be late as
 * a striped one, with a whisker for how sure that is. A screen reader finds a table with a row for
 * each hour. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-hours-chart.h"

#include <math.h>

#include "review-chart-parts.h"

#define GAP     2
#define WIDEST  28 /* of a bar */
#define WHISKER 2

typedef struct
{
  GtkWidget *bin; /* children of the chart */
  GtkWidget *due;
  GtkWidget *late;
  GtkWidget *whisker;
  GtkWidget *number;
  GtkWidget *label;
  double values[4]; /* due, late, low, high */
} Column;

struct _ReviewHoursChart
{
  GtkWidget parent;
  GtkWidget *base; /* owned: child: the line that bars stand on */
  GArray *columns; /* owned: Column */
};

G_DEFINE_FINAL_TYPE (ReviewHoursChart, review_hours_chart, GTK_TYPE_WIDGET)

static void
review_hours_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = wide ? 240 : 110;
  *natural = wide ? 480 : 140;
}

static double
find_most (ReviewHoursChart *self)
{
  double most = 1;

  for (guint i = 0; i < self->columns->len; i++)
    for (guint j = 0; j < 4; j++)
      most = fmax (most, g_array_index (self->columns, Column, i).values[j]);
  return most;
}

/* Of the room that bars have. */
static int
to_height (double value, double most, int room)
{
  return value > 0 ? MAX (1, (int) lround (value / most * room)) : 0;
}

static void
place_column (const Column *one, double most, int left, int width, int top, int room)
{
  gboolean both = !isnan (one->values[1]);
  int bar = MIN (WIDEST, MAX (1, (width - 3 * GAP) / (both ? 2 : 1)));
  int start = left + (width - (both ? 2 * bar + GAP : bar)) / 2;
  int due = to_height (one->values[0], most, room), late = to_height (one->values[1], most, room);
  int low = to_height (one->values[2], most, room), high = to_height (one->values[3], most, room);
  int number = review_chart_natural_size (one->number, GTK_ORIENTATION_HORIZONTAL);
  int tall = review_chart_natural_size (one->number, GTK_ORIENTATION_VERTICAL);
  int label = review_chart_natural_size (one->label, GTK_ORIENTATION_HORIZONTAL);

  review_chart_place (one->bin, left, 0, width, top + room);
  review_chart_place (one->due, start, top + room - due, bar, due);
  review_chart_place (one->late, start + bar + GAP, top + room - late, bar, late);
  review_chart_place (one->whisker, start + bar + GAP + (bar - WHISKER) / 2, top + room - high,
                      WHISKER, high - low);
  review_chart_place (one->number, start + (bar - number) / 2, top + room - due - tall,
                      due > 0 ? number : 0, tall);
  review_chart_place (one->label, left + (width - label) / 2, top + room + GAP, label,
                      review_chart_natural_size (one->label, GTK_ORIENTATION_VERTICAL));
}

static void
review_hours_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewHoursChart *self = REVIEW_HOURS_CHART (widget);
  guint n = self->columns->len;
  double most = find_most (self);
  int top = 0, bottom = 0;

  for (guint i = 0; i < n; i++)
    {
      const Column *one = &g_array_index (self->columns, Column, i);

      top = MAX (top, review_chart_natural_size (one->number, GTK_ORIENTATION_VERTICAL));
      bottom = MAX (bottom, review_chart_natural_size (one->label, GTK_ORIENTATION_VERTICAL) + GAP);
    }
  for (guint i = 0; i < n; i++)
    {
      int left = (int) (width * i / n), right = (int) (width * (i + 1) / n);

      place_column (&g_array_index (self->columns, Column, i), most, left, right - left, top,
                    MAX (1, height - top - bottom));
    }
  review_chart_place (self->base, 0, MAX (0, height - bottom), width, 1);
}

static void
review_hours_chart_dispose (GObject *object)
{
  ReviewHoursChart *self = REVIEW_HOURS_CHART (object);

  if (self->columns != NULL)
    review_hours_chart_clear (self);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->base, gtk_widget_unparent);
  G_OBJECT_CLASS (review_hours_chart_parent_class)->dispose (object);
}

static void
review_hours_chart_class_init (ReviewHoursChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hours_chart_dispose;
  widget_class->measure = review_hours_chart_measure;
  widget_class->size_allocate = review_hours_chart_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "hourschart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
review_hours_chart_init (ReviewHoursChart *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  self->base = review_chart_add_part (GTK_WIDGET (self), "base", GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

/** review_hours_chart_new: Returns: (transfer floating): a chart without hours. */
GtkWidget *
review_hours_chart_new (void)
{
  return g_object_new (REVIEW_TYPE_HOURS_CHART, NULL);
}

/** review_hours_chart_clear: takes all hours away. */
void
review_hours_chart_clear (ReviewHoursChart *self)
{
  g_return_if_fail (REVIEW_IS_HOURS_CHART (self));

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *one = &g_array_index (self->columns, Column, i);
      GtkWidget *parts[] = { one->bin, one->due, one->late, one->whisker, one->number, one->label };

      for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
        gtk_widget_unparent (parts[j]);
    }
  g_array_set_size (self->columns, 0);
}

/** review_hours_chart_add: adds an hour at the right. */
void
review_hours_chart_add (ReviewHoursChart *self, const ReviewHour *hour)
{
  g_autofree char *number = g_strdup_printf ("%.0f", hour->due);
  Column one = { .values = { hour->due, hour->late, hour->low, hour->high } };

  g_return_if_fail (REVIEW_IS_HOURS_CHART (self));

  one.bin = review_chart_add_row (GTK_WIDGET (self), "bin", hour->text);
  one.due = review_chart_add_drawn (GTK_WIDGET (self), "due");
  one.late = review_chart_add_drawn (GTK_WIDGET (self), "late");
  one.whisker = review_chart_add_drawn (GTK_WIDGET (self), "whisker");
  one.number = review_chart_add_label (GTK_WIDGET (self), "number", number,
                                       GTK_ACCESSIBLE_ROLE_PRESENTATION);
  one.label = review_chart_add_label (GTK_WIDGET (self), "mark", hour->label,
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_array_append_val (self->columns, one);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** review_hours_chart_get_count: Returns: how many hours there are. */
guint
review_hours_chart_get_count (ReviewHoursChart *self)
{
  g_return_val_if_fail (REVIEW_IS_HOURS_CHART (self), 0);

  return self->columns->len;
}
