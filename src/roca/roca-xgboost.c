/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file that knows XGBoost. What it sets, it sets because the library's own default
 * differs between versions or is slow: tree method, base score, threads, seed. Widths are checked
 * here, because the library accepts too few columns in silence. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-xgboost.h"

#include <math.h>
#include <string.h>

#include <xgboost/c_api.h>

#include "review-error.h"

#define PREDICT_MARGIN                                    \
  "{\"type\":1,\"training\":false,\"iteration_begin\":0," \
  "\"iteration_end\":0,\"strict_shape\":true}"
#define PREDICT_CONTRIBUTIONS                             \
  "{\"type\":2,\"training\":false,\"iteration_begin\":0," \
  "\"iteration_end\":0,\"strict_shape\":true}"

struct _RocaBooster
{
  BoosterHandle handle;
  guint n_columns;
};

static gboolean
check (int result, const char *doing, GError **error)
{
  if (result == 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "XGBoost, %s: %s", doing,
               XGBGetLastError ());
  return FALSE;
}

char *
roca_xgboost_version (void)
{
  int major, minor, patch;

  XGBoostVersion (&major, &minor, &patch);
  return g_strdup_printf ("%d.%d.%d", major, minor, patch);
}

static DMatrixHandle
make_matrix (const RocaRows *rows, guint nthread, GError **error)
{
  DMatrixHandle handle = NULL;

  if (!check (XGDMatrixCreateFromMat_omp (rows->rows, rows->n_rows, rows->n_columns, NAN, &handle,
                                          (int) nthread),
              "reading rows", error))
    return NULL;
  if (rows->labels == NULL
      || check (XGDMatrixSetFloatInfo (handle, "label", rows->labels, rows->n_rows),
                "reading labels", error))
    return handle;
  XGDMatrixFree (handle);
  return NULL;
}

static gboolean
set_int (BoosterHandle handle, const char *name, guint value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  return check (XGBoosterSetParam (handle, name, text), name, error);
}

static gboolean
set_double (BoosterHandle handle, const char *name, double value, GError **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, value);
  return check (XGBoosterSetParam (handle, name, text), name, error);
}

static gboolean
set_options (BoosterHandle handle, const RocaTrainOptions *options, guint seed, GError **error)
{
  return check (XGBoosterSetParam (handle, "objective", "binary:logistic"), "objective", error)
         && check (XGBoosterSetParam (handle, "tree_method", "hist"), "tree_method", error)
         && check (XGBoosterSetParam (handle, "eval_metric", "logloss"), "eval_metric", error)
         && check (XGBoosterSetParam (handle, "verbosity", "0"), "verbosity", error)
         && set_double (handle, "base_score", 0.5, error)
         && set_int (handle, "nthread", options->nthread, error)
         && set_int (handle, "seed", seed, error)
         && set_int (handle, "max_depth", options->max_depth, error)
         && set_int (handle, "max_bin", options->max_bin, error)
         && set_double (handle, "eta", options->eta, error)
         && set_double (handle, "min_child_weight", options->min_child_weight, error)
         && set_double (handle, "subsample", options->subsample, error)
         && set_double (handle, "colsample_bytree", options->colsample, error)
         && set_double (handle, "lambda", options->lambda, error)
         && set_double (handle, "gamma", options->gamma, error)
         && set_double (handle, "scale_pos_weight", options->positive_weight, error);
}

/* "(1,0,-1)": no tree may let the score fall where a higher value must not lower the risk. */
static gboolean
set_monotone (BoosterHandle handle, const int *monotone, guint n_columns, GError **error)
{
  g_autoptr (GString) text = g_string_new ("(");
  gboolean any = FALSE;

  for (guint i = 0; monotone != NULL && i < n_columns; i++)
    {
      g_string_append_printf (text, "%s%d", i > 0 ? "," : "", monotone[i]);
      any |= monotone[i] != 0;
    }
  g_string_append_c (text, ')');
  return !any
         || check (XGBoosterSetParam (handle, "monotone_constraints", text->str),
                   "monotone_constraints", error);
}

/* The figure after the colon of "[3]\tvalid-logloss:0.123". */
static double
parse_evaluation (const char *text)
{
  const char *colon = strrchr (text, ':');

  return colon != NULL ? g_ascii_strtod (colon + 1, NULL) : NAN;
}

