/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: prints what cross-validation says of a set of options. Reads cases as canonical JSON
 * Lines, keeps the ids of the second file, and prints figures measured out of fold only.
 *   roca-cv CASES.jsonl IDS [name=value]...
 * CASES may be the matrix of a training, too (NAME.matrix). "plain=1" compares with the 35 plain
 * features below, same rows and folds: the paired difference of the AUC (DeLong). "held=IDS" does so
 * on cases that neither model was trained on: read it once, when nothing is to be chosen any more. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "review-codec.h"
#include "roca-matrix.h"
#include "stats-binary.h"
#include "stats-curve.h"

/* Counts, sums, gaps and partners that anybody would compute first. */
static const char *const plain_features[] = {
  "tx_count",     "in_count",  "out_count",   "failed_share",   "in_sum",          "in_mean",
  "in_median",    "in_std",    "in_min",      "in_max",         "out_sum",         "out_mean",
  "out_median",   "out_std",   "out_min",     "out_max",        "out_in_ratio",    "lifetime",
  "tx_per_day",   "gap_mean",  "gap_median",  "gap_min",        "gap_max",         "in_gap_mean",
  "out_gap_mean", "payers",    "payees",      "counterparties", "balance_max",     "token_count",
  "token_in",     "token_out", "token_kinds", "token_senders",  "token_receivers", NULL
};

static RocaMatrix *
read_matrix (const char *cases, const char *ids)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "withdrawal_anomaly");
  RocaMatrix *matrix = roca_matrix_new (schema);
  g_autofree char *text = NULL, *id_text = NULL;
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (cases, &text, NULL, &error)
      || !g_file_get_contents (ids, &id_text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  names = g_strsplit (id_text, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_add (wanted, names[i]);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (ReviewIntake) intake =
          review_decode_limited (&review_intake_type, lines[i], -1, G_MAXSIZE, &error);

      if (intake == NULL)
        g_error ("line %u: %s", i + 1, error->message);
      if (g_hash_table_contains (wanted, intake->external_id))
        roca_matrix_add_case (matrix, schema, intake, 0);
    }
  return matrix;
}

/* Keeps one in @every of the positive rows: how do the options fare when fraud is rare? */
static RocaMatrix *
thin_out (RocaMatrix *matrix, guint every)
{
  RocaMatrix *thin = roca_matrix_new_empty (matrix->case_type);
  guint positives = 0;

  for (guint i = 0; i < matrix->columns->len; i++)
    roca_matrix_add_column (thin, matrix->columns->pdata[i],
                            g_array_index (matrix->versions, int, i),
                            g_array_index (matrix->monotone, int, i));
  for (guint i = 0; i < matrix->ids->len; i++)
    if (!roca_matrix_get_positive (matrix, i) || positives++ % every == 0)
      roca_matrix_add_row_of (thin, matrix, i);
  roca_matrix_free (matrix);
  return thin;
}

static void
set_option (RocaTrainOptions *o, const char *name, double value)
{
  struct
  {
    const char *name;
    guint *whole;
    double *real;
  } table[] = {
    { "folds", &o->folds, NULL },
    { "repeats", &o->repeats, NULL },
    { "rounds", &o->rounds, NULL },
    { "patience", &o->patience, NULL },
    { "depth", &o->max_depth, NULL },
    { "bins", &o->max_bin, NULL },
    { "eta", NULL, &o->eta },
    { "child", NULL, &o->min_child_weight },
    { "rows", NULL, &o->subsample },
    { "columns", NULL, &o->colsample },
    { "lambda", NULL, &o->lambda },
    { "gamma", NULL, &o->gamma },
    { "weight", NULL, &o->positive_weight },
  };

  if (strcmp (name, "seed") == 0)
    o->seed = (guint64) value;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, name) == 0 && table[i].whole != NULL)
      *table[i].whole = (guint) value;
    else if (strcmp (table[i].name, name) == 0)
      *table[i].real = value;
}

/* The same rows with the plain features alone. */
static RocaMatrix *
keep_plain (const RocaMatrix *matrix)
{
  RocaMatrix *plain = roca_matrix_new_empty (matrix->case_type);
  guint from[64], n = 0;
  double values[64];

  for (guint i = 0; plain_features[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (matrix->columns, plain_features[i], g_str_equal,
                                             &from[n]))
        g_error ("%s is no feature", plain_features[i]);
      roca_matrix_add_column (plain, plain_features[i], 1, 0);
      n++;
    }
  for (guint r = 0; r < matrix->ids->len; r++)
    {
      for (guint i = 0; i < n; i++)
        values[i] = (double) roca_matrix_get_row (matrix, r)[from[i]];
      roca_matrix_add (plain, matrix->ids->pdata[r], matrix->groups->pdata[r],
                       roca_matrix_get_positive (matrix, r), values);
    }
  return plain;
}

static RocaModel *
train (const RocaMatrix *matrix, const RocaTrainOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = roca_train (matrix, "cv", options, NULL, NULL, &error);
  RocaModel *model = bytes != NULL ? roca_model_load (bytes, &error) : NULL;

  if (model == NULL)
    g_error ("%s", error->message);
  return model;
}

