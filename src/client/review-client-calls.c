/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One typed call for each route of src/server/README.md. What is common to all (status, sizes,
 * time limits, repeats) is in review-client-send.c. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-private.h"

#include "review-codec.h"

#define TRIES 3

static void
start (ReviewClient *self, ReviewCall *call, gpointer tag, REVIEW_CALL_TAIL)
{
  if (call->tries == 0)
    call->tries = TRIES;
  review_client_send_async (self, call, tag, cancellable, callback, user_data);
}

/* Returns: (transfer full): a path with @id escaped. */
char *
review_call_path (const char *before, const char *id, const char *after)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (before, escaped, after, NULL);
}

static char *
key_or_new (const char *key)
{
  return key != NULL ? g_strdup (key) : review_client_new_key ();
}

/* A read; takes @path. */
void
review_call_get (
    ReviewClient *self, char *path, const ReviewRecordType *answer, gpointer tag, REVIEW_CALL_TAIL)
{
  ReviewCall call = { .method = "GET", .path = path, .version = REVIEW_NO_VERSION };

  call.answer = answer;
  start (self, &call, tag, cancellable, callback, user_data);
}

/* A write: @body is a record or NULL; takes @path. */
void
review_call_post (ReviewClient *self,
                  char *path,
                  gconstpointer body,
                  gint64 version,
                  const char *key,
                  const ReviewRecordType *answer,
                  gpointer tag,
                  REVIEW_CALL_TAIL)
{
  ReviewCall call = { .method = "POST", .path = path, .version = version, .answer = answer };

  call.body = body != NULL ? review_encode (body) : NULL;
  call.key = key_or_new (key);
  start (self, &call, tag, cancellable, callback, user_data);
}

/** review_client_get_health_async: ends with review_client_finish_health(); needs no token. */
void
review_client_get_health_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/health"), &review_health_type,
                   review_client_get_health_async, cancellable, callback, user_data);
}

/** review_client_get_session_async: who one is; ends with review_client_finish_session(). */
void
review_client_get_session_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/session"), &review_session_info_type,
                   review_client_get_session_async, cancellable, callback, user_data);
}

/**
 * review_client_open_session_async:
 * @user: id of a local user
 *
 * Embedded mode: changes the one-time token for a session's, or the session's user. The answer's
 * token is the caller's to set. Ends with review_client_finish_session().
 */
void
review_client_open_session_async (ReviewClient *self, const char *user, REVIEW_CALL_TAIL)
{
  g_autoptr (ReviewSessionRequest) request = review_record_new (&review_session_request_type);

  request->user = g_strdup (user);
  review_call_post (self, g_strdup ("/v1/session"), request, REVIEW_NO_VERSION, NULL,
                    &review_session_info_type, review_client_open_session_async, cancellable,
                    callback, user_data);
}

/** review_client_get_catalog_async: ends with review_client_finish_catalog(). */
void
review_client_get_catalog_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/catalog"), &review_catalog_type,
                   review_client_get_catalog_async, cancellable, callback, user_data);
}

/** review_client_get_sop_async: ends with review_client_finish_sop(). */
void
review_client_get_sop_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/sops/", case_type, ""), &review_sop_type,
                   review_client_get_sop_async, cancellable, callback, user_data);
}

/** review_client_create_case_async: intake; ends with review_client_finish_case(). */
void
review_client_create_case_async (ReviewClient *self,
                                 const ReviewIntake *intake,
                                 const char *key,
                                 REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/cases"), intake, REVIEW_NO_VERSION, key, &review_case_type,
                    review_client_create_case_async, cancellable, callback, user_data);
}

/** review_client_get_case_async: newest work item; ends with review_client_finish_case_view(). */
void
review_client_get_case_async (ReviewClient *self, const char *case_id, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/cases/", case_id, ""), &review_case_view_type,
                   review_client_get_case_async, cancellable, callback, user_data);
}

/**
 * review_client_new_view_async:
 * @request: the filter
 *
 * Fixes an ordered view; ends with review_client_finish_view_page(), its first rows.
 */
void
review_client_new_view_async (ReviewClient *self,
                              const ReviewViewRequest *request,
                              REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/views"), request, REVIEW_NO_VERSION, NULL,
                    &review_view_page_type, review_client_new_view_async, cancellable, callback,
                    user_data);
}

/** review_client_get_view_page_async: ends with review_client_finish_view_page(). */
void
review_client_get_view_page_async (
    ReviewClient *self, const char *view, guint offset, guint limit, REVIEW_CALL_TAIL)
{
  g_autofree char *query = g_strdup_printf ("?offset=%u&limit=%u", offset, limit);

  review_call_get (self, review_call_path ("/v1/views/", view, query), &review_view_page_type,
                   review_client_get_view_page_async, cancellable, callback, user_data);
}

/**
 * review_client_find_in_view_async:
 *
 * Reads the hundred rows among which @work_item is; ends with review_client_finish_view_page().
 */
