/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_TWIN (review_twin_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTwin, review_twin, REVIEW, TWIN, GtkWidget)

GtkWidget *review_twin_new (GtkWidget *front, GtkWidget *back);
void review_twin_fill (ReviewTwin *self, GtkWidget *front, GtkWidget *back);
GtkWidget *review_twin_get_front (ReviewTwin *self);
GtkWidget *review_twin_get_back (ReviewTwin *self);
void review_twin_swap (ReviewTwin *self);
gboolean review_twin_hides (GtkWidget *widget);

G_END_DECLS
