/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-assess.h"

G_BEGIN_DECLS

/* One case while it is being assessed. */
typedef struct
{
  const RocaModel *model;
  const ReviewCatalog *catalog;
  const ReviewPolicy *policy;
  const ReviewTypePolicy *type_policy;
  const ReviewCaseType *case_type; /* NULL: the catalogue has none */
  const ReviewSop *sop;            /* NULL: the type has none */
  const ReviewIntake *intake;
  gint64 as_of;
  RocaSchema *schema;
  RocaFeatures *features;
  const double *values;
  RocaScore score;
  GPtrArray *rows;     /* ReviewEvidence up to as_of, oldest first */
  GHashTable *covered; /* feature ids that an applying clause covers */
  ReviewAssessment *out;
} RocaCase;

/* roca-signals.c */
void roca_case_add_signals (RocaCase *self);
const char *roca_case_currency (const RocaCase *self);
gboolean roca_case_is_decisive (const RocaCase *self, const ReviewSignal *signal);

/* roca-clauses.c */
void roca_case_note_covered (RocaCase *self);
int roca_case_get_applies (const RocaCase *self, guint clause);
void roca_case_add_clause_steps (RocaCase *self, GPtrArray *settled, GPtrArray *open);

/* roca-fields.c */
const char *roca_choose_field (const ReviewEvidence *row, const char *fact, gboolean own_only);

/* roca-facts.c */
ReviewStep *roca_step_new (ReviewStepKind kind);
void roca_case_add_fact_steps (RocaCase *self, GPtrArray *steps);
void roca_case_cite (const RocaCase *self, ReviewStep *step, const char *fact);
gboolean roca_case_get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data);
gboolean roca_case_get_param (const char *name, ReviewFact *ret_fact, gpointer user_data);
ReviewText *roca_case_name_fact (const RocaCase *self, const char *name);
ReviewText *roca_case_say_fact (const RocaCase *self, const char *name);

/* roca-unread.c */
void roca_case_add_unread_steps (RocaCase *self, GPtrArray *steps);

/* roca-counterfactual.c */
gboolean roca_case_find_change (RocaCase *self, GError **error);

/* roca-conclude.c */
void roca_case_add_record (RocaCase *self, GPtrArray *steps);
void roca_case_conclude (RocaCase *self, GPtrArray *steps);

G_END_DECLS
