/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-matrix.h"
#include "roca-xgboost.h"

G_BEGIN_DECLS

#define ROCA_NO_FOLD G_MAXUINT

guint *roca_folds_deal (
    const RocaMatrix *matrix, guint n_parts, const guint *outer, guint except, guint32 seed);

guint *roca_folds_keep (const RocaMatrix *matrix, GPtrArray *trained, guint n_parts, guint32 seed);

/* A copy of some rows and columns of a matrix. */
typedef struct
{
  GArray *values;  /* float, row after row */
  GArray *labels;  /* float: 0 or 1 */
  GArray *index;   /* guint: the row in the matrix */
  GArray *columns; /* guint: those that are copied */
} RocaPart;

RocaPart roca_part_new (GArray *columns);
void roca_part_clear (RocaPart *part);
void roca_part_add (RocaPart *part, const RocaMatrix *matrix, guint row);
RocaRows roca_part_rows (const RocaPart *part);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RocaPart, roca_part_clear)

G_END_DECLS
