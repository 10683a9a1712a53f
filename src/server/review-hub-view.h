/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "review-store-hub.h"
#include "roca-model.h"

G_BEGIN_DECLS

ReviewHubView *review_hub_view_make (ReviewService *service,
                                     const char *case_type,
                                     const RocaModel *model,
                                     const ReviewTypeCounts *counts,
                                     GError **error);
G_END_DECLS
