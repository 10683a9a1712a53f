/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

const char *review_floor_words_cause (int cause);
char *review_floor_words_day (gint64 day);
char *review_floor_words_choice (ReviewSession *session, const ReviewFloorChoice *choice);
char *review_floor_words_finding (const ReviewFinding *one);
char *review_floor_words_rate (const ReviewOverturnRate *one);

G_END_DECLS
