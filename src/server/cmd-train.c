/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train: makes a model from stored truth. train-worker: the process that it spawns; it knows no
 * store, only the two files it is given. */
#define G_LOG_DOMAIN "review-server"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "review-error.h"
#include "review-evaluation.h"
#include "review-runtime.h"
#include "review-training.h"
#include "review-type-command.h"

typedef struct
{
  ReviewTypeCommand common;
  gint64 seed;
} Options;

static void
clear_options (Options *self)
{
  review_type_command_clear (&self->common);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
show_progress (gint64 done, gint64 total, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\rtraining %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT "%s", done, total,
             done == total ? "\n" : "");
  return TRUE;
}

static guint
count_folds (const RocaModel *model)
{
  GPtrArray *trained = roca_model_list_trained (model);
  guint folds = 0;

  for (guint i = 0; i < trained->len; i++)
    folds = MAX (folds, ((RocaTrainedRow *) trained->pdata[i])->fold + 1);
  return folds;
}

/* The figures of evaluate, on the training cases themselves by their out-of-fold scores. */
static void
print_json (const Options *options,
            ReviewService *service,
            const ReviewTraining *training,
            const RocaModel *model,
            const ReviewBoundary *boundary,
            const ReviewEvaluation *evaluation,
            double seconds)
{
  g_autoptr (ReviewReport) report = review_report_new ();
  const RocaTrainMetrics *m = &training->metrics;

  review_report_add_text (report, "type", options->common.type);
  review_evaluation_report (report, evaluation, boundary);
  review_report_add_flag (report, "out_of_fold", TRUE);
  review_report_add_int (report, "trained_on", m->n);
  review_report_add_int (report, "folds", count_folds (model));
  review_report_add_number (report, "cv_auc", m->auc);
  review_report_add_number (report, "cv_f1", m->f1);
  review_report_add_number (report, "cv_cut", m->cut);
  review_report_add_text (report, "model", training->version);
  review_report_add_text (report, "policy", review_service_get_policy (service)->version);
  review_report_add_number (report, "rows_per_second", m->n / seconds);
  review_report_print (report);
}

static void
print_text (const Options *options, const ReviewTraining *training)
{
  const RocaTrainMetrics *m = &training->metrics;
  char auc[32], f1[32], cut[32];

  g_ascii_formatd (auc, sizeof auc, "%.4f", m->auc);
  g_ascii_formatd (f1, sizeof f1, "%.4f", m->f1);
  g_ascii_formatd (cut, sizeof cut, "%.3f", m->cut);
  review_command_print ("Model %s is live for %s. Trained on %u cases, %u positive.\n"
                        "Out of fold: AUC %s, best F1 %s at risk %s.\n",
                        training->version, options->common.type, m->n, m->positives, auc, f1, cut);
}

static gboolean
report (const Options *options,
        ReviewRuntime *runtime,
        const ReviewTraining *training,
        double seconds,
        GError **error)
{
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (ReviewSample) sample = NULL;
  g_auto (ReviewProof) proof = { 0 };
  ReviewBoundary boundary;
  ReviewEvaluation evaluation;

  if (!options->common.command.json)
    {
      print_text (options, training);
      return TRUE;
    }
  review_agent_reload (runtime->agent);
  model = review_runtime_dup_model (runtime, options->common.type, error);
  sample = model != NULL ? review_proof_read_training (runtime->service, model, error) : NULL;
  if (sample == NULL
      || !review_proof_make (runtime->service, model, sample, HUB_DELTA, &proof, error)
      || !review_boundary_find (runtime->service, model, &proof, &boundary, error))
    return FALSE;
  review_evaluation_make (sample, &boundary, &proof.people, &evaluation);
  print_json (options, runtime->service, training, model, &boundary, &evaluation, seconds);
  return TRUE;
}

static gboolean
train (const Options *options, GError **error)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_auto (ReviewTraining) training = { .seed = (guint64) options->seed };

  training.external_ids = (const char *const *) options->common.ids;
  runtime = review_runtime_open (&options->common.command, REVIEW_STORE_MUST_EXIST, error);
  return runtime != NULL
         && review_training_run (runtime->service, options->common.type, NULL, show_progress, NULL,
                                 &training, error)
         && report (options, runtime, &training,
                    (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC, error);
}

int
review_cmd_train (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, "Seed of the training", "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_type_command_parse (&options.common, &argc, &argv,
                                  "Train ROCA on the confirmed truth of a case type.", entries,
                                  &error)
      || !train (&options, &error))
    return review_command_fail (error);
  return 0;
}

static void
print_progress (guint done, guint total, gpointer user_data)
{
  printf ("%u %u\n", done, total);
  fflush (stdout);
}

static GBytes *
read_file (const char *path, GError **error)
{
  char *data = NULL;
  gsize len;

  return g_file_get_contents (path, &data, &len, error) ? g_bytes_new_take (data, len) : NULL;
}

static gboolean
work (char **argv, gboolean quick, const char *base, GError **error)
{
  RocaTrainOptions options;
  guint64 seed = g_ascii_strtoull (argv[4], NULL, 10);
  g_autoptr (GBytes) in = read_file (argv[1], error);
  g_autoptr (RocaMatrix) matrix = in != NULL ? roca_matrix_from_bytes (in, error) : NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) out = NULL;

  if (matrix == NULL)
    return FALSE;
  roca_train_options_init (&options);
  roca_train_options_scale (&options, roca_matrix_get_n_rows (matrix));
  if (quick)
    roca_train_options_quicken (&options);
  options.nthread = g_get_num_processors ();
  options.seed = seed != 0 ? seed : options.seed;
  if (base != NULL && (before = read_file (base, error)) == NULL)
    return FALSE;
  out = before != NULL
            ? roca_train_continued (before, matrix, argv[3], &options, print_progress, NULL, error)
            : roca_train (matrix, argv[3], &options, print_progress, NULL, error);
  return out != NULL
         && g_file_set_contents_full (argv[2], g_bytes_get_data (out, NULL),
                                      (gssize) g_bytes_get_size (out),
                                      G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* train-worker IN OUT VERSION SEED full|quick [BASE] */
int
review_cmd_train_worker (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 6 && argc != 7)
    return 2;
  if (work (argv, strcmp (argv[5], "quick") == 0, argc == 7 ? argv[6] : NULL, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_INVALID) ? 2 : 1;
}
