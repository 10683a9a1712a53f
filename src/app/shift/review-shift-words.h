/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_shift_words_standing (int standing);
ReviewTone review_shift_words_standing_tone (int standing);
const char *review_shift_words_desk (int kind);
const char *review_shift_words_handed (const ReviewHandoverItem *item);
ReviewTone review_shift_words_handed_tone (const ReviewHandoverItem *item);
const char *review_shift_words_handover (const ReviewHandover *one, gboolean mine);
ReviewTone review_shift_words_handover_tone (const ReviewHandover *one, gboolean mine);
const char *review_shift_words_draft (ReviewHandoverDraftState state);

char *review_shift_words_moment (gint64 time, const char *zone);
char *review_shift_words_span (const ReviewShift *shift);
char *review_shift_words_since (const ReviewPerson *person);
char *review_shift_words_until (const ReviewPerson *person);
char *review_shift_words_held (const ReviewPerson *person);
char *review_shift_words_waiting (const ReviewPerson *person);
char *review_shift_words_may_take (ReviewSession *session, const ReviewPerson *person);
char *review_shift_words_absence (ReviewSession *session, const ReviewAbsence *absence);
char *review_shift_words_parties (const ReviewHandover *one, const char *account);
char *review_shift_words_count (const ReviewHandover *one);
char *review_shift_words_receiver (const ReviewReceiver *one);
char *review_shift_words_error (int code, const char *field);

G_END_DECLS
