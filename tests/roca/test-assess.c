/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA says: it adds up, it cites what is there, it names what is missing, it admits where no
 * clause covers it, and it says the same in both languages. */
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-codec.h"
#include "review-error.h"
#include "roca-fixture.h"

static const ReviewStep *
find_step (const ReviewAssessment *a, const char *clause)
{
  for (guint i = 0; i < a->steps->len; i++)
    {
      const ReviewStep *step = a->steps->pdata[i];

      if (g_strcmp0 (step->clause, clause) == 0)
        return step;
    }
  return NULL;
}

static const ReviewEvidence *
find_row (const ReviewIntake *intake, const char *label)
{
  for (guint i = 0; i < intake->evidence->len; i++)
    if (g_strcmp0 (((ReviewEvidence *) intake->evidence->pdata[i])->label, label) == 0)
      return intake->evidence->pdata[i];
  return NULL;
}

/* Everything that has to hold for any assessment of any case. */
static void
check_assessment (const ReviewAssessment *a, const ReviewIntake *intake)
{
  double sum = a->base + a->rest;
  guint raising = 0, lowering = 0;

  for (guint i = 0; i < a->signals->len; i++)
    {
      const ReviewSignal *signal = a->signals->pdata[i];

      sum += signal->contribution;
      raising += signal->contribution > 0 ? 1 : 0;
      lowering += signal->contribution < 0 ? 1 : 0;
      g_assert_false (isnan (signal->value));
      g_assert_true (signal->display->en[0] != '\0' && signal->display->zh_cn[0] != '\0');
      for (guint e = 0; signal->evidence != NULL && signal->evidence[e] != NULL; e++)
        g_assert_nonnull (find_row (intake, signal->evidence[e]));
    }
  g_assert_cmpfloat_with_epsilon (sum, a->raw_score, 1e-4);
  g_assert_cmpuint (raising, <=, ROCA_MAX_RAISING);
  g_assert_cmpuint (lowering, <=, ROCA_MAX_LOWERING);
  g_assert_cmpint (a->verdict, ==,
                   a->risk >= a->verdict_cut ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS);
  for (guint i = 0; i < a->steps->len; i++)
    {
      const ReviewStep *step = a->steps->pdata[i];

      g_assert_cmpint (step->n, ==, i + 1);
      g_assert_true (g_utf8_validate (step->claim->en, -1, NULL));
      g_assert_cmpstr (step->claim->en, !=, step->claim->zh_cn);
      g_assert_null (strstr (step->claim->en, "%s"));
      g_assert_null (strchr (step->claim->zh_cn, ';'));
      g_assert_false (step->no_clause && step->clause != NULL);
      if (step->answer == REVIEW_ANSWER_UNKNOWN)
        g_assert_true (step->missing != NULL || step->clause != NULL);
      for (guint c = 0; c < step->citations->len; c++)
        {
          const ReviewCitation *citation = step->citations->pdata[c];
          const ReviewEvidence *row = find_row (intake, citation->evidence);

          g_assert_nonnull (row);
          g_assert_cmpint (row->at, <=, a->as_of);
          g_assert_nonnull (citation->field);
          g_assert_cmpstr (citation->value, ==, review_fields_get (row->fields, citation->field));
        }
    }
  g_assert_cmpuint (a->steps->len, >, 0);
}

/* A type without extractor: supplied features, clauses over them, no evidence needed. */
static void
test_supplied (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) bad = fixture_poa_case (3, 120);
  g_autoptr (ReviewIntake) good = fixture_poa_case (0, 10);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, bad);
  g_autoptr (ReviewAssessment) b = fixture_poa_assess (self, good);

  check_assessment (a, bad);
  check_assessment (b, good);
  g_assert_cmpint (a->verdict, ==, REVIEW_VERDICT_BLOCK);
  g_assert_cmpint (b->verdict, ==, REVIEW_VERDICT_PASS);
  g_assert_cmpfloat (a->risk, >, b->risk + 0.4);
  g_assert_cmpstr (a->model, ==, "poa-1");
  g_assert_cmpstr (a->calibration, ==, "beta/poa-1");
  g_assert_cmpstr (a->policy, ==, "r9");
  g_assert_cmpstr (a->sop_version, ==, "v3");
  g_assert_cmpfloat_with_epsilon (a->verdict_cut, 0.4, 1e-9);
}

