/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work items of the fake server: taken, drafted, called, decided, put back; and what others do with
 * them meanwhile. */
#define G_LOG_DOMAIN "review-test"
#include "fake-work.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-form-rules.h"
#include "review-requests.h"

static FakeItem *
find_item (FakeServer *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (strcmp (fake_server_item (self, i)->row->work_item, id) == 0)
      return self->items->pdata[i];
  return NULL;
}

static void
set_state (FakeServer *self, FakeItem *item, int state, const char *holder)
{
  ReviewCaseView *view = fake_item_edit (item);

  view->work_item->state = state;
  view->work_item->version++;
  fake_item_set_lease (self, view, holder);
  fake_item_set_row_state (item, state);
  fake_server_event (self, "queue", item->row->work_item);
}

static FakeReply
take (FakeServer *self, FakeItem *item)
{
  if (item == NULL)
    return fake_refuse_with (REVIEW_ERROR_NOT_FOUND);
  fake_inbox_taken (self->inbox, item->row->work_item);
  set_state (self, item, REVIEW_WORK_LEASED, self->user->id);
  return fake_answer (item->view);
}

FakeReply
fake_work_take_next (FakeServer *self, const char *body)
{
  g_autoptr (ReviewTakeRequest) request = review_decode (&review_take_request_type, body, -1, NULL);

  g_assert_nonnull (request);
  for (guint i = 0; i < self->items->len; i++)
    {
      FakeItem *item = self->items->pdata[i];

      if (item->row->state == REVIEW_WORK_QUEUED
          && !fake_inbox_is_snoozed (self->inbox, item->row->work_item)
          && (request->case_type == NULL || strcmp (request->case_type, item->row->type) == 0))
        return take (self, item);
    }
  return fake_refuse_with (REVIEW_ERROR_NOT_FOUND);
}

static gboolean
is_mine (FakeServer *self, FakeItem *item)
{
  return item->view->lease != NULL && strcmp (item->view->lease->user, self->user->id) == 0;
}

static FakeReply
save_draft (FakeServer *self, FakeItem *item, const char *body)
{
  GError *error = NULL;
  g_autoptr (ReviewDraft) draft = review_decode (&review_draft_type, body, -1, &error);
  gint64 have = item->view->draft != NULL ? item->view->draft->revision : 0;
  ReviewDraft *saved;

  if (draft == NULL)
    return fake_refuse (error);
  if (draft->revision != have + 1 || !is_mine (self, item))
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  saved = review_record_copy (draft);
  saved->saved_at = g_get_real_time ();
  ReviewCaseView *view = fake_item_edit (item);

  review_record_unref (view->draft);
  view->draft = saved;
  fake_server_event (self, "draft", item->row->work_item);
  return fake_answer (saved);
}

/* The verdict that was withheld is shown from now on. */
static FakeReply
show_withheld (FakeServer *self, FakeItem *item, int mode, ReviewFirstCall *call)
{
  ReviewCaseView *view;

  if (!is_mine (self, item) || !item->view->blind || item->view->blind_mode != mode)
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  view = fake_item_edit (item);
  view->blind = FALSE;
  view->assessment = g_steal_pointer (&item->withheld);
  if (call != NULL)
    view->first_call = review_record_ref (call);
  return fake_answer (view);
}

static FakeReply
first_call (FakeServer *self, FakeItem *item, const char *body)
{
  GError *error = NULL;
  g_autoptr (ReviewFirstCall) call = review_decode (&review_first_call_type, body, -1, &error);

  if (call == NULL)
    return fake_refuse (error);
  if (call->seen->assessment != NULL || call->seen->verdict_visible)
    return fake_refuse_with (REVIEW_ERROR_INVALID);
  return show_withheld (self, item, REVIEW_BLIND_HIDDEN, call);
}

static FakeReply
show_verdict (FakeServer *self, FakeItem *item, const char *body)
{
  g_autoptr (ReviewVerdictRequest) request =
      review_decode (&review_verdict_request_type, body, -1, NULL);

  g_assert_nonnull (request);
  return show_withheld (self, item, REVIEW_BLIND_ON_DEMAND, NULL);
}

