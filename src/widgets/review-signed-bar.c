/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bar that grows right of a centre line for a positive value and left for a negative one.
 * Side and colour say the same; the figure with its sign stands beside it. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-signed-bar.h"

#include <math.h>

#define BAR_HEIGHT 10

struct _ReviewSignedBar
{
  GtkWidget parent;
  GtkWidget *axis; /* owned: child */
  GtkWidget *bar;  /* owned: child */
  double value;
  double scale; /* the value that fills one side */
};

typedef enum
{
  PROP_VALUE = 1,
  PROP_SCALE
} ReviewSignedBarProperty;
static GParamSpec *props[PROP_SCALE + 1];

G_DEFINE_FINAL_TYPE (ReviewSignedBar, review_signed_bar, GTK_TYPE_WIDGET)

static GtkWidget *
add_part (ReviewSignedBar *self, const char *css_class)
{
  GtkWidget *part =
      g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
review_signed_bar_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 48;
      *natural = 110;
    }
  else
    *minimum = *natural = BAR_HEIGHT + 8;
}

static void
review_signed_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewSignedBar *self = REVIEW_SIGNED_BAR (widget);
  int centre = width / 2;
  double share = self->scale > 0 ? CLAMP (fabs (self->value) / self->scale, 0.0, 1.0) : 0.0;
  int length = MAX ((int) lround (share * (centre - 1)), self->value == 0 ? 0 : 2);
  int x = self->value < 0 ? centre - length : centre + 1;

  gtk_widget_size_allocate (self->axis, &(GtkAllocation){ centre, 0, 1, height }, -1);
  gtk_widget_set_child_visible (self->bar, length > 0);
  if (length > 0)
    gtk_widget_size_allocate (
        self->bar, &(GtkAllocation){ x, (height - BAR_HEIGHT) / 2, length, BAR_HEIGHT }, -1);
}

static void
review_signed_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewSignedBar *self = REVIEW_SIGNED_BAR (object);

  switch ((ReviewSignedBarProperty) id)
    {
    case PROP_VALUE:
      g_value_set_double (value, self->value);
      break;
    case PROP_SCALE:
      g_value_set_double (value, self->scale);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_signed_bar_dispose (GObject *object)
{
  ReviewSignedBar *self = REVIEW_SIGNED_BAR (object);

  g_clear_pointer (&self->axis, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (review_signed_bar_parent_class)->dispose (object);
}

static void
review_signed_bar_class_init (ReviewSignedBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = review_signed_bar_get_property;
  object_class->dispose = review_signed_bar_dispose;
  widget_class->measure = review_signed_bar_measure;
  widget_class->size_allocate = review_signed_bar_size_allocate;
  props[PROP_VALUE] =
      g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  props[PROP_SCALE] = g_param_spec_double ("scale", NULL, NULL, 0, G_MAXDOUBLE, 1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "signedbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
review_signed_bar_init (ReviewSignedBar *self)
{
  self->scale = 1;
  self->axis = add_part (self, "axis");
  self->bar = add_part (self, "bar");
}

/**
 * review_signed_bar_new:
 *
 * Returns: (transfer floating): an empty bar.
 */
GtkWidget *
review_signed_bar_new (void)
{
  return g_object_new (REVIEW_TYPE_SIGNED_BAR, NULL);
}

/**
 * review_signed_bar_set:
 * @value: signed value
 * @scale: the absolute value that fills one side, shared by the bars of a table
 * @muted: grey: neither raises nor lowers by itself (a sum of the rest)
 */
void
review_signed_bar_set (ReviewSignedBar *self, double value, double scale, gboolean muted)
{
  const char *classes[] = { muted ? "muted" : value < 0 ? "lowers" : "raises", NULL };

  g_return_if_fail (REVIEW_IS_SIGNED_BAR (self));

  self->value = value;
  self->scale = scale;
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -scale,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, scale,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, value, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SCALE]);
}

/**
 * review_signed_bar_get_value:
 *
 * Returns: the signed value shown.
 */
double
review_signed_bar_get_value (ReviewSignedBar *self)
{
  g_return_val_if_fail (REVIEW_IS_SIGNED_BAR (self), 0);

  return self->value;
}

/**
 * review_signed_bar_set_value_text:
 * @text: what a screen reader says for it
 */
void
review_signed_bar_set_value_text (ReviewSignedBar *self, const char *text)
{
  g_return_if_fail (REVIEW_IS_SIGNED_BAR (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
