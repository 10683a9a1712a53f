/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-sop.h"
#include "review-store.h"

G_BEGIN_DECLS

GPtrArray *review_store_list_sop_versions (ReviewTx *tx, const char *sop, GError **error);
ReviewSop *
review_store_load_sop (ReviewTx *tx, const char *sop, const char *version, GError **error);
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
