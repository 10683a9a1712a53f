/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EFFECTS_CARD (review_effects_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEffectsCard, review_effects_card, REVIEW, EFFECTS_CARD, AdwBin)

void review_effects_card_bind (ReviewEffectsCard *self, ReviewSession *session);

G_END_DECLS
