/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Light or dark, the size of the text, the contrast: from the settings to every window. */
#define G_LOG_DOMAIN "review-app"
#include "review-appearance.h"

#define DPI_UNITS   1024 /* gtk-xft-dpi is in 1/1024 of a dot per inch */
#define DPI_DEFAULT 96

static void
apply_style (GSettings *settings, const char *key, GtkApplication *app)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  guint style = (guint) g_settings_get_enum (settings, "style");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (style, G_N_ELEMENTS (schemes) - 1)]);
}

/* In parts of what the desktop asks for, which is asked anew each time. */
static void
apply_text_size (GSettings *settings, const char *key, GtkApplication *app)
{
  GtkSettings *gtk_settings = gtk_settings_get_default ();
  g_autofree char *percent = g_settings_get_string (settings, "text-size");
  int dpi = 0;

  gtk_settings_reset_property (gtk_settings, "gtk-xft-dpi");
  if (g_str_equal (percent, "100"))
    return;
  g_object_get (gtk_settings, "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = DPI_DEFAULT * DPI_UNITS;
  g_object_set (gtk_settings, "gtk-xft-dpi",
                (int) (dpi * g_ascii_strtoll (percent, NULL, 10) / 100), NULL);
}

static void
apply_contrast_to (GSettings *settings, GtkWidget *window)
{
  if (g_settings_get_boolean (settings, "high-contrast"))
    gtk_widget_add_css_class (window, "more-contrast");
  else
    gtk_widget_remove_css_class (window, "more-contrast");
}

static void
apply_contrast (GSettings *settings, const char *key, GtkApplication *app)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      apply_contrast_to (settings, window);
    }
}

/* Also those that are no windows of the application: palettes and preferences. */
static void
windows_changed_cb (
    GListModel *windows, guint position, guint removed, guint added, GSettings *settings)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      apply_contrast_to (settings, window);
    }
}

/**
 * review_appearance_follow:
 * @app: the application, after its startup
 * @settings: what is followed for the life of @app
 */
void
review_appearance_follow (GtkApplication *app, GSettings *settings)
{
  static const struct
  {
    const char *signal;
    void (*apply) (GSettings *settings, const char *key, GtkApplication *app);
  } follows[] = { { "changed::style", apply_style },
                  { "changed::text-size", apply_text_size },
                  { "changed::high-contrast", apply_contrast } };

  for (gsize i = 0; i < G_N_ELEMENTS (follows); i++)
    {
      g_signal_connect_object (settings, follows[i].signal, G_CALLBACK (follows[i].apply), app, 0);
      follows[i].apply (settings, NULL, app);
    }
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed",
                           G_CALLBACK (windows_changed_cb), settings, 0);
}
