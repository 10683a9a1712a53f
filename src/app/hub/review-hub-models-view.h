/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_MODELS_VIEW (review_hub_models_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubModelsView, review_hub_models_view, REVIEW, HUB_MODELS_VIEW, AdwBin)

void review_hub_models_view_bind (ReviewHubModelsView *self, ReviewSession *session);

G_END_DECLS