/* Adds trees to the @before that are there until the validation part has not gained for @patience
 * rounds; returns the best number of rounds that were added, 0 on failure. Without a validation part
 * all rounds are made. */
static guint
boost (BoosterHandle handle,
       guint before,
       DMatrixHandle train,
       DMatrixHandle valid,
       const RocaTrainOptions *options,
       GError **error)
{
  const char *names[] = { "valid" };
  double best = INFINITY;
  guint best_rounds = 0;

  for (guint i = 0; i < options->rounds; i++)
    {
      const char *text = NULL;
      double loss;

      if (!check (XGBoosterUpdateOneIter (handle, (int) (before + i), train), "training", error))
        return 0;
      if (valid == NULL)
        continue;
      if (!check (XGBoosterEvalOneIter (handle, (int) (before + i), &valid, names, 1, &text),
                  "evaluating", error))
        return 0;
      loss = parse_evaluation (text);
      if (loss < best)
        {
          best = loss;
          best_rounds = i + 1;
        }
      else if (i + 1 >= best_rounds + options->patience)
        break;
    }
  return valid != NULL ? MAX (best_rounds, 1) : options->rounds;
}

static RocaBooster *
keep_rounds (BoosterHandle handle, guint rounds, guint n_columns, GError **error)
{
  BoosterHandle slice = NULL;
  RocaBooster *self;

  if (!check (XGBoosterSlice (handle, 0, (int) rounds, 1, &slice), "keeping the best rounds",
              error))
    return NULL;
  self = g_new0 (RocaBooster, 1);
  self->handle = slice;
  self->n_columns = n_columns;
  return self;
}

static gboolean
load_trees (BoosterHandle handle, GBytes *base, int *ret_rounds, GError **error)
{
  gsize len;
  const void *bytes = g_bytes_get_data (base, &len);

  return check (XGBoosterLoadModelFromBuffer (handle, bytes, len), "loading", error)
         && check (XGBoosterBoostedRounds (handle, ret_rounds), "loading", error);
}

static RocaBooster *
train_on (DMatrixHandle train,
          DMatrixHandle valid,
          guint n_columns,
          const RocaTrainOptions *options,
          const int *monotone,
          guint seed,
          GBytes *base,
          GError **error)
{
  DMatrixHandle both[2] = { train, valid };
  BoosterHandle handle = NULL;
  RocaBooster *self = NULL;
  guint rounds = 0;
  int before = 0;

  if (!check (XGBoosterCreate (both, valid != NULL ? 2 : 1, &handle), "starting", error))
    return NULL;
  if ((base == NULL || load_trees (handle, base, &before, error))
      && set_options (handle, options, seed, error)
      && set_monotone (handle, monotone, n_columns, error))
    rounds = boost (handle, (guint) before, train, valid, options, error);
  if (rounds > 0)
    self = keep_rounds (handle, (guint) before + rounds, n_columns, error);
  XGBoosterFree (handle);
  return self;
}

/**
 * roca_booster_train:
 * @train: rows with labels
 * @valid: (nullable): rows with labels that decide when to stop
 * @monotone: (nullable): for each column +1, -1 or 0, as in #RocaFeatureDef
 * @seed: of this model
 * @base: (nullable): from roca_booster_save(), of the same columns: trees are added to its trees
 *
 * Not after a fork() of a process that has trained before: OpenMP would hang.
 *
 * Returns: (transfer full) (nullable): a tree ensemble
 */
RocaBooster *
roca_booster_train (const RocaRows *train,
                    const RocaRows *valid,
                    const RocaTrainOptions *options,
                    const int *monotone,
                    guint seed,
                    GBytes *base,
                    GError **error)
{
  DMatrixHandle train_matrix = make_matrix (train, options->nthread, error);
  DMatrixHandle valid_matrix = NULL;
  RocaBooster *self = NULL;

  if (train_matrix == NULL)
    return NULL;
  if (valid != NULL)
    valid_matrix = make_matrix (valid, options->nthread, error);
  if (valid == NULL || valid_matrix != NULL)
    self = train_on (train_matrix, valid_matrix, train->n_columns, options, monotone, seed, base,
                     error);
  XGDMatrixFree (train_matrix);
  if (valid_matrix != NULL)
    XGDMatrixFree (valid_matrix);
  return self;
}

/**
 * roca_booster_load:
 * @bytes: from roca_booster_save(), checked by the seal around them
 * @n_columns: of the rows it will see
 *
 * Returns: (transfer full) (nullable): the ensemble, for single rows on one thread
 */
