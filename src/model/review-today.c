/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-model"
#include "review-today.h"

#include <math.h>

#include "review-record-table.h"

const ReviewEnum review_today_kinds = {
  "today_kinds",
  (const char *const[]){ "handovers", "escalations", "effects", "waves", "entries", "policies",
                         "referrals", "reopened", "finds", "people", "waiting", "feedback", NULL }
};
const ReviewEnum review_levels = { "levels",
                                   (const char *const[]){ "inside", "below", "above", NULL } };
const ReviewEnum review_today_rate_kinds = {
  "today_rate_kinds", (const char *const[]){ "automation", "block", "appeal", NULL }
};
const ReviewEnum review_live_kinds = {
  "live_kinds", (const char *const[]){ "policy", "model", "calibration", "sop", NULL }
};

static const ReviewMember review_today_count_type_members[] = {
  REVIEW_M_ENUM (ReviewTodayCount, kind, review_today_kinds, REQ),
  REVIEW_M_INT (ReviewTodayCount, count, REQ),
  REVIEW_M_INT (ReviewTodayCount, urgent, OPT),
  REVIEW_M_TIME (ReviewTodayCount, since, OPT),
  REVIEW_M_END,
};
TYPE (review_today_count_type, ReviewTodayCount, "today_count")

static const ReviewMember review_today_item_type_members[] = {
  REVIEW_M_ENUM (ReviewTodayItem, kind, review_today_kinds, REQ),
  REVIEW_M_STRING (ReviewTodayItem, case_id, REQ),
  REVIEW_M_STRING (ReviewTodayItem, work_item, OPT),
  REVIEW_M_STRING (ReviewTodayItem, display_id, REQ),
  REVIEW_M_STRING (ReviewTodayItem, case_type, REQ),
  REVIEW_M_STRING (ReviewTodayItem, value, OPT),
  REVIEW_M_STRING (ReviewTodayItem, currency, OPT),
  REVIEW_M_STRING (ReviewTodayItem, state, OPT),
  REVIEW_M_ENUM (ReviewTodayItem, machine, review_choices, OPT),
  REVIEW_M_ENUM (ReviewTodayItem, person, review_choices, OPT),
  REVIEW_M_TIME (ReviewTodayItem, at, REQ),
  REVIEW_M_END,
};
TYPE (review_today_item_type, ReviewTodayItem, "today_item")

static const ReviewMember review_today_hour_type_members[] = {
  REVIEW_M_TIME (ReviewTodayHour, at, REQ),
  REVIEW_M_INT (ReviewTodayHour, due, OPT),
  REVIEW_M_DOUBLE (ReviewTodayHour, late, OPT),
  REVIEW_M_DOUBLE (ReviewTodayHour, late_low, OPT),
  REVIEW_M_DOUBLE (ReviewTodayHour, late_high, OPT),
  REVIEW_M_END,
};
TYPE (review_today_hour_type, ReviewTodayHour, "today_hour")

static const ReviewMember review_today_type_type_members[] = {
  REVIEW_M_STRING (ReviewTodayType, case_type, REQ),
  REVIEW_M_INT (ReviewTodayType, waiting, REQ),
  REVIEW_M_INT (ReviewTodayType, breached, OPT),
  REVIEW_M_INT (ReviewTodayType, minutes_20, OPT),
  REVIEW_M_INT (ReviewTodayType, hour_1, OPT),
  REVIEW_M_INT (ReviewTodayType, people, OPT),
  REVIEW_M_INT (ReviewTodayType, people_on, OPT),
  REVIEW_M_DOUBLE (ReviewTodayType, share_on, OPT),
  REVIEW_M_INT (ReviewTodayType, arrivals, OPT),
  REVIEW_M_DOUBLE (ReviewTodayType, hours_seen, OPT),
  REVIEW_M_INT (ReviewTodayType, handled, OPT),
  REVIEW_M_DOUBLE (ReviewTodayType, minutes, OPT),
  REVIEW_M_INT (ReviewTodayType, needed, OPT),
  REVIEW_M_RECORDS (ReviewTodayType, hours, review_today_hour_type, OPT),
  REVIEW_M_END,
};
TYPE (review_today_type_type, ReviewTodayType, "today_type")

static const ReviewMember review_today_rate_type_members[] = {
  REVIEW_M_ENUM (ReviewTodayRate, kind, review_today_rate_kinds, REQ),
  REVIEW_M_STRING (ReviewTodayRate, case_type, OPT),
  REVIEW_M_INT (ReviewTodayRate, n, OPT),
  REVIEW_M_INT (ReviewTodayRate, hits, OPT),
  REVIEW_M_DOUBLE (ReviewTodayRate, rate, OPT),
  REVIEW_M_DOUBLE (ReviewTodayRate, low, OPT),
  REVIEW_M_DOUBLE (ReviewTodayRate, high, OPT),
  REVIEW_M_INT (ReviewTodayRate, before_n, OPT),
  REVIEW_M_DOUBLE (ReviewTodayRate, before_rate, OPT),
  REVIEW_M_DOUBLE (ReviewTodayRate, band_low, OPT),
  REVIEW_M_DOUBLE (ReviewTodayRate, band_high, OPT),
  REVIEW_M_ENUM (ReviewTodayRate, level, review_levels, OPT),
  REVIEW_M_END,
};
TYPE (review_today_rate_type, ReviewTodayRate, "today_rate")

