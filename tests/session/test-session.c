/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole workflow without a display: a session against a server in this process. */
#include "session-fixture.h"

#include <string.h>

#include "review-error.h"

static void
test_connect (Fixture *fixture, gconstpointer n)
{
  GListModel *rows = G_LIST_MODEL (fixture->queue);

  g_assert_cmpstr (review_session_get_user (fixture->session)->name, ==, "L. Chen");
  g_assert_true (review_session_get_can_pick (fixture->session));
  g_assert_nonnull (review_session_get_catalog (fixture->session));
  WAIT_FOR (g_list_model_get_n_items (rows) == 3);
  g_assert_cmpstr (review_queue_peek (fixture->queue, 1)->display_id, ==, "WD-1");
  g_assert_cmpint (review_queue_get_count_of (fixture->queue, "withdrawal_anomaly"), ==, 3);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_EMPTY);
}

static void
test_refused (void)
{
  Fixture fixture = { 0 };

  fixture_set_up_offline (&fixture, 1, "not-the-token-of-anybody");
  review_session_start (fixture.session);
  WAIT_FOR (review_session_get_connection (fixture.session) == REVIEW_CONNECTION_REFUSED);
  g_assert_cmpint (review_session_get_error_code (fixture.session), ==, REVIEW_ERROR_UNAUTHORIZED);
  fixture_tear_down (&fixture, NULL);
}

/* A team server that is not there yet: offline, with the seconds to the next try; then there. */
static void
test_not_there_yet (void)
{
  Fixture fixture = { 0 };

  fixture_set_up_offline (&fixture, 1, FAKE_TOKEN);
  fake_server_stop_listening (fixture.server);
  review_session_start (fixture.session);
  WAIT_FOR (review_session_get_connection (fixture.session) == REVIEW_CONNECTION_OFFLINE);
  g_assert_cmpint (review_session_get_error_code (fixture.session), ==, REVIEW_ERROR_OFFLINE);
  g_assert_cmpint (review_session_get_retry_seconds (fixture.session), >, 0);
  fake_server_listen_again (fixture.server);
  fixture_go_online (&fixture); /* "try now" */
  fixture_tear_down (&fixture, NULL);
}

static void
test_take_next (Fixture *fixture, gconstpointer n)
{
  fixture_take_next (fixture);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_OPEN);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, "w0");
  g_assert_cmpint (review_desk_get_lease_state (fixture->desk), ==, REVIEW_LEASE_MINE);
  g_assert_true (review_desk_get_writable (fixture->desk));
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, 0);
  g_assert_cmpstr (review_desk_get_unmet_of (fixture->desk, "choice"), ==, "needs_choice");
  g_assert_false (review_desk_get_can_submit (fixture->desk));
  g_assert_cmpint (review_desk_get_sla_seconds (fixture->desk), >, 7000);
  g_assert_cmpint (review_desk_get_sla_seconds (fixture->desk), <=, 7200);
  g_assert_cmpstr (review_queue_get_selected_id (fixture->queue), ==, "w0");
}

static void
test_nothing_waits (Fixture *fixture, gconstpointer n)
{
  fixture_take_next (fixture);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_NOTHING_WAITS);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, 0);
}

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer counter)
{
  (*(guint *) counter)++;
}

