/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a list one stop for Tab: the arrow keys move in it, Tab leaves it. (GtkListBox stops at each
 * row, and where a row that has the focus is the selected one, Tab would choose them all in turn. So
 * does GtkListView before GTK 4.12: it goes in with the window that scrolls it.) */
#define G_LOG_DOMAIN "review-widgets"
#include "review-tab-stop.h"

struct _ReviewTabStop
{
  GtkWidget parent;
  GtkWidget *child; /* owned: child */
};

static GtkBuildableIface *parent_buildable;

static void
take_child (ReviewTabStop *self, GtkWidget *child)
{
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
review_tab_stop_add_child (GtkBuildable *buildable,
                           GtkBuilder *builder,
                           GObject *child,
                           const char *type)
{
  if (GTK_IS_WIDGET (child) && REVIEW_TAB_STOP (buildable)->child == NULL)
    take_child (REVIEW_TAB_STOP (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = review_tab_stop_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewTabStop,
                               review_tab_stop,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static gboolean
enter (ReviewTabStop *self, GtkDirectionType direction)
{
  GtkListBox *list = GTK_IS_LIST_BOX (self->child) ? GTK_LIST_BOX (self->child) : NULL;
  GtkListBoxRow *row;

  if (list == NULL)
    return gtk_widget_child_focus (self->child, direction);
  row = gtk_list_box_get_selected_row (list);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (list, 0);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
review_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReviewTabStop *self = REVIEW_TAB_STOP (widget);
  gboolean tabs = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (self->child == NULL)
    return FALSE;
  if (!tabs)
    return gtk_widget_child_focus (self->child, direction);
  return gtk_widget_get_focus_child (widget) == NULL && enter (self, direction);
}

static void
review_tab_stop_dispose (GObject *object)
{
  ReviewTabStop *self = REVIEW_TAB_STOP (object);
  GtkWidget *child = self->child;

  self->child = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (review_tab_stop_parent_class)->dispose (object);
}

static void
review_tab_stop_class_init (ReviewTabStopClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_tab_stop_dispose;
  widget_class->focus = review_tab_stop_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
review_tab_stop_init (ReviewTabStop *self)
{
}

/**
 * review_tab_stop_new:
 * @list: (transfer floating): what becomes one stop
 *
 * Returns: (transfer floating): a widget around it
 */
GtkWidget *
review_tab_stop_new (GtkListBox *list)
{
  ReviewTabStop *self = g_object_new (REVIEW_TYPE_TAB_STOP, NULL);

  take_child (self, GTK_WIDGET (list));
  return GTK_WIDGET (self);
}