/* Met, not met, unknown with the missing field; standing clauses say nothing. */
static void
test_answers (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) old = fixture_poa_case (3, 120);
  g_autoptr (ReviewIntake) fresh = fixture_poa_case (0, 10);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, old);
  g_autoptr (ReviewAssessment) b = fixture_poa_assess (self, fresh);
  const ReviewStep *date = find_step (a, "POA-1.2");
  const ReviewStep *reuse = find_step (a, "POA-1.9");

  g_assert_cmpint (date->answer, ==, REVIEW_ANSWER_NOT_MET);
  g_assert_cmpint (date->direction, ==, REVIEW_DIRECTION_RAISES);
  g_assert_nonnull (strstr (date->claim->en, "120 days"));
  g_assert_nonnull (strstr (date->claim->en, "limit 90 days"));
  g_assert_nonnull (strstr (date->claim->zh_cn, "120 天"));
  g_assert_cmpuint (date->citations->len, ==, 1);
  date = find_step (b, "POA-1.2");
  g_assert_cmpint (date->answer, ==, REVIEW_ANSWER_MET);
  g_assert_cmpint (date->direction, ==, REVIEW_DIRECTION_LOWERS);
  g_assert_cmpint (reuse->answer, ==, REVIEW_ANSWER_UNKNOWN);
  g_assert_cmpstr (reuse->missing[0], ==, "reused_scan");
  g_assert_nonnull (strstr (reuse->claim->en, "reused_scan"));
  g_assert_null (find_step (a, "POA-0.1"));
}

/* The ask clause asks about the answer of another clause. */
static void
test_ask (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) fresh = fixture_poa_case (0, 10);
  g_autoptr (ReviewIntake) dateless = fixture_poa_case (0, NAN);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, fresh);
  g_autoptr (ReviewAssessment) b = fixture_poa_assess (self, dateless);
  const ReviewStep *last = a->steps->pdata[a->steps->len - 1];
  const ReviewAsk *ask;

  g_assert_cmpuint (a->asks->len, ==, 1);
  ask = a->asks->pdata[0];
  g_assert_cmpstr (ask->code, ==, "address_doc_new");
  g_assert_cmpstr (ask->clause, ==, "POA-4.1");
  g_assert_cmpstr (ask->text->zh_cn, ==, "更换地址证明");
  g_assert_cmpint (last->kind, ==, REVIEW_STEP_RULE);
  g_assert_cmpstr (last->clause, ==, "POA-4.1");
  g_assert_nonnull (strstr (last->claim->en, "Another proof of address"));
  g_assert_nonnull (strstr (last->claim->en, "nearest threshold"));
  g_assert_nonnull (strstr (last->claim->zh_cn, "认可地址"));
  g_assert_cmpint (find_step (b, "POA-1.2")->answer, ==, REVIEW_ANSWER_UNKNOWN);
  g_assert_cmpstr (find_step (b, "POA-1.2")->missing[0], ==, "document_age_days");
}

/* Forgery decides, and no clause speaks of forgery: the chain says so. Once one does, it does not. */
static void
test_no_clause (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) bad = fixture_poa_case (3, 20);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, bad);
  g_autoptr (ReviewAssessment) b = NULL;
  const char *covers[] = { "forgery_signs", NULL };
  ReviewSop *sop = (ReviewSop *) review_catalog_find_sop (self->catalog, "poa_check");
  const ReviewStep *gap = NULL;

  for (guint i = 0; i < a->steps->len; i++)
    if (((ReviewStep *) a->steps->pdata[i])->no_clause)
      gap = a->steps->pdata[i];
  g_assert_nonnull (gap);
  g_assert_true (gap->decisive);
  g_assert_null (gap->clause);
  g_assert_cmpstr (gap->features[0], ==, "forgery_signs");
  g_assert_cmpint (gap->kind, ==, REVIEW_STEP_FACT);
  ((ReviewClause *) sop->clauses->pdata[1])->covers = g_strdupv ((char **) covers);
  b = fixture_poa_assess (self, bad);
  for (guint i = 0; i < b->steps->len; i++)
    g_assert_false (((ReviewStep *) b->steps->pdata[i])->no_clause);
}

/* Facts stand on both sides of the verdict. */
static void
test_for_and_against (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) mixed = fixture_poa_case (3, 2);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, mixed);
  gboolean raises = FALSE, lowers = FALSE;

  check_assessment (a, mixed);
  for (guint i = 0; i + 1 < a->steps->len; i++)
    {
      const ReviewStep *step = a->steps->pdata[i];

      raises |= step->direction == REVIEW_DIRECTION_RAISES;
      lowers |= step->direction == REVIEW_DIRECTION_LOWERS;
    }
  g_assert_true (raises);
  g_assert_true (lowers);
}

