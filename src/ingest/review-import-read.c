/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first half of an import: which file is which of the mapping's, and every row into the
 * stage, checked as far as it can be checked alone. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-import-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-lines.h"
#include "review-row-case.h"
#include "review-table.h"

#define PROGRESS_ROWS 500

static gboolean
name_matches (const ReviewMappingFile *spec, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  for (guint i = 0; spec->match != NULL && spec->match[i] != NULL; i++)
    if (g_pattern_match_simple (spec->match[i], name))
      return TRUE;
  return FALSE;
}

static ReviewTable *
open_table (const ReviewMappingFile *spec, const char *path, GError **error)
{
  return review_table_open (path, (const char *const *) spec->columns,
                            spec->delimiter != NULL ? spec->delimiter[0] : '\0', error);
}

static gboolean
columns_fit (ReviewImport *self, guint spec, const char *path, GError **error)
{
  g_autoptr (ReviewTable) table =
      open_table (self->options->mapping->files->pdata[spec], path, error);

  return table != NULL && !review_table_is_json (table)
         && review_table_bind (table, self->columns[spec], NULL, error);
}

/* By its name first; else by its columns, when they fit exactly one of the mapping's files. */
static int
find_spec (ReviewImport *self, const char *path, GError **error)
{
  GPtrArray *specs = self->options->mapping->files;
  g_autoptr (GError) cause = NULL;
  int found = -1;

  for (guint i = 0; i < specs->len; i++)
    if (name_matches (specs->pdata[i], path))
      return (int) i;
  if (specs->len == 1)
    return 0;
  for (guint i = 0; i < specs->len; i++)
    {
      g_clear_error (&cause);
      if (!columns_fit (self, i, path, &cause))
        continue;
      found = found == -1 ? (int) i : -2;
    }
  if (found >= 0)
    return found;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "%s: %s file of the mapping fits, neither by name nor by columns%s%s", path,
               found == -1 ? "no" : "more than one", cause != NULL ? "; " : "",
               cause != NULL ? cause->message : "");
  return -1;
}

static gboolean
refuse_repeats (const char *const *files, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    {
      GStatBuf info;

      if (g_stat (files[i], &info) != 0)
        continue; /* opening it will say why */
      if (!g_hash_table_add (seen, g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                                                    (guint64) info.st_dev, (guint64) info.st_ino)))
        {
          g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: is given twice", files[i]);
          return FALSE;
        }
    }
  return TRUE;
}

/*
 * review_import_match_files:
 *
 * Finds which of the mapping's files each file of the import is. Every file that the mapping does
 * not call optional must be there.
 */
gboolean
review_import_match_files (ReviewImport *self, GError **error)
{
  GPtrArray *specs = self->options->mapping->files;
  g_autofree gboolean *used = g_new0 (gboolean, specs->len);

  if (!refuse_repeats (self->options->files, error))
    return FALSE;
  for (guint i = 0; self->options->files[i] != NULL; i++)
    {
      self->specs[i] = find_spec (self, self->options->files[i], error);
      if (self->specs[i] < 0)
        return FALSE;
      used[self->specs[i]] = TRUE;
    }
  for (guint i = 0; i < specs->len; i++)
    {
      const ReviewMappingFile *spec = specs->pdata[i];

      if (used[i] || spec->optional)
        continue;
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "the mapping's file \"%s\" is missing", spec->name);
      return FALSE;
    }
  return TRUE;
}

static void
show_progress (const ReviewImport *self, const ReviewInput *input)
{
  if (self->options->progress != NULL)
    self->options->progress ("read", (gint64) review_input_get_position (input),
                             (gint64) review_input_get_size (input), self->options->progress_data);
}

static gboolean
is_wanted (const ReviewImport *self, const ReviewIntake *intake)
{
  const ReviewImportOptions *options = self->options;

  if (options->ids != NULL && !g_hash_table_contains (options->ids, intake->external_id))
    return FALSE;
  if (!options->labelled || intake->truth != NULL)
    return TRUE;
  self->report->unlabelled++;
  return FALSE;
}

/* @what: tells the case from another one with its id. */
static gboolean
stage_intake (ReviewImport *self,
              int file,
              gint64 line,
              const ReviewIntake *intake,
              const char *what,
              const char *body,
              GPtrArray *keys,
              GError **error)
{
  g_autofree char *key =
      g_strdup_printf ("%s\x1f%s\x1f%s", intake->source, intake->type, intake->external_id);

  return review_staging_add_case (self->stage, key, file, line, what, body, keys, error);
}

static gboolean
read_case_row (ReviewImport *self,
               int file,
               gint64 line,
               const ReviewMappingFile *spec,
               ReviewMappingRow *row,
               GError **error)
{
  const char *column = NULL;
  int index = self->specs[file];
  g_autoptr (GError) fault = NULL;
  g_autofree char *what = NULL;
  g_autofree char *body = NULL;
  g_autoptr (ReviewIntake) intake =
      review_row_to_case (self->options->mapping, spec, row, &column, &fault);

  if (intake == NULL)
    {
      review_import_add_problem (self, file, line, column, fault->message);
      return TRUE;
    }
  if (!review_counts_stage (self->counts[index], row, file, line, error))
    return FALSE;
  if (!is_wanted (self, intake))
    return TRUE;
  what = review_encode (intake);
  body = review_staging_pack (row->values, self->columns[index]->len);
  return stage_intake (self, file, line, intake, what, body,
                       review_row_list_keys (self->options->mapping, row), error);
}

