/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One typed call for each of the Decision Hub's routes. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-hub.h"

#include "review-client-private.h"

/** review_client_get_policies_async: every version; ends with review_client_finish_policies(). */
void
review_client_get_policies_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/policies"), &review_policy_list_type,
                   review_client_get_policies_async, cancellable, callback, user_data);
}

/**
 * review_client_get_policy_async:
 * @version: a version, or "live"
 *
 * Ends with review_client_finish_policy().
 */
void
review_client_get_policy_async (ReviewClient *self, const char *version, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/policies/", version, ""), &review_policy_type,
                   review_client_get_policy_async, cancellable, callback, user_data);
}

/**
 * review_client_save_policy_async:
 * @policy: stored as a new draft; the server names its version
 *
 * Ends with review_client_finish_policy_version(): INVALID names the wrong member.
 */
void
review_client_save_policy_async (ReviewClient *self,
                                 const ReviewPolicy *policy,
                                 const char *key,
                                 REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/policies"), policy, REVIEW_NO_VERSION, key,
                    &review_policy_version_type, review_client_save_policy_async, cancellable,
                    callback, user_data);
}

/**
 * review_client_approve_policy_async:
 *
 * By another person than its author. Ends with review_client_finish_policy_version(): FORBIDDEN for
 * the author, CONFLICT when it is no draft.
 */
void
review_client_approve_policy_async (ReviewClient *self,
                                    const char *version,
                                    const char *key,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/policies/", version, "/approve"), NULL,
                    REVIEW_NO_VERSION, key, &review_policy_version_type,
                    review_client_approve_policy_async, cancellable, callback, user_data);
}

static void
act (ReviewClient *self,
     char *path,
     const char *reason,
     const char *key,
     gpointer tag,
     REVIEW_CALL_TAIL)
{
  g_autoptr (ReviewPolicyAct) body = review_record_new (&review_policy_act_type);

  body->reason = g_strdup (reason);
  review_call_post (self, path, body, REVIEW_NO_VERSION, key, &review_policy_version_type, tag,
                    cancellable, callback, user_data);
}

/**
 * review_client_make_policy_live_async:
 * @version: an approved version, or a superseded one, which is put back
 * @reason: why
 *
 * Ends with review_client_finish_policy_version(): CONFLICT in any other state.
 */
void
review_client_make_policy_live_async (
    ReviewClient *self, const char *version, const char *reason, const char *key, REVIEW_CALL_TAIL)
{
  act (self, review_call_path ("/v1/policies/", version, "/live"), reason, key,
       review_client_make_policy_live_async, cancellable, callback, user_data);
}

/**
 * review_client_withdraw_policy_async:
 * @version: a draft or an approved version
 * @reason: why
 *
 * Ends with review_client_finish_policy_version().
 */
void
review_client_withdraw_policy_async (
    ReviewClient *self, const char *version, const char *reason, const char *key, REVIEW_CALL_TAIL)
{
  act (self, review_call_path ("/v1/policies/", version, "/withdraw"), reason, key,
       review_client_withdraw_policy_async, cancellable, callback, user_data);
}

/** review_client_get_hub_async: every case type in a line; ends with review_client_finish_hub(). */
void
review_client_get_hub_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/hub"), &review_hub_overview_type,
                   review_client_get_hub_async, cancellable, callback, user_data);
}

/** review_client_get_hub_type_async: ends with review_client_finish_hub_type(). */
void
review_client_get_hub_type_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/hub/", case_type, ""), &review_hub_view_type,
                   review_client_get_hub_type_async, cancellable, callback, user_data);
}

/**
 * review_client_backtest_async:
 * @policy: what is tried; it is not stored
 * @since: µs UTC; 0: the whole history
 *
 * Ends with review_client_finish_backtest().
 */
void
review_client_backtest_async (ReviewClient *self,
                              const char *case_type,
                              const ReviewPolicy *policy,
                              gint64 since,
                              REVIEW_CALL_TAIL)
{
  g_autoptr (ReviewBacktestRequest) request = review_record_new (&review_backtest_request_type);

  request->policy = review_record_ref ((gpointer) policy);
  request->since = since;
  review_call_post (self, review_call_path ("/v1/hub/", case_type, "/backtest"), request,
                    REVIEW_NO_VERSION, NULL, &review_backtest_type, review_client_backtest_async,
                    cancellable, callback, user_data);
}
