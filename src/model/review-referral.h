/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suspicious-transaction referrals: beside the case, known only to those who may know. */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

#define REVIEW_REFERRAL_MAX_TEXT \
  20000 /* characters: names may stand in it, which compliance needs */

/* A suspicious-transaction referral. */
typedef enum
{
  REVIEW_REFERRAL_DRAFTED = 1,
  REVIEW_REFERRAL_SENT, /* to compliance */
  REVIEW_REFERRAL_FILED,
  REVIEW_REFERRAL_DECLINED
} ReviewReferralState;

extern const ReviewEnum review_referral_states;

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_id;
  char *display_id; /* of the case */
  char *case_type;
  char *subject; /* masked */
  int state;     /* ReviewReferralState */
  gint64 version;
  char *text; /* what is suspected, and why */
  char *by;
  char *by_name;
  gint64 at;
  char *changed_by_name; /* who brought it into its state; NULL: it is a draft */
  gint64 changed_at;
  char *note; /* the authority's number of a filed one, or why it was declined */
} ReviewReferral;
REVIEW_DECLARE_RECORD (ReviewReferral, review_referral_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewReferral, the newest first */
} ReviewReferralList;
REVIEW_DECLARE_RECORD (ReviewReferralList, review_referral_list_type)

typedef struct
{
  ReviewRecord parent;
  char *text;
} ReviewReferralRequest;
REVIEW_DECLARE_RECORD (ReviewReferralRequest, review_referral_request_type)

typedef struct
{
  ReviewRecord parent;
  int state;  /* ReviewReferralState that it is brought to */
  char *note; /* needed for filed and declined */
} ReviewReferralAct;
REVIEW_DECLARE_RECORD (ReviewReferralAct, review_referral_act_type)

gboolean review_referral_may_become (int from, int to);

G_END_DECLS
