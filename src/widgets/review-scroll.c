/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolls its content vertically and likes to be as high as the content is at its width. (A
 * GtkScrolledWindow asks how high the content is at its natural width, which is too low for
 * anything that wraps.) */
#define G_LOG_DOMAIN "review-widgets"
#include "review-scroll.h"

#define LEAST 40 /* px: something can always be seen */

struct _ReviewScroll
{
  GtkWidget parent;
  GtkScrolledWindow *scrolled; /* owned: child */
  GtkWidget *content;          /* (borrowed) (nullable): of the viewport */
};

typedef enum
{
  PROP_CONTENT = 1
} ReviewScrollProperty;
static GParamSpec *props[PROP_CONTENT + 1];

G_DEFINE_FINAL_TYPE (ReviewScroll, review_scroll, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
review_scroll_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
review_scroll_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  ReviewScroll *self = REVIEW_SCROLL (widget);

  *minimum = *natural = 0;
  if (self->content != NULL)
    /* What scrolls is as wide as it is, however little of its height is shown. */
    gtk_widget_measure (self->content, orientation,
                        orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                        NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MIN (LEAST, *natural);
}

static void
review_scroll_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (GTK_WIDGET (REVIEW_SCROLL (widget)->scrolled),
                            &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
set_content (ReviewScroll *self, GtkWidget *content)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  self->content = content;
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), content);
  gtk_scrolled_window_set_child (self->scrolled, viewport);
}

static void
review_scroll_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTENT)
    g_value_set_object (value, REVIEW_SCROLL (object)->content);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_scroll_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTENT)
    set_content (REVIEW_SCROLL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_scroll_dispose (GObject *object)
{
  ReviewScroll *self = REVIEW_SCROLL (object);

  self->content = NULL;
  if (self->scrolled != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scrolled));
  self->scrolled = NULL;
  G_OBJECT_CLASS (review_scroll_parent_class)->dispose (object);
}

static void
review_scroll_class_init (ReviewScrollClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_scroll_get_property;
  object_class->set_property = review_scroll_set_property;
  object_class->dispose = review_scroll_dispose;
  widget_class->get_request_mode = review_scroll_get_request_mode;
  widget_class->measure = review_scroll_measure;
  widget_class->size_allocate = review_scroll_size_allocate;
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_scroll_init (ReviewScroll *self)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (GTK_WIDGET (self->scrolled), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
}

/**
 * review_scroll_to_top:
 *
 * Shows the beginning of the content.
 */
void
review_scroll_to_top (ReviewScroll *self)
{
  g_return_if_fail (REVIEW_IS_SCROLL (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}
