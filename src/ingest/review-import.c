/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import: read every file into the stage, look for contradictions, hand the cases over in the
 * order of their keys. What a file as a whole has wrong (no such column, damaged gzip) stops the
 * import before anything is stored; what a row has wrong is reported and the row is skipped. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-import-private.h"

#include <string.h>

#include "review-error.h"
#include "review-mapping-value.h"

#define OPT REVIEW_MEMBER_OPTIONAL
#define REQ REVIEW_MEMBER_REQUIRED

static const ReviewMember review_import_problem_type_members[] = {
  REVIEW_M_STRING (ReviewImportProblem, file, REQ),
  REVIEW_M_INT (ReviewImportProblem, line, REQ),
  REVIEW_M_STRING (ReviewImportProblem, column, OPT),
  REVIEW_M_STRING (ReviewImportProblem, message, REQ),
  REVIEW_M_END,
};
const ReviewRecordType review_import_problem_type = { "import_problem",
                                                      sizeof (ReviewImportProblem),
                                                      review_import_problem_type_members };

static const ReviewMember review_import_report_type_members[] = {
  REVIEW_M_INT (ReviewImportReport, files, REQ),
  REVIEW_M_INT (ReviewImportReport, rows, REQ),
  REVIEW_M_INT (ReviewImportReport, empty, REQ),
  REVIEW_M_INT (ReviewImportReport, unlabelled, REQ),
  REVIEW_M_INT (ReviewImportReport, unmatched, REQ),
  REVIEW_M_INT (ReviewImportReport, refused, REQ),
  REVIEW_M_INT (ReviewImportReport, cases, REQ),
  REVIEW_M_INT (ReviewImportReport, added, REQ),
  REVIEW_M_INT (ReviewImportReport, extended, REQ),
  REVIEW_M_INT (ReviewImportReport, unchanged, REQ),
  REVIEW_M_INT (ReviewImportReport, evidence, REQ),
  REVIEW_M_DOUBLE (ReviewImportReport, seconds, OPT),
  REVIEW_M_DOUBLE (ReviewImportReport, rows_per_second, OPT),
  REVIEW_M_RECORDS (ReviewImportReport, problems, review_import_problem_type, OPT),
  REVIEW_M_END,
};
const ReviewRecordType review_import_report_type = { "import_report", sizeof (ReviewImportReport),
                                                     review_import_report_type_members };

/*
 * review_import_add_problem:
 * @file: index into the import's files
 * @line: from 1
 * @column: (nullable): what in the row is wrong
 *
 * Counts a refused row, and lists it while there is room.
 */
void
review_import_add_problem (
    ReviewImport *self, int file, gint64 line, const char *column, const char *message)
{
  ReviewImportProblem *problem;

  self->report->refused++;
  if (self->report->problems->len >= self->options->max_problems)
    return;
  problem = review_record_new (&review_import_problem_type);
  problem->file = g_path_get_basename (self->options->files[file]);
  problem->line = line;
  problem->column = g_strdup (column);
  problem->message = g_strdup (message);
  g_ptr_array_add (self->report->problems, problem);
}

static gboolean
refuse_all (const ReviewImport *self, GError **error)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
               " rows are wrong and the import is strict: nothing was written",
               self->report->refused, self->report->rows);
  return FALSE;
}

static gboolean
run (ReviewImport *self, GError **error)
{
  const ReviewImportOptions *options = self->options;

  if (options->mapping != NULL
      && (!review_import_load_lists (self, error) || !review_import_match_files (self, error)))
    return FALSE;
  for (int i = 0; options->files[i] != NULL; i++)
    if (!review_import_read_file (self, i, error))
      return FALSE;
  if (!review_staging_flush (self->stage, error) || !review_tally_settle (self->tally, error)
      || !review_import_drop_conflicts (self, error)
      || (options->strict && self->report->refused == 0
          && !review_import_check_cases (self, error)))
    return FALSE;
  if (options->strict && self->report->refused > 0)
    return refuse_all (self, error);
  return review_import_store_cases (self, error);
}

static void
clear (ReviewImport *self)
{
  guint n = self->options->mapping != NULL ? self->options->mapping->files->len : 0;

  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&self->columns[i], g_ptr_array_unref);
      g_clear_pointer (&self->places[i], g_hash_table_unref);
      g_clear_pointer (&self->counts[i], review_counts_free);
    }
  g_free (self->columns);
  g_free (self->places);
  g_free (self->counts);
  g_free (self->specs);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  review_import_graph_free (self->graph);
  review_tally_free (self->tally);
  review_staging_free (self->stage);
}

static void
prepare (ReviewImport *self)
{
  const ReviewMapping *mapping = self->options->mapping;
  guint n = mapping != NULL ? mapping->files->len : 0;

  self->columns = g_new0 (GPtrArray *, n + 1);
  self->places = g_new0 (GHashTable *, n + 1);
  self->counts = g_new0 (ReviewCounts *, n + 1);
  self->tally = review_tally_new (self->store);
  self->graph = review_import_graph_new ();
  self->specs = g_new0 (int, g_strv_length ((char **) self->options->files) + 1);
  for (guint i = 0; i < n; i++)
    {
      self->columns[i] = review_mapping_list_columns (mapping, mapping->files->pdata[i]);
      self->places[i] = review_mapping_row_places (self->columns[i]);
      self->counts[i] = review_counts_new (mapping, mapping->files->pdata[i], self->tally);
    }
}

/**
 * review_import_run:
 * @store: where the import is staged and stored
 * @ret_report: (out) (transfer full): what was read, refused and stored; set on failure as well,
 *   as far as the import came
 *
 * Returns: %FALSE when a file cannot be used, when the import is strict and a row is wrong, or
 *   when the store fails; nothing is stored then, except what came before a fault of the store
 */
gboolean
review_import_run (ReviewStore *store,
                   const ReviewImportOptions *options,
                   ReviewImportReport **ret_report,
                   GError **error)
{
  ReviewImport self = { .store = store, .options = options };
  g_autoptr (GError) clearing = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean ok;

  self.report = *ret_report = review_record_new (&review_import_report_type);
  self.report->problems = review_records_new ();
  prepare (&self);
  self.stage = review_staging_open (store, error);
  ok = self.stage != NULL && run (&self, error);
  if (self.stage != NULL && !review_staging_clear (self.stage, &clearing))
    g_warning ("the staging tables keep their rows: %s", clearing->message);
  self.report->seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  self.report->rows_per_second =
      self.report->seconds > 0 ? (double) self.report->rows / self.report->seconds : 0;
  clear (&self);
  return ok;
}
