/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command palette: everything that can be done now, found by typing in either language. The
 * key beside a command teaches it. What cannot be done now is not listed. */
#define G_LOG_DOMAIN "review-app"
#include "review-command-palette.h"

#include <glib/gi18n.h>

struct _ReviewCommandPalette
{
  AdwWindow parent;
  /* template */
  GtkEditable *search;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;
  /* borrowed */
  GtkWidget *target; /* weak (nullable): where the actions are looked for */
};

G_DEFINE_FINAL_TYPE (ReviewCommandPalette, review_command_palette, ADW_TYPE_WINDOW)

static const ReviewCommand *
get_command (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "review-command");
}

static gboolean
filter (GtkListBoxRow *row, gpointer user_data)
{
  ReviewCommandPalette *self = user_data;

  return review_command_matches (get_command (row), gtk_editable_get_text (self->search));
}

/* Nothing is drawn between typing and Enter: so what is visible is asked of the filter. */
static GtkListBoxRow *
find_first (ReviewCommandPalette *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter (row, self))
      return row;
  return NULL;
}

static void
search_changed_cb (ReviewCommandPalette *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, find_first (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/* The window is gone before the act, which may open another one or move the focus. */
static void
row_activated_cb (ReviewCommandPalette *self, GtkListBoxRow *row)
{
  const ReviewCommand *command = get_command (row);
  g_autoptr (GtkWidget) target = self->target != NULL ? g_object_ref (self->target) : NULL;

  gtk_window_close (GTK_WINDOW (self));
  if (target != NULL)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) value = NULL;

      if (g_action_parse_detailed_name (command->action, &name, &value, NULL))
        gtk_widget_activate_action_variant (target, name, value);
    }
}

static void
search_activated_cb (ReviewCommandPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL || !filter (row, self))
    row = find_first (self);
  if (row != NULL)
    row_activated_cb (self, row);
}

static void
mark (ReviewCommandPalette *self, GtkListBoxRow *row)
{
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scrolled),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* Up and Down move the mark while one goes on typing. After the text: an input method that composes
 * goes through its candidates with them. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReviewCommandPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  int i = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (step == 0)
    return GDK_EVENT_PROPAGATE;
  while ((row = gtk_list_box_get_row_at_index (self->list, i += step)) != NULL)
    if (filter (row, self))
      {
        mark (self, row);
        break;
      }
  return GDK_EVENT_STOP;
}

static void
review_command_palette_dispose (GObject *object)
{
  ReviewCommandPalette *self = REVIEW_COMMAND_PALETTE (object);

  g_clear_weak_pointer (&self->target);
  if (self->list != NULL)
    gtk_list_box_set_filter_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_COMMAND_PALETTE);
  G_OBJECT_CLASS (review_command_palette_parent_class)->dispose (object);
}

static void
review_command_palette_class_init (ReviewCommandPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_command_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-command-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewCommandPalette, search);
  gtk_widget_class_bind_template_child (widget_class, ReviewCommandPalette, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewCommandPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
review_command_palette_init (ReviewCommandPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  gtk_list_box_set_filter_func (self->list, filter, self, NULL);
}

/**
 * review_command_palette_new:
 * @parent: the window it stands over
 * @target: (transfer none): the widget on which the actions are activated: its own, the window's
 *   and the application's; it need not outlive the palette
 *
 * Returns: (transfer none): a palette without commands; GTK owns it
 */
ReviewCommandPalette *
review_command_palette_new (GtkWindow *parent, GtkWidget *target)
{
  ReviewCommandPalette *self =
      g_object_new (REVIEW_TYPE_COMMAND_PALETTE, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->target, target);
  return self;
}

static GtkWidget *
make_words (const char *title, const char *key)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "key-cap");
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), cap);
    }
  return box;
}

static void
add_row (ReviewCommandPalette *self, const ReviewCommand *command, GDestroyNotify free_command)
{
  const char *title = review_command_get_title (command);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *key = NULL;
  guint keyval = 0;
  GdkModifierType modifiers = 0;

  if (command->key != NULL && gtk_accelerator_parse (command->key, &keyval, &modifiers))
    key = gtk_accelerator_get_label (keyval, modifiers);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_words (title, key));
  g_object_set_data_full (G_OBJECT (row), "review-command", (gpointer) command, free_command);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->list, row);
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/**
 * review_command_palette_add:
 * @command: (transfer none): of review_commands_get()
 *
 * Lists a command after those that are listed.
 */
void
review_command_palette_add (ReviewCommandPalette *self, const ReviewCommand *command)
{
  add_row (self, command, NULL);
}

static void
command_free (gpointer data)
{
  ReviewCommand *self = data;

  g_free ((char *) self->title);
  g_free ((char *) self->action);
  g_free (self);
}

/**
 * review_command_palette_add_look:
 * @display_id: of a related case, as people know it
 * @case_id: the same case's own id
 *
 * Lists, after what is listed, that one can look at the case.
 */
void
review_command_palette_add_look (ReviewCommandPalette *self,
                                 const char *display_id,
                                 const char *case_id)
{
  ReviewCommand *command = g_new0 (ReviewCommand, 1);

  /* Translators: %s is the id of a case */
  command->title = g_strdup_printf (_ ("Look at related case %s"), display_id);
  command->action = g_strconcat ("review.look-at::", case_id, NULL);
  add_row (self, command, command_free);
}
