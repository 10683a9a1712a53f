/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewFloor: how the floor did in the last days, for those who oversee it: what was late and by
 * what, escalations that were needless or missed, decisions that were overturned; and the cases
 * behind one of these numbers. */
#pragma once

#include "review-attainment.h"
#include "review-board.h"
#include "review-item.h"
#include "review-reopening.h"

G_BEGIN_DECLS

/* Which number is looked into. */
typedef struct
{
  guint kinds;           /* bits: 1 << ReviewFindingKind; 0: none */
  const char *case_type; /* (nullable): any */
  gint64 day;            /* when it began; 0: any */
  int cause;             /* ReviewCause; 0: any */
} ReviewFloorChoice;

#define REVIEW_FLOOR_BREACHES ((1u << REVIEW_FINDING_LATE) | (1u << REVIEW_FINDING_TOO_LONG))

/**
 * ReviewFloor:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_FLOOR (review_floor_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFloor, review_floor, REVIEW, FLOOR, ReviewBoard)

/* (transfer none) (nullable): once it is read. */
const ReviewAttainment *review_floor_get_attainment (ReviewFloor *self);
/* (transfer none) (nullable) */
const ReviewOverturnRates *review_floor_get_overturns (ReviewFloor *self);
guint review_floor_get_days (ReviewFloor *self);
void review_floor_set_days (ReviewFloor *self, guint days);
/* (transfer none): of #ReviewItem of ReviewFinding, those behind the chosen number. */
GListModel *review_floor_get_findings (ReviewFloor *self);
/* (transfer none) */
const ReviewFloorChoice *review_floor_get_choice (ReviewFloor *self);
void review_floor_choose (ReviewFloor *self, const ReviewFloorChoice *choice);

G_END_DECLS
