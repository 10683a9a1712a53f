/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about campaigns share. */
#pragma once

#include "review-service-private.h"
#include "review-store-campaigns.h"
#include "review-store-identity.h"

G_BEGIN_DECLS

/* A case of a wave, looked at for itself. Clear it whatever comes of it. */
typedef struct
{
  ReviewService *service;
  const ReviewUser *lead;
  const ReviewCampaignForm *group; /* (nullable): what is to be decided */
  const char *case_id;
  const char *work_item; /* (nullable): its newest look with effects */
  ReviewWork *work;      /* (owned) (nullable) */
  ReviewLook look;       /* filled where nothing speaks against deciding */
} ReviewCampaignCheck;

int review_campaign_check_case (ReviewCampaignCheck *self, ReviewTx *tx, GError **error);
void review_campaign_check_clear (ReviewCampaignCheck *self);

ReviewCampaignView *review_service_build_campaign (ReviewService *self,
                                                   ReviewTx *tx,
                                                   const ReviewUser *user,
                                                   const char *id,
                                                   const ReviewCampaignForm *group,
                                                   GError **error);
gboolean review_service_audit_campaign (ReviewTx *tx,
                                        const ReviewWrite *write,
                                        const char *ref,
                                        gconstpointer before,
                                        gconstpointer after,
                                        GError **error);
gboolean review_service_check_lead (const ReviewUser *user, GError **error);
gboolean review_service_check_text (const char *text, const char *field, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewCampaignCheck, review_campaign_check_clear)

G_END_DECLS
