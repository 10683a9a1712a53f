/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-house-list.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_add_entry (ReviewTx *tx,
                                 const ReviewHouseEntry *entry,
                                 const char *value_hash,
                                 GError **error);
GPtrArray *review_store_list_entries (ReviewTx *tx, GError **error);
ReviewHouseEntry *review_store_load_entry (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_approve_entry (ReviewTx *tx,
                                     const char *id,
                                     gint64 version,
                                     const char *account,
                                     const char *sha256,
                                     GError **error);
gboolean review_store_end_entry (ReviewTx *tx,
                                 const ReviewHouseEntry *seen,
                                 int state,
                                 const char *account,
                                 const char *reason,
                                 GError **error);
gboolean review_store_keep_entry (ReviewTx *tx,
                                  const ReviewHouseEntry *seen,
                                  const char *account,
                                  const char *reason,
                                  GError **error);
gboolean review_store_has_live_entries (ReviewTx *tx, gboolean *ret, GError **error);
GPtrArray *review_store_match_entries (ReviewTx *tx, GPtrArray *keys, GError **error);
gboolean
review_store_add_hit (ReviewTx *tx, const char *entry, const char *case_id, GError **error);
GPtrArray *review_store_list_expired_entries (ReviewTx *tx, GError **error);
GPtrArray *review_store_list_unapplied (ReviewTx *tx, GError **error);
GPtrArray *
review_store_list_to_apply (ReviewTx *tx, const char *entry, gint64 limit, GError **error);
gboolean review_store_set_applied (ReviewTx *tx, const char *entry, GError **error);
gboolean
review_store_review_entries (ReviewTx *tx, const char *case_id, gint64 *ret_n, GError **error);

G_END_DECLS
