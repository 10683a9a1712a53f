/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The human band, widened by itself: as long as a promise of one side's decisions is not kept, what
 * that side would decide alone goes to people, as many as they can take. */
#pragma once

#include "review-scorecard.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_type;
  int side; /* ReviewSide: whose decisions go to people */
  gint64 version;
  gint64 since;
  ReviewDriftSide *cause; /* what was seen */
  gint64 held;            /* cases that wait for room, undecided */
  gint64 room;            /* how many more people can take now */
  gint64 ended_at;
  char *ended_by;
  char *reason; /* of the end */
} ReviewWideBand;
REVIEW_DECLARE_RECORD (ReviewWideBand, review_wide_band_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewWideBand, those that stand first, then the newest */
} ReviewWideBandList;
REVIEW_DECLARE_RECORD (ReviewWideBandList, review_wide_band_list_type)

typedef struct
{
  ReviewRecord parent;
  char *reason;
} ReviewWideBandAct;
REVIEW_DECLARE_RECORD (ReviewWideBandAct, review_wide_band_act_type)

/* Parameter of the policy: how many cases each person at work may have waiting in a widened band. */
#define REVIEW_BAND_CASES         "band_cases_per_person"
#define REVIEW_BAND_CASES_DEFAULT 8

G_END_DECLS
