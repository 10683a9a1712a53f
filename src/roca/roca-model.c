/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trained model at work: the mean of the fold models' raw scores, the mean of their exact
 * contributions, and the calibration on top. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-model-private.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-error.h"
#include "roca-answers.h"
#include "roca-matrix.h"

/* Rows that are explained at once. */
#define BLOCK     ((gsize) 4096)
#define NO_COLUMN G_MAXUINT

static guint
hash_row (gconstpointer data)
{
  const RocaTrainedRow *row = data;

  return g_str_hash (row->id) * 31 + g_str_hash (row->source);
}

static gboolean
is_same_row (gconstpointer a, gconstpointer b)
{
  const RocaTrainedRow *x = a, *y = b;

  return strcmp (x->id, y->id) == 0 && strcmp (x->source, y->source) == 0;
}

static RocaModel *
model_new (RocaArtefact *artefact, GBytes *bytes)
{
  RocaModel *self = g_new0 (RocaModel, 1);
  gsize len;
  const void *data = g_bytes_get_data (bytes, &len);

  self->ref_count = 1;
  self->artefact = artefact;
  self->sha256 = review_sha256 (data, len);
  self->calibration = g_strdup_printf ("beta/%s", artefact->version);
  self->boosters = g_ptr_array_new_with_free_func ((GDestroyNotify) roca_booster_free);
  self->trained = g_hash_table_new (hash_row, is_same_row);
  g_mutex_init (&self->lock);
  for (guint i = 0; i < artefact->rows->len; i++)
    g_hash_table_add (self->trained, artefact->rows->pdata[i]);
  self->ranked = roca_rank_rows (artefact->rows);
  return self;
}

/**
 * roca_model_load:
 * @artefact: bytes from roca_train()
 *
 * Returns: (transfer full) (nullable): the model; REVIEW_ERROR_CORRUPT when the bytes are damaged
 *   or hold something else. XGBoost sees nothing of bytes that fail the check.
 */
RocaModel *
roca_model_load (GBytes *artefact, GError **error)
{
  RocaArtefact *opened = roca_artefact_open (artefact, error);
  g_autoptr (RocaModel) self = NULL;

  if (opened == NULL)
    return NULL;
  self = model_new (opened, artefact);
  for (guint i = 0; i < opened->boosters->len; i++)
    {
      gsize len;
      const guint8 *bytes = g_bytes_get_data (opened->boosters->pdata[i], &len);
      RocaBooster *booster = roca_booster_load (bytes, len, opened->reads->len, error);

      if (booster == NULL)
        return NULL;
      g_ptr_array_add (self->boosters, booster);
    }
  if (self->boosters->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "the model file holds no model");
  return NULL;
}

RocaModel *
roca_model_ref (RocaModel *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
roca_model_unref (RocaModel *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->boosters);
  g_hash_table_unref (self->trained);
  g_ptr_array_unref (self->ranked);
  roca_artefact_free (self->artefact);
  g_free (self->sha256);
  g_free (self->calibration);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
roca_model_get_case_type (const RocaModel *self)
{
  return self->artefact->case_type;
}

const char *
roca_model_get_version (const RocaModel *self)
{
  return self->artefact->version;
}

/* Version of the calibration in use; the artefact's own is "beta/" and the model's version. */
const char *
roca_model_get_calibration (const RocaModel *self)
{
  return self->calibration;
}

void
roca_model_get_calibration_values (const RocaModel *self, RocaCalibration *ret_calibration)
{
  const StatsBeta *beta = &self->artefact->beta;

  *ret_calibration = (RocaCalibration){ beta->a, beta->b, beta->c };
}

/**
 * roca_model_set_calibration:
 * @version: name of the calibration, which assessments carry
 * @calibration: takes the place of the artefact's
 *
 * Before the model is shared. The model itself, its raw scores and contributions stay as they are.
 *
 * Returns: FALSE with REVIEW_ERROR_INVALID when a risk would fall as the score rises
 */
gboolean
roca_model_set_calibration (RocaModel *self,
                            const char *version,
                            const RocaCalibration *calibration,
                            GError **error)
{
  if (!(calibration->a >= 0 && calibration->b >= 0) || !isfinite (calibration->a)
      || !isfinite (calibration->b) || !isfinite (calibration->c))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "calibration %s does not rise with the score", version);
      return FALSE;
    }
  self->artefact->beta = (StatsBeta){ calibration->a, calibration->b, calibration->c };
  g_free (self->calibration);
  self->calibration = g_strdup (version);
  return TRUE;
}

