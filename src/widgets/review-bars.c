/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A histogram of two kinds over 0..1: two bars beside each other in each bin, one plain and one
 * striped, so that they are told apart without colour. Heights are on a square-root scale: the
 * interesting bins hold a hundredth of what the largest does. A screen reader finds a table with a
 * row for each bin. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-bars.h"

#include <math.h>

#include "review-chart-parts.h"

#define GAP 1 /* between the two bars and to the next bin */

typedef struct
{
  GtkWidget *bin;   /* child of the bars */
  GtkWidget *first; /* children of the bars, drawn over it */
  GtkWidget *second;
  double low, high;
  double values[2];
} Bin;

struct _ReviewBars
{
  GtkWidget parent;
  GArray *bins; /* owned: Bin */
  double most;
};

G_DEFINE_FINAL_TYPE (ReviewBars, review_bars, GTK_TYPE_WIDGET)

static void
review_bars_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = wide ? 120 : 60;
  *natural = wide ? 480 : 160;
}

static void
place_bar (ReviewBars *self, GtkWidget *bar, double value, int x, int width, int height)
{
  double share = self->most > 0 && value > 0 ? sqrt (value / self->most) : 0;
  int tall = MAX ((int) lround (share * height), value > 0 ? 1 : 0);

  review_chart_place (bar, x, height - tall, MAX (1, width), tall);
}

static void
review_bars_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewBars *self = REVIEW_BARS (widget);

  for (guint i = 0; i < self->bins->len; i++)
    {
      const Bin *bin = &g_array_index (self->bins, Bin, i);
      int left = (int) lround (bin->low * width), right = (int) lround (bin->high * width);
      int half = MAX (1, (right - left - 3 * GAP) / 2);

      gtk_widget_size_allocate (bin->bin,
                                &(GtkAllocation){ left, 0, MAX (1, right - left), height }, -1);
      place_bar (self, bin->first, bin->values[0], left + GAP, half, height);
      place_bar (self, bin->second, bin->values[1], left + 2 * GAP + half, half, height);
    }
}

static void
review_bars_dispose (GObject *object)
{
  ReviewBars *self = REVIEW_BARS (object);

  if (self->bins != NULL)
    review_bars_clear (self);
  g_clear_pointer (&self->bins, g_array_unref);
  G_OBJECT_CLASS (review_bars_parent_class)->dispose (object);
}

static void
review_bars_class_init (ReviewBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_bars_dispose;
  widget_class->measure = review_bars_measure;
  widget_class->size_allocate = review_bars_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
review_bars_init (ReviewBars *self)
{
  self->bins = g_array_new (FALSE, TRUE, sizeof (Bin));
}

/** review_bars_new: Returns: (transfer floating): a histogram without bins. */
GtkWidget *
review_bars_new (void)
{
  return g_object_new (REVIEW_TYPE_BARS, NULL);
}

/** review_bars_clear: takes all bins away. */
void
review_bars_clear (ReviewBars *self)
{
  g_return_if_fail (REVIEW_IS_BARS (self));

  for (guint i = 0; i < self->bins->len; i++)
    {
      const Bin *bin = &g_array_index (self->bins, Bin, i);

      gtk_widget_unparent (bin->bin);
      gtk_widget_unparent (bin->first);
      gtk_widget_unparent (bin->second);
    }
  g_array_set_size (self->bins, 0);
  self->most = 0;
}

/**
 * review_bars_add:
 * @low: where the bin begins, 0..1
 * @high: where it ends
 * @first: height of the plain bar, not negative; NaN: none
 * @second: height of the striped bar
 * @text: the bin in words: its row in the table, and its tooltip
 */
void
review_bars_add (
    ReviewBars *self, double low, double high, double first, double second, const char *text)
{
  Bin bin = { .low = low, .high = high, .values = { first, second } };

  g_return_if_fail (REVIEW_IS_BARS (self));

  bin.bin = review_chart_add_row (GTK_WIDGET (self), "bin", text);
  bin.first = review_chart_add_drawn (GTK_WIDGET (self), "first");
  bin.second = review_chart_add_drawn (GTK_WIDGET (self), "second");
  self->most = fmax (self->most, fmax (first, second));
  g_array_append_val (self->bins, bin);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** review_bars_get_count: Returns: how many bins there are. */
guint
review_bars_get_count (ReviewBars *self)
{
  g_return_val_if_fail (REVIEW_IS_BARS (self), 0);

  return self->bins->len;
}
