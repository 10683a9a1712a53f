/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping-value.h"

G_BEGIN_DECLS

ReviewIntake *review_row_to_case (const ReviewMapping *mapping,
                                  const ReviewMappingFile *file,
                                  ReviewMappingRow *row,
                                  const char **ret_column,
                                  GError **error);
gboolean review_row_add_evidence (const ReviewMappingFile *file,
                                  const ReviewMappingRow *row,
                                  GPtrArray *evidence,
                                  const char **ret_column,
                                  GError **error);
gboolean review_row_says_nothing (const ReviewMappingFile *file, const ReviewMappingRow *row);
GPtrArray *review_row_list_keys (const ReviewMapping *mapping, const ReviewMappingRow *row);
GPtrArray *review_row_list_links (const ReviewMappingFile *file, const ReviewMappingRow *row);
void review_evidence_settle (GPtrArray *evidence);

/* A key of a case, or what a row says one is; @value keeps its case for keys and joins alike. */
typedef struct
{
  char *key;
  char *value;
} ReviewRowKey;

G_END_DECLS