/* Version of XGBoost that made it. */
const char *
roca_model_get_library (const RocaModel *self)
{
  return self->artefact->library;
}

/* Of the whole artefact, as 64 hex digits. */
const char *
roca_model_get_sha256 (const RocaModel *self)
{
  return self->sha256;
}

void
roca_model_get_metrics (const RocaModel *self, RocaTrainMetrics *ret_metrics)
{
  *ret_metrics = self->artefact->metrics;
}

static gboolean
is_clause (const char *id)
{
  return g_str_has_prefix (id, ROCA_CLAUSE_PREFIX);
}

/* Whether column @i of the model is there, as it was defined when the model was trained. */
static gboolean
has_column (const RocaModel *self, guint i, const RocaSchema *schema)
{
  const char *id = self->artefact->columns->pdata[i];
  int at = roca_schema_find (schema, id);

  return is_clause (id)
         || (at >= 0
             && ((RocaColumn *) schema->columns->pdata[at])->version
                    == g_array_index (self->artefact->versions, int, i));
}

/* Whether the extractor's column @i is the model's column @i. Others are matched by name. */
static gboolean
knows_column (const RocaModel *self, guint i, const RocaSchema *schema)
{
  const RocaColumn *column = schema->columns->pdata[i];

  return column->supplied || is_clause (column->id)
         || (i < self->artefact->columns->len
             && strcmp (column->id, self->artefact->columns->pdata[i]) == 0);
}

static gboolean
refuse_column (const RocaModel *self, const char *id, GError **error)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "model %s was trained on other features (%s): train again", self->artefact->version,
               id);
  return FALSE;
}

/**
 * roca_model_check_schema:
 * @schema: the columns that the program computes now
 *
 * The extractor's columns have to be those that the model was trained on, in order and definition.
 * Supplied ones that came later are not read until the model is trained again. Clauses are free to
 * change: a new one is not read either, one that is gone is missing.
 *
 * Returns: FALSE with REVIEW_ERROR_INVALID, which names the first column that does not fit
 */
gboolean
roca_model_check_schema (const RocaModel *self, const RocaSchema *schema, GError **error)
{
  const RocaArtefact *artefact = self->artefact;

  if (strcmp (artefact->case_type, schema->case_type) != 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "model %s is for %s, not for %s",
                   artefact->version, artefact->case_type, schema->case_type);
      return FALSE;
    }
  for (guint i = 0; i < artefact->columns->len; i++)
    if (!has_column (self, i, schema))
      return refuse_column (self, artefact->columns->pdata[i], error);
  for (guint i = 0; i < schema->columns->len; i++)
    if (!knows_column (self, i, schema))
      return refuse_column (self, ((RocaColumn *) schema->columns->pdata[i])->id, error);
  return TRUE;
}

/**
 * roca_model_fit_schema:
 * @schema: (inout): the columns that the program computes now; becomes the model's columns, in the
 *   model's order
 *
 * See roca_model_check_schema(). The SOP stays as it is: clauses that the model does not know are
 * answered all the same.
 */
gboolean
roca_model_fit_schema (const RocaModel *self, RocaSchema *schema, GError **error)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (!roca_model_check_schema (self, schema, error))
    return FALSE;
  columns = g_ptr_array_new_with_free_func (roca_column_free);
  for (guint i = 0; i < self->artefact->columns->len; i++)
    {
      const char *id = self->artefact->columns->pdata[i];
      int at = roca_schema_find (schema, id);

      g_ptr_array_add (columns, at >= 0 ? roca_column_copy (schema->columns->pdata[at])
                                        : roca_column_new_gone (id));
    }
  g_ptr_array_unref (schema->columns);
  schema->columns = g_steal_pointer (&columns);
  return TRUE;
}

/**
 * roca_model_find_trained:
 * @source: (nullable): of the case: two sources may give the same id
 *
 * Returns: (transfer none) (nullable): the row that the case was when the model was trained; by
 *   the id alone in models of an earlier format, which do not say where their rows came from
 */
