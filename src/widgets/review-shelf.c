/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two children under each other. The lower one gets the height that it likes, but never more than
 * half: what lies above stays readable, and the lower one scrolls. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-shelf.h"

struct _ReviewShelf
{
  GtkWidget parent;
};

G_DEFINE_FINAL_TYPE (ReviewShelf, review_shelf, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
review_shelf_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
review_shelf_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &least, &wanted, NULL, NULL);
      *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *minimum + least : MAX (*minimum, least);
      *natural =
          orientation == GTK_ORIENTATION_VERTICAL ? *natural + wanted : MAX (*natural, wanted);
    }
}

static void
review_shelf_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *upper = gtk_widget_get_first_child (widget);
  GtkWidget *lower = gtk_widget_get_last_child (widget);
  int least = 0, wanted = 0, below = 0;

  if (lower != upper && gtk_widget_should_layout (lower))
    {
      gtk_widget_measure (lower, GTK_ORIENTATION_VERTICAL, width, &least, &wanted, NULL, NULL);
      below = MAX (least, MIN (wanted, height / 2));
      gtk_widget_size_allocate (lower, &(GtkAllocation){ 0, height - below, width, below }, -1);
    }
  if (upper != NULL && gtk_widget_should_layout (upper))
    gtk_widget_size_allocate (upper, &(GtkAllocation){ 0, 0, width, height - below }, -1);
}

static void
review_shelf_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (review_shelf_parent_class)->dispose (object);
}

static void
review_shelf_class_init (ReviewShelfClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_shelf_dispose;
  widget_class->get_request_mode = review_shelf_get_request_mode;
  widget_class->measure = review_shelf_measure;
  widget_class->size_allocate = review_shelf_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_shelf_init (ReviewShelf *self)
{
}
