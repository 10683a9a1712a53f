/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single keys are keys of the case and never of a text: in every entry of the window, found by
 * walking it, the letters that decide are letters, and while an input method composes neither a
 * letter nor Enter, Escape or an arrow does anything but compose. The input method is the test's
 * own; the keys come from the X server. */
#include "test-method.h"
#include "window-fixture.h"

#include "review-command-palette.h"
#include "review-focus.h"
#include "review-tab-strip.h"

#define ROOT       GTK_WIDGET (fixture->window)
#define LEAST      10 /* entries that the window has, or the walk has missed some */
#define LETTERS    "jkpbeqhynagrsuvd"
#define N_ATTEMPTS 20

typedef struct
{
  WindowFixture *fixture;
  GtkWidget *root;
  GHashTable *met; /* (element-type GtkWidget): entries that were typed into */
  GPtrArray *found;
} Walk;

static void
act (WindowFixture *fixture, const char *action)
{
  window_fixture_act (fixture, action);
  window_fixture_settle (fixture, 40);
}

/* Everything that a single key could have changed. */
static char *
describe (WindowFixture *fixture)
{
  const ReviewForm *form = review_desk_get_form (fixture->desk);
  ReviewTabStrip *strip = REVIEW_TAB_STRIP (window_fixture_find_type (ROOT, REVIEW_TYPE_TAB_STRIP));

  return g_strdup_printf (
      "choice %d, reasoning %d, root cause %s, disposition %s, case %s, tab %s, SOP %d, undo %u, "
      "leaving %s, windows %u",
      form->choice, form->reasoning, form->root_cause, form->disposition,
      review_desk_get_work_item (fixture->desk), review_tab_strip_get_selected (strip),
      g_settings_get_boolean (fixture->settings, "sop-visible"),
      review_desk_get_undo_count (fixture->desk),
      review_session_get_ui_string (fixture->session, "case/leaving"),
      g_list_model_get_n_items (gtk_window_get_toplevels ()));
}

static char *
dup_text (GtkWidget *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_TEXT (text))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (text)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
clear_text (GtkWidget *text)
{
  if (GTK_IS_TEXT (text))
    gtk_editable_set_text (GTK_EDITABLE (text), "");
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "", -1);
}

/* The name that a screen reader says, or the widget's: for messages. */
static char *
name_text (GtkWidget *text)
{
  GString *path = g_string_new (NULL);

  for (GtkWidget *around = text; around != NULL; around = gtk_widget_get_parent (around))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (around), "Review"))
      g_string_append_printf (path, "%s%s", path->len > 0 ? " in " : "",
                              G_OBJECT_TYPE_NAME (around));
  return g_string_free (path, FALSE);
}

/* The letters of all single keys, and the figures: they are written. */
static void
check_letters (WindowFixture *fixture, GtkWidget *text, const char *name)
{
  static const char *const keys[] = { "j",     "k",        "p", "b",           "e",
                                      "q",     "h",        "y", "n",           "a",
                                      "g",     "r",        "s", "u",           "v",
                                      "d",     "1",        "2", "bracketleft", "bracketright",
                                      "slash", "question", NULL };
  g_autofree char *before = describe (fixture);
  g_autofree char *after = NULL;

  clear_text (text);
  test_method_set_composing (FALSE);
  window_fixture_press (keys);
  for (int i = 0; i < N_ATTEMPTS; i++)
    {
      g_autofree char *written = dup_text (text);

      if (strstr (written, "?") != NULL || strstr (written, "/") != NULL)
        break;
      window_fixture_settle (fixture, 20);
    }
  after = describe (fixture);
  g_test_message ("letters in %s", name);
  g_assert_cmpstr (after, ==, before);
  {
    g_autofree char *written = dup_text (text);

    if (strstr (written, LETTERS) == NULL)
      g_error ("written in %s: “%s”", name, written);
  }
}

