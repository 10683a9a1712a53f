/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"

G_BEGIN_DECLS

#define REVIEW_PATH_NEAR_CUT 0.05 /* of risk: an error this near the cut is the cut's */

/* What in the case points to a path. */
typedef enum
{
  REVIEW_PATH_FACT_NONE,
  REVIEW_PATH_FACT_NO_CLAUSE,    /* C: no clause answers a deciding step: @step, @feature */
  REVIEW_PATH_FACT_CITATION,     /* D: what @step cites is no longer what was read */
  REVIEW_PATH_FACT_MISSING,      /* D: the data lacks what @step needs */
  REVIEW_PATH_FACT_NEAR_CUT,     /* B: wrong, and next to the cut: @distance */
  REVIEW_PATH_FACT_NOT_IN_MODEL, /* A: @step speaks against the verdict, and no feature says it */
  REVIEW_PATH_FACT_ONE_SIGNAL,   /* A: wrong, far from the cut, and @feature weighed most */
  REVIEW_PATH_FACT_FLAWED,       /* A: right, for the wrong reasons */
  REVIEW_PATH_FACT_SOUND         /* N: right, for the right reasons */
} ReviewPathFact;

typedef struct
{
  int path;               /* ReviewPath; 0: nothing points to one */
  ReviewPathFact fact;    /* why */
  gint64 step;            /* number, 0: none */
  const char *feature;    /* (nullable): borrowed from the assessment */
  const ReviewText *name; /* (nullable): of the feature, where it is among the signals */
  double distance;        /* of the risk from the cut */
} ReviewPathHint;

ReviewPathHint review_path_hint (const ReviewForm *form, const ReviewAssessment *assessment);

G_END_DECLS
