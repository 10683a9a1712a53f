/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Submitting a handover, and ending a shift with it or without. The case in hand leaves the desk with
 * the others: it was not lost, and every word about it is saved before. */
#define G_LOG_DOMAIN "review-session"
#include "review-handover-draft-private.h"

#include "review-text.h"

#include <string.h>

#include "review-desk-private.h"
#include "review-error.h"

static ReviewHandoverRequest *
make_request (ReviewHandoverDraft *self)
{
  ReviewHandoverRequest *request = review_record_new (&review_handover_request_type);
  const char *const accounts[] = { self->account, NULL };

  request->team = strcmp (self->account, "team") == 0;
  if (!request->team && strcmp (self->account, "me") != 0)
    request->accounts = g_strdupv ((char **) accounts);
  request->to = g_strdup (self->to);
  request->steps = review_records_new ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cases)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      const ReviewDeskCase *one = review_item_get_record (item);
      const char *note = review_handover_draft_get_note (self, one->work_item);
      ReviewHandoverStep *step;

      if (!review_handover_draft_goes (self, one))
        continue;
      step = review_record_new (&review_handover_step_type);
      step->work_item = g_strdup (one->work_item);
      step->step = g_strdup (review_handover_draft_get_step (self, one->work_item));
      step->note = review_text_is_blank (note) ? NULL : g_strstrip (g_strdup (note));
      g_ptr_array_add (request->steps, step);
    }
  return request;
}

/* Whether the case in hand goes with it. */
static gboolean
has_in_hand (ReviewHandoverDraft *self, const ReviewHandoverRequest *request)
{
  const char *work_item = review_desk_get_work_item (self->desk);

  for (guint i = 0; work_item != NULL && i < request->steps->len; i++)
    if (strcmp (((ReviewHandoverStep *) request->steps->pdata[i])->work_item, work_item) == 0)
      return TRUE;
  return FALSE;
}

/* Takes @error. */
static void
fail (GTask *task, GError *error)
{
  ReviewHandoverDraft *self = g_task_get_source_object (task);

  self->board.busy = FALSE;
  self->refused = TRUE;
  review_board_set_error (&self->board, error);
  review_board_tell (&self->board);
  if (self->account != NULL)
    review_feed_refresh (&self->board.feed);
  g_task_return_error (task, error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewHandoverDraft *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!review_shift_board_act_finish (REVIEW_SHIFT_BOARD (source), result, &error))
    {
      fail (task, error);
      return;
    }
  review_handover_draft_drop (self);
  g_task_return_boolean (task, TRUE);
}

static void
handed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewHandoverDraft *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!review_shift_board_act_finish (REVIEW_SHIFT_BOARD (source), result, &error))
    {
      fail (task, error);
      return;
    }
  if (has_in_hand (self, g_task_get_task_data (task)))
    review_desk_clear (self->desk, REVIEW_DESK_EMPTY);
  if (self->ends_shift)
    {
      review_shift_board_end_async (self->shifts, NULL, ended_cb, g_steal_pointer (&task));
      return;
    }
  review_handover_draft_drop (self);
  g_task_return_boolean (task, TRUE);
}

/* Every word about the case in hand is on the server: whoever gets it finds it. */
static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewHandoverDraft *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!review_desk_draft_flush_finish (REVIEW_DESK (source), result, &error))
    fail (task, error);
  else
    review_shift_board_hand_over_async (self->shifts, g_task_get_task_data (task), NULL, handed_cb,
                                        g_object_ref (task));
}

void
review_handover_draft_submit_async (ReviewHandoverDraft *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  ReviewHandoverRequest *request;

  g_task_set_source_tag (task, review_handover_draft_submit_async);
  if (review_handover_draft_get_state (self) != REVIEW_HANDOVER_DRAFT_READY)
    {
      g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_INVALID, "it is not complete");
      g_object_unref (task);
      return;
    }
  request = make_request (self);
  g_task_set_task_data (task, request, review_record_unref);
  self->board.busy = TRUE;
  self->refused = FALSE;
  review_board_set_error (&self->board, NULL);
  review_board_tell (&self->board);
  if (has_in_hand (self, request))
    review_desk_draft_flush_async (self->desk, flushed_cb, task);
  else
    review_shift_board_hand_over_async (self->shifts, request, NULL, handed_cb, task);
}

gboolean
review_handover_draft_submit_finish (ReviewHandoverDraft *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Whether something is left that waits in no handover. */
static gboolean
has_rest (ReviewHandoverDraft *self, const ReviewDeskCases *list)
{
  for (guint i = 0; list->items != NULL && i < list->items->len; i++)
    {
      g_autoptr (ReviewItem) handover = NULL;
      const ReviewDeskCase *one = list->items->pdata[i];

      if (review_handover_draft_find_handed (self, one->work_item, &handover) == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewHandoverDraft *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewDeskCases) list =
      review_shift_board_list_finish (REVIEW_SHIFT_BOARD (source), result, &error);

  if (list == NULL)
    g_task_return_error (task, error);
  else if (!has_rest (self, list))
    review_shift_board_end_async (self->shifts, NULL, ended_cb, g_steal_pointer (&task));
  else
    {
      review_handover_draft_start (self, "me", TRUE);
      g_task_return_boolean (task, TRUE);
    }
}

void
review_handover_draft_end_shift_async (ReviewHandoverDraft *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, review_handover_draft_end_shift_async);
  review_shift_board_list_async (self->shifts, "me", NULL, listed_cb, task);
}

gboolean
review_handover_draft_end_shift_finish (ReviewHandoverDraft *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
