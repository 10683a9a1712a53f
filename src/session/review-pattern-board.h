/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewPatternBoard: recurring errors of ROCA, the one that is looked at, and what may be done about
 * it. */
#pragma once

#include "review-board.h"
#include "review-item.h"
#include "review-pattern.h"
#include "review-scan-job.h"

G_BEGIN_DECLS

/**
 * ReviewPatternBoard:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_PATTERN_BOARD (review_pattern_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewPatternBoard, review_pattern_board, REVIEW, PATTERN_BOARD, ReviewBoard)

/* (transfer none): of #ReviewItem of ReviewPattern, what waits first; the same for its life. */
GListModel *review_pattern_board_get_patterns (ReviewPatternBoard *self);
gboolean review_pattern_board_get_loaded (ReviewPatternBoard *self);
const char *review_pattern_board_get_selected (ReviewPatternBoard *self);
void review_pattern_board_select (ReviewPatternBoard *self, const char *id);
/* (transfer none) (nullable): the selected one; with its steps as soon as they are read. */
const ReviewPattern *review_pattern_board_get_opened (ReviewPatternBoard *self);

gboolean review_pattern_board_may_accept (ReviewPatternBoard *self);
gboolean review_pattern_board_may_repair (ReviewPatternBoard *self);
gboolean review_pattern_board_may_dismiss (ReviewPatternBoard *self);
gboolean review_pattern_board_may_scan (ReviewPatternBoard *self);
gboolean review_pattern_board_may_nominate (ReviewPatternBoard *self);
/* @reason: (nullable): needed where @path is not the suggested one; @owner: an account. */
void review_pattern_board_accept (ReviewPatternBoard *self,
                                  int path,
                                  const char *owner,
                                  const char *reason);
/* @reference: (nullable): version of what mends it. */
void
review_pattern_board_repair (ReviewPatternBoard *self, const char *reference, const char *reason);
void review_pattern_board_dismiss (ReviewPatternBoard *self, const char *reason);
void review_pattern_board_nominate (ReviewPatternBoard *self,
                                    const ReviewPatternNomination *nomination);

/* Of a feature that carries the deciding fact: the owner or a lead asks, the model team answers. */
gboolean review_pattern_board_may_request (ReviewPatternBoard *self);
gboolean review_pattern_board_may_answer (ReviewPatternBoard *self);
void review_pattern_board_request (ReviewPatternBoard *self, const char *reason);
/* @feature: (nullable): none will carry it. */
void review_pattern_board_answer (ReviewPatternBoard *self, const char *text, const char *feature);

void review_pattern_board_scan (ReviewPatternBoard *self, const char *case_type);
/* Ends the search, whoever asked for it; nothing of it is kept. */
void review_pattern_board_cancel_scan (ReviewPatternBoard *self);
gboolean review_pattern_board_get_scanning (ReviewPatternBoard *self);
/* (transfer none) (nullable): the newest search: how far it is, or what it did. */
const ReviewScanJob *review_pattern_board_get_scan (ReviewPatternBoard *self);

G_END_DECLS
