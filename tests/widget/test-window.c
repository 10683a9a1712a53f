/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window: pictures in both languages, styles and sizes; nothing cut off that matters; a
 * name on everything that can have the focus; keys; a switch of language loses and leaks nothing. */
#include "screen-check.h"
#include "window-fixture.h"

#include "review-language.h"
#include "review-page.h"

static const struct
{
  const char *language;
  AdwColorScheme scheme;
  int width;
  int height;
  const char *name;
} looks[] = {
  { "en", ADW_COLOR_SCHEME_FORCE_LIGHT, 1440, 900, "case-en-light-1440" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_LIGHT, 1440, 900, "case-zh-light-1440" },
  { "en", ADW_COLOR_SCHEME_FORCE_DARK, 1440, 900, "case-en-dark-1440" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_DARK, 1440, 900, "case-zh-dark-1440" },
  { "en", ADW_COLOR_SCHEME_FORCE_LIGHT, 1100, 700, "case-en-light-1100" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_LIGHT, 1100, 700, "case-zh-light-1100" },
};

static void
test_pictures (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ScreenCheck) check = screen_check_new ();

  window_fixture_take (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[i].scheme);
      window_fixture_show (fixture, looks[i].language, looks[i].width, looks[i].height);
      /* A window that needs more room than it is given would be larger. */
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, looks[i].width);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->window)), <=, looks[i].height);
      check->screen = looks[i].name;
      screen_check_cut (check, GTK_WIDGET (fixture->window));
      window_fixture_shot (fixture, looks[i].name);
    }
  screen_check_report (check);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* A menu item says its words itself; GTK's label in it is there only to be seen. */
static int
check_menu (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  int items = 0;

  if (g_str_equal (gtk_widget_get_css_name (widget), "modelbutton"))
    {
      g_assert_true (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_false (
          gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    items += check_menu (child);
  return items;
}

static void
test_names (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ScreenCheck) check = screen_check_new ();

  window_fixture_show (fixture, "en", 1440, 900);
  screen_check_names (check, GTK_WIDGET (fixture->window));
  g_assert_cmpint (check_menu (GTK_WIDGET (fixture->window)), >, 5);
  window_fixture_take (fixture);
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_ESCALATE);
  window_fixture_settle (fixture, 100);
  screen_check_names (check, GTK_WIDGET (fixture->window));
  screen_check_report (check);
}

/* Tab goes round: nothing claims the focus and keeps it. */
static void
test_round (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *window, *first, *focus;
  int steps = 0;

  window_fixture_show (fixture, "en", 1440, 900);
  window = GTK_WIDGET (fixture->window);
  first = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (first);
  do
    {
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      window_fixture_settle (fixture, 20);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) != focus);
      g_assert_cmpint (++steps, <, 60);
    }
  while (gtk_window_get_focus (GTK_WINDOW (window)) != first);
  g_assert_cmpint (steps, >, 6);
}

/* A state has its own words, and its picture is kept. */
static void
check_state (WindowFixture *fixture, const char *words, const char *name)
{
  window_fixture_settle (fixture, 50);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), words));
  window_fixture_shot (fixture, name);
}

static void
test_states (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_show (fixture, "en", 1440, 900);
  check_state (fixture, "No case open", "state-no-case");
  fake_server_refuse (fixture->server, "take-next", 403, "forbidden");
  window_fixture_act (fixture, "review.take-next");
  WAIT_FOR (review_desk_get_state (fixture->desk) == REVIEW_DESK_FAILED);
  check_state (fixture, "Not allowed", "state-forbidden");
  g_assert_false (window_fixture_has_text (GTK_WIDGET (fixture->window), "SERVER-TEXT"));
  window_fixture_take (fixture);
  fake_server_steal_lease (fixture->server, 0);
  WAIT_FOR (review_desk_get_lease_state (fixture->desk) != REVIEW_LEASE_MINE);
  window_fixture_settle (fixture, 50);
  window_fixture_shot (fixture, "state-lease-lost");
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_OFFLINE);
  check_state (fixture, "Offline", "state-offline");
  fake_server_listen_again (fixture->server);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

/* Twenty switches with a draft half written: nothing is lost, and the fixture checks that each
 * window is really gone. */
