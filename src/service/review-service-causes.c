/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which root causes are frequent now, so that a person finds them first. Counts and no more: who gave
 * them and about which case stays out. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"
#include "review-store-causes.h"

#define DAY ((gint64) 24 * 60 * REVIEW_MINUTE)

typedef struct
{
  const ReviewUser *user;
  const char *case_type;
  ReviewCauseCounts *answer; /* (owned) */
} Job;

static gboolean
count_causes (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCauseCounts) answer = review_record_new (&review_cause_counts_type);

  answer->case_type = g_strdup (job->case_type);
  answer->since = REVIEW_WHOLE_MS (review_tx_get_now (tx) - REVIEW_CAUSE_DAYS * DAY);
  answer->counts = review_store_count_causes (
      tx, job->case_type, review_role_is_vendor (job->user->role) ? job->user->vendor : NULL,
      answer->since, error);
  if (answer->counts == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&answer);
  return TRUE;
}

/**
 * review_service_count_causes:
 * @user: of a vendor, it is told of the vendor's own decisions only
 *
 * Returns: (transfer full): the root causes of the last %REVIEW_CAUSE_DAYS days in cases of the type;
 *   %NULL with %REVIEW_ERROR_NOT_FOUND for a type that there is not
 */
ReviewCauseCounts *
review_service_count_causes (ReviewService *self,
                             const ReviewUser *user,
                             const char *case_type,
                             GError **error)
{
  Job job = { user, case_type, NULL };

  if (review_catalog_find_type (review_service_get_catalog (self), case_type) == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
      return NULL;
    }
  return review_store_read (self->store, count_causes, &job, error) ? job.answer : NULL;
}
