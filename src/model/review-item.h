/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-record.h"

G_BEGIN_DECLS

/* A GObject around a record, so that records can live in a GListModel. */
#define REVIEW_TYPE_ITEM (review_item_get_type ())
G_DECLARE_FINAL_TYPE (ReviewItem, review_item, REVIEW, ITEM, GObject)

ReviewItem *review_item_new (gpointer record);
gpointer review_item_get_record (ReviewItem *self);
void review_item_set_record (ReviewItem *self, gpointer record);
GListStore *review_items_new (GPtrArray *records);

G_END_DECLS
