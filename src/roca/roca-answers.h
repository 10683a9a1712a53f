/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-features.h"

G_BEGIN_DECLS

RocaColumn *roca_column_copy (const RocaColumn *self);
void roca_column_free (gpointer column);
void roca_schema_add_clauses (RocaSchema *self, const ReviewSop *sop);
RocaColumn *roca_column_new_gone (const char *id);
gboolean roca_clause_is_standing (const ReviewClause *clause);

GArray *roca_schema_answer (const RocaSchema *self, const ReviewIntake *intake, double *values);
gboolean roca_schema_get_fact (const RocaSchema *self,
                               const ReviewIntake *intake,
                               const double *values,
                               const GArray *answers,
                               const char *name,
                               ReviewFact *ret_fact);

G_END_DECLS
