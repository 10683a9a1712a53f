/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-attainment.h"
#include "review-client.h"
#include "review-referral.h"
#include "review-reopening.h"

G_BEGIN_DECLS

void review_client_get_attainment_async (ReviewClient *self, guint days, REVIEW_CALL_TAIL);
void review_client_get_overturns_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_referrals_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_draft_referral_async (ReviewClient *self,
                                         const char *case_id,
                                         const ReviewReferralRequest *request,
                                         const char *key,
                                         REVIEW_CALL_TAIL);
void review_client_move_referral_async (ReviewClient *self,
                                        const char *id,
                                        const ReviewReferralAct *act,
                                        gint64 version,
                                        const char *key,
                                        REVIEW_CALL_TAIL);
void review_client_export_referral_async (ReviewClient *self,
                                          const char *id,
                                          const char *key,
                                          REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (attainment, ReviewAttainment, review_attainment_type)
REVIEW_CLIENT_FINISH (referrals, ReviewReferralList, review_referral_list_type)
REVIEW_CLIENT_FINISH (referral, ReviewReferral, review_referral_type)
REVIEW_CLIENT_FINISH (overturns, ReviewOverturnRates, review_overturn_rates_type)

G_END_DECLS
