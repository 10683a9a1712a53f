/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-app"
#include "review-trial-parts.h"

#include <string.h>

#include "review-compat.h"
#include "review-label.h"
#include "review-list.h"
#include "review-tag.h"

/** review_trial_empty: takes all children away. */
void
review_trial_empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/** review_trial_new_entry: @text: what is asked; also its accessible name. */
GtkWidget *
review_trial_new_entry (const char *focus, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_name (entry, focus);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return entry;
}

/** review_trial_new_button: @css_class: (nullable): */
GtkWidget *
review_trial_new_button (const char *focus, const char *text, const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_name (button, focus);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  return button;
}

/** review_trial_new_table: columns as wide as their figures. */
GtkWidget *
review_trial_new_table (const char *name)
{
  GtkWidget *table = g_object_new (REVIEW_TYPE_FIGURE_TABLE, NULL);

  review_figure_table_set_even (REVIEW_FIGURE_TABLE (table), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return table;
}

/** review_trial_new_list: Returns: (transfer floating): a list of which one row is looked at. */
GtkWidget *
review_trial_new_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

/**
 * review_trial_new_row:
 * @text: under the title
 * @spoken: what a screen reader says of it
 * @focus: "focus-…": by which the focus finds it again
 * @id: by which review_list_find() finds it
 *
 * Returns: (transfer floating): a row of a list of candidates or experiments
 */
GtkWidget *
review_trial_new_row (
    const char *title, const char *text, const char *spoken, const char *focus, const char *id)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_name (row, focus);
  review_compat_name_widget (row, spoken);
  review_list_row_set_id (GTK_LIST_BOX_ROW (row), id);
  return row;
}

/** review_trial_add_tag: at the end of a review_trial_new_row(). */
void
review_trial_add_tag (GtkWidget *row, const char *text, ReviewTone tone)
{
  GtkWidget *tag = review_tag_new (text, tone);

  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tag);
}

/**
 * review_trial_add_form:
 * @text: on the button
 * @form: (transfer floating): what the button shows under it
 *
 * Returns: (transfer none): the button
 */
GtkToggleButton *
review_trial_add_form (GtkBox *box, const char *focus, const char *text, GtkWidget *form)
{
  GtkWidget *ask = gtk_toggle_button_new_with_label (text);
  GtkWidget *revealer = gtk_revealer_new ();

  gtk_widget_set_name (ask, focus);
  gtk_widget_set_halign (ask, GTK_ALIGN_START);
  gtk_widget_add_css_class (ask, "small-button");
  gtk_revealer_set_child (GTK_REVEALER (revealer), form);
  g_object_bind_property (ask, "active", revealer, "reveal-child", G_BINDING_SYNC_CREATE);
  g_object_bind_property (ask, "active", revealer, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (box, ask);
  gtk_box_append (box, revealer);
  return GTK_TOGGLE_BUTTON (ask);
}

/**
 * review_trial_show_act:
 * @offered: the board offers the act
 * @unmet: (nullable): what stands in its way
 *
 * Returns: @offered
 */
gboolean
review_trial_show_act (GtkWidget *button, gboolean offered, const char *unmet)
{
  gtk_widget_set_visible (button, offered);
  gtk_widget_set_sensitive (button, unmet == NULL);
  return offered;
}

/**
 * review_trial_add_fact:
 * @value: (nullable): nothing is added without one
 */
void
review_trial_add_fact (GtkBox *box, GtkSizeGroup *names, const char *name, const char *value)
{
  GtkWidget *line, *first, *second;

  if (value == NULL)
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  first = gtk_label_new (name);
  second = review_label_new_text (value, NULL);
  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_widget_set_valign (first, GTK_ALIGN_START);
  gtk_widget_add_css_class (first, "dim-label");
  gtk_widget_set_hexpand (second, TRUE);
  gtk_size_group_add_widget (names, first);
  gtk_box_append (GTK_BOX (line), first);
  gtk_box_append (GTK_BOX (line), second);
  gtk_box_append (box, line);
}

/** review_trial_set_entry: leaves the cursor where it is when nothing changes. */
void
review_trial_set_entry (GtkEntry *entry, const char *text)
{
  const char *wanted = text != NULL ? text : "";

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), wanted) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), wanted);
}
