/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The few things that changed between the floor (GTK 4.8, libadwaita 1.2) and later versions. */
#define G_LOG_DOMAIN "review-app"
#include "review-compat.h"

#include <glib/gi18n.h>

#include "config.h"

/**
 * review_compat_show_about:
 * @parent: (nullable): the window it stands over
 */
void
review_compat_show_about (GtkWindow *parent)
{
  GtkWidget *window =
      g_object_new (GTK_TYPE_ABOUT_DIALOG, "transient-for", parent, "modal", TRUE, "program-name",
                    _ ("RiskOps Review"), "logo-icon-name", APP_ID, "version", PACKAGE_VERSION,
                    "license-type", GTK_LICENSE_GPL_3_0, "comments",
                    _ ("Review risk cases with the evidence, the reasons and the SOP in one "
                       "place"),
                    NULL);

  gtk_window_present (GTK_WINDOW (window));
}

/**
 * review_compat_name_row:
 * @item: a list item that is bound
 * @name: the row's accessible name
 *
 * The row is the parent of the item's child; before 4.12 that is the only way to name it.
 */
void
review_compat_name_row (GtkListItem *item, const char *name)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * review_compat_name_table_row:
 * @cell: a cell of a column view that is bound
 * @name: the accessible name of the row that the cell is in
 */
void
review_compat_name_table_row (GtkListItem *cell, const char *name)
{
  GtkWidget *child = gtk_list_item_get_child (cell);
  GtkWidget *widget = child != NULL ? gtk_widget_get_parent (child) : NULL;
  GtkWidget *row = widget != NULL ? gtk_widget_get_parent (widget) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * review_compat_name_table:
 * @view: a column view
 * @name: the accessible name of the list of its rows
 * @head: that of the row of its column titles
 *
 * Both are made by the view itself and can have the focus: the titles are its first child, the list
 * is its second.
 */
void
review_compat_name_table (GtkColumnView *view, const char *name, const char *head)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));
  const char *next = head;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child), next = name)
    gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, next,
                                    -1);
}
