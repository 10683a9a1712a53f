/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own cases that wait, above the queue: what they are called, and that Enter opens them, also
 * while another case is on the desk. The keys come from the X server. */
#include "window-fixture.h"

#include "review-error.h"
#include "review-waiting-bar.h"

#define ROOT GTK_WIDGET (fixture->window)

static GtkWidget *
get_list (WindowFixture *fixture)
{
  GtkWidget *bar = window_fixture_find_type (ROOT, REVIEW_TYPE_WAITING_BAR);

  g_assert_nonnull (bar); /* it is there */
  return window_fixture_find_type (bar, GTK_TYPE_LIST_BOX);
}

static GtkWidget *
get_row (WindowFixture *fixture, int i)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (get_list (fixture)), i));
}

static guint
count_own (WindowFixture *fixture)
{
  return g_list_model_get_n_items (
      review_inbox_get_own (review_session_get_inbox (fixture->session)));
}

/* Item @i is one of the person's own, and on screen. */
static void
wait_for_own (WindowFixture *fixture, guint i, int state)
{
  guint before = count_own (fixture);

  fake_server_wait (fixture->server, i, state);
  WAIT_FOR (count_own (fixture) == before + 1);
  window_fixture_settle (fixture, 60);
}

static void
show (WindowFixture *fixture)
{
  window_fixture_show (fixture, "en", 1440, 900);
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (fixture->window)));
}

static gboolean
has_focus (WindowFixture *fixture, GtkWidget *widget)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window)) == widget;
}

static gboolean
is_open (WindowFixture *fixture, const char *work_item)
{
  return g_strcmp0 (review_desk_get_work_item (fixture->desk), work_item) == 0
         && !review_desk_get_busy (fixture->desk);
}

/* The header says how many and how many are back; a row says case, type and what it waits for. */
static void
test_names (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *bar, *header;

  show (fixture);
  g_assert_null (window_fixture_find_type (ROOT, REVIEW_TYPE_WAITING_BAR)); /* none waits */
  wait_for_own (fixture, 2, REVIEW_WORK_QUEUED);
  wait_for_own (fixture, 4, REVIEW_WORK_ON_HOLD);
  bar = window_fixture_find_type (ROOT, REVIEW_TYPE_WAITING_BAR);
  header = window_fixture_find (bar, "focus-waiting");
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "My waiting cases (2)");
  gtk_test_accessible_assert_property (header, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "My waiting cases (2), 1 back");
  gtk_test_accessible_assert_role (get_list (fixture), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (get_list (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "My waiting cases");
  gtk_test_accessible_assert_role (get_row (fixture, 0), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (
      get_row (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Withdrawal anomaly WD-48219, Back: the hold is over (Waiting for a linked case)");
  gtk_test_accessible_assert_role (get_row (fixture, 1), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (
      get_row (fixture, 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Proof of address (POA) review POA-22090, Held: Waiting for a linked case");
}

/* W, down, Enter: the case that was on the desk is back in the queue, the other one is open, and
 * the single keys are keys of that one. */
static void
test_enter (WindowFixture *fixture, gconstpointer unused)
{
  if (!window_fixture_can_press ())
    return;
  window_fixture_take (fixture);
  show (fixture);
  wait_for_own (fixture, 4, REVIEW_WORK_ON_HOLD);
  wait_for_own (fixture, 2, REVIEW_WORK_QUEUED);
  window_fixture_press ((const char *const[]){ "w", "Down", NULL });
  WAIT_FOR (has_focus (fixture, get_row (fixture, 1)));
  window_fixture_press ((const char *const[]){ "Return", NULL });
  WAIT_FOR (is_open (fixture, "w2") && review_desk_get_writable (fixture->desk));
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w0/release"), ==, 1);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w2/take"), ==, 1);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/take-next"), ==, 1);
  WAIT_FOR (count_own (fixture) == 1);
  window_fixture_settle (fixture, 60);
  window_fixture_press ((const char *const[]){ "p", NULL });
  WAIT_FOR (review_desk_get_form (fixture->desk)->choice == REVIEW_CHOICE_PASS);
}

/* Nothing on the desk: it is the row that opens, and not the next case of the queue. The keypad's
 * Enter does the same; what still waits is only looked at. */
static void
test_without_case (WindowFixture *fixture, gconstpointer unused)
{
  if (!window_fixture_can_press ())
    return;
  show (fixture);
  wait_for_own (fixture, 4, REVIEW_WORK_ON_HOLD);
  window_fixture_press ((const char *const[]){ "w", NULL });
  WAIT_FOR (has_focus (fixture, get_row (fixture, 0)));
  window_fixture_press ((const char *const[]){ "KP_Enter", NULL });
  WAIT_FOR (is_open (fixture, "w4"));
  g_assert_false (review_desk_get_writable (fixture->desk));
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/"), ==, 0);
}

/* What comes in between does not take the focus from the row. */
static void
test_focus_stays (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  show (fixture);
  wait_for_own (fixture, 4, REVIEW_WORK_ON_HOLD);
  row = get_row (fixture, 0);
  gtk_widget_grab_focus (row);
  wait_for_own (fixture, 2, REVIEW_WORK_QUEUED);
  g_assert_true (get_row (fixture, 0) == row);
  g_assert_true (has_focus (fixture, row));
}

/* Nor does a change of that row itself: its case came back. */
static void
test_focus_follows (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  show (fixture);
  wait_for_own (fixture, 2, REVIEW_WORK_ON_HOLD);
  wait_for_own (fixture, 4, REVIEW_WORK_ON_HOLD);
  row = get_row (fixture, window_fixture_has_text (get_row (fixture, 0), "POA-22090") ? 0 : 1);
  gtk_widget_grab_focus (row);
  g_object_ref (row);
  fake_server_wait (fixture->server, 4, REVIEW_WORK_QUEUED);
  WAIT_FOR (window_fixture_has_text (ROOT, "Back: the hold is over"));
  window_fixture_settle (fixture, 60);
  g_assert_null (gtk_widget_get_parent (row)); /* it was made anew */
  g_object_unref (row);
  row = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (GTK_IS_LIST_BOX_ROW (row) && window_fixture_has_text (row, "POA-22090"));
}

/* It changed in between: that is said, and nothing pretends to be open. */
static void
test_refused (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_take (fixture);
  show (fixture);
  wait_for_own (fixture, 2, REVIEW_WORK_QUEUED);
  fake_item_edit (fake_server_item (fixture->server, 2))->work_item->version++;
  gtk_widget_grab_focus (get_row (fixture, 0));
  g_assert_true (gtk_widget_activate (get_row (fixture, 0)));
  WAIT_FOR (review_desk_get_error_code (fixture->desk) == REVIEW_ERROR_CONFLICT);
  window_fixture_settle (fixture, 60);
  g_assert_true (window_fixture_has_text (ROOT, "Somebody was quicker, or the case has moved on."));
  g_assert_false (review_desk_get_writable (fixture->desk));
}

#define ADD(path, func) window_fixture_add ("/waiting-bar/" path, window_fixture_set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("names", test_names);
  ADD ("enter", test_enter);
  ADD ("without-case", test_without_case);
  ADD ("focus-stays", test_focus_stays);
  ADD ("focus-follows", test_focus_follows);
  ADD ("refused", test_refused);
  return g_test_run ();
}
