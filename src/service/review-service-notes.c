/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes beside a case and beside its customer. They hang on the look and not on the case, because a
 * blind look must not show what colleagues wrote: a note says how a case ended as well as a
 * decision does. Until the call is made its reader sees only their own. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-personal-data.h"
#include "review-service-mentions.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-notes.h"

/* A vendor's people know cases, not customers. */
static gboolean
may_note_subject (const ReviewUser *user)
{
  return !review_role_is_vendor (user->role);
}

static ReviewNoteList *
list_notes (ReviewService *self,
            ReviewTx *tx,
            const ReviewUser *user,
            const char *work_item,
            GError **error)
{
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, work_item, &scope, error);
  g_auto (ReviewLook) look = { 0 };
  ReviewNoteFilter filter = { .scope = &scope, .subject = may_note_subject (user) };
  g_autoptr (ReviewNoteList) list = review_record_new (&review_note_list_type);

  if (work == NULL || !review_look_init (&look, self, tx, user, work, error))
    return NULL;
  filter.only = look.blind ? user->id : NULL;
  list->work_item = g_strdup (work_item);
  list->subject_allowed = filter.subject;
  list->others_hidden = look.blind;
  list->notes = review_store_list_notes (tx, work->item->case_id, &filter, error);
  return list->notes != NULL ? g_steal_pointer (&list) : NULL;
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *work_item;
  ReviewNoteList *list; /* (owned) */
} Job;

static gboolean
read_notes (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->list = list_notes (job->service, tx, job->user, job->work_item, error);
  return job->list != NULL;
}

/**
 * review_service_list_notes:
 *
 * Returns: (transfer full): the notes beside the work item's case that @user may see, the newest
 *   first
 */
ReviewNoteList *
review_service_list_notes (ReviewService *self,
                           const ReviewUser *user,
                           const char *work_item,
                           GError **error)
{
  Job job = { self, user, work_item, NULL };

  return review_store_read (self->store, read_notes, &job, error) ? job.list : NULL;
}

static gboolean
check_text (const ReviewNoteRequest *request, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (request->text));
  g_autofree char *personal = review_personal_data_find (stripped);

  if (*stripped == '\0')
    review_error_set_field (error, "text", "is empty");
  else if (g_utf8_strlen (stripped, -1) > REVIEW_NOTE_MAX_CHARS)
    review_error_set_field (error, "text", "is longer than %d characters", REVIEW_NOTE_MAX_CHARS);
  else if (personal != NULL)
    review_error_set_field (error, "text", "points to a person: cite evidence ids instead");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_request (const ReviewUser *user, const ReviewNoteRequest *request, GError **error)
{
  static const char *const languages[] = { "en", "zh-CN", NULL };

  if (request->language != NULL && !g_strv_contains (languages, request->language))
    {
      review_error_set_field (error, "language", "en or zh-CN");
      return FALSE;
    }
  if (request->scope == REVIEW_NOTE_SUBJECT && !may_note_subject (user))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                           "the role may not write about customers");
      return FALSE;
    }
  return check_text (request, error);
}

static ReviewNote *
make_note (ReviewTx *tx,
           const ReviewCase *one,
           const ReviewUser *author,
           const ReviewNoteRequest *request)
{
  ReviewNote *note = review_record_new (&review_note_type);

  note->id = review_tx_new_id (tx);
  note->scope = request->scope;
  note->case_id = g_strdup (one->id);
  note->case_display_id = g_strdup (one->display_id);
  note->author = g_strdup (author->id);
  note->author_name = g_strdup (author->name);
  note->at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  note->language = g_strdup (request->language != NULL ? request->language : "en");
  note->text = g_strstrip (g_strdup (request->text));
  return note;
}

/* Who has a case of the customer open is told of what is written about the customer. */
static gboolean
tell (
    ReviewTx *tx, const ReviewNote *note, const ReviewCase *one, const char *vendor, GError **error)
{
  return review_event_add (tx, "note", note->case_id, vendor, error)
         && (note->scope != REVIEW_NOTE_SUBJECT
             || review_event_add (tx, "note", one->subject->id, vendor, error));
}

static gpointer
add_note (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_autoptr (ReviewCase) one =
      work != NULL ? review_store_load_case (tx, work->item->case_id, error) : NULL;
  g_autoptr (ReviewNote) note = NULL;
  const char *vendor = review_role_is_vendor (user->role) ? user->vendor : NULL;

  if (one == NULL)
    return NULL;
  note = make_note (tx, one, user, write->body);
  if (!review_store_add_note (tx, note, one->subject->id, vendor, error)
      || !review_service_mention (write->service, tx, user, work, note, error)
      || !review_service_audit_case (tx, user, "note", one->id, note->id, NULL, NULL, note, error)
      || !tell (tx, note, one, vendor, error))
    return NULL;
  return g_steal_pointer (&note);
}

/**
 * review_service_add_note:
 * @request: scope, text and its language
 *
 * Writes a note beside the work item's case, or beside its customer. It only adds, so it carries no
 * version.
 *
 * Returns: (transfer full): the note
 */
ReviewNote *
review_service_add_note (ReviewService *self,
                         const ReviewCall *call,
                         const char *work_item,
                         const ReviewNoteRequest *request,
                         GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "note",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_note_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = add_note };

  return check_request (call->user, request, error) ? review_service_run (&write, error) : NULL;
}
