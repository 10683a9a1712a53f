/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_COUNTDOWN (review_countdown_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCountdown, review_countdown, REVIEW, COUNTDOWN, GtkWidget)

/* Words around the figure: "%s left", "%s over". Each holds one %s. */
char *review_countdown_dup_text (gint64 left, const char *left_words, const char *over_words);
GtkWidget *review_countdown_new (void);
void review_countdown_set_words (ReviewCountdown *self,
                                 const char *left,
                                 const char *over,
                                 const char *spoken);
void review_countdown_set_coloured (ReviewCountdown *self, gboolean coloured);
void review_countdown_start (ReviewCountdown *self, gint64 deadline, gint64 now);
void review_countdown_clear (ReviewCountdown *self);
const char *review_countdown_get_text (ReviewCountdown *self);

G_END_DECLS
