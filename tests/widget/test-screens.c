/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen of the case view, of all five types and in both languages, at the least size that it
 * must work at: each tab of the evidence, each form of the decision bar, each popover, the windows
 * beside it. What holds on each is in screen-check.h; planted faults show that it is seen. */
#include "screen-check.h"
#include "window-fixture.h"

#include "review-card.h"
#include "review-preferences.h"
#include "review-sop-pane.h"
#include "review-tab-strip.h"

#define ROOT      GTK_WIDGET (fixture->window)
#define MOST_TABS 12
#define TALL      2400 /* px: a window so high that the whole case is in sight */

typedef void (*LookFunc) (ScreenCheck *check, GtkWidget *root);

static void
look_at_all (ScreenCheck *check, GtkWidget *root)
{
  screen_check_names (check, root);
  screen_check_cut (check, root);
  screen_check_inside (check, root);
  screen_check_cards (check, root);
}

static void
look_at_language (ScreenCheck *check, GtkWidget *root)
{
  screen_check_language (check, root);
}

/* Every window there is: the main one, what stands over it, what was put beside it. */
static void
look (WindowFixture *fixture, ScreenCheck *check, LookFunc func, const char *screen)
{
  GListModel *windows = gtk_window_get_toplevels ();

  window_fixture_settle (fixture, 40);
  check->screen = screen;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!gtk_widget_get_mapped (window))
        continue;
      gtk_test_widget_wait_for_draw (window);
      WAIT_FOR (gtk_widget_get_width (window) > 0);
      func (check, window);
    }
  check->screen = NULL;
}

/* Once round the tabs of the evidence, as ] does. */
static void
look_at_tabs (WindowFixture *fixture, ScreenCheck *check, LookFunc func, const char *name)
{
  ReviewTabStrip *strip = REVIEW_TAB_STRIP (window_fixture_find_type (ROOT, REVIEW_TYPE_TAB_STRIP));
  g_autofree char *first = g_strdup (review_tab_strip_get_selected (strip));
  guint n = 0;

  do
    {
      g_autofree char *screen =
          g_strdup_printf ("%s, tab %s", name, review_tab_strip_get_selected (strip));

      look (fixture, check, func, screen);
      window_fixture_act (fixture, "review.next-tab");
      g_assert_cmpuint (++n, <, MOST_TABS);
    }
  while (!g_str_equal (review_tab_strip_get_selected (strip), first));
  g_assert_cmpuint (n, >=, 4);
}

/* What each verb asks for in its place. */
static void
look_at_forms (WindowFixture *fixture, ScreenCheck *check, LookFunc func, const char *name)
{
  static const char *const acts[] = { "review.pass", "review.block", "review.escalate",
                                      "review.ask", "review.hold" };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *screen = g_strdup_printf ("%s, %s", name, acts[i]);

      window_fixture_act (fixture, acts[i]);
      window_fixture_act (fixture, "review.flawed");
      look (fixture, check, func, screen);
    }
}

static void
collect_menu (GtkWidget *widget, gpointer user_data)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_is_sensitive (widget))
    g_ptr_array_add (user_data, g_object_ref (widget));
}

static guint
look_at_popovers (WindowFixture *fixture, ScreenCheck *check, LookFunc func, const char *name)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new_with_free_func (g_object_unref);

  window_fixture_walk (ROOT, collect_menu, buttons);
  for (guint i = 0; i < buttons->len; i++)
    {
      g_autofree char *screen =
          g_strdup_printf ("%s, popover of “%s”", name, gtk_widget_get_name (buttons->pdata[i]));

      gtk_widget_child_focus (buttons->pdata[i], GTK_DIR_TAB_FORWARD); /* scrolls it into sight */
      window_fixture_settle (fixture, 40);
      gtk_menu_button_popup (buttons->pdata[i]);
      look (fixture, check, func, screen);
      gtk_menu_button_popdown (buttons->pdata[i]);
    }
  return buttons->len;
}

/* The palette, the preferences, the evidence in a window of its own. */
static void
look_at_windows (WindowFixture *fixture, ScreenCheck *check, LookFunc func, const char *name)
{
  g_autofree char *screen = g_strdup_printf ("%s, windows", name);
  GtkWidget *preferences = review_preferences_new (GTK_WINDOW (fixture->window), fixture->settings);
  guint before = g_list_model_get_n_items (gtk_window_get_toplevels ());

  gtk_window_present (GTK_WINDOW (preferences));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "palette", NULL);
  window_fixture_act (fixture, "review.detach-tab");
  look (fixture, check, func, screen);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, before + 2);
  window_fixture_act (fixture, "review.detach-tab");
  gtk_window_destroy (GTK_WINDOW (preferences));
  /* The palette stands over the window, and goes with it. */
  window_fixture_show (fixture, review_session_get_language (fixture->session), 1100, 700);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, before - 1);
}