static gboolean
read_evidence_row (ReviewImport *self,
                   int file,
                   gint64 line,
                   const ReviewMappingFile *spec,
                   const ReviewMappingRow *row,
                   GError **error)
{
  const char *column = NULL;
  int index = self->specs[file];
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) evidence = review_records_new ();
  g_autoptr (GPtrArray) links = review_row_list_links (spec, row);
  g_autofree char *body = NULL;

  if (links->len == 0)
    {
      const ReviewMappingJoin *join = spec->joins->pdata[0];

      review_import_add_problem (self, file, line, join->column, "the key is empty");
      return TRUE;
    }
  if (!review_row_add_evidence (spec, row, evidence, &column, &fault)
      || (spec->transfers != NULL
          && !review_import_graph_add (self->graph, spec->transfers, row, &column, &fault)))
    {
      review_import_add_problem (self, file, line, column, fault->message);
      return TRUE;
    }
  if (!review_counts_stage (self->counts[index], row, file, line, error))
    return FALSE;
  body = review_staging_pack (row->values, self->columns[index]->len);
  return review_staging_add_row (self->stage, index, file, line, body, g_steal_pointer (&links),
                                 error);
}

static gboolean
read_mapped_row (ReviewImport *self, int file, const ReviewTableRow *table_row, GError **error)
{
  int index = self->specs[file];
  const ReviewMappingFile *spec = self->options->mapping->files->pdata[index];
  ReviewMappingRow row = review_import_make_row (self, index, table_row->values);

  self->report->rows++;
  if (table_row->fault != NULL)
    {
      review_import_add_problem (self, file, table_row->line, NULL, table_row->fault);
      return TRUE;
    }
  if (review_row_says_nothing (spec, &row))
    {
      self->report->empty++;
      return TRUE;
    }
  if (spec->role == REVIEW_FILE_CASES)
    return read_case_row (self, file, table_row->line, spec, &row, error);
  return read_evidence_row (self, file, table_row->line, spec, &row, error);
}

static gboolean
read_mapped (ReviewImport *self, int file, GError **error)
{
  const ReviewMapping *mapping = self->options->mapping;
  g_autoptr (ReviewTable) table =
      open_table (mapping->files->pdata[self->specs[file]], self->options->files[file], error);

  if (table == NULL
      || !review_table_bind (table, self->columns[self->specs[file]],
                             (const char *const *) mapping->missing, error))
    return FALSE;
  for (;;)
    {
      ReviewTableRow row;
      gboolean end = FALSE;

      if (!review_table_next (table, &row, &end, error))
        return FALSE;
      if (end || self->report->rows % PROGRESS_ROWS == 0)
        show_progress (self, review_table_get_input (table));
      if (end)
        return TRUE;
      if (!read_mapped_row (self, file, &row, error))
        return FALSE;
    }
}

/* The member that an error names, apart from what is wrong with it. */
static void
report_decode_error (ReviewImport *self, int file, gint64 line, const GError *fault)
{
  g_autofree char *field = review_error_dup_field (fault);
  const char *message = fault->message + (field != NULL ? strlen (field) + 2 : 0);

  review_import_add_problem (self, file, line, field, message);
}

static gboolean
read_canonical_line (ReviewImport *self, int file, const ReviewLine *line, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (ReviewIntake) intake = NULL;
  g_autofree char *text = g_strstrip (g_strndup (line->bytes, line->len));

  if (line->fault == NULL && *text == '\0')
    return TRUE;
  self->report->rows++;
  if (line->fault != NULL)
    {
      review_import_add_problem (self, file, line->number, NULL, line->fault);
      return TRUE;
    }
  intake = review_decode_limited (&review_intake_type, text, -1, REVIEW_LINE_MAX, &fault);
  if (intake != NULL && strcmp (intake->schema, REVIEW_INTAKE_SCHEMA) != 0)
    review_error_set_field (&fault, "schema", "is not " REVIEW_INTAKE_SCHEMA);
  if (fault != NULL)
    {
      report_decode_error (self, file, line->number, fault);
      return TRUE;
    }
  if (!is_wanted (self, intake))
    return TRUE;
  return stage_intake (self, file, line->number, intake, text, text, NULL, error);
}

static gboolean
read_canonical (ReviewImport *self, int file, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (self->options->files[file], error);
  g_autoptr (ReviewLines) lines =
      input != NULL ? review_lines_new (input, REVIEW_LINES_LF, error) : NULL;

  if (lines == NULL)
    return FALSE;
  for (;;)
    {
      ReviewLine line;
      gboolean end = FALSE;

      if (!review_lines_next (lines, &line, &end, error))
        return FALSE;
      if (end || self->report->rows % PROGRESS_ROWS == 0)
        show_progress (self, input);
      if (end)
        return TRUE;
      if (!read_canonical_line (self, file, &line, error))
        return FALSE;
    }
}

/*
 * review_import_read_file:
 * @file: index into the import's files
 *
 * Stages every row of the file that is right, reports every other.
 *
 * Returns: %FALSE when the file as a whole cannot be used
 */
gboolean
review_import_read_file (ReviewImport *self, int file, GError **error)
{
  self->report->files++;
  return (self->options->mapping != NULL ? read_mapped : read_canonical) (self, file, error);
}
