/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A candidate beside the live model, on the labelled cases that the live one was not trained on: what
 * came since, the blind audits among it. Where the candidate was trained on a case, its score is that
 * of the models that did not see it. */
#define G_LOG_DOMAIN "review-server"
#include "review-candidate.h"

#include <math.h>
#include <string.h>

#include "hub-facts.h"
#include "loop-candidate.h"
#include "review-service-models.h"
#include "review-store-cases.h"
#include "review-store-measure.h"

#define LEVEL  0.9  /* two-sided: 5 % for "worse" and for "better" */
#define MARGIN 0.05 /* of the live model's loss: so much worse counts as alike */
/* A market with fewer cases, or fewer of a kind, guards nothing. */
#define LEAST_CASES 40
#define LEAST_KIND  8

typedef struct
{
  gboolean positive;
  gboolean in_slice;
  double pi;
  guint cluster;
  const char *market; /* (interned) (nullable) */
  double risks[2];    /* of the live model and the candidate */
} Row;

typedef struct
{
  const ReviewPolicy *policy;
  const RocaModel *live; /* (nullable) */
  const RocaModel *candidate;
  const ReviewCondition *slice; /* (nullable) */
  RocaSchema *schema;
  RocaMatrix *matrix;
  GHashTable *drawn;    /* case id to double */
  GHashTable *clusters; /* id to its number and 1 */
  GPtrArray *ids;       /* char *: source, newline, external id of each row */
  GArray *rows;         /* Row */
} Bench;

static void
bench_clear (Bench *self)
{
  g_clear_pointer (&self->schema, roca_schema_free);
  g_clear_pointer (&self->matrix, roca_matrix_free);
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_pointer (&self->clusters, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

/* A case as the slice's condition asks of it. */
typedef struct
{
  HubFacts facts;
  const ReviewPolicy *policy;
  const RocaSchema *schema;
  const double *values;
} Asked;

static gboolean
get_feature (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Asked *asked = user_data;
  int column = roca_schema_find (asked->schema, name);

  *ret_fact = (ReviewFact){ column >= 0 ? asked->values[column] : NAN, NULL };
  return !isnan (ret_fact->number);
}

static gboolean
get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  return hub_facts_get (name, ret_fact, &((Asked *) user_data)->facts);
}

static gboolean
get_parameter (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  *ret_fact = (ReviewFact){ NAN, NULL };
  return review_policy_get_parameter (((Asked *) user_data)->policy, name, &ret_fact->number);
}

static gboolean
is_in_slice (const Bench *self, const ReviewIntake *values, const double *features)
{
  Asked asked = {
    { values, values->as_of, get_feature, NULL }, self->policy, self->schema, features
  };
  const ReviewFacts facts = { get_fact, get_parameter, &asked };

  asked.facts.more_data = &asked;
  return self->slice != NULL
         && review_condition_evaluate (self->slice, &facts, NULL) == REVIEW_ANSWER_MET;
}

static guint
number_cluster (Bench *self, const char *cluster)
{
  guint next = self->rows->len;
  gpointer number;

  if (cluster == NULL || *cluster == '\0')
    return next;
  if (g_hash_table_lookup_extended (self->clusters, cluster, NULL, &number))
    return GPOINTER_TO_UINT (number);
  g_hash_table_insert (self->clusters, g_strdup (cluster), GUINT_TO_POINTER (next));
  return next;
}

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Bench *self = user_data;
  const ReviewTruth *truth = values->truth;
  g_autoptr (RocaFeatures) features = NULL;
  const double *drawn;
  Row row = { 0 };

  if (truth->maturity == REVIEW_MATURITY_PROVISIONAL || truth->nature == REVIEW_NATURE_UNFIT
      || (self->live != NULL
          && roca_model_find_trained (self->live, values->source, values->external_id) != NULL))
    return TRUE;
  features = roca_extract (self->schema, values, values->as_of);
  drawn = g_hash_table_lookup (self->drawn, case_id);
  row.positive = truth->positive;
  row.pi = drawn != NULL ? *drawn : 1;
  row.market = g_intern_string (values->market);
  row.in_slice = is_in_slice (self, values, roca_features_get_values (features));
  row.cluster = number_cluster (self, truth->cluster_id);
  roca_matrix_add_from (self->matrix, values->source, values->external_id, NULL, FALSE,
                        roca_features_get_values (features));
  g_ptr_array_add (self->ids, g_strconcat (values->source, "\n", values->external_id, NULL));
  g_array_append_val (self->rows, row);
  return TRUE;
}

static gboolean
read_drawn (ReviewTx *tx, gpointer user_data, GError **error)
{
  Bench *self = user_data;

  self->drawn = review_store_list_pi (tx, roca_model_get_case_type (self->candidate), error);
  return self->drawn != NULL;
}

