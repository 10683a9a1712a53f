/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-assessment.h"
#include "review-policy.h"
#include "roca-model.h"

G_BEGIN_DECLS

#define ROCA_MAX_RAISING  5
#define ROCA_MAX_LOWERING 3
#define ROCA_MAX_EVIDENCE 12

/**
 * roca_assess:
 * @model: trained for the type of @intake
 * @catalog: case types, SOPs (texts may still hold `{parameter}`), supplied features
 * @policy: thresholds, verdict cut, parameters
 * @intake: the case; its evidence rows carry their labels
 * @as_of: nothing later is read; 0: roca_intake_as_of()
 *
 * Risk, verdict, signals, reasoning chain, asks. Pure: the same values give the same answer.
 * The members that are not ROCA's to say are left for the caller, who is the record's maker:
 * `id`, `case_id`, `created_at`; and `route`, `reason`, `reason_text`, `pi`, which
 * hub_route_apply() fills.
 *
 * Returns: (transfer full) (nullable): an assessment; NULL with REVIEW_ERROR_INVALID when model,
 *   policy and case do not fit together
 */
ReviewAssessment *roca_assess (const RocaModel *model,
                               const ReviewCatalog *catalog,
                               const ReviewPolicy *policy,
                               const ReviewIntake *intake,
                               gint64 as_of,
                               GError **error);

/**
 * RocaFacts:
 * What conditions may ask of an assessed case and only ROCA can answer: its features, and
 * `clause:ID`: 1 where the clause applies and 0 where it does not; of a check that applies 1 where
 * it is met and 0 where it is not. Outlives the assessment.
 */
typedef struct _RocaFacts RocaFacts;

ReviewAssessment *roca_assess_with_facts (const RocaModel *model,
                                          const ReviewCatalog *catalog,
                                          const ReviewPolicy *policy,
                                          const ReviewIntake *intake,
                                          gint64 as_of,
                                          RocaFacts **ret_facts,
                                          GError **error);
gboolean roca_facts_get (const char *name, ReviewFact *ret_fact, gpointer user_data);
void roca_facts_free (RocaFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaFacts, roca_facts_free)

G_END_DECLS
