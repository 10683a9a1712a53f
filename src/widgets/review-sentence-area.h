/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SENTENCE_AREA (review_sentence_area_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSentenceArea, review_sentence_area, REVIEW, SENTENCE_AREA, GtkWidget)

GtkWidget *review_sentence_area_new (void);
void review_sentence_area_set_text (ReviewSentenceArea *self, const char *text);
char *review_sentence_area_dup_text (ReviewSentenceArea *self);
void review_sentence_area_set_status (ReviewSentenceArea *self, const char *status, gboolean over);
void review_sentence_area_set_editable (ReviewSentenceArea *self, gboolean editable);
void review_sentence_area_set_name (ReviewSentenceArea *self, const char *name);
GtkWidget *review_sentence_area_get_view (ReviewSentenceArea *self);

G_END_DECLS
