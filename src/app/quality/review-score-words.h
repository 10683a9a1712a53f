/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-scorecard.h"
#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_score_words_scope (int scope);
const char *review_score_words_scope_short (int scope);
const char *review_score_words_dimension (int dimension);
const char *review_score_words_rung (int rung);
ReviewTone review_score_words_rung_tone (int rung);
char *review_score_words_value (ReviewSession *session, const ReviewScoreSlice *slice);
char *review_score_words_week (gint64 since);
gboolean review_score_words_carries (double value, double low, double high);
char *review_score_words_share (double value, double low, double high);
char *review_score_words_missing (gboolean met, gint64 more);
char *review_score_words_claim (gboolean met, gint64 more, double target);
char *review_score_words_hours (double hours);
char *review_score_words_window (const ReviewScorecard *card);
const ReviewScore *review_score_words_find (const ReviewScoreSlice *slice, int scope);

G_END_DECLS
