/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: files become cases. What a row has wrong is listed with its file, line and column; the
 * exit code is 3 when rows were refused and the rest was stored. */
#define G_LOG_DOMAIN "review-server"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-import.h"
#include "review-runtime.h"
#include "review-store-types.h"

#define EXIT_REFUSED 3
#define BAR_WIDTH    30

typedef struct
{
  char *mapping_path;
  char *ids_path;
  char **lists; /* NAME=PATH */
  gboolean strict;
  gboolean labelled;
  gboolean queue;
  int max_problems;
  char **files;
} Options;

typedef struct
{
  const Options *options;
  ReviewRuntime *runtime; /* (unowned) */
  ReviewMapping *mapping; /* (owned) (nullable) */
  ReviewCaseType *type;   /* (owned) (nullable): that the mapping brings */
  GPtrArray *features;    /* (owned) (nullable): that the mapping brings */
  ReviewCatalog *catalog; /* (owned): with what the mapping brings */
  ReviewService *service; /* (owned): over that catalogue */
  gint64 arrived;         /* cases that are work now */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->service, review_service_free);
  g_clear_pointer (&self->catalog, review_record_unref);
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->type, review_record_unref);
  g_clear_pointer (&self->mapping, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static void
options_clear (Options *self)
{
  g_free (self->mapping_path);
  g_free (self->ids_path);
  g_strfreev (self->lists);
  g_strfreev (self->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_case (gpointer self, const ReviewIntake *intake, GError **error)
{
  return review_service_check_intake (((Import *) self)->service, intake, error);
}

static gboolean
begin (gpointer self, ReviewTx *tx, GError **error)
{
  Import *import = self;

  return import->mapping == NULL
         || review_store_put_types (tx, import->type, import->features, error);
}

static gboolean
store_case (gpointer self,
            ReviewTx *tx,
            const ReviewIntake *intake,
            ReviewImportOutcome *ret_outcome,
            GError **error)
{
  static const ReviewImportOutcome outcomes[] = {
    [REVIEW_INTAKE_ADDED] = REVIEW_IMPORT_ADDED,
    [REVIEW_INTAKE_EXTENDED] = REVIEW_IMPORT_EXTENDED,
    [REVIEW_INTAKE_UNCHANGED] = REVIEW_IMPORT_UNCHANGED,
  };
  Import *import = self;
  ReviewIntakeOutcome outcome = REVIEW_INTAKE_UNCHANGED;
  ReviewIntakeMode mode = import->options->queue ? REVIEW_INTAKE_ARRIVES : REVIEW_INTAKE_AUTO;

  if (!review_service_intake_in (import->service, tx, review_service_system_user (), intake, mode,
                                 &outcome, NULL, error))
    return FALSE;
  *ret_outcome = outcomes[outcome];
  if (outcome != REVIEW_INTAKE_UNCHANGED && (intake->truth == NULL || import->options->queue))
    import->arrived++;
  return TRUE;
}

static void
draw_bar (const char *what, gint64 done, gint64 total)
{
  char bar[BAR_WIDTH + 1];
  gint64 filled = total > 0 ? MIN (done, total) * BAR_WIDTH / total : BAR_WIDTH;

  memset (bar, '.', BAR_WIDTH);
  memset (bar, '#', (gsize) filled);
  bar[BAR_WIDTH] = '\0';
  fprintf (stderr, "\r%-7s [%s] %3d %%", what, bar,
           (int) (total > 0 ? MIN (done, total) * 100 / total : 100));
}

static void
show_progress (const char *stage, gint64 done, gint64 total, gpointer user_data)
{
  draw_bar (stage, done, total);
}

static gboolean
show_assessing (gint64 done, gint64 total, gpointer user_data)
{
  if (GPOINTER_TO_INT (user_data))
    draw_bar ("assess", done, total);
  return TRUE;
}

/* One external id per line. */
static GHashTable *
load_ids (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *ids;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_hash_table_add (ids, g_strdup (lines[i]));
  return ids;
}

/* NAME=PATH, by name. */
static GHashTable *
parse_lists (char **lists, GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; lists != NULL && lists[i] != NULL; i++)
    {
      const char *path = strchr (lists[i], '=');

      if (path == NULL || path == lists[i] || path[1] == '\0')
        {
          g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "--list %s: is no NAME=PATH",
                       lists[i]);
          return NULL;
        }
      g_hash_table_insert (paths, g_strndup (lists[i], (gsize) (path - lists[i])),
                           g_strdup (path + 1));
    }
  return g_steal_pointer (&paths);
}

static gboolean
prepare (Import *self, GError **error)
{
  ReviewAssessor assessor = review_agent_get_assessor (self->runtime->agent);

  if (self->options->mapping_path != NULL)
    {
      self->mapping = review_mapping_load (self->options->mapping_path, error);
      if (self->mapping == NULL)
        return FALSE;
      if (review_catalog_find_type (review_service_get_catalog (self->runtime->service),
                                    self->mapping->case_type)
          == NULL)
        self->type = review_mapping_dup_case_type (self->mapping);
      self->features = review_mapping_dup_feature_defs (self->mapping);
    }
  self->catalog = review_catalog_extend (review_service_get_catalog (self->runtime->service),
                                         self->type, self->features);
  self->service =
      review_service_new (self->runtime->store, self->catalog,
                          (ReviewPolicy *) review_service_get_policy (self->runtime->service));
  review_service_set_assessor (self->service, &assessor);
  return TRUE;
}

static void
print_report (const ReviewImportReport *report, gboolean only_some, gboolean json)
{
  g_autofree char *text = review_encode (report);

  for (guint i = 0; i < report->problems->len; i++)
    {
      const ReviewImportProblem *p = report->problems->pdata[i];

      fprintf (stderr, "%s:%" G_GINT64_FORMAT ": %s%s%s\n", p->file, p->line,
               p->column != NULL ? p->column : "", p->column != NULL ? ": " : "", p->message);
    }
  if (report->refused > report->problems->len)
    fprintf (stderr, "… and %" G_GINT64_FORMAT " more\n", report->refused - report->problems->len);
  if (json)
    {
      review_command_print ("%s\n", text);
      return;
    }
  if (report->unlabelled > 0)
    review_command_print ("%" G_GINT64_FORMAT " cases without a truth passed over\n",
                          report->unlabelled);
  review_command_print ("%" G_GINT64_FORMAT " rows read (%.0f rows/s): %" G_GINT64_FORMAT
                        " cases added, %" G_GINT64_FORMAT " extended, %" G_GINT64_FORMAT
                        " unchanged, %" G_GINT64_FORMAT " rows of evidence; %" G_GINT64_FORMAT
                        " rows empty, %" G_GINT64_FORMAT " %s, %" G_GINT64_FORMAT " refused\n",
                        report->rows, report->rows_per_second, report->added, report->extended,
                        report->unchanged, report->evidence, report->empty, report->unmatched,
                        only_some ? "of cases not asked for" : "without a case", report->refused);
}

static gboolean
assess (Import *self, gboolean bar, GError **error)
{
  gint64 n;

  if (self->arrived == 0)
    return TRUE;
  n = review_service_assess_pending (self->service,
                                     self->mapping != NULL ? self->mapping->case_type : NULL,
                                     G_MAXINT32, show_assessing, GINT_TO_POINTER (bar), error);
  if (bar)
    fputc ('\n', stderr);
  return n >= 0;
}

static gboolean
run (Import *self, gboolean json, ReviewImportReport **ret_report, GError **error)
{
  ReviewImportSink sink = { check_case, begin, store_case, self };
  gboolean bar = isatty (STDERR_FILENO);
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GHashTable) lists = parse_lists (self->options->lists, error);
  g_autofree char *folder =
      self->options->mapping_path != NULL ? g_path_get_dirname (self->options->mapping_path) : NULL;
  ReviewImportOptions options = {
    .mapping = self->mapping,
    .files = (const char *const *) self->options->files,
    .folder = folder,
    .lists = lists,
    .strict = self->options->strict,
    .labelled = self->options->labelled,
    .max_problems = (guint) MAX (self->options->max_problems, 0),
    .sink = &sink,
    .progress = bar ? show_progress : NULL,
  };
  gboolean ok;

  if (lists == NULL)
    return FALSE;
  if (self->options->ids_path != NULL)
    {
      options.ids = ids = load_ids (self->options->ids_path, error);
      if (ids == NULL)
        return FALSE;
    }
  ok = review_import_run (self->runtime->store, &options, ret_report, error);
  if (bar)
    fputc ('\n', stderr);
  print_report (*ret_report, ids != NULL, json);
  return ok && assess (self, bar, error);
}

