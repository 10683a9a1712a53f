/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-experiment.h"
#include "review-store.h"

G_BEGIN_DECLS

/* A case under an experiment: what either policy does with it without a person. */
typedef struct
{
  const char *experiment;
  const char *case_id;
  const char *assessment;
  gboolean rollout;
  int arm;              /* ReviewArm that routed it */
  int live_act;         /* ReviewVerdict; 0: it leaves the case to people */
  int tried_act;        /* likewise */
  gboolean adjudicated; /* they differ, and its truth is to be found out */
  gboolean uniform;     /* in the uniform part of the audit lot */
  gint64 due_at;        /* µs: by when it is to be done */
} ReviewExperimentCase;

/* So many cases that are alike in everything that is counted. */
typedef struct
{
  gboolean rollout;
  int arm;
  int live_act;
  int tried_act;
  gboolean adjudicated;
  gboolean uniform;
  int truth;     /* 0: not known, 1: good, 2: bad */
  gboolean over; /* its time is */
  gboolean late;
  gboolean appealed;
  guint n;
} ReviewExperimentCount;

typedef void (*ReviewExperimentCountFunc) (const ReviewExperimentCount *count, gpointer user_data);

gboolean review_store_add_experiment (ReviewTx *tx, const ReviewExperiment *one, GError **error);
ReviewExperiment *review_store_load_experiment (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_experiments (ReviewTx *tx, GError **error);
gboolean review_store_find_experiment (ReviewTx *tx,
                                       const char *case_type,
                                       ReviewExperiment **ret,
                                       GError **error);
gboolean review_store_move_experiment (
    ReviewTx *tx, const ReviewExperiment *seen, int state, double share, GError **error);
gboolean review_store_add_experiment_step (ReviewTx *tx,
                                           const ReviewExperiment *one,
                                           const char *account,
                                           const char *reason,
                                           GError **error);
gboolean
review_store_add_experiment_case (ReviewTx *tx, const ReviewExperimentCase *one, GError **error);
gboolean review_store_count_experiment (ReviewTx *tx,
                                        const char *experiment,
                                        ReviewExperimentCountFunc func,
                                        gpointer user_data,
                                        GError **error);

G_END_DECLS
