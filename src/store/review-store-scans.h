/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-scan-job.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_add_scan (ReviewTx *tx, const ReviewScanJob *job, GError **error);
ReviewScanJob *review_store_load_scan (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_find_open_scan (ReviewTx *tx, ReviewScanJob **ret, GError **error);
GPtrArray *review_store_list_scans (ReviewTx *tx, GError **error);
gboolean review_store_update_scan (ReviewTx *tx, const ReviewScanJob *job, GError **error);

G_END_DECLS
