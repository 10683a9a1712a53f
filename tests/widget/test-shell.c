/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Around the pages: the command palette, the preferences, and what of them every window follows. */
#include "window-fixture.h"

#include "review-appearance.h"
#include "review-case-report.h"
#include "review-command-palette.h"
#include "review-language.h"
#include "review-preferences.h"

static GtkWidget *
open_palette (WindowFixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "palette", NULL);
  window_fixture_settle (fixture, 50);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_COMMAND_PALETTE (window))
        return window;
    }
  g_assert_not_reached ();
}

static GtkListBox *
get_list (GtkWidget *palette)
{
  return GTK_LIST_BOX (window_fixture_find_type (palette, GTK_TYPE_LIST_BOX));
}

static GtkListBoxRow *
find_row (GtkWidget *palette, const char *action)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (palette), i)) != NULL; i++)
    if (g_str_equal (
            ((const ReviewCommand *) g_object_get_data (G_OBJECT (row), "review-command"))->action,
            action))
      return row;
  return NULL;
}

static gboolean
lists (GtkWidget *palette, const char *action)
{
  return find_row (palette, action) != NULL;
}

static void
type (WindowFixture *fixture, GtkWidget *palette, const char *text)
{
  GtkWidget *search = window_fixture_find_type (palette, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "activate");
  window_fixture_settle (fixture, 50);
}

/* Only what can be done now is listed, and Enter does the first that the words fit. */
static void
test_palette (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *palette;

  window_fixture_show (fixture, "en", 1440, 900);
  palette = open_palette (fixture);
  g_assert_true (lists (palette, "review.take-next"));
  g_assert_false (lists (palette, "review.block"));
  g_assert_false (lists (palette, "review.undo"));
  gtk_window_close (GTK_WINDOW (palette));

  window_fixture_take (fixture);
  palette = open_palette (fixture);
  g_assert_false (lists (palette, "review.take-next"));
  g_assert_true (lists (palette, "review.block"));
  gtk_test_accessible_assert_property (find_row (palette, "review.pass"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Pass");
  type (fixture, palette, "no such words");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, 0);
  type (fixture, palette, "bloc");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_BLOCK);
}

/* In Chinese both languages find a command. */
static void
test_palette_languages (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_take (fixture);
  window_fixture_show (fixture, "zh-CN", 1440, 900);
  type (fixture, open_palette (fixture), "拦截");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_BLOCK);
  type (fixture, open_palette (fixture), "escal");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_ESCALATE);
  window_fixture_show (fixture, "en", 1440, 900);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (; (text = strstr (text, part)) != NULL; text++)
    n++;
  return n;
}

/* Each key that a command teaches is in both lists of shortcuts; each item there says one. */
static void
test_keys (void)
{
  static const char *const lists_of_keys[] = { "/org/riskops/Review/gtk/help-overlay.ui",
                                               "/org/riskops/Review/shortcuts-dialog.ui" };
  gsize n;
  const ReviewCommand *commands = review_commands_get (&n);

  for (gsize f = 0; f < G_N_ELEMENTS (lists_of_keys); f++)
    {
      g_autoptr (GBytes) bytes = g_resources_lookup_data (lists_of_keys[f], 0, NULL);
      const char *text = bytes != NULL ? g_bytes_get_data (bytes, NULL) : "";

      g_assert_cmpuint (count (text, "<property name=\"accelerator\""), ==,
                        count (text, "\"GtkShortcutsShortcut\"")
                            + count (text, "\"AdwShortcutsItem\""));
      for (gsize i = 0; i < n; i++)
        {
          g_autofree char *key =
              commands[i].key != NULL ? g_markup_escape_text (commands[i].key, -1) : NULL;
          g_autofree char *element =
              g_strdup_printf ("<property name=\"accelerator\">%s</property>", key);

          if (key != NULL && strstr (text, element) == NULL)
            {
              g_test_message ("%s: %s is not listed", lists_of_keys[f], commands[i].key);
              g_test_fail ();
            }
        }
    }
}

