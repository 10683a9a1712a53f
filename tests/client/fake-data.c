/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fake server serves before anything has happened: waiting cases. */
#define G_LOG_DOMAIN "review-test"
#include "fake-server.h"

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
