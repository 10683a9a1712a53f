/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waves, the house's lists and reopened cases. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-waves.h"

#include "review-client-private.h"

/** review_client_get_campaigns_async: ends with review_client_finish_campaigns(). */
void
review_client_get_campaigns_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/campaigns"), &review_campaign_list_type,
                   review_client_get_campaigns_async, cancellable, callback, user_data);
}

/** review_client_get_campaign_async: ends with review_client_finish_campaign(). */
void
review_client_get_campaign_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/campaigns/", id, ""), &review_campaign_view_type,
                   review_client_get_campaign_async, cancellable, callback, user_data);
}

/**
 * review_client_check_campaign_async:
 * @form: what is thought of; nothing is decided
 *
 * Ends with review_client_finish_campaign().
 */
void
review_client_check_campaign_async (ReviewClient *self,
                                    const char *id,
                                    const ReviewCampaignForm *form,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/campaigns/", id, "/check"), form,
                    REVIEW_NO_VERSION, NULL, &review_campaign_view_type,
                    review_client_check_campaign_async, cancellable, callback, user_data);
}

/**
 * review_client_act_on_campaign_async:
 * @act: "decision", "retract", "take-out", "reviewed", "dismiss" or "note"
 * @body: (nullable): the record that the act takes
 * @version: of the campaign, as it was seen
 *
 * Ends with review_client_finish_campaign(): CONFLICT when it is not as seen.
 */
void
review_client_act_on_campaign_async (ReviewClient *self,
                                     const char *id,
                                     const char *act,
                                     gconstpointer body,
                                     gint64 version,
                                     const char *key,
                                     REVIEW_CALL_TAIL)
{
  g_autofree char *after = g_strconcat ("/", act, NULL);

  review_call_post (self, review_call_path ("/v1/campaigns/", id, after), body, version, key,
                    &review_campaign_view_type, review_client_act_on_campaign_async, cancellable,
                    callback, user_data);
}

/** review_client_get_entries_async: ends with review_client_finish_entries(). */
void
review_client_get_entries_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/list-entries"), &review_house_entry_list_type,
                   review_client_get_entries_async, cancellable, callback, user_data);
}

/** review_client_propose_entry_async: ends with review_client_finish_entry(). */
void
review_client_propose_entry_async (ReviewClient *self,
                                   const ReviewHouseProposal *proposal,
                                   const char *key,
                                   REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/list-entries"), proposal, REVIEW_NO_VERSION, key,
                    &review_house_entry_type, review_client_propose_entry_async, cancellable,
                    callback, user_data);
}

/**
 * review_client_act_on_entry_async:
 * @act: "open", "approve", "end" or "keep"
 * @body: (nullable): of all but "open"
 * @version: of the entry, as it was seen; 0 for "open", which takes none
 *
 * Ends with review_client_finish_entry().
 */
void
review_client_act_on_entry_async (ReviewClient *self,
                                  const char *id,
                                  const char *act,
                                  const ReviewHouseAct *body,
                                  gint64 version,
                                  const char *key,
                                  REVIEW_CALL_TAIL)
{
  g_autofree char *after = g_strconcat ("/", act, NULL);

  review_call_post (self, review_call_path ("/v1/list-entries/", id, after), body,
                    version > 0 ? version : REVIEW_NO_VERSION, key, &review_house_entry_type,
                    review_client_act_on_entry_async, cancellable, callback, user_data);
}

/** review_client_reopen_async: ends with review_client_finish_reopening(). */
void
review_client_reopen_async (ReviewClient *self,
                            const char *case_id,
                            const ReviewReopenRequest *request,
                            const char *key,
                            REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/cases/", case_id, "/reopen"), request,
                    REVIEW_NO_VERSION, key, &review_reopening_type, review_client_reopen_async,
                    cancellable, callback, user_data);
}
