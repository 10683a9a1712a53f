/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session and the client against the real server, started as the app starts it, on a store of
 * its own. Nothing here knows how the server is made. */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "real-store.h"
#include "review-client.h"
#include "review-codec.h"
#include "review-embedded-server.h"
#include "review-error.h"
#include "review-session-private.h"

#define N_CASES 4

typedef struct
{
  char *dir;
  char *database;
  ReviewSession *session;
  ReviewDesk *desk;
  ReviewQueue *queue;
} Fixture;

typedef struct
{
  gboolean done;
  gpointer value;
  GError *error;
} Outcome;

static gboolean
wake (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

#define WAIT_FOR(condition)                                                       \
  G_STMT_START                                                                    \
  {                                                                               \
    gint64 wait_end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;             \
    guint wait_id_ = g_timeout_add (20, wake, NULL);                              \
    while (!(condition))                                                          \
      {                                                                           \
        if (g_get_monotonic_time () > wait_end_)                                  \
          g_error ("%s:%d: not within 20 s: %s", __FILE__, __LINE__, #condition); \
        g_main_context_iteration (NULL, TRUE);                                    \
      }                                                                           \
    g_source_remove (wait_id_);                                                   \
  }                                                                               \
  G_STMT_END

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->value = GINT_TO_POINTER (g_task_propagate_boolean (G_TASK (result), &outcome->error));
  outcome->done = TRUE;
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->value = g_task_propagate_pointer (G_TASK (result), &outcome->error);
  outcome->done = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  ReviewSessionConfig config = { .no_demo = TRUE };
  g_autofree char *path = NULL;

  fixture->dir = g_dir_make_tmp ("riskops-review-XXXXXX", NULL);
  path = g_build_filename (fixture->dir, "review.db", NULL);
  fixture->database = g_strconcat ("sqlite:", path, NULL);
  real_store_fill (fixture->database, N_CASES);
  config.database = fixture->database;
  fixture->session = review_session_new (&config);
  fixture->desk = review_session_get_desk (fixture->session);
  fixture->queue = review_session_get_queue (fixture->session);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  Outcome closed = { 0 };
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  ReviewSession *session = fixture->session;
  const char *name;

  review_session_close_async (fixture->session, ended_cb, &closed);
  WAIT_FOR (closed.done);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &fixture->session);
  g_object_unref (session);
  WAIT_FOR (fixture->session == NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->database);
}

static void
finish (Outcome *outcome)
{
  WAIT_FOR (outcome->done);
  g_assert_no_error (outcome->error);
}

static void
take_next (Fixture *fixture)
{
  Outcome outcome = { 0 };

  review_desk_take_next_async (fixture->desk, NULL, NULL, ended_cb, &outcome);
  finish (&outcome);
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_OPEN);
  g_assert_true (review_desk_get_writable (fixture->desk));
}

/* A pass against ROCA's block: a false positive, which teaches. What is written differs from case
 * to case, or it would be refused as a copy. */
static void
fill_in (Fixture *fixture)
{
  static const char *const texts[] = { "Checked the request (E1).",
                                       "A habit of three years was not seen (E1).",
                                       "Salary day explains both amount and hour (E1)." };
  ReviewDesk *desk = fixture->desk;
  guint n = review_desk_get_decided_count (desk);

  review_desk_set_choice (desk, REVIEW_CHOICE_PASS);
  g_assert_cmpint (review_desk_get_label (desk), ==, REVIEW_LABEL_FP);
  review_desk_set_reasoning (desk, REVIEW_REASONING_FLAWED);
  review_desk_set_root_cause (desk, "RC-W01");
  g_assert_cmpint (review_desk_get_form (desk)->path, ==, REVIEW_PATH_A);
  review_desk_set_annotation (desk, texts[n % G_N_ELEMENTS (texts)]);
  g_assert_true (review_desk_get_can_submit (desk));
}

static void
submit (Fixture *fixture, gboolean then_next)
{
  Outcome outcome = { 0 };

  review_desk_submit_async (fixture->desk, then_next, NULL, ended_cb, &outcome);
  finish (&outcome);
}

