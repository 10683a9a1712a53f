/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping.h"
#include "review-store.h"

G_BEGIN_DECLS

/* Most rows of further files that one case may have; more is a fault of the mapping's keys. */
#define REVIEW_IMPORT_MAX_ROWS 20000

typedef enum
{
  REVIEW_IMPORT_ADDED = 1,
  REVIEW_IMPORT_EXTENDED,
  REVIEW_IMPORT_UNCHANGED
} ReviewImportOutcome;

/**
 * ReviewImportSink:
 * Where cases go. @check writes nothing. @begin runs once, in the first transaction that stores
 * cases (or the only one, when the import is strict). @store adds one case.
 */
typedef struct
{
  gboolean (*check) (gpointer self, const ReviewIntake *intake, GError **error);
  gboolean (*begin) (gpointer self, ReviewTx *tx, GError **error);
  gboolean (*store) (gpointer self,
                     ReviewTx *tx,
                     const ReviewIntake *intake,
                     ReviewImportOutcome *ret_outcome,
                     GError **error);
  gpointer self;
} ReviewImportSink;

/* @stage is "read" (bytes) or "store" (cases). */
typedef void (*ReviewImportProgress) (const char *stage,
                                      gint64 done,
                                      gint64 total,
                                      gpointer user_data);

typedef struct
{
  const ReviewMapping *mapping; /* (nullable): NULL: the files are riskops-case/1 */
  const char *const *files;
  const char *folder; /* (nullable): of the mapping, where its lists may lie */
  GHashTable *lists;  /* (nullable) (element-type utf8 filename): where lists lie, by name */
  GHashTable *ids;    /* (nullable): a set: only the cases with these external ids */
  gboolean labelled;  /* only the cases whose truth is known */
  gboolean strict;    /* one fault, and nothing is written */
  guint max_problems; /* most that the report lists; all are counted */
  const ReviewImportSink *sink;
  ReviewImportProgress progress; /* (nullable) */
  gpointer progress_data;
} ReviewImportOptions;

/* Where a row is wrong. */
typedef struct
{
  ReviewRecord parent;
  char *file;
  gint64 line;
  char *column; /* (nullable): the row as a whole */
  char *message;
} ReviewImportProblem;
REVIEW_DECLARE_RECORD (ReviewImportProblem, review_import_problem_type)

typedef struct
{
  ReviewRecord parent;
  gint64 files;
  gint64 rows;       /* read, the refused ones included */
  gint64 empty;      /* that say nothing, as the mapping defines it */
  gint64 unlabelled; /* cases that were passed over because their truth is not known */
  gint64 unmatched;  /* whose keys name no case of this import */
  gint64 refused;    /* rows and cases that were reported and skipped */
  gint64 cases;      /* that were handed over */
  gint64 added;
  gint64 extended;
  gint64 unchanged;
  gint64 evidence; /* rows of evidence of those cases */
  double seconds;
  double rows_per_second;
  GPtrArray *problems; /* ReviewImportProblem: the first ones */
} ReviewImportReport;
REVIEW_DECLARE_RECORD (ReviewImportReport, review_import_report_type)

gboolean review_import_run (ReviewStore *store,
                            const ReviewImportOptions *options,
                            ReviewImportReport **ret_report,
                            GError **error);

G_END_DECLS
