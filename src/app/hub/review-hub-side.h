/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_SIDE (review_hub_side_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubSide, review_hub_side, REVIEW, HUB_SIDE, AdwBin)

void review_hub_side_bind (ReviewHubSide *self, ReviewSession *session);
void review_hub_side_select (ReviewHubSide *self, const char *place);
gboolean review_hub_side_take_focus (ReviewHubSide *self);

G_END_DECLS
