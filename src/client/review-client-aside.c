/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases and notes of a work item. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-aside.h"

#include "review-client-private.h"

/** review_client_get_related_async: ends with review_client_finish_related(). */
void
review_client_get_related_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/work-items/", work_item, "/related"),
                   &review_related_type, review_client_get_related_async, cancellable, callback,
                   user_data);
}

/** review_client_look_async: audited; ends with review_client_finish_case_look(). */
void
review_client_look_async (ReviewClient *self,
                          const char *work_item,
                          const ReviewLookRequest *request,
                          REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", work_item, "/look"), request,
                    REVIEW_NO_VERSION, NULL, &review_case_look_type, review_client_look_async,
                    cancellable, callback, user_data);
}

/** review_client_get_notes_async: ends with review_client_finish_notes(). */
void
review_client_get_notes_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/work-items/", work_item, "/notes"),
                   &review_note_list_type, review_client_get_notes_async, cancellable, callback,
                   user_data);
}

/** review_client_add_note_async: ends with review_client_finish_note(). */
void
review_client_add_note_async (ReviewClient *self,
                              const char *work_item,
                              const ReviewNoteRequest *request,
                              const char *key,
                              REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", work_item, "/notes"), request,
                    REVIEW_NO_VERSION, key, &review_note_type, review_client_add_note_async,
                    cancellable, callback, user_data);
}
