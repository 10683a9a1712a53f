/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a labelled sample to the certificate of both thresholds, with what people were measured to
 * find. */
#define G_LOG_DOMAIN "review-server"
#include "review-proof.h"

#include <math.h>

#include "review-store-measure.h"

typedef struct
{
  const char *case_type;
  HubSensitivity *people;
} Count;

static gboolean
count_found (ReviewTx *tx, gpointer user_data, GError **error)
{
  Count *count = user_data;

  return review_store_count_found (tx, count->case_type, &count->people->found,
                                   &count->people->seen, error);
}

/**
 * review_proof_measure_people:
 * @ret_people: (out): how many truly bad gold and QA cases people were given, and how many of
 *   them they found; nothing seen where there are no such labels yet
 */
gboolean
review_proof_measure_people (ReviewService *service,
                             const char *case_type,
                             HubSensitivity *ret_people,
                             GError **error)
{
  Count count = { case_type, ret_people };

  return review_store_read (review_service_get_store (service), count_found, &count, error);
}

static void
sign (ReviewCertificate *certificate, const RocaModel *model, const ReviewSample *sample)
{
  certificate->model = g_strdup (roca_model_get_version (model));
  certificate->calibration = g_strdup (roca_model_get_calibration (model));
  certificate->since = sample->since;
  certificate->until = sample->until;
}

/**
 * review_proof_make:
 * @sample: with out-of-fold scores for what the model was trained on
 * @delta: probability with which either certificate may be wrong, together
 * @ret_proof: (out): clear with review_proof_clear()
 * @error: INVALID names what is wrong
 */
gboolean
review_proof_make (ReviewService *service,
                   const RocaModel *model,
                   const ReviewSample *sample,
                   double delta,
                   ReviewProof *ret_proof,
                   GError **error)
{
  HubSample labels = review_sample_as_hub (sample);
  const ReviewTypePolicy *policy = review_policy_find_type (review_service_get_policy (service),
                                                            roca_model_get_case_type (model));
  HubTargets targets;

  *ret_proof = (ReviewProof){ { 0, 0 }, NULL, NULL };
  hub_targets_init (&targets);
  targets.delta = delta;
  targets.cut = policy != NULL ? policy->verdict_cut : NAN;
  if (!review_proof_measure_people (service, roca_model_get_case_type (model), &ret_proof->people,
                                    error)
      || !hub_certify (&labels, &ret_proof->people, &targets, &ret_proof->pass, &ret_proof->block,
                       error))
    return FALSE;
  sign (ret_proof->pass, model, sample);
  sign (ret_proof->block, model, sample);
  return TRUE;
}

static char **
list_trained (const RocaModel *model)
{
  GPtrArray *trained = roca_model_list_trained (model);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < trained->len; i++)
    g_strv_builder_add (ids, ((RocaTrainedRow *) trained->pdata[i])->id);
  return g_strv_builder_end (ids);
}

/**
 * review_proof_read_training:
 *
 * Returns: (transfer full): the cases that @model was trained on, by out-of-fold scores
 */
ReviewSample *
review_proof_read_training (ReviewService *service, const RocaModel *model, GError **error)
{
  g_auto (GStrv) ids = list_trained (model);

  return review_sample_read (service, model, (const char *const *) ids, REVIEW_SCORES_OUT_OF_FOLD,
                             error);
}

void
review_proof_clear (ReviewProof *self)
{
  g_clear_pointer (&self->pass, review_record_unref);
  g_clear_pointer (&self->block, review_record_unref);
}

/**
 * review_proof_report_certificate:
 * @certificate: (nullable): %NULL is null
 *
 * Adds the certificate as an object in which every member has its place.
 */
void
review_proof_report_certificate (ReviewReport *report,
                                 const char *name,
                                 const ReviewCertificate *certificate)
{
  if (certificate == NULL)
    {
      review_report_add_text (report, name, NULL);
      return;
    }
  review_report_open (report, name);
  review_report_add_number (report, "lambda", certificate->lambda);
  review_report_add_int (report, "n", certificate->n);
  review_report_add_int (report, "k", certificate->k);
  review_report_add_number (report, "target", certificate->target);
  review_report_add_number (report, "bound", certificate->bound);
  review_report_add_number (report, "delta", certificate->delta);
  review_report_add_number (report, "sensitivity", certificate->sensitivity);
  review_report_add_flag (report, "sensitivity_measured", certificate->sensitivity_measured);
  review_report_add_time (report, "since", certificate->since);
  review_report_add_time (report, "until", certificate->until);
  review_report_add_text (report, "model", certificate->model);
  review_report_add_text (report, "calibration", certificate->calibration);
  if (isnan (certificate->lambda) && certificate->more > 0)
    review_report_add_int (report, "more", certificate->more);
  else
    review_report_add_text (report, "more", NULL);
  review_report_close (report);
}
