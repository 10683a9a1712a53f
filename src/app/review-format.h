/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

char *review_format_number (const char *decimal);
char *review_format_amount (const char *decimal, const char *unit);
char *review_format_probability (double value);
char *review_format_log_odds (double value);
char *review_format_share (double value);
char *review_format_change (double value, int digits);
char *review_format_figure (double value, int digits);
char *review_format_threshold (double value);
char *review_format_time (gint64 time);
char *review_format_local_time (gint64 time);
char *review_format_local_hour (gint64 time);
char *review_format_clock (gint64 time, gint64 reference);
char *review_format_age (gint64 from, gint64 to);
char *review_format_words (const char *text);
char *review_format_text (const char *text);
char *review_format_address (const char *address);
char *review_format_field (const ReviewField *field);
char *review_format_field_whole (const ReviewField *field);

G_END_DECLS
