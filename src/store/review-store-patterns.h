/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-pattern.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_add_pattern (ReviewTx *tx, ReviewPattern *pattern, GError **error);
gboolean review_store_put_pattern (ReviewTx *tx, ReviewPattern *pattern, GError **error);
gboolean review_store_set_exemplars (
    ReviewTx *tx, const char *pattern, const char *const *cases, guint n, GError **error);
gboolean review_store_set_fact_cases (
    ReviewTx *tx, const char *pattern, int kind, const GPtrArray *cases, GError **error);
gboolean review_store_clear_fact_cases (ReviewTx *tx, const char *pattern, GError **error);
GPtrArray *review_store_list_sampled_patterns (ReviewTx *tx, const char *case_type, GError **error);
gboolean review_store_add_pattern_step (ReviewTx *tx,
                                        const char *pattern,
                                        const ReviewPatternStep *step,
                                        GError **error);
ReviewPattern *review_store_load_pattern (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_find_pattern (ReviewTx *tx,
                                    const char *case_type,
                                    int label,
                                    GPtrArray *conditions,
                                    char **ret_id,
                                    GError **error);
GPtrArray *review_store_list_patterns (ReviewTx *tx, const char *case_type, GError **error);

G_END_DECLS
