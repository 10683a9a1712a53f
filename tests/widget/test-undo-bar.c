/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The undo bar over a real desk: it says what undo would undo, and how many can be undone. */
#include "case-fixture.h"

#include "review-undo-bar.h"

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  review_desk_submit_finish (REVIEW_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
submit (CaseFixture *fixture, int choice)
{
  gboolean done = FALSE;

  review_desk_set_choice (fixture->desk, choice);
  review_desk_set_reasoning (fixture->desk, REVIEW_REASONING_SOUND);
  if (choice == REVIEW_CHOICE_BLOCK)
    review_desk_set_disposition (fixture->desk, "cancel_freeze");
  review_desk_submit_async (fixture->desk, TRUE, NULL, submitted_cb, &done);
  WAIT_FOR (done);
}

static void
test_stack (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *bar = g_object_new (REVIEW_TYPE_UNDO_BAR, NULL), *box;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  review_undo_bar_bind (REVIEW_UNDO_BAR (bar), fixture.session);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), bar);
  case_fixture_show (&fixture, box, 620, 80);
  g_assert_false (gtk_widget_get_visible (bar));
  submit (&fixture, REVIEW_CHOICE_BLOCK);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (case_fixture_find_label (box, "Withdrawal anomaly WD-48210: Stop"));
  submit (&fixture, REVIEW_CHOICE_BLOCK);
  g_assert_nonnull (case_fixture_find_label (box, "Withdrawal anomaly WD-48211: Stop"));
  g_assert_nonnull (case_fixture_find_label (box, "2 can be undone"));
  case_fixture_check_names (box);
  case_fixture_shot (&fixture, "undo");
  review_desk_undo_async (fixture.desk, NULL, NULL, NULL);
  WAIT_FOR (review_desk_get_undo_count (fixture.desk) == 1);
  g_assert_nonnull (case_fixture_find_label (box, "Withdrawal anomaly WD-48210: Stop"));
  g_assert_null (case_fixture_find_label (box, "can be undone"));
  WAIT_FOR (!review_desk_get_busy (fixture.desk));
  case_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  g_test_add_func ("/undo-bar/stack", test_stack);
  return g_test_run ();
}
