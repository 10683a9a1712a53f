/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue as a list over more rows than are read: what is asked for, what is told, what stays. */
#include "fake-server.h"

#include "review-session.h"

#define ROWS 450

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewQueue *queue;
  GPtrArray *held; /* of ReviewItem: what a list would show */
  GString *told;   /* items-changed, one "first-removed+added " after the other */
  guint changed;   /* times that a held row said so */
} Fixture;

static void
items_changed_cb (GListModel *model, guint first, guint removed, guint added, Fixture *f)
{
  g_string_append_printf (f->told, "%u-%u+%u ", first, removed, added);
}

static void
row_changed_cb (Fixture *f)
{
  f->changed++;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN };

  f->server = fake_server_new (ROWS);
  config.server_url = f->server->url;
  f->session = review_session_new (&config);
  f->queue = review_session_get_queue (f->session);
  f->held = g_ptr_array_new_with_free_func (g_object_unref);
  f->told = g_string_new (NULL);
  review_session_start (f->session);
  /* One view of the queue, and one of what the user left open. */
  WAIT_FOR (review_session_get_connection (f->session) == REVIEW_CONNECTION_ONLINE
            && f->server->views->len == 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->queue)), ==, ROWS);
  g_assert_false (review_queue_get_loading (f->queue));
  g_signal_connect (f->queue, "items-changed", G_CALLBACK (items_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gboolean closed = FALSE;

  g_signal_handlers_disconnect_by_data (f->queue, f);
  review_session_close_async (f->session, closed_cb, &closed);
  WAIT_FOR (closed);
  g_ptr_array_unref (f->held);
  g_string_free (f->told, TRUE);
  g_object_unref (f->session);
  fake_server_free (f->server);
}

/* Shows a row, as a list does. */
static ReviewItem *
hold (Fixture *f, guint position)
{
  ReviewItem *item = g_list_model_get_item (G_LIST_MODEL (f->queue), position);

  g_signal_connect_swapped (item, "changed", G_CALLBACK (row_changed_cb), f);
  g_ptr_array_add (f->held, item);
  return item;
}

static const char *
name_of (ReviewItem *item)
{
  return ((ReviewQueueRow *) review_item_get_record (item))->work_item;
}

static void
let_go (Fixture *f)
{
  for (guint i = 0; i < f->held->len; i++)
    g_signal_handlers_disconnect_by_data (f->held->pdata[i], f);
  g_ptr_array_set_size (f->held, 0);
}

static void
reload (Fixture *f)
{
  guint before = f->server->view_generation;

  fake_server_event (f->server, "queue", NULL);
  WAIT_FOR (f->server->view_generation > before && !review_queue_get_loading (f->queue));
}

/* A row that arrives is the same object, and the list is told of no other rows. */
static void
test_arrival (Fixture *f, gconstpointer data)
{
  ReviewItem *row = hold (f, 333);

  g_assert_null (name_of (row));
  g_assert_null (review_queue_peek (f->queue, 333));
  WAIT_FOR (f->changed > 0);
  g_assert_cmpstr (name_of (row), ==, "w333");
  g_assert_true (hold (f, 333) == row);
  g_assert_cmpuint (f->changed, ==, 1);
  g_assert_cmpstr (f->told->str, ==, "");
  let_go (f);
}

/* What was scrolled by before it could be read is not read. */
static void
test_scrolled_by (Fixture *f, gconstpointer data)
{
  for (guint i = 100; i < ROWS; i++)
    {
      hold (f, i);
      if (i < 400)
        let_go (f);
    }
  WAIT_FOR (f->changed == ROWS - 400);
  g_assert_cmpuint (fake_server_count (f->server, "GET /v1/views/"), ==, 1);
  g_assert_null (review_queue_peek (f->queue, 150));
  let_go (f);
}

/* Rows that nobody shows are as good as the same: only what is shown is told. */
static void
test_one_goes (Fixture *f, gconstpointer data)
{
  ReviewItem *before, *after;

  hold (f, 0);
  before = hold (f, 201);
  hold (f, 202);
  after = hold (f, 203);
  WAIT_FOR (f->changed == 3);
  fake_server_item (f->server, 202)->row->state = REVIEW_WORK_ON_HOLD;
  reload (f);
  g_assert_cmpstr (f->told->str, ==, "202-1+0 ");
  g_assert_true (hold (f, 201) == before);
  g_assert_true (hold (f, 202) == after);
  g_assert_cmpstr (name_of (after), ==, "w203");
  /* One comes far above: the rows that are shown move together. */
  g_string_truncate (f->told, 0);
  fake_server_item (f->server, 202)->row->state = REVIEW_WORK_QUEUED;
  g_ptr_array_remove_index (f->held, 2);
  reload (f);
  g_assert_cmpstr (f->told->str, ==, "202-0+1 ");
  g_assert_true (hold (f, 203) == after);
  let_go (f);
}

/* Another filter: the old rows go before the new ones come, so that a list view asks for none of the
 * many that it does not show. */
static void
test_other_filter (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) keys = review_record_new (&review_view_request_type);

  hold (f, 0);
  fake_server_item (f->server, 7)->row->key_user = TRUE;
  fake_server_item (f->server, 300)->row->key_user = TRUE;
  keys->key_user = TRUE;
  review_queue_set_filter (f->queue, keys);
  WAIT_FOR (!review_queue_get_loading (f->queue));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->queue)), ==, 2);
  g_string_truncate (f->told, 0);
  review_queue_clear_filter (f->queue);
  WAIT_FOR (!review_queue_get_loading (f->queue));
  g_assert_cmpstr (f->told->str, ==, "0-2+0 0-0+450 ");
  let_go (f);
}

