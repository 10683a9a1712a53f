/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled cases with their scores. What was trained on is known by source and id; everything that
 * proves something reads such a case by the score of the models that never saw it. */
#define G_LOG_DOMAIN "review-server"
#include "review-sample.h"

#include <math.h>
#include <string.h>

#include "hub-route.h"
#include "review-error.h"
#include "review-store-cases.h"
#include "review-store-measure.h"

typedef struct
{
  const char *case_type;
  const RocaModel *model;
  ReviewScores scores;
  GHashTable *drawn; /* case id to double: pi, where it is below 1 */
  RocaSchema *schema;
  RocaMatrix *matrix;  /* cases that the model has to score */
  GArray *rows;        /* guint: their places in the sample */
  GPtrArray *ids;      /* char * */
  GPtrArray *clusters; /* char * */
  GArray *positives;   /* guint8 */
  GArray *seen;        /* guint8 */
  GArray *risks;       /* double */
  GArray *pi;          /* double */
  GArray *forced;      /* guint8 */
  const ReviewPolicy *policy;
  HubRules *rules; /* of the policy and type */
  GArray *times;   /* gint64 */
  ReviewSample *sample;
} Job;

static void
job_init (Job *self)
{
  self->case_type = roca_model_get_case_type (self->model);
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->clusters = g_ptr_array_new_with_free_func (g_free);
  self->positives = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->seen = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->risks = g_array_new (FALSE, FALSE, sizeof (double));
  self->pi = g_array_new (FALSE, FALSE, sizeof (double));
  self->forced = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sample = g_new0 (ReviewSample, 1);
}

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_pointer (&self->schema, roca_schema_free);
  g_clear_pointer (&self->matrix, roca_matrix_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  g_clear_pointer (&self->positives, g_array_unref);
  g_clear_pointer (&self->seen, g_array_unref);
  g_clear_pointer (&self->risks, g_array_unref);
  g_clear_pointer (&self->pi, g_array_unref);
  g_clear_pointer (&self->forced, g_array_unref);
  g_clear_pointer (&self->rules, hub_rules_free);
  g_clear_pointer (&self->times, g_array_unref);
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

/* A case that the model was trained on needs no features where its out-of-fold score is asked for;
 * the others wait for the model, in the matrix. */
static double
score_case (Job *job, const ReviewIntake *values)
{
  const RocaTrainedRow *row =
      roca_model_find_trained (job->model, values->source, values->external_id);
  guint8 seen = row != NULL ? 1 : 0;
  guint place = job->risks->len;

  job->sample->trained += seen;
  g_array_append_val (job->seen, seen);
  if (row != NULL && job->scores == REVIEW_SCORES_OUT_OF_FOLD)
    {
      job->sample->out_of_fold++;
      return roca_model_calibrate (job->model, row->out_of_fold);
    }
  roca_matrix_add_case (job->matrix, job->schema, values, values->as_of);
  g_array_append_val (job->rows, place);
  return NAN;
}

/* A case whose features are computed when a rule first asks for one. */
typedef struct
{
  const RocaSchema *schema;
  const ReviewIntake *values;
  RocaFeatures *features; /* (owned) (nullable) */
} Asked;

static gboolean
get_feature (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  Asked *asked = user_data;
  int column = roca_schema_find (asked->schema, name);

  *ret_fact = (ReviewFact){ NAN, NULL };
  if (column < 0)
    return FALSE;
  if (asked->features == NULL)
    asked->features = roca_extract (asked->schema, asked->values, asked->values->as_of);
  ret_fact->number = roca_features_get_values (asked->features)[column];
  return !isnan (ret_fact->number);
}

static guint8
find_forced (const Job *job, const ReviewIntake *values, double risk)
{
  const ReviewTypePolicy *type = review_policy_find_type (job->policy, job->case_type);
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
  Asked asked = { job->schema, values, NULL };
  HubFacts facts = { values, values->as_of, get_feature, &asked };
  g_auto (HubRoute) route = { 0 };
  HubCase item;

  said->risk = risk;
  said->verdict =
      type != NULL && risk >= type->verdict_cut ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS;
  hub_case_init (&item, &facts, said);
  item.rules = job->rules;
  hub_route (job->policy, &item, &route);
  g_clear_pointer (&asked.features, roca_features_free);
  if (!isnan (route.threshold) || strcmp (route.reason, "no_policy") == 0)
    return REVIEW_FORCED_NOT;
  return route.gates->act == REVIEW_VERDICT_BLOCK ? REVIEW_FORCED_BLOCK : REVIEW_FORCED_HUMAN;
}

static void
add_labelled (Job *job, const char *case_id, const ReviewIntake *values)
{
  const char *cluster = values->truth->cluster_id;
  const double *drawn = g_hash_table_lookup (job->drawn, case_id);
  double pi = drawn != NULL ? *drawn : 1, risk = score_case (job, values);
  guint8 positive = values->truth->positive ? 1 : 0, forced = find_forced (job, values, risk);
  gint64 at = values->as_of != 0 ? values->as_of : values->opened_at;
  ReviewSample *sample = job->sample;

  g_ptr_array_add (job->ids, g_strdup (values->external_id));
  g_ptr_array_add (job->clusters, g_strdup (cluster != NULL ? cluster : ""));
  g_array_append_val (job->positives, positive);
  g_array_append_val (job->risks, risk);
  g_array_append_val (job->pi, pi);
  g_array_append_val (job->forced, forced);
  g_array_append_val (job->times, at);
  sample->since = sample->n == 0 ? at : MIN (sample->since, at);
  sample->until = MAX (sample->until, at);
  sample->bad += positive;
  sample->n++;
}

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Job *job = user_data;

  if (values->truth->maturity == REVIEW_MATURITY_PROVISIONAL)
    job->sample->provisional++;
  else if (values->truth->nature == REVIEW_NATURE_UNFIT)
    job->sample->unfit++;
  else
    add_labelled (job, case_id, values);
  return TRUE;
}