static void
test_switching (WindowFixture *fixture, gconstpointer unused)
{
  GtkTextBuffer *buffer;
  GtkWidget *area;
  GtkTextIter iter;
  int cursor = 0;

  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1440, 900);
  g_assert_true (window_fixture_act (fixture, "review.pass"));
  g_assert_true (window_fixture_act (fixture, "review.flawed"));
  review_desk_set_annotation (fixture->desk, "Own wallet (E18) outweighed the age.");
  area = window_fixture_find_type (GTK_WIDGET (fixture->window), GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 10);
  gtk_text_buffer_place_cursor (buffer, &iter);
  for (int i = 0; i < 20; i++)
    window_fixture_show (fixture, i % 2 == 0 ? "zh-CN" : "en", 1440, 900);
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_PASS);
  g_assert_cmpint (review_desk_get_form (fixture->desk)->reasoning, ==, REVIEW_REASONING_FLAWED);
  area = window_fixture_find_type (GTK_WIDGET (fixture->window), GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  g_object_get (buffer, "cursor-position", &cursor, NULL);
  g_assert_cmpint (cursor, ==, 10);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "Withdrawal anomaly"));
  g_assert_false (window_fixture_has_text (GTK_WIDGET (fixture->window), "异常提币"));
}

/* A chip jumps to the row, and the row is marked. */
static void
test_jumps (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *list;
  GtkSelectionModel *model;
  g_autoptr (ReviewItem) item = NULL;
  const ReviewEvidence *evidence;

  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1440, 900);
  g_assert_true (gtk_widget_activate_action (window_fixture_get_page (fixture),
                                             "review.show-evidence", "s", "E16"));
  list = window_fixture_find (GTK_WIDGET (fixture->window), "focus-timeline");
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  item = g_object_ref (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)));
  evidence = review_item_get_record (item);
  g_assert_cmpstr (evidence->label, ==, "E16");
  window_fixture_settle (fixture, 150);
  window_fixture_shot (fixture, "case-en-evidence");
}

/* Presses a real key, by the X server. */
static void
press (WindowFixture *fixture, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "key", key, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (xdotool, NULL, &error);
  g_assert_no_error (error);
  window_fixture_settle (fixture, 120);
}

/* Until the page is on screen and takes the focus, that is on the first button of the window. */
static gboolean
has_focus (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_window_is_active (GTK_WINDOW (fixture->window))
         && gtk_widget_is_ancestor (focus, window_fixture_get_page (fixture));
}

/* Single keys act on the case, and are letters while one types. */
static void
test_keys (WindowFixture *fixture, gconstpointer unused)
{
  const ReviewForm *form = review_desk_get_form (fixture->desk);
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  GtkWidget *area;

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  window_fixture_show (fixture, "en", 1440, 900);
  WAIT_FOR (has_focus (fixture)
            && review_page_can_take_next (REVIEW_PAGE (window_fixture_get_page (fixture))));
  press (fixture, "Return");
  WAIT_FOR (review_desk_get_writable (fixture->desk));
  window_fixture_settle (fixture, 200);
  form = review_desk_get_form (fixture->desk);
  g_assert_cmpint (form->choice, ==, 0);
  press (fixture, "p");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_PASS);
  press (fixture, "b");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_BLOCK);
  press (fixture, "n");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->reasoning, ==, REVIEW_REASONING_FLAWED);
  area = window_fixture_find_type (GTK_WIDGET (fixture->window), GTK_TYPE_TEXT_VIEW);
  gtk_widget_grab_focus (area);
  press (fixture, "p");
  press (fixture, "y");
  press (fixture, "e");
  form = review_desk_get_form (fixture->desk);
  g_assert_cmpstr (form->annotation, ==, "pye");
  g_assert_cmpint (form->choice, ==, REVIEW_CHOICE_BLOCK);
  g_assert_cmpint (form->reasoning, ==, REVIEW_REASONING_FLAWED);
  /* Ctrl+Z in a text undoes text, not a decision. */
  press (fixture, "ctrl+z");
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, !=, "pye");
}

#define ADD(path, func) window_fixture_add (path, window_fixture_set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("/window/pictures", test_pictures);
  ADD ("/window/names", test_names);
  ADD ("/window/round", test_round);
  ADD ("/window/states", test_states);
  ADD ("/window/switching", test_switching);
  ADD ("/window/jumps", test_jumps);
  ADD ("/window/keys", test_keys);
  return g_test_run ();
}
