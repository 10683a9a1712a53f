/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen in both languages and both styles, at the least size that it must work at, against the
 * pictures that are kept beside this file: the case view, the inbox, waves and lists, the Decision Hub,
 * palette and preferences. An intended change renews them: `./dev pictures`. That a moved pane, another
 * colour or a lost card is seen, and another rasteriser of fonts is not, is tested as well. The pictures
 * are those of the toolkit of the floor: a newer one draws its own widgets otherwise, and is not
 * compared. */
#include <string.h>

#include "screen-picture.h"
#include "window-fixture.h"

#include "decoder-fixture.h"
#include "review-canonical.h"
#include "review-clock.h"
#include "review-image-view.h"
#include "review-preferences.h"

#define ROOT    GTK_WIDGET (fixture->window)
#define WIDTH   1100
#define HEIGHT  700
#define MINOR   8 /* of GTK 4: whose pictures are kept */
#define FAMILY  "Cantarell"
#define QUEUED  5   /* cases, besides those of the inbox */
#define LOOKS   100 /* at a busy machine */
#define A_WHILE 400 /* ms, for what is kept to be drawn */
#define OLD     (800 * REVIEW_DAY)
#define PLANTED "button.choice.tone-error { background: #5e1f8a; }"

/* One case after the other, each from its top with its own window. */
static const struct
{
  const char *name;
  const char *type; /* (nullable): no case is open */
  const char *tab;  /* (nullable): the case from its top */
  const char *act;  /* (nullable) */
} screens[] = {
  { "idle", NULL, NULL, NULL },
  { "withdrawal", "withdrawal_anomaly", NULL, NULL },
  { "transactions", "withdrawal_anomaly", "transactions", NULL },
  { "block", "withdrawal_anomaly", NULL, "review.block" },
  { "escalate", "withdrawal_anomaly", NULL, "review.escalate" },
  { "ask", "withdrawal_anomaly", NULL, "review.ask" },
  { "hold", "withdrawal_anomaly", NULL, "review.hold" },
  { "ato", "ato", NULL, NULL },
  { "places", "ato", "places", NULL },
  { "kyc", "kyc_audit", NULL, NULL },
  { "documents", "kyc_audit", "documents", NULL },
  { "poa", "poa_review", NULL, NULL },
  { "profile", "poa_review", "profile", NULL },
  { "reset", "reset_2fa", NULL, NULL },
  { "related", "reset_2fa", "related", NULL },
  { "notes", "reset_2fa", "notes", NULL },
};
#define ATO 7 /* of them */

/* A page of a document has been decoded and is on the screen. */
static gboolean
is_drawn (WindowFixture *fixture)
{
  GtkWidget *image = window_fixture_find_type (ROOT, REVIEW_TYPE_IMAGE_VIEW);

  return image != NULL && review_image_view_get_texture (REVIEW_IMAGE_VIEW (image)) != NULL;
}

/* Neither the widths of panes nor the tab are those that an earlier window left. */
static void
forget (WindowFixture *fixture)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  window_fixture_close (fixture);
  g_object_get (fixture->settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (char **key = keys; *key != NULL; key++)
    g_settings_reset (fixture->settings, *key);
  review_session_set_ui_string (fixture->session, "page/evidence-tab", "timeline");
}

/* A case that has just come up takes the focus, and the page scrolls to that. */
static gboolean
has_focus (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (ROOT));

  return focus != NULL
         && gtk_widget_get_ancestor (focus, g_type_from_name ("ReviewCasePane")) != NULL;
}

static void
show (WindowFixture *fixture, const char *language, gsize i)
{
  if (i == 0 || fixture->window == NULL || g_strcmp0 (screens[i].type, screens[i - 1].type) != 0
      || (screens[i].tab == NULL && screens[i - 1].tab != NULL))
    {
      forget (fixture);
      if (screens[i].type != NULL)
        window_fixture_take_type (fixture, screens[i].type);
      window_fixture_show (fixture, language, WIDTH, HEIGHT);
      WAIT_FOR (has_focus (fixture));
    }
  if (screens[i].tab != NULL)
    gtk_widget_activate_action (window_fixture_get_page (fixture), "review.show-tab", "s",
                                screens[i].tab);
  if (screens[i].act != NULL)
    {
      window_fixture_act (fixture, screens[i].act);
      window_fixture_act (fixture, "review.flawed");
    }
  if (g_str_equal (screens[i].name, "documents"))
    WAIT_FOR (is_drawn (fixture));
}

