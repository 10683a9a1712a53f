/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-client"
#include "review-client-today.h"

#include "review-client-private.h"

/** review_client_get_today_async: ends with review_client_finish_today(). */
void
review_client_get_today_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/today"), &review_today_type, review_client_get_today_async,
                   cancellable, callback, user_data);
}
