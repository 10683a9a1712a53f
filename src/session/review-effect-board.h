/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewEffectBoard: commands to other systems that need somebody, and what a person does about one:
 * send it again, or confirm it by hand. */
#pragma once

#include <gio/gio.h>

#include "review-effect.h"
#include "review-item.h"

G_BEGIN_DECLS

/**
 * ReviewEffectBoard:
 *
 * Properties (explicit notify, read-only):
 * - "rows": GListModel of #ReviewItem of ReviewEffectRow: failed first, then late; empty for who does
 *   not see to them
 * - "total": uint: how many there are, also those that the list has no room for
 * - "error-code": int: #ReviewErrorCode of the last reading, 0: none
 */
#define REVIEW_TYPE_EFFECT_BOARD (review_effect_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEffectBoard, review_effect_board, REVIEW, EFFECT_BOARD, GObject)

/* (transfer none): the same object for the board's life. */
GListModel *review_effect_board_get_rows (ReviewEffectBoard *self);
guint review_effect_board_get_total (ReviewEffectBoard *self);
int review_effect_board_get_error_code (ReviewEffectBoard *self);
/* Reads anew soon; calls within a short time become one. */
void review_effect_board_refresh (ReviewEffectBoard *self);
/* Sends it again at once. What changed meanwhile is REVIEW_ERROR_CONFLICT, and the list is read anew. */
void review_effect_board_retry_async (ReviewEffectBoard *self,
                                      const ReviewEffect *effect,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* @reason: how one knows that it was done; not blank, no personal data. */
void review_effect_board_confirm_async (ReviewEffectBoard *self,
                                        const ReviewEffect *effect,
                                        const char *reason,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
review_effect_board_act_finish (ReviewEffectBoard *self, GAsyncResult *result, GError **error);

G_END_DECLS
