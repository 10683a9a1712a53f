/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ROCA's model against bare calls of the XGBoost C API on the same rows with the same trees. */
#define G_LOG_DOMAIN "bench"
#include <math.h>
#include <string.h>

#include <xgboost/c_api.h>

#include "bench.h"
#include "roca-artefact.h"
#include "roca-matrix.h"

#define COLUMNS 40

typedef struct
{
  RocaMatrix *train;
  RocaMatrix *rows;
  RocaTrainOptions options;
  RocaModel *model;
  GPtrArray *handles; /* BoosterHandle: the same boosters, bare */
  double *risks;
  double *contributions;
} Data;

static void
must (int result)
{
  if (result != 0)
    g_error ("XGBoost: %s", XGBGetLastError ());
}

static RocaMatrix *
make_rows (guint n, guint seed)
{
  RocaMatrix *matrix = roca_matrix_new_empty ("bench");
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint c = 0; c < COLUMNS; c++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", c);

      roca_matrix_add_column (matrix, id, 1, 0);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u-%u", seed, i);
      double values[COLUMNS], logit = -1;

      for (guint c = 0; c < COLUMNS; c++)
        values[c] = g_rand_double (rand) < 0.1 ? NAN : g_rand_double_range (rand, -1, 1);
      for (guint c = 0; c < 8; c++)
        logit += isnan (values[c]) ? 0 : (2 - 0.2 * c) * values[c];
      roca_matrix_add (matrix, id, NULL, g_rand_double (rand) < 1 / (1 + exp (-logit)), values);
    }
  return matrix;
}

static void
train (gpointer user_data)
{
  Data *data = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = roca_train (data->train, "bench", &data->options, NULL, NULL, &error);

  if (bytes == NULL)
    g_error ("%s", error->message);
}

static DMatrixHandle
make_matrix (const float *values, const float *labels, gsize n)
{
  DMatrixHandle handle = NULL;

  must (XGDMatrixCreateFromMat_omp (values, n, COLUMNS, NAN, &handle, 1));
  if (labels != NULL)
    must (XGDMatrixSetFloatInfo (handle, "label", labels, n));
  return handle;
}

static void
set_options (BoosterHandle handle, const RocaTrainOptions *o)
{
  const struct
  {
    const char *name;
    double value;
  } table[] = { { "max_depth", o->max_depth },
                { "max_bin", o->max_bin },
                { "eta", o->eta },
                { "min_child_weight", o->min_child_weight },
                { "subsample", o->subsample },
                { "colsample_bytree", o->colsample },
                { "lambda", o->lambda },
                { "gamma", o->gamma },
                { "base_score", 0.5 },
                { "nthread", 1 },
                { "seed", 1 } };

  must (XGBoosterSetParam (handle, "objective", "binary:logistic"));
  must (XGBoosterSetParam (handle, "tree_method", "hist"));
  must (XGBoosterSetParam (handle, "eval_metric", "logloss"));
  must (XGBoosterSetParam (handle, "verbosity", "0"));
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      must (XGBoosterSetParam (handle, table[i].name,
                               g_ascii_formatd (text, sizeof text, "%.10g", table[i].value)));
    }
}

/* What is left of one fold's work when everything but XGBoost is taken away. */
static void
train_bare_fold (const Data *data, guint fold)
{
  guint n = data->train->ids->len, folds = data->options.folds;
  GArray *values[3]; /* to train on, to stop by, left out */
  GArray *labels[3];
  DMatrixHandle matrices[3];
  BoosterHandle booster = NULL;
  bst_ulong len = 0;
  const float *result;
  const char *bytes;

  for (int k = 0; k < 3; k++)
    {
      values[k] = g_array_new (FALSE, FALSE, sizeof (float));
      labels[k] = g_array_new (FALSE, FALSE, sizeof (float));
    }
  for (guint i = 0; i < n; i++)
    {
      int part = i % folds == fold ? 2 : i / folds % 8 == 0 ? 1 : 0;
      float label = g_array_index (data->train->positives, guint8, i);

      g_array_append_vals (values[part], roca_matrix_get_row (data->train, i), COLUMNS);
      g_array_append_val (labels[part], label);
    }
  for (int k = 0; k < 3; k++)
    matrices[k] = make_matrix ((float *) (void *) values[k]->data,
                               (float *) (void *) labels[k]->data, labels[k]->len);
  must (XGBoosterCreate (matrices, 2, &booster));
  set_options (booster, &data->options);
  for (guint i = 0; i < data->options.rounds; i++)
    {
      const char *name = "valid";

      must (XGBoosterUpdateOneIter (booster, (int) i, matrices[0]));
      must (XGBoosterEvalOneIter (booster, (int) i, &matrices[1], &name, 1, &bytes));
    }
  must (XGBoosterPredict (booster, matrices[2], 1, 0, 0, &len, &result));
  must (XGBoosterSaveModelToBuffer (booster, "{\"format\":\"ubj\"}", &len, &bytes));
  XGBoosterFree (booster);
  for (int k = 0; k < 3; k++)
    {
      XGDMatrixFree (matrices[k]);
      g_array_unref (values[k]);
      g_array_unref (labels[k]);
    }
}

