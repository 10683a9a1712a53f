/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses as features: what they come to is a column like any other, a clause changes ROCA by being
 * published and trained on, and a model outlives every change of the SOP. */
#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "roca-fixture.h"

/* A fact that is no feature: the market. Only a clause can bring it to the model. */
#define MARKET_CLAUSE                                                                \
  "{\"id\":\"POA-9.1\",\"kind\":\"escalate\",\"title\":{\"en\":\"Market on watch\"," \
  "\"zh-CN\":\"重点关注市场\"},\"text\":{\"en\":\"x\",\"zh-CN\":\"x\"},"       \
  "\"applies_when\":{\"fact\":\"market\",\"op\":\"eq\",\"text\":\"SG\"}}"

typedef struct
{
  ReviewCatalog *catalog;
  ReviewPolicy *policy;
} Setup;

static void
set_up (Setup *self, gconstpointer data)
{
  self->catalog = fixture_poa_catalog ();
  self->policy = fixture_policy ("poa_check");
}

static void
tear_down (Setup *self, gconstpointer data)
{
  review_record_unref (self->catalog);
  review_record_unref (self->policy);
}

/* Another version of the SOP: with the clause on the market. */
static void
publish_market_clause (ReviewCatalog *catalog)
{
  ReviewSop *sop = (ReviewSop *) review_catalog_find_sop (catalog, "poa_check");
  g_autoptr (GError) error = NULL;
  ReviewClause *clause = review_decode (&review_clause_type, MARKET_CLAUSE, -1, &error);

  g_assert_no_error (error);
  g_ptr_array_add (sop->clauses, clause);
  g_free (sop->version);
  sop->version = g_strdup ("v4");
}

static RocaColumn *
find_column (const RocaSchema *schema, const char *id)
{
  int at = roca_schema_find (schema, id);

  return at >= 0 ? schema->columns->pdata[at] : NULL;
}

static double
value_of (const RocaSchema *schema, const RocaFeatures *features, const char *id)
{
  return roca_features_get_values (features)[roca_schema_find (schema, id)];
}

/* Met 1, not met 0, unknown missing; a clause that always stands and checks nothing has none. */
static void
test_columns (Setup *self, gconstpointer data)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (self->catalog, self->policy, "poa_check");
  g_autoptr (RocaSchema) bare = roca_schema_new (self->catalog, NULL, "poa_check");
  g_autoptr (ReviewIntake) old = fixture_poa_case (1, 120);
  g_autoptr (ReviewIntake) fresh = fixture_poa_case (1, 10);
  g_autoptr (RocaFeatures) a = roca_extract (schema, old, 0);
  g_autoptr (RocaFeatures) b = roca_extract (schema, fresh, 0);
  g_autoptr (RocaFeatures) c = roca_extract (bare, fresh, 0);

  g_assert_null (find_column (schema, "clause:POA-0.1"));
  g_assert_cmpstr (find_column (schema, "clause:POA-1.2")->name->en, ==, "Date of issue");
  g_assert_cmpint (find_column (schema, "clause:POA-1.2")->monotone, ==, -1);
  g_assert_cmpint (find_column (schema, "clause:POA-1.9")->monotone, ==, 1);
  g_assert_cmpint (find_column (schema, "clause:POA-4.1")->monotone, ==, 0);
  g_assert_cmpfloat_with_epsilon (value_of (schema, a, "clause:POA-1.2"), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_of (schema, b, "clause:POA-1.2"), 1, 1e-9);
  g_assert_true (isnan (value_of (schema, a, "clause:POA-1.9")));
  g_assert_cmpfloat_with_epsilon (value_of (schema, b, "clause:POA-4.1"), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (value_of (schema, a, "clause:POA-4.1"), 0, 1e-9);
  g_assert_true (isnan (value_of (bare, c, "clause:POA-1.2")));
  g_assert_cmpint (roca_features_get_answer (a, 1)->applies, ==, REVIEW_ANSWER_MET);
  g_assert_cmpint (roca_features_get_answer (a, 1)->answer, ==, REVIEW_ANSWER_NOT_MET);
}

/* In one of the markets most are forged. Nothing but the clause tells the market. */
static RocaModel *
train_on_markets (const Setup *self, const char *version, RocaTrainMetrics *ret_metrics)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (self->catalog, self->policy, "poa_check");
  g_autoptr (RocaMatrix) matrix = roca_matrix_new (schema);
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  RocaTrainOptions options = fixture_options ();
  RocaModel *model;

  for (guint i = 0; i < 400; i++)
    {
      double forged = g_rand_int_range (rand, 0, 3), age = g_rand_int_range (rand, 0, 200);
      gboolean watched = g_rand_boolean (rand);
      g_autoptr (ReviewIntake) intake = fixture_poa_case (forged, age);

      g_free (intake->external_id);
      intake->external_id = g_strdup_printf ("M-%04u", i);
      intake->market = g_strdup (watched ? "SG" : "JP");
      intake->truth = review_record_new (&review_truth_type);
      intake->truth->positive = g_rand_double (rand) < (watched ? 0.85 : 0.1);
      roca_matrix_add_case (matrix, schema, intake, 0);
    }
  bytes = roca_train (matrix, version, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  model = roca_model_load (bytes, &error);
  g_assert_no_error (error);
  roca_model_get_metrics (model, ret_metrics);
  return model;
}

static const ReviewSignal *
find_signal (const ReviewAssessment *a, const char *feature)
{
  for (guint i = 0; i < a->signals->len; i++)
    if (strcmp (((ReviewSignal *) a->signals->pdata[i])->feature, feature) == 0)
      return a->signals->pdata[i];
  return NULL;
}

