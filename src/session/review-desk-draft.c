/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft: every change is saved a moment later, under the revision after the last one seen, one
 * saving at a time. The server refuses an older one; then nothing is overwritten on either side: a
 * draft that is our own lost answer is recognised, any other is a conflict that a person ends. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include <string.h>

#include "review-error.h"

#define PAUSE       700  /* ms after the last key */
#define RETRY_PAUSE 4000 /* ms after a saving that failed */

static void save (ReviewDesk *self);
static void settle_waiters (ReviewDesk *self, const GError *error);

gboolean
review_desk_draft_is_dirty (ReviewDesk *self)
{
  return self->edits != self->edits_saved;
}

static gboolean
pause_ended_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  self->draft_id = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
save_in (ReviewDesk *self, guint milliseconds)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (milliseconds, pause_ended_cb, self);
}

void
review_desk_draft_edited (ReviewDesk *self)
{
  self->edits++;
  if (self->draft_state == REVIEW_DRAFT_CONFLICT)
    return;
  self->draft_state = REVIEW_DRAFT_EDITED;
  save_in (self, PAUSE);
}

/* What the server has of a case that has just been laid on the desk. */
void
review_desk_draft_load (ReviewDesk *self, const ReviewDraft *draft)
{
  self->edits = self->edits_saved = self->edits_sent = 0;
  self->draft_revision = draft != NULL ? draft->revision : 0;
  self->draft_saved_at = draft != NULL ? draft->saved_at : 0;
  self->draft_state = draft != NULL && draft->form != NULL ? REVIEW_DRAFT_SAVED : REVIEW_DRAFT_NONE;
  review_desk_load_form (self, draft != NULL ? draft->form : NULL);
}

/* The case goes: nothing more is saved. What had to be saved was flushed before. */
void
review_desk_draft_drop (ReviewDesk *self)
{
  g_autoptr (GError) gone =
      g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "the case has left the desk");

  g_clear_handle_id (&self->draft_id, g_source_remove);
  g_ptr_array_set_size (self->unsure, 0);
  g_clear_pointer (&self->sent, review_record_unref);
  g_clear_pointer (&self->other, review_record_unref);
  g_clear_pointer (&self->draft_key, g_free);
  self->draft_state = REVIEW_DRAFT_NONE;
  self->draft_sending = FALSE;
  self->edits_saved = self->edits;
  settle_waiters (self, gone);
}

static void
settle_waiters (ReviewDesk *self, const GError *error)
{
  g_autoptr (GPtrArray) waiters = self->draft_waiters;

  if (waiters == NULL)
    return;
  self->draft_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiters->len; i++)
    {
      if (error != NULL)
        g_task_return_error (waiters->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (waiters->pdata[i], TRUE);
    }
}

/* Whether @form is one that we sent and never heard of again. */
static gboolean
is_unsure (ReviewDesk *self, const ReviewForm *form)
{
  for (guint i = 0; form != NULL && i < self->unsure->len; i++)
    if (review_record_equal (self->unsure->pdata[i], form))
      return TRUE;
  return FALSE;
}

static void
adopt (ReviewDesk *self, gint64 revision, gint64 saved_at, guint edits)
{
  self->draft_revision = revision;
  if (saved_at != 0)
    self->draft_saved_at = saved_at;
  self->edits_saved = edits;
  g_ptr_array_set_size (self->unsure, 0);
  g_clear_pointer (&self->sent, review_record_unref);
  g_clear_pointer (&self->draft_key, g_free);
  if (review_desk_draft_is_dirty (self))
    {
      self->draft_state = REVIEW_DRAFT_EDITED;
      save_in (self, self->draft_waiters->len > 0 ? 0 : PAUSE);
      return;
    }
  self->draft_state = REVIEW_DRAFT_SAVED;
  review_desk_forget_error (self, REVIEW_DESK_ACTION_DRAFT);
  settle_waiters (self, NULL);
}

static void
enter_conflict (ReviewDesk *self, const ReviewDraft *draft)
{
  g_autoptr (GError) error =
      g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "another draft is newer");

  g_clear_handle_id (&self->draft_id, g_source_remove);
  g_clear_pointer (&self->other, review_record_unref);
  self->other = draft->form != NULL ? review_record_copy (draft->form)
                                    : review_record_new (&review_form_type);
  self->other_revision = draft->revision;
  self->draft_saved_at = draft->saved_at;
  self->draft_state = REVIEW_DRAFT_CONFLICT;
  review_desk_set_error (self, REVIEW_DESK_ACTION_DRAFT, error);
  settle_waiters (self, error);
}

