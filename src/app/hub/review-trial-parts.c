/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-app"
#include "review-trial-parts.h"

#include <string.h>

#include "review-label.h"

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