/* Rows come in the order of their ids, so the two models' rows belong together. */
static void
compare_with_plain (const RocaMatrix *matrix,
                    const RocaModel *model,
                    const RocaTrainOptions *options)
{
  g_autoptr (RocaMatrix) plain = keep_plain (matrix);
  g_autoptr (RocaModel) other = train (plain, options);
  GPtrArray *a = roca_model_list_trained (model), *b = roca_model_list_trained (other);
  g_autofree double *first = g_new (double, a->len);
  g_autofree double *second = g_new (double, a->len);
  g_autofree guint8 *positives = g_new (guint8, a->len);
  StatsAucDifference d;

  for (guint i = 0; i < a->len; i++)
    {
      const RocaTrainedRow *x = a->pdata[i], *y = b->pdata[i];

      g_assert (strcmp (x->id, y->id) == 0 && x->fold == y->fold);
      first[i] = x->out_of_fold;
      second[i] = y->out_of_fold;
      positives[i] = x->positive ? 1 : 0;
    }
  if (!stats_delong_paired (first, second, positives, a->len, 0.95, &d))
    g_error ("the difference cannot be measured");
  printf ("35 plain features: auc %.4f; difference %+.4f (95 %% interval %+.4f to %+.4f, p %.3f)\n",
          stats_auc (second, positives, a->len), d.difference, d.low, d.high, d.p);
}

/* On rows of their own, with intervals of each and of the difference. */
static void
compare_on_held (const RocaMatrix *matrix,
                 const RocaModel *model,
                 const RocaMatrix *held,
                 const RocaTrainOptions *options)
{
  g_autoptr (RocaMatrix) plain = keep_plain (matrix);
  g_autoptr (RocaMatrix) held_plain = keep_plain (held);
  g_autoptr (RocaModel) other = train (plain, options);
  guint n = held->ids->len;
  g_autofree double *first = g_new (double, n);
  g_autofree double *second = g_new (double, n);
  const guint8 *positives = (const guint8 *) held->positives->data;
  StatsAucDifference d;

  if (!roca_model_score_matrix (model, held, first, NULL)
      || !roca_model_score_matrix (other, held_plain, second, NULL)
      || !stats_delong_paired (first, second, positives, n, 0.95, &d))
    g_error ("the held-out cases cannot be scored");
  printf (
      "held out, n %u: auc %.4f; 35 plain features %.4f; difference %+.4f (95 %% interval %+.4f "
      "to %+.4f, p %.3f)\n",
      n, stats_auc (first, positives, n), stats_auc (second, positives, n), d.difference, d.low,
      d.high, d.p);
}

int
main (int argc, char **argv)
{
  RocaTrainOptions options;
  RocaTrainMetrics m;
  g_autoptr (RocaMatrix) matrix = NULL;
  g_autoptr (RocaMatrix) held = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (GError) error = NULL;
  gboolean plain = FALSE;

  if (argc < 3)
    return 2;
  roca_train_options_init (&options);
  if (g_str_has_suffix (argv[1], ".matrix"))
    {
      g_autofree char *data = NULL;
      gsize len;
      g_autoptr (GBytes) file = NULL;

      g_file_get_contents (argv[1], &data, &len, NULL);
      file = g_bytes_new (data, len);
      matrix = roca_matrix_from_bytes (file, &error);
    }
  else
    matrix = read_matrix (argv[1], argv[2]);
  for (int i = 3; i < argc; i++)
    {
      g_auto (GStrv) pair = g_strsplit (argv[i], "=", 2);

      if (strcmp (pair[0], "save") == 0)
        {
          g_autoptr (GBytes) file = roca_matrix_to_bytes (matrix);

          g_file_set_contents (pair[1], g_bytes_get_data (file, NULL),
                               (gssize) g_bytes_get_size (file), NULL);
          continue;
        }
      if (strcmp (pair[0], "held") == 0)
        {
          g_clear_pointer (&held, roca_matrix_free);
          held = read_matrix (argv[1], pair[1]);
          continue;
        }
      plain |= strcmp (pair[0], "plain") == 0;
      if (strcmp (pair[0], "rare") == 0)
        matrix = thin_out (matrix, (guint) g_ascii_strtoull (pair[1], NULL, 10));
      set_option (&options, pair[0], g_ascii_strtod (pair[1], NULL));
    }
  gint64 start = g_get_monotonic_time ();
  model = train (matrix, &options);
  roca_model_get_metrics (model, &m);
  printf ("n %u  positives %u  auc %.4f  f1 %.4f at %.3f  brier %.4f  log-loss %.4f  %.1f s\n", m.n,
          m.positives, m.auc, m.f1, m.cut, m.brier, m.log_loss,
          (double) (g_get_monotonic_time () - start) / 1e6);
  if (plain)
    compare_with_plain (matrix, model, &options);
  if (held != NULL)
    compare_on_held (matrix, model, held, &options);
  return 0;
}
