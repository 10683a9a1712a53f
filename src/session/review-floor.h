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
  int basis;             /* ReviewBasis, of what was decided again; 0: any */
  int trigger;           /* ReviewReopenTrigger, likewise */
} ReviewFloorChoice;

#define REVIEW_FLOOR_BREACHES  ((1u << REVIEW_FINDING_LATE) | (1u << REVIEW_FINDING_TOO_LONG))
#define REVIEW_FLOOR_PAST_TIME (REVIEW_FLOOR_BREACHES | (1u << REVIEW_FINDING_OPEN_LATE))
#define REVIEW_FLOOR_ESCALATIONS                                      \
  ((1u << REVIEW_FINDING_ESCALATED) | (1u << REVIEW_FINDING_ANSWERED) \
   | (1u << REVIEW_FINDING_NEEDLESS) | (1u << REVIEW_FINDING_OVERRULED))
#define REVIEW_FLOOR_DECIDED_AGAIN \
  ((1u << REVIEW_FINDING_UPHELD) | (1u << REVIEW_FINDING_OVERTURNED))

GPtrArray *review_floor_find (const ReviewAttainment *report,
                              const ReviewOverturnRates *rates,
                              const ReviewFloorChoice *choice);

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
