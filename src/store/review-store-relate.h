/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_queue_relating (ReviewTx *tx, const char *case_id, GError **error);
GPtrArray *review_store_list_unrelated (ReviewTx *tx, GError **error);
gboolean review_store_relate_case (ReviewTx *tx, const char *case_id, GError **error);

G_END_DECLS