/* The case on paper, in both languages; the whole of it, as full as a case gets. */
static void
test_report (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const languages[] = { "zh-CN", "en" };

  window_fixture_take (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (ReviewReport) report = NULL;
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (GError) error = NULL;
      guint pages = 0;

      window_fixture_show (fixture, languages[i], 1440, 900);
      report = review_case_report_new (fixture->session, review_desk_get_view (fixture->desk));
      pdf = review_report_to_pdf (report, &pages, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pages, >=, 2);
    }
}

static guint
get_selected (GtkWidget *root, const char *title)
{
  guint selected = GTK_INVALID_LIST_POSITION;
  GQueue queue = G_QUEUE_INIT;

  g_queue_push_tail (&queue, root);
  while (!g_queue_is_empty (&queue))
    {
      GtkWidget *widget = g_queue_pop_head (&queue);

      if (ADW_IS_COMBO_ROW (widget)
          && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
        selected = adw_combo_row_get_selected (ADW_COMBO_ROW (widget));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_queue_push_tail (&queue, child);
    }
  return selected;
}

static int
get_dpi (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi;
}

static void
test_preferences (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (GtkApplication) app = gtk_application_new (NULL, 0);
  GtkWidget *window;
  int dpi = get_dpi ();

  review_appearance_follow (app, fixture->settings);
  window_fixture_show (fixture, "en", 1440, 900);
  window = review_preferences_new (GTK_WINDOW (fixture->window), fixture->settings);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpuint (get_selected (window, "Language"), ==, 0);
  g_assert_cmpuint (get_selected (window, "Text size"), ==, 1);

  g_settings_set_string (fixture->settings, "text-size", "150");
  g_assert_cmpuint (get_selected (window, "Text size"), ==, 4);
  if (dpi > 0)
    g_assert_cmpint (get_dpi (), ==, dpi * 150 / 100);
  g_settings_reset (fixture->settings, "text-size");
  g_assert_cmpint (get_dpi (), ==, dpi);

  g_settings_set_boolean (fixture->settings, "high-contrast", TRUE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "more-contrast"));
  g_assert_true (gtk_widget_has_css_class (window, "more-contrast"));
  g_settings_reset (fixture->settings, "high-contrast");
  g_assert_false (gtk_widget_has_css_class (window, "more-contrast"));

  g_settings_set_boolean (fixture->settings, "sop-visible", FALSE);
  window_fixture_settle (fixture, 50);
  g_assert_null (
      window_fixture_find_type (GTK_WIDGET (fixture->window), g_type_from_name ("ReviewSopPane")));
  g_settings_reset (fixture->settings, "sop-visible");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_PREFERENCES (window))
        return window;
    }
  return NULL;
}

/* The language that is chosen in them is theirs, too, and the focus stays on it. */
static void
test_preferences_language (WindowFixture *fixture, gconstpointer unused)
{
  GtkWindow *window;
  GtkWidget *focus;

  window_fixture_show (fixture, "en", 1440, 900);
  window = GTK_WINDOW (fixture->window);
  review_preferences_move (window, window, fixture->settings);
  g_assert_null (find_preferences ()); /* none were open */
  gtk_window_present (GTK_WINDOW (review_preferences_new (window, fixture->settings)));
  g_assert_cmpuint (get_selected (find_preferences (), "Language"), ==, 0);
  review_language_set ("zh-CN");
  g_settings_set_string (fixture->settings, "language", "zh-CN");
  review_preferences_move (window, window, fixture->settings);
  g_assert_cmpuint (get_selected (find_preferences (), "语言"), ==, 1);
  focus = gtk_root_get_focus (GTK_ROOT (find_preferences ()));
  g_assert_true (ADW_IS_COMBO_ROW (focus)
                 || gtk_widget_get_ancestor (focus, ADW_TYPE_COMBO_ROW) != NULL);
  gtk_window_destroy (GTK_WINDOW (find_preferences ()));
  g_settings_reset (fixture->settings, "language");
  review_language_set ("en");
}

#define ADD(path, func) window_fixture_add (path, window_fixture_set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("/shell/palette", test_palette);
  ADD ("/shell/palette-languages", test_palette_languages);
  ADD ("/shell/preferences", test_preferences);
  ADD ("/shell/preferences-language", test_preferences_language);
  ADD ("/shell/report", test_report);
  g_test_add_func ("/shell/keys", test_keys);
  return g_test_run ();
}
