/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the short lists above the queue: the case, its clock, and one line of words. */
#define G_LOG_DOMAIN "review-app"
#include "review-inbox-row.h"

#include "review-countdown.h"
#include "review-tip.h"
#include "review-words.h"

#define ITEM "review-item"

static GtkWidget *
new_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  review_tip_set (label, text);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  if (dim)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

/**
 * review_inbox_row_new:
 * @item: a #ReviewItem that the row is of
 *
 * Returns: (transfer floating): a row of a #GtkListBox
 */
GtkWidget *
review_inbox_row_new (ReviewSession *session, gpointer item, const ReviewInboxRow *what)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *countdown = review_countdown_new ();
  g_autofree char *name = g_strdup_printf (
      "%s %s, %s", review_words_type (session, what->case_type), what->display_id, what->text);

  review_countdown_set_coloured (REVIEW_COUNTDOWN (countdown), what->coloured);
  if (what->until != 0)
    review_countdown_start (REVIEW_COUNTDOWN (countdown), what->until,
                            review_session_get_server_time (session));
  gtk_box_append (GTK_BOX (top), new_label (what->display_id, FALSE));
  gtk_box_append (GTK_BOX (top), countdown);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), new_label (what->text, TRUE));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
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
