/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_index_case (ReviewTx *tx, const char *case_id, GError **error);
gboolean review_store_index_news (ReviewTx *tx, const char *case_id, GError **error);
gboolean
review_store_index_note (ReviewTx *tx, const char *case_id, const char *text, GError **error);
gboolean review_store_fill_index (ReviewTx *tx, GError **error);
char *review_store_search_expression (const char *text, gboolean house);

G_END_DECLS