static gboolean
check_found (const Job *job, GError **error)
{
  const ReviewSample *sample = job->sample;

  if (sample->n > 0)
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

static gboolean
score_waiting (Job *job, GError **error)
{
  g_autofree double *risks = g_new (double, MAX (job->rows->len, 1));

  if (!roca_model_score_matrix (job->model, job->matrix, risks, error))
    return FALSE;
  for (guint i = 0; i < job->rows->len; i++)
    g_array_index (job->risks, double, g_array_index (job->rows, guint, i)) = risks[i];
  return TRUE;
}

static gpointer
take (GArray **array)
{
  return g_array_free (g_steal_pointer (array), FALSE);
}

static char **
take_texts (GPtrArray **array)
{
  g_ptr_array_add (*array, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (array), FALSE);
}

static ReviewSample *
finish (Job *job)
{
  ReviewSample *sample = g_steal_pointer (&job->sample);

  sample->ids = take_texts (&job->ids);
  sample->clusters = take_texts (&job->clusters);
  sample->positives = take (&job->positives);
  sample->seen = take (&job->seen);
  sample->risks = take (&job->risks);
  sample->pi = take (&job->pi);
  sample->forced = take (&job->forced);
  sample->times = take (&job->times);
  return sample;
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
  g_auto (Job) job = { .model = model, .scores = scores };
  ReviewCaseFilter filter = { roca_model_get_case_type (model), external_ids, TRUE };
  ReviewStore *store = review_service_get_store (service);
  ReviewSample *sample;

  job_init (&job);
  job.sample->asked = external_ids != NULL ? g_strv_length ((char **) external_ids) : 0;
  job.schema = roca_schema_new (review_service_get_catalog (service),
                                review_service_get_policy (service), job.case_type);
  job.matrix = roca_matrix_new (job.schema);
  job.policy = review_service_get_policy (service);
  job.rules = hub_rules_new (job.policy, job.case_type, NULL);
  if (!roca_model_check_schema (model, job.schema, error)
      || !review_store_read (store, read_drawn, &job, error)
      || !review_store_each_case (store, &filter, add_case, &job, error)
      || !check_found (&job, error) || !score_waiting (&job, error))
    return NULL;
  sample = finish (&job);
  sample->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  return sample;
}

void
review_sample_free (ReviewSample *self)
{
  g_strfreev (self->ids);
  g_free (self->risks);
  g_free (self->positives);
  g_free (self->seen);
  g_free (self->pi);
  g_strfreev (self->clusters);
  g_free (self->forced);
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
                      self->n,     self->forced };
}
