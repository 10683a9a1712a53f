/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"
#include "review-shown.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CHAIN_CARD (review_chain_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewChainCard, review_chain_card, REVIEW, CHAIN_CARD, AdwBin)

void review_chain_card_mark (ReviewChainCard *self, int mark);
void review_chain_card_bind (ReviewChainCard *self, ReviewSession *session, ReviewShown *shown);

G_END_DECLS
