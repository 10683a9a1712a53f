/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short lists that are read as a whole. */
#define G_LOG_DOMAIN "review-session"
#include "review-items.h"

static gboolean
is_same (GListModel *model, guint position, gconstpointer record)
{
  g_autoptr (ReviewItem) item = g_list_model_get_item (model, position);

  return review_record_equal (review_item_get_record (item), record);
}

/**
 * review_items_update:
 * @store: of #ReviewItem
 * @records: (nullable): what it is to hold
 *
 * Fills @store with @records. What is the same at both ends keeps its item: a list does not flicker,
 * and a row that has the focus keeps it while others come and go.
 *
 * Returns: whether it changed
 */
gboolean
review_items_update (GListStore *store, GPtrArray *records)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n = records != NULL ? records->len : 0, before = g_list_model_get_n_items (model);
  guint least = MIN (n, before), head = 0, tail = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < least && is_same (model, head, records->pdata[head]))
    head++;
  while (tail < least - head && is_same (model, before - 1 - tail, records->pdata[n - 1 - tail]))
    tail++;
  if (head == n && n == before)
    return FALSE;
  for (guint i = head; i < n - tail; i++)
    g_ptr_array_add (items, review_item_new (records->pdata[i]));
  g_list_store_splice (store, head, before - head - tail, items->pdata, items->len);
  return TRUE;
}
