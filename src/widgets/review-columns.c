/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side while there is room, by weight; below "narrow-at" they go under each other.
 * (Breakpoints came with a later libadwaita than our floor.) */
#define G_LOG_DOMAIN "review-widgets"
#include "review-columns.h"

struct _ReviewColumns
{
  GtkWidget parent;
  int narrow_at; /* width from which children stand side by side */
  int spacing;
};

typedef enum
{
  PROP_NARROW_AT = 1,
  PROP_SPACING
} ReviewColumnsProperty;
static GParamSpec *props[PROP_SPACING + 1];

static GtkBuildableIface *parent_buildable;

static int
get_weight (GtkWidget *child)
{
  int weight = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "review-weight"));

  return weight > 0 ? weight : 1;
}

/* <child type="3">: the weight of the child. */
static void
review_columns_add_child (GtkBuildable *buildable,
                          GtkBuilder *builder,
                          GObject *child,
                          const char *type)
{
  if (GTK_IS_WIDGET (child))
    review_columns_add (REVIEW_COLUMNS (buildable), GTK_WIDGET (child),
                        type != NULL ? (int) g_ascii_strtoll (type, NULL, 10) : 1);
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = review_columns_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewColumns,
                               review_columns,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkSizeRequestMode
review_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
count_visible (GtkWidget *widget, int *ret_weights)
{
  int n = 0;

  *ret_weights = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        n++;
        *ret_weights += get_weight (child);
      }
  return n;
}

static void
measure_width (ReviewColumns *self, int *minimum, int *natural)
{
  int weights, n = count_visible (GTK_WIDGET (self), &weights);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int min = 0, nat = 0;
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
        *minimum = MAX (*minimum, min);
        *natural += nat;
      }
  *natural = MAX (*natural + self->spacing * MAX (0, n - 1), *minimum);
}

static void
measure_height (ReviewColumns *self, int width, int *minimum, int *natural)
{
  int weights, n = count_visible (GTK_WIDGET (self), &weights);
  gboolean wide = width < 0 || width >= self->narrow_at;
  int room = width - self->spacing * MAX (0, n - 1);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min = 0, nat = 0, least = 0, share;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      share = width < 0 ? -1 : MAX (least, wide ? room * get_weight (child) / weights : width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, share, &min, &nat, NULL, NULL);
      *minimum = wide ? MAX (*minimum, min) : *minimum + min;
      *natural = wide ? MAX (*natural, nat) : *natural + nat;
    }
  if (!wide)
    {
      *minimum += self->spacing * MAX (0, n - 1);
      *natural += self->spacing * MAX (0, n - 1);
    }
}

static void
review_columns_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (REVIEW_COLUMNS (widget), minimum, natural);
  else
    measure_height (REVIEW_COLUMNS (widget), for_size, minimum, natural);
}

/* Shares by weight, but no child below its own least width: the others give way. */
static void
allocate_wide (ReviewColumns *self, int width, int height)
{
  int weights, n = count_visible (GTK_WIDGET (self), &weights);
  int room = width - self->spacing * MAX (0, n - 1), x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, share;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      share = MAX (least, weights > 0 ? room * get_weight (child) / weights : room);
      gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, share, height }, -1);
      x += share + self->spacing;
      room -= share;
      weights -= get_weight (child);
    }
}

static int
natural_height (GtkWidget *child, int width, int *ret_width)
{
  int least = 0, natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  *ret_width = MAX (least, width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *ret_width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Under each other at their natural heights; what is left goes to the first that expands. */
static void
allocate_narrow (ReviewColumns *self, int width, int height)
{
  GtkWidget *self_widget = GTK_WIDGET (self);
  int unused = 0, least = 0, rest, own, y = 0;

  measure_height (self, width, &unused, &least);
  rest = MAX (0, height - least);
  for (GtkWidget *child = gtk_widget_get_first_child (self_widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int tall;

      if (!gtk_widget_should_layout (child))
        continue;
      tall = natural_height (child, width, &own);
      if (rest > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL))
        {
          tall += rest;
          rest = 0;
        }
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, own, tall }, -1);
      y += tall + self->spacing;
    }
}

static void
review_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewColumns *self = REVIEW_COLUMNS (widget);

  if (width >= self->narrow_at)
    allocate_wide (self, width, height);
  else
    allocate_narrow (self, width, height);
}

static void
review_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewColumns *self = REVIEW_COLUMNS (object);

  switch ((ReviewColumnsProperty) id)
    {
    case PROP_NARROW_AT:
      g_value_set_int (value, self->narrow_at);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewColumns *self = REVIEW_COLUMNS (object);

  switch ((ReviewColumnsProperty) id)
    {
    case PROP_NARROW_AT:
      self->narrow_at = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
review_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (review_columns_parent_class)->dispose (object);
}

static void
review_columns_class_init (ReviewColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = review_columns_get_property;
  object_class->set_property = review_columns_set_property;
  object_class->dispose = review_columns_dispose;
  widget_class->get_request_mode = review_columns_get_request_mode;
  widget_class->measure = review_columns_measure;
  widget_class->size_allocate = review_columns_size_allocate;
  props[PROP_NARROW_AT] = g_param_spec_int ("narrow-at", NULL, NULL, 0, G_MAXINT, 640, flags);
  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 10, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_columns_init (ReviewColumns *self)
{
  self->narrow_at = 640;
  self->spacing = 10;
}

/**
 * review_columns_add:
 * @child: (transfer floating): appended
 * @weight: its share of the width when side by side
 */
void
review_columns_add (ReviewColumns *self, GtkWidget *child, int weight)
{
  g_return_if_fail (REVIEW_IS_COLUMNS (self));

  g_object_set_data (G_OBJECT (child), "review-weight", GINT_TO_POINTER (weight));
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