/* One selects what is not there yet; it is selected when it is. */
static void
test_select_ahead (Fixture *f, gconstpointer data)
{
  review_queue_select (f->queue, 99);
  g_assert_cmpuint (review_queue_get_selected (f->queue), ==, 99);
  review_queue_move (f->queue, 1);
  review_queue_move (f->queue, 1);
  WAIT_FOR (review_queue_get_selected (f->queue) == 101);
  g_assert_cmpstr (review_queue_get_selected_id (f->queue), ==, "w101");
  review_queue_select (f->queue, ROWS - 1);
  WAIT_FOR (review_queue_get_selected (f->queue) == ROWS - 1);
  review_queue_move (f->queue, 1);
  g_assert_cmpuint (review_queue_get_selected (f->queue), ==, ROWS - 1);
  /* Something else was selected in between: that stays. */
  reload (f);
  review_queue_select (f->queue, 250);
  review_queue_select (f->queue, 3);
  WAIT_FOR (review_queue_peek (f->queue, 250) != NULL);
  g_assert_cmpuint (review_queue_get_selected (f->queue), ==, 3);
}

/* The server is asked where a case is that was not read; one that the filter leaves out is nowhere. */
static void
test_sought (Fixture *f, gconstpointer data)
{
  review_queue_set_selected_id (f->queue, "w377");
  WAIT_FOR (review_queue_get_selected (f->queue) == 377);
  g_assert_cmpuint (fake_server_count (f->server, "GET /v1/views/"), ==, 1);
  reload (f);
  g_assert_cmpuint (review_queue_get_selected (f->queue), ==, 377);
  fake_server_item (f->server, 0)->row->state = REVIEW_WORK_ON_HOLD;
  reload (f);
  g_assert_cmpuint (review_queue_get_selected (f->queue), ==, 376);
  fake_server_item (f->server, 377)->row->state = REVIEW_WORK_ON_HOLD;
  reload (f);
  WAIT_FOR (review_queue_get_selected (f->queue) == G_MAXUINT);
  g_assert_cmpstr (review_queue_get_selected_id (f->queue), ==, "w377");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/queue/arrival", test_arrival);
  ADD ("/queue/scrolled-by", test_scrolled_by);
  ADD ("/queue/one-goes", test_one_goes);
  ADD ("/queue/other-filter", test_other_filter);
  ADD ("/queue/select-ahead", test_select_ahead);
  ADD ("/queue/sought", test_sought);
  return g_test_run ();
}
