/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-report.h"
#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_referral_words_state (int state);
ReviewTone review_referral_words_tone (int state);
char *review_referral_words_history (const ReviewReferral *one);
ReviewReport *review_referral_words_report (ReviewSession *session, const ReviewReferral *one);

G_END_DECLS
