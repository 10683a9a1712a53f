/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles, rows and figures. What leads somewhere is a button with a name of its own, so that the focus
 * finds it again after the page was read anew. */
#define G_LOG_DOMAIN "review-app"
#include "review-today-parts.h"

#include "review-label.h"
#include "review-tip.h"
#include "review-today-words.h"

/** review_today_empty: takes all children away. */
void
review_today_empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/**
 * review_today_new_tile:
 *
 * Returns: (transfer floating): a count above 0 as a button that opens its list
 */
GtkWidget *
review_today_new_tile (const ReviewTodayCount *count, gint64 now)
{
  const char *place = review_today_words_kind_place (count->kind);
  const char *title = review_today_words_kind (count->kind);
  g_autofree char *figure = g_strdup_printf ("%d", (int) count->count);
  g_autofree char *note = review_today_words_note (count, now);
  g_autofree char *name = g_strdup_printf ("%s: %s. %s", title, figure, note);
  g_autofree char *id =
      g_strdup_printf ("focus-today-%s", review_enum_nick (&review_today_kinds, count->kind));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { review_label_new_text (title, "dim-label"),
                          review_label_new_text (figure, "figure"),
                          review_label_new_text (note, "note") };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_box_append (GTK_BOX (box), labels[i]);
  gtk_button_set_child (GTK_BUTTON (button), box);
  review_tone_apply (labels[2], review_today_words_tone (count));
  gtk_widget_add_css_class (button, "today-tile");
  gtk_widget_set_name (button, id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (place != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  else
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", count->kind);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  place != NULL ? "win.go-to" : "today.open");
  return button;
}

/**
 * review_today_new_row:
 * @note: (nullable): under the two
 * @tone: of the note; its words carry what it colours
 *
 * Returns: (transfer floating): a name, its figure at the right, and a note
 */
GtkWidget *
review_today_new_row (const char *title, const char *figure, const char *note, ReviewTone tone)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = review_label_new_text (title, NULL);
  GtkWidget *value = review_label_new_text (figure, "today-value");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), value);
  gtk_box_append (GTK_BOX (row), top);
  if (note != NULL)
    {
      GtkWidget *label = review_label_new_text (note, "note");

      review_tone_apply (label, tone);
      gtk_box_append (GTK_BOX (row), label);
    }
  gtk_widget_add_css_class (row, "today-row");
  return row;
}

/**
 * review_today_new_figure:
 * @name: (nullable): of the widget, "focus-…"; %NULL: it leads nowhere
 * @spoken: what a screen reader says of it
 *
 * Returns: (transfer floating): a number in a table; a button where it leads somewhere
 */
GtkWidget *
review_today_new_figure (const char *figure, const char *name, const char *spoken)
{
  GtkWidget *label = review_label_new_text (figure, NULL), *button;

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (label), -1);
  if (name == NULL)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "today-cell");
      return label;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "today-cell");
  gtk_widget_set_name (button, name);
  review_tip_set (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}
