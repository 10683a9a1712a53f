/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a type's cases once and scores them in one matrix, so that any policy can be tried on
 * them. Evidence is not kept, but for the rows that gates themselves read. */
#define G_LOG_DOMAIN "review-server"
#include "review-history.h"

#include <math.h>
#include <string.h>

#include "review-store-cases.h"
#include "review-store-measure.h"
#include "roca-answers.h"

typedef struct
{
  const char *case_type;
  gint64 since;
  ReviewHistory *history; /* (owned) */
  RocaMatrix *matrix;     /* (owned): what the model has to score */
  GHashTable *drawn;      /* (owned): case id → pi, where it is below 1 */
  GHashTable *seen;       /* (owned): case ids with a truth */
} Job;

static void
clear_job (Job *self)
{
  g_clear_pointer (&self->history, review_history_free);
  g_clear_pointer (&self->matrix, roca_matrix_free);
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

static void
free_case (gpointer data)
{
  ReviewPastCase *self = data;

  review_record_unref (self->values);
  review_record_unref (self->said);
  g_free (self);
}

/* What hub-facts.c reads, and nothing that would keep a history of evidence in memory. */
static ReviewIntake *
keep_values (const ReviewIntake *values)
{
  ReviewIntake *kept = review_record_copy (values);

  g_clear_pointer (&kept->features, g_ptr_array_unref);
  g_clear_pointer (&kept->evidence, g_ptr_array_unref);
  kept->evidence = review_records_new ();
  for (guint i = 0; values->evidence != NULL && i < values->evidence->len; i++)
    {
      ReviewEvidence *row = values->evidence->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_SCREENING || row->kind == REVIEW_EVIDENCE_PROFILE)
        g_ptr_array_add (kept->evidence, review_record_ref (row));
    }
  return kept;
}

static void
add_row (Job *job, const ReviewIntake *values)
{
  g_autoptr (RocaFeatures) features = roca_extract (job->history->schema, values, values->as_of);
  const ReviewTruth *truth = values->truth;

  roca_matrix_add (job->matrix, values->external_id, truth != NULL ? truth->cluster_id : NULL,
                   truth != NULL && truth->positive, roca_features_get_values (features));
  g_array_append_vals (job->history->features, roca_features_get_values (features),
                       roca_features_get_n (features));
}

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const ReviewTruth *truth = values->truth;
  const double *drawn = g_hash_table_lookup (job->drawn, case_id);
  gint64 at = values->as_of != 0 ? values->as_of : values->opened_at;
  ReviewPastCase *one;

  if (truth != NULL)
    g_hash_table_add (job->seen, g_strdup (case_id));
  else if (g_hash_table_contains (job->seen, case_id))
    return TRUE;
  if (at < job->since)
    return TRUE;
  one = g_new0 (ReviewPastCase, 1);
  one->values = keep_values (values);
  one->said = review_record_new (&review_assessment_type);
  one->schema = job->history->schema;
  one->known = truth != NULL && truth->maturity != REVIEW_MATURITY_PROVISIONAL
               && truth->nature != REVIEW_NATURE_UNFIT;
  one->positive = one->known && truth->positive;
  one->pi = drawn != NULL ? *drawn : 1;
  one->at = at;
  g_ptr_array_add (job->history->cases, one);
  add_row (job, values);
  return TRUE;
}

static gboolean
read_drawn (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->drawn = review_store_list_pi (tx, job->case_type, error);
  return job->drawn != NULL;
}

static void
fill_case (ReviewHistory *self, const RocaModel *model, guint i, double risk, double cut)
{
  ReviewPastCase *one = self->cases->pdata[i];

  one->features = &g_array_index (self->features, double, (gsize) i * self->schema->columns->len);
  one->said->risk = risk;
  one->said->as_of = one->values->as_of;
  one->said->verdict = risk >= cut ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS;
  one->said->agent = g_strdup (REVIEW_AGENT_ROCA);
  one->said->model = g_strdup (roca_model_get_version (model));
  one->said->calibration = g_strdup (roca_model_get_calibration (model));
  self->labels += one->known ? 1 : 0;
  self->since = i == 0 ? one->at : MIN (self->since, one->at);
  self->until = MAX (self->until, one->at);
}

