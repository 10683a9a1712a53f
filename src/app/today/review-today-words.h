/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_today_words_kind (int kind);
const char *review_today_words_kind_place (int kind);
char *review_today_words_note (const ReviewTodayCount *count, gint64 now);
ReviewTone review_today_words_tone (const ReviewTodayCount *count);
const char *review_today_words_rate (int kind);
const char *review_today_words_rate_of (int kind);
const char *review_today_words_level (int level);
const char *review_today_words_live (int kind);
const char *review_today_words_cause (int cause);
const char *review_today_words_basis (int basis);
char *review_today_words_item (ReviewSession *session, const ReviewTodayItem *item);
char *review_today_words_share (double rate, double low, double high, gint64 n);
char *review_today_words_error (int code);

G_END_DECLS
