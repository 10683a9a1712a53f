/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meter from 0 to 1 with a zone at each end and a marker at the value. The parts are style
 * nodes, so that every colour comes from the style sheet and dark and high contrast just work. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-meter.h"

#include <math.h>

#include "review-chart-parts.h"
#include "review-tip.h"

#define TRACK_HEIGHT  12
#define MARKER_HEIGHT 22
#define MARKER_WIDTH  4
#define LABEL_GAP     4

struct _ReviewMeter
{
  GtkWidget parent;
  /* owned: children */
  GtkWidget *track;
  GtkWidget *low_zone;
  GtkWidget *high_zone;
  GtkWidget *marker;
  GtkWidget *low_label;
  GtkWidget *high_label;
  double value; /* NaN: nothing known, no marker */
  double low;
  double high;
};

typedef enum
{
  PROP_VALUE = 1,
  PROP_LOW,
  PROP_HIGH
} ReviewMeterProperty;
static GParamSpec *props[PROP_HIGH + 1];

G_DEFINE_FINAL_TYPE (ReviewMeter, review_meter, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (ReviewMeter *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  int min_width = 0, min_height = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &min_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      child, &(GtkAllocation){ x, y, MAX (width, min_width), MAX (height, min_height) }, -1);
}

static void
review_meter_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  ReviewMeter *self = REVIEW_METER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int labels = review_chart_natural_size (self->low_label, orientation)
                   + review_chart_natural_size (self->high_label, orientation) + 8;
      *minimum = MAX (120, labels);
      *natural = MAX (220, labels);
    }
  else
    {
      int label = review_chart_natural_size (self->low_label, orientation);
      *minimum = *natural = label + LABEL_GAP + MARKER_HEIGHT;
    }
}

static void
review_meter_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewMeter *self = REVIEW_METER (widget);
  int label_height = review_chart_natural_size (self->low_label, GTK_ORIENTATION_VERTICAL);
  int low_width = review_chart_natural_size (self->low_label, GTK_ORIENTATION_HORIZONTAL);
  int high_width = review_chart_natural_size (self->high_label, GTK_ORIENTATION_HORIZONTAL);
  int top = label_height + LABEL_GAP;
  int track_y = top + (MARKER_HEIGHT - TRACK_HEIGHT) / 2;
  int low_x = (int) lround (self->low * width);
  int high_x = (int) lround (self->high * width);
  int label_x = CLAMP (low_x - low_width / 2, 0, MAX (0, width - low_width));
  int label_high_x = CLAMP (high_x - high_width / 2, 0, MAX (0, width - high_width));

  place (self->track, 0, track_y, width, TRACK_HEIGHT);
  place (self->low_zone, 0, track_y, low_x, TRACK_HEIGHT);
  place (self->high_zone, high_x, track_y, width - high_x, TRACK_HEIGHT);
  place (self->low_label, label_x, 0, low_width, label_height);
  place (self->high_label, MAX (label_high_x, label_x + low_width + 8), 0, high_width,
         label_height);
  if (!isnan (self->value))
    {
      int x = (int) lround (self->value * width) - MARKER_WIDTH / 2;
      place (self->marker, CLAMP (x, 0, MAX (0, width - MARKER_WIDTH)), top, MARKER_WIDTH,
             MARKER_HEIGHT);
    }
}

