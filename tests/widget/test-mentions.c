/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues named in notes: names are completed by keyboard while one writes, an input method keeps its
 * keys; notes that name one are listed until they are read, and lead to the note. */
#include "window-fixture.h"

#include "review-mention-list.h"
#include "review-mentions-bar.h"

#define ROOT GTK_WIDGET (f->window)

static void
show (WindowFixture *f)
{
  window_fixture_show (f, "en", 1440, 900);
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (f->window)));
}

static GtkWidget *
open_notes (WindowFixture *f)
{
  GtkWidget *text;

  window_fixture_take (f);
  show (f);
  WAIT_FOR (window_fixture_find (ROOT, "focus-later") != NULL);
  WAIT_FOR (
      gtk_widget_activate_action (window_fixture_get_page (f), "review.show-tab", "s", "notes")
      && window_fixture_find (ROOT, "focus-note") != NULL);
  text = window_fixture_find (ROOT, "focus-note");
  window_fixture_settle (f, 200); /* the page takes the focus once, when it is on screen */
  gtk_widget_grab_focus (text);
  window_fixture_settle (f, 60);
  g_assert_true (gtk_widget_has_focus (text));
  return text;
}

static GtkWidget *
get_list (WindowFixture *f)
{
  return window_fixture_find_type (ROOT, REVIEW_TYPE_MENTION_LIST);
}

static const char *
get_draft (WindowFixture *f)
{
  return review_aside_get_draft (review_session_get_aside (f->session));
}

static void
type (GtkWidget *text, const char *words)
{
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), words, -1);
}

/* An @ and a letter offer names; Down and Enter write one, and the text goes on; nothing is sent. */
static void
test_keys (WindowFixture *f, gconstpointer unused)
{
  GtkWidget *text;

  if (!window_fixture_can_press ())
    return;
  text = open_notes (f);
  g_assert_null (get_list (f));
  window_fixture_press ((const char *const[]){ "h", "i", "space", "at", NULL });
  WAIT_FOR (g_strcmp0 (get_draft (f), "hi @") == 0);
  WAIT_FOR (get_list (f) != NULL);
  g_assert_true (window_fixture_has_text (get_list (f), "A. Ito  ·  Agent"));
  window_fixture_press ((const char *const[]){ "Down", "Return", NULL });
  WAIT_FOR (g_strcmp0 (get_draft (f), "hi @W. Zhao ") == 0);
  window_fixture_settle (f, 40);
  g_assert_null (get_list (f));
  window_fixture_press ((const char *const[]){ "at", "i", NULL });
  WAIT_FOR (get_list (f) != NULL);
  window_fixture_press ((const char *const[]){ "Escape", NULL });
  WAIT_FOR (get_list (f) == NULL);
  g_assert_true (gtk_widget_has_focus (text));
  window_fixture_press ((const char *const[]){ "t", NULL });
  WAIT_FOR (get_list (f) != NULL);
  window_fixture_press ((const char *const[]){ "Tab", NULL });
  WAIT_FOR (g_strcmp0 (get_draft (f), "hi @W. Zhao @A. Ito ") == 0);
  g_assert_cmpuint (fake_server_count (f->server, "POST /v1/work-items/w0/notes"), ==, 0);
  g_assert_cmpuint (fake_server_count (f->server, "GET /v1/work-items/w0/colleagues"), ==, 1);
}

/* The full-width sign and Han characters; while an input method composes, the keys are its own. */
static void
test_input_method (WindowFixture *f, gconstpointer unused)
{
  GtkWidget *text;

  if (!window_fixture_can_press ())
    return;
  text = open_notes (f);
  type (text, "请＠王");
  WAIT_FOR (get_list (f) != NULL);
  g_signal_emit_by_name (text, "preedit-changed", "wei");
  window_fixture_press ((const char *const[]){ "Escape", NULL });
  window_fixture_settle (f, 60);
  g_assert_nonnull (get_list (f));
  g_assert_true (gtk_widget_has_focus (text));
  g_signal_emit_by_name (text, "preedit-changed", "");
  window_fixture_press ((const char *const[]){ "Return", NULL });
  WAIT_FOR (g_strcmp0 (get_draft (f), "请＠王伟 ") == 0);
}

static GtkWidget *
get_bar (WindowFixture *f)
{
  return window_fixture_find_type (ROOT, REVIEW_TYPE_MENTIONS_BAR);
}

/* It is there while something is unread; Enter on it opens the case at the note, as plain text. */
static void
test_bar (WindowFixture *f, gconstpointer unused)
{
  GtkWidget *row;

  show (f);
  g_assert_null (get_bar (f));
  fake_server_mention (f->server, 3, "@L. Chen: <b>see</b> E2");
  WAIT_FOR (get_bar (f) != NULL);
  window_fixture_settle (f, 60);
  gtk_test_accessible_assert_property (get_bar (f), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Notes that name you (1)");
  g_assert_true (window_fixture_act (f, "review.mentions"));
  row = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (GTK_IS_LIST_BOX_ROW (row));
  gtk_test_accessible_assert_property (
      row, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Withdrawal anomaly WD-48220, M. Okafor: “@L. Chen: <b>see</b> E2”");
  g_assert_true (gtk_widget_activate (row));
  WAIT_FOR (g_strcmp0 (review_desk_get_work_item (f->desk), "w3") == 0);
  WAIT_FOR (get_bar (f) == NULL);
  g_assert_cmpuint (fake_server_count (f->server, "POST /v1/mentions/"), ==, 1);
  WAIT_FOR (window_fixture_has_text (ROOT, "<b>see</b> E2"));
  WAIT_FOR (gtk_root_get_focus (GTK_ROOT (f->window)) != NULL
            && gtk_widget_has_css_class (gtk_root_get_focus (GTK_ROOT (f->window)), "note-wanted"));
  g_assert_null (review_session_get_ui_string (f->session, "note/wanted"));
}

/* The case is open already: its notes come to the front. */
static void
test_same_case (WindowFixture *f, gconstpointer unused)
{
  window_fixture_take (f);
  show (f);
  WAIT_FOR (window_fixture_find (ROOT, "focus-later") != NULL);
  fake_server_mention (f->server, 0, "@L. Chen look");
  WAIT_FOR (get_bar (f) != NULL);
  window_fixture_settle (f, 60);
  g_assert_true (window_fixture_act (f, "review.mentions"));
  g_assert_true (gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (f->window))));
  WAIT_FOR (gtk_root_get_focus (GTK_ROOT (f->window)) != NULL
            && gtk_widget_has_css_class (gtk_root_get_focus (GTK_ROOT (f->window)), "note-wanted"));
  g_assert_true (review_desk_get_writable (f->desk));
}

#define ADD(path, func) window_fixture_add ("/mentions/" path, window_fixture_set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("keys", test_keys);
  ADD ("input-method", test_input_method);
  ADD ("bar", test_bar);
  ADD ("same-case", test_same_case);
  return g_test_run ();
}