static void
switch_user (Fixture *fixture, const char *user)
{
  Outcome outcome = { 0 };

  review_session_switch_user_async (fixture->session, user, NULL, ended_cb, &outcome);
  finish (&outcome);
  g_assert_cmpstr (review_session_get_user (fixture->session)->id, ==, user);
}

static void
test_first_look (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (review_session_get_embedded (fixture->session));
  g_assert_cmpstr (review_session_get_user (fixture->session)->id, ==, "u-senior");
  g_assert_cmpuint (g_list_model_get_n_items (review_session_get_local_users (fixture->session)),
                    ==, 8);
  g_assert_nonnull (review_catalog_find_sop (review_session_get_catalog (fixture->session),
                                             "withdrawal_anomaly"));
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)) == N_CASES);
  g_assert_cmpint (review_queue_get_count_of (fixture->queue, "withdrawal_anomaly"), ==, N_CASES);
  g_assert_cmpstr (review_queue_peek (fixture->queue, 0)->type, ==, "withdrawal_anomaly");
}

static void
test_workflow (Fixture *fixture, gconstpointer unused)
{
  ReviewDesk *desk = fixture->desk;
  g_autofree char *first = NULL;
  Outcome undone = { 0 };

  take_next (fixture);
  first = g_strdup (review_desk_get_work_item (desk));
  g_assert_cmpuint (review_desk_get_view (desk)->evidence->len, ==, 1);
  g_assert_cmpint (review_desk_get_sla_seconds (desk), >, 0);
  fill_in (fixture);
  WAIT_FOR (review_desk_get_draft_state (desk) == REVIEW_DRAFT_SAVED);
  submit (fixture, TRUE);
  g_assert_cmpstr (review_desk_get_work_item (desk), !=, first);
  g_assert_cmpint (review_desk_get_undo_seconds (desk), >, 0);
  g_assert_cmpint (review_desk_get_undo_seconds (desk), <=, 10);
  review_desk_undo_async (desk, NULL, ended_cb, &undone);
  finish (&undone);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, first);
  g_assert_cmpstr (review_desk_get_form (desk)->annotation, ==, "Checked the request (E1).");
  g_assert_cmpint (review_desk_get_form (desk)->choice, ==, REVIEW_CHOICE_PASS);
  g_assert_true (review_desk_get_writable (desk));
  g_assert_cmpuint (review_desk_get_decided_count (desk), ==, 0);
  submit (fixture, FALSE);
  g_assert_cmpint (review_desk_get_last_decision (desk)->choice, ==, REVIEW_CHOICE_PASS);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)) == N_CASES - 1);
}

static void
test_users (Fixture *fixture, gconstpointer unused)
{
  Outcome refused = { 0 };
  g_autofree char *first = NULL;

  take_next (fixture);
  first = g_strdup (review_desk_get_work_item (fixture->desk));
  review_desk_set_annotation (fixture->desk, "Half a thought.");
  switch_user (fixture, "u-qa");
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_EMPTY);
  g_assert_false (review_session_get_can_take_next (fixture->session));
  review_desk_take_next_async (fixture->desk, NULL, NULL, ended_cb, &refused);
  WAIT_FOR (refused.done);
  g_assert_error (refused.error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_assert_cmpint (review_desk_get_error_action (fixture->desk), ==, REVIEW_DESK_ACTION_TAKE);
  g_clear_error (&refused.error);
  switch_user (fixture, "u-agent");
  g_assert_true (review_session_get_can_take_next (fixture->session));
  g_assert_false (review_session_get_can_pick (fixture->session));
  switch_user (fixture, "u-senior");
  Outcome taken = { 0 };

  WAIT_FOR (review_queue_peek (fixture->queue, 0) != NULL);
  for (guint i = 0; i < N_CASES; i++)
    if (g_str_equal (review_queue_peek (fixture->queue, i)->work_item, first))
      review_desk_take_async (fixture->desk, first, review_queue_peek (fixture->queue, i)->version,
                              NULL, ended_cb, &taken);
  finish (&taken);
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==, "Half a thought.");
}

