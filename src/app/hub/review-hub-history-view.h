/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_HISTORY_VIEW (review_hub_history_view_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewHubHistoryView, review_hub_history_view, REVIEW, HUB_HISTORY_VIEW, AdwBin)

void review_hub_history_view_bind (ReviewHubHistoryView *self, ReviewSession *session);

G_END_DECLS
