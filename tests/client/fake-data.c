/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fake server serves before anything has happened: waiting cases, and an inbox; and what
 * happens to a case from elsewhere. */
#define G_LOG_DOMAIN "review-test"
#include "fake-server.h"

#include <string.h>

#include "review-clock.h"

FakeItem *
fake_item_new (guint i)
{
  FakeItem *item = g_new0 (FakeItem, 1);
  ReviewCaseView *view = review_record_new (&review_case_view_type);

  item->row = review_record_new (&review_queue_row_type);
  item->row->work_item = g_strdup_printf ("w%u", i);
  item->row->case_id = g_strdup_printf ("c%u", i);
  item->row->display_id = g_strdup_printf ("WD-%u", i);
  item->row->type = g_strdup ("withdrawal_anomaly");
  item->row->state = REVIEW_WORK_QUEUED;
  item->row->version = 1;
  view->server_time = g_get_real_time ();
  view->evidence_hash = g_strdup ("hash");
  view->item_case = review_record_new (&review_case_type);
  view->item_case->id = g_strdup (item->row->case_id);
  view->item_case->display_id = g_strdup (item->row->display_id);
  view->item_case->source = g_strdup ("test");
  view->item_case->external_id = g_strdup (item->row->case_id);
  view->item_case->type = g_strdup (item->row->type);
  view->item_case->state = REVIEW_CASE_QUEUED;
  view->item_case->priority = 40;
  view->work_item = review_record_new (&review_work_item_type);
  view->work_item->id = g_strdup (item->row->work_item);
  view->work_item->case_id = g_strdup (item->row->case_id);
  view->work_item->state = REVIEW_WORK_QUEUED;
  view->work_item->version = 1;
  view->work_item->due_at = g_get_real_time () + 2 * REVIEW_HOUR;
  view->asking = review_record_new (&review_asking_type);
  view->asking->at_most = 2;
  view->asking->wait_hours = 24;
  view->assessment = review_record_new (&review_assessment_type);
  view->assessment->id = g_strdup_printf ("a%u", i);
  view->assessment->case_id = g_strdup (item->row->case_id);
  view->assessment->risk = 0.71;
  view->assessment->verdict = REVIEW_VERDICT_BLOCK;
  view->assessment->route = REVIEW_ROUTE_HUMAN;
  item->view = view;
  return item;
}

void
fake_item_free (gpointer data)
{
  FakeItem *item = data;

  review_record_unref (item->row);
  review_record_unref (item->view);
  review_record_unref (item->decision);
  review_record_unref (item->withheld);
  g_free (item);
}

ReviewInboxPage *
fake_inbox_new (void)
{
  ReviewInboxPage *inbox = review_record_new (&review_inbox_page_type);

  inbox->escalations = review_records_new ();
  inbox->feedback = review_records_new ();
  inbox->waiting = review_records_new ();
  inbox->mentions = review_records_new ();
  return inbox;
}

/* Returns: (transfer full): the new one. */
ReviewEscalation *
fake_inbox_add (ReviewInboxPage *inbox, const FakeItem *item, const char *from)
{
  ReviewEscalation *one = review_record_new (&review_escalation_type);

  one->id = g_strconcat ("e-", item->row->work_item, NULL);
  one->work_item = g_strdup (item->row->work_item);
  one->case_id = g_strdup (item->row->case_id);
  one->display_id = g_strdup (item->row->display_id);
  one->case_type = g_strdup (item->row->type);
  one->from = g_strdup (from);
  one->from_name = g_strdup ("M. Okafor");
  one->to_role = REVIEW_ROLE_SENIOR;
  one->reason_code = g_strdup ("key_user");
  one->recommendation = REVIEW_RECOMMEND_BLOCK;
  one->checked = g_strdup ("History, device <b>and</b> destination.");
  one->at = g_get_real_time ();
  one->due_at = one->at + 30 * REVIEW_MINUTE;
  one->version = item->view->work_item->version;
  one->state = REVIEW_WORK_ESCALATED;
  g_ptr_array_add (inbox->escalations, one);
  return review_record_ref (one);
}

