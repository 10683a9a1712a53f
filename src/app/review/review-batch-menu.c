/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside “Next case”: so many cases of one type in a row. */
#define G_LOG_DOMAIN "review-app"
#include "review-batch-menu.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewBatchMenu
{
  AdwBin parent;
  GtkMenuButton *button; /* (borrowed): the child */
  ReviewSession *session;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (ReviewBatchMenu, review_batch_menu, ADW_TYPE_BIN)

static const int sizes[] = { 10, 15, 20 };

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReviewBatchMenu *self = user_data;

  review_desk_start_batch (review_session_get_desk (self->session),
                           g_variant_get_string (parameter, NULL),
                           (guint) g_settings_get_int (self->settings, "batch-size"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.take-next", NULL);
}

static GMenuModel *
make_types (ReviewBatchMenu *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  int size = g_settings_get_int (self->settings, "batch-size");
  GMenu *menu = g_menu_new ();

  for (guint i = 0; catalog != NULL && catalog->case_types != NULL && i < catalog->case_types->len;
       i++)
    {
      const ReviewCaseType *type = catalog->case_types->pdata[i];
      g_autofree char *text = NULL;
      g_autoptr (GMenuItem) item = NULL;

      /* Translators: how many cases of a type one takes in a row: "15 in a row: KYC audit". */
      text = g_strdup_printf (_ ("%d in a row: %s"), size,
                              review_words_type (self->session, type->id));
      item = g_menu_item_new (text, NULL);
      g_menu_item_set_action_and_target (item, "batch.start", "s", type->id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_sizes (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%d case", "%d cases", (gulong) sizes[i]), sizes[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      g_menu_item_set_action_and_target (item, "batch.batch-size", "i", sizes[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
show_menu (ReviewBatchMenu *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) types = make_types (self);
  g_autoptr (GMenuModel) lengths = make_sizes ();

  g_menu_append_section (menu, NULL, types);
  g_menu_append_section (menu, _ ("How many in a row"), lengths);
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
  review_compat_name_menu (GTK_WIDGET (gtk_menu_button_get_popover (self->button)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            review_session_get_can_take_next (self->session));
}

static void
review_batch_menu_dispose (GObject *object)
{
  ReviewBatchMenu *self = REVIEW_BATCH_MENU (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (review_batch_menu_parent_class)->dispose (object);
}

static void
review_batch_menu_class_init (ReviewBatchMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_batch_menu_dispose;
}

static void
review_batch_menu_init (ReviewBatchMenu *self)
{
  const char *name = _ ("Cases of one type in a row");

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "pan-down-symbolic");
  review_tip_set (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * review_batch_menu_bind:
 * @settings: keeps how many
 *
 * Offers the case types of @session. Called once.
 */
void
review_batch_menu_bind (ReviewBatchMenu *self, ReviewSession *session, GSettings *settings)
{
  static const GActionEntry entries[] = { { "start", start_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) size = g_settings_create_action (settings, "batch-size");

  g_return_if_fail (REVIEW_IS_BATCH_MENU (self));

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (group), size);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "batch", G_ACTION_GROUP (group));
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (show_menu), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::can-take-next", G_CALLBACK (show_menu), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::batch-size", G_CALLBACK (show_menu), self,
                           G_CONNECT_SWAPPED);
  show_menu (self);
}
