/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Decision Hub's page shows: versions of the policy, and for each case type what any pair
 * of thresholds would do, measured on labelled cases. */
#pragma once

#include "review-policy.h"

G_BEGIN_DECLS

/* A version of the policy in the list: its states with who and when. */
typedef struct
{
  ReviewRecord parent;
  char *version;
  int state;  /* ReviewPolicyState */
  char *base; /* version that it was made from */
  char *note;
  char *author; /* account id */
  char *author_name;
  gint64 created_at;
  char *approver;
  char *approver_name;
  gint64 approved_at;
  char *live_by; /* who made it live, the last time */
  char *live_by_name;
  gint64 live_at;
  gint64 ended_at; /* superseded or withdrawn */
} ReviewPolicyVersion;
REVIEW_DECLARE_RECORD (ReviewPolicyVersion, review_policy_version_type)

typedef struct
{
  ReviewRecord parent;
  char *live;       /* version in force */
  GPtrArray *items; /* ReviewPolicyVersion, the newest first */
} ReviewPolicyList;
REVIEW_DECLARE_RECORD (ReviewPolicyList, review_policy_list_type)

/* Why a version is made live, put back or withdrawn. */
typedef struct
{
  ReviewRecord parent;
  char *reason;
} ReviewPolicyAct;
REVIEW_DECLARE_RECORD (ReviewPolicyAct, review_policy_act_type)

/* A bar of the histogram of risk; counts are weighted by 1 / pi, so that they stand for all cases
 * of the window. */
typedef struct
{
  ReviewRecord parent;
  double low; /* risk */
  double high;
  double good;    /* truly good */
  double bad;     /* truly bad */
  double unknown; /* no truth yet */
} ReviewHubBin;
REVIEW_DECLARE_RECORD (ReviewHubBin, review_hub_bin_type)

/* What a threshold at @risk would do, for each side. Shares are of all cases of the window that a
 * threshold may decide (key users and forced ones are not). */
typedef struct
{
  ReviewRecord parent;
  double risk;
  /* as the auto-pass threshold: everything at or below it passes */
  double pass_share;
  double missed;     /* truly bad cases that pass, weighted */
  double recall;     /* of the system, people right on what they see */
  double recall_low; /* interval, 95 % */
  double recall_high;
  gboolean pass_certified;
  gboolean pass_unseen; /* more cases pass than were ever audited here: extrapolation */
  /* as the auto-block threshold: everything at or above it is blocked */
  double block_share;
  double wrongly_blocked; /* truly good cases that are blocked, weighted */
  double precision;       /* of the automatic blocks */
  double precision_low;
  double precision_high;
  gboolean block_certified;
  gboolean block_unseen;
} ReviewHubPoint;
REVIEW_DECLARE_RECORD (ReviewHubPoint, review_hub_point_type)

/* Forecast of the queue when people get @share of the cases. */
typedef struct
{
  ReviewRecord parent;
  double share;
  double per_day;
  double sla_breach; /* probability; NaN where nothing is known of people's speed */
} ReviewHubLoad;
REVIEW_DECLARE_RECORD (ReviewHubLoad, review_hub_load_type)

/* A step of the reliability curve (CORP): @observed is the isotonic fit at @risk. */
typedef struct
{
  ReviewRecord parent;
  double risk;
  double observed;
  gint64 n;
} ReviewReliabilityPoint;
REVIEW_DECLARE_RECORD (ReviewReliabilityPoint, review_reliability_point_type)

/* GET /v1/hub/{type} */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *policy; /* live version */
  char *model;  /* live model; NULL: there is none, and nothing below but the thresholds */
  gint64 since; /* the window */
  gint64 until;
  gint64 cases;
  gint64 labels;
  gint64 audits;
  double threshold_pass; /* of the live policy */
  double threshold_block;
  double verdict_cut;
  gboolean certified;
  double auc;
  double auc_low;
  double auc_high;
  double brier;
  double miscalibration; /* MCB */
  double discrimination; /* DSC */
  double uncertainty;    /* UNC */
  double cases_per_day;
  double forced_share;           /* of the cases go to people whatever the thresholds are */
  double forced_automatic_share; /* are decided by a rule, without people and thresholds */
  double recall_target;
  double precision_target;
  ReviewCertificate *certificate_pass; /* what can be proven today */
  ReviewCertificate *certificate_block;
  GPtrArray *bins;        /* ReviewHubBin */
  GPtrArray *points;      /* ReviewHubPoint, rising risk: 0, 0.005, … 1 */
  GPtrArray *loads;       /* ReviewHubLoad, rising share */
  GPtrArray *reliability; /* ReviewReliabilityPoint, rising risk */
} ReviewHubView;
REVIEW_DECLARE_RECORD (ReviewHubView, review_hub_view_type)

/* One type in the list beside the page. */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  double automation; /* share that the live thresholds decide; NaN: no model */
  gboolean certified;
  char *model;
} ReviewHubType;
REVIEW_DECLARE_RECORD (ReviewHubType, review_hub_type_type)

/* GET /v1/hub */
typedef struct
{
  ReviewRecord parent;
  char *policy;
  gint64 rules;
  gint64 drafts;
  GPtrArray *types; /* ReviewHubType, in the catalogue's order */
} ReviewHubOverview;
REVIEW_DECLARE_RECORD (ReviewHubOverview, review_hub_overview_type)

/* POST /v1/hub/{type}/backtest: history once more under another policy. */
typedef struct
{
  ReviewRecord parent;
  ReviewPolicy *policy; /* what is tried; not stored */
  gint64 since;         /* 0: the whole history */
} ReviewBacktestRequest;
REVIEW_DECLARE_RECORD (ReviewBacktestRequest, review_backtest_request_type)

/* A measure under the live policy and under the one that is tried. */
typedef struct
{
  ReviewRecord parent;
  char *measure; /* auto_pass, auto_block, queue_per_day, false_blocks_per_10000,
                  * missed_per_10000, verdict_precision, verdict_recall, auto_precision,
                  * auto_recall, system_precision, system_recall */
  double live;
  double live_low;
  double live_high;
  double tried;
  double tried_low;
  double tried_high;
  double difference;
  double difference_low;
  double difference_high;
  gboolean unseen; /* rests on cases outside what was ever audited: extrapolation */
} ReviewBacktestRow;
REVIEW_DECLARE_RECORD (ReviewBacktestRow, review_backtest_row_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *live;
  char *tried;
  gint64 since;
  gint64 until;
  gint64 cases;
  gint64 labels;
  gint64 changed;  /* cases that would take another route */
  GPtrArray *rows; /* ReviewBacktestRow */
} ReviewBacktest;
REVIEW_DECLARE_RECORD (ReviewBacktest, review_backtest_type)

G_END_DECLS
