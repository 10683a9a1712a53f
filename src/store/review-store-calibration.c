/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibrations: versioned apart from the models, one live per model. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-calibration.h"

#include <math.h>

#include "review-error.h"
#include "review-store-audit.h"
#include "review-store-private.h"

ReviewStoredCalibration *
review_stored_calibration_new (void)
{
  return g_new0 (ReviewStoredCalibration, 1);
}

void
review_stored_calibration_free (ReviewStoredCalibration *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_free (self->model);
  g_free (self);
}

/**
 * review_store_put_calibration:
 * @calibration: becomes the live one of its model; the one before it retires
 * @actor: account id for the audit row
 *
 * Returns: %FALSE with %REVIEW_ERROR_INVALID when it would turn the order of the cases,
 *   %REVIEW_ERROR_CONFLICT when the version exists
 */
gboolean
review_store_put_calibration (ReviewTx *tx,
                              const ReviewStoredCalibration *calibration,
                              const char *actor,
                              GError **error)
{
  g_autofree char *object = g_strconcat ("calibration:", calibration->model, NULL);
  ReviewAuditEntry entry = {
    .actor = actor, .action = "calibration_live", .object = object, .ref = calibration->version
  };

  if (!(calibration->a >= 0 && calibration->b >= 0) || !isfinite (calibration->a)
      || !isfinite (calibration->b) || !isfinite (calibration->c))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "calibration %s does not rise with the score", calibration->version);
      return FALSE;
    }
  return review_tx_exec (tx, error,
                         "UPDATE calibration SET state = 'retired' WHERE model = $1 "
                         "AND state = 'live'",
                         "s", calibration->model)
             >= 0
         && review_tx_exec (tx, error,
                            "INSERT INTO calibration (version, model, a, b, c, n, state, at, "
                            "by_account) VALUES ($1, $2, $3, $4, $5, $6, 'live', $7, $8)",
                            "ssdddiis", calibration->version, calibration->model, calibration->a,
                            calibration->b, calibration->c, calibration->n, review_tx_get_now (tx),
                            actor)
                == 1
         && review_audit_add (tx, &entry, error);
}

/**
 * review_store_load_live_calibration:
 * @model: version of a model
 *
 * Returns: (transfer full): its live calibration; %NULL with %REVIEW_ERROR_NOT_FOUND when it has
 *   none of its own and its artefact's counts
 */
ReviewStoredCalibration *
review_store_load_live_calibration (ReviewTx *tx, const char *model, GError **error)
{
  GError *local = NULL;
  ReviewStoredCalibration *self;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT version, model, a, b, c, n, at FROM calibration "
                       "WHERE model = $1 AND state = 'live'",
                       "s", model);

  if (rows == NULL)
    return NULL;
  if (!review_rows_next (rows, &local))
    {
      if (review_rows_end (error, local))
        g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "%s has no calibration apart",
                     model);
      return NULL;
    }
  self = review_stored_calibration_new ();
  self->version = review_rows_dup_text (rows, 0);
  self->model = review_rows_dup_text (rows, 1);
  self->a = review_rows_get_double (rows, 2);
  self->b = review_rows_get_double (rows, 3);
  self->c = review_rows_get_double (rows, 4);
  self->n = review_rows_get_int (rows, 5);
  self->at = review_rows_get_int (rows, 6);
  return self;
}
