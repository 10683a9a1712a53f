/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second half of an import: staged cases meet their rows and are handed over in the order of
 * their keys, in batches of one transaction each, or in a single one when the import is strict. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-import-private.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-row-case.h"

#define BATCH_CASES 100

/* What one transaction did; added to the report once it is committed. */
typedef struct
{
  gint64 outcomes[REVIEW_IMPORT_UNCHANGED + 1];
  gint64 cases;
  gint64 evidence;
} Tally;

typedef struct
{
  ReviewImport *import;
  GPtrArray *cases; /* (nullable) (element-type ReviewStaged): NULL: all, page by page */
  gboolean only_check;
  gboolean may_report; /* a case that is refused is reported instead of ending the transaction */
  Tally tally;
} Delivery;

static gboolean
read_conflicts (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewImport *self = user_data;
  g_autoptr (GPtrArray) list = review_staging_list_conflicts (tx, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewStaged *s = list->pdata[i];
      g_autofree char *message = g_strdup_printf (
          "the id \"%s\" occurs more than once, with different values", strrchr (s->key, 0x1f) + 1);

      review_import_add_problem (self, s->file, s->line, self->options->mapping->id_column,
                                 message);
      if (!review_staging_drop_case (tx, s->key, error))
        return FALSE;
    }
  return list != NULL;
}

static gboolean
count_unmatched (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewImport *self = user_data;

  self->report->unmatched = review_staging_count_unmatched (tx, error);
  return self->report->unmatched >= 0;
}

/*
 * review_import_drop_conflicts:
 *
 * A table that says two things of one id is believed in neither, whatever order its rows have. (In
 * riskops-case/1 the second is new evidence of the first, as it is for the API.) Counts the rows
 * that belong to no case, too.
 */
gboolean
review_import_drop_conflicts (ReviewImport *self, GError **error)
{
  if (self->options->mapping == NULL)
    return TRUE;
  return review_store_write (self->store, read_conflicts, self, error)
         && review_store_read (self->store, count_unmatched, self, error);
}

/* A staged row as it was read, and what is counted of it now that every row is known. @ret_values:
 * (out): texts inside of @body, which is changed. */
static gboolean
unpack (ReviewImport *self,
        int spec,
        const ReviewStaged *staged,
        char *body,
        const char ***ret_values,
        ReviewMappingRow *ret_row,
        GError **error)
{
  guint n = self->columns[spec]->len;

  *ret_values = g_new0 (const char *, n + 1);
  if (!review_staging_unpack (body, *ret_values, n))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "a staged row is damaged");
      return FALSE;
    }
  *ret_row = review_import_make_row (self, spec, *ret_values);
  ret_row->counts = self->counts[spec];
  ret_row->file = staged->file;
  ret_row->line = staged->line;
  return TRUE;
}

static gboolean
add_row (ReviewImport *self, ReviewStaged *staged, ReviewIntake *intake, GError **error)
{
  const ReviewMappingFile *spec = self->options->mapping->files->pdata[staged->spec];
  g_autofree const char **values = NULL;
  ReviewMappingRow row;
  const char *column = NULL;
  g_autoptr (GError) fault = NULL;

  if (!unpack (self, staged->spec, staged, staged->body, &values, &row, error))
    return FALSE;
  row.case_id = intake->external_id;
  row.opened_at = intake->opened_at;
  if (!review_row_add_evidence (spec, &row, intake->evidence, &column, &fault))
    review_import_add_problem (self, staged->file, staged->line, column, fault->message);
  return TRUE;
}

/* The case once more, from its row: with what is counted over earlier rows. */
static ReviewIntake *
remake (ReviewImport *self, const ReviewStaged *staged, char *body, GError **error)
{
  const ReviewMapping *mapping = self->options->mapping;
  int spec = self->specs[staged->file];
  g_autofree const char **values = NULL;
  ReviewMappingRow row;
  const char *column = NULL;
  ReviewIntake *intake;

  if (!unpack (self, spec, staged, body, &values, &row, error))
    return NULL;
  intake = review_row_to_case (mapping, mapping->files->pdata[spec], &row, &column, error);
  if (intake == NULL && column != NULL)
    g_prefix_error (error, "%s: ", column);
  return intake;
}

