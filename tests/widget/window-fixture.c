/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See window-fixture.h. */
#define G_LOG_DOMAIN "review-test"
#include "window-fixture.h"

#include <string.h>

#include "review-catalog-load.h"
#include "review-clock.h"
#include "review-codec.h"
#include "review-data-resource.h"
#include "review-language.h"
#include "review-page.h"
#include "review-paths.h"
#include "review-twin.h"

void
window_fixture_init (int *argc, char ***argv, const char *language)
{
  g_autoptr (GtkCssProvider) css = NULL;

  review_language_init (language);
  g_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, "gtk-font-name", "Cantarell 11", NULL);
  /* The application does these two by itself; there is none here. */
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/org/riskops/Review/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/riskops/Review/icons");
}

static gpointer
read_record (const ReviewRecordType *type, const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "tests", "widget", name, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gpointer record;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  record = review_decode (type, json, -1, &error);
  g_assert_no_error (error);
  return record;
}

static ReviewCatalog *
load_catalog (void)
{
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;

  review_catalog_load (review_data_get_resource (), &catalog, &policy, &error);
  g_assert_no_error (error);
  return review_catalog_expand (catalog, policy);
}

static void
fill_row (FakeItem *item, guint i)
{
  static const struct
  {
    const char *display_id;
    const char *type;
    const char *subject;
    const char *value;
    int priority;
    int minutes;
  } rows[] = {
    { "WD-48213", "withdrawal_anomaly", "u•••3307", "128400", 82, 72 },
    { "POA-22086", "poa_review", "u•••2291", NULL, 78, 18 },
    { "WD-48219", "withdrawal_anomaly", "u•••9106", "9310.50", 64, 100 },
    { "WD-48220", "withdrawal_anomaly", "u•••7740", "4020", 52, 171 },
    { "POA-22090", "poa_review", "u•••0154", NULL, 40, 185 },
    { "WD-48231", "withdrawal_anomaly", "u•••5520", "650", 38, 202 },
    { "POA-22101", "poa_review", "u•••8812", NULL, 33, 220 },
  };
  ReviewQueueRow *row = item->row;
  gsize n = i % G_N_ELEMENTS (rows);

  g_free (row->display_id);
  g_free (row->type);
  row->display_id = g_strdup (rows[n].display_id);
  row->type = g_strdup (rows[n].type);
  row->subject = g_strdup (rows[n].subject);
  row->value = g_strdup (rows[n].value);
  row->currency = rows[n].value != NULL ? g_strdup ("USD") : NULL;
  row->priority = rows[n].priority;
  row->key_user = rows[n].priority >= 75;
  row->due_at = g_get_real_time () + rows[n].minutes * REVIEW_MINUTE + 30 * REVIEW_SECOND;
}

static void
fill_case (FakeItem *item, const char *file)
{
  ReviewCaseView *view = read_record (&review_case_view_type, file);

  view->server_time = g_get_real_time ();
  view->work_item->due_at = item->row->due_at;
  g_free (view->work_item->id);
  g_free (view->work_item->case_id);
  g_free (view->item_case->id);
  view->work_item->id = g_strdup (item->row->work_item);
  view->work_item->case_id = g_strdup (item->row->case_id);
  view->item_case->id = g_strdup (item->row->case_id);
  review_record_unref (item->view);
  item->view = view;
}

static ReviewUser *
user_new (const char *id, const char *name, int role)
{
  ReviewUser *user = review_record_new (&review_user_type);

  user->id = g_strdup (id);
  user->name = g_strdup (name);
  user->role = role;
  return user;
}

static void
make_server (WindowFixture *self, guint n_items, ReviewUser *user)
{
  memset (self, 0, sizeof *self);
  self->settings = review_paths_new_settings ();
  self->server = fake_server_new (n_items);
  review_record_unref (self->server->user);
  self->server->user = user;
  review_record_unref (self->server->catalog);
  self->server->catalog = load_catalog ();
}

