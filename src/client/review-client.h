/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewClient: the API of src/server/README.md as typed asynchronous calls. It owns the only
 * SoupSession, the address and the token. Main thread only. */
#pragma once

#include <gio/gio.h>

#include "review-catalog.h"
#include "review-decision.h"
#include "review-flows.h"
#include "review-people.h"
#include "review-requests.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CLIENT (review_client_get_type ())
G_DECLARE_FINAL_TYPE (ReviewClient, review_client, REVIEW, CLIENT, GObject)

ReviewClient *review_client_new (const char *base_url, const char *ca_file, GError **error);
gboolean review_client_set_token (ReviewClient *self, const char *token, GError **error);
gboolean review_client_has_token (ReviewClient *self);
const char *review_client_get_host (ReviewClient *self);
gboolean review_client_is_loopback (ReviewClient *self);
gint64 review_client_get_server_time (ReviewClient *self);
void review_client_note_server_time (ReviewClient *self, gint64 server_time);
void review_client_set_deadline (ReviewClient *self, guint milliseconds);

char *review_client_new_key (void);

/*
 * The calls. All take @cancellable, @callback, @user_data and end with the _finish below that is
 * named after their answer. A @key is the write's idempotency key: NULL makes one for this call;
 * who may have to repeat the same intent later keeps one and passes it again.
 */
#define REVIEW_CALL_TAIL GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data

void review_client_get_health_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_session_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_open_session_async (ReviewClient *self, const char *user, REVIEW_CALL_TAIL);
void review_client_get_catalog_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_sop_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL);
void review_client_create_case_async (ReviewClient *self,
                                      const ReviewIntake *intake,
                                      const char *key,
                                      REVIEW_CALL_TAIL);
void review_client_get_case_async (ReviewClient *self, const char *case_id, REVIEW_CALL_TAIL);
void review_client_new_view_async (ReviewClient *self,
                                   const ReviewViewRequest *request,
                                   REVIEW_CALL_TAIL);
void review_client_get_view_page_async (
    ReviewClient *self, const char *view, guint offset, guint limit, REVIEW_CALL_TAIL);
void review_client_find_in_view_async (ReviewClient *self,
                                       const char *view,
                                       const char *work_item,
                                       REVIEW_CALL_TAIL);
void review_client_get_filters_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_put_filters_async (ReviewClient *self,
                                      const ReviewSavedFilters *filters,
                                      REVIEW_CALL_TAIL);
void review_client_take_next_async (ReviewClient *self,
                                    const char *case_type,
                                    const char *key,
                                    REVIEW_CALL_TAIL);
void review_client_get_work_item_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);
void review_client_take_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL);
void review_client_export_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);
void review_client_ask_flows_async (ReviewClient *self,
                                    const char *id,
                                    const ReviewFlowRequest *request,
                                    REVIEW_CALL_TAIL);
void review_client_renew_lease_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);
void review_client_release_async (ReviewClient *self,
                                  const char *id,
                                  gint64 version,
                                  const char *reason,
                                  const char *key,
                                  REVIEW_CALL_TAIL);
void review_client_put_draft_async (ReviewClient *self,
                                    const char *id,
                                    const ReviewDraft *draft,
                                    const char *key,
                                    REVIEW_CALL_TAIL);
void review_client_decide_async (ReviewClient *self,
                                 const char *id,
                                 gint64 version,
                                 const ReviewDecideRequest *request,
                                 const char *key,
                                 REVIEW_CALL_TAIL);
void review_client_first_call_async (ReviewClient *self,
                                     const char *id,
                                     gint64 version,
                                     const ReviewFirstCall *call,
                                     const char *key,
                                     REVIEW_CALL_TAIL);
void review_client_show_verdict_async (ReviewClient *self,
                                       const char *id,
                                       gint64 version,
                                       const ReviewVerdictRequest *request,
                                       const char *key,
                                       REVIEW_CALL_TAIL);
void review_client_retract_async (
    ReviewClient *self, const char *decision, gint64 version, const char *key, REVIEW_CALL_TAIL);
void review_client_request_async (ReviewClient *self,
                                  const char *id,
                                  gint64 version,
                                  const ReviewInformationRequest *request,
                                  const char *key,
                                  REVIEW_CALL_TAIL);
void review_client_wake_async (ReviewClient *self,
                               const char *id,
                               gint64 version,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void review_client_hold_async (ReviewClient *self,
                               const char *id,
                               gint64 version,
                               const ReviewHoldRequest *request,
                               const char *key,
                               REVIEW_CALL_TAIL);
void review_client_reveal_async (ReviewClient *self,
                                 const char *id,
                                 const ReviewRevealRequest *request,
                                 const char *key,
                                 REVIEW_CALL_TAIL);
void review_client_answer_async (ReviewClient *self,
                                 const char *id,
                                 gint64 version,
                                 const ReviewEscalationAnswer *answer,
                                 const char *key,
                                 REVIEW_CALL_TAIL);
void review_client_get_inbox_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_mark_read_async (ReviewClient *self,
                                    const char *feedback,
                                    const char *key,
                                    REVIEW_CALL_TAIL);
void review_client_get_labels_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_attachment_async (ReviewClient *self,
                                         const char *work_item,
                                         const char *sha256,
                                         REVIEW_CALL_TAIL);

gpointer review_client_finish (ReviewClient *self,
                               const ReviewRecordType *type,
                               GAsyncResult *result,
                               GError **error);
GBytes *review_client_get_labels_finish (ReviewClient *self, GAsyncResult *result, GError **error);
GBytes *
review_client_get_attachment_finish (ReviewClient *self, GAsyncResult *result, GError **error);

/* review_client_finish_health () → (transfer full) ReviewHealth *, and so on. */
#define REVIEW_CLIENT_FINISH(name, Struct, type_table)                                         \
  static inline Struct *review_client_finish_##name (ReviewClient *self, GAsyncResult *result, \
                                                     GError **error)                           \
  {                                                                                            \
    return (Struct *) review_client_finish (self, &type_table, result, error);                 \
  }

REVIEW_CLIENT_FINISH (health, ReviewHealth, review_health_type)
REVIEW_CLIENT_FINISH (session, ReviewSessionInfo, review_session_info_type)
REVIEW_CLIENT_FINISH (catalog, ReviewCatalog, review_catalog_type)
REVIEW_CLIENT_FINISH (sop, ReviewSop, review_sop_type)
REVIEW_CLIENT_FINISH (case, ReviewCase, review_case_type)
REVIEW_CLIENT_FINISH (view_page, ReviewViewPage, review_view_page_type)
REVIEW_CLIENT_FINISH (filters, ReviewSavedFilters, review_saved_filters_type)
REVIEW_CLIENT_FINISH (case_view, ReviewCaseView, review_case_view_type)
REVIEW_CLIENT_FINISH (flow_page, ReviewFlowPage, review_flow_page_type)
REVIEW_CLIENT_FINISH (lease, ReviewLease, review_lease_type)
REVIEW_CLIENT_FINISH (work_item, ReviewWorkItem, review_work_item_type)
REVIEW_CLIENT_FINISH (revealed, ReviewRevealed, review_revealed_type)
REVIEW_CLIENT_FINISH (draft, ReviewDraft, review_draft_type)
REVIEW_CLIENT_FINISH (inbox, ReviewInboxPage, review_inbox_page_type)
REVIEW_CLIENT_FINISH (feedback, ReviewFeedback, review_feedback_type)
REVIEW_CLIENT_FINISH (decision, ReviewDecision, review_decision_type)

G_END_DECLS
