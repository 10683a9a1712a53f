/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "roca-model.h"

G_BEGIN_DECLS

/**
 * ReviewHubCache:
 * What the Decision Hub's page shows of each case type. Scoring a history takes seconds, so that
 * what was measured is kept until model or policy change, or truth was added and a minute went by;
 * while it is measured again, others get what was there, or are told to come back. Thread-safe.
 */
typedef struct _ReviewHubCache ReviewHubCache;

ReviewHubCache *review_hub_cache_new (void);
void review_hub_cache_free (ReviewHubCache *self);
ReviewHubView *review_hub_cache_describe (ReviewHubCache *self,
                                          ReviewService *service,
                                          const char *case_type,
                                          const RocaModel *model,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewHubCache, review_hub_cache_free)

G_END_DECLS
