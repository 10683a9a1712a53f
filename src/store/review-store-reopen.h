/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-attainment.h"
#include "review-referral.h"
#include "review-reopening.h"
#include "review-store.h"

G_BEGIN_DECLS

gint64 review_store_next_round (ReviewTx *tx, const char *case_id, GError **error);
gboolean review_store_add_reopening (ReviewTx *tx, const ReviewReopening *one, GError **error);
GPtrArray *review_store_list_reopenings (ReviewTx *tx, const char *case_id, GError **error);
gboolean review_store_find_reopening (
    ReviewTx *tx, const char *case_id, gint64 round, ReviewReopening **ret, GError **error);
gboolean review_store_end_reopening (
    ReviewTx *tx, const char *id, const char *decision, int outcome, GError **error);
GPtrArray *review_store_count_overturned (ReviewTx *tx, GError **error);
GPtrArray *review_store_list_overturned (ReviewTx *tx, gint64 *ret_left_off, GError **error);

gboolean review_store_add_referral (ReviewTx *tx, const ReviewReferral *one, GError **error);
GPtrArray *
review_store_list_referrals (ReviewTx *tx, const char *reader, const char *case_id, GError **error);
ReviewReferral *review_store_load_referral (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_move_referral (ReviewTx *tx,
                                     const ReviewReferral *seen,
                                     const ReviewReferralAct *act,
                                     const char *account,
                                     GError **error);

G_END_DECLS
