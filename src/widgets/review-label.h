/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void review_label_wrap (GtkLabel *label);
GtkWidget *review_label_new_text (const char *text, const char *css_class);
GtkWidget *review_label_new_line (const char *text, const char *css_class);
GtkWidget *review_label_new_tipped (const char *text, const char *css_class);
void review_label_show (GtkLabel *label, const char *text);

G_END_DECLS
