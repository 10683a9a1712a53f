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

static void
save_answered_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
  g_object_unref (dialog);
}

/**
 * review_compat_save_file_async:
 * @parent: (nullable): the window it stands over
 * @title: of the dialog
 * @name: of the file, as a suggestion
 *
 * Asks where to save a file; nothing is written.
 */
void
review_compat_save_file_async (GtkWindow *parent,
                               const char *title,
                               const char *name,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  g_task_set_source_tag (task, review_compat_save_file_async);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (save_answered_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * review_compat_save_file_finish:
 *
 * Returns: (transfer full): the file, or NULL with %G_IO_ERROR_CANCELLED
 */
GFile *
review_compat_save_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * review_compat_name_widget:
 * @name: what a screen reader says of @widget
 *
 * Names a widget that GTK or libadwaita names by the label inside it, which newer toolkits would
 * say instead.
 */
void
review_compat_name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  GtkLabel *label = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_label (child);
  return label;
}

/* Rows have the focus while one chooses, and are named by nothing. */
static void
name_rows (GtkWidget *widget)
{
  GtkLabel *label =
      g_str_equal (gtk_widget_get_css_name (widget), "row") ? find_label (widget) : NULL;

  if (label != NULL)
    review_compat_name_widget (widget, gtk_label_get_text (label));
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      name_rows (child);
}

/**
 * review_compat_name_drop_down:
 * @name: what is chosen in it
 *
 * Names the list, the button inside it, which is what has the focus, and what there is to choose.
 */
void
review_compat_name_drop_down (GtkDropDown *list, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (list));

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (button != NULL)
    review_compat_name_widget (button, name);
  for (GtkWidget *child = button; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      g_signal_connect (child, "map", G_CALLBACK (name_rows), NULL);
}

/* GTK names its menu items by a label that is there only to be seen: in newer toolkits that is no
 * name. They get the words themselves; a change of an item puts the label back. */
static void
name_menu_item (GtkWidget *item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (item); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && g_str_equal (gtk_widget_get_css_name (child), "label"))
      {
        review_compat_name_widget (item, gtk_label_get_text (GTK_LABEL (child)));
        return;
      }
}

/**
 * review_compat_name_menu:
 * @menu: a popover menu, or a part of one, whose model has just been set
 *
 * Gives each item its words as its accessible name, and keeps them so.
 */
void
review_compat_name_menu (GtkWidget *menu)
{
  if (g_str_equal (gtk_widget_get_css_name (menu), "modelbutton"))
    {
      name_menu_item (menu);
      g_signal_connect (menu, "notify", G_CALLBACK (name_menu_item), NULL);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (menu); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    review_compat_name_menu (child);
}
