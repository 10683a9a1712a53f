/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

GHashTable *review_store_list_pi (ReviewTx *tx, const char *case_type, GError **error);
gboolean review_store_count_found (
    ReviewTx *tx, const char *case_type, guint *ret_found, guint *ret_seen, GError **error);

G_END_DECLS
