/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include <string.h>

void
outcome_clear (Outcome *outcome)
{
  g_clear_error (&outcome->error);
  memset (outcome, 0, sizeof *outcome);
}
/* Every act of the desk and the session ends with a boolean. */
void
outcome_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->ok = g_task_propagate_boolean (G_TASK (result), &outcome->error);
  outcome->done = TRUE;
}

void
fixture_set_up_offline (Fixture *fixture, guint n, const char *token)
{
  ReviewSessionConfig config = { .token = token };

  fixture->server = fake_server_new (n);
  config.server_url = fixture->server->url;
  fixture->session = review_session_new (&config);
  fixture->desk = review_session_get_desk (fixture->session);
  fixture->queue = review_session_get_queue (fixture->session);
}

void
fixture_go_online (Fixture *fixture)
{
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

void
fixture_set_up (Fixture *fixture, gconstpointer n)
{
  fixture_set_up_offline (fixture, GPOINTER_TO_UINT (n), FAKE_TOKEN);
  fixture_go_online (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer n)
{
  g_auto (Outcome) closed = { 0 };
  ReviewSession *session = fixture->session;

  review_session_close_async (fixture->session, outcome_ended_cb, &closed);
  WAIT_FOR (closed.done);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &fixture->session);
  g_object_unref (session);
  WAIT_FOR (fixture->session == NULL);
  fake_server_free (fixture->server);
}

void
fixture_take_next (Fixture *fixture)
{
  g_auto (Outcome) outcome = { 0 };

  review_desk_take_next_async (fixture->desk, NULL, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.ok);
}

/* Fills in a pass against ROCA's block: a false positive that teaches. */
void
fixture_fill_in_fp (Fixture *fixture)
{
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_PASS);
  review_desk_set_reasoning (fixture->desk, REVIEW_REASONING_FLAWED);
  review_desk_set_root_cause (fixture->desk, "RC-W01");
  review_desk_set_annotation (fixture->desk, "Own wallet (E3) outweighed the age.");
}

void
fixture_fill_in_tp (Fixture *fixture)
{
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_BLOCK);
  review_desk_set_disposition (fixture->desk, "cancel_freeze");
  review_desk_set_reasoning (fixture->desk, REVIEW_REASONING_SOUND);
}

void
fixture_submit (Fixture *fixture, gboolean then_next)
{
  g_auto (Outcome) outcome = { 0 };

  g_assert_true (review_desk_get_can_submit (fixture->desk));
  review_desk_submit_async (fixture->desk, then_next, NULL, outcome_ended_cb, &outcome);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_SUBMITTING);
  /* It still looks as it did, and takes nothing any more. */
  g_assert_true (review_desk_get_editable (fixture->desk));
  review_desk_set_root_cause (fixture->desk, "RC-LATE");
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->root_cause, !=, "RC-LATE");
  WAIT_FOR (outcome.done);
  g_assert_no_error (outcome.error);
}

void
fixture_undo (Fixture *fixture)
{
  g_auto (Outcome) outcome = { 0 };

  review_desk_undo_async (fixture->desk, NULL, outcome_ended_cb, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_no_error (outcome.error);
}
