/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-certificate.h"
#include "loop-people.h"

G_BEGIN_DECLS

/* A year of a floor. loop_options_init() gives the defaults. */
typedef struct
{
  guint64 seed;
  guint weeks;
  guint history; /* cases before the first week, all read by people */
  guint every;   /* weeks from one learning to the next */
  LoopPeople people;
  guint gold_before; /* bad gold cases that people were given before the first week */
  double gold;       /* of the looks, those at gold cases, 0..1 */
  double audit;      /* share of automatic decisions that is drawn for a blind look */
  double outcomes;   /* of the wrong decisions, those that come to light by themselves */
  guint outcome_weeks;
  HubTargets targets;
  double margin;      /* see loop_comparison_is_not_worse() */
  const char *clause; /* (nullable): column of the clause that the SOP lacks at first */
  guint threads;
} LoopOptions;

void loop_options_init (LoopOptions *self);

G_END_DECLS
