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
