/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good ROCA, what it decides alone, and the whole system are; what that is worth in money and
 * costs in time; what people do with ROCA's opinion; and whether the ground has moved. */
#pragma once

#include "review-attainment.h"
#include "review-reopening.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_SCOPE_VERDICT = 1, /* what ROCA says, of all cases */
  REVIEW_SCOPE_AUTOMATIC,   /* what is decided without a person */
  REVIEW_SCOPE_SYSTEM       /* what is done in the end, by people or without */
} ReviewScoreScope;
typedef enum
{
  REVIEW_DIMENSION_ALL = 1,
  REVIEW_DIMENSION_TYPE,
  REVIEW_DIMENSION_MODEL,
  REVIEW_DIMENSION_POLICY,
  REVIEW_DIMENSION_MARKET,
  REVIEW_DIMENSION_WEEK
} ReviewDimension;
/* The alarm ladder: what was seen, each rung above the one before it. */
typedef enum
{
  REVIEW_RUNG_NONE = 1,
  REVIEW_RUNG_INPUT,       /* the risks are distributed otherwise: information */
  REVIEW_RUNG_CALIBRATION, /* as many turn out bad as was not foretold: a warning */
  REVIEW_RUNG_RISK         /* what was promised is, with certainty, not kept: the band is widened */
} ReviewRung;

extern const ReviewEnum review_score_scopes, review_dimensions, review_rungs;

/* One scope's figures, over all cases that the labels stand for. An absent figure is unknown. A claim
 * is met only where its lower bound is above the target. */
typedef struct
{
  ReviewRecord parent;
  int scope; /* ReviewScoreScope */
  gint64 labels;
  double effective; /* labels of equal weight that these are worth */
  double tp;
  double fp;
  double tn;
  double fn;
  double precision;
  double precision_low; /* 95 % */
  double precision_high;
  double precision_target;
  gboolean precision_met;
  gint64 precision_more; /* labels still needed where it is not met; 0: no number would do */
  double recall;
  double recall_low;
  double recall_high;
  double recall_bound; /* of the system: holds for any number of audits, and for people's misses */
  double recall_target;
  gboolean recall_met;
  gint64 recall_more;
  double f1;
  double f1_low;
  double f1_high;
} ReviewScore;
REVIEW_DECLARE_RECORD (ReviewScore, review_score_type)

/* Cases that have one value of a dimension. */
typedef struct
{
  ReviewRecord parent;
  int dimension; /* ReviewDimension */
  char *value;   /* NULL: of all, or of those without one */
  gint64 since;  /* of a week */
  gint64 cases;
  gint64 labels;
  gint64 automatic;
  double automation; /* share decided without a person */
  double automation_low;
  double automation_high;
  double first_pass; /* ROCA's first assessment equals the truth */
  double first_pass_low;
  double first_pass_high;
  double first_pass_covered; /* of cases in which every decisive step rests on a clause */
  double first_pass_uncovered;
  double coverage;   /* share of such cases */
  GPtrArray *scores; /* ReviewScore, one for each scope */
} ReviewScoreSlice;
REVIEW_DECLARE_RECORD (ReviewScoreSlice, review_score_slice_type)

/* In one currency; weighted, so that it stands for all cases. */
typedef struct
{
  ReviewRecord parent;
  char *currency;
  gint64 labels;
  double prevented; /* value of bad cases that were stopped */
  double missed;    /* of bad ones that passed */
  double recall;    /* by value; absent: nothing bad */
} ReviewScoreMoney;
REVIEW_DECLARE_RECORD (ReviewScoreMoney, review_score_money_type)

/* What waiting cost people who had done nothing. */
typedef struct
{
  ReviewRecord parent;
  double cases;         /* truly good ones that waited or were blocked, weighted */
  double waited_hours;  /* for a person's decision */
  double blocked_hours; /* blocked without a person, until that was put right or until now */
} ReviewGoodDelayed;
REVIEW_DECLARE_RECORD (ReviewGoodDelayed, review_good_delayed_type)

/* Of looks in which the person had called before they saw ROCA's verdict, called otherwise, and whose
 * truth another source established. */
typedef struct
{
  ReviewRecord parent;
  gint64 wrong_n;        /* ROCA was wrong */
  gint64 wrong_switched; /* and the person changed over to it */
  gint64 right_n;
  gint64 right_switched;
  double index;    /* P(switch | ROCA wrong) - P(switch | ROCA right); absent: a side is empty */
  double switched; /* share that changed over at all */
} ReviewAutomationBias;
REVIEW_DECLARE_RECORD (ReviewAutomationBias, review_automation_bias_type)

/* Whether what was promised of one side's decisions under the policy in force is still kept. */
typedef struct
{
  ReviewRecord parent;
  int side;       /* ReviewSide */
  gint64 audited; /* in the uniform part of the audit lot */
  gint64 wrong;   /* of those */
  double low;     /* bounds of the share that is wrong, certain at every look */
  double high;
  double tolerated; /* share that the promise leaves room for; absent: not known */
  gboolean broken;  /* the promise is, with certainty, not kept */
} ReviewDriftSide;
REVIEW_DECLARE_RECORD (ReviewDriftSide, review_drift_side_type)

/* One type against the window of the same length before it. */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 reference_n;
  gint64 n;
  double psi;       /* of the risks, in ten bins */
  double psi_limit; /* what it stays below in 95 of 100 windows without drift, at these numbers */
  double expected;  /* bad cases that the risks foretold, weighted */
  double observed;
  double z;         /* of the difference */
  GPtrArray *sides; /* ReviewDriftSide: pass, block */
  int rung;         /* ReviewRung */
} ReviewDrift;
REVIEW_DECLARE_RECORD (ReviewDrift, review_drift_type)

/* GET /v1/scorecard/{days} */
typedef struct
{
  ReviewRecord parent;
  gint64 since;
  gint64 until;
  gint64 cases; /* that ROCA or another agent assessed in the window */
  gint64 labels;
  gint64 provisional;  /* of them, not yet confirmed by a second source */
  gint64 unfit;        /* left out: refused for a defect, which is no fraud */
  gint64 found_later;  /* decided alone, not drawn into the audit, and known all the same */
  gint64 people_found; /* people's sensitivity, where something else established the truth */
  gint64 people_seen;
  double people_low; /* its lower bound; absent: nothing measured */
  GPtrArray *slices; /* ReviewScoreSlice */
  GPtrArray *money;  /* ReviewScoreMoney */
  ReviewGoodDelayed *delayed;
  ReviewAutomationBias *bias;
  GPtrArray *drift; /* ReviewDrift */
  ReviewAttainment *attainment;
  ReviewOverturnRates *overturned; /* since ever */
} ReviewScorecard;
REVIEW_DECLARE_RECORD (ReviewScorecard, review_scorecard_type)

const ReviewScoreSlice *
review_scorecard_find (const ReviewScorecard *self, int dimension, const char *value);

G_END_DECLS
