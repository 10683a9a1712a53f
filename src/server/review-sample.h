/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-sample.h"
#include "review-service.h"
#include "roca-model.h"

G_BEGIN_DECLS

/* Which score a case that the model was trained on gets. */
typedef enum
{
  REVIEW_SCORES_SERVED = 1, /* the model's, as if it had never seen the case */
  REVIEW_SCORES_OUT_OF_FOLD /* of the models that did not see it, calibrated like the served one */
} ReviewScores;

/* What the policy in force does with a case before its thresholds are asked. Rules that read the
 * risk do not match here where the model has yet to say it. */
typedef enum
{
  REVIEW_FORCED_NOT = 0, /* the thresholds decide */
  REVIEW_FORCED_HUMAN,
  REVIEW_FORCED_BLOCK
} ReviewForced;

/**
 * ReviewSample:
 * The cases of a type whose truth is confirmed, with their risk under a model: the one place that
 * evaluate, threshold, backtest and the Decision Hub's page read them from. `unfit` truths
 * (unreadable or incomplete is not fraud) and provisional ones are counted and left out.
 */
typedef struct
{
  guint n;
  char **ids;        /* (owned): @n external ids */
  double *risks;     /* (owned) */
  guint8 *positives; /* (owned): 1 is truly bad */
  guint8 *seen;      /* (owned): 1: the model was trained on it */
  double *pi;        /* (owned): probability with which the case was to be labelled */
  char **clusters;   /* (owned): "" is no cluster */
  gint64 *times;     /* (owned): µs: what the case's evidence ends with */
  guint8 *forced;    /* (owned): ReviewForced */
  guint bad;         /* positives among them */
  guint asked;       /* ids that were asked for; 0: all cases */
  guint unfit;
  guint provisional;
  guint out_of_fold; /* cases with a score of models that did not see them */
  guint trained;     /* cases that the model was trained on */
  gint64 since;      /* of the first case */
  gint64 until;      /* of the last one */
  double seconds;    /* that scoring took */
} ReviewSample;

ReviewSample *review_sample_read (ReviewService *service,
                                  const RocaModel *model,
                                  const char *const *external_ids,
                                  ReviewScores scores,
                                  GError **error);
void review_sample_free (ReviewSample *self);
HubSample review_sample_as_hub (const ReviewSample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewSample, review_sample_free)

G_END_DECLS
