/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one session for the life of the process and one window over it. A switch of
 * language takes the window down and builds it anew over the same session, which holds everything
 * a person would miss. */
#define G_LOG_DOMAIN "review-app"
#include "review-application.h"

#include <glib/gi18n.h>

#include "config.h"
#include "review-appearance.h"
#include "review-compat.h"
#include "review-language.h"
#include "review-preferences.h"
#include "review-sla-notice.h"
#include "review-window.h"

struct _ReviewApplication
{
  AdwApplication parent;
  GSettings *settings;      /* owned */
  ReviewSession *session;   /* owned (nullable): made at startup */
  ReviewSlaNotice *notice;  /* owned (nullable): made at startup */
  char *server_url;         /* owned (nullable): from the command line */
  char *database;           /* owned (nullable): from the command line */
  const char *first_action; /* (nullable): of the command line, done when there is a window */
  gboolean closing;         /* the session is being closed; the process ends after it */
  guint rebuild;            /* idle source that rebuilds the window */
};

G_DEFINE_FINAL_TYPE (ReviewApplication, review_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "server", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Work with a team server"), N_ ("URL") },
  { "database", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Database of the server on this computer"),
    "sqlite:PATH" },
  { "take-next", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Take the next case"), NULL },
  { "preferences", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the preferences"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { NULL },
};

/* What an option asks for: an action without a parameter. */
static const struct
{
  const char *option;
  const char *action;
} option_actions[] = { { "take-next", "next-case" }, { "preferences", "preferences" } };

static ReviewWindow *
get_window (ReviewApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (REVIEW_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static gboolean
rebuild_window (gpointer user_data)
{
  ReviewApplication *self = user_data;
  ReviewWindow *old = get_window (self);
  ReviewWindow *window;

  self->rebuild = 0;
  if (old != NULL)
    review_window_save (old);
  review_language_set (review_session_get_language (self->session));
  window = review_window_new (self);
  gtk_window_present (GTK_WINDOW (window));
  if (old != NULL)
    {
      review_preferences_move (GTK_WINDOW (old), GTK_WINDOW (window), self->settings);
      gtk_window_destroy (GTK_WINDOW (old));
    }
  return G_SOURCE_REMOVE;
}

static void
session_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!review_session_close_finish (REVIEW_SESSION (source), result, &error))
    g_warning ("The session did not close cleanly: %s", error->message);
  g_application_release (G_APPLICATION (self));
  g_application_quit (G_APPLICATION (self));
}

static void
close_session (ReviewApplication *self)
{
  if (self->closing)
    return;
  self->closing = TRUE;
  g_application_hold (G_APPLICATION (self));
  review_session_close_async (self->session, session_closed_cb, g_object_ref (self));
}

static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewApplication *self = user_data;
  ReviewWindow *window = get_window (self);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  close_session (self);
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  review_compat_show_about (GTK_WINDOW (get_window (user_data)));
}

static void
language_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  review_application_set_language (user_data, g_variant_get_string (parameter, NULL));
}

static void
toggle_language_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewApplication *self = user_data;
  gboolean english = g_str_equal (review_session_get_language (self->session), REVIEW_LANGUAGE_EN);

  review_application_set_language (self, english ? REVIEW_LANGUAGE_ZH : REVIEW_LANGUAGE_EN);
}

static void
show_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
}

static void
next_case_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  if (get_window (user_data) != NULL)
    review_window_take_next (get_window (user_data));
}

static void
preferences_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  if (get_window (self) != NULL)
    gtk_window_present (
        GTK_WINDOW (review_preferences_new (GTK_WINDOW (get_window (self)), self->settings)));
}

static const GActionEntry actions[] = {
  { "show", show_activated_cb },
  { "next-case", next_case_activated_cb },
  { "preferences", preferences_activated_cb },
  { "quit", quit_activated_cb },
  { "about", about_activated_cb },
  { "language", language_activated_cb, "s" },
  { "toggle-language", toggle_language_activated_cb },
};

static void
window_removed_cb (ReviewApplication *self)
{
  if (get_window (self) == NULL && self->rebuild == 0)
    close_session (self);
}

