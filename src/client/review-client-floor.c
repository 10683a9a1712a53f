/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the floor did, and suspicious-transaction referrals. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-floor.h"

#include "review-client-private.h"

/** review_client_get_attainment_async: ends with review_client_finish_attainment(). */
void
review_client_get_attainment_async (ReviewClient *self, guint days, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup_printf ("/v1/attainment/%u", days), &review_attainment_type,
                   review_client_get_attainment_async, cancellable, callback, user_data);
}

/** review_client_get_overturns_async: ends with review_client_finish_overturns(). */
void
review_client_get_overturns_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/overturns"), &review_overturn_rates_type,
                   review_client_get_overturns_async, cancellable, callback, user_data);
}

/** review_client_get_referrals_async: of all cases; ends with review_client_finish_referrals(). */
void
review_client_get_referrals_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/referrals"), &review_referral_list_type,
                   review_client_get_referrals_async, cancellable, callback, user_data);
}

/** review_client_draft_referral_async: ends with review_client_finish_referral(). */
void
review_client_draft_referral_async (ReviewClient *self,
                                    const char *case_id,
                                    const ReviewReferralRequest *request,
                                    const char *key,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/cases/", case_id, "/referrals"), request,
                    REVIEW_NO_VERSION, key, &review_referral_type,
                    review_client_draft_referral_async, cancellable, callback, user_data);
}

/**
 * review_client_move_referral_async:
 * @version: of the referral, as it was seen
 *
 * Ends with review_client_finish_referral(): CONFLICT when it is not as seen.
 */
void
review_client_move_referral_async (ReviewClient *self,
                                   const char *id,
                                   const ReviewReferralAct *act,
                                   gint64 version,
                                   const char *key,
                                   REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/referrals/", id, "/state"), act, version, key,
                    &review_referral_type, review_client_move_referral_async, cancellable, callback,
                    user_data);
}

/** review_client_export_referral_async: for paper; ends with review_client_finish_referral(). */
void
review_client_export_referral_async (ReviewClient *self,
                                     const char *id,
                                     const char *key,
                                     REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/referrals/", id, "/export"), NULL,
                    REVIEW_NO_VERSION, key, &review_referral_type,
                    review_client_export_referral_async, cancellable, callback, user_data);
}