/* Without a time of its own a case is opened when its newest evidence arrived. */
static void
settle_times (ReviewIntake *intake)
{
  gint64 newest = 0;

  for (guint i = 0; i < intake->evidence->len; i++)
    newest = MAX (newest, ((ReviewEvidence *) intake->evidence->pdata[i])->at);
  if (intake->opened_at == 0)
    intake->opened_at = newest;
  if (intake->as_of == 0)
    intake->as_of = intake->opened_at;
}

static gboolean
add_rows (ReviewImport *self,
          ReviewTx *tx,
          const ReviewStaged *staged,
          ReviewIntake *intake,
          GError **error)
{
  g_autoptr (GPtrArray) rows =
      review_staging_list_rows (tx, staged->key, REVIEW_IMPORT_MAX_ROWS + 1, error);

  if (rows == NULL)
    return FALSE;
  if (rows->len > REVIEW_IMPORT_MAX_ROWS)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "the case has more than %d rows of further files", REVIEW_IMPORT_MAX_ROWS);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (self, rows->pdata[i], intake, error))
      return FALSE;
  return TRUE;
}

static ReviewIntake *
assemble (ReviewImport *self, ReviewTx *tx, const ReviewStaged *staged, GError **error)
{
  g_autofree char *body = review_staging_load_body (tx, staged, error);
  g_autoptr (ReviewIntake) intake = NULL;

  if (body == NULL)
    return NULL;
  if (self->options->mapping == NULL)
    return review_decode (&review_intake_type, body, -1, error);
  intake = remake (self, staged, body, error);
  if (intake == NULL || !add_rows (self, tx, staged, intake, error))
    return NULL;
  settle_times (intake);
  review_import_graph_describe (self->graph, intake);
  review_evidence_settle (intake->evidence);
  return g_steal_pointer (&intake);
}

/* Whether the fault lies in the case, so that the next may still be stored. */
static gboolean
is_fault_of_case (const GError *error)
{
  return g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_INVALID)
         || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT)
         || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_TOO_LARGE);
}

static void
report_case (ReviewImport *self, const ReviewStaged *staged, const GError *fault)
{
  g_autofree char *field = review_error_dup_field (fault);

  review_import_add_problem (self, staged->file, staged->line, field,
                             fault->message + (field != NULL ? strlen (field) + 2 : 0));
}

static gboolean
deliver_case (Delivery *d, ReviewTx *tx, const ReviewStaged *staged, GError **error)
{
  const ReviewImportSink *sink = d->import->options->sink;
  g_autoptr (GError) fault = NULL;
  g_autoptr (ReviewIntake) intake = assemble (d->import, tx, staged, &fault);
  ReviewImportOutcome outcome = REVIEW_IMPORT_UNCHANGED;
  gboolean ok = intake != NULL && sink->check (sink->self, intake, &fault);

  if (!ok && d->may_report && is_fault_of_case (fault))
    {
      report_case (d->import, staged, fault);
      return TRUE;
    }
  if (ok && d->only_check)
    return TRUE;
  if (!ok || !sink->store (sink->self, tx, intake, &outcome, &fault))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  d->tally.cases++;
  d->tally.outcomes[outcome]++;
  d->tally.evidence += intake->evidence != NULL ? intake->evidence->len : 0;
  return TRUE;
}

static gboolean
deliver_list (Delivery *d, ReviewTx *tx, GPtrArray *cases, GError **error)
{
  for (guint i = 0; i < cases->len; i++)
    if (!deliver_case (d, tx, cases->pdata[i], error))
      return FALSE;
  return TRUE;
}

static void
show_progress (const ReviewImport *self, gint64 done, gint64 total)
{
  if (self->options->progress != NULL)
    self->options->progress ("store", done, total, self->options->progress_data);
}

static gboolean
deliver_all (Delivery *d, ReviewTx *tx, GError **error)
{
  g_autofree char *after = g_strdup ("");
  gint64 total = review_staging_count_cases (tx, error);
  gint64 done = 0;

  if (total < 0)
    return FALSE;
  for (;;)
    {
      g_autoptr (GPtrArray) page = review_staging_list_cases (tx, after, BATCH_CASES, error);

      if (page == NULL)
        return FALSE;
      if (page->len == 0)
        return TRUE;
      if (!deliver_list (d, tx, page, error))
        return FALSE;
      g_free (after);
      after = g_strdup (((ReviewStaged *) page->pdata[page->len - 1])->key);
      done += page->len;
      show_progress (d->import, done, total);
    }
}

