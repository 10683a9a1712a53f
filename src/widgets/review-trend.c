/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares in places beside each other: a dot for each, a whisker for how sure it is, and a line across
 * for what it is to reach. The first series has round dots and a solid line, the second square ones
 * and a dashed line, so that they are told apart without colour. The scale begins where the lowest
 * whisker does, at a whole tenth. A screen reader finds a table with a row for each place. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-trend.h"

#include <math.h>

#include "review-chart-parts.h"
#include "review-tip.h"

#define GAP     4
#define DOT     10
#define WHISKER 2
#define MARKS   3
#define APART   9 /* of the middle, where there are two series */

typedef struct
{
  GtkWidget *bin; /* children of the trend */
  GtkWidget *dots[REVIEW_TREND_SERIES];
  GtkWidget *whiskers[REVIEW_TREND_SERIES];
  GtkWidget *label;
  ReviewTrendPoint points[REVIEW_TREND_SERIES];
} Place;

struct _ReviewTrend
{
  GtkWidget parent;
  GtkWidget *lines[MARKS]; /* owned: children, as all below */
  GtkWidget *marks[MARKS];
  GtkWidget *target_lines[REVIEW_TREND_SERIES];
  double targets[REVIEW_TREND_SERIES]; /* NaN: none */
  GArray *places;                      /* owned: Place */
  GtkWidget *nothing;                  /* owned: child; over a plot in which nothing is drawn */
};

typedef enum
{
  PROP_NOTHING = 1
} ReviewTrendProperty;
static GParamSpec *props[PROP_NOTHING + 1];

G_DEFINE_FINAL_TYPE (ReviewTrend, review_trend, GTK_TYPE_WIDGET)

static const char *const series_classes[REVIEW_TREND_SERIES] = { "first", "second" };

static GtkWidget *
add_label (ReviewTrend *self, const char *text)
{
  GtkWidget *label =
      review_chart_add_label (GTK_WIDGET (self), "mark", text, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
review_trend_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = wide ? 220 : 150;
  *natural = wide ? 480 : 190;
}

/* Where the scale begins: at the tenth below all that is drawn. */
static double
find_least (ReviewTrend *self)
{
  double least = 1;

  for (guint i = 0; i < self->places->len; i++)
    for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
      {
        const ReviewTrendPoint *point = &g_array_index (self->places, Place, i).points[s];

        least = fmin (least, fmin (isnan (point->value) ? 1 : point->value,
                                   isnan (point->value) ? 1 : point->low));
      }
  for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
    least = fmin (least, self->targets[s]);
  return fmax (0, fmin (0.9, floor (least * 10) / 10));
}

typedef struct
{
  int left, top, width, height;
  double least; /* at the bottom; 1 at the top */
} Plot;

static int
to_y (const Plot *plot, double value)
{
  double share = (CLAMP (value, plot->least, 1.0) - plot->least) / (1 - plot->least);

  return plot->top + (int) lround ((1 - share) * plot->height);
}

static gboolean
is_drawn (ReviewTrend *self, guint series)
{
  for (guint i = 0; i < self->places->len; i++)
    if (!isnan (g_array_index (self->places, Place, i).points[series].value))
      return TRUE;
  return FALSE;
}

/* Between the lower two lines, clear of both. */
static void
place_nothing (ReviewTrend *self, const Plot *plot)
{
  gboolean drawn = is_drawn (self, 0) || is_drawn (self, 1);
  int width =
      MIN (review_chart_natural_size (self->nothing, GTK_ORIENTATION_HORIZONTAL), plot->width);
  int height = review_chart_natural_size (self->nothing, GTK_ORIENTATION_VERTICAL);

  review_chart_place (self->nothing, plot->left + (plot->width - width) / 2,
                      plot->top + plot->height * 3 / 4 - height / 2, drawn ? 0 : width, height);
}

static void
place_point (const Place *one, guint series, const Plot *plot, int middle)
{
  const ReviewTrendPoint *point = &one->points[series];
  gboolean drawn = !isnan (point->value);
  int y = drawn ? to_y (plot, point->value) : 0;
  int top = drawn && !isnan (point->high) ? to_y (plot, point->high) : y;
  int bottom = drawn && !isnan (point->low) ? to_y (plot, point->low) : y;

  review_chart_place (one->whiskers[series], middle - WHISKER / 2, top, drawn ? WHISKER : 0,
                      bottom - top);
  review_chart_place (one->dots[series], middle - DOT / 2, y - DOT / 2, drawn ? DOT : 0, DOT);
}

static void
place_scale (ReviewTrend *self, const Plot *plot)
{
  for (guint i = 0; i < MARKS; i++)
    {
      double value = plot->least + (1 - plot->least) * i / (MARKS - 1);
      g_autofree char *text = g_strdup_printf ("%.0f %%", value * 100);
      int y = to_y (plot, value), width, height;

      gtk_label_set_text (GTK_LABEL (self->marks[i]), text);
      width = review_chart_natural_size (self->marks[i], GTK_ORIENTATION_HORIZONTAL);
      height = review_chart_natural_size (self->marks[i], GTK_ORIENTATION_VERTICAL);
      review_chart_place (self->lines[i], plot->left, y, plot->width, 1);
      review_chart_place (self->marks[i], plot->left - GAP - width, y - height / 2, width, height);
    }
  for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
    review_chart_place (self->target_lines[s], plot->left, to_y (plot, self->targets[s]) - 1,
                        isnan (self->targets[s]) ? 0 : plot->width, 2);
}

/* As many labels as there is room for, the last one always. */
static guint
find_step (ReviewTrend *self, int width)
{
  int widest = 1;

  for (guint i = 0; i < self->places->len; i++)
    widest = MAX (widest, review_chart_natural_size (g_array_index (self->places, Place, i).label,
                                                     GTK_ORIENTATION_HORIZONTAL)
                              + 2 * GAP);
  return MAX (1u, (guint) ceil ((double) widest * self->places->len / MAX (1, width)));
}

static void
review_trend_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewTrend *self = REVIEW_TREND (widget);
  guint n = self->places->len, step;
  gboolean both = is_drawn (self, 1);
  int tall = review_chart_natural_size (self->marks[0], GTK_ORIENTATION_VERTICAL);
  Plot plot = { .top = tall / 2 + 1, .least = find_least (self) };

  gtk_label_set_text (GTK_LABEL (self->marks[MARKS - 1]), "100 %");
  plot.left = review_chart_natural_size (self->marks[MARKS - 1], GTK_ORIENTATION_HORIZONTAL) + GAP;
  plot.width = MAX (1, width - plot.left);
  plot.height = MAX (1, height - plot.top - DOT / 2 - tall - GAP);
  place_scale (self, &plot);
  place_nothing (self, &plot);
  step = find_step (self, plot.width);
  for (guint i = 0; i < n; i++)
    {
      const Place *one = &g_array_index (self->places, Place, i);
      int left = plot.left + (int) (plot.width * i / n);
      int room = plot.left + (int) (plot.width * (i + 1) / n) - left, middle = left + room / 2;
      int label =
          MIN (review_chart_natural_size (one->label, GTK_ORIENTATION_HORIZONTAL), plot.width);
      gboolean named = (n - 1 - i) % step == 0;

      review_chart_place (one->bin, left, 0, room, plot.top + plot.height + DOT / 2);
      for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
        place_point (one, s, &plot, middle + (both ? (s == 0 ? -APART : APART) : 0));
      review_chart_place (one->label, MIN (middle - label / 2, width - label), height - tall,
                          named ? label : 0, tall);
    }
}

