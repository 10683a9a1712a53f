/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several rows of the queue chosen together by a lead: by keyboard, by the pointer's way, all of them;
 * what is done with them, what would be left alone and what was. For others there is one row. */
#include "window-fixture.h"

#include "review-bulk-dialog.h"
#include "review-chips.h"
#include "review-marks-bar.h"

#define ROOT GTK_WIDGET (f->window)

static ReviewQueue *
get_queue (WindowFixture *f)
{
  return review_session_get_queue (f->session);
}

static ReviewQueueMarks *
get_marks (WindowFixture *f)
{
  return review_session_get_marks (f->session);
}

static guint
count_marks (WindowFixture *f)
{
  return review_queue_marks_get_count (get_marks (f));
}

static GtkListView *
get_list (WindowFixture *f)
{
  return GTK_LIST_VIEW (window_fixture_find (ROOT, "focus-queue"));
}

static GtkSelectionModel *
get_selection (WindowFixture *f)
{
  return gtk_list_view_get_model (get_list (f));
}

/* The keys of the review page work while the focus is on it. */
static gboolean
is_on_page (WindowFixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));
  GtkWidget *page = window_fixture_get_page (f);

  return focus != NULL && page != NULL && gtk_widget_is_ancestor (focus, page);
}

static void
show (WindowFixture *f)
{
  window_fixture_show (f, "en", 1440, 900);
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (f->window)));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "page",
                                  g_variant_new_string ("review"));
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (get_queue (f))) == 7);
  window_fixture_settle (f, 100);
  WAIT_FOR (is_on_page (f));
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_BULK_DIALOG (window))
        return window;
    }
  return NULL;
}

/* Shift and down from where one is; Ctrl+A all; J is one row again; Escape, too. */
static void
test_keys (WindowFixture *f, gconstpointer unused)
{
  if (!window_fixture_can_press ())
    return;
  show (f);
  window_fixture_press ((const char *const[]){ "j", NULL });
  WAIT_FOR (review_queue_get_selected (get_queue (f)) == 0);
  window_fixture_settle (f, 60);
  window_fixture_press ((const char *const[]){ "shift+Down", "shift+Down", NULL });
  WAIT_FOR (count_marks (f) == 3);
  WAIT_FOR (window_fixture_has_text (ROOT, "3 selected"));
  window_fixture_press ((const char *const[]){ "ctrl+a", NULL });
  WAIT_FOR (count_marks (f) == 7);
  window_fixture_press ((const char *const[]){ "Escape", NULL });
  WAIT_FOR (count_marks (f) == 0);
  window_fixture_press ((const char *const[]){ "ctrl+a", NULL });
  WAIT_FOR (count_marks (f) == 7);
  window_fixture_press ((const char *const[]){ "j", NULL });
  WAIT_FOR (count_marks (f) == 0);
  g_assert_null (window_fixture_find_type (ROOT, REVIEW_TYPE_MARKS_BAR));
}

/* What Ctrl and a click do: the row where one was is one of them; again, and it is none. Marks are of
 * the case: they stay with it when the queue is read anew, and go with another filter. */
static void
test_single_rows (WindowFixture *f, gconstpointer unused)
{
  GtkSelectionModel *selection;

  show (f);
  selection = get_selection (f);
  gtk_selection_model_select_item (selection, 0, TRUE);
  g_assert_cmpuint (count_marks (f), ==, 0);
  gtk_selection_model_select_item (selection, 2, FALSE);
  gtk_selection_model_select_item (selection, 4, FALSE);
  g_assert_cmpuint (count_marks (f), ==, 3);
  g_assert_true (gtk_selection_model_is_selected (selection, 0));
  g_assert_false (gtk_selection_model_is_selected (selection, 1));
  g_assert_true (gtk_selection_model_is_selected (selection, 4));
  gtk_selection_model_unselect_item (selection, 2);
  g_assert_cmpuint (count_marks (f), ==, 2);
  fake_server_event (f->server, "queue", NULL);
  WAIT_FOR (f->server->view_generation > 1 && !review_queue_get_loading (get_queue (f)));
  g_assert_true (gtk_selection_model_is_selected (selection, 4));
  review_queue_set_type_filter (get_queue (f), "poa_review");
  g_assert_cmpuint (count_marks (f), ==, 0);
}

