/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-tone.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_TAG (review_tag_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTag, review_tag, REVIEW, TAG, GtkWidget)

GtkWidget *review_tag_new (const char *text, ReviewTone tone);
GtkWidget *review_tag_new_chip (const char *text, ReviewTone tone);
void review_tag_set_text (ReviewTag *self, const char *text);
const char *review_tag_get_text (ReviewTag *self);
void review_tag_set_icon_name (ReviewTag *self, const char *icon_name);
void review_tag_set_tone (ReviewTag *self, ReviewTone tone);

G_END_DECLS