static void
test_form (Fixture *fixture, gconstpointer n)
{
  ReviewDesk *desk = fixture->desk;
  guint labels = 0, notes = 0;

  fixture_take_next (fixture);
  g_signal_connect (desk, "notify::label", G_CALLBACK (count_notify_cb), &labels);
  g_signal_connect (desk, "notify::annotation", G_CALLBACK (count_notify_cb), &notes);
  review_desk_set_choice (desk, REVIEW_CHOICE_PASS);
  g_assert_cmpint (review_desk_get_label (desk), ==, REVIEW_LABEL_FP);
  g_assert_cmpint (review_desk_get_label_maturity (desk), ==, REVIEW_MATURITY_PROVISIONAL);
  g_assert_cmpuint (labels, ==, 1);
  g_assert_cmpstr (review_desk_get_unmet_of (desk, "reasoning"), ==, "needs_reasoning");
  g_assert_cmpstr (review_desk_get_unmet_of (desk, "root_cause"), ==, "needs_root_cause");
  g_assert_cmpstr (review_desk_get_unmet_of (desk, "annotation"), ==, "needs_annotation");
  review_desk_toggle_feature (desk, "address_age");
  g_assert_cmpint (review_desk_get_form (desk)->reasoning, ==, REVIEW_REASONING_FLAWED);
  review_desk_set_root_cause (desk, "RC-W01");
  g_assert_cmpint (review_desk_get_form (desk)->path, ==, REVIEW_PATH_A);
  review_desk_set_annotation (desk, "One. Two. Three.");
  g_assert_cmpstr (review_desk_get_unmet_of (desk, "annotation"), ==, "annotation_too_long");
  g_assert_cmpuint (review_desk_get_sentences (desk), ==, 3);
  review_desk_set_annotation (desk, "地址是客户自有钱包。");
  g_assert_cmpstr (review_desk_get_form (desk)->annotation_language, ==, "zh-CN");
  g_assert_true (review_desk_get_can_submit (desk));
  g_assert_cmpuint (notes, ==, 2);
  review_desk_set_choice (desk, REVIEW_CHOICE_BLOCK);
  g_assert_cmpint (review_desk_get_label (desk), ==, REVIEW_LABEL_TP);
  g_assert_cmpstr (review_desk_get_unmet_of (desk, "root_cause"), ==, "root_cause_not_for_label");
  g_assert_cmpstr (review_desk_get_unmet_of (desk, "disposition"), ==, "needs_disposition");
  g_signal_handlers_disconnect_by_func (desk, count_notify_cb, &labels);
  g_signal_handlers_disconnect_by_func (desk, count_notify_cb, &notes);
}

static void
test_key_user (void)
{
  Fixture fixture = { 0 };
  ReviewCase *key_user;
  ReviewUser *agent;

  fixture_set_up_offline (&fixture, 1, FAKE_TOKEN);
  key_user = review_record_copy (fake_server_item (fixture.server, 0)->view->item_case);
  key_user->priority = 82;
  review_record_unref (fake_server_item (fixture.server, 0)->view->item_case);
  fake_server_item (fixture.server, 0)->view->item_case = key_user;
  agent = review_record_copy (fixture.server->user);
  agent->role = REVIEW_ROLE_AGENT;
  review_record_unref (fixture.server->user);
  fixture.server->user = agent;
  fixture_go_online (&fixture);
  fixture_take_next (&fixture);
  fixture_fill_in_tp (&fixture);
  g_assert_cmpstr (review_desk_get_unmet_of (fixture.desk, "choice"), ==,
                   "key_user_needs_escalation");
  review_desk_set_choice (fixture.desk, REVIEW_CHOICE_ESCALATE);
  g_assert_cmpstr (review_desk_get_unmet_of (fixture.desk, "reason_codes"), ==,
                   "needs_escalation_reason");
  g_assert_cmpstr (review_desk_get_unmet_of (fixture.desk, "recommendation"), ==,
                   "needs_recommendation");
  g_assert_cmpstr (review_desk_get_unmet_of (fixture.desk, "checked"), ==, "needs_checked");
  review_desk_set_reason_codes (fixture.desk, (const char *const[]){ "key_user", NULL });
  review_desk_set_recommendation (fixture.desk, REVIEW_RECOMMEND_BLOCK);
  review_desk_set_checked (fixture.desk, "Device and destination.");
  review_desk_set_root_cause (fixture.desk, "RC-X08");
  review_desk_set_annotation (fixture.desk, "No clause covers a fresh own address.");
  fixture_submit (&fixture, FALSE);
  g_assert_cmpint (fake_server_item (fixture.server, 0)->decision->choice, ==,
                   REVIEW_CHOICE_ESCALATE);
  fixture_tear_down (&fixture, NULL);
}

static void
test_draft (Fixture *fixture, gconstpointer n)
{
  FakeItem *item = fake_server_item (fixture->server, 0);

  fixture_take_next (fixture);
  review_desk_set_annotation (fixture->desk, "First words");
  g_assert_cmpint (review_desk_get_draft_state (fixture->desk), ==, REVIEW_DRAFT_EDITED);
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  g_assert_cmpstr (item->view->draft->form->annotation, ==, "First words");
  g_assert_cmpint (item->view->draft->revision, ==, 1);
  g_assert_cmpint (review_desk_get_draft_saved_at (fixture->desk), >, 0);
  review_desk_set_annotation (fixture->desk, "First words and more");
  review_desk_save_now (fixture->desk);
  review_desk_set_annotation (fixture->desk, "First words and more, typed on");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  g_assert_cmpstr (item->view->draft->form->annotation, ==, "First words and more, typed on");
  g_assert_cmpint (item->view->draft->revision, ==, 3);
}

