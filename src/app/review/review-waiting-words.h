/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"
#include "review-waiting.h"

G_BEGIN_DECLS

/* All (transfer full). */
char *review_waiting_words_row (ReviewSession *session, const ReviewWaiting *one);
char *review_waiting_words_request (ReviewSession *session, const ReviewCustomerRequest *one);
char *review_waiting_words_hold (ReviewSession *session, const ReviewHold *one);

G_END_DECLS
