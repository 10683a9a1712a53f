/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard as it is served. */
#define G_LOG_DOMAIN "review-model"
#include "review-scorecard.h"

#include "review-record-table.h"

const ReviewEnum review_score_scopes = {
  "score_scopes", (const char *const[]){ "verdict", "automatic", "system", NULL }
};
const ReviewEnum review_dimensions = {
  "dimensions", (const char *const[]){ "all", "type", "model", "policy", "market", "week", NULL }
};
const ReviewEnum review_rungs = { "rungs", (const char *const[]){ "none", "input", "calibration",
                                                                  "risk", NULL } };

static const ReviewMember review_score_type_members[] = {
  REVIEW_M_ENUM (ReviewScore, scope, review_score_scopes, REQ),
  REVIEW_M_INT (ReviewScore, labels, OPT),
  REVIEW_M_DOUBLE (ReviewScore, effective, OPT),
  REVIEW_M_DOUBLE (ReviewScore, tp, OPT),
  REVIEW_M_DOUBLE (ReviewScore, fp, OPT),
  REVIEW_M_DOUBLE (ReviewScore, tn, OPT),
  REVIEW_M_DOUBLE (ReviewScore, fn, OPT),
  REVIEW_M_DOUBLE (ReviewScore, precision, OPT),
  REVIEW_M_DOUBLE (ReviewScore, precision_low, OPT),
  REVIEW_M_DOUBLE (ReviewScore, precision_high, OPT),
  REVIEW_M_DOUBLE (ReviewScore, precision_target, OPT),
  REVIEW_M_BOOLEAN (ReviewScore, precision_met, OPT),
  REVIEW_M_INT (ReviewScore, precision_more, OPT),
  REVIEW_M_DOUBLE (ReviewScore, recall, OPT),
  REVIEW_M_DOUBLE (ReviewScore, recall_low, OPT),
  REVIEW_M_DOUBLE (ReviewScore, recall_high, OPT),
  REVIEW_M_DOUBLE (ReviewScore, recall_bound, OPT),
  REVIEW_M_DOUBLE (ReviewScore, recall_target, OPT),
  REVIEW_M_BOOLEAN (ReviewScore, recall_met, OPT),
  REVIEW_M_INT (ReviewScore, recall_more, OPT),
  REVIEW_M_DOUBLE (ReviewScore, f1, OPT),
  REVIEW_M_DOUBLE (ReviewScore, f1_low, OPT),
  REVIEW_M_DOUBLE (ReviewScore, f1_high, OPT),
  REVIEW_M_END,
};
TYPE (review_score_type, ReviewScore, "score")

static const ReviewMember review_score_slice_type_members[] = {
  REVIEW_M_ENUM (ReviewScoreSlice, dimension, review_dimensions, REQ),
  REVIEW_M_STRING (ReviewScoreSlice, value, OPT),
  REVIEW_M_TIME (ReviewScoreSlice, since, OPT),
  REVIEW_M_INT (ReviewScoreSlice, cases, OPT),
  REVIEW_M_INT (ReviewScoreSlice, labels, OPT),
  REVIEW_M_INT (ReviewScoreSlice, automatic, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, automation, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, automation_low, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, automation_high, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, first_pass, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, first_pass_low, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, first_pass_high, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, first_pass_covered, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, first_pass_uncovered, OPT),
  REVIEW_M_DOUBLE (ReviewScoreSlice, coverage, OPT),
  REVIEW_M_RECORDS (ReviewScoreSlice, scores, review_score_type, OPT),
  REVIEW_M_END,
};
TYPE (review_score_slice_type, ReviewScoreSlice, "score_slice")

static const ReviewMember review_score_money_type_members[] = {
  REVIEW_M_STRING (ReviewScoreMoney, currency, REQ),
  REVIEW_M_INT (ReviewScoreMoney, labels, OPT),
  REVIEW_M_DOUBLE (ReviewScoreMoney, prevented, OPT),
  REVIEW_M_DOUBLE (ReviewScoreMoney, missed, OPT),
  REVIEW_M_DOUBLE (ReviewScoreMoney, recall, OPT),
  REVIEW_M_END,
};
TYPE (review_score_money_type, ReviewScoreMoney, "score_money")

static const ReviewMember review_good_delayed_type_members[] = {
  REVIEW_M_DOUBLE (ReviewGoodDelayed, cases, OPT),
  REVIEW_M_DOUBLE (ReviewGoodDelayed, waited_hours, OPT),
  REVIEW_M_DOUBLE (ReviewGoodDelayed, blocked_hours, OPT),
  REVIEW_M_END,
};
TYPE (review_good_delayed_type, ReviewGoodDelayed, "good_delayed")

