/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean review_focus_is_in_popover (GtkWidget *widget);
gboolean review_focus_is_typing (GtkWidget *widget);
gboolean review_focus_is_on_row (GtkWidget *widget);
const char *review_focus_get_name (GtkWidget *widget);
GtkWidget *review_focus_find (GtkWidget *root, const char *name);

void review_focus_follow (GtkWidget *widget, const char *action, GVariant *target);

G_END_DECLS
