/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joins what is pure (roca, hub) with what is kept (the store's live models) into the assessor
 * of the service. A type without a live model has no assessment, never an invented one. */
#define G_LOG_DOMAIN "review-server"
#include "review-agent.h"

#include <math.h>

#include "hub-policy.h"
#include "hub-route.h"
#include "review-store-calibration.h"
#include "review-hub-cache.h"
#include "review-replay.h"
#include "review-store-models.h"
#include "roca-assess.h"

struct _ReviewAgent
{
  ReviewStore *store; /* (borrowed) */
  GMutex lock;
  GHashTable *models; /* case type → RocaModel, or NULL: there is none */
  ReviewHubCache *cache;
};

typedef struct
{
  const char *case_type;
  ReviewStoredModel *stored;            /* (owned) (nullable) */
  ReviewStoredCalibration *calibration; /* (owned) (nullable): NULL: the artefact's counts */
} Load;

static void
free_model (gpointer model)
{
  if (model != NULL)
    roca_model_unref (model);
}

/**
 * review_agent_new:
 * @store: (transfer none): whose live models are used; outlives this
 *
 * Returns: (transfer full): without any model loaded
 */
ReviewAgent *
review_agent_new (ReviewStore *store)
{
  ReviewAgent *self = g_new0 (ReviewAgent, 1);

  self->store = store;
  self->cache = review_hub_cache_new ();
  g_mutex_init (&self->lock);
  self->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_model);
  return self;
}

/**
 * review_agent_free:
 */
void
review_agent_free (ReviewAgent *self)
{
  review_hub_cache_free (self->cache);
  g_hash_table_unref (self->models);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * review_agent_reload:
 *
 * Forgets the models, so that the next assessment uses what is live then.
 */
void
review_agent_reload (ReviewAgent *self)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove_all (self->models);
  g_mutex_unlock (&self->lock);
}

static gboolean
load_stored (ReviewTx *tx, gpointer user_data, GError **error)
{
  Load *load = user_data;
  g_autoptr (GError) local = NULL;

  load->stored = review_store_load_live_model (tx, load->case_type, &local);
  if (load->stored != NULL)
    load->calibration = review_store_load_live_calibration (tx, load->stored->version, &local);
  if (local == NULL || g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static RocaModel *
make_model (const Load *load, GError **error)
{
  g_autoptr (RocaModel) model = roca_model_load (load->stored->artefact, error);
  const ReviewStoredCalibration *stored = load->calibration;

  if (model == NULL)
    return NULL;
  if (g_strcmp0 (roca_model_get_case_type (model), load->case_type) != 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "model %s is for %s, not for %s",
                   load->stored->version, roca_model_get_case_type (model), load->case_type);
      return NULL;
    }
  if (stored != NULL
      && !roca_model_set_calibration (model, stored->version,
                                      &(RocaCalibration){ stored->a, stored->b, stored->c }, error))
    return NULL;
  return g_steal_pointer (&model);
}

/**
 * review_agent_load_model:
 * @error: CORRUPT when the live model's artefact fails its check or is of another type
 *
 * Returns: (transfer full) (nullable): the live model of the type with its live calibration, for
 *   the caller alone; %NULL without an error when there is none
 */
RocaModel *
review_agent_load_model (ReviewAgent *self, const char *case_type, GError **error)
{
  Load load = { .case_type = case_type };
  g_autoptr (ReviewStoredModel) stored = NULL;
  g_autoptr (ReviewStoredCalibration) calibration = NULL;
  gboolean ok = review_store_read (self->store, load_stored, &load, error);

  stored = load.stored;
  calibration = load.calibration;
  return ok && stored != NULL ? make_model (&load, error) : NULL;
}

/**
 * review_agent_dup_model:
 * @error: CORRUPT when the live model's artefact fails its check
 *
 * Returns: (transfer full) (nullable): the live model of the type; %NULL without an error when
 *   there is none
 */
RocaModel *
review_agent_dup_model (ReviewAgent *self, const char *case_type, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gpointer model;
  g_autoptr (GError) local = NULL;

  if (!g_hash_table_lookup_extended (self->models, case_type, NULL, &model))
    {
      model = review_agent_load_model (self, case_type, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_hash_table_insert (self->models, g_strdup (case_type), model);
    }
  return model != NULL ? roca_model_ref (model) : NULL;
}

static ReviewAssessment *
assess (gpointer self,
        const ReviewIntake *values,
        const ReviewPolicy *policy,
        const ReviewCatalog *catalog,
        double draw,
        GError **error)
{
  g_autoptr (RocaModel) model = review_agent_dup_model (self, values->type, error);
  g_autoptr (ReviewAssessment) assessment = NULL;
  g_autoptr (RocaFacts) said = NULL;
  HubFacts facts = { .intake = values, .more = roca_facts_get };

  if (model == NULL)
    return NULL;
  assessment = roca_assess_with_facts (model, catalog, policy, values, values->as_of, &said, error);
  if (assessment == NULL)
    return NULL;
  facts.as_of = assessment->as_of;
  facts.more_data = said;
  hub_route_intake (policy, &facts, draw,
                    review_clock_now (review_store_get_clock (((ReviewAgent *) self)->store)),
                    assessment);
  return g_steal_pointer (&assessment);
}

typedef struct
{
  const ReviewCatalog *catalog;
  const ReviewPolicy *policy;
  GHashTable *schemas; /* case type → RocaSchema, made when asked for */
} Schemas;

static gboolean
has_feature (const char *case_type, const char *feature, gpointer user_data)
{
  Schemas *self = user_data;
  RocaSchema *schema = g_hash_table_lookup (self->schemas, case_type);

  if (schema == NULL)
    {
      schema = roca_schema_new (self->catalog, self->policy, case_type);
      g_hash_table_insert (self->schemas, g_strdup (case_type), schema);
    }
  return roca_schema_find (schema, feature) >= 0;
}

static gboolean
check_policy (gpointer self,
              const ReviewPolicy *policy,
              const ReviewCatalog *catalog,
              GError **error)
{
  g_autoptr (GHashTable) schemas =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) roca_schema_free);
  Schemas known = { catalog, policy, schemas };
  HubPolicyContext context = { catalog, has_feature, &known };

  return hub_policy_check (policy, &context, error);
}

