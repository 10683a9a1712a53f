/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trained model at work: the mean of the fold models' raw scores, the mean of their exact
 * contributions, and the calibration on top. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-model.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-error.h"
#include "roca-artefact.h"
#include "roca-matrix.h"
#include "roca-xgboost.h"

struct _RocaModel
{
  gint ref_count;
  RocaArtefact *artefact;
  char *sha256;
  char *calibration;
  GPtrArray *boosters; /* RocaBooster */
  GHashTable *trained; /* ids, borrowed from the artefact */
  GMutex lock;         /* a booster predicts for one thread at a time */
};

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
  self->trained = g_hash_table_new (g_str_hash, g_str_equal);
  g_mutex_init (&self->lock);
  for (guint i = 0; i < artefact->rows->len; i++)
    g_hash_table_add (self->trained, ((RocaTrainedRow *) artefact->rows->pdata[i])->id);
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
      RocaBooster *booster = roca_booster_load (bytes, len, opened->columns->len, error);

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

const char *
roca_model_get_calibration (const RocaModel *self)
{
  return self->calibration;
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

/**
 * roca_model_check_schema:
 * @schema: the columns that the program computes now
 *
 * Returns: whether they are those the model was trained on, in order and definition; otherwise
 *   REVIEW_ERROR_INVALID names the first that is not
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
  for (guint i = 0; i < MAX (artefact->columns->len, schema->columns->len); i++)
    {
      const RocaColumn *column =
          i < schema->columns->len ? (const RocaColumn *) schema->columns->pdata[i] : NULL;
      const char *id = i < artefact->columns->len ? artefact->columns->pdata[i] : NULL;

      if (column != NULL && id != NULL && strcmp (column->id, id) == 0
          && column->version == g_array_index (artefact->versions, int, i))
        continue;
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "model %s was trained on other features (%s): train again", artefact->version,
                   id != NULL ? id : column->id);
      return FALSE;
    }
  return TRUE;
}

gboolean
roca_model_was_trained_on (const RocaModel *self, const char *external_id)
{
  return g_hash_table_contains (self->trained, external_id);
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

/**
 * roca_model_score:
 * @values: @n numbers in the order of the schema, NaN is missing
 * @ret_score: (out): clear with roca_score_clear()
 *
 * One case: raw score, base and contributions, in log-odds, and the calibrated risk. The raw score
 * is the mean of the fold models' and equals base plus contributions to 1e-4 (float32).
 */
gboolean
roca_model_score (
    const RocaModel *self, const double *values, guint n, RocaScore *ret_score, GError **error)
{
  RocaModel *mutable_self = (RocaModel *) self;
  g_autofree float *row = g_new (float, MAX (n, 1));
  g_autofree double *sums = g_new0 (double, (gsize) n + 1);
  double margin = 0, models = self->boosters->len;
  RocaRows rows = { row, NULL, 1, n };
  gboolean ok = check_width (self, n, error);

  for (guint i = 0; i < n; i++)
    row[i] = isfinite (values[i]) ? (float) values[i] : NAN;
  g_mutex_lock (&mutable_self->lock);
  for (guint i = 0; ok && i < self->boosters->len; i++)
    ok = roca_booster_add_margins (self->boosters->pdata[i], &rows, &margin, error)
         && roca_booster_add_contributions (self->boosters->pdata[i], &rows, sums, error);
  g_mutex_unlock (&mutable_self->lock);
  if (!ok)
    return FALSE;
  for (guint i = 0; i <= n; i++)
    sums[i] /= models;
  ret_score->raw = margin / models;
  ret_score->base = sums[n];
  ret_score->risk = roca_model_calibrate (self, ret_score->raw);
  ret_score->n = n;
  ret_score->contributions = g_steal_pointer (&sums);
  return TRUE;
}

/**
 * roca_model_score_matrix:
 * @ret_risks: (out caller-allocates): the calibrated risk of each row
 */
gboolean
roca_model_score_matrix (const RocaModel *self,
                         const RocaMatrix *matrix,
                         double *ret_risks,
                         GError **error)
{
  RocaModel *mutable_self = (RocaModel *) self;
  guint n = matrix->ids->len;
  RocaRows rows = { (const float *) (void *) matrix->values->data, NULL, n, matrix->columns->len };
  gboolean ok = check_width (self, matrix->columns->len, error);

  memset (ret_risks, 0, n * sizeof (double));
  g_mutex_lock (&mutable_self->lock);
  for (guint i = 0; ok && n > 0 && i < self->boosters->len; i++)
    ok = roca_booster_add_margins (self->boosters->pdata[i], &rows, ret_risks, error);
  g_mutex_unlock (&mutable_self->lock);
  for (guint i = 0; ok && i < n; i++)
    ret_risks[i] = roca_model_calibrate (self, ret_risks[i] / self->boosters->len);
  return ok;
}

/**
 * roca_model_compare:
 * @column: a feature
 * @positive: compare with the training cases that were positive, or with those that were not
 * @value: of the feature
 * @ret_below: (out): share of these cases whose value is lower
 * @ret_above: (out): share of these cases whose value is higher
 *
 * Returns: FALSE when no such case carries the feature
 */
gboolean
roca_model_compare (const RocaModel *self,
                    guint column,
                    gboolean positive,
                    double value,
                    double *ret_below,
                    double *ret_above)
{
  const RocaPeers *peers = &g_array_index (self->artefact->peers, RocaPeers, column);
  const double *quantiles = peers->quantiles[positive ? 1 : 0];
  guint below = 0, above = 0;

  value = (double) (float) value; /* as the training rows were */
  for (int q = 0; q < ROCA_QUANTILES; q++)
    {
      below += quantiles[q] < value ? 1 : 0;
      above += quantiles[q] > value ? 1 : 0;
    }
  *ret_below = (double) below / ROCA_QUANTILES;
  *ret_above = (double) above / ROCA_QUANTILES;
  return peers->count[positive ? 1 : 0] > 0 && !isnan (value);
}
