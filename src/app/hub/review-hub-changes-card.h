/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_CHANGES_CARD (review_hub_changes_card_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewHubChangesCard, review_hub_changes_card, REVIEW, HUB_CHANGES_CARD, AdwBin)

void review_hub_changes_fill (GtkGrid *grid,
                              const ReviewBacktest *backtest,
                              const char *live,
                              const char *tried);
void review_hub_changes_card_bind (ReviewHubChangesCard *self, ReviewSession *session);

G_END_DECLS