static gboolean
deliver (ReviewTx *tx, gpointer user_data, GError **error)
{
  Delivery *d = user_data;
  const ReviewImportSink *sink = d->import->options->sink;

  if (!d->only_check && !d->import->begun && sink->begin != NULL
      && !sink->begin (sink->self, tx, error))
    return FALSE;
  return d->cases != NULL ? deliver_list (d, tx, d->cases, error) : deliver_all (d, tx, error);
}

static gboolean
commit (ReviewImport *self, Delivery *d, GError **error)
{
  if (!review_store_write (self->store, deliver, d, error))
    return FALSE;
  self->begun = TRUE;
  self->report->cases += d->tally.cases;
  self->report->evidence += d->tally.evidence;
  self->report->added += d->tally.outcomes[REVIEW_IMPORT_ADDED];
  self->report->extended += d->tally.outcomes[REVIEW_IMPORT_EXTENDED];
  self->report->unchanged += d->tally.outcomes[REVIEW_IMPORT_UNCHANGED];
  return TRUE;
}

/*
 * review_import_check_cases:
 *
 * For a strict import: reports every case that would be refused; writes nothing.
 */
gboolean
review_import_check_cases (ReviewImport *self, GError **error)
{
  Delivery d = { .import = self, .only_check = TRUE, .may_report = TRUE };

  return review_store_read (self->store, deliver, &d, error);
}

/* The batch failed: one case after the other, so that only the one at fault is refused. */
static gboolean
store_singly (ReviewImport *self, GPtrArray *cases, GError **error)
{
  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      Delivery d = { .import = self, .cases = one, .may_report = TRUE };
      g_autoptr (GError) fault = NULL;

      g_ptr_array_add (one, cases->pdata[i]);
      if (commit (self, &d, &fault))
        continue;
      if (!is_fault_of_case (fault))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      report_case (self, cases->pdata[i], fault);
    }
  return TRUE;
}

typedef struct
{
  char *after;
  gint64 total;
  GPtrArray *page;
} PageRequest;

static gboolean
read_page (ReviewTx *tx, gpointer user_data, GError **error)
{
  PageRequest *request = user_data;

  if (request->total == 0)
    request->total = review_staging_count_cases (tx, error);
  if (request->total >= 0)
    request->page = review_staging_list_cases (tx, request->after, BATCH_CASES, error);
  return request->page != NULL;
}

static gboolean
store_batch (ReviewImport *self, GPtrArray *page, GError **error)
{
  Delivery d = { .import = self, .cases = page, .may_report = TRUE };
  gint64 refused = self->report->refused;
  guint listed = self->report->problems->len;
  g_autoptr (GError) fault = NULL;

  if (commit (self, &d, &fault))
    return TRUE;
  if (is_fault_of_case (fault))
    {
      /* what the batch reported will be reported again */
      self->report->refused = refused;
      g_ptr_array_set_size (self->report->problems, (int) listed);
      return store_singly (self, page, error);
    }
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
store_in_batches (ReviewImport *self, GError **error)
{
  g_autofree char *after = g_strdup ("");
  gint64 total = 0, done = 0;

  for (;;)
    {
      PageRequest request = { after, total, NULL };
      g_autoptr (GPtrArray) page = NULL;

      if (!review_store_read (self->store, read_page, &request, error))
        return FALSE;
      page = request.page;
      total = request.total;
      if (page->len == 0)
        return TRUE;
      if (!store_batch (self, page, error))
        return FALSE;
      g_free (after);
      after = g_strdup (((ReviewStaged *) page->pdata[page->len - 1])->key);
      done += page->len;
      show_progress (self, done, total);
    }
}

/*
 * review_import_store_cases:
 *
 * Hands every staged case to the sink.
 */
gboolean
review_import_store_cases (ReviewImport *self, GError **error)
{
  Delivery all = { .import = self };

  return self->options->strict ? commit (self, &all, error) : store_in_batches (self, error);
}
