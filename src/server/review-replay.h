/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-hub.h"
#include "review-service.h"
#include "roca-model.h"

G_BEGIN_DECLS

ReviewBacktest *review_replay (ReviewService *service,
                               const RocaModel *model,
                               const ReviewPolicy *tried,
                               const char *const *external_ids,
                               gint64 since,
                               GError **error);

G_END_DECLS
