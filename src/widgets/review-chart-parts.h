/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that the charts are drawn with: style nodes, so that every colour comes from the style sheet, and
 * where they go. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *review_chart_add_part (GtkWidget *chart, const char *css_class, GtkAccessibleRole role);
GtkWidget *review_chart_add_drawn (GtkWidget *chart, const char *css_class);
GtkWidget *review_chart_add_row (GtkWidget *chart, const char *css_class, const char *text);
GtkWidget *review_chart_add_label (GtkWidget *chart,
                                   const char *css_class,
                                   const char *text,
                                   GtkAccessibleRole role);
int review_chart_natural_size (GtkWidget *part, GtkOrientation orientation);
void review_chart_place (GtkWidget *part, int x, int y, int width, int height);

G_END_DECLS
