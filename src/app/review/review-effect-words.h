/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_effect_words_state (const ReviewEffect *effect, gint64 now);
ReviewTone review_effect_words_tone (const ReviewEffect *effect, gint64 now);
const char *review_effect_words_icon (const ReviewEffect *effect, gint64 now);
char *review_effect_words_describe (ReviewSession *session, const ReviewEffect *effect, gint64 now);

G_END_DECLS
