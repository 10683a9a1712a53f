/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose turn it is: cases of one type in a row, and a lease that is kept for as long as somebody is
 * there. */
#include "fake-server.h"

#include "review-error.h"
#include "review-session.h"

#define NEVER 3600000 /* ms */
#define SOON  30

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewDesk *desk;
} Fixture;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN };

  fixture->server = fake_server_new (5);
  config.server_url = fixture->server->url;
  fixture->session = review_session_new (&config);
  fixture->desk = review_session_get_desk (fixture->session);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gboolean closed = FALSE;

  review_session_close_async (fixture->session, ended_cb, &closed);
  WAIT_FOR (closed);
  g_object_unref (fixture->session);
  fake_server_free (fixture->server);
}

static void
take_next (Fixture *fixture, const char *case_type)
{
  gboolean done = FALSE;

  review_desk_take_next_async (fixture->desk, case_type, NULL, ended_cb, &done);
  WAIT_FOR (done);
}

static void
decide (Fixture *fixture)
{
  gboolean done = FALSE;

  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_BLOCK);
  review_desk_set_disposition (fixture->desk, "cancel_freeze");
  review_desk_set_reasoning (fixture->desk, REVIEW_REASONING_SOUND);
  g_assert_true (review_desk_get_can_submit (fixture->desk));
  review_desk_submit_async (fixture->desk, TRUE, NULL, ended_cb, &done);
  WAIT_FOR (done);
}

static void
test_batch (Fixture *fixture, gconstpointer unused)
{
  review_desk_start_batch (fixture->desk, "withdrawal_anomaly", 2);
  g_assert_cmpuint (review_desk_get_batch_size (fixture->desk), ==, 2);
  g_assert_cmpuint (review_desk_get_batch_count (fixture->desk), ==, 0);
  take_next (fixture, NULL);
  g_assert_cmpuint (review_desk_get_batch_count (fixture->desk), ==, 1);
  decide (fixture);
  g_assert_cmpuint (review_desk_get_batch_count (fixture->desk), ==, 2);
  g_assert_cmpstr (review_desk_get_batch_type (fixture->desk), ==, "withdrawal_anomaly");
  /* The next one is of any type again. */
  decide (fixture);
  g_assert_cmpuint (review_desk_get_batch_size (fixture->desk), ==, 0);
  g_assert_null (review_desk_get_batch_type (fixture->desk));
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_OPEN);
}

static void
test_batch_runs_dry (Fixture *fixture, gconstpointer unused)
{
  review_desk_start_batch (fixture->desk, "kyc_audit", 15);
  take_next (fixture, NULL);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_NOTHING_WAITS);
  g_assert_cmpuint (review_desk_get_batch_size (fixture->desk), ==, 0);
}

static guint
count_renewals (Fixture *fixture)
{
  return fake_server_count (fixture->server, "POST /v1/work-items/w0/lease");
}

/* Nothing is pressed: the draft is saved, the lease is not kept; a key, and it is. */
static void
test_idle (Fixture *fixture, gconstpointer unused)
{
  guint before;

  take_next (fixture, NULL);
  review_desk_set_annotation (fixture->desk, "Half a thought");
  review_desk_set_patience (fixture->desk, SOON, NEVER);
  WAIT_FOR (review_desk_get_away (fixture->desk));
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  before = count_renewals (fixture);
  review_desk_set_patience (fixture->desk, NEVER, NEVER);
  g_assert_true (review_desk_get_away (fixture->desk));
  review_desk_note_activity (fixture->desk);
  g_assert_false (review_desk_get_away (fixture->desk));
  WAIT_FOR (count_renewals (fixture) == before + 1);
  g_assert_cmpint (review_desk_get_lease_state (fixture->desk), ==, REVIEW_LEASE_MINE);
}

static void
test_left_window (Fixture *fixture, gconstpointer unused)
{
  take_next (fixture, NULL);
  review_desk_set_patience (fixture->desk, NEVER, SOON);
  g_assert_false (review_desk_get_away (fixture->desk));
  review_desk_set_attended (fixture->desk, FALSE);
  WAIT_FOR (review_desk_get_away (fixture->desk));
  review_desk_set_attended (fixture->desk, TRUE);
  g_assert_false (review_desk_get_away (fixture->desk));
}

static void
stay_away (Fixture *fixture)
{
  take_next (fixture, NULL);
  review_desk_set_patience (fixture->desk, SOON, NEVER);
  WAIT_FOR (review_desk_get_away (fixture->desk));
  review_desk_set_patience (fixture->desk, NEVER, NEVER);
}

/* The lease ran out meanwhile and the case is free: it comes back, of another version. */
static void
test_back_in_time (Fixture *fixture, gconstpointer unused)
{
  gint64 version;

  stay_away (fixture);
  version = review_desk_get_view (fixture->desk)->work_item->version;
  fake_server_expire_lease (fixture->server, 0);
  fake_server_event (fixture->server, "queue", "w0");
  WAIT_FOR (review_desk_get_lease_state (fixture->desk) == REVIEW_LEASE_LOST);
  g_assert_false (review_desk_get_writable (fixture->desk));
  review_desk_note_activity (fixture->desk);
  WAIT_FOR (review_desk_get_lease_state (fixture->desk) == REVIEW_LEASE_MINE);
  WAIT_FOR (review_desk_get_writable (fixture->desk)
            && review_desk_get_view (fixture->desk)->work_item->version > version);
  decide (fixture);
}

static void
test_back_too_late (Fixture *fixture, gconstpointer unused)
{
  stay_away (fixture);
  fake_server_steal_lease (fixture->server, 0);
  review_desk_note_activity (fixture->desk);
  WAIT_FOR (review_desk_get_lease_state (fixture->desk) == REVIEW_LEASE_LOST);
  WAIT_FOR (review_desk_get_error_action (fixture->desk) == REVIEW_DESK_ACTION_LEASE);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, REVIEW_ERROR_CONFLICT);
  g_assert_false (review_desk_get_writable (fixture->desk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/turns/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("batch", test_batch);
  ADD ("batch-runs-dry", test_batch_runs_dry);
  ADD ("idle", test_idle);
  ADD ("left-window", test_left_window);
  ADD ("back-in-time", test_back_in_time);
  ADD ("back-too-late", test_back_too_late);
  return g_test_run ();
}
