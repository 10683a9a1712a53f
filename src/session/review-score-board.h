/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewScoreBoard: how good ROCA, what it decides alone and the whole were in the last days, of all
 * cases or of one type. */
#pragma once

#include "review-board.h"
#include "review-scorecard.h"

G_BEGIN_DECLS

/**
 * ReviewScoreBoard:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_SCORE_BOARD (review_score_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewScoreBoard, review_score_board, REVIEW, SCORE_BOARD, ReviewBoard)

/* (transfer none) (nullable): once it is read. Its lists are there, if empty. */
const ReviewScorecard *review_score_board_get_card (ReviewScoreBoard *self);
guint review_score_board_get_days (ReviewScoreBoard *self);
/* (transfer none) (nullable): of all types */
const char *review_score_board_get_case_type (ReviewScoreBoard *self);
/* Reads what is asked for now; the card that was there goes. */
void review_score_board_choose (ReviewScoreBoard *self, guint days, const char *case_type);
/* Reads anew; nothing is read for who never looks. */
void review_score_board_refresh (ReviewScoreBoard *self);

G_END_DECLS
