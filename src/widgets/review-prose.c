/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GtkBox asks what stands in it how narrow it could be at the height that there is, and a text
 * that wraps, or a box of such texts, answers by trying widths: the text is shaped some forty times
 * for a row. Here that width is a constant. And a GtkLabel that is asked for its height at a width
 * first finds out again how narrow it could be, by breaking its text at every few letters; here its
 * text is shaped twice: in one line, and at the width that it gets. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-prose.h"

#define LEAST_WIDTH 80 /* px: some ten letters */

struct _ReviewProse
{
  GtkWidget parent;
  int spacing;
};

typedef enum
{
  PROP_SPACING = 1
} ReviewProseProperty;
static GParamSpec *props[PROP_SPACING + 1];

G_DEFINE_FINAL_TYPE (ReviewProse, review_prose, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
review_prose_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As one of its children would, when it is there. */
static void
review_prose_compute_expand (GtkWidget *widget, gboolean *across, gboolean *down)
{
  *across = *down = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    *across = *across || gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

/* @width: px; -1: in one line. The label's own layout answers where it has that width already, or where
 * the label had no room yet: then what was laid out last is what it will draw. */
static void
measure_text (GtkLabel *label, int width, int *ret_width, int *ret_height)
{
  PangoLayout *own = gtk_label_get_layout (label);
  int wanted = width < 0 ? -1 : width * PANGO_SCALE;
  g_autoptr (PangoLayout) layout = NULL;

  if (pango_layout_get_width (own) == wanted || gtk_widget_get_width (GTK_WIDGET (label)) <= 1)
    layout = g_object_ref (own);
  else
    layout = pango_layout_copy (own);
  pango_layout_set_width (layout, wanted);
  pango_layout_get_size (layout, ret_width, ret_height);
  *ret_width = PANGO_PIXELS_CEIL (*ret_width);
  *ret_height = PANGO_PIXELS_CEIL (*ret_height);
}

static gboolean
is_text (GtkWidget *child)
{
  return GTK_IS_LABEL (child) && gtk_label_get_wrap (GTK_LABEL (child));
}

static void
measure_width (GtkWidget *child, int *least, int *wanted)
{
  int unused;

  if (!is_text (child))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, least, wanted, NULL, NULL);
      return;
    }
  measure_text (GTK_LABEL (child), -1, wanted, &unused);
  *least = MIN (*wanted, LEAST_WIDTH);
}

static int
measure_height (GtkWidget *child, int width)
{
  int height = 0, unused;

  /* The toolkit wants to have been asked; for no width it is quick to answer. */
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, is_text (child) ? -1 : width, NULL, &height,
                      NULL, NULL);
  if (is_text (child))
    measure_text (GTK_LABEL (child), width, &unused, &height);
  return height;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
review_prose_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  ReviewProse *self = REVIEW_PROSE (widget);

  *minimum = *natural = 0;
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least = 0, wanted = 0;

      if (orientation == GTK_ORIENTATION_VERTICAL)
        *natural += measure_height (child, for_size) + (*natural > 0 ? self->spacing : 0);
      else
        {
          measure_width (child, &least, &wanted);
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wanted);
        }
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural;
}

static void
review_prose_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *next = next_shown (gtk_widget_get_next_sibling (child));
      int own = next != NULL ? measure_height (child, width) : MAX (0, height - y);

      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, own }, -1);
      y += own + REVIEW_PROSE (widget)->spacing;
      child = next;
    }
}

static void
review_prose_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, REVIEW_PROSE (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_prose_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_SPACING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  REVIEW_PROSE (object)->spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
review_prose_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (review_prose_parent_class)->dispose (object);
}

static void
review_prose_class_init (ReviewProseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_prose_get_property;
  object_class->set_property = review_prose_set_property;
  object_class->dispose = review_prose_dispose;
  widget_class->get_request_mode = review_prose_get_request_mode;
  widget_class->compute_expand = review_prose_compute_expand;
  widget_class->measure = review_prose_measure;
  widget_class->size_allocate = review_prose_size_allocate;
  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_prose_init (ReviewProse *self)
{
}

/**
 * review_prose_new:
 * @spacing: px between children
 *
 * Returns: (transfer floating): nothing written yet
 */
GtkWidget *
review_prose_new (int spacing)
{
  return g_object_new (REVIEW_TYPE_PROSE, "spacing", spacing, NULL);
}

/**
 * review_prose_append:
 * @child: (transfer floating): put below the others
 */
void
review_prose_append (ReviewProse *self, GtkWidget *child)
{
  g_return_if_fail (REVIEW_IS_PROSE (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
