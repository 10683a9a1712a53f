/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For what fills a window or a side of one. Its width is never asked for a height, nor its height for
 * a width: a window tries widths until one suits its shape, a GtkPaned asks how narrow a side could
 * be at the height it has, and every text in there that wraps answers that by trying widths of its
 * own. All that was half of the time that a case took to come on screen, for a least size that the
 * text has no part in: it scrolls. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-steady-layout.h"

struct _ReviewSteadyLayout
{
  GtkLayoutManager parent_instance;
  int least_height; /* px; -1: what the children say */
};

typedef enum
{
  PROP_LEAST_HEIGHT = 1
} ReviewSteadyLayoutProperty;
static GParamSpec *props[PROP_LEAST_HEIGHT + 1];

G_DEFINE_FINAL_TYPE (ReviewSteadyLayout, review_steady_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
review_steady_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
review_steady_layout_measure (GtkLayoutManager *manager,
                              GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  int least_height = REVIEW_STEADY_LAYOUT (manager)->least_height;

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? MAX (0, least_height) : 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && least_height >= 0)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
review_steady_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
review_steady_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LEAST_HEIGHT)
    g_value_set_int (value, REVIEW_STEADY_LAYOUT (object)->least_height);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_steady_layout_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ReviewSteadyLayout *self = REVIEW_STEADY_LAYOUT (object);

  if (id != PROP_LEAST_HEIGHT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->least_height = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
review_steady_layout_class_init (ReviewSteadyLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = review_steady_layout_get_property;
  object_class->set_property = review_steady_layout_set_property;
  layout_class->get_request_mode = review_steady_layout_get_request_mode;
  layout_class->measure = review_steady_layout_measure;
  layout_class->allocate = review_steady_layout_allocate;
  props[PROP_LEAST_HEIGHT] = g_param_spec_int ("least-height", NULL, NULL, -1, G_MAXINT, -1,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
review_steady_layout_init (ReviewSteadyLayout *self)
{
  self->least_height = -1;
}
