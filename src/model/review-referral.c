/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suspicious-transaction referrals as they are served to those who may know, and their states. */
#define G_LOG_DOMAIN "review-model"
#include "review-referral.h"

#include "review-record-table.h"

const ReviewEnum review_referral_states = {
  "referral_states", (const char *const[]){ "drafted", "sent", "filed", "declined", NULL }
};

static const ReviewMember review_referral_type_members[] = {
  REVIEW_M_STRING (ReviewReferral, id, REQ),
  REVIEW_M_STRING (ReviewReferral, case_id, REQ),
  REVIEW_M_STRING (ReviewReferral, display_id, OPT),
  REVIEW_M_STRING (ReviewReferral, case_type, OPT),
  REVIEW_M_STRING (ReviewReferral, subject, OPT),
  REVIEW_M_ENUM (ReviewReferral, state, review_referral_states, REQ),
  REVIEW_M_INT (ReviewReferral, version, REQ),
  REVIEW_M_STRING (ReviewReferral, text, REQ),
  REVIEW_M_STRING (ReviewReferral, by, REQ),
  REVIEW_M_STRING (ReviewReferral, by_name, OPT),
  REVIEW_M_TIME (ReviewReferral, at, REQ),
  REVIEW_M_STRING (ReviewReferral, changed_by_name, OPT),
  REVIEW_M_TIME (ReviewReferral, changed_at, OPT),
  REVIEW_M_STRING (ReviewReferral, note, OPT),
  REVIEW_M_END,
};
TYPE (review_referral_type, ReviewReferral, "referral")

static const ReviewMember review_referral_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewReferralList, items, review_referral_type, OPT),
  REVIEW_M_END,
};
TYPE (review_referral_list_type, ReviewReferralList, "referral_list")

static const ReviewMember review_referral_request_type_members[] = {
  REVIEW_M_STRING (ReviewReferralRequest, text, REQ),
  REVIEW_M_END,
};
TYPE (review_referral_request_type, ReviewReferralRequest, "referral_request")

static const ReviewMember review_referral_act_type_members[] = {
  REVIEW_M_ENUM (ReviewReferralAct, state, review_referral_states, REQ),
  REVIEW_M_STRING (ReviewReferralAct, note, OPT),
  REVIEW_M_END,
};
TYPE (review_referral_act_type, ReviewReferralAct, "referral_act")

/**
 * review_referral_may_become:
 * @from: #ReviewReferralState
 * @to: #ReviewReferralState
 *
 * Returns: whether a referral in @from may be brought to @to: drafted, sent to compliance, and then
 *   filed or declined; a draft may be declined too
 */
gboolean
review_referral_may_become (int from, int to)
{
  static const int steps[][2] = { { REVIEW_REFERRAL_DRAFTED, REVIEW_REFERRAL_SENT },
                                  { REVIEW_REFERRAL_DRAFTED, REVIEW_REFERRAL_DECLINED },
                                  { REVIEW_REFERRAL_SENT, REVIEW_REFERRAL_FILED },
                                  { REVIEW_REFERRAL_SENT, REVIEW_REFERRAL_DECLINED } };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i][0] == from && steps[i][1] == to)
      return TRUE;
  return FALSE;
}