/* Nothing of this is text until it is committed, and none of it is a key of anything else. */
static void
check_composing (WindowFixture *fixture, GtkWidget *text, const char *name)
{
  static const char *const abandoned[] = { "p", "b", "Down", "Up", "Escape", NULL };
  static const char *const committed[] = { "h", "e", "1", "q", "Return", NULL };
  g_autofree char *before = describe (fixture);
  g_autofree char *written = NULL;
  g_autofree char *after = NULL;

  clear_text (text);
  test_method_set_composing (TRUE);
  window_fixture_press (abandoned);
  WAIT_FOR (test_method_count_ended () == 1);
  g_test_message ("composing in %s", name);
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (text)) == text);
  window_fixture_press (committed);
  WAIT_FOR (test_method_count_ended () == 3);
  window_fixture_settle (fixture, 20);
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (text)) == text);
  g_assert_cmpuint (test_method_count_keys (), ==, 10); /* none was taken before it */
  test_method_set_composing (FALSE);
  after = describe (fixture);
  g_assert_cmpstr (after, ==, before);
  written = dup_text (text);
  g_assert_cmpstr (written, ==, "合合");
  clear_text (text);
}

static void
collect_text (GtkWidget *widget, gpointer user_data)
{
  Walk *walk = user_data;
  gboolean editable;

  if (!GTK_IS_TEXT (widget) && !GTK_IS_TEXT_VIEW (widget))
    return;
  editable = GTK_IS_TEXT (widget) ? gtk_editable_get_editable (GTK_EDITABLE (widget))
                                  : gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
  if (editable && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget)
      && !g_hash_table_contains (walk->met, widget))
    g_ptr_array_add (walk->found, g_object_ref (widget));
}

/* What stands open has the keyboard: escalating opens the list of reasons. */
static void
close_popover (GtkWidget *widget, gpointer text)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget)
      && !gtk_widget_is_ancestor (text, widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
}

/* All that can be typed into now and could not before. */
static void
type_everywhere (Walk *walk)
{
  WindowFixture *fixture = walk->fixture;

  window_fixture_settle (fixture, 40);
  g_ptr_array_set_size (walk->found, 0);
  window_fixture_walk (walk->root, collect_text, walk);
  for (guint i = 0; i < walk->found->len; i++)
    {
      GtkWidget *text = walk->found->pdata[i];
      g_autofree char *name = name_text (text);

      g_hash_table_add (walk->met, g_object_ref (text));
      window_fixture_walk (walk->root, close_popover, text);
      WAIT_FOR (gtk_widget_grab_focus (text) && gtk_widget_has_focus (text));
      g_assert_true (review_focus_is_typing (text));
      check_letters (fixture, text, name);
      check_composing (fixture, text, name);
    }
}

static void
collect_menu (GtkWidget *widget, gpointer user_data)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_is_sensitive (widget))
    g_ptr_array_add (user_data, g_object_ref (widget));
}

static void
type_in_popovers (Walk *walk)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new_with_free_func (g_object_unref);

  window_fixture_walk (GTK_WIDGET (walk->fixture->window), collect_menu, buttons);
  for (guint i = 0; i < buttons->len; i++)
    {
      gtk_widget_child_focus (buttons->pdata[i], GTK_DIR_TAB_FORWARD);
      window_fixture_settle (walk->fixture, 40);
      gtk_menu_button_popup (buttons->pdata[i]);
      type_everywhere (walk);
      gtk_menu_button_popdown (buttons->pdata[i]);
    }
}

/* The forms of the decision bar with all that they can open. */
static void
type_in_forms (Walk *walk)
{
  WindowFixture *fixture = walk->fixture;
  static const char *const acts[] = { "review.pass", "review.block", "review.escalate",
                                      "review.hold" };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      act (fixture, acts[i]);
      act (fixture, "review.flawed");
      type_everywhere (walk);
      type_in_popovers (walk);
    }
}

static void
type_in_tabs (Walk *walk)
{
  ReviewTabStrip *strip = REVIEW_TAB_STRIP (
      window_fixture_find_type (GTK_WIDGET (walk->fixture->window), REVIEW_TYPE_TAB_STRIP));
  g_autofree char *first = g_strdup (review_tab_strip_get_selected (strip));

  do
    {
      type_everywhere (walk);
      act (walk->fixture, "review.next-tab");
    }
  while (!g_str_equal (review_tab_strip_get_selected (strip), first));
}

static Walk
walk_new (WindowFixture *fixture)
{
  return (Walk){ .fixture = fixture,
                 .met = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL),
                 .found = g_ptr_array_new_with_free_func (g_object_unref) };
}

