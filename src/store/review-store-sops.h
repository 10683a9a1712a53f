/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-sop.h"
#include "review-store.h"

G_BEGIN_DECLS

GPtrArray *review_store_list_sop_versions (ReviewTx *tx, const char *sop, GError **error);
ReviewSop *
review_store_load_sop (ReviewTx *tx, const char *sop, const char *version, GError **error);
int review_store_add_sop_version (ReviewTx *tx,
                                  const ReviewSop *sop,
                                  const ReviewSopVersion *one,
                                  GError **error);
gboolean
review_store_find_published_sop (ReviewTx *tx, const char *sop, char **ret_version, GError **error);
gboolean review_store_count_gap_cases (
    ReviewTx *tx, const char *case_type, const char *feature, gint64 *ret, GError **error);
gboolean review_store_count_sop_coverage (ReviewTx *tx,
                                          const char *case_type,
                                          GPtrArray *versions,
                                          GError **error);
GPtrArray *review_store_list_sop_gaps (ReviewTx *tx, GError **error);
gboolean review_store_show_sop_gap (ReviewTx *tx, ReviewGap *gap, GError **error);
gboolean review_store_close_sop_gap (ReviewTx *tx,
                                     const char *case_type,
                                     const char *feature,
                                     GError **error);
gboolean review_store_add_sop_draft (ReviewTx *tx,
                                     const ReviewSopDraft *draft,
                                     const char *assessment,
                                     GError **error);
ReviewSopDraft *review_store_load_sop_draft (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_list_sop_drafts (
    ReviewTx *tx, const char *case_type, const char *feature, GPtrArray *drafts, GError **error);
gboolean review_store_withdraw_sop_draft (ReviewTx *tx,
                                          const ReviewSopDraft *draft,
                                          const char *account,
                                          GError **error);

G_END_DECLS
