/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-handover.h"
#include "review-store-queue.h"

G_BEGIN_DECLS

GPtrArray *review_store_list_desk (ReviewTx *tx, const char *account, GError **error);
gboolean review_store_count_leased (ReviewTx *tx, const char *account, gint64 *ret, GError **error);
gboolean review_store_may_have (
    ReviewTx *tx, const ReviewScope *scope, const char *work_item, gboolean *ret, GError **error);
gboolean review_store_assign (ReviewTx *tx,
                              const char *work_item,
                              gint64 version,
                              const char *account,
                              gint64 until,
                              gboolean *ret_done,
                              GError **error);
gboolean review_store_add_assignment (ReviewTx *tx,
                                      const char *work_item,
                                      const char *account,
                                      const char *by,
                                      const char *reason,
                                      gint64 until,
                                      GError **error);
gboolean review_store_let_go (
    ReviewTx *tx, const char *work_item, const char *account, gint64 until, GError **error);

/* Who answers for a case that waits, and handovers */
gboolean review_store_set_owner (
    ReviewTx *tx, const char *work_item, const char *account, const char *handover, GError **error);
char *
review_store_find_owner (ReviewTx *tx, const char *work_item, const char *account, GError **error);
gboolean review_store_add_handover (ReviewTx *tx, const ReviewHandover *handover, GError **error);
ReviewHandover *review_store_load_handover (ReviewTx *tx, const char *id, GError **error);
GPtrArray *
review_store_list_handovers (ReviewTx *tx, const char *account, gint64 since, GError **error);
gboolean
review_store_is_handed_over (ReviewTx *tx, const char *work_item, gboolean *ret, GError **error);
gboolean review_store_set_handed (ReviewTx *tx,
                                  const char *handover,
                                  const char *work_item,
                                  int state,
                                  const char *by,
                                  GError **error);
gboolean review_store_touch_handover (
    ReviewTx *tx, const char *id, gint64 version, int state, GError **error);
GPtrArray *review_store_list_red_handovers (ReviewTx *tx, GError **error);
gboolean review_store_tell_handover (ReviewTx *tx, const char *id, GError **error);

G_END_DECLS
