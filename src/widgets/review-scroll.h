/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SCROLL (review_scroll_get_type ())
G_DECLARE_FINAL_TYPE (ReviewScroll, review_scroll, REVIEW, SCROLL, GtkWidget)

void review_scroll_to_top (ReviewScroll *self);

G_END_DECLS