static void
test_draft_conflict (Fixture *fixture, gconstpointer n)
{
  FakeItem *item = fake_server_item (fixture->server, 0);

  fixture_take_next (fixture);
  fake_server_foreign_draft (fixture->server, 0, "Theirs.");
  review_desk_set_annotation (fixture->desk, "Mine.");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_CONFLICT);
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==, "Mine.");
  g_assert_cmpstr (review_desk_get_other_draft (fixture->desk)->annotation, ==, "Theirs.");
  g_assert_cmpstr (item->view->draft->form->annotation, ==, "Theirs.");
  g_assert_false (review_desk_get_can_submit (fixture->desk));
  g_assert_cmpint (review_desk_get_error_action (fixture->desk), ==, REVIEW_DESK_ACTION_DRAFT);
  review_desk_resolve_conflict (fixture->desk, TRUE);
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  g_assert_cmpstr (item->view->draft->form->annotation, ==, "Mine.");
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, 0);
  fake_server_foreign_draft (fixture->server, 0, "Theirs again.");
  review_desk_set_annotation (fixture->desk, "Mine again.");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_CONFLICT);
  review_desk_resolve_conflict (fixture->desk, FALSE);
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==, "Theirs again.");
}

/* The saving arrived, its answer did not: what the server has is ours, and no conflict. */
static void
test_draft_lost_answer (Fixture *fixture, gconstpointer n)
{
  FakeItem *item = fake_server_item (fixture->server, 0);

  fixture_take_next (fixture);
  fake_server_fault (fixture->server, "/draft", 0, 100);
  review_desk_set_annotation (fixture->desk, "Sent once");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_FAILED);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, REVIEW_ERROR_OFFLINE);
  g_assert_cmpint (item->view->draft->revision, ==, 1);
  fake_server_fault (fixture->server, "/draft", 0, 0);
  review_desk_set_annotation (fixture->desk, "Sent once, and changed");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  g_assert_cmpstr (item->view->draft->form->annotation, ==, "Sent once, and changed");
  g_assert_cmpint (item->view->draft->revision, ==, 2);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, 0);
}

static void
test_offline (Fixture *fixture, gconstpointer n)
{
  fixture_take_next (fixture);
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_OFFLINE);
  review_desk_set_annotation (fixture->desk, "Typed while it was gone");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_FAILED);
  fake_server_listen_again (fixture->server);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  g_assert_cmpstr (fake_server_item (fixture->server, 0)->view->draft->form->annotation, ==,
                   "Typed while it was gone");
  g_assert_cmpuint (fixture->server->saw_last_event_id, >=, 1);
}

static void
test_cancelled (Fixture *fixture, gconstpointer n)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  review_desk_take_next_async (fixture->desk, NULL, cancellable, outcome_ended_cb, &outcome);
  g_assert_true (review_desk_get_busy (fixture->desk));
  g_cancellable_cancel (cancellable);
  WAIT_FOR (outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, 0);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_EMPTY);
  WAIT_FOR (fake_server_item (fixture->server, 0)->row->state == REVIEW_WORK_QUEUED);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w0/release"), ==, 1);
}

static void
test_busy (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) second = { 0 };

  review_desk_take_next_async (fixture->desk, NULL, NULL, outcome_ended_cb, &first);
  review_desk_take_next_async (fixture->desk, NULL, NULL, outcome_ended_cb, &second);
  WAIT_FOR (first.done && second.done);
  g_assert_true (first.ok);
  g_assert_error (second.error, REVIEW_ERROR, REVIEW_ERROR_BUSY);
}

static void
test_next_puts_back (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) outcome = { 0 };

  fixture_take_next (fixture);
  review_desk_set_annotation (fixture->desk, "Half a thought");
  review_desk_take_async (fixture->desk, "w1", 1, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, "w1");
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==, NULL);
  g_assert_cmpint (fake_server_item (fixture->server, 0)->row->state, ==, REVIEW_WORK_QUEUED);
  g_assert_cmpstr (fake_server_item (fixture->server, 0)->view->draft->form->annotation, ==,
                   "Half a thought");
}

