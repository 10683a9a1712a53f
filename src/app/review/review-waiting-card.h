/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WAITING_CARD (review_waiting_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWaitingCard, review_waiting_card, REVIEW, WAITING_CARD, AdwBin)

void review_waiting_card_bind (ReviewWaitingCard *self, ReviewSession *session);

G_END_DECLS