static void
start (WindowFixture *self)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN };

  config.server_url = self->server->url;
  config.language = review_language_get ();
  self->session = review_session_new (&config);
  self->desk = review_session_get_desk (self->session);
  review_session_start (self->session);
  WAIT_FOR (review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (review_session_get_queue (self->session))) > 0);
}

static void
begin (WindowFixture *self, guint rows, ReviewUser *user)
{
  make_server (self, rows, user);
  for (guint i = 0; i < self->server->items->len; i++)
    fill_row (fake_server_item (self->server, i), i);
  fill_case (fake_server_item (self->server, 0), "case-sketch.json");
  start (self);
}

void
window_fixture_set_up_many (WindowFixture *self, guint rows)
{
  begin (self, rows, user_new ("u-senior", "L. Chen", REVIEW_ROLE_SENIOR));
}

void
window_fixture_set_up (WindowFixture *self, gconstpointer unused)
{
  window_fixture_set_up_many (self, 7);
}

void
window_fixture_set_up_as (WindowFixture *self, const char *id, const char *name, int role)
{
  begin (self, 7, user_new (id, name, role));
}

void
window_fixture_set_up_lead (WindowFixture *self, gconstpointer unused)
{
  window_fixture_set_up_as (self, "u-lead", "W. Zhao", REVIEW_ROLE_LEAD);
}

void
window_fixture_set_up_lead_window (WindowFixture *self, gconstpointer unused)
{
  window_fixture_set_up_lead (self, NULL);
  window_fixture_show (self, "en", 1440, 900);
}

const char *const window_fixture_types[] = { "withdrawal_anomaly", "ato",       "kyc_audit",
                                             "poa_review",         "reset_2fa", NULL };

/* The row of the queue that belongs to the case; each has so many minutes more. */
static void
fill_row_of (FakeItem *item, const ReviewCase *one, guint i)
{
  ReviewQueueRow *row = item->row;

  g_free (row->display_id);
  g_free (row->type);
  row->display_id = g_strdup (one->display_id);
  row->type = g_strdup (one->type);
  row->subject = g_strdup (one->subject->display);
  row->value = g_strdup (one->value);
  row->currency = g_strdup (one->currency);
  row->priority = (int) one->priority;
  row->key_user = row->priority >= 75;
  row->due_at = g_get_real_time () + (40 + 35 * i) * REVIEW_MINUTE + 30 * REVIEW_SECOND;
}

void
window_fixture_set_up_types (WindowFixture *self, gconstpointer unused)
{
  make_server (self, g_strv_length ((char **) window_fixture_types),
               user_new ("u-senior", "L. Chen", REVIEW_ROLE_SENIOR));
  for (guint i = 0; i < self->server->items->len; i++)
    {
      FakeItem *item = fake_server_item (self->server, i);
      g_autofree char *file = g_strdup_printf ("screens/case-%s.json", window_fixture_types[i]);

      fill_case (item, file);
      fill_row_of (item, item->view->item_case, i);
      item->view->work_item->due_at = item->row->due_at;
    }
  start (self);
}

void
window_fixture_take_type (WindowFixture *self, const char *type)
{
  review_desk_release_async (self->desk, NULL, NULL, NULL, NULL);
  WAIT_FOR (!review_desk_get_writable (self->desk) && !review_desk_get_busy (self->desk));
  review_desk_take_next_async (self->desk, type, NULL, NULL, NULL);
  WAIT_FOR (review_desk_get_writable (self->desk));
}

void
window_fixture_take (WindowFixture *self)
{
  review_desk_take_next_async (self->desk, NULL, NULL, NULL, NULL);
  WAIT_FOR (review_desk_get_writable (self->desk));
}

