/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "loop-people.h"

G_BEGIN_DECLS

#define LOOP_WINDOW 4 /* weeks that a value looks back over, its own included */

/* What happened in a week. Unfit cases count as arrivals and work, and in nothing below them. */
typedef struct
{
  guint arrivals;
  guint automated[2]; /* by ReviewSide: pass, block; those drawn for the audit included */
  guint looks;        /* of people, all of them */
  guint seconds;      /* of these: at what somebody had looked at */
  guint audits;       /* first looks at what was decided automatically */
  guint gold;         /* looks at gold cases */
  guint interventions;
  guint to_people;  /* fit cases */
  guint called_bad; /* of these, by people */
  guint bad;
  guint bad_to_people;
  guint bad_blocked_by_roca; /* of these: those for which ROCA's verdict is block */
  guint found;               /* bad cases that were blocked, by whomever */
  guint missed;              /* bad cases that passed automatically */
  guint wrongly_blocked;     /* good ones that were blocked, by whomever */
  guint auto_bad_blocked;    /* of those that were blocked automatically, bad ones */
  guint audited[2];          /* by side: audits of fit cases that were done */
  guint audit_errors[2];
  double threshold[2]; /* in force; NaN: none */
} LoopWeek;

/* Something was changed, or its change refused. */
typedef struct
{
  guint week;
  gboolean counted; /* it changed what decides */
  const char *code; /* promoted, refused, recalibrated, thresholds, suspended, drafted, published */
  char *text;       /* (owned) */
} LoopEvent;

/**
 * LoopSeries:
 * A run, week by week.
 */
typedef struct
{
  GArray *weeks;  /* LoopWeek */
  GArray *events; /* LoopEvent */
} LoopSeries;

/* The last LOOP_WINDOW weeks together. NaN: nothing to divide by. */
typedef struct
{
  double automation;       /* of the arrivals, decided without a person */
  double system_precision; /* of what was blocked, truly bad */
  double system_recall;    /* of the truly bad, blocked */
  double recall_lower;     /* Clopper-Pearson, one-sided, 95 % */
  double workload;         /* looks of people a week */
  double interventions;    /* in all */
  double ceiling;          /* of recall: what people find of what they are given, by their skill */
  double seen_recall;      /* what the floor itself can tell, from audits */
  double seen_lower;
} LoopRolling;

void loop_series_init (LoopSeries *self);
LoopWeek *loop_series_begin_week (LoopSeries *self);
LoopWeek *loop_series_last (const LoopSeries *self);
void
loop_series_tell (LoopSeries *self, gboolean counted, const char *code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void loop_series_roll (const LoopSeries *self,
                       guint week,
                       const LoopPeople *people,
                       LoopRolling *ret_rolling);
void loop_series_add (LoopSeries *self, const LoopSeries *other);
void loop_series_clear (LoopSeries *self);

G_END_DECLS