static FakeReply
decide (FakeServer *self, FakeItem *item, const char *body)
{
  GError *error = NULL;
  g_autoptr (ReviewDecideRequest) request =
      review_decode (&review_decide_request_type, body, -1, &error);
  ReviewFormContext context = { .catalog = self->catalog,
                                .item_case = item->view->item_case,
                                .assessment = item->view->assessment,
                                .role = self->user->role };
  ReviewDecision *decision;

  context.blind = item->view->blind;
  if (item->view->blind && item->view->blind_mode == REVIEW_BLIND_HIDDEN)
    return fake_refuse_with (REVIEW_ERROR_INVALID);
  if (request == NULL || !review_form_validate (request->form, &context, &error))
    return fake_refuse (error);
  if (!is_mine (self, item))
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  set_state (self, item, REVIEW_WORK_DECIDED, NULL);
  decision = review_record_new (&review_decision_type);
  decision->id = g_strdup_printf ("d-%s-%" G_GINT64_FORMAT, item->row->work_item,
                                  item->view->work_item->version);
  decision->work_item = g_strdup (item->row->work_item);
  decision->case_id = g_strdup (item->row->case_id);
  decision->choice = request->form->choice;
  decision->seen = review_record_ref (request->seen);
  decision->decided_at = g_get_real_time ();
  decision->effective_at = decision->decided_at + self->undo_time;
  decision->work_item_version = item->view->work_item->version;
  decision->label = review_form_label (request->form, item->view->assessment);
  review_record_unref (item->decision);
  item->decision = decision;
  return fake_answer (decision);
}

FakeReply
fake_work_retract (FakeServer *self, const char *id, gint64 version)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      FakeItem *item = self->items->pdata[i];

      if (item->decision == NULL || strcmp (item->decision->id, id) != 0)
        continue;
      if (version != item->view->work_item->version
          || item->decision->effective_at <= g_get_real_time ())
        return fake_refuse_with (REVIEW_ERROR_CONFLICT);
      g_clear_pointer (&item->decision, review_record_unref);
      set_state (self, item, REVIEW_WORK_LEASED, self->user->id);
      return fake_answer (item->view);
    }
  return fake_refuse_with (REVIEW_ERROR_NOT_FOUND);
}

static FakeReply
renew (FakeServer *self, FakeItem *item)
{
  if (item->ran_out && item->row->state == REVIEW_WORK_QUEUED)
    set_state (self, item, REVIEW_WORK_LEASED, self->user->id);
  item->ran_out = FALSE;
  if (!is_mine (self, item))
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  fake_item_set_lease (self, fake_item_edit (item), self->user->id);
  return fake_answer (item->view->lease);
}

static FakeReply
put_in_state (FakeServer *self, FakeItem *item, int state)
{
  if (!is_mine (self, item))
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  set_state (self, item, state, NULL);
  return fake_answer (item->view->work_item);
}

/* It is one's own that comes back. */
static FakeReply
snooze (FakeServer *self, FakeItem *item, const char *body)
{
  GError *error = NULL;
  g_autoptr (ReviewSnoozeRequest) request =
      review_decode (&review_snooze_request_type, body, -1, &error);
  FakeReply reply;

  if (request == NULL)
    return fake_refuse (error);
  reply = put_in_state (self, item, REVIEW_WORK_QUEUED);
  if (reply.status == 200)
    {
      fake_inbox_snooze (self->inbox, item, request);
      fake_server_event (self, "waiting", item->row->work_item);
    }
  return reply;
}

/* The value of any field says its name. */
static FakeReply
reveal (const char *body)
{
  g_autoptr (ReviewRevealRequest) request =
      review_decode (&review_reveal_request_type, body, -1, NULL);
  g_autoptr (ReviewRevealed) revealed = review_record_new (&review_revealed_type);

  if (request == NULL)
    return fake_refuse_with (REVIEW_ERROR_SYNTAX);
  revealed->evidence = g_strdup (request->evidence);
  revealed->field = g_strdup (request->field);
  revealed->value = g_strconcat ("clear ", request->field, NULL);
  revealed->at = g_get_real_time ();
  return fake_answer (revealed);
}