void
review_client_find_in_view_async (ReviewClient *self,
                                  const char *view,
                                  const char *work_item,
                                  REVIEW_CALL_TAIL)
{
  g_autofree char *tail = g_strconcat ("/work-items/", work_item, NULL);

  review_call_get (self, review_call_path ("/v1/views/", view, tail), &review_view_page_type,
                   review_client_find_in_view_async, cancellable, callback, user_data);
}

/** review_client_get_filters_async: ends with review_client_finish_filters(). */
void
review_client_get_filters_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/filters"), &review_saved_filters_type,
                   review_client_get_filters_async, cancellable, callback, user_data);
}

/** review_client_put_filters_async: ends with review_client_finish_filters(). */
void
review_client_put_filters_async (ReviewClient *self,
                                 const ReviewSavedFilters *filters,
                                 REVIEW_CALL_TAIL)
{
  ReviewCall call = { .method = "PUT", .version = REVIEW_NO_VERSION };

  call.path = g_strdup ("/v1/filters");
  call.body = review_encode (filters);
  call.key = key_or_new (NULL);
  call.answer = &review_saved_filters_type;
  start (self, &call, review_client_put_filters_async, cancellable, callback, user_data);
}

/**
 * review_client_take_next_async:
 * @case_type: (nullable): NULL: any
 *
 * Ends with review_client_finish_case_view(): NOT_FOUND when nothing waits.
 */
void
review_client_take_next_async (ReviewClient *self,
                               const char *case_type,
                               const char *key,
                               REVIEW_CALL_TAIL)
{
  g_autoptr (ReviewTakeRequest) request = review_record_new (&review_take_request_type);

  request->case_type = g_strdup (case_type);
  review_call_post (self, g_strdup ("/v1/work-items/take-next"), request, REVIEW_NO_VERSION, key,
                    &review_case_view_type, review_client_take_next_async, cancellable, callback,
                    user_data);
}

/** review_client_get_work_item_async: ends with review_client_finish_case_view(). */
void
review_client_get_work_item_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/work-items/", id, ""), &review_case_view_type,
                   review_client_get_work_item_async, cancellable, callback, user_data);
}

/** review_client_take_async: senior and lead; ends with review_client_finish_case_view(). */
void
review_client_take_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/take"), NULL, version, key,
                    &review_case_view_type, review_client_take_async, cancellable, callback,
                    user_data);
}

/** review_client_ask_flows_async: needs the lease; ends with review_client_finish_flow_page(). */
void
review_client_ask_flows_async (ReviewClient *self,
                               const char *id,
                               const ReviewFlowRequest *request,
                               REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/flows"), request,
                    REVIEW_NO_VERSION, NULL, &review_flow_page_type, review_client_ask_flows_async,
                    cancellable, callback, user_data);
}

/** review_client_renew_lease_async: ends with review_client_finish_lease(). */
void
review_client_renew_lease_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/lease"), NULL,
                    REVIEW_NO_VERSION, NULL, &review_lease_type, review_client_renew_lease_async,
                    cancellable, callback, user_data);
}

/** review_client_release_async: ends with review_client_finish_work_item(). */
void
review_client_release_async (ReviewClient *self,
                             const char *id,
                             gint64 version,
                             const char *reason,
                             const char *key,
                             REVIEW_CALL_TAIL)
{
  g_autoptr (ReviewReleaseRequest) request = review_record_new (&review_release_request_type);

  request->reason = g_strdup (reason);
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/release"), request, version,
                    key, &review_work_item_type, review_client_release_async, cancellable, callback,
                    user_data);
}

/** review_client_export_async: audited; ends with review_client_finish_case_view(). */
void
review_client_export_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/export"), NULL,
                    REVIEW_NO_VERSION, NULL, &review_case_view_type, review_client_export_async,
                    cancellable, callback, user_data);
}

/**
 * review_client_put_draft_async:
 * @draft: its revision is the last one seen plus one
 *
 * Ends with review_client_finish_draft(): CONFLICT when the server's is newer.
 */
void
review_client_put_draft_async (
    ReviewClient *self, const char *id, const ReviewDraft *draft, const char *key, REVIEW_CALL_TAIL)
{
  ReviewCall call = { .method = "PUT", .version = REVIEW_NO_VERSION };

  call.path = review_call_path ("/v1/work-items/", id, "/draft");
  call.body = review_encode (draft);
  call.key = key_or_new (key);
  call.answer = &review_draft_type;
  start (self, &call, review_client_put_draft_async, cancellable, callback, user_data);
}

/** review_client_decide_async: ends with review_client_finish_decision(). */
void
review_client_decide_async (ReviewClient *self,
                            const char *id,
                            gint64 version,
                            const ReviewDecideRequest *request,
                            const char *key,
                            REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/decision"), request, version,
                    key, &review_decision_type, review_client_decide_async, cancellable, callback,
                    user_data);
}

/** review_client_first_call_async: ends with review_client_finish_case_view(). */
void
review_client_first_call_async (ReviewClient *self,
                                const char *id,
                                gint64 version,
                                const ReviewFirstCall *call,
                                const char *key,
                                REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/first-call"), call, version,
                    key, &review_case_view_type, review_client_first_call_async, cancellable,
                    callback, user_data);
}

