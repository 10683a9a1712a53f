/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewFeatureCard: the feature that a recurring error waits for. */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_FEATURE_CARD (review_feature_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFeatureCard, review_feature_card, REVIEW, FEATURE_CARD, AdwBin)

void review_feature_card_bind (ReviewFeatureCard *self, ReviewSession *session);

G_END_DECLS
