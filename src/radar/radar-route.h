/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "radar-table.h"

G_BEGIN_DECLS

/* What would repair a pattern. */
typedef enum
{
  RADAR_KEEP_SAMPLING = 0, /* nothing is proven: boost pi in the slice */
  RADAR_PATH_A_WEIGHT,     /* a feature weighs too much or too little: retrain */
  RADAR_PATH_A_FEATURE,    /* no feature carries the deciding fact */
  RADAR_PATH_B,            /* the ranking is right, the cut is not: threshold or rule */
  RADAR_PATH_C             /* the SOP says nothing, or people read it in two ways */
} RadarPath;

/* A question of the tree. The order of the list is that of the tree. */
typedef enum
{
  RADAR_ASK_AGREEMENT = 1,   /* of people: Gwet's AC1 in the slice, and in the rest */
  RADAR_ASK_NO_CLAUSE,       /* share of cases that no clause covers */
  RADAR_ASK_ESCALATED,       /* share of cases that people escalate */
  RADAR_ASK_RANKING,         /* area under the curve in the slice, and in all */
  RADAR_ASK_NEAR_CUT,        /* share of errors near the cut, and of all verdicts */
  RADAR_ASK_REMAP,           /* errors in the slice after the best monotone re-map, and before */
  RADAR_ASK_CONFIDENT,       /* median risk of the errors, and the cut */
  RADAR_ASK_CALIBRATION,     /* truly bad over foretold */
  RADAR_ASK_MISSING_FEATURE, /* share of errors whose root cause is a missing feature */
  RADAR_ASK_CONTRIBUTION     /* of one feature, in errors and in correct cases, log-odds */
} RadarQuestion;

/* What was measured, and whether it speaks for the path that the question is about. */
typedef struct
{
  RadarQuestion question;
  double value;
  double other; /* what it is compared with */
  double limit; /* that @value had to reach */
  double p;     /* of the difference by chance; NaN: not tested */
  guint n;      /* cases behind it; 0: it cannot be answered */
  gboolean yes;
} RadarProof;

/* What people did with a case, beside its truth. */
typedef struct
{
  guint8 first; /* what two people decided independently: 1 pass, 2 block; 0: nobody */
  guint8 second;
  gboolean no_clause; /* a decisive step that no clause covers, or a reviewer said so */
  gboolean escalated;
  gboolean coded;           /* has a root cause */
  gboolean missing_feature; /* which is that ROCA lacks a feature */
} RadarWitness;

/* How much a feature moved each case's score. */
typedef struct
{
  const char *feature;
  const double *contributions; /* one per row, log-odds; 0: it did not */
} RadarPush;

typedef struct
{
  const RadarTable *table;
  const RadarWitness *witnesses; /* one per row */
  const RadarPush *pushes;
  guint n_pushes;
  gint64 since;
  gint64 until;
} RadarEvidence;

typedef struct
{
  RadarPath path;
  GArray *proofs; /* (owned): RadarProof, in the order of the tree */
  char *feature;  /* (owned) (nullable): that weighs wrongly */
} RadarRouting;

RadarRouting *radar_route (const RadarEvidence *evidence, RadarKind kind, GPtrArray *conditions);
void radar_routing_free (RadarRouting *self);
const RadarProof *radar_routing_find (const RadarRouting *self, RadarQuestion question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RadarRouting, radar_routing_free)

G_END_DECLS