/** review_client_show_verdict_async: ends with review_client_finish_case_view(). */
void
review_client_show_verdict_async (ReviewClient *self,
                                  const char *id,
                                  gint64 version,
                                  const ReviewVerdictRequest *request,
                                  const char *key,
                                  REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/verdict"), request, version,
                    key, &review_case_view_type, review_client_show_verdict_async, cancellable,
                    callback, user_data);
}

/**
 * review_client_retract_async:
 * @version: the decision's `work_item_version`
 *
 * Ends with review_client_finish_case_view(): lease and draft are back.
 */
void
review_client_retract_async (
    ReviewClient *self, const char *decision, gint64 version, const char *key, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/decisions/", decision, "/retract"), NULL, version,
                    key, &review_case_view_type, review_client_retract_async, cancellable, callback,
                    user_data);
}

/** review_client_request_async: ends with review_client_finish_work_item(). */
void
review_client_request_async (ReviewClient *self,
                             const char *id,
                             gint64 version,
                             const ReviewInformationRequest *request,
                             const char *key,
                             REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/request"), request, version,
                    key, &review_work_item_type, review_client_request_async, cancellable, callback,
                    user_data);
}

/** review_client_hold_async: ends with review_client_finish_work_item(). */
void
review_client_hold_async (ReviewClient *self,
                          const char *id,
                          gint64 version,
                          const ReviewHoldRequest *request,
                          const char *key,
                          REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/hold"), request, version, key,
                    &review_work_item_type, review_client_hold_async, cancellable, callback,
                    user_data);
}

/** review_client_reveal_async: ends with review_client_finish_revealed(). */
void
review_client_reveal_async (ReviewClient *self,
                            const char *id,
                            const ReviewRevealRequest *request,
                            const char *key,
                            REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/reveal"), request, 0, key,
                    &review_revealed_type, review_client_reveal_async, cancellable, callback,
                    user_data);
}

/** review_client_answer_async: of an escalation; ends with review_client_finish_work_item(). */
void
review_client_answer_async (ReviewClient *self,
                            const char *id,
                            gint64 version,
                            const ReviewEscalationAnswer *answer,
                            const char *key,
                            REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/answer"), answer, version, key,
                    &review_work_item_type, review_client_answer_async, cancellable, callback,
                    user_data);
}

/** review_client_get_inbox_async: ends with review_client_finish_inbox(). */
void
review_client_get_inbox_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/inbox"), &review_inbox_page_type,
                   review_client_get_inbox_async, cancellable, callback, user_data);
}

/** review_client_wake_async: ends with review_client_finish_work_item(). */
void
review_client_wake_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", id, "/wake"), NULL, version, key,
                    &review_work_item_type, review_client_wake_async, cancellable, callback,
                    user_data);
}

/** review_client_mark_read_async: ends with review_client_finish_feedback(). */
void
review_client_mark_read_async (ReviewClient *self,
                               const char *feedback,
                               const char *key,
                               REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/feedback/", feedback, "/read"), NULL,
                    REVIEW_NO_VERSION, key, &review_feedback_type, review_client_mark_read_async,
                    cancellable, callback, user_data);
}

/** review_client_get_labels_async: ends with review_client_get_labels_finish(). */
void
review_client_get_labels_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/labels"), NULL, review_client_get_labels_async, cancellable,
                   callback, user_data);
}

/**
 * review_client_get_attachment_async:
 * @sha256: of a file that the case of @work_item names
 *
 * The bytes of a file, as a customer made them: nothing here looks into them. Ends with
 * review_client_get_attachment_finish().
 */
void
review_client_get_attachment_async (ReviewClient *self,
                                    const char *work_item,
                                    const char *sha256,
                                    REVIEW_CALL_TAIL)
{
  g_autofree char *file = review_call_path ("/attachments/", sha256, "");
  ReviewCall call = { .method = "GET",
                      .path = review_call_path ("/v1/work-items/", work_item, file),
                      .version = REVIEW_NO_VERSION,
                      .media = "application/octet-stream" };

  start (self, &call, review_client_get_attachment_async, cancellable, callback, user_data);
}

/**
 * review_client_finish:
 * @type: what the call answers
 *
 * Errors of every call, REVIEW_ERROR: those that the server names, OFFLINE (not reached, or too
 * late), PROTOCOL (not what the API promises), TOO_LARGE; G_IO_ERROR_CANCELLED stays what it is.
 *
 * Returns: (transfer full): the answer
 */
gpointer
review_client_finish (ReviewClient *self,
                      const ReviewRecordType *type,
                      GAsyncResult *result,
                      GError **error)
{
  gpointer record;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  record = g_task_propagate_pointer (G_TASK (result), error);
  g_assert (record == NULL || ((ReviewRecord *) record)->type == type);
  return record;
}

/**
 * review_client_get_labels_finish:
 *
 * Returns: (transfer full): JSON Lines, one ReviewLabelRow each
 */
GBytes *
review_client_get_labels_finish (ReviewClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * review_client_get_attachment_finish:
 *
 * Returns: (transfer full): the bytes, not compared with their hash
 */
GBytes *
review_client_get_attachment_finish (ReviewClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
