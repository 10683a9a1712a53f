/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three children side by side while there is room; below "narrow-at" the third stands under the
 * second, beside the first. While the third is hidden the second has its place, so that nothing
 * else moves when it comes. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-trio.h"

#define FIRST_WEIGHT  8
#define SECOND_WEIGHT 9
#define THIRD_WEIGHT  8

struct _ReviewTrio
{
  GtkWidget parent;
  int narrow_at; /* width from which all three stand side by side */
  int spacing;
};

typedef enum
{
  PROP_NARROW_AT = 1,
  PROP_SPACING
} ReviewTrioProperty;
static GParamSpec *props[PROP_SPACING + 1];

G_DEFINE_FINAL_TYPE (ReviewTrio, review_trio, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *first, *second, *third; /* (nullable): not to be laid out */
  int first_width, second_width, third_width;
  gboolean wide;
} Plan;

static GtkSizeRequestMode
review_trio_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkWidget *
shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child) ? child : NULL;
}

static int
least (GtkWidget *child, GtkOrientation orientation)
{
  int minimum = 0;

  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
tall (GtkWidget *child, int width)
{
  int natural = 0;

  /* Newer toolkits warn when a height is asked for a width that is less than the least. */
  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                        MAX (width, least (child, GTK_ORIENTATION_HORIZONTAL)), NULL, &natural,
                        NULL, NULL);
  return natural;
}

static Plan
plan_for (ReviewTrio *self, int width)
{
  GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self));
  GtkWidget *two = one != NULL ? gtk_widget_get_next_sibling (one) : NULL;
  GtkWidget *three = two != NULL ? gtk_widget_get_next_sibling (two) : NULL;
  Plan plan = { shown (one), shown (two), shown (three), 0, 0, 0, width >= self->narrow_at };
  int weights = FIRST_WEIGHT + SECOND_WEIGHT + (plan.wide ? THIRD_WEIGHT : 0);
  int room = width - self->spacing * (plan.wide ? 2 : 1), rest;

  plan.first_width =
      MAX (least (plan.first, GTK_ORIENTATION_HORIZONTAL), room * FIRST_WEIGHT / weights);
  rest = MAX (0, width - plan.first_width - self->spacing);
  plan.second_width = plan.third_width = rest;
  if (plan.wide && plan.third != NULL)
    {
      plan.third_width =
          MAX (least (plan.third, GTK_ORIENTATION_HORIZONTAL), room * THIRD_WEIGHT / weights);
      plan.second_width = MAX (0, rest - plan.third_width - self->spacing);
    }
  return plan;
}

static int
height_of (ReviewTrio *self, const Plan *plan)
{
  int one = tall (plan->first, plan->first_width);
  int two = tall (plan->second, plan->second_width);
  int three = tall (plan->third, plan->third_width);

  if (plan->wide)
    return MAX (one, MAX (two, three));
  return MAX (one, two + three + (plan->third != NULL ? self->spacing : 0));
}

static void
review_trio_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  ReviewTrio *self = REVIEW_TRIO (widget);
  Plan plan = plan_for (self, for_size < 0 ? self->narrow_at : for_size);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = height_of (self, &plan);
  else
    {
      int one = least (plan.first, orientation), two = least (plan.second, orientation),
          three = least (plan.third, orientation);

      *minimum = one + self->spacing + MAX (two, three);
      *natural = MAX (*minimum, self->narrow_at);
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height, int whole)
{
  if (child == NULL)
    return;
  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    x = whole - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
review_trio_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewTrio *self = REVIEW_TRIO (widget);
  Plan plan = plan_for (self, width);
  int x = plan.first_width + self->spacing;
  int above = tall (plan.second, plan.second_width);

  place (plan.first, 0, 0, plan.first_width, height, width);
  if (plan.wide)
    {
      place (plan.second, x, 0, plan.second_width, height, width);
      place (plan.third, x + plan.second_width + self->spacing, 0, plan.third_width, height, width);
      return;
    }
  place (plan.second, x, 0, plan.second_width, above, width);
  place (plan.third, x, above + self->spacing, plan.third_width,
         MAX (tall (plan.third, plan.third_width), height - above - self->spacing), width);
}

static void
review_trio_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewTrio *self = REVIEW_TRIO (object);

  if (id == PROP_NARROW_AT)
    g_value_set_int (value, self->narrow_at);
  else if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_trio_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewTrio *self = REVIEW_TRIO (object);

  if (id == PROP_NARROW_AT)
    self->narrow_at = g_value_get_int (value);
  else if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
review_trio_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (review_trio_parent_class)->dispose (object);
}

static void
review_trio_class_init (ReviewTrioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = review_trio_get_property;
  object_class->set_property = review_trio_set_property;
  object_class->dispose = review_trio_dispose;
  widget_class->get_request_mode = review_trio_get_request_mode;
  widget_class->measure = review_trio_measure;
  widget_class->size_allocate = review_trio_size_allocate;
  props[PROP_NARROW_AT] = g_param_spec_int ("narrow-at", NULL, NULL, 0, G_MAXINT, 700, flags);
  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_trio_init (ReviewTrio *self)
{
  self->narrow_at = 700;
  self->spacing = 12;
}
