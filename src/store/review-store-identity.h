/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-people.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean
review_store_put_account (ReviewTx *tx, const ReviewUser *user, gboolean local, GError **error);
ReviewUser *review_store_load_account (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_accounts (ReviewTx *tx, gboolean local_only, GError **error);
gboolean review_store_disable_account (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_put_token (
    ReviewTx *tx, const char *sha256, const char *account, gint64 expires_at, GError **error);
ReviewUser *review_store_find_token (ReviewTx *tx, const char *sha256, GError **error);
gboolean review_store_revoke_token (ReviewTx *tx, const char *sha256, GError **error);
gboolean review_store_load_stage (ReviewTx *tx,
                                  const char *account,
                                  const char *case_type,
                                  const char *language,
                                  int *ret_stage,
                                  GError **error);

/* Answers kept for repeated writes. @ret_answer is NULL when the key is new. */
gboolean review_store_find_answer (ReviewTx *tx,
                                   const char *account,
                                   const char *key,
                                   const char *request_sha256,
                                   char **ret_answer,
                                   GError **error);
gboolean review_store_keep_answer (ReviewTx *tx,
                                   const char *account,
                                   const char *key,
                                   const char *operation,
                                   const char *request_sha256,
                                   const char *answer,
                                   gint64 keep_until,
                                   GError **error);
gboolean review_store_forget_answers (ReviewTx *tx, GError **error);

G_END_DECLS