static void
look_at_type (WindowFixture *fixture, ScreenCheck *check, LookFunc func, const char *name)
{
  look_at_tabs (fixture, check, func, name);
  look_at_forms (fixture, check, func, name);
  g_assert_cmpuint (look_at_popovers (fixture, check, func, name), >, 3);
}

/* What the data of the open case says is nobody's to translate. */
static void
set_data (ScreenCheck *check, const char *type)
{
  g_autofree char *path =
      g_strdup_printf ("%s/tests/widget/screens/case-%s.json", g_getenv ("G_TEST_SRCDIR"), type);

  g_free (check->data);
  g_assert_true (g_file_get_contents (path, &check->data, NULL, NULL));
}

static void
look_everywhere (WindowFixture *fixture, const char *language, LookFunc func)
{
  g_autoptr (ScreenCheck) check = screen_check_new ();

  window_fixture_show (fixture, language, 1100, 700);
  look (fixture, check, func, "no case");
  for (guint i = 0; window_fixture_types[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s in %s", window_fixture_types[i], language);

      set_data (check, window_fixture_types[i]);
      window_fixture_take_type (fixture, window_fixture_types[i]);
      window_fixture_show (fixture, language, 1100, 700);
      g_assert_cmpint (gtk_widget_get_width (ROOT), <=, 1100);
      g_assert_cmpint (gtk_widget_get_height (ROOT), <=, 700);
      look_at_type (fixture, check, func, name);
      if (i == 0)
        look_at_windows (fixture, check, func, name);
    }
  screen_check_report (check);
  window_fixture_show (fixture, "en", 1100, 700);
}

static void
test_english (WindowFixture *fixture, gconstpointer unused)
{
  look_everywhere (fixture, "en", look_at_all);
}

static void
look_at_chinese (ScreenCheck *check, GtkWidget *root)
{
  look_at_all (check, root);
  look_at_language (check, root);
}

static void
test_chinese (WindowFixture *fixture, gconstpointer unused)
{
  look_everywhere (fixture, "zh-CN", look_at_chinese);
}

/* The window stays as it is when a case is taken, and another one after it: the cards are laid out
 * anew in it, and again with each tab, whose texts are of other heights. */
static void
test_taken (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ScreenCheck) check = screen_check_new ();

  window_fixture_show (fixture, "en", 1440, 900);
  for (guint i = 0; window_fixture_types[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s, just taken", window_fixture_types[i]);

      window_fixture_take_type (fixture, window_fixture_types[i]);
      look_at_tabs (fixture, check, look_at_all, name);
    }
  g_assert_cmpuint (check->cards, >, 100);
  screen_check_report (check);
}

/* The pages beside the case view, as a lead sees them, with an inbox that has something in it. */
static void
look_at_page (WindowFixture *fixture, ScreenCheck *check, const char *page, const char *text)
{
  g_autofree char *screen = g_strdup_printf ("page %s", page);

  gtk_widget_activate_action (ROOT, "win.page", "s", page);
  WAIT_FOR (window_fixture_has_text (ROOT, text));
  g_assert_cmpint (gtk_widget_get_width (ROOT), <=, 1100);
  g_assert_cmpint (gtk_widget_get_height (ROOT), <=, 700);
  look (fixture, check, look_at_all, screen);
}

static void
look_at_hub (WindowFixture *fixture, ScreenCheck *check)
{
  static const char *const places[] = { "rules", "models", "history", "type:withdrawal_anomaly" };
  GtkWidget *hub = window_fixture_find_type (ROOT, g_type_from_name ("ReviewHubPage"));

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *screen = g_strdup_printf ("Decision Hub, %s", places[i]);

      gtk_widget_activate_action (hub, "hub.show", "s", places[i]);
      window_fixture_settle (fixture, 60);
      look (fixture, check, look_at_all, screen);
    }
}

static void
test_pages (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const languages[] = { "en", "zh-CN" };
  g_autoptr (ScreenCheck) check = screen_check_new ();

  fake_server_escalate (fixture->server, 1, "u-agent");
  fake_server_wait (fixture->server, 2, REVIEW_WORK_ON_HOLD);
  fake_server_wait (fixture->server, 3, REVIEW_WORK_QUEUED);
  WAIT_FOR (
      g_list_model_get_n_items (review_inbox_get_own (review_session_get_inbox (fixture->session)))
      == 2);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      window_fixture_show (fixture, languages[i], 1100, 700);
      look_at_page (fixture, check, "review", "WD-48219");
      look_at_page (fixture, check, "waves", "WV-1");
      gtk_widget_activate_action (ROOT, "win.page", "s", "hub");
      WAIT_FOR (review_hub_board_get_overview (review_session_get_hub (fixture->session)) != NULL);
      look_at_hub (fixture, check);
    }
  g_assert_cmpuint (check->names, >, 100);
  screen_check_report (check);
  window_fixture_show (fixture, "en", 1100, 700);
}

