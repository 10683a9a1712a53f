/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train: makes a model from stored truth. train-worker: the process that it spawns; it knows no
 * store, only the two files it is given. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "review-error.h"
#include "review-runtime.h"
#include "review-training.h"

typedef struct
{
  ReviewCommand command;
  char *type;
  char *ids;
  gint64 seed;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->type);
  g_free (self->ids);
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

static void
report (const Options *options, const ReviewTraining *training)
{
  const RocaTrainMetrics *m = &training->metrics;
  char auc[32], f1[32], cut[32];

  g_ascii_formatd (auc, sizeof auc, "%.4f", m->auc);
  g_ascii_formatd (f1, sizeof f1, "%.4f", m->f1);
  g_ascii_formatd (cut, sizeof cut, "%.3f", m->cut);
  if (options->command.json)
    review_command_print ("{\"model\":\"%s\",\"type\":\"%s\",\"n\":%u,\"positives\":%u,"
                          "\"cv_auc\":%s,\"cv_f1\":%s,\"cv_cut\":%s}\n",
                          training->version, options->type, m->n, m->positives, auc, f1, cut);
  else
    review_command_print ("Model %s is live for %s. Trained on %u cases, %u positive.\n"
                          "Out of fold: AUC %s, best F1 %s at risk %s.\n",
                          training->version, options->type, m->n, m->positives, auc, f1, cut);
}

static gboolean
train (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_auto (GStrv) ids = NULL;
  g_auto (ReviewTraining) training = { .seed = (guint64) options->seed };

  if (options->type == NULL)
    {
      review_error_set_field (error, "type", "train needs --type");
      return FALSE;
    }
  if (options->ids != NULL)
    {
      ids = review_training_read_ids (options->ids, error);
      if (ids == NULL)
        return FALSE;
    }
  training.external_ids = (const char *const *) ids;
  runtime = review_runtime_open (&options->command, REVIEW_STORE_MUST_EXIST, error);
  if (runtime == NULL
      || !review_training_run (runtime->service, options->type, NULL, show_progress, NULL,
                               &training, error))
    return FALSE;
  report (options, &training);
  return TRUE;
}

int
review_cmd_train (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &options.type, "Case type", "TYPE" },
    { "ids", 'i', 0, G_OPTION_ARG_FILENAME, &options.ids, "Only these external ids, one a line",
      "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, "Seed of the training", "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_command_parse (&options.command, &argc, &argv, NULL,
                             "Train ROCA on the confirmed truth of a case type.", entries, &error)
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

static gboolean
work (char **argv, gboolean quick, GError **error)
{
  RocaTrainOptions options;
  guint64 seed = g_ascii_strtoull (argv[4], NULL, 10);
  char *data = NULL;
  gsize len;
  g_autoptr (GBytes) in = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (RocaMatrix) matrix = NULL;

  if (!g_file_get_contents (argv[1], &data, &len, error))
    return FALSE;
  in = g_bytes_new_take (data, len);
  matrix = roca_matrix_from_bytes (in, error);
  if (matrix == NULL)
    return FALSE;
  roca_train_options_init (&options);
  roca_train_options_scale (&options, roca_matrix_get_n_rows (matrix));
  if (quick)
    roca_train_options_quicken (&options);
  options.nthread = g_get_num_processors ();
  options.seed = seed != 0 ? seed : options.seed;
  out = roca_train (matrix, argv[3], &options, print_progress, NULL, error);
  return out != NULL
         && g_file_set_contents_full (argv[2], g_bytes_get_data (out, NULL),
                                      (gssize) g_bytes_get_size (out),
                                      G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* train-worker IN OUT VERSION SEED [quick] */
int
review_cmd_train_worker (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  gboolean quick = argc == 6 && strcmp (argv[5], "quick") == 0;

  if (argc != 5 && !quick)
    return 2;
  if (work (argv, quick, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_INVALID) ? 2 : 1;
}