/* The risk of a training case is that of the models that never saw it. */
static gboolean
score (Job *job, const RocaModel *model, double cut, GError **error)
{
  ReviewHistory *self = job->history;
  g_autofree double *risks = g_new (double, self->cases->len + 1);

  if (self->cases->len > 0 && !roca_model_score_matrix (model, job->matrix, risks, error))
    return FALSE;
  for (guint i = 0; i < self->cases->len; i++)
    {
      const ReviewIntake *values = ((ReviewPastCase *) self->cases->pdata[i])->values;
      const RocaTrainedRow *row =
          roca_model_find_trained (model, values->source, values->external_id);

      fill_case (self, model, i,
                 row != NULL ? roca_model_calibrate (model, row->out_of_fold) : risks[i], cut);
    }
  return TRUE;
}

/**
 * review_history_read:
 * @model: whose risks; its case type says which cases
 * @external_ids: (nullable): only these cases
 * @since: µs; cases before it are left out; 0: none is
 * @error: INVALID when model and data do not fit, NOT_FOUND when no policy speaks of the type
 *
 * Returns: (transfer full): every case once
 */
ReviewHistory *
review_history_read (ReviewService *service,
                     const RocaModel *model,
                     const char *const *external_ids,
                     gint64 since,
                     GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (service);
  g_auto (Job) job = { .case_type = roca_model_get_case_type (model), .since = since };
  const ReviewTypePolicy *type = review_policy_find_type (policy, job.case_type);
  ReviewCaseFilter filter = { job.case_type, external_ids, TRUE };
  ReviewStore *store = review_service_get_store (service);

  if (type == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no policy for %s",
                   job.case_type);
      return NULL;
    }
  job.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job.history = g_new0 (ReviewHistory, 1);
  job.history->cases = g_ptr_array_new_with_free_func (free_case);
  job.history->schema =
      roca_schema_new (review_service_get_catalog (service), policy, job.case_type);
  if (!roca_model_fit_schema (model, job.history->schema, error))
    return NULL;
  job.matrix = roca_matrix_new (job.history->schema);
  job.history->features = g_array_new (FALSE, FALSE, sizeof (double));
  if (!review_store_read (store, read_drawn, &job, error)
      || !review_store_each_case (store, &filter, add_case, &job, error))
    return NULL;
  filter.with_truth = FALSE;
  if (!review_store_each_case (store, &filter, add_case, &job, error)
      || !score (&job, model, type->verdict_cut, error))
    return NULL;
  return g_steal_pointer (&job.history);
}

void
review_history_free (ReviewHistory *self)
{
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->features, g_array_unref);
  g_clear_pointer (&self->schema, roca_schema_free);
  g_free (self);
}

static gboolean
get_feature (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const ReviewPastCase *self = user_data;
  int column = roca_schema_find (self->schema, name);

  *ret_fact = (ReviewFact){ column >= 0 ? self->features[column] : NAN, NULL };
  return !isnan (ret_fact->number);
}

/**
 * review_past_case_answer:
 * @schema: over another policy, with the columns of the history's own
 * @ret_features: (out): a value per column; has to outlive @ret_case
 * @ret_case: (out): @self under that policy; borrows from it
 *
 * Answers the clauses again, with the policy's own parameters, so that the fact `clause:ID` is what
 * it would be. The risk stays as it was scored: what a model was trained on is known only out of
 * fold, and another parameter is another answer, not another model.
 */
void
review_past_case_answer (const ReviewPastCase *self,
                         const RocaSchema *schema,
                         double *ret_features,
                         ReviewPastCase *ret_case)
{
  g_autoptr (GArray) answers = NULL;

  memcpy (ret_features, self->features, schema->columns->len * sizeof (double));
  answers = roca_schema_answer (schema, self->values, ret_features);
  *ret_case = *self;
  ret_case->schema = schema;
  ret_case->features = ret_features;
}

/**
 * review_past_case_fill:
 * @facts: (out): lives as long as @ret_item is used
 * @ret_item: (out): the case as hub_route() takes it, neither drawn for an audit nor dated
 */
void
review_past_case_fill (const ReviewPastCase *self, HubFacts *facts, HubCase *ret_item)
{
  *facts = (HubFacts){ self->values, self->values->as_of, get_feature, (gpointer) self };
  hub_case_init (ret_item, facts, self->said);
}