static char *
get_path (const char *name, const char *language)
{
  g_autofree char *file = g_strdup_printf ("%s-%.2s.png", name, language);

  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "tests", "widget", "pictures", file, NULL);
}

/* A busy machine draws late: looks again until it is seen to differ, or not to, for a while. */
static char *
wait_for (WindowFixture *fixture, GtkWidget *root, const ScreenPicture *kept, gboolean differs)
{
  char *difference = NULL;

  for (int i = 0; i < LOOKS; i++)
    {
      g_autoptr (ScreenPicture) now = screen_picture_take (root);

      g_free (difference);
      difference = screen_picture_compare (now, kept);
      if ((difference != NULL) == differs)
        break;
      window_fixture_settle (fixture, 100);
    }
  return difference;
}

/* What was drawn is beside the pictures of the other tests, to look at. */
static void
shoot (WindowFixture *fixture, const char *path)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (".png"));
  g_autofree char *shot = g_strconcat ("screen-", name, NULL);

  window_fixture_shot (fixture, shot);
}

static void
check (WindowFixture *fixture, GtkWidget *root, const ScreenPicture *kept, const char *path)
{
  g_autofree char *difference = wait_for (fixture, root, kept, FALSE);

  if (difference == NULL)
    return;
  shoot (fixture, path);
  g_test_message ("%s: %s; was it intended: ./dev pictures", path, difference);
  g_test_fail ();
}

static void
choose_style (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* What is kept is to be looked at first. */
static void
renew (WindowFixture *fixture, GtkWidget *root, const char *path)
{
  g_autoptr (ScreenPicture) light = NULL, dark = NULL, both = NULL;

  choose_style (FALSE);
  window_fixture_settle (fixture, A_WHILE);
  light = screen_picture_take (root);
  shoot (fixture, path);
  choose_style (TRUE);
  window_fixture_settle (fixture, A_WHILE);
  dark = screen_picture_take (root);
  both = screen_picture_stack (light, dark);
  screen_picture_save (both, path);
}

/* The light one is kept over the dark one; the style that is chosen already comes first, since the whole
 * window takes on another one. */
static void
check_styles (WindowFixture *fixture, GtkWidget *root, const char *name, const char *language)
{
  g_autofree char *path = get_path (name, language);
  g_autoptr (ScreenPicture) kept = screen_picture_load (path);

  if (g_getenv ("RISKOPS_RENEW_PICTURES") != NULL)
    renew (fixture, root, path);
  else if (kept == NULL)
    g_error ("%s: no picture is kept: ./dev pictures", path);
  else
    for (int i = 0; i < 2; i++)
      {
        gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ()) == (i == 0);
        g_autoptr (ScreenPicture) half = screen_picture_get_half (kept, dark);

        choose_style (dark);
        check (fixture, root, half, path);
      }
}

static gboolean
has_font (void)
{
  PangoFontFamily **families;
  int n;
  gboolean found = FALSE;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
  for (int i = 0; i < n; i++)
    found = found || g_str_equal (pango_font_family_get_name (families[i]), FAMILY);
  g_free (families);
  return found;
}

static gboolean
is_compared (void)
{
  if (gtk_get_minor_version () == MINOR && has_font ())
    return TRUE;
  g_test_skip ("the pictures are of GTK 4.8 with Cantarell; another one draws otherwise");
  return FALSE;
}

static void
check_cases (WindowFixture *fixture, const char *language)
{
  if (!is_compared ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      show (fixture, language, i);
      check_styles (fixture, ROOT, screens[i].name, language);
    }
  choose_style (FALSE);
  window_fixture_show (fixture, "en", WIDTH, HEIGHT);
}

static void
test_case_english (WindowFixture *fixture, gconstpointer unused)
{
  check_cases (fixture, "en");
}

static void
test_case_chinese (WindowFixture *fixture, gconstpointer unused)
{
  check_cases (fixture, "zh-CN");
}

/* The other pages, as a lead sees them, and the windows over them */

static void
open_page (WindowFixture *fixture, const char *page, const char *text)
{
  gtk_widget_activate_action (ROOT, "win.page", "s", page);
  WAIT_FOR (window_fixture_has_text (ROOT, text));
  window_fixture_settle (fixture, 100);
}