static void
train_bare (gpointer user_data)
{
  const Data *data = user_data;

  for (guint r = 0; r < data->options.repeats; r++)
    for (guint fold = 0; fold < data->options.folds; fold++)
      train_bare_fold (data, fold);
}

static void
score (gpointer user_data)
{
  Data *data = user_data;

  if (!roca_model_score_matrix (data->model, data->rows, data->risks, NULL))
    g_error ("scoring failed");
}

static void
explain (gpointer user_data)
{
  Data *data = user_data;

  if (!roca_model_explain_matrix (data->model, data->rows, data->risks, data->contributions, NULL))
    g_error ("explaining failed");
}

/* One matrix, and each of the same boosters once. */
static void
predict_bare (const Data *data, int kind)
{
  g_autofree char *config =
      g_strdup_printf ("{\"type\":%d,\"training\":false,\"iteration_begin\":0,"
                       "\"iteration_end\":0,\"strict_shape\":true}",
                       kind);
  DMatrixHandle matrix =
      make_matrix ((const float *) (void *) data->rows->values->data, NULL, data->rows->ids->len);

  for (guint i = 0; i < data->handles->len; i++)
    {
      const bst_ulong *shape;
      bst_ulong dimensions;
      const float *result;

      must (XGBoosterPredictFromDMatrix (data->handles->pdata[i], matrix, config, &shape,
                                         &dimensions, &result));
    }
  XGDMatrixFree (matrix);
}

static void
score_bare (gpointer user_data)
{
  predict_bare (user_data, 1);
}

static void
explain_bare (gpointer user_data)
{
  predict_bare (user_data, 2);
}

static void
prepare (Data *data, guint divisor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaArtefact) artefact = NULL;
  guint n = 100000 / divisor;

  data->train = make_rows (MAX (6000 / divisor, 400), 1);
  data->rows = make_rows (n, 2);
  roca_train_options_init (&data->options);
  /* A fixed number of rounds, so that both make the same trees. */
  data->options.rounds = 60;
  data->options.patience = 1000;
  data->options.repeats = 1;
  data->options.nthread = 1;
  bytes = roca_train (data->train, "bench", &data->options, NULL, NULL, &error);
  if (bytes == NULL || (data->model = roca_model_load (bytes, &error)) == NULL
      || (artefact = roca_artefact_open (bytes, &error)) == NULL)
    g_error ("%s", error->message);
  data->handles = g_ptr_array_new ();
  for (guint i = 0; i < artefact->boosters->len; i++)
    {
      BoosterHandle handle = NULL;
      gsize len;
      const void *trees = g_bytes_get_data (artefact->boosters->pdata[i], &len);

      must (XGBoosterCreate (NULL, 0, &handle));
      must (XGBoosterLoadModelFromBuffer (handle, trees, len));
      must (XGBoosterSetParam (handle, "nthread", "1"));
      g_ptr_array_add (data->handles, handle);
    }
  data->risks = g_new (double, n);
  data->contributions = g_new (double, (gsize) n *(COLUMNS + 1));
}

static void
clear (Data *data)
{
  for (guint i = 0; i < data->handles->len; i++)
    XGBoosterFree (data->handles->pdata[i]);
  g_ptr_array_unref (data->handles);
  roca_matrix_free (data->train);
  roca_matrix_free (data->rows);
  roca_model_unref (data->model);
  g_free (data->risks);
  g_free (data->contributions);
}

void
bench_roca (guint divisor)
{
  Data data = { 0 };
  BenchMeasure scoring = { "roca-score", "bare XGBoost C calls, same rows and trees", "rows", 0,
                           5 };
  BenchMeasure explaining = { "roca-explain", "bare XGBoost C calls with contributions", "rows", 0,
                              1 };
  BenchMeasure training = { "roca-train", "bare C loop over the same XGBoost calls", "rows", 0, 5 };

  prepare (&data, divisor);
  scoring.n = explaining.n = data.rows->ids->len;
  training.n = data.train->ids->len;
  bench_compare (&scoring, score, score_bare, &data);
  bench_compare (&explaining, explain, explain_bare, &data);
  bench_compare (&training, train, train_bare, &data);
  clear (&data);
}
