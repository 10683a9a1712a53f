/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-proof.h"
#include "stats-binary.h"

G_BEGIN_DECLS

/* The thresholds that a sample is measured under, and what says that they hold. */
typedef struct
{
  double pass;        /* NaN: nothing passes automatically */
  double block;       /* NaN: nothing is blocked automatically */
  double cut;         /* of the policy: ROCA's verdict is block at or above it */
  const char *source; /* "policy": certified there for this model; "certificate": of the model's own
                       * out-of-fold scores */
  const ReviewCertificate *pass_certificate;  /* (nullable) */
  const ReviewCertificate *block_certificate; /* (nullable) */
} ReviewBoundary;

/**
 * ReviewEvaluation:
 * How ROCA's verdict, the automatic decisions and the whole system do on a sample. The system is
 * ROCA and people, who are taken to be right on what they see; with_people takes them at the lower
 * bound of what they were measured to find. Automation is what the thresholds decide; gates before
 * them (key users, screening, rules) are the back-test's to count.
 */
typedef struct
{
  guint n;
  guint positives;
  StatsBinary binary; /* of the verdict at the cut, with bootstrap intervals */
  guint replicates;
  gboolean weighted;        /* cases differ in pi, and figures count each 1 / pi */
  StatsConfusion confusion; /* numbers of labels */
  double brier;
  double log_loss;
  guint auto_pass;
  guint auto_block;
  guint missed;          /* positives that pass automatically */
  guint wrongly_stopped; /* negatives that are blocked automatically */
  StatsInterval automation;
  StatsInterval auto_precision;   /* of the automatic blocks; NaN: there are none */
  StatsInterval system_precision; /* NaN: nothing is automated, or nothing positive is found */
  StatsInterval system_recall;    /* NaN: nothing is automated, or nothing is positive */
  double with_people; /* recall; NaN: people were not measured, or nothing is automated */
} ReviewEvaluation;

gboolean review_boundary_find (ReviewService *service,
                               const RocaModel *model,
                               const ReviewProof *proof,
                               ReviewBoundary *ret_boundary,
                               GError **error);
gboolean review_boundary_is_certified (ReviewService *service, const RocaModel *model);
void review_evaluation_make (const ReviewSample *sample,
                             const ReviewBoundary *boundary,
                             const HubSensitivity *people,
                             ReviewEvaluation *ret_evaluation);
void review_evaluation_report (ReviewReport *report,
                               const ReviewEvaluation *self,
                               const ReviewBoundary *boundary);

G_END_DECLS