/* A senior chooses one case, not many, and is not offered what only leads do. */
static void
test_senior (WindowFixture *f, gconstpointer unused)
{
  GtkSelectionModel *selection;

  show (f);
  selection = get_selection (f);
  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  gtk_selection_model_select_all (selection);
  g_assert_cmpuint (count_marks (f), ==, 0);
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  g_assert_false (gtk_selection_model_is_selected (selection, 0));
  g_assert_null (window_fixture_find (ROOT, "focus-assign"));
  g_assert_false (gtk_widget_activate_action (window_fixture_get_page (f), "review.assign", NULL)
                  && find_dialog () != NULL);
}

static GtkWidget *
open_dialog (WindowFixture *f, const char *action)
{
  GtkSelectionModel *selection = get_selection (f);
  GtkWidget *dialog;

  gtk_selection_model_select_item (selection, 1, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  gtk_selection_model_select_item (selection, 3, FALSE);
  g_assert_true (window_fixture_act (f, action));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  window_fixture_settle (f, 100);
  return dialog;
}

static GtkWidget *
get_send (GtkWidget *dialog)
{
  return window_fixture_find (dialog, "focus-bulk-send");
}

static void
type_reason (GtkWidget *dialog)
{
  gtk_editable_set_text (GTK_EDITABLE (window_fixture_find (dialog, "focus-bulk-reason")),
                         "Twice in the old system.");
}

/* The roster is read anew, with another first person: who is in the middle of something stays there. */
static void
assert_focus_stays (WindowFixture *f, GtkWidget *dialog)
{
  ReviewPerson *person = f->server->bulk->roster->people->pdata[0];
  GtkWidget *people = window_fixture_find (dialog, "focus-bulk-people"), *focus;

  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_first_child (people)));
  person->leased++;
  review_board_read_soon (REVIEW_BOARD (review_session_get_bulk (f->session)));
  WAIT_FOR (window_fixture_has_text (dialog, "has 4 of 20"));
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (focus == gtk_widget_get_first_child (people));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (focus)));
  g_assert_true (gtk_widget_grab_focus (window_fixture_find (dialog, "focus-bulk-reason")));
  person->leased++;
  review_board_read_soon (REVIEW_BOARD (review_session_get_bulk (f->session)));
  WAIT_FOR (window_fixture_has_text (dialog, "has 5 of 20"));
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_is_ancestor (focus, window_fixture_find (dialog, "focus-bulk-reason")));
}

/* Whom, why; who has no room or is not there cannot be chosen; what is left alone is named before and
 * after. */
