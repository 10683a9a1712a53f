/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learning loop: the scorecard, and recurring errors. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-loop.h"

#include "review-client-private.h"

/**
 * review_client_get_scorecard_async:
 * @days: how far back, 1 to 92
 * @case_type: (nullable): of all
 *
 * Ends with review_client_finish_scorecard().
 */
void
review_client_get_scorecard_async (ReviewClient *self,
                                   guint days,
                                   const char *case_type,
                                   REVIEW_CALL_TAIL)
{
  g_autofree char *all = g_strdup_printf ("/v1/scorecard/%u", days);
  g_autofree char *before = g_strconcat (all, "/", NULL);

  review_call_get (
      self, case_type != NULL ? review_call_path (before, case_type, "") : g_steal_pointer (&all),
      &review_scorecard_type, review_client_get_scorecard_async, cancellable, callback, user_data);
}

/** review_client_get_patterns_async: ends with review_client_finish_patterns(). */
void
review_client_get_patterns_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/patterns"), &review_pattern_list_type,
                   review_client_get_patterns_async, cancellable, callback, user_data);
}

/** review_client_get_pattern_async: with its steps; ends with review_client_finish_pattern(). */
void
review_client_get_pattern_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/patterns/", id, ""), &review_pattern_type,
                   review_client_get_pattern_async, cancellable, callback, user_data);
}

/** review_client_nominate_pattern_async: ends with review_client_finish_pattern(). */
void
review_client_nominate_pattern_async (ReviewClient *self,
                                      const ReviewPatternNomination *nomination,
                                      const char *key,
                                      REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/patterns"), nomination, REVIEW_NO_VERSION, key,
                    &review_pattern_type, review_client_nominate_pattern_async, cancellable,
                    callback, user_data);
}

/** review_client_get_scans_async: ends with review_client_finish_scans(). */
void
review_client_get_scans_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/pattern-scans"), &review_scan_job_list_type,
                   review_client_get_scans_async, cancellable, callback, user_data);
}

/** review_client_ask_scan_async: ends with review_client_finish_scan(). */
void
review_client_ask_scan_async (ReviewClient *self,
                              const ReviewPatternScanRequest *request,
                              const char *key,
                              REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/pattern-scans"), request, REVIEW_NO_VERSION, key,
                    &review_scan_job_type, review_client_ask_scan_async, cancellable, callback,
                    user_data);
}

/** review_client_cancel_scan_async: ends with review_client_finish_scan(); CONFLICT when it is over. */
void
review_client_cancel_scan_async (ReviewClient *self,
                                 const char *job,
                                 const char *key,
                                 REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/pattern-scans/", job, "/cancel"), NULL,
                    REVIEW_NO_VERSION, key, &review_scan_job_type, review_client_cancel_scan_async,
                    cancellable, callback, user_data);
}

/**
 * review_client_accept_pattern_async:
 * @version: of the pattern, as it was seen
 *
 * Ends with review_client_finish_pattern(): CONFLICT when it is not as seen.
 */
void
review_client_accept_pattern_async (ReviewClient *self,
                                    const char *id,
                                    const ReviewPatternAcceptance *acceptance,
                                    gint64 version,
                                    const char *key,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/patterns/", id, "/accept"), acceptance, version,
                    key, &review_pattern_type, review_client_accept_pattern_async, cancellable,
                    callback, user_data);
}

/** review_client_repair_pattern_async: as review_client_accept_pattern_async(). */
void
review_client_repair_pattern_async (ReviewClient *self,
                                    const char *id,
                                    const ReviewPatternActRequest *act,
                                    gint64 version,
                                    const char *key,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/patterns/", id, "/repair"), act, version, key,
                    &review_pattern_type, review_client_repair_pattern_async, cancellable, callback,
                    user_data);
}

/** review_client_dismiss_pattern_async: as review_client_accept_pattern_async(). */
void
review_client_dismiss_pattern_async (ReviewClient *self,
                                     const char *id,
                                     const ReviewPatternActRequest *act,
                                     gint64 version,
                                     const char *key,
                                     REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/patterns/", id, "/dismiss"), act, version, key,
                    &review_pattern_type, review_client_dismiss_pattern_async, cancellable,
                    callback, user_data);
}

/** review_client_request_feature_async: as review_client_accept_pattern_async(). */
void
review_client_request_feature_async (ReviewClient *self,
                                     const char *id,
                                     const ReviewPatternActRequest *act,
                                     gint64 version,
                                     const char *key,
                                     REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/patterns/", id, "/feature-request"), act, version,
                    key, &review_pattern_type, review_client_request_feature_async, cancellable,
                    callback, user_data);
}

/** review_client_answer_feature_async: as review_client_accept_pattern_async(). */
void
review_client_answer_feature_async (ReviewClient *self,
                                    const char *id,
                                    const ReviewFeatureAnswer *answer,
                                    gint64 version,
                                    const char *key,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/patterns/", id, "/feature-answer"), answer,
                    version, key, &review_pattern_type, review_client_answer_feature_async,
                    cancellable, callback, user_data);
}
