/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_COLUMNS (review_columns_get_type ())
G_DECLARE_FINAL_TYPE (ReviewColumns, review_columns, REVIEW, COLUMNS, GtkWidget)

void review_columns_add (ReviewColumns *self, GtkWidget *child, int weight);

G_END_DECLS
