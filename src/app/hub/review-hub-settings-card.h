/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_SETTINGS_CARD (review_hub_settings_card_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewHubSettingsCard, review_hub_settings_card, REVIEW, HUB_SETTINGS_CARD, AdwBin)

void review_hub_settings_card_bind (ReviewHubSettingsCard *self, ReviewSession *session);

G_END_DECLS
