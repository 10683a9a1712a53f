/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk says of the case, the clocks and the last error; nothing is changed here. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include "review-clock.h"
#include "review-text.h"

const ReviewCaseView *
review_desk_get_view (ReviewDesk *self)
{
  return self->view != NULL ? review_item_get_record (self->view) : NULL;
}

const char *
review_desk_get_work_item (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  return view != NULL ? view->work_item->id : NULL;
}

ReviewDeskState
review_desk_get_state (ReviewDesk *self)
{
  return self->state;
}

gboolean
review_desk_get_busy (ReviewDesk *self)
{
  return self->act != NULL;
}

gboolean
review_desk_get_writable (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  return view != NULL && self->state == REVIEW_DESK_OPEN && self->lease_state == REVIEW_LEASE_MINE
         && (view->work_item->state == REVIEW_WORK_LEASED
             || view->work_item->state == REVIEW_WORK_ESCALATED);
}

gboolean
review_desk_get_editable (ReviewDesk *self)
{
  return review_desk_get_writable (self)
         || (self->state == REVIEW_DESK_SUBMITTING && self->blink_id != 0);
}

gboolean
review_desk_get_verdict_visible (ReviewDesk *self)
{
  return review_desk_get_assessment (self) != NULL;
}

const ReviewAssessment *
review_desk_get_assessment (ReviewDesk *self)
{
  return review_case_view_get_assessment (review_desk_get_view (self));
}

gboolean
review_desk_get_update_pending (ReviewDesk *self)
{
  return self->update_pending;
}

void
review_desk_acknowledge_update (ReviewDesk *self)
{
  self->update_pending = FALSE;
  review_desk_check_form (self);
  review_desk_notify (self);
}

gint64
review_desk_get_sla_seconds (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  gint64 left;

  if (view == NULL || view->work_item->due_at == 0)
    return REVIEW_DESK_NO_SLA;
  left = view->work_item->due_at - review_desk_now (self);
  return left >= 0 ? left / REVIEW_SECOND : -((REVIEW_SECOND - 1 - left) / REVIEW_SECOND);
}

gboolean
review_desk_get_sla_paused (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  return view != NULL
         && (view->work_item->state == REVIEW_WORK_WAITING_CUSTOMER
             || view->work_item->state == REVIEW_WORK_ON_HOLD);
}

ReviewLeaseState
review_desk_get_lease_state (ReviewDesk *self)
{
  return self->lease_state;
}

const char *
review_desk_get_lease_holder (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  if (view == NULL || view->lease == NULL || self->lease_state != REVIEW_LEASE_OTHER)
    return NULL;
  return view->lease->user_name != NULL ? view->lease->user_name : view->lease->user;
}

const ReviewForm *
review_desk_get_form (ReviewDesk *self)
{
  return self->form;
}

int
review_desk_get_label (ReviewDesk *self)
{
  return review_form_label (self->form, review_desk_get_assessment (self));
}

int
review_desk_get_label_maturity (ReviewDesk *self)
{
  return review_form_label_maturity (review_desk_get_label (self));
}

guint
review_desk_get_sentences (ReviewDesk *self)
{
  return self->form->annotation != NULL ? review_text_count_sentences (self->form->annotation) : 0;
}

GListModel *
review_desk_get_unmet (ReviewDesk *self)
{
  return G_LIST_MODEL (self->unmet);
}

const char *
review_desk_get_unmet_of (ReviewDesk *self, const char *field)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->unmet)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->unmet), i);
      const ReviewUnmet *unmet = review_item_get_record (item);

      if (g_str_equal (unmet->field, field))
        return unmet->code;
    }
  return NULL;
}

gboolean
review_desk_get_can_submit (ReviewDesk *self)
{
  return review_desk_get_writable (self) && self->act == NULL
         && self->draft_state != REVIEW_DRAFT_CONFLICT
         && g_list_model_get_n_items (G_LIST_MODEL (self->unmet)) == 0;
}

ReviewDraftState
review_desk_get_draft_state (ReviewDesk *self)
{
  return self->draft_state;
}

gint64
review_desk_get_draft_saved_at (ReviewDesk *self)
{
  return self->draft_saved_at;
}

const ReviewForm *
review_desk_get_other_draft (ReviewDesk *self)
{
  return self->other;
}

guint
review_desk_get_undo_count (ReviewDesk *self)
{
  return g_queue_get_length (&self->undo);
}

int
review_desk_get_undo_seconds (ReviewDesk *self)
{
  ReviewUndo *top = review_desk_undo_top (self);
  gint64 whole = top != NULL ? top->decision->effective_at - top->decision->decided_at : 0;
  /* What is known of the server's clock is late by the way of its answer. */
  gint64 left = top != NULL ? MIN (whole, top->decision->effective_at - review_desk_now (self)) : 0;

  return left > 0 ? (int) ((left + REVIEW_SECOND - 1) / REVIEW_SECOND) : 0;
}

const char *
review_desk_get_undo_display_id (ReviewDesk *self)
{
  ReviewUndo *top = review_desk_undo_top (self);

  return top != NULL ? top->display_id : NULL;
}

const char *
review_desk_get_undo_case_type (ReviewDesk *self)
{
  ReviewUndo *top = review_desk_undo_top (self);

  return top != NULL ? top->case_type : NULL;
}

int
review_desk_get_undo_choice (ReviewDesk *self)
{
  ReviewUndo *top = review_desk_undo_top (self);

  return top != NULL ? top->decision->choice : 0;
}

guint
review_desk_get_decided_count (ReviewDesk *self)
{
  return self->decided_count;
}

const ReviewDecision *
review_desk_get_last_decision (ReviewDesk *self)
{
  return self->last_decision != NULL ? review_item_get_record (self->last_decision) : NULL;
}

GListModel *
review_desk_get_effects (ReviewDesk *self)
{
  return G_LIST_MODEL (self->effects);
}

int
review_desk_get_error_code (ReviewDesk *self)
{
  return self->error_code;
}

const char *
review_desk_get_error_field (ReviewDesk *self)
{
  return self->error_field;
}

ReviewDeskAction
review_desk_get_error_action (ReviewDesk *self)
{
  return self->error_action;
}
