/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewGapBoard: what no clause of an SOP covers, the clauses that are proposed for it, and the versions
 * of the SOP with how much they covered. */
#pragma once

#include "review-board.h"
#include "review-item.h"
#include "review-sop.h"

G_BEGIN_DECLS

typedef struct _ReviewSession ReviewSession;

/**
 * ReviewGapBoard:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_GAP_BOARD (review_gap_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewGapBoard, review_gap_board, REVIEW, GAP_BOARD, ReviewBoard)

/* (transfer none): the same object for the session's life. */
ReviewGapBoard *review_session_get_gaps (ReviewSession *self);

/* (transfer none): of #ReviewItem of ReviewGap, those that most cases show first. */
GListModel *review_gap_board_get_gaps (ReviewGapBoard *self);
gboolean review_gap_board_get_loaded (ReviewGapBoard *self);
/* (transfer none) (nullable): the gap that is looked at. */
const ReviewGap *review_gap_board_get_selected (ReviewGapBoard *self);
void review_gap_board_select (ReviewGapBoard *self, const char *case_type, const char *feature);
/* (transfer none) (nullable): of the selected gap's SOP, the newest first; once read. */
const ReviewSopVersionList *review_gap_board_get_versions (ReviewGapBoard *self);
/* Whether one may publish @draft: a lead, what somebody else wrote. */
gboolean review_gap_board_may_publish (ReviewGapBoard *self, const ReviewSopDraft *draft);
void review_gap_board_publish (ReviewGapBoard *self,
                               const ReviewSopDraft *draft,
                               const ReviewSopPublication *publication);

G_END_DECLS
