/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping.h"

G_BEGIN_DECLS

/* What is counted of a file's rows over earlier ones: see review-counts.h. */
typedef struct _ReviewCounts ReviewCounts;

/* A row as the derivations see it. */
typedef struct
{
  GHashTable *places;        /* (unowned) (element-type utf8 guint): column → index + 1 */
  const char *const *values; /* NULL: missing */
  const char *case_id;       /* (nullable): not known yet; direction and counterparty are missing */
  GHashTable *lists;         /* (unowned) (nullable) (element-type utf8 ReviewList): by name */
  const ReviewCounts *counts; /* (unowned) (nullable): not known yet; counts are missing */
  int file;                   /* index into the import's files, for counts */
  gint64 line;                /* where the row begins in it */
  gint64 opened_at;           /* of the case, in µs; 0: not known (yet) */
} ReviewMappingRow;

GHashTable *review_mapping_row_places (GPtrArray *columns);
const char *review_mapping_row_get (const ReviewMappingRow *row, const char *column);
gboolean review_mapping_value_make (const ReviewMappingValue *self,
                                    const ReviewMappingRow *row,
                                    char **ret_text,
                                    const char **ret_column,
                                    GError **error);
char *review_mapping_value_dup_key (const ReviewMappingValue *self, const ReviewMappingRow *row);
gboolean review_value_parse_boolean (const char *text, gboolean *ret_value);
gboolean review_value_is_number (const char *text);

G_END_DECLS