void
fake_inbox_remove (ReviewInboxPage *inbox, const char *work_item)
{
  for (guint i = inbox->escalations->len; i > 0; i--)
    if (strcmp (((ReviewEscalation *) inbox->escalations->pdata[i - 1])->work_item, work_item) == 0)
      g_ptr_array_remove_index (inbox->escalations, i - 1);
}

void
fake_inbox_taken (ReviewInboxPage *inbox, const char *work_item)
{
  for (guint i = inbox->waiting->len; i > 0; i--)
    if (strcmp (((ReviewWaiting *) inbox->waiting->pdata[i - 1])->work_item, work_item) == 0)
      g_ptr_array_remove_index (inbox->waiting, i - 1);
}

static ReviewWaiting *
add_waiting (ReviewInboxPage *inbox, const FakeItem *item)
{
  ReviewWaiting *one = review_record_new (&review_waiting_type);

  one->work_item = g_strdup (item->row->work_item);
  one->case_id = g_strdup (item->row->case_id);
  one->display_id = g_strdup (item->row->display_id);
  one->case_type = g_strdup (item->row->type);
  one->state = item->view->work_item->state;
  one->version = item->view->work_item->version;
  one->at = g_get_real_time ();
  one->until = one->at + REVIEW_HOUR;
  fake_inbox_taken (inbox, one->work_item);
  g_ptr_array_add (inbox->waiting, one);
  return one;
}

void
fake_inbox_wait (ReviewInboxPage *inbox, const FakeItem *item)
{
  ReviewWaiting *one = add_waiting (inbox, item);

  one->reason = g_strdup ("linked_case");
  one->woken = one->state == REVIEW_WORK_QUEUED ? REVIEW_WOKEN_TIME : 0;
}

void
fake_inbox_snooze (ReviewInboxPage *inbox, const FakeItem *item, const ReviewSnoozeRequest *request)
{
  ReviewWaiting *one = add_waiting (inbox, item);

  one->snoozed_until =
      request->until != 0 ? request->until : one->at + request->minutes * REVIEW_MINUTE;
  one->note = g_strdup (request->note);
}

gboolean
fake_inbox_is_snoozed (ReviewInboxPage *inbox, const char *work_item)
{
  for (guint i = 0; i < inbox->waiting->len; i++)
    {
      const ReviewWaiting *one = inbox->waiting->pdata[i];

      if (one->snoozed_until != 0 && strcmp (one->work_item, work_item) == 0)
        return TRUE;
    }
  return FALSE;
}

void
fake_inbox_feed_back (ReviewInboxPage *inbox, const FakeItem *item, int kind)
{
  ReviewFeedback *one = review_record_new (&review_feedback_type);

  one->id = g_strconcat ("f-", item->row->work_item, NULL);
  one->kind = kind;
  one->work_item = g_strdup (item->row->work_item);
  one->case_id = g_strdup (item->row->case_id);
  one->display_id = g_strdup (item->row->display_id);
  one->case_type = g_strdup (item->row->type);
  one->recommendation = REVIEW_RECOMMEND_BLOCK;
  one->choice = kind == REVIEW_FEEDBACK_OVERRULED ? REVIEW_CHOICE_PASS : 0;
  one->guidance = g_strdup ("Look at the device.");
  one->by_name = g_strdup ("L. Chen");
  one->at = g_get_real_time ();
  g_ptr_array_add (inbox->feedback, one);
}

/* Returns: (transfer none): the feedback, read. */
ReviewFeedback *
fake_inbox_read (ReviewInboxPage *inbox, const char *id)
{
  for (guint i = 0; i < inbox->feedback->len; i++)
    {
      ReviewFeedback *one = inbox->feedback->pdata[i];

      if (strcmp (one->id, id) != 0)
        continue;
      one->read_at = g_get_real_time ();
      return one;
    }
  return NULL;
}

