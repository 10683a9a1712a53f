/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats-binary.h"

G_BEGIN_DECLS

/* Cases that two policies would treat differently, once somebody knows the truth of each. One leaves
 * the case to a person, or they decide it against each other. */
typedef struct
{
  guint saved;   /* the tried one decides alone what the other leaves to people, and is right */
  guint spent;   /* the tried one leaves to people what the other decides alone and is right */
  guint avoided; /* the other decides wrongly what the tried one does not */
  guint made;    /* the tried one decides wrongly what the other does not */
} StatsDuel;

typedef enum
{
  STATS_TRIAL_GOES_ON,
  STATS_TRIAL_BETTER, /* the tried one */
  STATS_TRIAL_WORSE
} StatsTrialVerdict;

/* @k of @n. */
typedef struct
{
  guint k;
  guint n;
} StatsShare;

/* What became of the cases of one arm. */
typedef struct
{
  guint cases;
  guint passed; /* without a person */
  guint blocked;
  StatsShare found;   /* bad ones among those that people judged */
  StatsShare missed;  /* bad ones among a uniform sample of the passed */
  StatsShare wronged; /* good ones among a uniform sample of the blocked */
  StatsShare caught;  /* of the bad ones in a uniform sample of all cases: not passed */
  StatsShare late;    /* of those whose time is over: not done by then */
  StatsShare appeals; /* of those whose time is over: the customer appealed */
} StatsArm;

typedef enum
{
  STATS_ARM_AUTOMATION,
  STATS_ARM_BLOCKS,
  STATS_ARM_PRECISION, /* of what is blocked without a person */
  STATS_ARM_RECALL,    /* of the system: bad cases that do not pass without a person */
  STATS_ARM_ON_TIME,
  STATS_ARM_APPEALS,
  STATS_ARM_MEASURES
} StatsArmMeasure;

/* Where a trial ends by itself: the tried arm is, with confidence, on the wrong side of @limit, or
 * further than @tolerance on the wrong side of the other arm. */
typedef struct
{
  StatsArmMeasure measure;
  double limit;     /* NaN: none */
  double tolerance; /* NaN: the arms are not compared */
} StatsGuard;

double stats_duel_log_e (const StatsDuel *self, double error_cost, gboolean for_tried);
StatsTrialVerdict stats_duel_judge (const StatsDuel *self, double error_cost, double alpha);
guint stats_duel_wins_needed (const StatsDuel *self, double error_cost, double alpha);

StatsInterval stats_arm_measure (const StatsArm *self, StatsArmMeasure measure, double alpha);
gboolean stats_guard_is_broken (const StatsGuard *self,
                                const StatsInterval *live,
                                const StatsInterval *tried);

G_END_DECLS
