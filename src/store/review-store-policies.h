/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-hub.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_lock_policies (ReviewTx *tx, gint64 *ret_seq, GError **error);
gboolean review_store_add_policy (ReviewTx *tx, const ReviewPolicy *policy, GError **error);
gboolean review_store_add_policy_state (ReviewTx *tx,
                                        gint64 seq,
                                        const char *version,
                                        ReviewPolicyState state,
                                        const char *account,
                                        const char *reason,
                                        GError **error);
ReviewPolicy *review_store_load_policy (ReviewTx *tx, const char *version, GError **error);
char *review_store_find_live_policy (ReviewTx *tx, GError **error);
GPtrArray *review_store_list_policies (ReviewTx *tx, GError **error);
ReviewPolicyVersion *
review_store_load_policy_version (ReviewTx *tx, const char *version, GError **error);
gboolean review_store_is_approved (
    ReviewTx *tx, const char *version, const char *sha256, gboolean *ret, GError **error);
char *review_store_get_secret (ReviewTx *tx, const char *name, GError **error);
gboolean
review_store_put_secret (ReviewTx *tx, const char *name, const char *value, GError **error);

G_END_DECLS