static void
check_hub (WindowFixture *fixture, const char *language)
{
  ReviewHubBoard *hub = review_session_get_hub (fixture->session);
  static const char *const places[] = { "type:withdrawal_anomaly", "rules", "models", "history" };

  gtk_widget_activate_action (ROOT, "win.page", "s", "hub");
  WAIT_FOR (review_hub_board_get_overview (hub) != NULL);
  review_hub_board_set_case_type (hub, "withdrawal_anomaly");
  WAIT_FOR (review_hub_board_get_state (hub) != REVIEW_HUB_LOADING
            && review_hub_board_get_versions (hub) != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strdup_printf ("hub-%s", i == 0 ? "thresholds" : places[i]);

      gtk_widget_activate_action (
          window_fixture_find_type (ROOT, g_type_from_name ("ReviewHubPage")), "hub.show", "s",
          places[i]);
      window_fixture_settle (fixture, 100);
      check_styles (fixture, ROOT, name, language);
    }
}

static GtkWidget *
find_window (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
check_window (WindowFixture *fixture, const char *type, const char *name, const char *language)
{
  WAIT_FOR (find_window (type) != NULL && gtk_widget_get_width (find_window (type)) > 0);
  window_fixture_settle (fixture, 100);
  check_styles (fixture, find_window (type), name, language);
  gtk_window_destroy (GTK_WINDOW (find_window (type)));
}

static void
check_pages (WindowFixture *fixture, const char *language)
{
  ReviewInbox *inbox = review_session_get_inbox (fixture->session);
  ReviewQueue *queue = review_session_get_queue (fixture->session);

  if (!is_compared ())
    return;
  fake_server_escalate (fixture->server, 1, "u-agent");
  fake_server_wait (fixture->server, 2, REVIEW_WORK_ON_HOLD);
  fake_server_wait (fixture->server, 3, REVIEW_WORK_QUEUED);
  WAIT_FOR (g_list_model_get_n_items (review_inbox_get_escalations (inbox)) == 1
            && g_list_model_get_n_items (review_inbox_get_own (inbox)) == 2
            && g_list_model_get_n_items (G_LIST_MODEL (queue)) == QUEUED);
  forget (fixture);
  window_fixture_show (fixture, language, WIDTH, HEIGHT);
  open_page (fixture, "review", "WD-48219");
  check_styles (fixture, ROOT, "inbox", language);
  open_page (fixture, "waves", "WV-1");
  check_styles (fixture, ROOT, "waves", language);
  check_hub (fixture, language);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "palette", NULL);
  check_window (fixture, "ReviewCommandPalette", "palette", language);
  gtk_window_present (
      GTK_WINDOW (review_preferences_new (GTK_WINDOW (fixture->window), fixture->settings)));
  check_window (fixture, "ReviewPreferences", "preferences", language);
  choose_style (FALSE);
  window_fixture_show (fixture, "en", WIDTH, HEIGHT);
}

static void
test_pages_english (WindowFixture *fixture, gconstpointer unused)
{
  check_pages (fixture, "en");
}

static void
test_pages_chinese (WindowFixture *fixture, gconstpointer unused)
{
  check_pages (fixture, "zh-CN");
}

/* Planted faults, and what is none */

static void
expect_seen (WindowFixture *fixture, const ScreenPicture *before, const char *what)
{
  g_autofree char *difference = wait_for (fixture, ROOT, before, TRUE);

  g_test_message ("%s: %s", what, difference != NULL ? difference : "not seen");
  g_assert_nonnull (difference);
}

static void
expect_unseen (WindowFixture *fixture, const ScreenPicture *before, const char *what)
{
  g_autofree char *difference = wait_for (fixture, ROOT, before, FALSE);

  g_test_message ("%s: %s", what, difference != NULL ? difference : "not seen");
  g_assert_null (difference);
}

/* The chosen verb is violet instead of red. */
static void
load_planted (GtkCssProvider *css)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("planted-XXXXXX.css", &stream, NULL);

  g_assert_true (g_file_replace_contents (file, PLANTED, strlen (PLANTED), NULL, FALSE,
                                          G_FILE_CREATE_NONE, NULL, NULL, NULL));
  gtk_css_provider_load_from_file (css, file);
  g_file_delete (file, NULL, NULL);
}