static gboolean
check_features (gpointer self,
                const ReviewIntake *values,
                const ReviewCatalog *catalog,
                GError **error)
{
  return roca_check_supplied (catalog, values, error);
}

/* What rules may ask of a case that ROCA did not assess: its features and clauses all the same. */
typedef struct
{
  RocaSchema *schema;
  RocaFeatures *features;
} Columns;

static gboolean
get_column (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Columns *columns = user_data;
  int column = roca_schema_find (columns->schema, name);
  double value = column >= 0 ? roca_features_get_values (columns->features)[column] : NAN;

  *ret_fact = (ReviewFact){ value, NULL };
  return !isnan (value);
}

static void
route (gpointer self,
       const ReviewIntake *values,
       const ReviewPolicy *policy,
       const ReviewCatalog *catalog,
       double draw,
       ReviewAssessment *assessment)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (catalog, policy, values->type);
  /* The case as it is, whatever its agent says that it read of it. */
  gint64 as_of = values->as_of != 0 ? values->as_of : roca_intake_as_of (values);
  g_autoptr (RocaFeatures) features = roca_extract (schema, values, as_of);
  Columns columns = { schema, features };
  const HubFacts facts = {
    .intake = values, .as_of = as_of, .more = get_column, .more_data = &columns
  };

  hub_route_intake (policy, &facts, draw,
                    review_clock_now (review_store_get_clock (((ReviewAgent *) self)->store)),
                    assessment);
}

static ReviewHubView *
describe (gpointer self, ReviewService *service, const char *case_type, GError **error)
{
  GError *local = NULL;
  g_autoptr (RocaModel) model = review_agent_dup_model (self, case_type, &local);

  if (local == NULL)
    return review_hub_cache_describe (((ReviewAgent *) self)->cache, service, case_type, model,
                                      error);
  g_propagate_error (error, local);
  return NULL;
}

static ReviewBacktest *
backtest (gpointer self,
          ReviewService *service,
          const char *case_type,
          const ReviewBacktestRequest *request,
          GError **error)
{
  GError *local = NULL;
  g_autoptr (RocaModel) model = review_agent_dup_model (self, case_type, &local);

  if (model != NULL)
    return review_replay (service, model, request->policy, NULL, request->since, error);
  if (local == NULL)
    g_set_error (&local, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "%s has no trained model", case_type);
  g_propagate_error (error, local);
  return NULL;
}

/* What the extractors read, as the model would get it. */
static GPtrArray *
list_features (gpointer self,
               const ReviewIntake *values,
               const ReviewPolicy *policy,
               const ReviewCatalog *catalog)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (catalog, policy, values->type);
  gint64 as_of = values->as_of != 0 ? values->as_of : roca_intake_as_of (values);
  g_autoptr (RocaFeatures) features = roca_extract (schema, values, as_of);
  GPtrArray *list = review_records_new ();

  for (guint i = 0; i < schema->columns->len; i++)
    {
      ReviewFeatureValue *one = review_record_new (&review_feature_value_type);

      one->name = g_strdup (((const RocaColumn *) schema->columns->pdata[i])->id);
      one->value = roca_features_get_values (features)[i];
      g_ptr_array_add (list, one);
    }
  return list;
}

static void
models_changed (gpointer self)
{
  review_agent_reload (self);
}

/**
 * review_agent_get_assessor:
 *
 * Returns: what review_service_set_assessor() takes; valid as long as @self
 */
ReviewAssessor
review_agent_get_assessor (ReviewAgent *self)
{
  return (ReviewAssessor){ .assess = assess,
                           .self = self,
                           .check_policy = check_policy,
                           .check_features = check_features,
                           .route = route,
                           .describe = describe,
                           .backtest = backtest,
                           .models_changed = models_changed,
                           .list_features = list_features };
}