static const ReviewStep *
find_step (const ReviewAssessment *a, const char *clause)
{
  for (guint i = 0; i < a->steps->len; i++)
    if (g_strcmp0 (((ReviewStep *) a->steps->pdata[i])->clause, clause) == 0)
      return a->steps->pdata[i];
  return NULL;
}

/* Path C: a clause is published, the model is trained again, and ROCA knows what it did not. */
static void
test_clause_changes_roca (Setup *self, gconstpointer data)
{
  RocaTrainMetrics before, after;
  g_autoptr (RocaModel) old = train_on_markets (self, "poa-old", &before);
  g_autoptr (ReviewIntake) intake = fixture_poa_case (1, 50);
  g_autoptr (RocaModel) trained = NULL;
  g_autoptr (ReviewAssessment) a = NULL;
  g_autoptr (ReviewAssessment) b = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewSignal *signal;

  intake->market = g_strdup ("SG");
  publish_market_clause (self->catalog);
  a = roca_assess (old, self->catalog, self->policy, intake, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (find_step (a, "POA-9.1"));
  g_assert_null (find_signal (a, "clause:POA-9.1"));
  trained = train_on_markets (self, "poa-new", &after);
  g_assert_cmpfloat (before.auc, <, 0.65);
  g_assert_cmpfloat (after.auc, >, 0.8);
  b = roca_assess (trained, self->catalog, self->policy, intake, 0, &error);
  g_assert_no_error (error);
  signal = find_signal (b, "clause:POA-9.1");
  g_assert_nonnull (signal);
  g_assert_cmpfloat (signal->contribution, >, 0.5);
  g_assert_cmpstr (signal->name->en, ==, "Market on watch");
  g_assert_cmpstr (signal->name->zh_cn, ==, "重点关注市场");
  g_assert_cmpstr (signal->display->en, ==, "applies");
  g_assert_true (signal->covered);
  g_assert_true (find_step (b, "POA-9.1")->decisive);
  g_assert_cmpfloat (b->risk, >, a->risk + 0.2);
}

/* The model goes on when its clause is gone (missing), and does not see one that came later. */
static void
test_model_outlives_sop (Setup *self, gconstpointer data)
{
  RocaTrainMetrics metrics;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (ReviewIntake) intake = fixture_poa_case (1, 50);
  g_autoptr (ReviewAssessment) with = NULL;
  g_autoptr (ReviewAssessment) without = NULL;
  g_autoptr (ReviewAssessment) other = NULL;
  g_autoptr (GError) error = NULL;
  ReviewSop *sop;

  publish_market_clause (self->catalog);
  model = train_on_markets (self, "poa-sop", &metrics);
  intake->market = g_strdup ("SG");
  with = roca_assess (model, self->catalog, self->policy, intake, 0, &error);
  g_assert_no_error (error);
  sop = (ReviewSop *) review_catalog_find_sop (self->catalog, "poa_check");
  g_ptr_array_set_size (sop->clauses, 3);
  without = roca_assess (model, self->catalog, self->policy, intake, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (find_signal (with, "clause:POA-9.1"));
  g_assert_true (without->risk > 0 && without->risk < 1);
  g_assert_null (find_signal (without, "clause:POA-9.1"));
  ((ReviewParameter *) self->policy->parameters->pdata[0])->value = 10;
  other = roca_assess (model, self->catalog, self->policy, intake, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_step (without, "POA-1.2")->answer, ==, REVIEW_ANSWER_MET);
  g_assert_cmpint (find_step (other, "POA-1.2")->answer, ==, REVIEW_ANSWER_NOT_MET);
}

/* A matrix of the schema of today is scored by a model of yesterday: columns go by name. */
static void
test_matrix_by_name (Setup *self, gconstpointer data)
{
  RocaTrainMetrics metrics;
  g_autoptr (RocaModel) model = train_on_markets (self, "poa-name", &metrics);
  g_autoptr (ReviewIntake) intake = fixture_poa_case (2, 80);
  g_autoptr (RocaSchema) before = roca_schema_new (self->catalog, self->policy, "poa_check");
  g_autoptr (RocaSchema) after = NULL;
  g_autoptr (RocaMatrix) narrow = NULL;
  g_autoptr (RocaMatrix) wide = NULL;
  double risks[2];

  intake->truth = review_record_new (&review_truth_type);
  narrow = roca_matrix_new (before);
  roca_matrix_add_case (narrow, before, intake, 0);
  publish_market_clause (self->catalog);
  after = roca_schema_new (self->catalog, self->policy, "poa_check");
  wide = roca_matrix_new (after);
  roca_matrix_add_case (wide, after, intake, 0);
  g_assert_cmpuint (roca_matrix_get_n_columns (wide), ==, roca_matrix_get_n_columns (narrow) + 1);
  g_assert_true (roca_model_score_matrix (model, narrow, &risks[0], NULL));
  g_assert_true (roca_model_score_matrix (model, wide, &risks[1], NULL));
  g_assert_cmpfloat_with_epsilon (risks[0], risks[1], 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Setup, NULL, set_up, func, tear_down)
  ADD ("/answers/columns", test_columns);
  ADD ("/answers/clause-changes-roca", test_clause_changes_roca);
  ADD ("/answers/model-outlives-sop", test_model_outlives_sop);
  ADD ("/answers/matrix-by-name", test_matrix_by_name);
  return g_test_run ();
}