/* The server's draft as a reload has shown it, while the form on screen stays. */
void
review_desk_draft_merge (ReviewDesk *self, const ReviewDraft *draft)
{
  if (draft == NULL || draft->revision <= self->draft_revision || self->draft_sending)
    return;
  if (draft->form != NULL && review_record_equal (draft->form, self->form))
    adopt (self, draft->revision, draft->saved_at, self->edits);
  else if (is_unsure (self, draft->form))
    adopt (self, draft->revision, draft->saved_at, self->edits_saved);
  else if (review_desk_draft_is_dirty (self))
    enter_conflict (self, draft);
  else
    {
      adopt (self, draft->revision, draft->saved_at, self->edits);
      review_desk_load_form (self, draft->form);
    }
}

static void
fail_saving (ReviewDesk *self, const GError *error)
{
  self->draft_state = REVIEW_DRAFT_FAILED;
  review_desk_set_error (self, REVIEW_DESK_ACTION_DRAFT, error);
  if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE)
      || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_BUSY)
      || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_FAILED))
    save_in (self, RETRY_PAUSE);
  settle_waiters (self, error);
}

/* The server has refused our revision: look at what it has. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->draft_sending = FALSE;
  if (view == NULL)
    fail_saving (self, error);
  else if (review_desk_has_case (self, view->work_item->id))
    {
      gint64 before = self->draft_revision;

      review_desk_show (self, view, NULL);
      if (self->draft_revision == before && self->draft_state == REVIEW_DRAFT_SAVING)
        {
          g_autoptr (GError) refused = g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                                                            "the case takes no draft from here");

          fail_saving (self, refused);
        }
    }
  review_desk_check_form (self);
  review_desk_notify (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDraft) draft =
      review_client_finish_draft (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->draft_sending)
    return;
  if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT) && self->client != NULL)
    {
      review_client_get_work_item_async (self->client, review_desk_get_work_item (self),
                                         self->case_cancellable, looked_cb, g_object_ref (self));
      return;
    }
  self->draft_sending = FALSE;
  if (draft != NULL)
    adopt (self, draft->revision, draft->saved_at, self->edits_sent);
  else
    {
      fail_saving (self, error);
      if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN)
          || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
        review_desk_lease_lost (self);
    }
  review_desk_notify (self);
}

/* Sends the form as it is now, unless a saving is on its way: then that one's end sees to it. */
static void
save (ReviewDesk *self)
{
  g_autoptr (ReviewDraft) draft = NULL;

  if (self->client == NULL || self->view == NULL || self->draft_sending
      || self->draft_state == REVIEW_DRAFT_CONFLICT || !review_desk_draft_is_dirty (self))
    return;
  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->sent == NULL || !review_record_equal (self->sent, self->form))
    {
      if (self->sent != NULL)
        g_ptr_array_add (self->unsure, review_record_ref (self->sent));
      g_clear_pointer (&self->sent, review_record_unref);
      g_free (self->draft_key);
      self->sent = review_record_copy (self->form);
      self->draft_key = review_client_new_key ();
    }
  self->edits_sent = self->edits;
  self->draft_sending = TRUE;
  self->draft_state = REVIEW_DRAFT_SAVING;
  draft = review_record_new (&review_draft_type);
  draft->revision = self->draft_revision + 1;
  draft->form = review_record_ref (self->sent);
  review_client_put_draft_async (self->client, review_desk_get_work_item (self), draft,
                                 self->draft_key, self->case_cancellable, saved_cb,
                                 g_object_ref (self));
  review_desk_notify (self);
}

void
review_desk_save_now (ReviewDesk *self)
{
  save (self);
}

void
review_desk_resolve_conflict (ReviewDesk *self, gboolean keep_mine)
{
  g_autoptr (ReviewForm) other = g_steal_pointer (&self->other);

  if (self->draft_state != REVIEW_DRAFT_CONFLICT || other == NULL)
    return;
  self->draft_revision = self->other_revision;
  g_clear_pointer (&self->sent, review_record_unref);
  g_clear_pointer (&self->draft_key, g_free);
  if (keep_mine)
    {
      self->draft_state = REVIEW_DRAFT_EDITED;
      self->edits++;
      save (self);
    }
  else
    {
      self->edits_saved = self->edits;
      self->draft_state = REVIEW_DRAFT_SAVED;
      review_desk_load_form (self, other);
    }
  review_desk_forget_error (self, REVIEW_DESK_ACTION_DRAFT);
  review_desk_check_form (self);
  review_desk_notify (self);
}

/* Ends when the server has every word, or with why it has not. */
void
review_desk_draft_flush_async (ReviewDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, review_desk_draft_flush_async);
  if (self->draft_state == REVIEW_DRAFT_CONFLICT)
    g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "another draft is newer");
  else if (!review_desk_draft_is_dirty (self) || self->view == NULL)
    g_task_return_boolean (task, TRUE);
  else
    {
      g_ptr_array_add (self->draft_waiters, g_steal_pointer (&task));
      save (self);
      if (!self->draft_sending && self->client == NULL)
        {
          g_autoptr (GError) error =
              g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "the server has gone");

          settle_waiters (self, error);
        }
    }
}

gboolean
review_desk_draft_flush_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
