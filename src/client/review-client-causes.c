/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which root causes are frequent. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-causes.h"

#include "review-client-private.h"

/** review_client_get_causes_async: ends with review_client_finish_causes(). */
void
review_client_get_causes_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/root-causes/", case_type, ""),
                   &review_cause_counts_type, review_client_get_causes_async, cancellable, callback,
                   user_data);
}