void
window_fixture_close (WindowFixture *self)
{
  ReviewWindow *window = self->window;

  if (window == NULL)
    return;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &self->window);
  gtk_window_destroy (GTK_WINDOW (window));
  /* Nothing may keep the window: not a signal of the session, not a source. */
  WAIT_FOR (self->window == NULL);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  review_session_close_finish (REVIEW_SESSION (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
tear_down (WindowFixture *self, gconstpointer unused)
{
  gboolean closed = FALSE;
  ReviewSession *session = self->session;

  window_fixture_close (self);
  review_session_close_async (session, closed_cb, &closed);
  WAIT_FOR (closed);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &self->session);
  g_object_unref (session);
  WAIT_FOR (self->session == NULL);
  fake_server_free (self->server);
  g_clear_object (&self->settings);
}

void
window_fixture_add (const char *path, WindowTestFunc set_up, WindowTestFunc func)
{
  g_test_add (path, WindowFixture, NULL, set_up, func, tear_down);
}

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets timers of the widgets run: scrolling to a place waits for the layout. */
void
window_fixture_settle (WindowFixture *self, guint milliseconds)
{
  gboolean passed = FALSE;

  g_timeout_add (milliseconds, passed_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
  if (self->window != NULL)
    gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
}

void
window_fixture_show (WindowFixture *self, const char *language, int width, int height)
{
  ReviewWindow *old = self->window;

  if (old != NULL)
    review_window_save (old);
  review_language_set (language);
  review_session_set_language (self->session, language);
  self->window = g_object_new (REVIEW_TYPE_WINDOW, NULL);
  review_window_bind (self->window, self->session, self->settings);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
  if (old != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (old), (gpointer *) &old);
      gtk_window_destroy (GTK_WINDOW (old));
      WAIT_FOR (old == NULL);
    }
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  window_fixture_settle (self, 150);
}

void
window_fixture_shot (WindowFixture *self, const char *name)
{
  GtkWidget *widget = GTK_WIDGET (self->window);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "screenshots", NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, name);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  g_mkdir_with_parents (folder, 0755);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  g_test_message ("%s", path);
}

void
window_fixture_walk (GtkWidget *root, WindowVisitFunc func, gpointer user_data)
{
  if (!gtk_widget_get_visible (root) || review_twin_hides (root))
    return;
  func (root, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    window_fixture_walk (child, func, user_data);
}

typedef struct
{
  const char *name;
  const char *text;
  GType type;
  GtkWidget *found;
} Search;

static void
search_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (search->found != NULL)
    return;
  if ((search->name != NULL && g_str_equal (gtk_widget_get_name (widget), search->name))
      || (search->type != 0 && g_type_is_a (G_OBJECT_TYPE (widget), search->type))
      || (search->text != NULL && GTK_IS_LABEL (widget)
          && strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL))
    search->found = widget;
}

GtkWidget *
window_fixture_find (GtkWidget *root, const char *name)
{
  Search search = { .name = name };

  window_fixture_walk (root, search_cb, &search);
  return search.found;
}

GtkWidget *
window_fixture_find_type (GtkWidget *root, GType type)
{
  Search search = { .type = type };

  window_fixture_walk (root, search_cb, &search);
  return search.found;
}

gboolean
window_fixture_has_text (GtkWidget *root, const char *part)
{
  Search search = { .text = part };

  window_fixture_walk (root, search_cb, &search);
  return search.found != NULL;
}

GtkWidget *
window_fixture_get_page (WindowFixture *self)
{
  return window_fixture_find_type (GTK_WIDGET (self->window), REVIEW_TYPE_PAGE);
}

gboolean
window_fixture_act (WindowFixture *self, const char *action)
{
  return gtk_widget_activate_action_variant (window_fixture_get_page (self), action, NULL);
}

gboolean
window_fixture_can_press (void)
{
  g_autofree char *path = g_find_program_in_path ("xdotool");

  if (path == NULL)
    g_test_skip ("xdotool is not installed");
  return path != NULL;
}

void
window_fixture_press (const char *const *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) xdotool = NULL;

  g_ptr_array_add (argv, (gpointer) "xdotool");
  g_ptr_array_add (argv, (gpointer) "key");
  g_ptr_array_add (argv, (gpointer) "--delay");
  g_ptr_array_add (argv, (gpointer) "2");
  for (guint i = 0; keys[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) keys[i]);
  g_ptr_array_add (argv, NULL);
  xdotool = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (xdotool, NULL, &error));
}
