/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_put_attachment (ReviewTx *tx,
                                      const ReviewAttachment *attachment,
                                      GBytes *bytes,
                                      const char *account,
                                      gboolean *ret_new,
                                      GError **error);
GBytes *review_store_load_attachment (ReviewTx *tx, const char *sha256, GError **error);
gboolean review_store_put_row_attachments (
    ReviewTx *tx, const char *case_id, gint64 n, const ReviewEvidence *row, GError **error);
gboolean review_store_fill_attachments (ReviewTx *tx,
                                        const char *case_id,
                                        GPtrArray *evidence,
                                        GError **error);
GPtrArray *review_store_list_attachment_cases (ReviewTx *tx, const char *sha256, GError **error);

G_END_DECLS