static void
walk_clear (Walk *walk)
{
  g_ptr_array_unref (walk->found);
  g_hash_table_unref (walk->met);
}

static void
test_everywhere (WindowFixture *fixture, gconstpointer unused)
{
  Walk walk = walk_new (fixture);

  if (window_fixture_can_press ())
    {
      window_fixture_take_type (fixture, "withdrawal_anomaly");
      review_session_set_ui_string (fixture->session, "case/decision-rationale", "open");
      review_session_set_ui_string (fixture->session, "case/decision-customer", "open");
      review_session_set_ui_string (fixture->session, "case/hold-wake", "other");
      window_fixture_show (fixture, "en", 1440, 900);
      walk.root = ROOT;
      WAIT_FOR (gtk_window_is_active (GTK_WINDOW (fixture->window)));
      type_in_tabs (&walk);
      type_in_forms (&walk);
      g_test_message ("%u entries", g_hash_table_size (walk.met));
      g_assert_cmpuint (g_hash_table_size (walk.met), >=, LEAST);
    }
  walk_clear (&walk);
}

static GtkWidget *
find_palette (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_COMMAND_PALETTE (window) && gtk_window_is_active (GTK_WINDOW (window)))
        return window;
    }
  return NULL;
}

/* And the mark's while nothing is composed. */
static void
check_mark (WindowFixture *fixture, GtkWidget *palette)
{
  GtkListBox *list = GTK_LIST_BOX (window_fixture_find_type (palette, GTK_TYPE_LIST_BOX));
  int before = gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list));

  window_fixture_press ((const char *const[]){ "Down", NULL });
  WAIT_FOR (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list)) == before + 1);
}

/* The arrows that move its mark are the input method's as long as that composes. */
static void
test_palette (WindowFixture *fixture, gconstpointer unused)
{
  Walk walk = walk_new (fixture);

  if (window_fixture_can_press ())
    {
      window_fixture_take_type (fixture, "withdrawal_anomaly");
      window_fixture_show (fixture, "en", 1440, 900);
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "palette", NULL);
      WAIT_FOR (find_palette () != NULL);
      walk.root = find_palette ();
      type_everywhere (&walk);
      g_assert_cmpuint (g_hash_table_size (walk.met), ==, 1);
      check_mark (fixture, walk.root);
      gtk_window_destroy (GTK_WINDOW (walk.root));
    }
  walk_clear (&walk);
}

/* A key that is stolen before the entry has it would be seen: the walk above can fail. */
static gboolean
steal_cb (GtkEventControllerKey *controller,
          guint key,
          guint code,
          GdkModifierType state,
          gpointer unused)
{
  return key == GDK_KEY_b;
}

static void
test_stolen (WindowFixture *fixture, gconstpointer unused)
{
  GtkEventController *thief = gtk_event_controller_key_new ();
  static const char *const keys[] = { "p", "b", "Escape", NULL };
  GtkWidget *text;

  if (!window_fixture_can_press ())
    return;
  window_fixture_show (fixture, "en", 1440, 900);
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  gtk_event_controller_set_propagation_phase (thief, GTK_PHASE_CAPTURE);
  g_signal_connect (thief, "key-pressed", G_CALLBACK (steal_cb), NULL);
  gtk_widget_add_controller (ROOT, thief);
  text = window_fixture_find_type (ROOT, GTK_TYPE_TEXT);
  WAIT_FOR (gtk_widget_grab_focus (text) && gtk_widget_has_focus (text));
  test_method_set_composing (TRUE);
  window_fixture_press (keys);
  WAIT_FOR (test_method_count_ended () == 1);
  g_assert_cmpuint (test_method_count_keys (), ==, 2);
  test_method_set_composing (FALSE);
}

#define ADD(path, func) window_fixture_add ("/typing/" path, window_fixture_set_up_types, func)

int
main (int argc, char **argv)
{
  test_method_choose ();
  window_fixture_init (&argc, &argv, "en");
  test_method_register ();
  ADD ("everywhere", test_everywhere);
  ADD ("palette", test_palette);
  ADD ("stolen", test_stolen);
  return g_test_run ();
}
