/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_CARD (review_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCard, review_card, REVIEW, CARD, GtkWidget)

GtkWidget *review_card_new (const char *title);
void review_card_set_title (ReviewCard *self, const char *title);
void review_card_set_caption (ReviewCard *self, const char *caption);
void review_card_set_child (ReviewCard *self, GtkWidget *child);

G_END_DECLS
