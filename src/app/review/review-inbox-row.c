/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the short lists above the queue: the case, its clock, and one line of words. A row that
 * changes is made anew; when it had the focus, the new one has it. */
#define G_LOG_DOMAIN "review-app"
#include "review-inbox-row.h"

#include "review-countdown.h"
#include "review-label.h"
#include "review-list.h"
#include "review-words.h"

#define ITEM    "review-item"
#define FOCUSED "review-focused" /* of a list: the row that has the focus, while rows come and go */

/**
 * review_inbox_row_new:
 * @item: a #ReviewItem that the row is of
 *
 * Returns: (transfer floating): a row of a #GtkListBox
 */
GtkWidget *
review_inbox_row_new (ReviewSession *session, gpointer item, const ReviewInboxRow *what)
{
  GtkWidget *row;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *id = review_label_new_tipped (what->display_id, NULL);
  GtkWidget *text = review_label_new_tipped (what->text, "dim-label");
  GtkWidget *countdown = review_countdown_new ();
  g_autofree char *name = g_strdup_printf (
      "%s %s, %s", review_words_type (session, what->case_type), what->display_id, what->text);

  review_countdown_set_coloured (REVIEW_COUNTDOWN (countdown), what->coloured);
  if (what->until != 0)
    review_countdown_start (REVIEW_COUNTDOWN (countdown), what->until,
                            review_session_get_server_time (session));
  gtk_widget_set_hexpand (id, TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "caption");
  gtk_box_append (GTK_BOX (top), id);
  gtk_box_append (GTK_BOX (top), countdown);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), text);
  row = review_list_row_new (box, name, what->work_item);
  g_object_set_data_full (G_OBJECT (row), ITEM, g_object_ref (item), g_object_unref);
  return row;
}

/**
 * review_inbox_row_get_record:
 *
 * Returns: (transfer none): the record that @row is of
 */
gconstpointer
review_inbox_row_get_record (GtkListBoxRow *row)
{
  return review_item_get_record (g_object_get_data (G_OBJECT (row), ITEM));
}

typedef struct
{
  char *id;
  int position;
} FocusedRow;

static void
focused_row_free (gpointer data)
{
  FocusedRow *self = data;

  g_free (self->id);
  g_free (self);
}

/* Connected before the list itself is: its rows are still those from before. */
static void
rows_change_cb (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  FocusedRow *kept;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (list)))
    return;
  kept = g_new0 (FocusedRow, 1);
  kept->id = g_strdup (review_list_row_get_id (GTK_LIST_BOX_ROW (row)));
  kept->position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_object_set_data_full (G_OBJECT (list), FOCUSED, kept, focused_row_free);
}

/* The row of the same case; where that went, the one in its place, or else the last. */
static void
rows_changed_cb (GtkListBox *list)
{
  FocusedRow *kept = g_object_get_data (G_OBJECT (list), FOCUSED);
  GtkListBoxRow *row;

  if (kept == NULL)
    return;
  row = review_list_find (list, kept->id);
  for (int i = kept->position; row == NULL && i >= 0; i--)
    row = gtk_list_box_get_row_at_index (list, i);
  g_object_set_data (G_OBJECT (list), FOCUSED, NULL);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * review_inbox_rows_bind:
 * @make: makes a row of an item, with review_inbox_row_new()
 *
 * Shows the items of @model in @list, now and as they change. May be called again: the rows are made
 * anew then.
 */
void
review_inbox_rows_bind (GtkListBox *list,
                        GListModel *model,
                        GtkListBoxCreateWidgetFunc make,
                        gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (model, rows_change_cb, list);
  g_signal_handlers_disconnect_by_func (model, rows_changed_cb, list);
  rows_change_cb (list);
  gtk_list_box_bind_model (list, NULL, NULL, NULL, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (rows_change_cb), list,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (list, model, make, user_data, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (rows_changed_cb), list,
                           G_CONNECT_SWAPPED);
  rows_changed_cb (list);
}