static const ReviewMember review_automation_bias_type_members[] = {
  REVIEW_M_INT (ReviewAutomationBias, wrong_n, OPT),
  REVIEW_M_INT (ReviewAutomationBias, wrong_switched, OPT),
  REVIEW_M_INT (ReviewAutomationBias, right_n, OPT),
  REVIEW_M_INT (ReviewAutomationBias, right_switched, OPT),
  REVIEW_M_DOUBLE (ReviewAutomationBias, index, OPT),
  REVIEW_M_DOUBLE (ReviewAutomationBias, switched, OPT),
  REVIEW_M_END,
};
TYPE (review_automation_bias_type, ReviewAutomationBias, "automation_bias")

static const ReviewMember review_drift_side_type_members[] = {
  REVIEW_M_ENUM (ReviewDriftSide, side, review_sides, REQ),
  REVIEW_M_INT (ReviewDriftSide, audited, OPT),
  REVIEW_M_INT (ReviewDriftSide, wrong, OPT),
  REVIEW_M_DOUBLE (ReviewDriftSide, low, OPT),
  REVIEW_M_DOUBLE (ReviewDriftSide, high, OPT),
  REVIEW_M_DOUBLE (ReviewDriftSide, tolerated, OPT),
  REVIEW_M_BOOLEAN (ReviewDriftSide, broken, OPT),
  REVIEW_M_END,
};
TYPE (review_drift_side_type, ReviewDriftSide, "drift_side")

static const ReviewMember review_drift_type_members[] = {
  REVIEW_M_STRING (ReviewDrift, case_type, REQ),
  REVIEW_M_INT (ReviewDrift, reference_n, OPT),
  REVIEW_M_INT (ReviewDrift, n, OPT),
  REVIEW_M_DOUBLE (ReviewDrift, psi, OPT),
  REVIEW_M_DOUBLE (ReviewDrift, psi_limit, OPT),
  REVIEW_M_DOUBLE (ReviewDrift, expected, OPT),
  REVIEW_M_DOUBLE (ReviewDrift, observed, OPT),
  REVIEW_M_DOUBLE (ReviewDrift, z, OPT),
  REVIEW_M_RECORDS (ReviewDrift, sides, review_drift_side_type, OPT),
  REVIEW_M_ENUM (ReviewDrift, rung, review_rungs, REQ),
  REVIEW_M_END,
};
TYPE (review_drift_type, ReviewDrift, "drift")

static const ReviewMember review_scorecard_type_members[] = {
  REVIEW_M_TIME (ReviewScorecard, since, OPT),
  REVIEW_M_TIME (ReviewScorecard, until, OPT),
  REVIEW_M_INT (ReviewScorecard, cases, OPT),
  REVIEW_M_INT (ReviewScorecard, labels, OPT),
  REVIEW_M_INT (ReviewScorecard, provisional, OPT),
  REVIEW_M_INT (ReviewScorecard, unfit, OPT),
  REVIEW_M_INT (ReviewScorecard, found_later, OPT),
  REVIEW_M_INT (ReviewScorecard, people_found, OPT),
  REVIEW_M_INT (ReviewScorecard, people_seen, OPT),
  REVIEW_M_DOUBLE (ReviewScorecard, people_low, OPT),
  REVIEW_M_RECORDS (ReviewScorecard, slices, review_score_slice_type, OPT),
  REVIEW_M_RECORDS (ReviewScorecard, money, review_score_money_type, OPT),
  REVIEW_M_RECORD (ReviewScorecard, delayed, review_good_delayed_type, OPT),
  REVIEW_M_RECORD (ReviewScorecard, bias, review_automation_bias_type, OPT),
  REVIEW_M_RECORDS (ReviewScorecard, drift, review_drift_type, OPT),
  REVIEW_M_RECORD (ReviewScorecard, attainment, review_attainment_type, OPT),
  REVIEW_M_RECORD (ReviewScorecard, overturned, review_overturn_rates_type, OPT),
  REVIEW_M_END,
};
TYPE (review_scorecard_type, ReviewScorecard, "scorecard")

/**
 * review_scorecard_find:
 * @dimension: a #ReviewDimension
 * @value: (nullable)
 *
 * Returns: (transfer none) (nullable): the slice of that value
 */
const ReviewScoreSlice *
review_scorecard_find (const ReviewScorecard *self, int dimension, const char *value)
{
  for (guint i = 0; self->slices != NULL && i < self->slices->len; i++)
    {
      const ReviewScoreSlice *slice = self->slices->pdata[i];

      if (slice->dimension == dimension && g_strcmp0 (slice->value, value) == 0)
        return slice;
    }
  return NULL;
}