static gboolean
parse (ReviewCommand *command, Options *o, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "mapping", 'm', 0, G_OPTION_ARG_FILENAME, &o->mapping_path,
      "How the files become cases; without it they are riskops-case/1", "M.json" },
    { "ids", 0, 0, G_OPTION_ARG_FILENAME, &o->ids_path, "Only the cases with these external ids",
      "FILE" },
    { "list", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->lists,
      "Where a list lies that the mapping names", "NAME=PATH" },
    { "labelled", 0, 0, G_OPTION_ARG_NONE, &o->labelled, "Only the cases whose truth is known",
      NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &o->strict, "Write nothing when any row is wrong", NULL },
    { "queue", 0, 0, G_OPTION_ARG_NONE, &o->queue, "Cases whose truth is known arrive as work, too",
      NULL },
    { "max-problems", 0, 0, G_OPTION_ARG_INT, &o->max_problems, "Most faults listed (20)", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_command_parse (command, argc, argv, "FILE…",
                             "Imports cases from JSON Lines, or with a mapping from any CSV or "
                             "JSON Lines, plain or gzip. Exit code 3: rows were refused, the rest "
                             "is stored.",
                             entries, error))
    return FALSE;
  if (o->files != NULL)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "no file is given");
  return FALSE;
}

int
review_cmd_import (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_auto (Options) options = { .max_problems = 20 };
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_auto (Import) import = { .options = &options };
  g_autoptr (ReviewImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (&command, &options, &argc, &argv, &error))
    return review_command_fail (error);
  runtime = review_runtime_open (&command, REVIEW_STORE_DEFAULT, &error);
  if (runtime == NULL)
    return review_command_fail (error);
  import.runtime = runtime;
  if (!prepare (&import, &error) || !run (&import, command.json, &report, &error))
    return review_command_fail (error);
  return report->refused > 0 ? EXIT_REFUSED : 0;
}
