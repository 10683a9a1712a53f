/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From assessed cases to the figures of the scorecard (review-service-score.c), and whether the ground
 * has moved (review-service-drift.c). Pure over rows. */
#pragma once

#include "review-scorecard.h"
#include "stats-score.h"

G_BEGIN_DECLS

/* An assessed case, with what was done of it and what is known. Strings are borrowed. */
typedef struct
{
  const char *case_type;
  const char *market; /* (nullable) */
  const char *model;
  const char *policy;
  const char *currency; /* (nullable) */
  double value;         /* NaN: not known */
  double risk;
  double pi;
  double draw; /* of the audit lot; read where @audited */
  gboolean verdict;
  gboolean audited;
  gboolean known;
  gboolean positive;
  gboolean provisional;
  gboolean unfit;
  gboolean covered;
  int act;   /* ReviewChoice; 0: people */
  int final; /* ReviewChoice; 0: nobody decided */
  gint64 at;
  gint64 acted_at;
  gint64 final_at;
  gint64 received_at;
  guint cluster; /* number of its cluster, of all rows */
} ReviewScored;

/* What is known of people, from labels that something else than their decision established. */
typedef struct
{
  guint found;
  guint seen;
} ReviewPeopleFound;

gboolean review_scored_is_labelled (const ReviewScored *row);
double review_scored_weigh_people (GPtrArray *rows);
double review_scored_weigh (const ReviewScored *row, double people);
gboolean review_scored_call (const ReviewScored *row, int scope, gboolean *ret_called);

ReviewScoreSlice *review_score_slice (GPtrArray *rows,
                                      int dimension,
                                      const char *value,
                                      const ReviewPeopleFound *people);
GPtrArray *review_score_money (GPtrArray *rows);
ReviewGoodDelayed *review_score_delays (GPtrArray *rows, gint64 until);
ReviewDriftSide *review_score_watch_side (GPtrArray *all, int side, const char *policy);
ReviewDrift *review_score_drift (const char *case_type,
                                 GPtrArray *reference,
                                 GPtrArray *rows,
                                 const char *policy);

/* Lower bound of people's sensitivity; 1 where nothing is measured. */
double review_people_bound (const ReviewPeopleFound *self);

G_END_DECLS