static void
test_faults (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ScreenPicture) before = NULL;
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  GtkWidget *widget;

  show (fixture, "en", ATO);
  window_fixture_settle (fixture, A_WHILE);
  before = screen_picture_take (ROOT);
  expect_unseen (fixture, before, "the same again");
  widget = window_fixture_find_type (ROOT, GTK_TYPE_PANED);
  gtk_paned_set_position (GTK_PANED (widget), gtk_paned_get_position (GTK_PANED (widget)) + 40);
  expect_seen (fixture, before, "a pane that moved");
  gtk_paned_set_position (GTK_PANED (widget), gtk_paned_get_position (GTK_PANED (widget)) - 40);
  expect_unseen (fixture, before, "the pane back");
  widget = window_fixture_find_type (ROOT, g_type_from_name ("ReviewRocaCard"));
  gtk_widget_set_visible (widget, FALSE);
  expect_seen (fixture, before, "a card that is gone");
  gtk_widget_set_visible (widget, TRUE);
  expect_unseen (fixture, before, "the card again");
  window_fixture_act (fixture, "review.block");
  window_fixture_settle (fixture, A_WHILE);
  g_clear_pointer (&before, screen_picture_free);
  before = screen_picture_take (ROOT);
  load_planted (css);
  gtk_style_context_add_provider_for_display (
      gtk_widget_get_display (ROOT), GTK_STYLE_PROVIDER (css), GTK_STYLE_PROVIDER_PRIORITY_USER);
  expect_seen (fixture, before, "a verb in another colour");
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (ROOT),
                                                 GTK_STYLE_PROVIDER (css));
  expect_unseen (fixture, before, "its own colour again");
}

/* Other settings of the rasteriser, as other machines have them. */
static void
test_fonts (WindowFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    int antialias, hinting;
    const char *style;
  } fonts[] = { { 1, 0, "hintnone" }, { 1, 1, "hintfull" }, { 1, 1, "hintslight" } };
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (ScreenPicture) before = NULL;

  show (fixture, "en", ATO);
  window_fixture_settle (fixture, A_WHILE);
  before = screen_picture_take (ROOT);
  for (gsize i = 0; i < G_N_ELEMENTS (fonts); i++)
    {
      g_object_set (settings, "gtk-xft-antialias", fonts[i].antialias, "gtk-xft-hinting",
                    fonts[i].hinting, "gtk-xft-hintstyle", fonts[i].style, NULL);
      expect_unseen (fixture, before, fonts[i].style);
    }
  gtk_settings_reset_property (settings, "gtk-xft-antialias");
  gtk_settings_reset_property (settings, "gtk-xft-hinting");
  gtk_settings_reset_property (settings, "gtk-xft-hintstyle");
}

/* The documents of the KYC audit have come. */
static void
serve_documents (WindowFixture *fixture)
{
  g_autoptr (GBytes) card = fixture_draw ("kyc_audit", REVIEW_MEDIA_TYPE_JPEG);
  g_autofree char *hash = review_sha256 (g_bytes_get_data (card, NULL), g_bytes_get_size (card));
  ReviewCaseView *view = fake_server_item (fixture->server, 2)->view;

  g_assert_cmpstr (view->item_case->type, ==, "kyc_audit");
  g_hash_table_insert (fixture->server->files, g_strdup (hash), g_bytes_ref (card));
  for (guint i = 0; i < view->evidence->len; i++)
    {
      GPtrArray *list = ((ReviewEvidence *) view->evidence->pdata[i])->attachments;

      for (guint j = 0; list != NULL && j < list->len; j++)
        {
          ReviewAttachment *one = list->pdata[j];

          g_free (one->sha256);
          one->sha256 = g_strdup (hash);
          one->media_type = REVIEW_MEDIA_TYPE_JPEG;
          one->size = (gint64) g_bytes_get_size (card);
        }
    }
}

/* Rows of this year are dated without it: these are of another one whenever they are looked at. */
static void
make_old (FakeItem *item)
{
  for (guint i = 0; i < item->view->evidence->len; i++)
    {
      ReviewEvidence *one = item->view->evidence->pdata[i];

      if (one->at > OLD)
        one->at -= OLD;
    }
}

static void
set_up (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_set_up_types (fixture, NULL);
  for (guint i = 0; i < fixture->server->items->len; i++)
    make_old (fake_server_item (fixture->server, i));
  serve_documents (fixture);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  window_fixture_add ("/pictures/case-english", set_up, test_case_english);
  window_fixture_add ("/pictures/case-chinese", set_up, test_case_chinese);
  window_fixture_add ("/pictures/pages-english", window_fixture_set_up_lead, test_pages_english);
  window_fixture_add ("/pictures/pages-chinese", window_fixture_set_up_lead, test_pages_chinese);
  window_fixture_add ("/pictures/faults", set_up, test_faults);
  window_fixture_add ("/pictures/fonts", set_up, test_fonts);
  return g_test_run ();
}