/* The server is killed while words are being typed: it comes back, and has them. */
static void
test_killed (Fixture *fixture, gconstpointer unused)
{
  ReviewDesk *desk = fixture->desk;
  g_autofree char *item = NULL;

  take_next (fixture);
  item = g_strdup (review_desk_get_work_item (desk));
  g_assert_cmpint (kill ((GPid) atoi (review_session_get_server_pid (fixture->session)), SIGKILL),
                   ==, 0);
  review_desk_set_annotation (desk, "Typed while the server was dead.");
  WAIT_FOR (review_session_get_connection (fixture->session) != REVIEW_CONNECTION_ONLINE);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
  WAIT_FOR (review_desk_get_draft_state (desk) == REVIEW_DRAFT_SAVED);
  g_assert_cmpstr (review_desk_get_work_item (desk), ==, item);
  g_assert_true (review_desk_get_writable (desk));
  fill_in (fixture);
  submit (fixture, FALSE);
  g_assert_cmpuint (review_desk_get_undo_count (desk), ==, 1);
}

/* This program dies, and is started again with a case on the desk. */
static void
die_and_come_back (Fixture *fixture)
{
  ReviewSessionConfig config = { .database = fixture->database, .no_demo = TRUE };
  ReviewSession *dead = fixture->session;
  GPid pid = (GPid) atoi (review_session_get_server_pid (dead));

  g_object_add_weak_pointer (G_OBJECT (dead), (gpointer *) &fixture->session);
  g_object_unref (dead); /* no good-bye: nothing is put back */
  WAIT_FOR (fixture->session == NULL && kill (pid, 0) != 0);
  fixture->session = review_session_new (&config);
  fixture->desk = review_session_get_desk (fixture->session);
  fixture->queue = review_session_get_queue (fixture->session);
  review_session_start (fixture->session);
  WAIT_FOR (review_desk_get_state (fixture->desk) == REVIEW_DESK_OPEN);
}

/* This program dies with a case open: the next one has it on the desk, with every saved word. */
static void
test_resumed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *item = NULL;

  take_next (fixture);
  item = g_strdup (review_desk_get_work_item (fixture->desk));
  review_desk_set_annotation (fixture->desk, "Saved before the crash.");
  WAIT_FOR (review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  die_and_come_back (fixture);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, item);
  g_assert_true (review_desk_get_writable (fixture->desk));
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==, "Saved before the crash.");
}

static guint
count_held (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < N_CASES; i++)
    {
      const ReviewQueueRow *row = review_queue_peek (fixture->queue, i);

      n += row != NULL && row->state == REVIEW_WORK_LEASED ? 1 : 0;
    }
  return n;
}

/* The same with the next case taken ahead: that one goes back to the others. */
static void
test_resumed_ahead (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *item = NULL;

  take_next (fixture);
  item = g_strdup (review_desk_get_work_item (fixture->desk));
  fill_in (fixture);
  WAIT_FOR (count_held (fixture) == 2
            && review_desk_get_draft_state (fixture->desk) == REVIEW_DRAFT_SAVED);
  die_and_come_back (fixture);
  g_assert_cmpstr (review_desk_get_work_item (fixture->desk), ==, item);
  g_assert_true (review_desk_get_writable (fixture->desk));
  WAIT_FOR (review_queue_peek (fixture->queue, 0) != NULL && count_held (fixture) == 1);
}

typedef struct
{
  ReviewEmbeddedServer *server;
  ReviewClient *client;
} Direct;

/* The server without a session: what is exported after a decision has taken effect. */
static void
open_direct (Direct *direct, const char *database, const char *user)
{
  Outcome started = { 0 }, session = { 0 };
  g_autoptr (ReviewReady) ready = NULL;
  g_autoptr (ReviewSessionInfo) info = NULL;
  g_autofree char *url = NULL;

  direct->server = review_embedded_server_new (NULL, database, FALSE);
  review_embedded_server_start_async (direct->server, NULL, got_cb, &started);
  finish (&started);
  ready = started.value;
  url = g_strdup_printf ("http://127.0.0.1:%d", (int) ready->port);
  direct->client = review_client_new (url, NULL, NULL);
  review_client_set_token (direct->client, ready->token, NULL);
  review_client_open_session_async (direct->client, user, NULL, got_cb, &session);
  finish (&session);
  info = session.value;
  review_client_set_token (direct->client, info->token, NULL);
}