void
fake_inbox_mention (ReviewInboxPage *inbox, const FakeItem *item, const ReviewNote *note)
{
  ReviewMention *one = review_record_new (&review_mention_type);

  one->id = g_strconcat ("m-", note->id, NULL);
  one->note = g_strdup (note->id);
  one->case_id = g_strdup (item->row->case_id);
  one->work_item = g_strdup (item->row->work_item);
  one->case_display_id = g_strdup (item->row->display_id);
  one->case_type = g_strdup (item->row->type);
  one->author = g_strdup ("u-mo");
  one->author_name = g_strdup ("M. Okafor");
  one->at = g_get_real_time ();
  one->text = g_strdup (note->text);
  g_ptr_array_add (inbox->mentions, one);
}

/* Returns: (transfer none): the mention, read. */
ReviewMention *
fake_inbox_read_mention (ReviewInboxPage *inbox, const char *id)
{
  for (guint i = 0; i < inbox->mentions->len; i++)
    {
      ReviewMention *one = inbox->mentions->pdata[i];

      if (strcmp (one->id, id) != 0)
        continue;
      one->read_at = g_get_real_time ();
      return one;
    }
  return NULL;
}

/* Records are never changed: a changed copy takes the place. */
ReviewCaseView *
fake_item_edit (FakeItem *item)
{
  ReviewCaseView *copy = review_record_copy (item->view);
  ReviewWorkItem *work = review_record_copy (copy->work_item);

  review_record_unref (copy->work_item);
  copy->work_item = work;
  copy->server_time = g_get_real_time ();
  review_record_unref (item->view);
  item->view = copy;
  return copy;
}

void
fake_item_set_lease (FakeServer *self, ReviewCaseView *view, const char *user)
{
  g_clear_pointer (&view->lease, review_record_unref);
  if (user == NULL)
    return;
  view->lease = review_record_new (&review_lease_type);
  view->lease->work_item = g_strdup (view->work_item->id);
  view->lease->user = g_strdup (user);
  view->lease->user_name = g_strdup ("somebody");
  view->lease->until = g_get_real_time () + self->lease_time;
}

void
fake_item_set_row_state (FakeItem *item, int state)
{
  ReviewQueueRow *row = review_record_copy (item->row);

  row->state = state;
  row->version = item->view->work_item->version;
  review_record_unref (item->row);
  item->row = row;
}

void
fake_server_foreign_draft (FakeServer *self, guint i, const char *annotation)
{
  ReviewCaseView *view = fake_item_edit (fake_server_item (self, i));
  ReviewDraft *draft = review_record_new (&review_draft_type);

  draft->revision = view->draft != NULL ? view->draft->revision + 1 : 1;
  draft->saved_at = g_get_real_time ();
  draft->form = review_record_new (&review_form_type);
  draft->form->annotation = g_strdup (annotation);
  review_record_unref (view->draft);
  view->draft = draft;
}

void
fake_server_reassess (FakeServer *self, guint i, int verdict)
{
  FakeItem *item = fake_server_item (self, i);
  ReviewCaseView *view = fake_item_edit (item);
  ReviewAssessment *after = review_record_copy (view->assessment);

  after->verdict = verdict;
  g_free (after->id);
  after->id = g_strconcat (view->assessment->id, "+", NULL);
  review_record_unref (view->assessment);
  view->assessment = after;
  fake_server_event (self, "case", item->row->case_id);
}

void
fake_server_blind (FakeServer *self, guint i, int mode)
{
  FakeItem *item = fake_server_item (self, i);
  ReviewCaseView *view = fake_item_edit (item);

  view->blind = TRUE;
  view->blind_mode = mode;
  item->withheld = g_steal_pointer (&view->assessment);
}

/* (transfer none) (nullable): what is answered as it is. */
gpointer
fake_server_record (FakeServer *self, const char *root)
{
  if (strcmp (root, "catalog") == 0)
    return self->catalog;
  if (strcmp (root, "inbox") == 0)
    return self->inbox;
  return strcmp (root, "root-causes") == 0 ? self->causes : NULL;
}

ReviewCauseCounts *
fake_causes_new (void)
{
  ReviewCauseCounts *counts = review_record_new (&review_cause_counts_type);

  counts->case_type = g_strdup ("withdrawal_anomaly");
  counts->since = REVIEW_SECOND;
  return counts;
}
