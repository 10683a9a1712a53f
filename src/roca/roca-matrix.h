/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-model.h"

G_BEGIN_DECLS

struct _RocaMatrix
{
  char *case_type;
  GPtrArray *columns; /* char *: feature ids */
  GArray *versions;   /* int: of their definitions */
  GArray *monotone;   /* int: as in RocaFeatureDef */
  GPtrArray *sources; /* char *; "": not said */
  GPtrArray *ids;     /* char *, unique within a source */
  GPtrArray *groups;  /* char * */
  GArray *positives;  /* guint8 */
  GArray *values;     /* float, row after row */
};

RocaMatrix *roca_matrix_new_empty (const char *case_type);
void roca_matrix_add_column (RocaMatrix *self, const char *id, int version, int monotone);
float roca_to_float (double value);
GArray *roca_matrix_list_telling (const RocaMatrix *self);
void roca_matrix_add_row_of (RocaMatrix *self, const RocaMatrix *from, guint row);

G_END_DECLS
