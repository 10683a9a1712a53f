/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_KEY_CONTENT (review_key_content_get_type ())
G_DECLARE_FINAL_TYPE (ReviewKeyContent, review_key_content, REVIEW, KEY_CONTENT, GtkWidget)

GtkWidget *review_key_content_new (const char *text, const char *key);
void review_key_content_set_text (ReviewKeyContent *self, const char *text);
const char *review_key_content_get_text (ReviewKeyContent *self);
void review_key_content_set_wrap (ReviewKeyContent *self, gboolean wrap);
void review_key_content_set_key (ReviewKeyContent *self, const char *key);
void review_key_content_name (GtkWidget *button, const char *name);

G_END_DECLS
