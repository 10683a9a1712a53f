/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case is put off by keyboard: when and why, what may not be, where it waits and how it comes back.
 * The keys come from the X server. */
#include "window-fixture.h"

#include "review-clock.h"
#include "review-error.h"
#include "review-snooze-popover.h"
#include "review-waiting-bar.h"

#define ROOT GTK_WIDGET (fixture->window)

static void
show (WindowFixture *fixture)
{
  window_fixture_show (fixture, "en", 1440, 900);
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (fixture->window)));
}

static gboolean
is_popover_up (WindowFixture *fixture)
{
  GtkWidget *popover = window_fixture_find_type (ROOT, REVIEW_TYPE_SNOOZE_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
is_open (WindowFixture *fixture, const char *work_item)
{
  return g_strcmp0 (review_desk_get_work_item (fixture->desk), work_item) == 0
         && !review_desk_get_busy (fixture->desk);
}

static guint
count_own (WindowFixture *fixture)
{
  return g_list_model_get_n_items (
      review_inbox_get_own (review_session_get_inbox (fixture->session)));
}

static gboolean
is_writing (WindowFixture *fixture)
{
  return GTK_IS_EDITABLE (gtk_root_get_focus (GTK_ROOT (fixture->window)));
}

/* The case is on screen with its head. */
static void
wait_for_head (WindowFixture *fixture)
{
  WAIT_FOR (window_fixture_find (ROOT, "focus-later") != NULL);
  window_fixture_settle (fixture, 60);
}

/* L, a number, why, Ctrl+Enter: it is one's own that waits, and the next one is on the desk. Ctrl+Enter
 * is the popover's and decides nothing. W and Enter take it back at once. */
static void
test_keys (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  if (!window_fixture_can_press ())
    return;
  window_fixture_take (fixture);
  show (fixture);
  wait_for_head (fixture);
  window_fixture_press ((const char *const[]){ "l", NULL });
  WAIT_FOR (is_popover_up (fixture));
  window_fixture_settle (fixture, 60);
  g_assert_true (window_fixture_has_text (ROOT, "At the latest"));
  window_fixture_press ((const char *const[]){ "2", NULL });
  WAIT_FOR (window_fixture_has_text (ROOT, "Its clock runs on."));
  for (guint i = 0; i < 8 && !is_writing (fixture); i++)
    {
      window_fixture_press ((const char *const[]){ "Tab", NULL });
      window_fixture_settle (fixture, 40);
    }
  window_fixture_press ((const char *const[]){ "2", "p", NULL });
  WAIT_FOR (g_strcmp0 (review_session_get_ui_string (fixture->session, "case/snooze-note"), "2p")
            == 0);
  window_fixture_settle (fixture, 60);
  window_fixture_press ((const char *const[]){ "ctrl+Return", NULL });
  WAIT_FOR (is_open (fixture, "w1"));
  WAIT_FOR (count_own (fixture) == 1);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w0/snooze"), ==, 1);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w0/decision"), ==, 0);
  WAIT_FOR (window_fixture_has_text (ROOT, "Withdrawal anomaly WD-48213: put off, comes back"));
  WAIT_FOR (window_fixture_has_text (ROOT, "Put off until"));
  window_fixture_settle (fixture, 60);
  window_fixture_press ((const char *const[]){ "w", NULL });
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (
      GTK_LIST_BOX (window_fixture_find_type (
          window_fixture_find_type (ROOT, REVIEW_TYPE_WAITING_BAR), GTK_TYPE_LIST_BOX)),
      0));
  WAIT_FOR (gtk_root_get_focus (GTK_ROOT (fixture->window)) == row);
  window_fixture_press ((const char *const[]){ "Return", NULL });
  WAIT_FOR (is_open (fixture, "w0") && review_desk_get_writable (fixture->desk));
  WAIT_FOR (count_own (fixture) == 0);
}

/* Later than it is due; a time that is none; a note that points to a person: said, and not sent. */
static void
test_unmet (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *popover;

  window_fixture_take (fixture);
  show (fixture);
  wait_for_head (fixture);
  g_assert_true (window_fixture_act (fixture, "review.snooze"));
  WAIT_FOR (is_popover_up (fixture));
  popover = window_fixture_find_type (ROOT, REVIEW_TYPE_SNOOZE_POPOVER);
  review_session_set_ui_string (fixture->session, "case/snooze-when", "2h"); /* due in 72 min */
  review_session_set_ui_string (fixture->session, "case/snooze-note", "mail a.b@example.org");
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_popover_popup (GTK_POPOVER (popover));
  WAIT_FOR (is_popover_up (fixture));
  g_assert_true (window_fixture_has_text (popover, "Too late: it can be put off until"));
  review_session_set_ui_string (fixture->session, "case/snooze-when", "15min");
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_popover_popup (GTK_POPOVER (popover));
  g_assert_true (window_fixture_has_text (popover, "No personal data in notes"));
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w0/snooze"), ==, 0);
}

/* What waits for an answer to an escalation is not put off, and that is said. */
static void
test_escalated (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *popover;

  fake_server_escalate (fixture->server, 0, "u-agent");
  review_desk_take_async (fixture->desk, "w0",
                          fake_server_item (fixture->server, 0)->view->work_item->version, NULL,
                          NULL, NULL);
  WAIT_FOR (review_desk_get_writable (fixture->desk));
  show (fixture);
  wait_for_head (fixture);
  g_assert_cmpint (review_desk_get_snooze_limit (fixture->desk), ==, 0);
  g_assert_true (window_fixture_act (fixture, "review.snooze"));
  WAIT_FOR (is_popover_up (fixture));
  popover = window_fixture_find_type (ROOT, REVIEW_TYPE_SNOOZE_POPOVER);
  g_assert_true (window_fixture_has_text (popover, "An escalation waits for your answer"));
}

/* What is late may be put off for an hour, and for that hour is offered. */
static void
test_late (WindowFixture *fixture, gconstpointer unused)
{
  fake_item_edit (fake_server_item (fixture->server, 0))->work_item->due_at =
      g_get_real_time () - REVIEW_HOUR;
  window_fixture_take (fixture);
  show (fixture);
  wait_for_head (fixture);
  review_session_set_ui_string (fixture->session, "case/snooze-when", "1h");
  g_assert_true (window_fixture_act (fixture, "review.snooze"));
  WAIT_FOR (is_popover_up (fixture));
  g_assert_true (window_fixture_has_text (ROOT, "Its clock runs on."));
}

/* Of a case that is late an hour is left; of one that nobody holds here, nothing. */
static void
test_limit (WindowFixture *fixture, gconstpointer unused)
{
  gint64 now;

  g_assert_cmpint (review_desk_get_snooze_limit (fixture->desk), ==, 0);
  fake_item_edit (fake_server_item (fixture->server, 0))->work_item->due_at =
      g_get_real_time () - REVIEW_HOUR;
  window_fixture_take (fixture);
  now = review_session_get_server_time (fixture->session);
  g_assert_cmpint (review_desk_get_snooze_limit (fixture->desk), >=, now + REVIEW_HOUR);
  g_assert_cmpint (review_desk_get_snooze_limit (fixture->desk), <, now + 2 * REVIEW_HOUR);
}

#define ADD(path, func) window_fixture_add ("/put-off/" path, window_fixture_set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("keys", test_keys);
  ADD ("unmet", test_unmet);
  ADD ("escalated", test_escalated);
  ADD ("late", test_late);
  ADD ("limit", test_limit);
  return g_test_run ();
}
