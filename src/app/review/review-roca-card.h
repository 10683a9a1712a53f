/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"
#include "review-shown.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_ROCA_CARD (review_roca_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewRocaCard, review_roca_card, REVIEW, ROCA_CARD, AdwBin)

void review_roca_card_bind (ReviewRocaCard *self, ReviewSession *session, ReviewShown *shown);

G_END_DECLS
