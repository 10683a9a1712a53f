/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a filled-in form to the decision, the next case and back: submit, take ahead, undo. */
#include "session-fixture.h"

#include <string.h>

#include "review-error.h"

static void
test_submit_undo (Fixture *fixture, gconstpointer n)
{
  ReviewDesk *desk = fixture->desk;

  fixture_take_next (fixture);
  fixture_fill_in_fp (fixture);
  fixture_submit (fixture, FALSE);
  g_assert_cmpint (review_desk_get_state (desk), ==, REVIEW_DESK_EMPTY);
  g_assert_cmpint (fake_server_item (fixture->server, 0)->decision->label, ==, REVIEW_LABEL_FP);
  g_assert_cmpuint (review_desk_get_undo_count (desk), ==, 1);
  g_assert_cmpint (review_desk_get_undo_seconds (desk), >, 5);
  g_assert_cmpstr (review_desk_get_undo_display_id (desk), ==, "WD-0");
  g_assert_cmpint (review_desk_get_undo_choice (desk), ==, REVIEW_CHOICE_PASS);
  g_assert_cmpuint (review_desk_get_decided_count (desk), ==, 1);
  fixture_undo (fixture);
  g_assert_cmpint (review_desk_get_state (desk), ==, REVIEW_DESK_OPEN);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, "w0");
  g_assert_true (review_desk_get_can_submit (desk));
  g_assert_cmpstr (review_desk_get_form (desk)->annotation, ==,
                   "Own wallet (E3) outweighed the age.");
  g_assert_cmpuint (review_desk_get_undo_count (desk), ==, 0);
  g_assert_cmpuint (review_desk_get_decided_count (desk), ==, 0);
  fixture_submit (fixture, FALSE);
  g_assert_nonnull (fake_server_item (fixture->server, 0)->decision);
}

#define TAKES "POST /v1/work-items/take-next"

/* What only lacks its submit has the next case behind it, which is then there at once. */
static void
test_ahead (Fixture *fixture, gconstpointer n)
{
  g_autofree char *first = NULL;

  fixture_take_next (fixture);
  first = g_strdup (review_desk_get_work_item (fixture->desk));
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_BLOCK);
  g_assert_cmpuint (fake_server_count (fixture->server, TAKES), ==, 1);
  fixture_fill_in_tp (fixture);
  WAIT_FOR (fake_server_item (fixture->server, 1)->view->lease != NULL);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, first);
  fixture_submit (fixture, TRUE);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==,
                   fake_server_item (fixture->server, 1)->row->work_item);
  g_assert_true (review_desk_get_writable (fixture->desk));
  g_assert_cmpuint (fake_server_count (fixture->server, TAKES), ==, 2);
}

/* What stands beside it is there with it. */
static void
test_ahead_beside (Fixture *fixture, gconstpointer n)
{
  ReviewAside *aside = review_session_get_aside (fixture->session);
  g_autofree char *next = g_strdup (fake_server_item (fixture->server, 1)->row->work_item);
  g_autofree char *asked = g_strdup_printf ("GET /v1/work-items/%s/related", next);

  fixture_take_next (fixture);
  WAIT_FOR (review_aside_get_notes (aside) != NULL && review_aside_get_related (aside) != NULL);
  fixture_fill_in_tp (fixture);
  WAIT_FOR (fake_server_count (fixture->server, asked) == 1);
  g_assert_cmpstr (review_aside_get_related (aside)->work_item, !=, next);
  fixture_submit (fixture, TRUE);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, next);
  WAIT_FOR (review_aside_get_notes (aside) != NULL && review_aside_get_related (aside) != NULL);
  g_assert_cmpstr (review_aside_get_related (aside)->work_item, ==, next);
  g_assert_cmpuint (fake_server_count (fixture->server, asked), ==, 1);
}

/* Submitted while it is on its way, it is waited for, not asked for twice. */
static void
test_ahead_on_its_way (Fixture *fixture, gconstpointer n)
{
  fixture_take_next (fixture);
  fixture_fill_in_tp (fixture);
  fixture_submit (fixture, TRUE);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==,
                   fake_server_item (fixture->server, 1)->row->work_item);
  g_assert_cmpuint (fake_server_count (fixture->server, TAKES), ==, 2);
}

/* Who does not submit holds nothing back from the others. */
static void
test_ahead_put_back (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) outcome = { 0 };

  fixture_take_next (fixture);
  fixture_fill_in_tp (fixture);
  WAIT_FOR (fake_server_item (fixture->server, 1)->view->lease != NULL);
  review_desk_release_async (fixture->desk, NULL, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done && fake_server_item (fixture->server, 0)->view->lease == NULL
            && fake_server_item (fixture->server, 1)->view->lease == NULL);
  g_assert_no_error (outcome.error);
}

