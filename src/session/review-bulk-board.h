/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewBulkBoard: one act of a lead on cases that wait, while it is made: which cases, what is done
 * with them, whom they may go to, what would be left alone and why; and what became of it. */
#pragma once

#include "review-board.h"
#include "review-bulk.h"
#include "review-shift.h"

G_BEGIN_DECLS

/**
 * ReviewBulkBoard:
 * Signal "changed" of #ReviewBoard: anything that is said below.
 */
#define REVIEW_TYPE_BULK_BOARD (review_bulk_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewBulkBoard, review_bulk_board, REVIEW, BULK_BOARD, ReviewBoard)

/* Another act: nothing of it is chosen. @kind: ReviewBulkKind. Reads who is there, and what would be
 * left alone where that is known already. */
void review_bulk_board_begin (ReviewBulkBoard *self, int kind, const char *const *work_items);
guint review_bulk_board_get_count (ReviewBulkBoard *self);

/* (transfer none): of #ReviewItem of ReviewPerson, by name; the same object for the board's life. */
GListModel *review_bulk_board_get_people (ReviewBulkBoard *self);
/* Why nothing may be given to the person now; NONE: it may. */
typedef enum
{
  REVIEW_GIVE_NONE,
  REVIEW_GIVE_ABSENT, /* is not there */
  REVIEW_GIVE_FULL    /* has as many as they may hold */
} ReviewGiveReason;
ReviewGiveReason review_bulk_board_why_not (const ReviewPerson *person);

const char *review_bulk_board_get_to (ReviewBulkBoard *self);
void review_bulk_board_set_to (ReviewBulkBoard *self, const char *account);
void review_bulk_board_set_code (ReviewBulkBoard *self, const char *code);
void review_bulk_board_set_reason (ReviewBulkBoard *self, const char *reason);

/* (transfer none) (nullable): what the act would do, case by case; NULL: not known yet. */
const ReviewBulk *review_bulk_board_get_plan (ReviewBulkBoard *self);
/* (transfer none) (nullable): what became of it, also while it is carried out. */
const ReviewBulk *review_bulk_board_get_act (ReviewBulkBoard *self);
/* Whether everything is chosen that it needs, and it would do anything. */
gboolean review_bulk_board_get_can_send (ReviewBulkBoard *self);
/* Carries it out: get_act() follows until it is over. */
void review_bulk_board_send (ReviewBulkBoard *self);

G_END_DECLS
