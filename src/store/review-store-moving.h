/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-bulk.h"
#include "review-note.h"
#include "review-store.h"

G_BEGIN_DECLS

/* A case of one's own that comes back later */
gboolean review_store_snooze (ReviewTx *tx,
                              const char *work_item,
                              const char *account,
                              gint64 until,
                              gint64 kept_until,
                              const char *note,
                              GError **error);
gint64 review_store_count_snoozed (ReviewTx *tx, const char *account, GError **error);
GPtrArray *review_store_list_snoozed (ReviewTx *tx, GError **error);
char *review_store_end_snooze (ReviewTx *tx, const char *work_item, GError **error);
GPtrArray *review_store_list_kept (ReviewTx *tx, const char *account, GError **error);

/* Colleagues named in notes */
gboolean review_store_add_mention (
    ReviewTx *tx, const char *id, const char *note, const char *account, GError **error);
GPtrArray *
review_store_list_mentions (ReviewTx *tx, const char *account, gint64 read_since, GError **error);
ReviewMention *
review_store_load_mention (ReviewTx *tx, const char *account, const char *id, GError **error);
gboolean review_store_read_mention (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_named (ReviewTx *tx, const char *note, GError **error);

/* Acts on many cases */
gboolean review_store_add_bulk (ReviewTx *tx, const ReviewBulk *bulk, GError **error);
ReviewBulk *review_store_load_bulk (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_bulk (ReviewTx *tx, gint64 since, GError **error);
GPtrArray *review_store_list_running_bulk (ReviewTx *tx, GError **error);
gboolean review_store_set_bulk_item (ReviewTx *tx,
                                     const char *bulk,
                                     const char *work_item,
                                     int outcome,
                                     int exception,
                                     GError **error);
gboolean review_store_end_bulk (ReviewTx *tx, const char *id, GError **error);
gboolean
review_store_close_queued (ReviewTx *tx, const char *work_item, gboolean *ret_done, GError **error);

G_END_DECLS
