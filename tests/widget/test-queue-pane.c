/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue beside the case: bands, holders, what changes while one looks at it, search, filters and
 * the filters that are kept. */
#include "window-fixture.h"

#include "review-case-header.h"
#include "review-language.h"
#include "review-queue-filter.h"
#include "review-queue-pane.h"
#include "review-skip-popover.h"

static GtkWidget *
get_pane (WindowFixture *f)
{
  return window_fixture_find_type (GTK_WIDGET (f->window), REVIEW_TYPE_QUEUE_PANE);
}

static ReviewQueue *
get_queue (WindowFixture *f)
{
  return review_session_get_queue (f->session);
}

static guint
count_rows (WindowFixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_queue (f)));
}

static gboolean
shows (WindowFixture *f, const char *text)
{
  return window_fixture_has_text (get_pane (f), text);
}

static GtkWidget *
find_named (WindowFixture *f, const char *name)
{
  GtkWidget *found = window_fixture_find (get_pane (f), name);

  g_assert_nonnull (found);
  return found;
}

static void
set_up (WindowFixture *f, gconstpointer data)
{
  window_fixture_set_up (f, NULL);
  f->server->breached = 2;
  window_fixture_show (f, "en", 1440, 900);
  WAIT_FOR (count_rows (f) == 7);
  window_fixture_settle (f, 50);
}

static void
reload (WindowFixture *f)
{
  guint before = f->server->view_generation;

  fake_server_event (f->server, "queue", NULL);
  WAIT_FOR (f->server->view_generation > before && !review_queue_get_loading (get_queue (f)));
  window_fixture_settle (f, 50);
}

static void
test_bands (WindowFixture *f, gconstpointer data)
{
  reload (f);
  WAIT_FOR (shows (f, "Breached · 2"));
  g_assert_true (shows (f, "Later · 5"));
  /* The heading goes with the first row of its band, whichever that is. */
  f->server->breached = 3;
  reload (f);
  WAIT_FOR (shows (f, "Breached · 3"));
  g_assert_true (shows (f, "Later · 4"));
  g_assert_false (shows (f, "Breached · 2"));
}

/* Another person takes a case: its row says so where it stands. */
static void
test_taken_by_other (WindowFixture *f, gconstpointer data)
{
  ReviewQueueRow *row = fake_server_item (f->server, 3)->row;
  g_autoptr (ReviewItem) before = g_list_model_get_item (G_LIST_MODEL (get_queue (f)), 3);
  g_autoptr (ReviewItem) after = NULL;

  review_queue_select (get_queue (f), 3);
  gtk_widget_grab_focus (find_named (f, "focus-queue"));
  row->holder = g_strdup ("u-ana");
  row->holder_name = g_strdup ("A. Ito");
  row->state = REVIEW_WORK_LEASED;
  fake_server_event (f->server, "queue", row->work_item);
  WAIT_FOR (shows (f, "A. Ito"));
  after = g_list_model_get_item (G_LIST_MODEL (get_queue (f)), 3);
  g_assert_true (before == after);
  g_assert_cmpuint (review_queue_get_selected (get_queue (f)), ==, 3);
  g_assert_cmpstr (review_queue_get_selected_id (get_queue (f)), ==, row->work_item);
}

static void
test_search (WindowFixture *f, gconstpointer data)
{
  GtkWidget *entry = find_named (f, "focus-search");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search the queue");
  g_assert_true (window_fixture_act (f, "review.search"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "48219");
  WAIT_FOR (count_rows (f) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such case");
  WAIT_FOR (count_rows (f) == 0);
  g_assert_true (shows (f, "No case matches."));
  g_assert_true (shows (f, "Clear the filter"));
  g_signal_emit_by_name (entry, "stop-search");
  WAIT_FOR (count_rows (f) == 7);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
find_button (GtkWidget *widget, gpointer user_data)
{
  GtkWidget **found = user_data;

  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "in-use"))
    *found = widget;
}

static void
test_chips (WindowFixture *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) keys = review_record_new (&review_view_request_type);
  GtkWidget *chip = NULL;

  keys->key_user = TRUE;
  review_queue_set_filter (get_queue (f), keys);
  WAIT_FOR (count_rows (f) == 2);
  window_fixture_walk (get_pane (f), find_button, &chip);
  g_assert_nonnull (chip);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Remove the filter “Key user”");
  g_signal_emit_by_name (chip, "clicked");
  WAIT_FOR (count_rows (f) == 7);
  chip = NULL;
  window_fixture_walk (get_pane (f), find_button, &chip);
  g_assert_null (chip);
}

static void
find_chosen (GtkWidget *widget, gpointer user_data)
{
  GtkWidget **found = user_data;

  if (gtk_widget_has_css_class (widget, "filter-chip")
      && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)))
    *found = widget;
}

/* No case of the type is left: the chip still says what is looked at. */
static void
test_none_left (WindowFixture *f, gconstpointer data)
{
  GtkWidget *chip = NULL;

  review_queue_set_type_filter (get_queue (f), "kyc_audit");
  g_list_model_items_changed (review_queue_get_counts (get_queue (f)), 0, 0, 0);
  g_assert_true (shows (f, "KYC 0"));
  window_fixture_walk (get_pane (f), find_chosen, &chip);
  g_assert_nonnull (chip);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip)), ==, "KYC 0");
}

