/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case under an experiment (review-service-trial.c), and what its cases show so far
 * (review-service-trial-measure.c). */
#pragma once

#include "review-service.h"
#include "review-store-experiments.h"

G_BEGIN_DECLS

/* What an experiment makes of one case, from before its assessment to its row. */
typedef struct
{
  ReviewExperiment *experiment; /* (owned) (nullable): none runs on the type */
  ReviewPolicy *tried;          /* (owned) (nullable): likewise */
  double draw;                  /* of the audit lot */
  gboolean to_tried;            /* the tried policy's gates route the case */
  gboolean drawn;               /* its truth is found out, should the policies differ on it */
  int live_act;                 /* ReviewVerdict; 0: people */
  int tried_act;
  gboolean adjudicated;
  gboolean uniform;
} ReviewTrial;

gboolean review_trial_init (ReviewTrial *self,
                            ReviewService *service,
                            ReviewTx *tx,
                            const char *case_id,
                            const char *case_type,
                            double draw,
                            GError **error);
void review_trial_clear (ReviewTrial *self);
ReviewAssessment *review_trial_choose (ReviewTrial *self,
                                       const ReviewPolicy *policy,
                                       ReviewAssessment *live,
                                       ReviewAssessment *tried);
gboolean
review_trial_still_runs (const ReviewTrial *self, ReviewTx *tx, gboolean *ret, GError **error);
gboolean review_trial_keep (const ReviewTrial *self,
                            ReviewService *service,
                            ReviewTx *tx,
                            const ReviewAssessment *said,
                            const char *case_type,
                            GError **error);

gboolean review_trial_measure (ReviewTx *tx, ReviewExperiment *experiment, GError **error);
const char *review_trial_find_harm (const ReviewExperiment *experiment);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewTrial, review_trial_clear)

G_END_DECLS
