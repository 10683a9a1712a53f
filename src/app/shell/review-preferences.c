/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: each row is bound to a setting; whoever reads the setting follows it at once. */
#define G_LOG_DOMAIN "review-app"
#include "review-preferences.h"

#include "review-language.h"

struct _ReviewPreferences
{
  AdwWindow parent;
  /* template */
  AdwComboRow *language;
  AdwComboRow *style;
  AdwComboRow *text_size;
  GtkSwitch *high_contrast;
  GtkSwitch *sop_visible;
  GtkSwitch *notify_sla;
};

G_DEFINE_FINAL_TYPE (ReviewPreferences, review_preferences, ADW_TYPE_WINDOW)

/* In the order of the rows' lists. */
static const char *const languages[] = { REVIEW_LANGUAGE_EN, REVIEW_LANGUAGE_ZH, NULL };
static const char *const styles[] = { "system", "light", "dark", NULL };
static const char *const text_sizes[] = { "90", "100", "110", "125", "150", NULL };

static gboolean
position_from_text (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *texts = user_data;
  const char *text = g_variant_get_string (variant, NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    if (g_str_equal (texts[i], text))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
text_from_position (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *texts = user_data;
  guint i = g_value_get_uint (value);

  return i < g_strv_length ((GStrv) texts) ? g_variant_new_string (texts[i]) : NULL;
}

/* An empty setting follows the computer: the row shows what that came to. */
static gboolean
position_from_language (GValue *value, GVariant *variant, gpointer user_data)
{
  g_autoptr (GVariant) now = g_variant_ref_sink (g_variant_new_string (review_language_get ()));

  return position_from_text (value, *g_variant_get_string (variant, NULL) != '\0' ? variant : now,
                             user_data);
}

static void
review_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REVIEW_TYPE_PREFERENCES);
  G_OBJECT_CLASS (review_preferences_parent_class)->dispose (object);
}

static void
review_preferences_class_init (ReviewPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, ReviewPreferences, style);
  gtk_widget_class_bind_template_child (widget_class, ReviewPreferences, text_size);
  gtk_widget_class_bind_template_child (widget_class, ReviewPreferences, high_contrast);
  gtk_widget_class_bind_template_child (widget_class, ReviewPreferences, sop_visible);
  gtk_widget_class_bind_template_child (widget_class, ReviewPreferences, notify_sla);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
review_preferences_init (ReviewPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_list (GSettings *settings,
           const char *key,
           AdwComboRow *row,
           const char *const *texts,
           GSettingsBindGetMapping get)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, get,
                                text_from_position, (gpointer) texts, NULL);
}

/**
 * review_preferences_new:
 * @parent: the window they stand over
 * @settings: what is changed
 *
 * Returns: (transfer none): the window; GTK owns it
 */
GtkWidget *
review_preferences_new (GtkWindow *parent, GSettings *settings)
{
  ReviewPreferences *self = g_object_new (REVIEW_TYPE_PREFERENCES, "transient-for", parent, NULL);

  bind_list (settings, "language", self->language, languages, position_from_language);
  bind_list (settings, "style", self->style, styles, position_from_text);
  bind_list (settings, "text-size", self->text_size, text_sizes, position_from_text);
  g_settings_bind (settings, "high-contrast", self->high_contrast, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sop-visible", self->sop_visible, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-sla", self->notify_sla, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}

static GtkWindow *
find_over (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_PREFERENCES (window) && gtk_window_get_transient_for (window) == parent)
        return window;
    }
  return NULL;
}

/**
 * review_preferences_move:
 * @from: a window that goes because the language is another
 * @to: the one that comes
 * @settings: what is changed
 *
 * Opens the preferences over @to, in the language of now, where they were open over @from; the focus
 * is where it was, on the language.
 */
void
review_preferences_move (GtkWindow *from, GtkWindow *to, GSettings *settings)
{
  GtkWindow *old = find_over (from);
  GtkWidget *window;

  if (old == NULL)
    return;
  window = review_preferences_new (to, settings);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (REVIEW_PREFERENCES (window)->language));
  gtk_window_destroy (old);
}
