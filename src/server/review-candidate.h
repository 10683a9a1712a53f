/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "roca-model.h"

G_BEGIN_DECLS

GPtrArray *review_candidate_compare (ReviewService *service,
                                     const RocaModel *live,
                                     const RocaModel *candidate,
                                     const ReviewCondition *slice,
                                     gboolean *ret_passed,
                                     GError **error);

G_END_DECLS