RocaBooster *
roca_booster_load (const guint8 *bytes, gsize len, guint n_columns, GError **error)
{
  g_autoptr (RocaBooster) self = g_new0 (RocaBooster, 1);
  bst_ulong features = 0;

  self->n_columns = n_columns;
  if (!check (XGBoosterCreate (NULL, 0, &self->handle), "starting", error)
      || !check (XGBoosterLoadModelFromBuffer (self->handle, bytes, len), "loading", error)
      || !set_int (self->handle, "nthread", 1, error)
      || !check (XGBoosterGetNumFeature (self->handle, &features), "loading", error))
    return NULL;
  if (features == n_columns)
    return g_steal_pointer (&self);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
               "the model reads %u features where %u are named", (guint) features, n_columns);
  return NULL;
}

GBytes *
roca_booster_save (RocaBooster *self, GError **error)
{
  bst_ulong len = 0;
  const char *bytes = NULL;

  if (!check (XGBoosterSaveModelToBuffer (self->handle, "{\"format\":\"ubj\"}", &len, &bytes),
              "saving", error))
    return NULL;
  return g_bytes_new (bytes, len);
}

void
roca_booster_free (RocaBooster *self)
{
  if (self == NULL)
    return;
  if (self->handle != NULL)
    XGBoosterFree (self->handle);
  g_free (self);
}

guint
roca_booster_get_rounds (RocaBooster *self)
{
  int rounds = 0;

  return XGBoosterBoostedRounds (self->handle, &rounds) == 0 ? (guint) rounds : 0;
}

static gboolean
check_width (const RocaBooster *self, const RocaRows *rows, GError **error)
{
  if (rows->n_columns == self->n_columns)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%u features where the model has %u",
               rows->n_columns, self->n_columns);
  return FALSE;
}

static gboolean
add_prediction (RocaBooster *self,
                DMatrixHandle matrix,
                const char *config,
                gsize expected,
                double *sums,
                GError **error)
{
  const bst_ulong *shape = NULL;
  const float *result = NULL;
  bst_ulong dimensions = 0;
  gsize n = 1;

  if (!check (
          XGBoosterPredictFromDMatrix (self->handle, matrix, config, &shape, &dimensions, &result),
          "predicting", error))
    return FALSE;
  for (bst_ulong i = 0; i < dimensions; i++)
    n *= shape[i];
  if (n != expected)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "XGBoost gave %zu numbers for %zu", n,
                   expected);
      return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    sums[i] += (double) result[i];
  return TRUE;
}

/**
 * roca_boosters_add:
 * @boosters: (element-type RocaBooster): of one width
 * @rows: to predict
 * @margins: (inout) (nullable): n_rows numbers; the raw scores of each row, in log-odds, are added
 * @contributions: (inout) (nullable): n_rows x (n_columns + 1) numbers; the exact contribution of
 *   each feature (TreeSHAP, Lundberg et al. 2018) is added, and in the last column the base
 *
 * The rows are read once for all. Not thread-safe for one booster.
 */
gboolean
roca_boosters_add (GPtrArray *boosters,
                   const RocaRows *rows,
                   double *margins,
                   double *contributions,
                   GError **error)
{
  DMatrixHandle matrix;
  gboolean ok = TRUE;

  for (guint i = 0; i < boosters->len; i++)
    if (!check_width (boosters->pdata[i], rows, error))
      return FALSE;
  matrix = make_matrix (rows, 1, error);
  if (matrix == NULL)
    return FALSE;
  for (guint i = 0; ok && i < boosters->len; i++)
    ok =
        (margins == NULL
         || add_prediction (boosters->pdata[i], matrix, PREDICT_MARGIN, rows->n_rows, margins,
                            error))
        && (contributions == NULL
            || add_prediction (boosters->pdata[i], matrix, PREDICT_CONTRIBUTIONS,
                               (gsize) rows->n_rows * (rows->n_columns + 1), contributions, error));
  XGDMatrixFree (matrix);
  return ok;
}

/**
 * roca_booster_add_margins:
 * @margins: (inout): n_rows numbers; the raw score of each row, in log-odds, is added
 *
 * Not thread-safe for one booster.
 */
gboolean
roca_booster_add_margins (RocaBooster *self, const RocaRows *rows, double *margins, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, self);
  return roca_boosters_add (one, rows, margins, NULL, error);
}
