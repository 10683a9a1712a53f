/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-wide-band.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_add_band (ReviewTx *tx, const ReviewWideBand *band, GError **error);
GPtrArray *review_store_list_bands (ReviewTx *tx, GError **error);
ReviewWideBand *review_store_load_band (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_find_band (
    ReviewTx *tx, const char *case_type, int side, ReviewWideBand **ret, GError **error);
gboolean review_store_end_band (ReviewTx *tx,
                                const ReviewWideBand *seen,
                                const char *account,
                                const char *reason,
                                GError **error);
gboolean review_store_hold_in_band (
    ReviewTx *tx, const char *band, const char *case_id, gboolean *ret_fresh, GError **error);
gboolean review_store_let_through (ReviewTx *tx, const char *band, gint64 most, GError **error);
gboolean
review_store_count_at_hand (ReviewTx *tx, const char *case_type, gint64 *ret, GError **error);

G_END_DECLS