static void
test_assign (WindowFixture *f, gconstpointer unused)
{
  GtkWidget *dialog, *people, *one;

  fake_bulk_leave_alone (f->server->bulk, "w2", REVIEW_EXCEPTION_KEY_USER);
  show (f);
  dialog = open_dialog (f, "review.assign");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Assign 3 cases");
  WAIT_FOR (window_fixture_has_text (dialog, "has 3 of 20"));
  people = window_fixture_find (dialog, "focus-bulk-people");
  one = gtk_widget_get_first_child (people);
  gtk_test_accessible_assert_property (one, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "A. Ito, Agent, has 3 of 20");
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_next_sibling (one)));
  g_assert_true (window_fixture_has_text (dialog, "not on shift"));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (one)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (one), TRUE);
  WAIT_FOR (window_fixture_has_text (dialog, "2 go to A. Ito. 1 is left alone:"));
  g_assert_true (window_fixture_has_text (dialog, "WD-w2  ·  Key user"));
  g_assert_false (gtk_widget_get_sensitive (get_send (dialog))); /* no reason */
  type_reason (dialog);
  g_assert_true (gtk_widget_get_sensitive (get_send (dialog)));
  assert_focus_stays (f, dialog);
  g_signal_emit_by_name (get_send (dialog), "clicked");
  WAIT_FOR (window_fixture_has_text (dialog, "2 assigned to A. Ito. 1 is left alone:"));
  g_assert_true (window_fixture_has_text (dialog, "WD-w2  ·  Key user"));
  g_assert_cmpuint (count_marks (f), ==, 0);
  g_assert_cmpuint (fake_server_count (f->server, "POST /v1/bulk/check"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Closing wants a listed reason and words; what would be left alone is known before either. */
static void
test_close (WindowFixture *f, gconstpointer unused)
{
  GtkWidget *dialog, *focus;
  GListModel *people;

  fake_bulk_leave_alone (f->server->bulk, "w1", REVIEW_EXCEPTION_LEASED);
  show (f);
  dialog = open_dialog (f, "review.close-marked");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==,
                   "Close 3 cases without a decision");
  WAIT_FOR (window_fixture_has_text (dialog, "2 will be closed. 1 is left alone:"));
  people = review_bulk_board_get_people (review_session_get_bulk (f->session));
  WAIT_FOR (g_list_model_get_n_items (people) > 0); /* nobody is asked for, so they take no focus */
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (GTK_IS_CHECK_BUTTON (focus) && gtk_widget_get_mapped (focus));
  type_reason (dialog);
  g_assert_false (gtk_widget_get_sensitive (get_send (dialog)));
  g_assert_true (
      review_chips_choose (REVIEW_CHIPS (window_fixture_find_type (dialog, REVIEW_TYPE_CHIPS)), 0));
  g_assert_true (gtk_widget_get_sensitive (get_send (dialog)));
  g_signal_emit_by_name (get_send (dialog), "clicked");
  WAIT_FOR (window_fixture_has_text (dialog, "2 closed. 1 is left alone:"));
  g_assert_true (window_fixture_has_text (dialog, "WD-w1  ·  Somebody has it"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* All are left alone: nothing can be sent, and it is said. */
static void
test_nothing (WindowFixture *f, gconstpointer unused)
{
  GtkWidget *dialog;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("w%u", i);

      fake_bulk_leave_alone (f->server->bulk, id, REVIEW_EXCEPTION_WAITING);
    }
  show (f);
  dialog = open_dialog (f, "review.close-marked");
  WAIT_FOR (window_fixture_has_text (dialog, "None of them can be"));
  type_reason (dialog);
  review_chips_choose (REVIEW_CHIPS (window_fixture_find_type (dialog, REVIEW_TYPE_CHIPS)), 0);
  g_assert_false (gtk_widget_get_sensitive (get_send (dialog)));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The open case: it is put back first, and the dialog is about that one. */
static void
test_one (WindowFixture *f, gconstpointer unused)
{
  show (f);
  window_fixture_take (f);
  WAIT_FOR (window_fixture_find (ROOT, "focus-assign") != NULL);
  g_assert_true (window_fixture_act (f, "review.assign"));
  WAIT_FOR (find_dialog () != NULL);
  window_fixture_settle (f, 200);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (find_dialog ())), ==, "Assign WD-48213");
  g_assert_cmpuint (fake_server_count (f->server, "POST /v1/work-items/w0/release"), ==, 1);
  g_assert_cmpuint (review_bulk_board_get_count (review_session_get_bulk (f->session)), ==, 1);
  window_fixture_settle (f, 100);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

#define ADD(path, set_up, func) \
  window_fixture_add ("/queue-many/" path, window_fixture_##set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("keys", set_up_lead, test_keys);
  ADD ("single-rows", set_up_lead, test_single_rows);
  ADD ("senior", set_up, test_senior);
  ADD ("assign", set_up_lead, test_assign);
  ADD ("close", set_up_lead, test_close);
  ADD ("nothing", set_up_lead, test_nothing);
  ADD ("one", set_up_lead, test_one);
  return g_test_run ();
}
