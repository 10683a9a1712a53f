/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "roca-model.h"

G_BEGIN_DECLS

/**
 * ReviewHubBoard:
 * What the Decision Hub's page shows of each case type. Scoring a history takes seconds, so that
 * what was measured is kept until model or policy change, or truth was added and a minute went by;
 * while it is measured again, others get what was there, or are told to come back. Thread-safe.
 */
typedef struct _ReviewHubBoard ReviewHubBoard;

ReviewHubBoard *review_hub_board_new (void);
void review_hub_board_free (ReviewHubBoard *self);
ReviewHubView *review_hub_board_describe (ReviewHubBoard *self,
                                          ReviewService *service,
                                          const char *case_type,
                                          const RocaModel *model,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewHubBoard, review_hub_board_free)

G_END_DECLS
