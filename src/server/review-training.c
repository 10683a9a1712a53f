/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From stored truth to a live model. Features are computed here, the model is made in a process of
 * its own (OpenMP and fork() do not go together, and a training that fails takes nothing with it),
 * and the store takes artefact, figures and the ids it was trained on in one transaction. */
#define G_LOG_DOMAIN "review-server"
#include "review-training.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "review-canonical.h"
#include "review-error.h"
#include "review-id.h"
#include "review-store-calibration.h"
#include "review-store-cases.h"
#include "review-store-models.h"

#define WORKER "train-worker"

typedef struct
{
  ReviewService *service;
  const char *case_type;
  const ReviewTraining *training;
  ReviewProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  RocaSchema *schema;
  RocaMatrix *matrix;
  GPtrArray *rows; /* ReviewTrainingRow, in the order of the matrix */
  GBytes *artefact;
  char *dataset;
  RocaModel *model;
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->schema, roca_schema_free);
  g_clear_pointer (&self->matrix, roca_matrix_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->artefact, g_bytes_unref);
  g_clear_pointer (&self->dataset, g_free);
  g_clear_pointer (&self->model, roca_model_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

void
review_training_clear (ReviewTraining *self)
{
  g_clear_pointer (&self->version, g_free);
}

static gboolean
tell (Job *job, gint64 done, gint64 total, GError **error)
{
  if (job->progress != NULL && !job->progress (done, total, job->progress_data)
      && job->cancellable != NULL)
    g_cancellable_cancel (job->cancellable);
  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

/* A provisional truth has not been confirmed by a second source: it trains nothing. */
static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Job *job = user_data;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  if (values->truth == NULL || values->truth->maturity == REVIEW_MATURITY_PROVISIONAL)
    return TRUE;
  roca_matrix_add_case (job->matrix, job->schema, values, values->as_of);
  g_ptr_array_add (job->rows, review_training_row_new (values->source, values->external_id, 0));
  return TRUE;
}

/**
 * review_training_make_version:
 * @infix: "" for a model, "cal-" for a calibration
 *
 * Returns: (transfer full): as in "wd-2026.11.22-3fa1": prefix of the type, day, and four digits
 *   that tell two of a day apart
 */
char *
review_training_make_version (ReviewService *service, const char *case_type, const char *infix)
{
  const ReviewCaseType *type =
      review_catalog_find_type (review_service_get_catalog (service), case_type);
  const ReviewClock *clock = review_store_get_clock (review_service_get_store (service));
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_utc (review_clock_now (clock) / REVIEW_SECOND);
  g_autofree char *day = g_date_time_format (now, "%Y.%m.%d");
  g_autofree char *id = review_id_new (clock);
  g_autofree char *prefix =
      g_ascii_strdown (type != NULL && type->prefix != NULL ? type->prefix : case_type, -1);

  return g_strdup_printf ("%s-%s%s-%s", prefix, infix, day, id + strlen (id) - 4);
}

static gboolean
write_matrix (Job *job, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = roca_matrix_to_bytes (job->matrix);
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);

  job->dataset = review_sha256 (data, len);
  return g_file_set_contents_full (path, data, (gssize) len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
write_base (const Job *job, const char *path, GError **error)
{
  gsize len;
  const char *data;

  if (job->training->base == NULL)
    return TRUE;
  data = g_bytes_get_data (job->training->base, &len);
  return g_file_set_contents_full (path, data, (gssize) len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

/**
 * review_training_find_program:
 *
 * Returns: (transfer full) (nullable): the program itself, also after its file was replaced
 */
char *
review_training_find_program (GError **error)
{
  const char *program = g_getenv ("RISKOPS_REVIEW_SERVER");

  return program != NULL ? g_strdup (program) : g_file_read_link ("/proc/self/exe", error);
}

/* The worker prints "DONE TOTAL" after each model it has made. */
static gboolean
follow (Job *job, GSubprocess *worker, GError **error)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (worker));

  while (TRUE)
    {
      g_autoptr (GError) local = NULL;
      gsize len;
      g_autofree char *line = g_data_input_stream_read_line (lines, &len, job->cancellable, &local);
      guint done, total;

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (sscanf (line, "%u %u", &done, &total) == 2 && !tell (job, done, total, error))
        return FALSE;
    }
}

static char *
read_stderr (GSubprocess *worker)
{
  char text[512];
  gssize len = g_input_stream_read (g_subprocess_get_stderr_pipe (worker), text, sizeof text - 1,
                                    NULL, NULL);

  text[MAX (len, 0)] = '\0';
  return g_strdup (g_strstrip (text));
}

static gboolean
run_worker (Job *job,
            const char *in,
            const char *out,
            const char *base,
            const char *version,
            GError **error)
{
  g_autofree char *program = review_training_find_program (error);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, job->training->seed);
  g_autoptr (GSubprocess) worker = NULL;
  g_autofree char *said = NULL;

  if (program == NULL)
    return FALSE;
  worker = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, error,
                             program, WORKER, in, out, version, seed,
                             job->training->quick ? "quick" : "full",
                             job->training->base != NULL ? base : NULL, NULL);
  if (worker == NULL)
    return FALSE;
  if (!follow (job, worker, error))
    {
      g_subprocess_force_exit (worker);
      g_subprocess_wait (worker, NULL, NULL);
      return FALSE;
    }
  said = read_stderr (worker);
  if (!g_subprocess_wait (worker, NULL, error))
    return FALSE;
  if (g_subprocess_get_successful (worker))
    return TRUE;
  g_set_error (error, REVIEW_ERROR,
               g_subprocess_get_if_exited (worker) && g_subprocess_get_exit_status (worker) == 2
                   ? REVIEW_ERROR_INVALID
                   : REVIEW_ERROR_FAILED,
               "%s", *said != '\0' ? said : "the training process ended early");
  return FALSE;
}