/* Light, dark, and more contrast in both, in both languages, over all types: each label stands out
 * from what is behind it. */
static void
test_contrast (WindowFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    AdwColorScheme scheme;
    gboolean more;
    const char *language;
    const char *name;
  } styles[] = { { ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, "en", "light" },
                 { ADW_COLOR_SCHEME_FORCE_DARK, FALSE, "zh-CN", "dark, in Chinese" },
                 { ADW_COLOR_SCHEME_FORCE_LIGHT, TRUE, "zh-CN",
                   "light, more contrast, in Chinese" },
                 { ADW_COLOR_SCHEME_FORCE_DARK, TRUE, "en", "dark, more contrast" },
                 { ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, "zh-CN", "light, in Chinese" } };
  g_autoptr (ScreenCheck) check = screen_check_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[i].scheme);
      window_fixture_take_type (fixture, window_fixture_types[i]);
      window_fixture_show (fixture, styles[i].language, 1440, TALL);
      if (styles[i].more)
        gtk_widget_add_css_class (ROOT, "more-contrast");
      window_fixture_act (fixture, "review.block");
      window_fixture_act (fixture, "review.flawed");
      look (fixture, check, screen_check_contrast, styles[i].name);
    }
  g_assert_cmpuint (check->measured, >, 200);
  screen_check_report (check);
  window_fixture_show (fixture, "en", 1440, 900);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* Faults that are planted, one at a time, and what must be said of each */

static gboolean
is_said (ScreenCheck *check, const char *part)
{
  for (guint i = 0; i < check->faults->len; i++)
    if (strstr (check->faults->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

static void
expect_fault (WindowFixture *fixture, LookFunc func, const char *part)
{
  g_autoptr (ScreenCheck) check = screen_check_new ();

  look (fixture, check, func, "planted");
  if (!is_said (check, part))
    g_error ("not seen: %s", part);
}

/* A card over a corner of another one, with something in it that hangs out on one side. */
static GtkWidget *
lay_out_badly (void)
{
  GtkWidget *place = gtk_fixed_new (), *inside = gtk_fixed_new (), *over = review_card_new ("2");

  gtk_widget_set_overflow (inside, GTK_OVERFLOW_VISIBLE);
  gtk_fixed_put (GTK_FIXED (inside), gtk_label_new ("3"), -60, 0);
  review_card_set_child (REVIEW_CARD (over), inside);
  gtk_fixed_put (GTK_FIXED (place), review_card_new ("1"), 0, 0);
  gtk_fixed_put (GTK_FIXED (place), over, 6, 6);
  return place;
}

static void
test_faults (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *bar, *button, *label;

  window_fixture_take_type (fixture, "kyc_audit");
  window_fixture_show (fixture, "zh-CN", 1100, 700);
  bar = gtk_widget_get_parent (window_fixture_find_type (ROOT, GTK_TYPE_SEARCH_ENTRY));
  button = gtk_button_new_from_icon_name ("edit-find-symbolic");
  gtk_box_append (GTK_BOX (bar), button);
  expect_fault (fixture, screen_check_names, "can have the focus and has no name");
  gtk_box_remove (GTK_BOX (bar), button);
  label = gtk_label_new ("Put back");
  gtk_box_append (GTK_BOX (bar), label);
  expect_fault (fixture, screen_check_language, "untranslated: “Put back”");
  gtk_label_set_text (GTK_LABEL (label), "nobody ever translated this");
  expect_fault (fixture, screen_check_language, "no message of the catalogue");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 4);
  gtk_widget_set_size_request (label, 30, -1);
  expect_fault (fixture, screen_check_cut, "cut off without a tooltip");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_markup (GTK_LABEL (label), "<span color=\"#c8c8c8\">faint</span>");
  expect_fault (fixture, screen_check_contrast, "“faint”");
  gtk_box_remove (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), lay_out_badly ());
  expect_fault (fixture, screen_check_cards, "lies over another card");
  expect_fault (fixture, screen_check_cards, "goes past its card");
  window_fixture_show (fixture, "en", 1100, 700);
}

#define ADD(path, func) window_fixture_add ("/screens/" path, window_fixture_set_up_types, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("english", test_english);
  ADD ("chinese", test_chinese);
  ADD ("taken", test_taken);
  window_fixture_add ("/screens/pages", window_fixture_set_up_lead, test_pages);
  ADD ("contrast", test_contrast);
  ADD ("faults", test_faults);
  return g_test_run ();
}