/* The escalation has its answer, and goes on or back. */
static FakeReply
answer_escalation (FakeServer *self, FakeItem *item, const char *body)
{
  GError *error = NULL;
  g_autoptr (ReviewEscalationAnswer) said =
      review_decode (&review_escalation_answer_type, body, -1, &error);
  gboolean returns;

  if (said == NULL)
    return fake_refuse (error);
  if (!is_mine (self, item))
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  returns = strcmp (said->answer, "returned_with_guidance") == 0;
  fake_inbox_remove (self->inbox, item->row->work_item);
  set_state (self, item, returns ? REVIEW_WORK_QUEUED : REVIEW_WORK_ESCALATED, NULL);
  return fake_answer (item->view->work_item);
}

FakeReply
fake_work_serve (FakeServer *self,
                 const char *method,
                 const char *id,
                 const char *what,
                 const char *body,
                 gint64 version)
{
  FakeItem *item = find_item (self, id);

  if (item == NULL)
    return fake_refuse_with (REVIEW_ERROR_NOT_FOUND);
  if (what == NULL)
    return fake_answer (fake_item_edit (item));
  if (strcmp (what, "draft") == 0)
    return save_draft (self, item, body);
  if (strcmp (what, "lease") == 0)
    return renew (self, item);
  if (strcmp (what, "reveal") == 0)
    return reveal (body);
  if (version != item->view->work_item->version)
    return fake_refuse_with (REVIEW_ERROR_CONFLICT);
  if (strcmp (what, "take") == 0)
    return item->row->state == REVIEW_WORK_QUEUED || item->row->state == REVIEW_WORK_ESCALATED
               ? take (self, item)
               : fake_refuse_with (REVIEW_ERROR_CONFLICT);
  if (strcmp (what, "first-call") == 0)
    return first_call (self, item, body);
  if (strcmp (what, "verdict") == 0)
    return show_verdict (self, item, body);
  if (strcmp (what, "decision") == 0)
    return decide (self, item, body);
  if (strcmp (what, "answer") == 0)
    return answer_escalation (self, item, body);
  if (strcmp (what, "release") == 0)
    return put_in_state (self, item, REVIEW_WORK_QUEUED);
  if (strcmp (what, "request") == 0)
    return put_in_state (self, item, REVIEW_WORK_WAITING_CUSTOMER);
  if (strcmp (what, "snooze") == 0)
    return snooze (self, item, body);
  return put_in_state (self, item, REVIEW_WORK_ON_HOLD);
}

void
fake_server_escalate (FakeServer *self, guint i, const char *from)
{
  FakeItem *item = fake_server_item (self, i);
  ReviewCaseView *view;

  set_state (self, item, REVIEW_WORK_ESCALATED, NULL);
  view = fake_item_edit (item);
  g_clear_pointer (&view->escalations, g_ptr_array_unref);
  view->escalations = review_records_new ();
  g_ptr_array_add (view->escalations, fake_inbox_add (self->inbox, item, from));
  fake_server_event (self, "escalation", item->row->work_item);
}

void
fake_server_wait (FakeServer *self, guint i, int state)
{
  FakeItem *item = fake_server_item (self, i);

  set_state (self, item, state, NULL);
  fake_inbox_wait (self->inbox, item);
  fake_server_event (self, "waiting", item->row->work_item);
}

void
fake_server_feed_back (FakeServer *self, guint i, int kind)
{
  FakeItem *item = fake_server_item (self, i);

  fake_inbox_feed_back (self->inbox, item, kind);
  fake_server_event (self, "feedback", item->row->work_item);
}

void
fake_server_mention (FakeServer *self, guint i, const char *text)
{
  fake_aside_add_note (self->aside, REVIEW_NOTE_CASE, text);
  fake_inbox_mention (self->inbox, fake_server_item (self, i), self->aside->notes->pdata[0]);
  fake_server_event (self, "mention", "m");
}

void
fake_server_steal_lease (FakeServer *self, guint i)
{
  set_state (self, fake_server_item (self, i), REVIEW_WORK_LEASED, "u-other");
}

void
fake_server_expire_lease (FakeServer *self, guint i)
{
  set_state (self, fake_server_item (self, i), REVIEW_WORK_QUEUED, NULL);
  fake_server_item (self, i)->ran_out = TRUE;
}
