/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const *files;
  const char *case_type;
  const char *id_column;    /* %REVIEW_TABLE_ROW: the data has no id */
  const char *truth_column; /* (nullable): the data has no truth */
  gboolean no_header;       /* of CSV files: columns are c1, c2 … */
} ReviewSuggestOptions;

ReviewMapping *review_suggest_mapping (const ReviewSuggestOptions *options, GError **error);

G_END_DECLS
