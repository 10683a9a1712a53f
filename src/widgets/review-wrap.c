/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children after each other at their natural width, in as many lines as they need. (A wrap box came
 * with a later libadwaita than our floor; GtkFlowBox makes all columns as wide as the widest.) */
#define G_LOG_DOMAIN "review-widgets"
#include "review-wrap.h"

struct _ReviewWrap
{
  GtkWidget parent;
  int spacing; /* between children of a line, and between lines */
};

typedef enum
{
  PROP_SPACING = 1
} ReviewWrapProperty;
static GParamSpec *props[PROP_SPACING + 1];

G_DEFINE_FINAL_TYPE (ReviewWrap, review_wrap, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
review_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
get_width (GtkWidget *child, int room)
{
  int least = 0, natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return MAX (least, MIN (natural, room));
}

static int
get_height (GtkWidget *child, int width)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The first child after the line that @child begins, and the height of that line. */
static GtkWidget *
end_of_line (ReviewWrap *self, GtkWidget *child, int room, int *ret_height)
{
  int x = 0;

  *ret_height = 0;
  for (; child != NULL; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int width = get_width (child, room);

      if (x > 0 && x + self->spacing + width > room)
        break;
      x += (x > 0 ? self->spacing : 0) + width;
      *ret_height = MAX (*ret_height, get_height (child, width));
    }
  return child;
}

static int
measure_lines (ReviewWrap *self, int room)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
  int total = 0;

  while (child != NULL)
    {
      int height;

      child = end_of_line (self, child, room, &height);
      total += height + (child != NULL ? self->spacing : 0);
    }
  return total;
}

static void
review_wrap_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  ReviewWrap *self = REVIEW_WRAP (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_lines (self, for_size < 0 ? G_MAXINT / 2 : for_size);
      return;
    }
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least = 0, wanted = 0;

      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (*natural > 0 ? self->spacing : 0);
    }
}

static void
review_wrap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewWrap *self = REVIEW_WRAP (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      int line, x = 0;
      GtkWidget *end = end_of_line (self, child, width, &line);

      for (; child != end; child = next_shown (gtk_widget_get_next_sibling (child)))
        {
          int own = get_width (child, width);

          gtk_widget_size_allocate (
              child, &(GtkAllocation){ mirrored ? width - x - own : x, y, own, line }, -1);
          x += own + self->spacing;
        }
      y += line + self->spacing;
    }
}

static void
review_wrap_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, REVIEW_WRAP (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_wrap_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewWrap *self = REVIEW_WRAP (object);

  if (id != PROP_SPACING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
review_wrap_dispose (GObject *object)
{
  review_wrap_remove_all (REVIEW_WRAP (object));
  G_OBJECT_CLASS (review_wrap_parent_class)->dispose (object);
}

static void
review_wrap_class_init (ReviewWrapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_wrap_get_property;
  object_class->set_property = review_wrap_set_property;
  object_class->dispose = review_wrap_dispose;
  widget_class->get_request_mode = review_wrap_get_request_mode;
  widget_class->measure = review_wrap_measure;
  widget_class->size_allocate = review_wrap_size_allocate;
  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 6,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_wrap_init (ReviewWrap *self)
{
  self->spacing = 6;
}

/**
 * review_wrap_new:
 *
 * Returns: (transfer floating): an empty wrap.
 */
GtkWidget *
review_wrap_new (void)
{
  return g_object_new (REVIEW_TYPE_WRAP, NULL);
}

/**
 * review_wrap_append:
 * @child: (transfer floating): appended
 */
void
review_wrap_append (ReviewWrap *self, GtkWidget *child)
{
  g_return_if_fail (REVIEW_IS_WRAP (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * review_wrap_remove_all:
 *
 * Takes every child away.
 */
void
review_wrap_remove_all (ReviewWrap *self)
{
  GtkWidget *child;

  g_return_if_fail (REVIEW_IS_WRAP (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
