/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-route.h"
#include "review-sample.h"

G_BEGIN_DECLS

/* A case of the history as the gates saw it, with its risk and what became known of it. */
typedef struct
{
  ReviewIntake *values;     /* (owned): of its evidence only what gates read */
  ReviewAssessment *said;   /* (owned): risk and verdict */
  const RocaSchema *schema; /* (borrowed) */
  const double *features;   /* (borrowed): a value per column of @schema, as rules read them */
  gboolean known;           /* its truth is confirmed and not `unfit` */
  gboolean positive;        /* where @known */
  double pi;                /* where @known: probability with which it was to be labelled */
  gint64 at;                /* µs: what its evidence ends with */
} ReviewPastCase;

/**
 * ReviewHistory:
 * All cases of a type under a model, with or without truth, as the Decision Hub's page and its
 * back-tests route them again. What the model was trained on has its out-of-fold score.
 */
typedef struct
{
  RocaSchema *schema; /* (owned) */
  GArray *features;   /* (owned): double, case after case */
  GPtrArray *cases;   /* (owned): ReviewPastCase */
  guint labels;       /* known among them */
  gint64 since;
  gint64 until;
} ReviewHistory;

ReviewHistory *review_history_read (ReviewService *service,
                                    const RocaModel *model,
                                    const char *const *external_ids,
                                    gint64 since,
                                    GError **error);
void review_history_free (ReviewHistory *self);
void review_past_case_answer (const ReviewPastCase *self,
                              const RocaSchema *schema,
                              double *ret_features,
                              ReviewPastCase *ret_case);
void review_past_case_fill (const ReviewPastCase *self, HubFacts *facts, HubCase *ret_item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewHistory, review_history_free)

G_END_DECLS
