/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping.h"

G_BEGIN_DECLS

/* A row as the derivations see it. */
typedef struct
{
  GHashTable *places;        /* (unowned) (element-type utf8 guint): column → index + 1 */
  const char *const *values; /* NULL: missing */
  const char *case_id;       /* (nullable): not known yet; direction and counterparty are missing */
} ReviewMappingRow;

GHashTable *review_mapping_row_places (GPtrArray *columns);
const char *review_mapping_row_get (const ReviewMappingRow *row, const char *column);
gboolean review_mapping_value_make (const ReviewMappingValue *self,
                                    const ReviewMappingRow *row,
                                    char **ret_text,
                                    const char **ret_column,
                                    GError **error);
gboolean review_value_parse_boolean (const char *text, gboolean *ret_value);
gboolean review_value_is_number (const char *text);

G_END_DECLS