/* What is kept is on the server; it comes back under its name and can be forgotten. */
static void
test_saved (WindowFixture *f, gconstpointer data)
{
  GListModel *saved = review_queue_get_saved (get_queue (f));
  g_autoptr (ReviewViewRequest) keys = review_record_new (&review_view_request_type);

  keys->key_user = TRUE;
  review_queue_set_filter (get_queue (f), keys);
  review_queue_save_filter (get_queue (f), "Key users");
  WAIT_FOR (g_list_model_get_n_items (saved) == 1);
  g_assert_cmpint (f->server->filters->version, ==, 1);
  /* Another desk was quicker: nothing of it is lost. */
  f->server->filters->version = 5;
  review_queue_save_filter (get_queue (f), "Again");
  WAIT_FOR (g_list_model_get_n_items (saved) == 2);
  g_assert_cmpint (f->server->filters->version, ==, 6);
  review_queue_forget_filter (get_queue (f), "Key users");
  WAIT_FOR (g_list_model_get_n_items (saved) == 1);
}

static void
test_batch (WindowFixture *f, gconstpointer data)
{
  GtkWidget *pane = get_pane (f);

  review_desk_start_batch (f->desk, "withdrawal_anomaly", 15);
  window_fixture_take (f);
  WAIT_FOR (shows (f, "1 of 15 · WD"));
  g_assert_true (gtk_widget_activate_action_variant (pane, "queue.end-batch", NULL));
  g_assert_cmpuint (review_desk_get_batch_size (f->desk), ==, 0);
  g_assert_false (shows (f, "of 15"));
}

static void
find_release (GtkWidget *widget, gpointer user_data)
{
  if (GTK_IS_MENU_BUTTON (widget)
      && REVIEW_IS_SKIP_POPOVER (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget))))
    *(GtkWidget **) user_data = widget;
}

static void
find_choice (GtkWidget *widget, gpointer user_data)
{
  GtkWidget **found = user_data;

  if (*found == NULL && GTK_IS_BUTTON (widget)
      && g_strcmp0 (g_object_get_data (G_OBJECT (widget), "code"), "language") == 0)
    *found = widget;
}

/* A case goes back with a reason of the list, chosen where it is put back. */
static void
test_skip (WindowFixture *f, gconstpointer data)
{
  GtkWidget *header, *button = NULL, *popover, *choice = NULL;

  window_fixture_take (f);
  window_fixture_settle (f, 50);
  header = window_fixture_find_type (GTK_WIDGET (f->window), REVIEW_TYPE_CASE_HEADER);
  window_fixture_walk (header, find_release, &button);
  g_assert_nonnull (button);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  window_fixture_settle (f, 50);
  window_fixture_walk (popover, find_choice, &choice);
  g_assert_nonnull (choice);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Language does not fit");
  g_signal_emit_by_name (choice, "clicked");
  WAIT_FOR (review_desk_get_view (f->desk) == NULL);
  g_assert_cmpuint (fake_server_count (f->server, "POST /v1/work-items/w0/release"), ==, 1);
}

/* Nobody is there: the screen says what becomes of the case. */
static void
test_away (WindowFixture *f, gconstpointer data)
{
  window_fixture_take (f);
  review_desk_set_patience (f->desk, 20, 3600000);
  WAIT_FOR (review_desk_get_away (f->desk));
  WAIT_FOR (window_fixture_has_text (GTK_WIDGET (f->window), "Nobody was here for a while"));
  review_desk_set_patience (f->desk, 3600000, 3600000);
  review_desk_note_activity (f->desk);
  WAIT_FOR (!window_fixture_has_text (GTK_WIDGET (f->window), "Nobody was here for a while"));
}

static void
test_pictures (WindowFixture *f, gconstpointer data)
{
  static const char *const languages[] = { "en", "zh-CN" };
  g_autoptr (ReviewViewRequest) filter = review_record_new (&review_view_request_type);
  ReviewQueueRow *row = fake_server_item (f->server, 3)->row;

  row->holder = g_strdup ("u-ana");
  row->holder_name = g_strdup ("A. Ito");
  row->state = REVIEW_WORK_LEASED;
  filter->bands = g_strsplit ("breached rest", " ", -1);
  filter->min_value = g_strdup ("500");
  review_queue_set_filter (get_queue (f), filter);
  reload (f);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strconcat ("queue-", languages[i], NULL);

      window_fixture_show (f, languages[i], 1100, 700);
      WAIT_FOR (shows (f, "A. Ito"));
      window_fixture_shot (f, name);
    }
}

#define ADD(path, func) window_fixture_add (path, set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("/queue-pane/bands", test_bands);
  ADD ("/queue-pane/taken-by-other", test_taken_by_other);
  ADD ("/queue-pane/search", test_search);
  ADD ("/queue-pane/chips", test_chips);
  ADD ("/queue-pane/none-left", test_none_left);
  ADD ("/queue-pane/saved", test_saved);
  ADD ("/queue-pane/batch", test_batch);
  ADD ("/queue-pane/skip", test_skip);
  ADD ("/queue-pane/away", test_away);
  ADD ("/queue-pane/pictures", test_pictures);
  return g_test_run ();
}
