/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-widgets"
#include "review-list.h"

#define ID "review-id"

/** review_list_clear: takes all rows away. */
void
review_list_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/**
 * review_list_refill:
 * @items: (nullable): what the rows are of
 * @chosen: (nullable): id of the row that is selected then
 *
 * Makes the rows anew. Where one of them had the focus, the selected one has it now.
 */
void
review_list_refill (
    GtkListBox *list, GPtrArray *items, ReviewListAddFunc add, gpointer owner, const char *chosen)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (list)) != NULL;

  review_list_clear (list);
  for (guint i = 0; items != NULL && i < items->len; i++)
    add (owner, items->pdata[i]);
  review_list_select (list, chosen);
  if (had_focus && gtk_list_box_get_selected_row (list) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (list)));
}

/**
 * review_list_row_new:
 * @spoken: what a screen reader says of it
 * @id: (nullable): by which review_list_find() finds it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
review_list_row_new (GtkWidget *content, const char *spoken, const char *id)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  review_list_row_set_id (GTK_LIST_BOX_ROW (row), id);
  return row;
}

/**
 * review_list_append:
 * @spoken: what a screen reader says of it
 * @name: (nullable): "focus-…": by which the focus finds it again
 * @id: (nullable): what it leads to; %NULL: it leads nowhere
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
review_list_append (
    GtkListBox *list, GtkWidget *content, const char *spoken, const char *name, const char *id)
{
  GtkWidget *row = review_list_row_new (content, spoken, id);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), id != NULL);
  if (name != NULL)
    gtk_widget_set_name (row, name);
  gtk_list_box_append (list, row);
  return row;
}

/** review_list_row_set_id: @id: (nullable): by which review_list_find() finds @row. */
void
review_list_row_set_id (GtkListBoxRow *row, const char *id)
{
  g_object_set_data_full (G_OBJECT (row), ID, g_strdup (id), g_free);
}

/** review_list_row_get_id: Returns: (nullable): what review_list_row_set_id() was told. */
const char *
review_list_row_get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ID);
}

/**
 * review_list_find:
 * @id: (nullable):
 *
 * Returns: (transfer none) (nullable): the row that has this id
 */
GtkListBoxRow *
review_list_find (GtkListBox *list, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; id != NULL && (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (review_list_row_get_id (row), id) == 0)
      return row;
  return NULL;
}

/** review_list_select: selects the row that has @id; where there is none all stays as it is. */
void
review_list_select (GtkListBox *list, const char *id)
{
  GtkListBoxRow *row = review_list_find (list, id);

  if (row != NULL)
    gtk_list_box_select_row (list, row);
}