const RocaTrainedRow *
roca_model_find_trained (const RocaModel *self, const char *source, const char *external_id)
{
  const RocaTrainedRow known = { .source = (char *) (source != NULL ? source : ""),
                                 .id = (char *) external_id };
  const RocaTrainedRow unsaid = { .source = (char *) "", .id = (char *) external_id };
  const RocaTrainedRow *row = g_hash_table_lookup (self->trained, &known);

  return row != NULL ? row : g_hash_table_lookup (self->trained, &unsaid);
}

/**
 * roca_model_list_trained:
 *
 * Returns: (transfer none) (element-type RocaTrainedRow): the cases it was trained on
 */
GPtrArray *
roca_model_list_trained (const RocaModel *self)
{
  return self->artefact->rows;
}

/**
 * roca_model_calibrate:
 * @raw: score in log-odds
 *
 * Returns: the calibrated risk, 0..1
 */
double
roca_model_calibrate (const RocaModel *self, double raw)
{
  return stats_beta_apply (&self->artefact->beta, raw);
}

void
roca_score_clear (RocaScore *score)
{
  g_clear_pointer (&score->contributions, g_free);
}

static gboolean
check_width (const RocaModel *self, guint n, GError **error)
{
  if (n == self->artefact->columns->len)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%u features where model %s has %u", n,
               self->artefact->version, self->artefact->columns->len);
  return FALSE;
}

/* What the boosters read of rows of @n_columns; @from says where each of it is, NO_COLUMN: not
 * there. */
static float *
gather (const RocaModel *self, const float *rows, guint n_rows, guint n_columns, const guint *from)
{
  guint n = self->artefact->reads->len;
  float *out = g_new (float, MAX ((gsize) n_rows * n, 1));

  for (gsize r = 0; r < n_rows; r++)
    for (gsize i = 0; i < n; i++)
      out[r * n + i] = from[i] != NO_COLUMN ? rows[r * n_columns + from[i]] : NAN;
  return out;
}

static gboolean
predict (const RocaModel *self,
         const float *read,
         guint n_rows,
         double *margins,
         double *contributions,
         GError **error)
{
  RocaModel *mutable_self = (RocaModel *) self;
  RocaRows rows = { read, NULL, n_rows, self->artefact->reads->len };
  gboolean ok;

  g_mutex_lock (&mutable_self->lock);
  ok = roca_boosters_add (self->boosters, &rows, margins, contributions, error);
  g_mutex_unlock (&mutable_self->lock);
  return ok;
}

/* Mean contributions of one row, and in the last place the base; columns that no booster reads
 * contribute nothing. */
static void
spread (const RocaModel *self, const double *sums, double *out)
{
  const GArray *reads = self->artefact->reads;

  memset (out, 0, self->artefact->columns->len * sizeof (double));
  for (guint i = 0; i < reads->len; i++)
    out[g_array_index (reads, guint, i)] = sums[i] / self->boosters->len;
  out[self->artefact->columns->len] = sums[reads->len] / self->boosters->len;
}

/**
 * roca_model_score:
 * @values: @n numbers in the order of the model's schema, NaN is missing
 * @ret_score: (out): clear with roca_score_clear()
 *
 * One case: raw score, base and contributions, in log-odds, and the calibrated risk. The raw score
 * is the mean of the fold models' and equals base plus contributions to 1e-4 (float32).
 */
gboolean
roca_model_score (
    const RocaModel *self, const double *values, guint n, RocaScore *ret_score, GError **error)
{
  const GArray *reads = self->artefact->reads;
  g_autofree float *row = g_new (float, reads->len);
  g_autofree double *sums = g_new0 (double, (gsize) reads->len + 1);
  double margin = 0;

  if (!check_width (self, n, error))
    return FALSE;
  for (guint i = 0; i < reads->len; i++)
    row[i] = roca_to_float (values[g_array_index (reads, guint, i)]);
  if (!predict (self, row, 1, &margin, sums, error))
    return FALSE;
  ret_score->raw = margin / self->boosters->len;
  ret_score->risk = roca_model_calibrate (self, ret_score->raw);
  ret_score->n = n;
  ret_score->contributions = g_new (double, (gsize) n + 1);
  spread (self, sums, ret_score->contributions);
  ret_score->base = ret_score->contributions[n];
  return TRUE;
}

