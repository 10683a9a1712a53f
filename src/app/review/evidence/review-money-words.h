/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-money-graph.h"
#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

char *review_money_words_name (ReviewSession *session, const ReviewParty *party);
char *review_money_words_note (const ReviewParty *party);
ReviewTone review_money_words_tone (const ReviewParty *party);
const char *review_money_words_icon (const ReviewParty *party);
char *review_money_words_amount (const ReviewPartyLink *link);
char *review_money_words_link (ReviewSession *session, const ReviewPartyLink *link);
char *review_money_words_flows (ReviewSession *session, const ReviewMoneyGraph *graph, guint party);
char *review_money_words_party (ReviewSession *session, const ReviewMoneyGraph *graph, guint party);

G_END_DECLS