static gboolean
train_in (Job *job, const char *folder, const char *version, GError **error)
{
  g_autofree char *in = g_build_filename (folder, "matrix", NULL);
  g_autofree char *out = g_build_filename (folder, "artefact", NULL);
  g_autofree char *base = g_build_filename (folder, "base", NULL);
  char *data = NULL;
  gsize len;
  gboolean ok = write_matrix (job, in, error) && write_base (job, base, error)
                && run_worker (job, in, out, base, version, error)
                && g_file_get_contents (out, &data, &len, error);

  if (ok)
    job->artefact = g_bytes_new_take (data, len);
  g_unlink (in);
  g_unlink (out);
  g_unlink (base);
  return ok;
}

static gboolean
train (Job *job, GError **error)
{
  g_autofree char *version = review_training_make_version (job->service, job->case_type, "");
  g_autofree char *folder = g_dir_make_tmp ("riskops-train-XXXXXX", error);
  gboolean ok;

  if (folder == NULL)
    return FALSE;
  ok = train_in (job, folder, version, error);
  g_rmdir (folder);
  if (!ok)
    return FALSE;
  job->model = roca_model_load (job->artefact, error);
  return job->model != NULL && roca_model_check_schema (job->model, job->schema, error);
}

static char *
write_metrics (const RocaTrainMetrics *m)
{
  const struct
  {
    const char *name;
    double value;
  } table[] = { { "auc", m->auc },
                { "f1", m->f1 },
                { "cut", m->cut },
                { "brier", m->brier },
                { "log_loss", m->log_loss } };
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"n\":%u,\"positives\":%u", m->n, m->positives);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (json, ",\"%s\":%s", table[i].name,
                              g_ascii_formatd (number, sizeof number, "%.6f", table[i].value));
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static void
fill_folds (Job *job)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      ReviewTrainingRow *row = job->rows->pdata[i];
      const RocaTrainedRow *trained =
          roca_model_find_trained (job->model, row->source, row->external_id);

      row->fold = trained != NULL ? trained->fold : 0;
    }
}

/**
 * review_training_put_calibration:
 *
 * The calibration that came with the model, as the first version of its own.
 */