static void
review_trend_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NOTHING)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (REVIEW_TREND (object)->nothing)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_trend_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_NOTHING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_label_set_text (GTK_LABEL (REVIEW_TREND (object)->nothing), g_value_get_string (value));
  review_tip_set (REVIEW_TREND (object)->nothing, g_value_get_string (value));
}

static void
review_trend_dispose (GObject *object)
{
  ReviewTrend *self = REVIEW_TREND (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (review_trend_parent_class)->dispose (object);
}

static void
review_trend_class_init (ReviewTrendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_trend_get_property;
  object_class->set_property = review_trend_set_property;
  object_class->dispose = review_trend_dispose;
  props[PROP_NOTHING] =
      g_param_spec_string ("nothing", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  widget_class->measure = review_trend_measure;
  widget_class->size_allocate = review_trend_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "trend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
review_trend_init (ReviewTrend *self)
{
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  for (guint i = 0; i < MARKS; i++)
    {
      self->lines[i] = review_chart_add_drawn (GTK_WIDGET (self), "line");
      self->marks[i] = add_label (self, "");
    }
  for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
    {
      self->target_lines[s] = review_chart_add_drawn (GTK_WIDGET (self), "target");
      gtk_widget_add_css_class (self->target_lines[s], series_classes[s]);
      self->targets[s] = NAN;
    }
  self->nothing = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->nothing), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_parent (self->nothing, GTK_WIDGET (self));
}

/** review_trend_new: Returns: (transfer floating): a trend without places. */
GtkWidget *
review_trend_new (void)
{
  return g_object_new (REVIEW_TYPE_TREND, NULL);
}

/** review_trend_clear: takes all places and targets away. */
void
review_trend_clear (ReviewTrend *self)
{
  g_return_if_fail (REVIEW_IS_TREND (self));

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *one = &g_array_index (self->places, Place, i);

      gtk_widget_unparent (one->bin);
      gtk_widget_unparent (one->label);
      for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
        {
          gtk_widget_unparent (one->dots[s]);
          gtk_widget_unparent (one->whiskers[s]);
        }
    }
  g_array_set_size (self->places, 0);
  for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
    self->targets[s] = NAN;
}

/**
 * review_trend_add:
 * @label: under the place
 * @points: one of each series
 * @text: the place in words: its row in the table, and its tooltip
 *
 * Adds a place at the right.
 */
void
review_trend_add (ReviewTrend *self,
                  const char *label,
                  const ReviewTrendPoint points[REVIEW_TREND_SERIES],
                  const char *text)
{
  Place one = { 0 };

  g_return_if_fail (REVIEW_IS_TREND (self));

  one.bin = review_chart_add_row (GTK_WIDGET (self), "bin", text);
  for (guint s = 0; s < REVIEW_TREND_SERIES; s++)
    {
      one.points[s] = points[s];
      one.whiskers[s] = review_chart_add_drawn (GTK_WIDGET (self), "whisker");
      one.dots[s] = review_chart_add_drawn (GTK_WIDGET (self), "dot");
      gtk_widget_add_css_class (one.whiskers[s], series_classes[s]);
      gtk_widget_add_css_class (one.dots[s], series_classes[s]);
    }
  one.label = add_label (self, label);
  g_array_append_val (self->places, one);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * review_trend_set_target:
 * @target: what the series is to reach, 0..1; NaN: nothing
 */
void
review_trend_set_target (ReviewTrend *self, guint series, double target)
{
  g_return_if_fail (REVIEW_IS_TREND (self));
  g_return_if_fail (series < REVIEW_TREND_SERIES);

  self->targets[series] = target;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** review_trend_get_count: Returns: how many places there are. */
guint
review_trend_get_count (ReviewTrend *self)
{
  g_return_val_if_fail (REVIEW_IS_TREND (self), 0);

  return self->places->len;
}