static void
test_hold_and_ask (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) held = { 0 };
  g_auto (Outcome) asked = { 0 };

  fixture_take_next (fixture);
  review_desk_hold_async (fixture->desk, "law_enforcement", g_get_real_time (), NULL, NULL, TRUE,
                          NULL, outcome_ended_cb, &held);
  WAIT_FOR (held.done);
  g_assert_no_error (held.error);
  g_assert_cmpint (fake_server_item (fixture->server, 0)->row->state, ==, REVIEW_WORK_ON_HOLD);
  g_assert_cmpint (review_desk_get_left (fixture->desk)->action, ==, REVIEW_DESK_ACTION_HOLD);
  /* The next one was taken at once. */
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, "w1");
  review_desk_request_async (fixture->desk, (const char *const[]){ "own_wallet_proof", NULL }, 0,
                             NULL, FALSE, NULL, outcome_ended_cb, &asked);
  WAIT_FOR (asked.done);
  g_assert_no_error (asked.error);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_EMPTY);
  g_assert_cmpint (fake_server_item (fixture->server, 1)->row->state, ==,
                   REVIEW_WORK_WAITING_CUSTOMER);
  g_assert_cmpint (review_desk_get_left (fixture->desk)->action, ==, REVIEW_DESK_ACTION_REQUEST);
  g_assert_cmpstr (review_desk_get_left (fixture->desk)->display_id, !=, NULL);
}

static void
test_queue (Fixture *fixture, gconstpointer n)
{
  GListModel *rows = G_LIST_MODEL (fixture->queue);
  g_autoptr (ReviewItem) before = NULL;
  g_autoptr (ReviewItem) after = NULL;
  g_autoptr (ReviewItem) far = NULL;

  WAIT_FOR (g_list_model_get_n_items (rows) == 450);
  g_assert_null (review_queue_peek (fixture->queue, 333));
  far = g_list_model_get_item (rows, 333);
  g_assert_null (((ReviewQueueRow *) review_item_get_record (far))->work_item);
  WAIT_FOR (review_queue_peek (fixture->queue, 333) != NULL);
  g_assert_cmpstr (review_queue_peek (fixture->queue, 333)->work_item, ==, "w333");
  g_assert_cmpuint (fake_server_count (fixture->server, "GET /v1/views/"), ==, 1);
  before = g_list_model_get_item (rows, 3);
  review_queue_select (fixture->queue, 3);
  g_assert_cmpstr (review_queue_get_selected_id (fixture->queue), ==, "w3");
  fixture_take_next (fixture); /* w0 changes; all others stay as they were */
  review_queue_set_selected_id (fixture->queue, "w3");
  WAIT_FOR (review_queue_peek (fixture->queue, 0)->state == REVIEW_WORK_LEASED);
  after = g_list_model_get_item (rows, 3);
  g_assert_true (before == after);
  g_assert_cmpuint (review_queue_get_selected (fixture->queue), ==, 3);
  fixture_fill_in_tp (fixture);
  fixture_submit (fixture, FALSE);
  WAIT_FOR (g_list_model_get_n_items (rows) == 449);
  g_assert_cmpuint (review_queue_get_selected (fixture->queue), ==, 2);
  review_queue_move (fixture->queue, 1);
  g_assert_cmpstr (review_queue_get_selected_id (fixture->queue), ==, "w4");
}

static void
test_ui_state (Fixture *fixture, gconstpointer n)
{
  review_session_set_ui_string (fixture->session, "case/focus", "annotation");
  review_session_set_ui_number (fixture->session, "pane/sop", 0.5);
  review_session_set_language (fixture->session, "zh-CN");
  g_assert_cmpstr (review_session_get_ui_string (fixture->session, "case/focus"), ==, "annotation");
  fixture_take_next (fixture);
  g_assert_null (review_session_get_ui_string (fixture->session, "case/focus"));
  g_assert_cmpfloat (review_session_get_ui_number (fixture->session, "pane/sop", 0), ==, 0.5);
  g_assert_cmpstr (review_session_get_language (fixture->session), ==, "zh-CN");
}

static void
test_preparing (void)
{
  Fixture fixture = { 0 };

  fixture_set_up_offline (&fixture, 1, FAKE_TOKEN);
  fixture.server->preparing = TRUE;
  fixture_go_online (&fixture);
  WAIT_FOR (review_session_get_preparing (fixture.session));
  g_assert_cmpstr (review_session_get_preparation_stage (fixture.session), ==, "training");
  g_assert_cmpfloat (review_session_get_preparation_fraction (fixture.session), ==, 0.25);
  fixture.server->preparing = FALSE;
  WAIT_FOR (!review_session_get_preparing (fixture.session));
  fixture_tear_down (&fixture, NULL);
}

