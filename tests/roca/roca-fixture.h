/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases and models that several tests need. */
#pragma once

#include "roca-assess.h"
#include "roca-matrix.h"

#define T0 ((gint64) 1700000000 * 1000000)

ReviewEvidence *fixture_row (ReviewIntake *intake, ReviewEvidenceKind kind, gint64 at);
void fixture_field (ReviewEvidence *row, const char *name, const char *value);
void fixture_set_field (ReviewEvidence *row, const char *name, const char *value);
ReviewEvidence *fixture_move (
    ReviewIntake *intake, gint64 at, const char *direction, double amount, const char *party);
ReviewEvidence *fixture_event (ReviewIntake *intake, gint64 at, const char *event);
ReviewIntake *fixture_intake (const char *type, const char *id);
void fixture_label (ReviewIntake *intake);
ReviewIntake *fixture_random_case (guint seed);
ReviewIntake *fixture_withdrawal (void);

RocaSchema *fixture_poa_schema (void);
RocaMatrix *fixture_matrix (guint n, guint seed);
RocaTrainOptions fixture_options (void);
GBytes *fixture_poa_artefact (const ReviewCatalog *catalog);
ReviewCatalog *fixture_poa_catalog (void);
ReviewIntake *fixture_poa_case (double forged, double age);
ReviewPolicy *fixture_policy (const char *type);

/* ROCA for proofs of address: what it reads, its rules and a small model. */
typedef struct
{
  ReviewCatalog *catalog;
  ReviewPolicy *policy;
  RocaModel *model;
} FixturePoa;

void fixture_poa_set_up (FixturePoa *self, gconstpointer data);
void fixture_poa_tear_down (FixturePoa *self, gconstpointer data);
ReviewAssessment *fixture_poa_assess (FixturePoa *self, const ReviewIntake *intake);

void fixture_check_value (const ReviewIntake *intake, const char *id, double expected);
void
fixture_check_same (const ReviewIntake *a, gint64 as_of_a, const ReviewIntake *b, gint64 as_of_b);
