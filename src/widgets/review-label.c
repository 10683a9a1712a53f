/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of many lines. GTK asks how narrow such a label could be by breaking its text at a width of
 * nothing, and what is left of the line is shaped anew at each break: where a line may end inside a
 * word, that is once for every letter, and a paragraph takes over a millisecond. A least width of a
 * few letters makes it a sixth. In templates it is the property "width-chars". */
#define G_LOG_DOMAIN "review-widgets"
#include "review-label.h"

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
