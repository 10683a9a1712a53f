/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models: versioned artefacts, one live per type, with the cases each was trained on. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-models.h"

#include <string.h>

#include "review-canonical.h"
#include "review-store-audit.h"
#include "review-store-private.h"

ReviewStoredModel *
review_stored_model_new (void)
{
  return g_new0 (ReviewStoredModel, 1);
}

void
review_stored_model_free (ReviewStoredModel *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_free (self->case_type);
  g_clear_pointer (&self->artefact, g_bytes_unref);
  g_free (self->sha256);
  g_free (self->calibration);
  g_free (self->library);
  g_free (self->metrics);
  g_free (self);
}

ReviewTrainingRow *
review_training_row_new (const char *source, const char *external_id, gint64 fold)
{
  ReviewTrainingRow *row = g_new0 (ReviewTrainingRow, 1);

  row->source = g_strdup (source);
  row->external_id = g_strdup (external_id);
  row->fold = fold;
  return row;
}

void
review_training_row_free (gpointer row)
{
  ReviewTrainingRow *self = row;

  g_free (self->source);
  g_free (self->external_id);
  g_free (self);
}

static char *
hash_artefact (GBytes *artefact)
{
  gsize len = 0;
  gconstpointer data = g_bytes_get_data (artefact, &len);

  return review_sha256 (data, len);
}

static gboolean
put_training (ReviewTx *tx, const char *model, GPtrArray *training, GError **error)
{
  for (guint i = 0; training != NULL && i < training->len; i++)
    {
      const ReviewTrainingRow *row = training->pdata[i];

      if (review_tx_exec (tx, error,
                          "INSERT INTO model_training (model, external_id, source, fold) "
                          "VALUES ($1, $2, $3, $4)",
                          "sssi", model, row->external_id, row->source, row->fold)
          != 1)
        return FALSE;
    }
  return TRUE;
}

/**
 * review_store_add_model:
 * @state: of a type one model at most is live
 * @training: (nullable): #ReviewTrainingRow of every case it was trained or calibrated on
 *
 * Returns: %FALSE with %REVIEW_ERROR_CONFLICT when the version exists
 */
gboolean
review_store_add_model (ReviewTx *tx,
                        const ReviewStoredModel *model,
                        ReviewModelState state,
                        GPtrArray *training,
                        GError **error)
{
  g_autofree char *sha256 = hash_artefact (model->artefact);

  return review_tx_exec (tx, error,
                         "INSERT INTO model (version, case_type, state, artefact, sha256, "
                         "calibration, library, metrics, created_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                         "sssbssssi", model->version, model->case_type,
                         review_enum_nick (&review_model_states, (int) state), model->artefact,
                         sha256, model->calibration, model->library, model->metrics,
                         review_tx_get_now (tx))
             == 1
         && put_training (tx, model->version, training, error);
}

/**
 * review_store_put_model:
 * @model: becomes the live model of its type; the one before it retires
 * @training: (nullable): #ReviewTrainingRow of every case it was trained or calibrated on
 * @actor: account id for the audit row
 *
 * Returns: %FALSE with %REVIEW_ERROR_CONFLICT when the version exists
 */
gboolean
review_store_put_model (ReviewTx *tx,
                        const ReviewStoredModel *model,
                        GPtrArray *training,
                        const char *actor,
                        GError **error)
{
  g_autofree char *sha256 = hash_artefact (model->artefact);
  g_autofree char *object = g_strconcat ("model:", model->case_type, NULL);
  ReviewAuditEntry entry = { .actor = actor,
                             .action = "model_live",
                             .object = object,
                             .ref = model->version,
                             .reason = sha256 };

  return review_tx_exec (tx, error,
                         "UPDATE model SET state = 'retired' WHERE case_type = $1 "
                         "AND state = 'live'",
                         "s", model->case_type)
             >= 0
         && review_store_add_model (tx, model, REVIEW_MODEL_LIVE, training, error)
         && review_audit_add (tx, &entry, error);
}

#define MODEL_COLUMNS \
  "version, case_type, artefact, sha256, calibration, library, metrics, created_at"

static gpointer
read_model (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewStoredModel) model = review_stored_model_new ();
  g_autofree char *sha256 = NULL;

  model->version = review_rows_dup_text (rows, 0);
  model->case_type = review_rows_dup_text (rows, 1);
  model->artefact = review_rows_dup_bytes (rows, 2);
  model->sha256 = review_rows_dup_text (rows, 3);
  model->calibration = review_rows_dup_text (rows, 4);
  model->library = review_rows_dup_text (rows, 5);
  model->metrics = review_rows_dup_text (rows, 6);
  model->created_at = review_rows_get_int (rows, 7);
  sha256 = hash_artefact (model->artefact);
  if (strcmp (sha256, model->sha256) == 0)
    return g_steal_pointer (&model);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
               "model %s does not match its checksum; it is not used", model->version);
  return NULL;
}

/**
 * review_store_find_live_version:
 * @ret: (out) (nullable): the version of the live model of the type; %NULL: it has none
 */
gboolean
review_store_find_live_version (ReviewTx *tx, const char *case_type, char **ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT version FROM model WHERE case_type = $1 AND state = 'live'", "s",
      case_type);

  *ret = NULL;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret = review_rows_dup_text (rows, 0);
  return review_rows_end (error, local);
}

/**
 * review_store_load_live_model:
 *
 * Returns: (transfer full): the live model of the type, its bytes checked; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND when the type has none, %REVIEW_ERROR_CORRUPT when it is damaged
 */
ReviewStoredModel *
review_store_load_live_model (ReviewTx *tx, const char *case_type, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT " MODEL_COLUMNS " FROM model WHERE case_type = $1 AND state = 'live'", "s",
      case_type);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_model (rows, error);
  if (review_rows_end (error, local))
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "%s has no trained model", case_type);
  return NULL;
}

/**
 * review_store_load_model:
 *
 * Returns: (transfer full): the model of that version, its bytes checked; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND, or %REVIEW_ERROR_CORRUPT when it is damaged
 */
ReviewStoredModel *
review_store_load_model (ReviewTx *tx, const char *version, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT " MODEL_COLUMNS " FROM model WHERE version = $1", "s", version);

  return review_rows_read_only (rows, read_model, error);
}

/**
 * review_store_is_trained_on:
 * @ret: (out): whether @model has seen the case
 */
gboolean
review_store_is_trained_on (ReviewTx *tx,
                            const char *model,
                            const char *source,
                            const char *external_id,
                            gboolean *ret,
                            GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM model_training WHERE model = $1 AND source = $2 "
                          "AND external_id = $3",
                          "sss", model, source, external_id))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_load_training:
 *
 * Returns: (transfer full): array of #ReviewTrainingRow of @model
 */
GPtrArray *
review_store_load_training (ReviewTx *tx, const char *model, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (review_training_row_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT source, external_id, fold FROM model_training WHERE model = $1", "s",
      model);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_training_row_new (review_rows_get_text (rows, 0),
                                                    review_rows_get_text (rows, 1),
                                                    review_rows_get_int (rows, 2)));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
