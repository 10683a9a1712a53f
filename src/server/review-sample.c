/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled cases with their scores. What was trained on is known by external id; everything that
 * proves something reads such a case by the score of the models that never saw it. */
#define G_LOG_DOMAIN "review-server"
#include "review-sample.h"

#include <math.h>

#include "review-error.h"
#include "review-store-cases.h"
#include "review-store-measure.h"

typedef struct
{
  const char *case_type;
  RocaSchema *schema;
  RocaMatrix *matrix;
  GHashTable *drawn;   /* case id to double: pi, where it is below 1 */
  GArray *pi;          /* double */
  GArray *times;       /* gint64 */
  GPtrArray *clusters; /* char * */
  ReviewSample *sample;
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->schema, roca_schema_free);
  g_clear_pointer (&self->matrix, roca_matrix_free);
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_pointer (&self->pi, g_array_unref);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  g_clear_pointer (&self->sample, review_sample_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
read_drawn (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->drawn = review_store_list_pi (tx, job->case_type, error);
  return job->drawn != NULL;
}

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const ReviewTruth *truth = values->truth;
  const double *drawn = g_hash_table_lookup (job->drawn, case_id);
  double pi = drawn != NULL ? *drawn : 1;
  gint64 at = values->as_of != 0 ? values->as_of : values->opened_at;

  if (truth->maturity == REVIEW_MATURITY_PROVISIONAL)
    job->sample->provisional++;
  else if (truth->nature == REVIEW_NATURE_UNFIT)
    job->sample->unfit++;
  else
    {
      roca_matrix_add_case (job->matrix, job->schema, values, values->as_of);
      g_array_append_val (job->pi, pi);
      g_array_append_val (job->times, at);
      g_ptr_array_add (job->clusters,
                       g_strdup (truth->cluster_id != NULL ? truth->cluster_id : ""));
    }
  return TRUE;
}

static gboolean
check_found (const Job *job, GError **error)
{
  const ReviewSample *sample = job->sample;

  if (roca_matrix_get_n_rows (job->matrix) > 0)
    return TRUE;
  if (sample->asked > 0)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND,
                 "none of the %u ids is a case of %s with known truth", sample->asked,
                 job->case_type);
  else
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND,
                 "there is no case of %s with known truth", job->case_type);
  return FALSE;
}

/* Takes over what the job gathered. */
static void
fill_cases (Job *job)
{
  ReviewSample *sample = job->sample;
  guint n = roca_matrix_get_n_rows (job->matrix);

  sample->n = n;
  sample->ids = g_new0 (char *, n + 1);
  sample->positives = g_new (guint8, n);
  sample->risks = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      gint64 at = g_array_index (job->times, gint64, i);

      sample->ids[i] = g_strdup (roca_matrix_get_id (job->matrix, i));
      sample->positives[i] = roca_matrix_get_positive (job->matrix, i) ? 1 : 0;
      sample->bad += sample->positives[i];
      sample->since = i == 0 ? at : MIN (sample->since, at);
      sample->until = MAX (sample->until, at);
    }
  g_ptr_array_add (job->clusters, NULL);
  sample->clusters = (char **) g_ptr_array_free (g_steal_pointer (&job->clusters), FALSE);
  sample->pi = (double *) (void *) g_array_free (g_steal_pointer (&job->pi), FALSE);
  sample->times = (gint64 *) (void *) g_array_free (g_steal_pointer (&job->times), FALSE);
}

/* Scores of the training rows are replaced by those of the models that were not trained on them. */
static void
take_out_of_fold (ReviewSample *sample, const RocaModel *model, ReviewScores scores)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *trained = roca_model_list_trained (model);

  for (guint i = 0; i < trained->len; i++)
    g_hash_table_insert (rows, ((RocaTrainedRow *) trained->pdata[i])->id, trained->pdata[i]);
  for (guint i = 0; i < sample->n; i++)
    {
      const RocaTrainedRow *row = g_hash_table_lookup (rows, sample->ids[i]);

      if (row == NULL)
        continue;
      sample->trained++;
      if (scores != REVIEW_SCORES_OUT_OF_FOLD)
        continue;
      sample->risks[i] = roca_model_calibrate (model, row->out_of_fold);
      sample->out_of_fold++;
    }
}

/**
 * review_sample_read:
 * @model: whose risks; its case type says which cases
 * @external_ids: (nullable): only these cases; %NULL: all
 * @scores: what a case gets that the model was trained on
 * @error: NOT_FOUND when there is no case with known truth; INVALID when model and data differ
 *
 * pi is 1 for truth that did not come from a review of a drawn case. Such truths about automatic
 * decisions (appeals of blocks, chargebacks of passes) name errors more often than successes, so
 * that counting them whole speaks against a certificate, never for it.
 *
 * Returns: (transfer full): the sample; %NULL on error
 */
ReviewSample *
review_sample_read (ReviewService *service,
                    const RocaModel *model,
                    const char *const *external_ids,
                    ReviewScores scores,
                    GError **error)
{
  gint64 begun = g_get_monotonic_time ();
  g_auto (Job) job = { .case_type = roca_model_get_case_type (model),
                       .pi = g_array_new (FALSE, FALSE, sizeof (double)),
                       .times = g_array_new (FALSE, FALSE, sizeof (gint64)),
                       .clusters = g_ptr_array_new_with_free_func (g_free),
                       .sample = g_new0 (ReviewSample, 1) };
  ReviewCaseFilter filter = { job.case_type, external_ids, TRUE };
  ReviewStore *store = review_service_get_store (service);

  job.sample->asked = external_ids != NULL ? g_strv_length ((char **) external_ids) : 0;
  job.schema = roca_schema_new (review_service_get_catalog (service),
                                review_service_get_policy (service), job.case_type);
  job.matrix = roca_matrix_new (job.schema);
  if (!roca_model_check_schema (model, job.schema, error)
      || !review_store_read (store, read_drawn, &job, error)
      || !review_store_each_case (store, &filter, add_case, &job, error)
      || !check_found (&job, error))
    return NULL;
  fill_cases (&job);
  if (!roca_model_score_matrix (model, job.matrix, job.sample->risks, error))
    return NULL;
  take_out_of_fold (job.sample, model, scores);
  job.sample->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  return g_steal_pointer (&job.sample);
}

void
review_sample_free (ReviewSample *self)
{
  g_strfreev (self->ids);
  g_free (self->risks);
  g_free (self->positives);
  g_free (self->pi);
  g_strfreev (self->clusters);
  g_free (self->times);
  g_free (self);
}

/**
 * review_sample_as_hub:
 *
 * Returns: the sample as the Hub reads it; valid as long as @self is
 */
HubSample
review_sample_as_hub (const ReviewSample *self)
{
  return (HubSample){ self->risks, self->positives, self->pi, (const char *const *) self->clusters,
                      self->n };
}