static void
review_meter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewMeter *self = REVIEW_METER (object);

  switch ((ReviewMeterProperty) id)
    {
    case PROP_VALUE:
      g_value_set_double (value, self->value);
      break;
    case PROP_LOW:
      g_value_set_double (value, self->low);
      break;
    case PROP_HIGH:
      g_value_set_double (value, self->high);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_meter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewMeter *self = REVIEW_METER (object);

  switch ((ReviewMeterProperty) id)
    {
    case PROP_VALUE:
      review_meter_set_value (self, g_value_get_double (value));
      break;
    case PROP_LOW:
      review_meter_set_range (self, g_value_get_double (value), self->high, NULL, NULL);
      break;
    case PROP_HIGH:
      review_meter_set_range (self, self->low, g_value_get_double (value), NULL, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_meter_dispose (GObject *object)
{
  ReviewMeter *self = REVIEW_METER (object);

  g_clear_pointer (&self->track, gtk_widget_unparent);
  g_clear_pointer (&self->low_zone, gtk_widget_unparent);
  g_clear_pointer (&self->high_zone, gtk_widget_unparent);
  g_clear_pointer (&self->marker, gtk_widget_unparent);
  g_clear_pointer (&self->low_label, gtk_widget_unparent);
  g_clear_pointer (&self->high_label, gtk_widget_unparent);
  G_OBJECT_CLASS (review_meter_parent_class)->dispose (object);
}

static void
review_meter_class_init (ReviewMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = review_meter_get_property;
  object_class->set_property = review_meter_set_property;
  object_class->dispose = review_meter_dispose;
  widget_class->measure = review_meter_measure;
  widget_class->size_allocate = review_meter_size_allocate;
  props[PROP_VALUE] =
      g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  props[PROP_LOW] = g_param_spec_double ("low", NULL, NULL, 0, 1, 0, flags);
  props[PROP_HIGH] = g_param_spec_double ("high", NULL, NULL, 0, 1, 1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "riskmeter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
review_meter_init (ReviewMeter *self)
{
  self->value = (double) NAN;
  self->high = 1;
  self->track = review_chart_add_drawn (GTK_WIDGET (self), "track");
  self->low_zone = review_chart_add_drawn (GTK_WIDGET (self), "low");
  self->high_zone = review_chart_add_drawn (GTK_WIDGET (self), "high");
  self->low_label = add_label (self);
  self->high_label = add_label (self);
  self->marker = review_chart_add_drawn (GTK_WIDGET (self), "marker");
  gtk_widget_set_child_visible (self->marker, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
}

/**
 * review_meter_new:
 *
 * Returns: (transfer floating): a meter without a value.
 */
GtkWidget *
review_meter_new (void)
{
  return g_object_new (REVIEW_TYPE_METER, NULL);
}

/**
 * review_meter_set_value:
 * @value: from 0 to 1 (clamped), or NaN to show none
 */
void
review_meter_set_value (ReviewMeter *self, double value)
{
  g_return_if_fail (REVIEW_IS_METER (self));

  self->value = isnan (value) ? value : CLAMP (value, 0.0, 1.0);
  gtk_widget_set_child_visible (self->marker, !isnan (value));
  if (isnan (value))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                    self->value, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

/**
 * review_meter_get_value:
 *
 * Returns: the value, NaN when none is shown.
 */
double
review_meter_get_value (ReviewMeter *self)
{
  g_return_val_if_fail (REVIEW_IS_METER (self), (double) NAN);

  return self->value;
}

/**
 * review_meter_set_range:
 * @low: end of the low zone
 * @high: start of the high zone
 * @low_text: (nullable): words over @low; NULL leaves them
 * @high_text: (nullable): words over @high; NULL leaves them
 */
void
review_meter_set_range (
    ReviewMeter *self, double low, double high, const char *low_text, const char *high_text)
{
  g_return_if_fail (REVIEW_IS_METER (self));

  self->low = CLAMP (low, 0.0, 1.0);
  self->high = CLAMP (high, self->low, 1.0);
  if (low_text != NULL)
    gtk_label_set_text (GTK_LABEL (self->low_label), low_text);
  if (high_text != NULL)
    gtk_label_set_text (GTK_LABEL (self->high_label), high_text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOW]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HIGH]);
}

/**
 * review_meter_set_value_text:
 * @text: what a screen reader says for the value, thresholds included
 */
void
review_meter_set_value_text (ReviewMeter *self, const char *text)
{
  g_return_if_fail (REVIEW_IS_METER (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  review_tip_set (GTK_WIDGET (self), text);
}
