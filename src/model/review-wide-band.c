/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widened bands as they are served. */
#define G_LOG_DOMAIN "review-model"
#include "review-wide-band.h"

#include "review-record-table.h"

static const ReviewMember review_wide_band_type_members[] = {
  REVIEW_M_STRING (ReviewWideBand, id, REQ),
  REVIEW_M_STRING (ReviewWideBand, case_type, REQ),
  REVIEW_M_ENUM (ReviewWideBand, side, review_sides, REQ),
  REVIEW_M_INT (ReviewWideBand, version, REQ),
  REVIEW_M_TIME (ReviewWideBand, since, REQ),
  REVIEW_M_RECORD (ReviewWideBand, cause, review_drift_side_type, OPT),
  REVIEW_M_INT (ReviewWideBand, held, OPT),
  REVIEW_M_INT (ReviewWideBand, room, OPT),
  REVIEW_M_TIME (ReviewWideBand, ended_at, OPT),
  REVIEW_M_STRING (ReviewWideBand, ended_by, OPT),
  REVIEW_M_STRING (ReviewWideBand, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_wide_band_type, ReviewWideBand, "wide_band")

static const ReviewMember review_wide_band_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewWideBandList, items, review_wide_band_type, OPT),
  REVIEW_M_END,
};
TYPE (review_wide_band_list_type, ReviewWideBandList, "wide_band_list")

static const ReviewMember review_wide_band_act_type_members[] = {
  REVIEW_M_STRING (ReviewWideBandAct, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_wide_band_act_type, ReviewWideBandAct, "wide_band_act")
