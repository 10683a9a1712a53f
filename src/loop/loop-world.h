/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-route.h"
#include "roca-model.h"

G_BEGIN_DECLS

/* A case as it will arrive, without its evidence: features are computed already. @positive is what
 * is true of it. Whoever looks sees it with the skill of people; figures are held against it;
 * nothing that learns may read it. */
typedef struct
{
  char *id;      /* (owned): external id */
  char *cluster; /* (owned) (nullable): cases with the same one are alike */
  gboolean positive;
  gboolean unfit; /* unreadable or incomplete: no fraud, and in no headline figure */
  gint64 priority;
  gboolean screening_match;
  gboolean legal_hold;
  double value;
  const char *currency; /* (interned) (nullable) */
} LoopCase;

/**
 * LoopWorld:
 * Cases of one type whose truth is known, in memory: row i of @matrix is case i. Immutable once it is
 * filled.
 */
typedef struct
{
  char *case_type;
  const ReviewPolicy *policy; /* (unowned): that cases are first routed under */
  RocaSchema *schema;
  RocaMatrix *matrix;
  GPtrArray *cases;  /* LoopCase */
  GPtrArray *facts;  /* char *: what gates and rules ask for and no feature says; NULL at the end */
  GArray *answers;   /* ReviewFact: of each case, in the order of @facts; texts are interned */
  GArray *positions; /* int: of each fact its column in the matrix, -1: none */
} LoopWorld;

LoopWorld *
loop_world_new (const ReviewCatalog *catalog, const ReviewPolicy *policy, const char *case_type);
void loop_world_add (LoopWorld *self, const ReviewIntake *intake, gboolean positive);
guint loop_world_get_n (const LoopWorld *self);
const LoopCase *loop_world_get_case (const LoopWorld *self, guint row);
void loop_world_get_gate (const LoopWorld *self,
                          guint row,
                          const ReviewAssessment *said,
                          HubCase *ret_case,
                          gpointer *facts);
RocaMatrix *loop_world_pick (const LoopWorld *self, const guint *rows, guint n);
guint *loop_world_shuffle (const LoopWorld *self, guint64 seed);
void loop_world_free (LoopWorld *self);

double loop_draw (guint64 seed, const char *what, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LoopWorld, loop_world_free)

G_END_DECLS
