/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-related.h"
#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_related_words_kind (int kind);
const char *review_related_words_grade (int grade);
char *review_related_words_link (const ReviewLink *link);
char *review_related_words_outcome (ReviewSession *session, const ReviewRelatedCase *one);
ReviewTone review_related_words_outcome_tone (const ReviewRelatedCase *one);
char *review_related_words_earlier (ReviewSession *session,
                                    const ReviewRelated *related,
                                    gint64 opened_at);

G_END_DECLS
