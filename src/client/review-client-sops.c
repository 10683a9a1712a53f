/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of SOPs, and clauses that people propose. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-sops.h"

#include "review-client-private.h"

/** review_client_get_sop_versions_async: ends with review_client_finish_sop_versions(). */
void
review_client_get_sop_versions_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/sops/", case_type, "/versions"),
                   &review_sop_version_list_type, review_client_get_sop_versions_async, cancellable,
                   callback, user_data);
}

/** review_client_get_sop_version_async: ends with review_client_finish_sop(). */
void
review_client_get_sop_version_async (ReviewClient *self,
                                     const char *case_type,
                                     const char *version,
                                     REVIEW_CALL_TAIL)
{
  g_autofree char *after = review_call_path ("/versions/", version, "");

  review_call_get (self, review_call_path ("/v1/sops/", case_type, after), &review_sop_type,
                   review_client_get_sop_version_async, cancellable, callback, user_data);
}

/** review_client_get_sop_drafts_async: ends with review_client_finish_sop_drafts(). */
void
review_client_get_sop_drafts_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/work-items/", work_item, "/sop-drafts"),
                   &review_sop_draft_list_type, review_client_get_sop_drafts_async, cancellable,
                   callback, user_data);
}

/** review_client_add_sop_draft_async: ends with review_client_finish_sop_draft(). */
void
review_client_add_sop_draft_async (ReviewClient *self,
                                   const char *work_item,
                                   const ReviewSopDraftRequest *request,
                                   const char *key,
                                   REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", work_item, "/sop-drafts"), request,
                    REVIEW_NO_VERSION, key, &review_sop_draft_type,
                    review_client_add_sop_draft_async, cancellable, callback, user_data);
}

/** review_client_withdraw_sop_draft_async: ends with review_client_finish_sop_draft(). */
void
review_client_withdraw_sop_draft_async (ReviewClient *self,
                                        const char *draft,
                                        const char *key,
                                        REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/sop-drafts/", draft, "/withdraw"), NULL,
                    REVIEW_NO_VERSION, key, &review_sop_draft_type,
                    review_client_withdraw_sop_draft_async, cancellable, callback, user_data);
}

/** review_client_get_sop_gaps_async: of all case types; ends with review_client_finish_sop_gaps(). */
void
review_client_get_sop_gaps_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/sop-gaps"), &review_gap_list_type,
                   review_client_get_sop_gaps_async, cancellable, callback, user_data);
}

/**
 * review_client_publish_sop_draft_async:
 *
 * Ends with review_client_finish_sop_version(): CONFLICT when another version is in force by now.
 */
void
review_client_publish_sop_draft_async (ReviewClient *self,
                                       const char *draft,
                                       const ReviewSopPublication *publication,
                                       const char *key,
                                       REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/sop-drafts/", draft, "/publish"), publication,
                    REVIEW_NO_VERSION, key, &review_sop_version_type,
                    review_client_publish_sop_draft_async, cancellable, callback, user_data);
}
