/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-widgets"
#include "review-chart-parts.h"

#include "review-tip.h"

/**
 * review_chart_add_part:
 * @role: what a screen reader takes it for
 *
 * Returns: (transfer none): a child of @chart
 */
GtkWidget *
review_chart_add_part (GtkWidget *chart, const char *css_class, GtkAccessibleRole role)
{
  GtkWidget *part = g_object_new (GTK_TYPE_BOX, "accessible-role", role, NULL);

  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, chart);
  return part;
}

/**
 * review_chart_add_drawn:
 *
 * Returns: (transfer none): a part that is only drawn: a screen reader passes it over, and the pointer
 *   meets what lies under it
 */
GtkWidget *
review_chart_add_drawn (GtkWidget *chart, const char *css_class)
{
  GtkWidget *part = review_chart_add_part (chart, css_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  gtk_widget_set_can_target (part, FALSE);
  return part;
}

/**
 * review_chart_add_row:
 * @text: the part in words: its row in the table that a screen reader finds, and its tooltip
 *
 * Returns: (transfer none): a child of @chart
 */
GtkWidget *
review_chart_add_row (GtkWidget *chart, const char *css_class, const char *text)
{
  GtkWidget *row = review_chart_add_part (chart, css_class, GTK_ACCESSIBLE_ROLE_ROW);

  review_tip_set (row, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

/**
 * review_chart_add_label:
 * @role: GTK_ACCESSIBLE_ROLE_PRESENTATION where a row says it already
 *
 * Returns: (transfer none): words that the pointer does not meet, with figures of one width
 */
GtkWidget *
review_chart_add_label (GtkWidget *chart,
                        const char *css_class,
                        const char *text,
                        GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_set_parent (label, chart);
  return label;
}

/** review_chart_natural_size: Returns: px that @part takes where there is room. */
int
review_chart_natural_size (GtkWidget *part, GtkOrientation orientation)
{
  int natural = 0;

  gtk_widget_measure (part, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/** review_chart_place: allocates @part, px of its chart; what has no width or no height is not there. */
void
review_chart_place (GtkWidget *part, int x, int y, int width, int height)
{
  gtk_widget_set_child_visible (part, width > 0 && height > 0);
  if (width > 0 && height > 0)
    gtk_widget_size_allocate (part, &(GtkAllocation){ x, y, width, height }, -1);
}