/* Where in @matrix the boosters' columns are. */
static guint *
locate (const RocaModel *self, const RocaMatrix *matrix, GError **error)
{
  const RocaArtefact *artefact = self->artefact;
  g_autofree guint *from = g_new (guint, artefact->reads->len);

  for (guint i = 0; i < artefact->reads->len; i++)
    {
      guint column = g_array_index (artefact->reads, guint, i);
      const char *id = artefact->columns->pdata[column];
      gboolean there = g_ptr_array_find_with_equal_func (matrix->columns, id, g_str_equal, &from[i])
                       && g_array_index (matrix->versions, int, from[i])
                              == g_array_index (artefact->versions, int, column);

      if (!there && !is_clause (id))
        {
          refuse_column (self, id, error);
          return NULL;
        }
      from[i] = there ? from[i] : NO_COLUMN;
    }
  return g_steal_pointer (&from);
}

/**
 * roca_model_score_raw:
 * @matrix: rows of a schema that passes roca_model_check_schema(); columns are found by name
 * @ret_raw: (out caller-allocates): the raw score of each row, in log-odds, before calibration
 */
gboolean
roca_model_score_raw (const RocaModel *self,
                      const RocaMatrix *matrix,
                      double *ret_raw,
                      GError **error)
{
  guint n = matrix->ids->len;
  g_autofree guint *from = locate (self, matrix, error);
  g_autofree float *read = NULL;

  memset (ret_raw, 0, n * sizeof (double));
  if (from == NULL)
    return FALSE;
  read =
      gather (self, (const float *) (void *) matrix->values->data, n, matrix->columns->len, from);
  if (n > 0 && !predict (self, read, n, ret_raw, NULL, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    ret_raw[i] /= self->boosters->len;
  return TRUE;
}

/**
 * roca_model_score_matrix:
 * @matrix: rows of a schema that passes roca_model_check_schema(); columns are found by name
 * @ret_risks: (out caller-allocates): the calibrated risk of each row
 */
gboolean
roca_model_score_matrix (const RocaModel *self,
                         const RocaMatrix *matrix,
                         double *ret_risks,
                         GError **error)
{
  if (!roca_model_score_raw (self, matrix, ret_risks, error))
    return FALSE;
  for (guint i = 0; i < matrix->ids->len; i++)
    ret_risks[i] = roca_model_calibrate (self, ret_risks[i]);
  return TRUE;
}

/**
 * roca_model_explain_matrix:
 * @matrix: rows of a schema that passes roca_model_check_schema(); columns are found by name
 * @ret_risks: (out caller-allocates): the calibrated risk of each row
 * @ret_contributions: (out caller-allocates): n_rows x (n_columns + 1) numbers, in log-odds: the
 *   contribution of each of the model's columns, in its order, and in the last column the base
 *
 * Rows are taken in blocks, so that memory does not grow with them beyond the answer.
 */
gboolean
roca_model_explain_matrix (const RocaModel *self,
                           const RocaMatrix *matrix,
                           double *ret_risks,
                           double *ret_contributions,
                           GError **error)
{
  gsize n_columns = self->artefact->columns->len, n_sums = self->artefact->reads->len + 1;
  g_autofree double *sums = g_new (double, n_sums *BLOCK);
  const float *rows = (const float *) (void *) matrix->values->data;
  guint width = matrix->columns->len;
  g_autofree guint *places = locate (self, matrix, error);

  if (places == NULL)
    return FALSE;
  memset (ret_risks, 0, matrix->ids->len * sizeof (double));
  for (gsize from = 0; from < matrix->ids->len; from += BLOCK)
    {
      gsize n = MIN (BLOCK, matrix->ids->len - from);
      g_autofree float *read = gather (self, rows + from * width, (guint) n, width, places);

      memset (sums, 0, n * n_sums * sizeof (double));
      if (!predict (self, read, (guint) n, ret_risks + from, sums, error))
        return FALSE;
      for (gsize i = 0; i < n; i++)
        {
          ret_risks[from + i] =
              roca_model_calibrate (self, ret_risks[from + i] / self->boosters->len);
          spread (self, sums + i * n_sums, ret_contributions + (from + i) * (n_columns + 1));
        }
    }
  return TRUE;
}
