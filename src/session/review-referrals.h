/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewReferrals: suspicious-transaction referrals, for seniors and leads. Read when somebody looks
 * at them: no event says that there is one, and nothing of the case does. */
#pragma once

#include "review-board.h"
#include "review-item.h"
#include "review-referral.h"

G_BEGIN_DECLS

/**
 * ReviewReferrals:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_REFERRALS (review_referrals_get_type ())
G_DECLARE_FINAL_TYPE (ReviewReferrals, review_referrals, REVIEW, REFERRALS, ReviewBoard)

/* (transfer none): of #ReviewItem of ReviewReferral, those that are not over first. */
GListModel *review_referrals_get_items (ReviewReferrals *self);
gboolean review_referrals_get_loaded (ReviewReferrals *self);
/* (transfer none) (nullable): the one that is looked at; NULL: a new one is being drafted. */
const ReviewReferral *review_referrals_get_selected (ReviewReferrals *self);
void review_referrals_select (ReviewReferrals *self, const char *id);
/* Whether the user may bring the one that is looked at to that ReviewReferralState. */
gboolean review_referrals_may_become (ReviewReferrals *self, int state);
/* The new one is then the one that is looked at. */
void review_referrals_draft (ReviewReferrals *self, const char *case_id, const char *text);
/* @note: (nullable): needed for filed and declined */
void review_referrals_move (ReviewReferrals *self, int state, const char *note);

/* The one that is looked at, for paper; the server writes down that it leaves. */
void review_referrals_export_async (ReviewReferrals *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ReviewReferral *
review_referrals_export_finish (ReviewReferrals *self, GAsyncResult *result, GError **error);

G_END_DECLS