static void
close_direct (Direct *direct)
{
  Outcome stopped = { 0 };

  review_embedded_server_stop_async (direct->server, ended_cb, &stopped);
  finish (&stopped);
  g_clear_object (&direct->client);
  g_clear_object (&direct->server);
}

static guint
count_labels (Direct *direct)
{
  Outcome outcome = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  review_client_get_labels_async (direct->client, NULL, got_cb, &outcome);
  finish (&outcome);
  bytes = outcome.value;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (ReviewLabelRow) row = NULL;

      if (**line == '\0')
        continue;
      row = review_decode (&review_label_row_type, *line, -1, NULL);
      g_assert_nonnull (row);
      g_assert_cmpint (row->choice, ==, REVIEW_CHOICE_PASS);
      g_assert_cmpstr (row->actor, ==, "u-senior");
      n++;
    }
  return n;
}

/* The same person at another desk saves a draft: a conflict here, and both texts are kept. */
static void
test_conflict (Fixture *fixture, gconstpointer unused)
{
  ReviewDesk *desk = fixture->desk;
  g_autoptr (ReviewDraft) draft = review_record_new (&review_draft_type);
  Outcome saved = { 0 };

  take_next (fixture);
  review_desk_set_annotation (desk, "Here, first.");
  WAIT_FOR (review_desk_get_draft_state (desk) == REVIEW_DRAFT_SAVED);
  draft->revision = review_desk_get_view (desk)->draft != NULL ? 3 : 2;
  draft->form = review_record_new (&review_form_type);
  draft->form->annotation = g_strdup ("There.");
  review_client_put_draft_async (review_desk_get_client (desk), review_desk_get_work_item (desk),
                                 draft, NULL, NULL, got_cb, &saved);
  finish (&saved);
  review_record_unref (saved.value);
  review_desk_set_annotation (desk, "Here, second.");
  WAIT_FOR (review_desk_get_draft_state (desk) == REVIEW_DRAFT_CONFLICT);
  g_assert_cmpstr (review_desk_get_form (desk)->annotation, ==, "Here, second.");
  g_assert_cmpstr (review_desk_get_other_draft (desk)->annotation, ==, "There.");
  review_desk_resolve_conflict (desk, TRUE);
  WAIT_FOR (review_desk_get_draft_state (desk) == REVIEW_DRAFT_SAVED);
}

/* A version that is no more: 409 from the real server, and a take that can be repeated. */
static void
test_stale (Fixture *fixture, gconstpointer unused)
{
  Outcome taken = { 0 };
  const ReviewQueueRow *row;
  g_autofree char *item = NULL;

  WAIT_FOR (review_queue_peek (fixture->queue, 0) != NULL);
  row = review_queue_peek (fixture->queue, 0);
  item = g_strdup (row->work_item);
  review_desk_take_async (fixture->desk, item, row->version + 5, NULL, ended_cb, &taken);
  WAIT_FOR (taken.done);
  g_assert_error (taken.error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&taken.error);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, REVIEW_ERROR_CONFLICT);
  taken.done = FALSE;
  review_desk_take_async (fixture->desk, item, review_queue_peek (fixture->queue, 0)->version, NULL,
                          ended_cb, &taken);
  finish (&taken);
  g_assert_cmpint (review_desk_get_error_code (fixture->desk), ==, 0);
}

/* Effects and the export wait until a decision can no longer be undone. */
static void
test_labels (Fixture *fixture, gconstpointer unused)
{
  GListModel *effects = review_desk_get_effects (fixture->desk);
  g_autoptr (ReviewItem) effect = NULL;
  Outcome closed = { 0 };
  Direct direct = { 0 };

  take_next (fixture);
  fill_in (fixture);
  submit (fixture, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (effects), ==, 0);
  WAIT_FOR (g_list_model_get_n_items (effects) > 0);
  g_assert_cmpuint (review_desk_get_undo_count (fixture->desk), ==, 0);
  effect = g_list_model_get_item (effects, 0);
  /* The core system of this computer may have been quicker than the reading. */
  if (((ReviewEffect *) review_item_get_record (effect))->state != REVIEW_EFFECT_CONFIRMED)
    g_assert_cmpint (((ReviewEffect *) review_item_get_record (effect))->state, ==,
                     REVIEW_EFFECT_REQUESTED);
  take_next (fixture);
  fill_in (fixture);
  submit (fixture, FALSE);
  review_session_close_async (fixture->session, ended_cb, &closed);
  finish (&closed);
  open_direct (&direct, fixture->database, "u-lead");
  g_assert_cmpuint (count_labels (&direct), ==, 1);
  close_direct (&direct);
}

