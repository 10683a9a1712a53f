/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_TAB_STOP (review_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTabStop, review_tab_stop, REVIEW, TAB_STOP, GtkWidget)

GtkWidget *review_tab_stop_new (GtkListBox *list);

G_END_DECLS
