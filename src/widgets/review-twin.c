/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two widgets of one kind: the front one is seen, the back one is got ready unseen. It is styled,
 * measured and laid out like the front one while there is time, so that when they change places
 * nothing is left to do but to draw. Whoever reads the screen, the focus or the keys never meets
 * the back one. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-twin.h"

struct _ReviewTwin
{
  GtkWidget parent;
  GtkWidget *front;
  GtkWidget *back;
};

G_DEFINE_FINAL_TYPE (ReviewTwin, review_twin, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
review_twin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
review_twin_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  ReviewTwin *self = REVIEW_TWIN (widget);

  if (self->front != NULL && gtk_widget_should_layout (self->front))
    gtk_widget_measure (self->front, orientation, for_size, minimum, natural, NULL, NULL);
  /* Only so that it remembers. */
  if (self->back != NULL && gtk_widget_should_layout (self->back))
    gtk_widget_measure (self->back, orientation, for_size, NULL, NULL, NULL, NULL);
}

static void
allocate (GtkWidget *child, int width, int height)
{
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, -1);
}

/* The back one has the height that it is going to have: what asks for it then gets the same. */
static void
review_twin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewTwin *self = REVIEW_TWIN (widget);
  int wanted = height;

  allocate (self->front, width, height);
  if (self->back != NULL && gtk_widget_should_layout (self->back))
    gtk_widget_measure (self->back, GTK_ORIENTATION_VERTICAL, width, NULL, &wanted, NULL, NULL);
  allocate (self->back, width, wanted);
}

static void
show (GtkWidget *child, gboolean front)
{
  gtk_widget_set_child_visible (child, front);
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, !front, -1);
}

static void
review_twin_dispose (GObject *object)
{
  ReviewTwin *self = REVIEW_TWIN (object);

  g_clear_pointer (&self->front, gtk_widget_unparent);
  g_clear_pointer (&self->back, gtk_widget_unparent);
  G_OBJECT_CLASS (review_twin_parent_class)->dispose (object);
}

static void
review_twin_class_init (ReviewTwinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_twin_dispose;
  widget_class->get_request_mode = review_twin_get_request_mode;
  widget_class->measure = review_twin_measure;
  widget_class->size_allocate = review_twin_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_twin_init (ReviewTwin *self)
{
}

/** review_twin_new: Returns: (transfer floating): see review_twin_fill() */
GtkWidget *
review_twin_new (GtkWidget *front, GtkWidget *back)
{
  ReviewTwin *self = g_object_new (REVIEW_TYPE_TWIN, NULL);

  review_twin_fill (self, front, back);
  return GTK_WIDGET (self);
}

/**
 * review_twin_fill:
 * @front: (transfer floating): what is seen first
 * @back: (transfer floating): of the same kind
 *
 * Gives the twin its children. Called once.
 */
void
review_twin_fill (ReviewTwin *self, GtkWidget *front, GtkWidget *back)
{
  g_return_if_fail (REVIEW_IS_TWIN (self));
  g_return_if_fail (self->front == NULL && G_OBJECT_TYPE (front) == G_OBJECT_TYPE (back));

  self->front = front;
  self->back = back;
  gtk_widget_set_parent (front, GTK_WIDGET (self));
  gtk_widget_set_parent (back, GTK_WIDGET (self));
  show (front, TRUE);
  show (back, FALSE);
}

/** review_twin_get_front: Returns: (transfer none) (nullable): NULL before it is filled */
GtkWidget *
review_twin_get_front (ReviewTwin *self)
{
  g_return_val_if_fail (REVIEW_IS_TWIN (self), NULL);

  return self->front;
}

/** review_twin_get_back: Returns: (transfer none) (nullable): NULL before it is filled */
GtkWidget *
review_twin_get_back (ReviewTwin *self)
{
  g_return_val_if_fail (REVIEW_IS_TWIN (self), NULL);

  return self->back;
}

/** review_twin_swap: the back one comes to the front. */
void
review_twin_swap (ReviewTwin *self)
{
  GtkWidget *front;

  g_return_if_fail (REVIEW_IS_TWIN (self) && self->front != NULL);

  front = self->back;
  self->back = self->front;
  self->front = front;
  show (self->back, FALSE);
  show (self->front, TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** review_twin_hides: whether @widget is the back one of a twin: nobody sees what is in it. */
gboolean
review_twin_hides (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return REVIEW_IS_TWIN (parent) && REVIEW_TWIN (parent)->back == widget;
}
