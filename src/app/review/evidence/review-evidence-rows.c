/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of evidence as list models, for the panes that show them as a list. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-rows.h"

#include "review-item.h"

/**
 * review_evidence_rows_list:
 * @evidence: (nullable): array of ReviewEvidence
 * @kind: a #ReviewEvidenceKind; 0: all
 *
 * Returns: (transfer full): a list of #ReviewItem in the same order
 */
GListStore *
review_evidence_rows_list (GPtrArray *evidence, int kind)
{
  GListStore *store = g_list_store_new (REVIEW_TYPE_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      ReviewEvidence *row = evidence->pdata[i];

      if (kind == 0 || row->kind == kind)
        g_ptr_array_add (items, review_item_new (row));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return store;
}

/**
 * review_evidence_rows_find:
 * @rows: (nullable): #ReviewItem of ReviewEvidence
 *
 * Returns: the position of the row called @label, or %GTK_INVALID_LIST_POSITION
 */
guint
review_evidence_rows_find (GListModel *rows, const char *label)
{
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (rows, i);
      const ReviewEvidence *row = review_item_get_record (item);

      if (g_strcmp0 (row->label, label) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * review_evidence_rows_select_none:
 * @rows: (transfer full): any model
 *
 * Returns: (transfer full): a selection of at most one row, none at first
 */
GtkSelectionModel *
review_evidence_rows_select_none (GListModel *rows)
{
  GtkSingleSelection *selection = gtk_single_selection_new (rows);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  return GTK_SELECTION_MODEL (selection);
}

/**
 * review_evidence_rows_mark:
 * @table: of a single selection
 * @position: of one of its rows
 *
 * Selects the row and scrolls to it.
 */
void
review_evidence_rows_mark (GtkColumnView *table, guint position)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (table)),
                                     position);
  gtk_widget_activate_action (GTK_WIDGET (table), "list.scroll-to-item", "u", position);
}

/**
 * review_evidence_rows_show:
 * @table: of evidence, in a single selection
 * @label: "E12"
 *
 * Selects the row of that label and scrolls to it.
 *
 * Returns: whether there is one
 */
gboolean
review_evidence_rows_show (GtkColumnView *table, const char *label)
{
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (table));
  guint position = review_evidence_rows_find (rows, label);

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  review_evidence_rows_mark (table, position);
  return TRUE;
}
