/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a case type, read once and routed by two policies. */
#define G_LOG_DOMAIN "review-server"
#include "review-replay.h"

#include "hub-backtest.h"
#include "review-error.h"
#include "review-store-cases.h"
#include "review-store-measure.h"
#include "roca-assess.h"

typedef struct
{
  ReviewService *service;
  const RocaModel *model;
  gint64 since;
  HubBacktest *test;
  GHashTable *trained; /* external id to RocaTrainedRow */
  GHashTable *drawn;   /* case id to double: pi, where it is below 1 */
  const char *case_id; /* being read */
  ReviewTruth *truth;  /* (owned) (nullable): of case_id */
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->test, hub_backtest_free);
  g_clear_pointer (&self->trained, g_hash_table_unref);
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_pointer (&self->truth, review_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
read_drawn (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->drawn = review_store_list_pi (tx, roca_model_get_case_type (job->model), error);
  return job->drawn != NULL;
}

static gboolean
read_truth (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (GError) local = NULL;

  g_clear_pointer (&job->truth, review_record_unref);
  job->truth = review_store_load_truth (tx, job->case_id, &local);
  if (local == NULL || g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What became known, as review_sample_read() would count it. */
static HubReplayTruth
describe_truth (const Job *job, gint64 at)
{
  const ReviewTruth *truth = job->truth;
  const double *drawn = g_hash_table_lookup (job->drawn, job->case_id);
  HubReplayTruth known = { .pi = drawn != NULL ? *drawn : 1, .at = at };

  if (truth == NULL)
    return known;
  known.known =
      truth->maturity != REVIEW_MATURITY_PROVISIONAL && truth->nature != REVIEW_NATURE_UNFIT;
  known.positive = truth->positive;
  known.cluster = truth->cluster_id;
  return known;
}

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Job *job = user_data;
  gint64 at = values->as_of != 0 ? values->as_of : values->opened_at;
  const RocaTrainedRow *row = g_hash_table_lookup (job->trained, values->external_id);
  g_autoptr (ReviewAssessment) assessment = NULL;
  g_autoptr (RocaFacts) said = NULL;
  HubFacts facts = { .intake = values, .more = roca_facts_get };
  HubReplayTruth known;
  HubCase item;

  job->case_id = case_id;
  if (at < job->since)
    return TRUE;
  assessment = roca_assess_with_facts (job->model, review_service_get_catalog (job->service),
                                       review_service_get_policy (job->service), values,
                                       values->as_of, &said, error);
  if (assessment == NULL
      || !review_store_read (review_service_get_store (job->service), read_truth, job, error))
    return FALSE;
  if (row != NULL)
    assessment->risk = roca_model_calibrate (job->model, row->out_of_fold);
  facts.as_of = assessment->as_of;
  facts.more_data = said;
  hub_case_init (&item, &facts, assessment);
  known = describe_truth (job, at);
  return hub_backtest_add (job->test, &item, &known, error);
}

static GHashTable *
index_trained (const RocaModel *model)
{
  GHashTable *rows = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *trained = roca_model_list_trained (model);

  for (guint i = 0; i < trained->len; i++)
    g_hash_table_insert (rows, ((RocaTrainedRow *) trained->pdata[i])->id, trained->pdata[i]);
  return rows;
}

/**
 * review_replay:
 * @model: whose risks are replayed: out of fold for what it was trained on
 * @tried: against the policy in force
 * @external_ids: (nullable): only these cases
 * @since: µs; cases whose evidence ends before it are left out. 0: the whole history
 * @error: NOT_FOUND when there is no case
 *
 * Routes the history of the model's case type by both policies. Nothing is stored.
 *
 * Returns: (transfer full): what differs; see hub_backtest_finish()
 */
ReviewBacktest *
review_replay (ReviewService *service,
               const RocaModel *model,
               const ReviewPolicy *tried,
               const char *const *external_ids,
               gint64 since,
               GError **error)
{
  const char *case_type = roca_model_get_case_type (model);
  g_auto (Job) job = { .service = service, .model = model, .since = since };
  ReviewCaseFilter filter = { case_type, external_ids, FALSE };
  ReviewStore *store = review_service_get_store (service);
  g_autoptr (ReviewBacktest) result = NULL;

  job.trained = index_trained (model);
  job.test = hub_backtest_new (review_service_get_policy (service), tried, case_type);
  if (!review_store_read (store, read_drawn, &job, error)
      || !review_store_each_case (store, &filter, add_case, &job, error))
    return NULL;
  result = hub_backtest_finish (job.test);
  if (result->cases > 0)
    return g_steal_pointer (&result);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no case of %s to replay",
               case_type);
  return NULL;
}
