/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"
#include "review-watchlist.h"

G_BEGIN_DECLS

gboolean review_store_put_list (ReviewTx *tx,
                                const char *list,
                                const char *part,
                                GPtrArray *entries,
                                const char *sha256,
                                GError **error);
gint64 review_store_get_list_revision (ReviewTx *tx, GError **error);
GPtrArray *review_store_load_lists (ReviewTx *tx, GError **error);

G_END_DECLS