/* Nothing of ROCA, and nothing to submit, before the first call; then the form is as it was. */
static void
test_first_call (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) empty = { 0 };
  g_auto (Outcome) called = { 0 };
  g_auto (Outcome) refused = { 0 };

  fake_server_blind (fixture->server, 0, REVIEW_BLIND_HIDDEN);
  fixture_take_next (fixture);
  g_assert_true (review_desk_get_needs_first_call (fixture->desk));
  g_assert_false (review_desk_get_can_show_verdict (fixture->desk));
  g_assert_null (review_desk_get_assessment (fixture->desk));
  review_desk_first_call_async (fixture->desk, 0, NULL, outcome_ended_cb, &empty);
  WAIT_FOR (empty.done);
  g_assert_error (empty.error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_PASS);
  g_assert_cmpstr (review_desk_get_unmet_of (fixture->desk, "first_call"), ==, "needs_first_call");
  review_desk_submit_async (fixture->desk, FALSE, NULL, outcome_ended_cb, &refused);
  WAIT_FOR (refused.done);
  g_assert_error (refused.error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  review_desk_first_call_async (fixture->desk, 0, NULL, outcome_ended_cb, &called);
  WAIT_FOR (called.done);
  g_assert_no_error (called.error);
  g_assert_false (review_desk_get_needs_first_call (fixture->desk));
  g_assert_true (review_desk_get_verdict_visible (fixture->desk));
  g_assert_cmpint (review_desk_get_view (fixture->desk)->first_call->choice, ==,
                   REVIEW_RECOMMEND_PASS);
  /* What ROCA says is no news: nothing has to be read before going on. */
  g_assert_false (review_desk_get_update_pending (fixture->desk));
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_PASS);
  g_assert_cmpint (review_desk_get_label (fixture->desk), ==, REVIEW_LABEL_FP);
}

/* The answer is lost: the case is read again, and what was withheld is there. */
static void
test_first_call_lost (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) called = { 0 };

  fake_server_blind (fixture->server, 0, REVIEW_BLIND_HIDDEN);
  fixture_take_next (fixture);
  fake_server_fault (fixture->server, "/first-call", 0, 100);
  review_desk_first_call_async (fixture->desk, REVIEW_RECOMMEND_UNDECIDED, NULL, outcome_ended_cb,
                                &called);
  WAIT_FOR (called.done);
  g_assert_nonnull (called.error);
  fake_server_fault (fixture->server, "/first-call", 0, 0);
  WAIT_FOR (review_desk_get_verdict_visible (fixture->desk));
  g_assert_cmpint (review_desk_get_view (fixture->desk)->first_call->choice, ==,
                   REVIEW_RECOMMEND_UNDECIDED);
}

static void
test_on_demand (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) shown = { 0 };

  fake_server_blind (fixture->server, 0, REVIEW_BLIND_ON_DEMAND);
  fixture_take_next (fixture);
  g_assert_true (review_desk_get_can_show_verdict (fixture->desk));
  g_assert_false (review_desk_get_needs_first_call (fixture->desk));
  /* Nobody has to ask: without the verdict nothing is asked about it. */
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_PASS);
  g_assert_true (review_desk_get_can_submit (fixture->desk));
  review_desk_show_verdict_async (fixture->desk, NULL, outcome_ended_cb, &shown);
  WAIT_FOR (shown.done);
  g_assert_no_error (shown.error);
  g_assert_true (review_desk_get_verdict_visible (fixture->desk));
  g_assert_false (review_desk_get_can_show_verdict (fixture->desk));
  g_assert_false (review_desk_get_can_submit (fixture->desk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, n, func)                                                           \
  g_test_add ("/session/" name, Fixture, GUINT_TO_POINTER (n), fixture_set_up, func, \
              fixture_tear_down)
  ADD ("connect", 3, test_connect);
  ADD ("take-next", 2, test_take_next);
  ADD ("nothing-waits", 0, test_nothing_waits);
  ADD ("form", 1, test_form);
  ADD ("draft", 1, test_draft);
  ADD ("draft-conflict", 1, test_draft_conflict);
  ADD ("draft-lost-answer", 1, test_draft_lost_answer);
  ADD ("offline", 1, test_offline);
  ADD ("cancelled", 1, test_cancelled);
  ADD ("busy", 2, test_busy);
  ADD ("next-puts-back", 2, test_next_puts_back);
  ADD ("hold-and-ask", 2, test_hold_and_ask);
  ADD ("first-call", 1, test_first_call);
  ADD ("first-call-lost-answer", 1, test_first_call_lost);
  ADD ("on-demand", 1, test_on_demand);
  ADD ("queue", 450, test_queue);
  ADD ("ui-state", 1, test_ui_state);
  g_test_add_func ("/session/refused", test_refused);
  g_test_add_func ("/session/not-there-yet", test_not_there_yet);
  g_test_add_func ("/session/key-user", test_key_user);
  g_test_add_func ("/session/preparing", test_preparing);
  return g_test_run ();
}
