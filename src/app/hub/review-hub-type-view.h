/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_TYPE_VIEW (review_hub_type_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubTypeView, review_hub_type_view, REVIEW, HUB_TYPE_VIEW, AdwBin)

void review_hub_type_view_bind (ReviewHubTypeView *self, ReviewSession *session);
void review_hub_type_view_save (ReviewHubTypeView *self);

G_END_DECLS
