/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"
#include "review-store.h"

G_BEGIN_DECLS

/* Whom an effect is to be told apart for. */
typedef struct
{
  const char *account; /* who reads */
  gboolean all;        /* also those of cases that are open in a blind look */
  gint64 late_before;  /* µs: what was requested before this and is not confirmed is late */
  gint64 limit;
} ReviewEffectFilter;

gboolean review_store_add_effects (ReviewTx *tx,
                                   const ReviewDecision *decision,
                                   GPtrArray *effects,
                                   GError **error);
gboolean review_store_add_notice (ReviewTx *tx,
                                  const ReviewDecision *decision,
                                  const char *code,
                                  const ReviewText *text,
                                  GError **error);
GPtrArray *review_store_list_effects (ReviewTx *tx, const char *case_id, GError **error);
ReviewEffect *
review_store_load_effect (ReviewTx *tx, const char *id, char **ret_case_id, GError **error);
gboolean
review_store_move_effect (ReviewTx *tx, const ReviewEffect *effect, gint64 version, GError **error);
gboolean review_store_defer_effect (ReviewTx *tx, const ReviewEffect *effect, GError **error);
GPtrArray *review_store_list_due_effects (ReviewTx *tx, gint64 limit, GError **error);
ReviewCommandOut *review_store_load_command (ReviewTx *tx, const char *id, GError **error);
gboolean
review_store_has_open_effects (ReviewTx *tx, const char *case_id, gboolean *ret, GError **error);
gboolean
review_store_is_in_blind_look (ReviewTx *tx, const char *case_id, gboolean *ret, GError **error);
GPtrArray *
review_store_list_troubled (ReviewTx *tx, const ReviewEffectFilter *filter, GError **error);
gboolean review_store_count_troubled (ReviewTx *tx,
                                      const ReviewEffectFilter *filter,
                                      gint64 *ret_failed,
                                      gint64 *ret_late,
                                      GError **error);

G_END_DECLS
