/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A queue that is longer than what is read of it: keys, the case that was taken, another filter. */
#include "window-fixture.h"

#include "review-queue-pane.h"

#define ROWS 450

static ReviewQueue *
get_queue (WindowFixture *f)
{
  return review_session_get_queue (f->session);
}

static GtkWidget *
get_list (WindowFixture *f)
{
  return window_fixture_find (GTK_WIDGET (f->window), "focus-queue");
}

static void
set_up (WindowFixture *f, gconstpointer data)
{
  window_fixture_set_up_many (f, ROWS);
  window_fixture_show (f, "en", 1440, 900);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (get_queue (f))) == ROWS);
  window_fixture_settle (f, 50);
}

/* The row that is drawn as selected, or NULL: it is not among those that the list has made. */
static GtkWidget *
find_selected (WindowFixture *f)
{
  for (GtkWidget *row = gtk_widget_get_first_child (get_list (f)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return row;
  return NULL;
}

/* Whether the selected row is wholly inside what the list shows. */
static gboolean
is_in_view (WindowFixture *f)
{
  GtkWidget *row = find_selected (f);
  graphene_rect_t bounds;

  return row != NULL && gtk_widget_compute_bounds (row, get_list (f), &bounds)
         && bounds.size.height > 0 && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (get_list (f));
}

static gboolean
try_shortcut (GtkWidget *list, GtkShortcut *shortcut, guint key)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

  return GTK_IS_KEYVAL_TRIGGER (trigger)
         && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
         && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0
         && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list,
                                          gtk_shortcut_get_arguments (shortcut));
}

/* What the list does on a key, which it has by itself. */
static void
press (WindowFixture *f, guint key)
{
  GtkWidget *list = get_list (f);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !done; i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (one) && !done
                        && j < g_list_model_get_n_items (G_LIST_MODEL (one));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (one), j);

          done = try_shortcut (list, shortcut, key);
        }
    }
  g_assert_true (done);
}

static void
expect_selected (WindowFixture *f, guint position)
{
  WAIT_FOR (review_queue_get_selected (get_queue (f)) == position && is_in_view (f));
}

/* Keys reach rows that have not been read, and what they select is seen. */
static void
test_keys (WindowFixture *f, gconstpointer data)
{
  guint page;

  gtk_widget_grab_focus (get_list (f));
  press (f, GDK_KEY_End);
  expect_selected (f, ROWS - 1);
  g_assert_true (window_fixture_act (f, "review.previous-row"));
  expect_selected (f, ROWS - 2);
  g_assert_nonnull (gtk_widget_get_focus_child (get_list (f)));
  press (f, GDK_KEY_Home);
  expect_selected (f, 0);
  press (f, GDK_KEY_Page_Down);
  WAIT_FOR (review_queue_get_selected (get_queue (f)) > 5 && is_in_view (f));
  page = review_queue_get_selected (get_queue (f));
  g_assert_cmpuint (page, <, 40);
  press (f, GDK_KEY_Page_Up);
  expect_selected (f, 0);
}

/* J, faster than pages are read, misses no row and stays in view. */
static void
test_next_row (WindowFixture *f, gconstpointer data)
{
  for (guint i = 0; i < 260; i++)
    g_assert_true (window_fixture_act (f, "review.next-row"));
  expect_selected (f, 259);
  g_assert_cmpstr (review_queue_get_selected_id (get_queue (f)), ==, "w259");
}

/* The case that was taken is seen, wherever it is; the reader may then scroll away from it. */
static void
test_taken (WindowFixture *f, gconstpointer data)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_list (f)));
  guint before;

  review_desk_take_async (f->desk, "w377", 1, NULL, NULL, NULL);
  WAIT_FOR (g_strcmp0 (review_desk_get_work_item (f->desk), "w377") == 0);
  expect_selected (f, 377);
  WAIT_FOR (!review_queue_get_loading (get_queue (f)));
  window_fixture_settle (f, 50);
  g_assert_true (is_in_view (f));
  gtk_adjustment_set_value (place, 0);
  before = f->server->view_generation;
  fake_server_item (f->server, 2)->row->state = REVIEW_WORK_ON_HOLD;
  fake_server_event (f->server, "queue", NULL);
  WAIT_FOR (f->server->view_generation > before
            && review_queue_get_selected (get_queue (f)) == 376);
  window_fixture_settle (f, 50);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), <, 1);
}

/* Another filter begins at its first row; the focus stays in the list. */
static void
test_filter (WindowFixture *f, gconstpointer data)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_list (f)));
  g_autoptr (ReviewViewRequest) keys = review_record_new (&review_view_request_type);

  gtk_widget_grab_focus (get_list (f));
  press (f, GDK_KEY_End);
  expect_selected (f, ROWS - 1);
  window_fixture_settle (f, 50);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), >, 1000);
  keys->key_user = TRUE;
  review_queue_set_filter (get_queue (f), keys);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (get_queue (f))) < ROWS);
  window_fixture_settle (f, 50);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), <, 1);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                                         gtk_widget_get_parent (get_list (f))));
}

#define ADD(path, func) window_fixture_add (path, set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("/queue-long/keys", test_keys);
  ADD ("/queue-long/next-row", test_next_row);
  ADD ("/queue-long/taken", test_taken);
  ADD ("/queue-long/filter", test_filter);
  return g_test_run ();
}