static gboolean
score (Bench *self, const RocaModel *model, int which, GError **error)
{
  g_autofree double *risks = g_new (double, self->rows->len + 1);

  if (!roca_model_score_matrix (model, self->matrix, risks, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *name = self->ids->pdata[i];
      const char *end = strchr (name, '\n');
      g_autofree char *source = g_strndup (name, (gsize) (end - name));
      const RocaTrainedRow *row = roca_model_find_trained (model, source, end + 1);

      g_array_index (self->rows, Row, i).risks[which] =
          row != NULL ? roca_model_calibrate (model, row->out_of_fold) : risks[i];
    }
  return TRUE;
}

typedef gboolean (*Chooser) (const Row *row, const char *name);

static gboolean
choose_all (const Row *row, const char *name)
{
  return TRUE;
}

static gboolean
choose_slice (const Row *row, const char *name)
{
  return row->in_slice;
}

static gboolean
choose_audit (const Row *row, const char *name)
{
  return row->pi < 1;
}

static gboolean
choose_market (const Row *row, const char *name)
{
  return g_strcmp0 (row->market, name) == 0;
}

/* The chosen rows, compared. Clusters keep their numbers only relative to each other: those below n
 * are what loop_compare() takes. */
static void
compare (const Bench *self, Chooser chooser, const char *name, StatsComparison *ret)
{
  guint all = self->rows->len + 1, n = 0;
  g_autofree double *live = g_new (double, all);
  g_autofree double *candidate = g_new (double, all);
  g_autofree double *pi = g_new (double, all);
  g_autofree guint8 *positives = g_new (guint8, all);
  g_autofree guint *clusters = g_new (guint, all);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i + 1 < all; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      gpointer number;

      if (!chooser (row, name))
        continue;
      if (!g_hash_table_lookup_extended (numbers, GUINT_TO_POINTER (row->cluster), NULL, &number))
        g_hash_table_insert (numbers, GUINT_TO_POINTER (row->cluster),
                             number = GUINT_TO_POINTER (n));
      live[n] = row->risks[0];
      candidate[n] = row->risks[1];
      pi[n] = row->pi;
      positives[n] = row->positive ? 1 : 0;
      clusters[n++] = GPOINTER_TO_UINT (number);
    }
  loop_compare (&(LoopPair){ { live, candidate }, positives, pi, clusters, n }, LEVEL, ret);
}

/* A guard holds a candidate back only where it is surely worse. */
static void
add_guard (const Bench *self, GPtrArray *list, const char *name, Chooser chooser, const char *key)
{
  StatsComparison c;

  compare (self, chooser, key, &c);
  if (c.n < LEAST_CASES || c.positives < LEAST_KIND || c.n - c.positives < LEAST_KIND)
    return;
  g_ptr_array_add (list, review_model_comparison_of (name, &c, !(c.gain.high < 0)));
}

static void
add_markets (const Bench *self, GPtrArray *list)
{
  g_autoptr (GPtrArray) markets = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *market = g_array_index (self->rows, Row, i).market;

      if (market != NULL && !g_ptr_array_find (markets, market, NULL))
        g_ptr_array_add (markets, (gpointer) market);
    }
  for (guint i = 0; i < markets->len; i++)
    {
      g_autofree char *name = g_strconcat ("market:", (char *) markets->pdata[i], NULL);

      add_guard (self, list, name, choose_market, markets->pdata[i]);
    }
}

static GPtrArray *
compare_all (const Bench *self, gboolean *ret_passed)
{
  GPtrArray *list = review_records_new ();
  StatsComparison c;

  compare (self, choose_all, NULL, &c);
  g_ptr_array_add (
      list, review_model_comparison_of ("all", &c, stats_comparison_is_not_worse (&c, MARGIN)));
  if (self->slice != NULL)
    {
      compare (self, choose_slice, NULL, &c);
      g_ptr_array_add (list, review_model_comparison_of ("slice", &c, c.gain.low > 0));
    }
  add_guard (self, list, "audit", choose_audit, NULL);
  add_markets (self, list);
  *ret_passed = TRUE;
  for (guint i = 0; i < list->len; i++)
    *ret_passed = *ret_passed && ((ReviewModelComparison *) list->pdata[i])->passed;
  return list;
}

/**
 * review_candidate_compare:
 * @live: (nullable): %NULL: the type has none, and the candidate has nothing to be held against
 * @slice: (nullable): what the candidate is meant to do better
 * @ret_passed: (out): the gate: overall not worse with confidence, better on the slice, and on no
 *   guard slice (the blind audits, each market that has enough cases) surely worse
 *
 * Returns: (transfer full) (element-type ReviewModelComparison): the comparisons, all cases first;
 *   none without a live model; %NULL on error
 */
GPtrArray *
review_candidate_compare (ReviewService *service,
                          const RocaModel *live,
                          const RocaModel *candidate,
                          const ReviewCondition *slice,
                          gboolean *ret_passed,
                          GError **error)
{
  ReviewStore *store = review_service_get_store (service);
  const char *case_type = roca_model_get_case_type (candidate);
  ReviewCaseFilter filter = { case_type, NULL, TRUE };
  g_auto (Bench) bench = { .policy = review_service_get_policy (service),
                           .live = live,
                           .candidate = candidate,
                           .slice = slice };

  *ret_passed = live == NULL;
  if (live == NULL)
    return review_records_new ();
  bench.schema = roca_schema_new (review_service_get_catalog (service), bench.policy, case_type);
  bench.matrix = roca_matrix_new (bench.schema);
  bench.clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  bench.ids = g_ptr_array_new_with_free_func (g_free);
  bench.rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (!review_store_read (store, read_drawn, &bench, error)
      || !review_store_each_case (store, &filter, add_case, &bench, error)
      || !score (&bench, live, 0, error) || !score (&bench, candidate, 1, error))
    return NULL;
  return compare_all (&bench, ret_passed);
}
