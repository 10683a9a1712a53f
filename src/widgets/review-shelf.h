/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SHELF (review_shelf_get_type ())
G_DECLARE_FINAL_TYPE (ReviewShelf, review_shelf, REVIEW, SHELF, GtkWidget)

G_END_DECLS
