/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of one line and of many lines. Of the latter GTK asks how narrow they could be by breaking the
 * text at a width of nothing, and what is left of the line is shaped anew at each break: where a line
 * may end inside a word, that is once for every letter, and a paragraph takes over a millisecond. A
 * least width of a few letters makes it a sixth. In templates it is the property "width-chars". */
#define G_LOG_DOMAIN "review-widgets"
#include "review-label.h"

#include "review-tip.h"

#define LEAST_CHARS 10

/**
 * review_label_wrap:
 *
 * Lets @label take as many lines as it needs; a word that is wider than the label is broken.
 */
void
review_label_wrap (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (label, LEAST_CHARS);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * review_label_new_text:
 * @css_class: (nullable):
 *
 * Returns: (transfer floating): a label that wraps, with figures of one width
 */
GtkWidget *
review_label_new_text (const char *text, const char *css_class)
{
  GtkWidget *label = new_label (text, css_class);

  review_label_wrap (GTK_LABEL (label));
  return label;
}

/**
 * review_label_new_line:
 * @css_class: (nullable):
 *
 * Returns: (transfer floating): one line, shortened where it is too long: for what has its whole text as
 *   a tooltip
 */
GtkWidget *
review_label_new_line (const char *text, const char *css_class)
{
  GtkWidget *label = new_label (text, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

/**
 * review_label_new_tipped:
 * @css_class: (nullable):
 *
 * Returns: (transfer floating): one line, shortened where it is too long, with the whole as its tooltip
 */
GtkWidget *
review_label_new_tipped (const char *text, const char *css_class)
{
  GtkWidget *label = review_label_new_line (text, css_class);

  review_tip_set (label, text);
  return label;
}

/**
 * review_label_show:
 * @text: (nullable): %NULL: the label is not there
 */
void
review_label_show (GtkLabel *label, const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}