static void
test_refusals (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) withdrawal = fixture_withdrawal ();
  g_autoptr (ReviewIntake) poa = fixture_poa_case (1, 1);
  g_autoptr (ReviewPolicy) other = fixture_policy ("ato");
  g_autoptr (ReviewPolicy) both = fixture_policy ("withdrawal_anomaly");
  g_autoptr (GError) error = NULL;

  g_assert_null (roca_assess (self->model, self->catalog, other, poa, 0, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (roca_assess (self->model, self->catalog, both, withdrawal, 0, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

/* Numbers that no float holds are bad evidence, not missing ones: no assessment at all. */
static void
test_absurd (FixturePoa *self, gconstpointer data)
{
  const double absurd[] = { 1e300, -1e300 };

  for (guint i = 0; i < G_N_ELEMENTS (absurd); i++)
    {
      g_autoptr (ReviewIntake) intake = fixture_poa_case (absurd[i], 60);
      g_autoptr (GError) error = NULL;

      g_assert_null (roca_assess (self->model, self->catalog, self->policy, intake, 0, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "forgery_signs"));
    }
}

static void
test_pure (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (2, 60);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, intake);
  g_autoptr (ReviewAssessment) b = fixture_poa_assess (self, intake);
  g_autofree char *one = NULL, *two = NULL;

  a->id = g_strdup ("x");
  b->id = g_strdup ("x");
  a->case_id = g_strdup ("c");
  b->case_id = g_strdup ("c");
  one = review_encode (a);
  two = review_encode (b);
  g_assert_cmpstr (one, ==, two);
}

/* The withdrawal type, trained on random cases: the chain cites rows and stays before as_of. */
static void
test_withdrawal (void)
{
  static const char json[] =
      "{\"sops\":[{\"id\":\"s\",\"case_type\":\"withdrawal_anomaly\",\"version\":\"v1\","
      "\"clauses\":[{\"id\":\"WD-2.1\",\"kind\":\"check\",\"title\":{\"en\":\"Amount\","
      "\"zh-CN\":\"金额\"},\"text\":{\"en\":\"a\",\"zh-CN\":\"a\"},"
      "\"applies_when\":{\"fact\":\"amount_to_median_90d\",\"op\":\"gt\",\"param\":"
      "\"amount_ratio\"},\"met_when\":{\"fact\":\"periodic_match\",\"op\":\"eq\",\"number\":1},"
      "\"met_lowers\":true},"
      "{\"id\":\"WD-3.2\",\"kind\":\"block\",\"text\":{\"en\":\"b\",\"zh-CN\":\"b\"},"
      "\"applies_when\":{\"fact\":\"destination_lookalike\",\"op\":\"eq\",\"number\":1}},"
      "{\"id\":\"WD-3.3\",\"kind\":\"escalate\",\"text\":{\"en\":\"c\",\"zh-CN\":\"c\"},"
      "\"applies_when\":{\"fact\":\"exposure_direct\",\"op\":\"eq\",\"number\":1}}]}]}";
  g_autoptr (ReviewCatalog) catalog = review_decode (&review_catalog_type, json, -1, NULL);
  g_autoptr (ReviewPolicy) policy = fixture_policy ("withdrawal_anomaly");
  g_autoptr (RocaSchema) schema = roca_schema_new (catalog, NULL, "withdrawal_anomaly");
  g_autoptr (RocaMatrix) matrix = roca_matrix_new (schema);
  g_autoptr (ReviewIntake) intake = fixture_withdrawal ();
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (ReviewAssessment) a = NULL;
  g_autoptr (ReviewAssessment) early = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewStep *step;

  for (guint seed = 0; seed < 120; seed++)
    {
      g_autoptr (ReviewIntake) one = fixture_random_case (seed);

      one->truth = review_record_new (&review_truth_type);
      one->truth->positive = one->evidence->len % 2 == 0;
      roca_matrix_add_case (matrix, schema, one, 0);
    }
  bytes = roca_train (matrix, "wd-1", &options, NULL, NULL, &error);
  g_assert_no_error (error);
  model = roca_model_load (bytes, &error);
  a = roca_assess (model, catalog, policy, intake, 0, &error);
  g_assert_no_error (error);
  check_assessment (a, intake);
  step = find_step (a, "WD-2.1");
  g_assert_cmpint (step->answer, ==, REVIEW_ANSWER_NOT_MET);
  g_assert_nonnull (strstr (step->claim->en, "60×"));
  g_assert_cmpstr (((ReviewCitation *) step->citations->pdata[0])->field, ==, "amount_ref");
  g_assert_cmpstr (((ReviewCitation *) step->citations->pdata[0])->value, ==, "18000");
  step = find_step (a, "WD-3.2");
  g_assert_cmpint (step->answer, ==, REVIEW_ANSWER_MET);
  g_assert_true (step->decisive);
  step = find_step (a, "WD-3.3");
  g_assert_cmpint (step->answer, ==, REVIEW_ANSWER_UNKNOWN);
  g_assert_cmpstr (step->missing[0], ==, "exposure_direct");
  step = a->steps->pdata[a->steps->len - 1];
  g_assert_cmpstr (step->clause, ==, "WD-3.2");
  early = roca_assess (model, catalog, policy, intake, T0 + 60 * REVIEW_DAY, &error);
  check_assessment (early, intake);
  g_assert_cmpint (find_step (early, "WD-3.2")->answer, ==, REVIEW_ANSWER_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define POA(name, func) \
  g_test_add (name, FixturePoa, NULL, fixture_poa_set_up, func, fixture_poa_tear_down)
  POA ("/assess/supplied", test_supplied);
  POA ("/assess/answers", test_answers);
  POA ("/assess/ask", test_ask);
  POA ("/assess/no-clause", test_no_clause);
  POA ("/assess/for-and-against", test_for_and_against);
  POA ("/assess/refusals", test_refusals);
  POA ("/assess/absurd", test_absurd);
  POA ("/assess/pure", test_pure);
  g_test_add_func ("/assess/withdrawal", test_withdrawal);
  return g_test_run ();
}
