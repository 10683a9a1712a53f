/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bridge from records to GListModel. */
#define G_LOG_DOMAIN "review-model"
#include "review-item.h"

struct _ReviewItem
{
  GObject parent_instance;
  gpointer record; /* (owned) */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ReviewItem, review_item, G_TYPE_OBJECT)

static void
review_item_finalize (GObject *object)
{
  review_record_unref (REVIEW_ITEM (object)->record);
  G_OBJECT_CLASS (review_item_parent_class)->finalize (object);
}

static void
review_item_class_init (ReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
review_item_init (ReviewItem *self)
{
}

/**
 * review_item_new:
 * @record: (transfer none): a record; the item holds a reference
 *
 * Returns: (transfer full): an object for a list model
 */
ReviewItem *
review_item_new (gpointer record)
{
  ReviewItem *self = g_object_new (REVIEW_TYPE_ITEM, NULL);

  self->record = review_record_ref (record);
  return self;
}

/**
 * review_item_get_record:
 *
 * Returns: (transfer none): the record
 */
gpointer
review_item_get_record (ReviewItem *self)
{
  return self->record;
}

/**
 * review_item_set_record:
 * @record: (transfer none): what is known now of the same thing
 *
 * A row changes where it stands, with what is selected, focused and scrolled around it; who shows
 * it follows the signal "changed".
 */
void
review_item_set_record (ReviewItem *self, gpointer record)
{
  gpointer old = self->record;

  self->record = review_record_ref (record);
  review_record_unref (old);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * review_items_new:
 * @records: (nullable): an array of records
 *
 * Returns: (transfer full): a list store of #ReviewItem, one for each
 */
GListStore *
review_items_new (GPtrArray *records)
{
  GListStore *store = g_list_store_new (REVIEW_TYPE_ITEM);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (ReviewItem) item = review_item_new (records->pdata[i]);

      g_list_store_append (store, item);
    }
  return store;
}
