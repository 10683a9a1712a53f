/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing by key: A goes to what can be written, Ctrl+E cites what is marked, and the step that comes
 * after one that was crossed stays in sight. The keys come from the X server. */
#include "window-fixture.h"

#include "review-focus.h"

#define ROOT    GTK_WIDGET (fixture->window)
#define CROSSED 4 /* steps */

static GtkWidget *
get_focus (WindowFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

/* The keys are the page's: they work once the focus is there. */
static void
show (WindowFixture *fixture, int width, int height)
{
  window_fixture_take_type (fixture, "withdrawal_anomaly");
  window_fixture_show (fixture, "en", width, height);
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (fixture->window)) && get_focus (fixture) != NULL
            && gtk_widget_is_ancestor (get_focus (fixture), window_fixture_get_page (fixture)));
}

static gboolean
is_leaving (WindowFixture *fixture, const char *how)
{
  return g_strcmp0 (review_session_get_ui_string (fixture->session, "case/leaving"), how) == 0;
}

static gboolean
is_in (WindowFixture *fixture, const char *name)
{
  for (GtkWidget *at = get_focus (fixture); at != NULL; at = gtk_widget_get_parent (at))
    if (g_str_equal (gtk_widget_get_name (at), name))
      return TRUE;
  return FALSE;
}

/* The row that was jumped to is cited where the cursor is, with spaces where they are missing. */
static void
test_cite (WindowFixture *fixture, gconstpointer unused)
{
  const ReviewForm *form;

  if (!window_fixture_can_press ())
    return;
  show (fixture, 1440, 900);
  gtk_widget_activate_action (window_fixture_get_page (fixture), "review.show-evidence", "s", "E3");
  window_fixture_settle (fixture, 60);
  window_fixture_press ((const char *const[]){ "a", NULL });
  WAIT_FOR (is_in (fixture, "focus-annotation"));
  window_fixture_press ((const char *const[]){ "o", "n", "ctrl+e", "i", "s", NULL });
  WAIT_FOR ((form = review_desk_get_form (fixture->desk)) != NULL && form->annotation != NULL
            && g_str_has_suffix (form->annotation, "is"));
  g_assert_cmpstr (form->annotation, ==, "on E3 is");
}

/* One key, whatever stands in the place of the decision. */
static void
test_note (WindowFixture *fixture, gconstpointer unused)
{
  if (!window_fixture_can_press ())
    return;
  show (fixture, 1440, 900);
  window_fixture_press ((const char *const[]){ "q", NULL });
  WAIT_FOR (is_leaving (fixture, "ask"));
  window_fixture_press ((const char *const[]){ "a", NULL });
  WAIT_FOR (is_in (fixture, "focus-ask-note"));
  window_fixture_press ((const char *const[]){ "a", "q", "Escape", "h", NULL });
  WAIT_FOR (is_leaving (fixture, "hold"));
  g_assert_cmpstr (review_session_get_ui_string (fixture->session, "case/ask-note"), ==, "aq");
  window_fixture_press ((const char *const[]){ "a", NULL });
  WAIT_FOR (is_in (fixture, "focus-hold-note"));
  window_fixture_press ((const char *const[]){ "Escape", "Escape", NULL });
  WAIT_FOR (is_leaving (fixture, NULL));
  window_fixture_press ((const char *const[]){ "a", NULL });
  WAIT_FOR (is_in (fixture, "focus-annotation"));
}

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  g_assert_nonnull (viewport);
  g_assert_true (gtk_widget_compute_bounds (widget, viewport, &bounds));
  return bounds.origin.y >= -1
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (viewport) + 1;
}

/* Each cross asks for more in the bar below, which grows. */
static void
test_crosses (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  if (!window_fixture_can_press ())
    return;
  show (fixture, 1100, 700);
  row = review_focus_find (ROOT, "focus-step-1");
  g_assert_nonnull (row);
  gtk_widget_grab_focus (row);
  for (int i = 0; i < CROSSED; i++)
    {
      row = get_focus (fixture);
      window_fixture_press ((const char *const[]){ "x", NULL });
      WAIT_FOR (get_focus (fixture) != row);
      window_fixture_settle (fixture, 100);
      g_test_message ("%s", gtk_widget_get_name (get_focus (fixture)));
      g_assert_true (is_in_sight (get_focus (fixture)));
    }
}

#define ADD(path, func) window_fixture_add ("/writing/" path, window_fixture_set_up_types, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("cite", test_cite);
  ADD ("note", test_note);
  ADD ("crosses", test_crosses);
  return g_test_run ();
}
