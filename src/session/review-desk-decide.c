/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding and taking it back; asking, holding, answering. The draft is on the server before any of
 * them is sent, so that an undo brings every word back. A decision whose answer was lost is sent
 * again as the same bytes under the same key. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-acts.h"

#include <string.h>

#include "review-clock.h"
#include "review-error.h"

#define EFFECTS_SOON 300 /* ms */

/* The SOP that is pinned is the one that lay beside the case, not the one that ROCA had read: the two
 * differ where a version came into force in between. */
ReviewSeen *
review_desk_make_seen (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  const ReviewSop *sop =
      self->catalog != NULL ? review_catalog_find_sop (self->catalog, view->item_case->type) : NULL;
  ReviewSeen *seen = review_record_new (&review_seen_type);

  seen->evidence_hash = g_strdup (view->evidence_hash);
  seen->verdict_visible = review_desk_get_verdict_visible (self);
  seen->active_ms = self->active_ms;
  if (view->assessment != NULL)
    seen->assessment = g_strdup (view->assessment->id);
  if (sop != NULL)
    seen->sop_version = g_strdup (sop->version);
  return seen;
}

/* The same intent keeps its bytes and its key; a changed form is another one. */
static void
prepare_request (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  g_autoptr (ReviewForm) form = review_form_trim (self->form);

  if (self->request != NULL && self->request_version == view->work_item->version
      && review_record_equal (self->request->form, form))
    return;
  g_clear_pointer (&self->request, review_record_unref);
  g_free (self->request_key);
  self->request = review_record_new (&review_decide_request_type);
  self->request->form = g_steal_pointer (&form);
  self->request->seen = review_desk_make_seen (self);
  self->request_key = review_client_new_key ();
  self->request_version = view->work_item->version;
}

static void
remember_decision (ReviewDesk *self, ReviewDecision *decision)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  ReviewUndo *undo = g_new0 (ReviewUndo, 1);

  undo->decision = review_record_ref (decision);
  undo->form = review_record_copy (self->form);
  undo->display_id = g_strdup (view->item_case->display_id);
  undo->case_type = g_strdup (view->item_case->type);
  undo->key = review_client_new_key ();
  g_queue_push_head (&self->undo, undo);
  self->decided_count++;
  g_clear_object (&self->last_decision);
  self->last_decision = review_item_new (decision);
  review_desk_effects_set (self, NULL);
  review_desk_effects_watch (self, EFFECTS_SOON);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewAct *act = review_act_get (task);
  GError *error = NULL;
  g_autoptr (ReviewDecision) decision =
      review_client_finish_decision (REVIEW_CLIENT (source), result, &error);

  if (decision == NULL)
    {
      if (!review_act_is_unknown (error))
        {
          g_clear_pointer (&self->request, review_record_unref);
          g_clear_pointer (&self->request_key, g_free);
          review_desk_reload (self);
        }
      review_act_fail (task, error);
      return;
    }
  remember_decision (self, decision);
  act->submitted = TRUE;
  if (act->then_next)
    {
      review_act_take_next (task);
      return;
    }
  review_desk_clear (self, REVIEW_DESK_EMPTY);
  review_act_end (task);
}

static void
decide (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);

  prepare_request (self);
  review_client_decide_async (self->client, review_desk_get_work_item (self), self->request_version,
                              self->request, self->request_key, NULL, decided_cb, task);
}

/* Why a submit cannot even begin; NULL: it can. */
static GError *
why_not (ReviewDesk *self)
{
  g_autoptr (ReviewItem) item = NULL;
  const ReviewUnmet *unmet;
  GError *error = NULL;

  review_desk_check_form (self);
  item = g_list_model_get_item (G_LIST_MODEL (self->unmet), 0);
  unmet = item != NULL ? review_item_get_record (item) : NULL;
  if (unmet != NULL)
    review_error_set_field (&error, unmet->field, "%s", unmet->code);
  else if (!review_desk_get_can_submit (self))
    g_set_error (&error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "nothing can be submitted now");
  return error;
}

void
review_desk_submit_async (ReviewDesk *self, gboolean then_next, REVIEW_CALL_TAIL)
{
  GError *error = self->act == NULL ? why_not (self) : NULL;
  GTask *task = review_act_begin (self, REVIEW_DESK_ACTION_SUBMIT,
                                  error == NULL ? REVIEW_DESK_SUBMITTING : self->state,
                                  review_desk_submit_async, cancellable, callback, user_data);

  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    review_act_fail (task, error);
  else
    {
      review_act_get (task)->then_next = then_next;
      review_act_save_then (task, decide);
    }
}

gboolean
review_desk_submit_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) item =
      review_client_finish_work_item (REVIEW_CLIENT (source), result, &error);

  if (item == NULL)
    g_debug ("a case was not put back: %s", error->message);
}

/* The case that was taken in between goes back; it is saved already. */
static void
put_current_back (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  if (view != NULL && self->client != NULL && self->lease_state == REVIEW_LEASE_MINE
      && view->work_item->state == REVIEW_WORK_LEASED)
    review_client_release_async (self->client, view->work_item->id, view->work_item->version, NULL,
                                 NULL, NULL, released_cb, NULL);
}

static void
forget_decision (ReviewDesk *self)
{
  ReviewUndo *top = review_desk_undo_top (self);

  g_clear_object (&self->last_decision);
  if (top != NULL)
    self->last_decision = review_item_new (top->decision);
  review_desk_effects_set (self, NULL);
}

static ReviewUndo *
steal_undo (ReviewDesk *self, const char *decision)
{
  for (GList *link = self->undo.head; link != NULL; link = link->next)
    {
      ReviewUndo *undo = link->data;

      if (strcmp (undo->decision->id, decision) != 0)
        continue;
      g_queue_delete_link (&self->undo, link);
      return undo;
    }
  return NULL;
}

static void
retracted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReviewDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);
  gboolean over = view != NULL || !review_act_is_unknown (error);
  ReviewUndo *undo = over ? steal_undo (self, review_act_get (task)->id) : NULL;

  if (view != NULL)
    {
      put_current_back (self);
      self->decided_count -= self->decided_count > 0 ? 1 : 0;
      forget_decision (self);
      review_desk_show (self, view, undo != NULL ? undo->form : NULL);
      review_act_end (task);
    }
  else
    review_act_fail (task, error);
  g_clear_pointer (&undo, review_undo_free);
}

/* Time is short: the decision is taken back first, and the case in between put back after. */
static void
retract (GTask *task)
{
  ReviewDesk *self = g_task_get_source_object (task);
  ReviewUndo *top = review_desk_undo_top (self);

  if (top == NULL)
    {
      review_act_fail (task, g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND,
                                                  "nothing is left to undo"));
      return;
    }
  review_act_get (task)->id = g_strdup (top->decision->id);
  review_client_retract_async (self->client, top->decision->id, top->decision->work_item_version,
                               top->key, NULL, retracted_cb, task);
}

void
review_desk_undo_async (ReviewDesk *self, REVIEW_CALL_TAIL)
{
  GTask *task = review_act_begin (self, REVIEW_DESK_ACTION_UNDO, REVIEW_DESK_LOADING,
                                  review_desk_undo_async, cancellable, callback, user_data);

  if (task == NULL)
    return;
  review_desk_undo_expire (self);
  if (review_desk_undo_top (self) == NULL)
    retract (task);
  else
    review_act_save_then (task, retract);
}

gboolean
review_desk_undo_finish (ReviewDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
