/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short lists that are read as a whole. */
#define G_LOG_DOMAIN "review-session"
#include "review-items.h"

/**
 * review_items_update:
 * @store: of #ReviewItem
 * @records: (nullable): what it is to hold
 *
 * Fills @store with @records, unless it has the very same: a list does not flicker.
 *
 * Returns: whether it changed
 */
gboolean
review_items_update (GListStore *store, GPtrArray *records)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n = records != NULL ? records->len : 0, before = g_list_model_get_n_items (model);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same = n == before;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewItem) old = g_list_model_get_item (model, i);

      same = same && review_record_equal (review_item_get_record (old), records->pdata[i]);
      g_ptr_array_add (items, review_item_new (records->pdata[i]));
    }
  if (!same)
    g_list_store_splice (store, 0, before, items->pdata, n);
  return !same;
}