static const ReviewMember review_today_version_type_members[] = {
  REVIEW_M_ENUM (ReviewTodayVersion, kind, review_live_kinds, REQ),
  REVIEW_M_STRING (ReviewTodayVersion, version, REQ),
  REVIEW_M_STRING (ReviewTodayVersion, case_type, OPT),
  REVIEW_M_TIME (ReviewTodayVersion, at, REQ),
  REVIEW_M_END,
};
TYPE (review_today_version_type, ReviewTodayVersion, "today_version")

static const ReviewMember review_today_accuracy_type_members[] = {
  REVIEW_M_STRING (ReviewTodayAccuracy, account, REQ),
  REVIEW_M_STRING (ReviewTodayAccuracy, name, OPT),
  REVIEW_M_INT (ReviewTodayAccuracy, n, OPT),
  REVIEW_M_INT (ReviewTodayAccuracy, right, OPT),
  REVIEW_M_DOUBLE (ReviewTodayAccuracy, rate, OPT),
  REVIEW_M_DOUBLE (ReviewTodayAccuracy, low, OPT),
  REVIEW_M_DOUBLE (ReviewTodayAccuracy, high, OPT),
  REVIEW_M_INT (ReviewTodayAccuracy, more, OPT),
  REVIEW_M_DOUBLE (ReviewTodayAccuracy, target, OPT),
  REVIEW_M_END,
};
TYPE (review_today_accuracy_type, ReviewTodayAccuracy, "today_accuracy")

static const ReviewMember review_today_type_members[] = {
  REVIEW_M_TIME (ReviewToday, at, REQ),
  REVIEW_M_TIME (ReviewToday, since, REQ),
  REVIEW_M_RECORDS (ReviewToday, counts, review_today_count_type, OPT),
  REVIEW_M_RECORDS (ReviewToday, items, review_today_item_type, OPT),
  REVIEW_M_RECORDS (ReviewToday, types, review_today_type_type, OPT),
  REVIEW_M_RECORDS (ReviewToday, rates, review_today_rate_type, OPT),
  REVIEW_M_RECORDS (ReviewToday, versions, review_today_version_type, OPT),
  REVIEW_M_INT (ReviewToday, audited, OPT),
  REVIEW_M_INT (ReviewToday, measured, OPT),
  REVIEW_M_RECORDS (ReviewToday, people, review_today_accuracy_type, OPT),
  REVIEW_M_RECORD (ReviewToday, corridor, review_today_accuracy_type, OPT),
  REVIEW_M_RECORD (ReviewToday, attainment, review_attainment_type, OPT),
  REVIEW_M_RECORD (ReviewToday, overturns, review_overturn_rates_type, OPT),
  REVIEW_M_END,
};
TYPE (review_today_type, ReviewToday, "today")

/**
 * review_today_find_count:
 * @kind: #ReviewTodayKind
 *
 * Returns: (transfer none) (nullable): the count; %NULL where it is not the role's business
 */
const ReviewTodayCount *
review_today_find_count (const ReviewToday *self, int kind)
{
  for (guint i = 0; self->counts != NULL && i < self->counts->len; i++)
    {
      const ReviewTodayCount *one = self->counts->pdata[i];

      if (one->kind == kind)
        return one;
    }
  return NULL;
}

static GPtrArray *
hold_types (GPtrArray *types)
{
  GPtrArray *still = types != NULL ? review_records_new () : NULL;

  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      ReviewTodayType *one = review_record_copy (types->pdata[i]);

      g_clear_pointer (&one->hours, g_ptr_array_unref);
      one->hours_seen = one->share_on = NAN;
      g_ptr_array_add (still, one);
    }
  return still;
}

/* An open case is later at every look. */
static GPtrArray *
hold_findings (GPtrArray *findings)
{
  GPtrArray *still = findings != NULL ? review_records_new () : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      ReviewFinding *one = review_record_copy (findings->pdata[i]);

      if (one->kind == REVIEW_FINDING_OPEN_LATE)
        one->late_s = 0;
      g_ptr_array_add (still, one);
    }
  return still;
}

/**
 * review_today_hold_still:
 *
 * Returns: (transfer full): a copy without what moves with the clock alone: of two that are equal,
 *   nothing happened in between
 */
ReviewToday *
review_today_hold_still (const ReviewToday *self)
{
  ReviewToday *still = review_record_copy (self);
  GPtrArray *types = hold_types (self->types);

  g_clear_pointer (&still->types, g_ptr_array_unref);
  still->types = types;
  still->at = 0;
  if (still->attainment != NULL)
    {
      ReviewAttainment *attainment = review_record_copy (still->attainment);
      GPtrArray *findings = hold_findings (attainment->findings);

      g_clear_pointer (&attainment->findings, g_ptr_array_unref);
      attainment->findings = findings;
      attainment->since = attainment->until = 0;
      review_record_unref (still->attainment);
      still->attainment = attainment;
    }
  return still;
}
