/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word before a breach: once a limit, of the case in hand only. */
#include "fake-server.h"

#include "review-clock.h"
#include "review-session.h"
#include "review-sla-watch.h"

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewDesk *desk;
  ReviewSlaWatch *watch;
  GArray *told; /* gint64 seconds, in the order told */
  guint over;
} Fixture;

static void
due_soon_cb (ReviewSlaWatch *watch, gint64 seconds, Fixture *fixture)
{
  g_array_append_val (fixture->told, seconds);
}

static void
over_cb (ReviewSlaWatch *watch, Fixture *fixture)
{
  fixture->over++;
}

static void
set_due (Fixture *fixture, guint i, gint64 minutes)
{
  FakeItem *item = fake_server_item (fixture->server, i);
  ReviewCaseView *view = review_record_copy (item->view);
  ReviewWorkItem *work = review_record_copy (view->work_item);

  work->due_at = g_get_real_time () + minutes * REVIEW_MINUTE;
  review_record_unref (view->work_item);
  view->work_item = work;
  review_record_unref (item->view);
  item->view = view;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN };

  fixture->server = fake_server_new (2);
  config.server_url = fixture->server->url;
  fixture->session = review_session_new (&config);
  fixture->desk = review_session_get_desk (fixture->session);
  fixture->told = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->watch = review_sla_watch_new (fixture->desk);
  g_signal_connect (fixture->watch, "due-soon", G_CALLBACK (due_soon_cb), fixture);
  g_signal_connect (fixture->watch, "over", G_CALLBACK (over_cb), fixture);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gboolean closed = FALSE;

  g_assert_finalize_object (fixture->watch);
  review_session_close_async (fixture->session, ended_cb, &closed);
  WAIT_FOR (closed);
  g_object_unref (fixture->session);
  fake_server_free (fixture->server);
  g_array_unref (fixture->told);
}

static void
take (Fixture *fixture)
{
  gboolean taken = FALSE;

  review_desk_take_next_async (fixture->desk, NULL, NULL, ended_cb, &taken);
  WAIT_FOR (taken && review_desk_get_writable (fixture->desk));
}

static void
test_limits (Fixture *fixture, gconstpointer unused)
{
  set_due (fixture, 0, 60);
  take (fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);

  set_due (fixture, 0, 19);
  fake_server_event (fixture->server, "case", fake_server_item (fixture->server, 0)->row->case_id);
  WAIT_FOR (fixture->told->len == 1);
  g_assert_cmpint (g_array_index (fixture->told, gint64, 0), <=, 19 * 60);
  g_assert_cmpint (g_array_index (fixture->told, gint64, 0), >, 18 * 60);

  set_due (fixture, 0, 4);
  fake_server_event (fixture->server, "case", fake_server_item (fixture->server, 0)->row->case_id);
  WAIT_FOR (fixture->told->len == 2);
  g_assert_cmpint (g_array_index (fixture->told, gint64, 1), <=, 4 * 60);
  g_assert_cmpuint (fixture->over, ==, 0);
}

/* Put back, there is nothing left to tell; taken again, the limit is told again. */
static void
test_over (Fixture *fixture, gconstpointer unused)
{
  gboolean released = FALSE;

  set_due (fixture, 0, 10);
  take (fixture);
  WAIT_FOR (fixture->told->len == 1);
  review_desk_release_async (fixture->desk, NULL, NULL, ended_cb, &released);
  WAIT_FOR (released);
  g_assert_cmpuint (fixture->over, ==, 1);
}

/* What is breached already needs no word before the breach. */
static void
test_breached (Fixture *fixture, gconstpointer unused)
{
  set_due (fixture, 0, -3);
  take (fixture);
  g_assert_cmpint (review_desk_get_sla_seconds (fixture->desk), <, 0);
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sla-watch/limits", Fixture, NULL, set_up, test_limits, tear_down);
  g_test_add ("/sla-watch/over", Fixture, NULL, set_up, test_over, tear_down);
  g_test_add ("/sla-watch/breached", Fixture, NULL, set_up, test_breached, tear_down);
  return g_test_run ();
}
