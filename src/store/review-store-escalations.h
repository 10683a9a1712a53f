/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-escalation.h"
#include "review-store.h"

G_BEGIN_DECLS

GPtrArray *review_store_list_escalations (ReviewTx *tx, const char *work_item, GError **error);
GPtrArray *review_store_list_open_escalations (ReviewTx *tx,
                                               const char *account,
                                               gboolean leads,
                                               GError **error);
gboolean review_store_add_feedback (ReviewTx *tx,
                                    const char *account,
                                    const ReviewFeedback *feedback,
                                    const char *escalation,
                                    const char *by,
                                    GError **error);
GPtrArray *
review_store_list_feedback (ReviewTx *tx, const char *account, gint64 limit, GError **error);
gboolean review_store_read_feedback (
    ReviewTx *tx, const char *account, const char *id, gboolean *ret_was_unread, GError **error);
gboolean review_store_reserve (
    ReviewTx *tx, const char *work_item, const char *account, gint64 until, GError **error);
gboolean
review_store_restart_escalation (ReviewTx *tx, const char *work_item, gint64 wait, GError **error);
int review_store_rest_state (ReviewTx *tx, const char *work_item, GError **error);

G_END_DECLS