static void
test_undo_stack (Fixture *fixture, gconstpointer n)
{
  ReviewDesk *desk = fixture->desk;

  fixture_take_next (fixture);
  fixture_fill_in_fp (fixture);
  fixture_submit (fixture, TRUE);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, "w1");
  fixture_fill_in_tp (fixture);
  fixture_submit (fixture, TRUE);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, "w2");
  review_desk_set_annotation (desk, "Begun on the third");
  g_assert_cmpuint (review_desk_get_undo_count (desk), ==, 2);
  g_assert_cmpstr (review_desk_get_undo_display_id (desk), ==, "WD-1");
  fixture_undo (fixture);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, "w1");
  g_assert_cmpstr (review_desk_get_undo_display_id (desk), ==, "WD-0");
  WAIT_FOR (fake_server_item (fixture->server, 2)->row->state == REVIEW_WORK_QUEUED);
  g_assert_cmpstr (fake_server_item (fixture->server, 2)->view->draft->form->annotation, ==,
                   "Begun on the third");
  fixture_undo (fixture);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, "w0");
  g_assert_cmpuint (review_desk_get_undo_count (desk), ==, 0);
  WAIT_FOR (fake_server_item (fixture->server, 1)->row->state == REVIEW_WORK_QUEUED);
}

/* The client's clock still gives time, the server's does not: the server is right. */
static void
test_undo_too_late (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) late = { 0 };
  g_auto (Outcome) empty = { 0 };

  fixture_take_next (fixture);
  fixture_fill_in_tp (fixture);
  fixture_submit (fixture, FALSE);
  fake_server_item (fixture->server, 0)->decision->effective_at = 1;
  review_desk_undo_async (fixture->desk, NULL, outcome_ended_cb, &late);
  WAIT_FOR (late.done);
  g_assert_error (late.error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_cmpint (review_desk_get_error_action (fixture->desk), ==, REVIEW_DESK_ACTION_UNDO);
  g_assert_cmpuint (review_desk_get_undo_count (fixture->desk), ==, 0);
  g_assert_cmpuint (review_desk_get_decided_count (fixture->desk), ==, 1);
  review_desk_undo_async (fixture->desk, NULL, outcome_ended_cb, &empty);
  WAIT_FOR (empty.done);
  g_assert_error (empty.error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

/* The decision arrived, its answer did not: one decision, under one key. */
static void
test_submit_lost_answer (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) outcome = { 0 };
  FakeItem *item = fake_server_item (fixture->server, 0);
  gint64 version;

  fixture_take_next (fixture);
  fixture_fill_in_fp (fixture);
  fake_server_fault (fixture->server, "/decision", 0, 3);
  review_desk_submit_async (fixture->desk, FALSE, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_error (outcome.error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE);
  g_assert_nonnull (item->decision);
  version = item->view->work_item->version;
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_OPEN);
  g_assert_cmpint (review_desk_get_error_action (fixture->desk), ==, REVIEW_DESK_ACTION_SUBMIT);
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->root_cause, ==, "RC-W01");
  fixture_submit (fixture, FALSE);
  g_assert_cmpint (item->view->work_item->version, ==, version);
  g_assert_cmpuint (review_desk_get_undo_count (fixture->desk), ==, 1);
}

/* Somebody changed the case: 409, and not a word is lost. */
static void
test_submit_stale (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) outcome = { 0 };

  fixture_take_next (fixture);
  fixture_fill_in_fp (fixture);
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  fake_server_steal_lease (fixture->server, 0);
  review_desk_submit_async (fixture->desk, FALSE, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_error (outcome.error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  WAIT_FOR (review_desk_get_lease_state (fixture->desk) == REVIEW_LEASE_LOST);
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==,
                   "Own wallet (E3) outweighed the age.");
  g_assert_false (review_desk_get_writable (fixture->desk));
  g_assert_cmpstr (review_desk_get_unmet_of (fixture->desk, "lease"), ==, "needs_lease");
}

static void
test_reassessed (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) outcome = { 0 };

  fixture_take_next (fixture);
  fixture_fill_in_tp (fixture);
  fake_server_reassess (fixture->server, 0, REVIEW_VERDICT_PASS);
  WAIT_FOR (review_desk_get_update_pending (fixture->desk));
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_BLOCK);
  g_assert_cmpint (review_desk_get_label (fixture->desk), ==, REVIEW_LABEL_FN);
  review_desk_submit_async (fixture->desk, FALSE, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_error (outcome.error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  review_desk_acknowledge_update (fixture->desk);
  g_assert_null (review_desk_get_unmet_of (fixture->desk, "assessment"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, n, func)                                                          \
  g_test_add ("/submit/" name, Fixture, GUINT_TO_POINTER (n), fixture_set_up, func, \
              fixture_tear_down)
  ADD ("submit-undo", 1, test_submit_undo);
  ADD ("ahead", 3, test_ahead);
  ADD ("ahead-beside", 3, test_ahead_beside);
  ADD ("ahead-on-its-way", 3, test_ahead_on_its_way);
  ADD ("ahead-put-back", 3, test_ahead_put_back);
  ADD ("undo-stack", 3, test_undo_stack);
  ADD ("undo-too-late", 1, test_undo_too_late);
  ADD ("submit-lost-answer", 1, test_submit_lost_answer);
  ADD ("submit-stale", 1, test_submit_stale);
  ADD ("reassessed", 1, test_reassessed);
  return g_test_run ();
}
