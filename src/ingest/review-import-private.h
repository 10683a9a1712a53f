/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-counts.h"
#include "review-import-graph.h"
#include "review-import.h"
#include "review-staging.h"

G_BEGIN_DECLS

/* One import while it runs; the parts of the engine share it. */
typedef struct
{
  ReviewStore *store;
  const ReviewImportOptions *options;
  ReviewImportReport *report;
  ReviewStaging *stage;
  int *specs;               /* per file of the import: its index among the mapping's files */
  GPtrArray **columns;      /* per file of the mapping: the columns it gives */
  GHashTable **places;      /* per file of the mapping: where they stand */
  ReviewCounts **counts;    /* per file of the mapping: what is counted over earlier rows */
  ReviewTally *tally;       /* where it is counted */
  GHashTable *lists;        /* (element-type utf8 ReviewList): the mapping's lists, by name */
  ReviewImportGraph *graph; /* of the rows that are transfers */
  gboolean begun;           /* the sink's begin() has been committed */
} ReviewImport;

void review_import_add_problem (
    ReviewImport *self, int file, gint64 line, const char *column, const char *message);
gboolean review_import_load_lists (ReviewImport *self, GError **error);
ReviewMappingRow
review_import_make_row (const ReviewImport *self, int spec, const char *const *values);
gboolean review_import_match_files (ReviewImport *self, GError **error);
gboolean review_import_read_file (ReviewImport *self, int file, GError **error);
gboolean review_import_drop_conflicts (ReviewImport *self, GError **error);
gboolean review_import_check_cases (ReviewImport *self, GError **error);
gboolean review_import_store_cases (ReviewImport *self, GError **error);

G_END_DECLS