/* Only chords: a single key would fire while somebody types. */
static void
set_accels (GtkApplication *app)
{
  static const char *const accels[][2] = {
    { "app.quit", "<Control>q" },      { "app.preferences", "<Control>comma" },
    { "win.palette", "<Control>k" },   { "app.toggle-language", "<Control><Shift>l" },
    { "win.page::review", "<Alt>1" },  { "win.page::hub", "<Alt>2" },
    { "win.page::waves", "<Alt>3" },   { "win.page::today", "<Alt>0" },
    { "win.page::quality", "<Alt>4" }, { "win.shift", "<Alt>5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (app, accels[i][0],
                                           (const char *[]){ accels[i][1], NULL });
}

/* Whoever changed it: the language button, the preferences. */
static void
follow_language (ReviewApplication *self)
{
  g_autofree char *language = g_settings_get_string (self->settings, "language");

  if (*language == '\0' || self->rebuild != 0
      || g_str_equal (language, review_session_get_language (self->session)))
    return;
  review_session_set_language (self->session, language);
  self->rebuild = g_idle_add (rebuild_window, self);
}

static void
review_application_startup (GApplication *app)
{
  ReviewApplication *self = REVIEW_APPLICATION (app);
  g_autofree char *url = g_settings_get_string (self->settings, "server-url");
  const char *server = self->server_url != NULL ? self->server_url : url;
  ReviewSessionConfig config = { .server_url = *server != '\0' ? server : NULL,
                                 .database = self->database,
                                 .language = review_language_get () };
  g_autoptr (GAction) style = g_settings_create_action (self->settings, "style");

  G_APPLICATION_CLASS (review_application_parent_class)->startup (app);
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), style);
  set_accels (GTK_APPLICATION (self));
  review_appearance_follow (GTK_APPLICATION (self), self->settings);
  g_signal_connect_object (self->settings, "changed::language", G_CALLBACK (follow_language), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "window-removed", G_CALLBACK (window_removed_cb), self,
                           G_CONNECT_AFTER);
  self->session = review_session_new (&config);
  self->notice = review_sla_notice_new (app, self->session, self->settings);
}

static void
review_application_activate (GApplication *app)
{
  ReviewApplication *self = REVIEW_APPLICATION (app);
  ReviewWindow *window = get_window (self);

  if (self->closing)
    return;
  /* Started by the desktop for an action, the session waits for its window. */
  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_CLOSED)
    review_session_start (self->session);
  if (window == NULL)
    window = review_window_new (self);
  gtk_window_present (GTK_WINDOW (window));
  if (self->first_action != NULL)
    {
      const char *action = g_steal_pointer (&self->first_action);

      g_action_group_activate_action (G_ACTION_GROUP (self), action, NULL);
    }
}

/* An app that runs already is asked over the bus and this process ends; else it is done here, when
 * the window is there. */
static int
ask (ReviewApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!g_application_get_is_remote (G_APPLICATION (self)))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (self), self->first_action, NULL);
  return 0;
}

static int
review_application_handle_local_options (GApplication *app, GVariantDict *dict)
{
  ReviewApplication *self = REVIEW_APPLICATION (app);

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("riskops-review %s\n", PACKAGE_VERSION);
      return 0;
    }
  g_variant_dict_lookup (dict, "server", "s", &self->server_url);
  g_variant_dict_lookup (dict, "database", "s", &self->database);
  for (gsize i = 0; i < G_N_ELEMENTS (option_actions); i++)
    if (g_variant_dict_contains (dict, option_actions[i].option))
      self->first_action = option_actions[i].action;
  return self->first_action != NULL ? ask (self) : -1;
}

static void
review_application_dispose (GObject *object)
{
  ReviewApplication *self = REVIEW_APPLICATION (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_object (&self->notice);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (review_application_parent_class)->dispose (object);
}

static void
review_application_finalize (GObject *object)
{
  ReviewApplication *self = REVIEW_APPLICATION (object);

  g_free (self->server_url);
  g_free (self->database);
  G_OBJECT_CLASS (review_application_parent_class)->finalize (object);
}

static void
review_application_class_init (ReviewApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = review_application_dispose;
  object_class->finalize = review_application_finalize;
  app_class->startup = review_application_startup;
  app_class->activate = review_application_activate;
  app_class->handle_local_options = review_application_handle_local_options;
}

static void
review_application_init (ReviewApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * review_application_new:
 * @settings: the app's settings
 *
 * Returns: (transfer full): the application; nothing is started before it runs
 */
ReviewApplication *
review_application_new (GSettings *settings)
{
  ReviewApplication *self = g_object_new (REVIEW_TYPE_APPLICATION, "application-id", APP_ID,
                                          "resource-base-path", "/org/riskops/Review", NULL);

  self->settings = g_object_ref (settings);
  return self;
}

/**
 * review_application_get_session:
 *
 * Returns: (transfer none): the session, from startup on
 */
ReviewSession *
review_application_get_session (ReviewApplication *self)
{
  g_return_val_if_fail (REVIEW_IS_APPLICATION (self), NULL);

  return self->session;
}

/**
 * review_application_get_settings:
 *
 * Returns: (transfer none): the settings
 */
GSettings *
review_application_get_settings (ReviewApplication *self)
{
  g_return_val_if_fail (REVIEW_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * review_application_set_language:
 * @language: "en" or "zh-CN"
 *
 * Switches the language of interface and data: the window is built anew when the current event has
 * been handled, with the open case, the draft and the places where one was.
 */
void
review_application_set_language (ReviewApplication *self, const char *language)
{
  g_return_if_fail (REVIEW_IS_APPLICATION (self));

  if (self->rebuild == 0)
    g_settings_set_string (self->settings, "language", language);
}
