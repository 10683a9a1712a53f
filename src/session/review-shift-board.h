/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewShiftBoard: the person's own shift, what hangs on them, and the handovers that they may see;
 * starting and ending the one, making and accepting the others. */
#pragma once

#include <gio/gio.h>

#include "review-handover.h"
#include "review-item.h"
#include "review-shift.h"

G_BEGIN_DECLS

/**
 * ReviewShiftBoard:
 *
 * Properties (explicit notify, read-only):
 * - "person": #ReviewItem of ReviewPerson: oneself; %NULL until read, and for who works on no cases
 * - "handovers": GListModel of #ReviewItem of ReviewHandover: open ones first
 * - "to-accept": uint: how many of them wait for this person, or for any lead where they are one
 * - "error-code": int: #ReviewErrorCode of the last reading, 0: none
 */
#define REVIEW_TYPE_SHIFT_BOARD (review_shift_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewShiftBoard, review_shift_board, REVIEW, SHIFT_BOARD, GObject)

/* (transfer none) (nullable) */
ReviewItem *review_shift_board_get_person (ReviewShiftBoard *self);
/* (transfer none): the same object for the board's life. */
GListModel *review_shift_board_get_handovers (ReviewShiftBoard *self);
guint review_shift_board_get_to_accept (ReviewShiftBoard *self);
/* (transfer full) (nullable): the id of the one that waits for this person; NULL: none, or several. */
char *review_shift_board_dup_only_to_accept (ReviewShiftBoard *self);
int review_shift_board_get_error_code (ReviewShiftBoard *self);
/* From now on it is kept up to date with what happens to shifts and handovers. */
void review_shift_board_watch (ReviewShiftBoard *self);
/* While somebody looks at what hangs on the person, each case that is taken or left counts, too: once
 * for each who looks. */
void review_shift_board_look (ReviewShiftBoard *self, gboolean looks);
/* Reads anew soon, once it is watched; calls within a short time become one. */
void review_shift_board_refresh (ReviewShiftBoard *self);

/* Each act ends with review_shift_board_act_finish(), and the board is read anew. */
void review_shift_board_start_async (ReviewShiftBoard *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void review_shift_board_end_async (ReviewShiftBoard *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void review_shift_board_hand_over_async (ReviewShiftBoard *self,
                                         const ReviewHandoverRequest *request,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* @work_items: (nullable): which cases of it; %NULL: all that are open */
void review_shift_board_accept_async (ReviewShiftBoard *self,
                                      const ReviewHandover *handover,
                                      const char *const *work_items,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void review_shift_board_withdraw_async (ReviewShiftBoard *self,
                                        const ReviewHandover *handover,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
review_shift_board_act_finish (ReviewShiftBoard *self, GAsyncResult *result, GError **error);

/* What a handover would contain. @account: "me", or for leads another's, or "team" */
void review_shift_board_list_async (ReviewShiftBoard *self,
                                    const char *account,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) */
ReviewDeskCases *
review_shift_board_list_finish (ReviewShiftBoard *self, GAsyncResult *result, GError **error);

G_END_DECLS
