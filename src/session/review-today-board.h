/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewTodayBoard: what the day begins with, kept up to date while somebody looks at it. */
#pragma once

#include "review-board.h"
#include "review-today.h"

G_BEGIN_DECLS

/**
 * ReviewTodayBoard:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_TODAY_BOARD (review_today_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTodayBoard, review_today_board, REVIEW, TODAY_BOARD, ReviewBoard)

/* (transfer none) (nullable): what was read last; NULL: nothing yet, for this person. */
const ReviewToday *review_today_board_get_page (ReviewTodayBoard *self);

G_END_DECLS
