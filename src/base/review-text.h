/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint review_text_count_sentences (const char *text);
const char *review_text_language (const char *text);
char *review_text_mask (const char *id);
char *review_text_fold_address (const char *text);
char *review_text_visible (const char *text);
gboolean review_text_is_blank (const char *text);
gboolean review_text_is_amount (const char *text);
gboolean review_text_has_words (const char *const *texts, const char *query);

G_END_DECLS
