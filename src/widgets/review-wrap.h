/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_WRAP (review_wrap_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWrap, review_wrap, REVIEW, WRAP, GtkWidget)

GtkWidget *review_wrap_new (void);
void review_wrap_append (ReviewWrap *self, GtkWidget *child);
void review_wrap_remove_all (ReviewWrap *self);

G_END_DECLS
