/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls for waves, the house's lists and reopened cases. */
#pragma once

#include "review-campaign.h"
#include "review-client.h"
#include "review-house-list.h"
#include "review-reopening.h"

G_BEGIN_DECLS

void review_client_get_campaigns_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_campaign_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);
void review_client_check_campaign_async (ReviewClient *self,
                                         const char *id,
                                         const ReviewCampaignForm *form,
                                         REVIEW_CALL_TAIL);
void review_client_act_on_campaign_async (ReviewClient *self,
                                          const char *id,
                                          const char *act,
                                          gconstpointer body,
                                          gint64 version,
                                          const char *key,
                                          REVIEW_CALL_TAIL);
void review_client_get_entries_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_propose_entry_async (ReviewClient *self,
                                        const ReviewHouseProposal *proposal,
                                        const char *key,
                                        REVIEW_CALL_TAIL);
void review_client_act_on_entry_async (ReviewClient *self,
                                       const char *id,
                                       const char *act,
                                       const ReviewHouseAct *body,
                                       gint64 version,
                                       const char *key,
                                       REVIEW_CALL_TAIL);
void review_client_reopen_async (ReviewClient *self,
                                 const char *case_id,
                                 const ReviewReopenRequest *request,
                                 const char *key,
                                 REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (campaigns, ReviewCampaignList, review_campaign_list_type)
REVIEW_CLIENT_FINISH (campaign, ReviewCampaignView, review_campaign_view_type)
REVIEW_CLIENT_FINISH (entries, ReviewHouseEntryList, review_house_entry_list_type)
REVIEW_CLIENT_FINISH (entry, ReviewHouseEntry, review_house_entry_type)
REVIEW_CLIENT_FINISH (reopening, ReviewReopening, review_reopening_type)

G_END_DECLS