static const ReviewPerson *
get_person (Fixture *fixture)
{
  ReviewItem *item =
      review_shift_board_get_person (review_session_get_shift_board (fixture->session));

  return item != NULL ? review_item_get_record (item) : NULL;
}

static ReviewHandoverRequest *
make_handover (const char *to)
{
  ReviewHandoverRequest *request = review_record_new (&review_handover_request_type);

  request->to = g_strdup (to);
  request->step = g_strdup ("reread");
  return request;
}

/* Nobody hands over to themselves; to whichever lead comes they do. */
static void
hand_over (ReviewShiftBoard *board)
{
  g_autoptr (ReviewHandoverRequest) own = make_handover ("u-senior");
  g_autoptr (ReviewHandoverRequest) open = make_handover (NULL);
  Outcome refused = { 0 }, given = { 0 };

  review_shift_board_hand_over_async (board, own, NULL, ended_cb, &refused);
  WAIT_FOR (refused.done);
  g_assert_error (refused.error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&refused.error);
  review_shift_board_hand_over_async (board, open, NULL, ended_cb, &given);
  finish (&given);
}

/* A senior starts a shift, takes a case, hands it over and goes; the lead accepts it. */
static void
test_shift (Fixture *fixture, gconstpointer unused)
{
  ReviewShiftBoard *board = review_session_get_shift_board (fixture->session);
  GListModel *handovers = review_shift_board_get_handovers (board);
  Outcome started = { 0 }, listed = { 0 }, ended = { 0 }, accepted = { 0 };
  g_autoptr (ReviewDeskCases) cases = NULL;
  g_autoptr (ReviewItem) made = NULL;

  review_shift_board_look (board, TRUE);
  WAIT_FOR (get_person (fixture) != NULL);
  g_assert_cmpint (get_person (fixture)->standing, ==, REVIEW_STANDING_OFF);
  review_shift_board_start_async (board, NULL, ended_cb, &started);
  finish (&started);
  WAIT_FOR (get_person (fixture)->standing == REVIEW_STANDING_ON);
  take_next (fixture);
  WAIT_FOR (get_person (fixture)->leased == 1);
  review_shift_board_list_async (board, "me", NULL, got_cb, &listed);
  WAIT_FOR (listed.done);
  cases = listed.value;
  g_assert_cmpuint (cases->items->len, ==, 1);
  hand_over (board);
  review_shift_board_end_async (board, NULL, ended_cb, &ended);
  finish (&ended);
  WAIT_FOR (get_person (fixture)->standing == REVIEW_STANDING_OFF);
  WAIT_FOR (g_list_model_get_n_items (handovers) == 1);
  g_assert_cmpuint (review_shift_board_get_to_accept (board), ==, 0);
  switch_user (fixture, "u-lead");
  WAIT_FOR (review_shift_board_get_to_accept (board) == 1);
  made = g_list_model_get_item (handovers, 0);
  review_shift_board_accept_async (board, review_item_get_record (made), NULL, NULL, ended_cb,
                                   &accepted);
  finish (&accepted);
  WAIT_FOR (review_shift_board_get_to_accept (board) == 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("riskops-review-home-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/real-server/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("first-look", test_first_look);
  ADD ("workflow", test_workflow);
  ADD ("users", test_users);
  ADD ("conflict", test_conflict);
  ADD ("stale", test_stale);
  ADD ("killed", test_killed);
  ADD ("resumed", test_resumed);
  ADD ("resumed-ahead", test_resumed_ahead);
  ADD ("labels", test_labels);
  ADD ("shift", test_shift);
  int result = g_test_run ();

  g_rmdir (home);
  return result;
}
