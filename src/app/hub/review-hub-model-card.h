/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_MODEL_CARD (review_hub_model_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubModelCard, review_hub_model_card, REVIEW, HUB_MODEL_CARD, AdwBin)

void review_hub_model_card_bind (ReviewHubModelCard *self, ReviewSession *session);

G_END_DECLS