gboolean
review_training_put_calibration (ReviewTx *tx, const ReviewTrained *trained, GError **error)
{
  g_autoptr (ReviewStoredCalibration) stored = review_stored_calibration_new ();
  RocaCalibration values;

  roca_model_get_calibration_values (trained->model, &values);
  stored->version = g_strdup (trained->stored->calibration);
  stored->model = g_strdup (trained->stored->version);
  stored->a = values.a;
  stored->b = values.b;
  stored->c = values.c;
  stored->n = trained->metrics.n;
  return review_store_put_calibration (tx, stored, review_service_system_user ()->id, error);
}

static gboolean
put_model (ReviewTx *tx, gpointer user_data, GError **error)
{
  const ReviewTrained *trained = user_data;

  return review_store_put_model (tx, trained->stored, trained->rows,
                                 review_service_system_user ()->id, error)
         && review_training_put_calibration (tx, trained, error);
}

static void
hand_over (Job *job, ReviewTrained *trained)
{
  ReviewStoredModel *stored = review_stored_model_new ();

  roca_model_get_metrics (job->model, &trained->metrics);
  fill_folds (job);
  stored->version = g_strdup (roca_model_get_version (job->model));
  stored->case_type = g_strdup (job->case_type);
  stored->artefact = g_bytes_ref (job->artefact);
  stored->calibration = review_training_make_version (job->service, job->case_type, "cal-");
  stored->library = g_strdup (roca_model_get_library (job->model));
  stored->metrics = write_metrics (&trained->metrics);
  trained->stored = stored;
  trained->model = g_steal_pointer (&job->model);
  trained->rows = g_steal_pointer (&job->rows);
  trained->dataset = g_steal_pointer (&job->dataset);
}

/**
 * review_training_make:
 * @case_type: what to train
 * @cancellable: (nullable): ends the training process
 * @progress: (nullable): number of models made, of all
 * @training: what to train on
 * @ret_trained: (out): the model; clear with review_trained_clear(), also after an error
 *
 * Trains on the cases of @case_type whose truth is confirmed, in a spawned process. The store stays
 * as it is.
 */
gboolean
review_training_make (ReviewService *service,
                      const char *case_type,
                      GCancellable *cancellable,
                      ReviewProgressFunc progress,
                      gpointer progress_data,
                      const ReviewTraining *training,
                      ReviewTrained *ret_trained,
                      GError **error)
{
  g_auto (Job) job = { .service = service,
                       .case_type = case_type,
                       .training = training,
                       .progress = progress,
                       .progress_data = progress_data,
                       .cancellable = cancellable };
  ReviewCaseFilter filter = { case_type, training->external_ids, TRUE };

  *ret_trained = (ReviewTrained){ NULL };
  job.schema = roca_schema_new (review_service_get_catalog (service),
                                review_service_get_policy (service), case_type);
  job.matrix = roca_matrix_new (job.schema);
  job.rows = g_ptr_array_new_with_free_func (review_training_row_free);
  if (!review_store_each_case (review_service_get_store (service), &filter, add_case, &job, error)
      || !train (&job, error))
    return FALSE;
  hand_over (&job, ret_trained);
  return TRUE;
}

void
review_trained_clear (ReviewTrained *self)
{
  g_clear_pointer (&self->model, roca_model_unref);
  g_clear_pointer (&self->stored, review_stored_model_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->dataset, g_free);
}

/**
 * review_training_run:
 * @user_data: (nullable): a #ReviewTraining: what to train on; receives what came of it
 *
 * review_training_make(), and the model becomes the live one. A #ReviewPreparationTrain as well.
 */
gboolean
review_training_run (ReviewService *service,
                     const char *case_type,
                     GCancellable *cancellable,
                     ReviewProgressFunc progress,
                     gpointer progress_data,
                     gpointer user_data,
                     GError **error)
{
  g_auto (ReviewTraining) own = { 0 };
  ReviewTraining *training = user_data != NULL ? user_data : &own;
  g_auto (ReviewTrained) trained = { NULL };

  if (!review_training_make (service, case_type, cancellable, progress, progress_data, training,
                             &trained, error)
      || !review_store_write (review_service_get_store (service), put_model, &trained, error))
    return FALSE;
  training->metrics = trained.metrics;
  g_free (training->version);
  training->version = g_strdup (trained.stored->version);
  return TRUE;
}
