/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SEEK (review_seek_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSeek, review_seek, REVIEW, SEEK, GObject)

ReviewSeek *review_seek_new (GtkScrolledWindow *scrolled, GtkWidget *content);
void review_seek_to (ReviewSeek *self, GtkWidget *target, double above);
void review_seek_stop (ReviewSeek *self);

G_END_DECLS
