/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reasoning chain is more than the bars in prose: it names the strongest fact against the
 * conclusion, what the model does not read, ROCA's own record, and what would turn the verdict. */
#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "roca-fixture.h"

static void
set_value (ReviewIntake *intake, const char *name, double value)
{
  for (guint i = 0; i < intake->features->len; i++)
    {
      ReviewFeatureValue *feature = intake->features->pdata[i];

      if (strcmp (feature->name, name) == 0)
        feature->value = value;
    }
}

/* Applied to the case, the changes give the other verdict and the risk that was promised; without
 * the last of them they do not. */
static void
check_change (FixturePoa *self, double forged, double age)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (forged, age);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, intake);
  g_autoptr (ReviewAssessment) b = NULL;
  GPtrArray *changes = a->counterfactual->changes;

  g_test_message ("%g signs, %g days, risk %g: %s", forged, age, a->risk,
                  a->counterfactual->text->en);
  g_assert_cmpuint (changes->len, >=, 1);
  g_assert_cmpuint (changes->len, <=, 2);
  for (guint i = 0; i < changes->len; i++)
    {
      const ReviewSignalChange *change = changes->pdata[i];
      g_autoptr (ReviewAssessment) partial = NULL;

      g_assert_nonnull (strstr (a->counterfactual->text->en, change->to_display->en));
      g_assert_nonnull (strstr (a->counterfactual->text->zh_cn, change->to_display->zh_cn));
      if (i == 1)
        {
          partial = fixture_poa_assess (self, intake);
          g_assert_cmpint (partial->verdict, ==, a->verdict);
        }
      set_value (intake, change->feature, change->to);
    }
  b = fixture_poa_assess (self, intake);
  g_assert_cmpint (b->verdict, !=, a->verdict);
  g_assert_cmpfloat_with_epsilon (b->risk, a->counterfactual->risk, 1e-6);
}

static void
test_change (FixturePoa *self, gconstpointer data)
{
  check_change (self, 3, 120);
  check_change (self, 0, 10);
  check_change (self, 2, 150);
  check_change (self, 1, 60);
}

/* A change is never proposed against the direction that the trade demands. */
static void
test_change_is_plausible (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (3, 120);
  g_autoptr (ReviewAssessment) free_a = fixture_poa_assess (self, intake);
  g_autoptr (ReviewAssessment) bound = NULL;

  for (guint i = 0; i < self->catalog->features->len; i++)
    ((ReviewFeatureDef *) self->catalog->features->pdata[i])->monotone = -1;
  bound = fixture_poa_assess (self, intake);
  for (guint i = 0; i < free_a->counterfactual->changes->len; i++)
    {
      const ReviewSignalChange *change = free_a->counterfactual->changes->pdata[i];

      g_assert_cmpfloat (change->to, <, change->from);
    }
  for (guint i = 0; i < bound->counterfactual->changes->len; i++)
    {
      const ReviewSignalChange *change = bound->counterfactual->changes->pdata[i];

      g_assert_cmpfloat (change->to, >, change->from);
    }
}

/* Nothing of a case without a single value can change. */
static void
test_no_change (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (1, 1);
  g_autoptr (ReviewAssessment) a = NULL;

  g_ptr_array_set_size (intake->features, 0);
  a = fixture_poa_assess (self, intake);
  g_assert_cmpuint (a->counterfactual->changes->len, ==, 0);
  g_assert_true (isnan (a->counterfactual->risk));
  g_assert_cmpstr (a->counterfactual->text->en, !=, a->counterfactual->text->zh_cn);
}

/* Exactly one step is marked as the strongest against, and it is the strongest. */
static void
test_against (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (3, 2);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, intake);
  const ReviewSignal *strongest = NULL;
  guint marked = 0;

  g_assert_cmpint (a->verdict, ==, REVIEW_VERDICT_BLOCK);
  for (guint i = 0; strongest == NULL && i < a->signals->len; i++)
    if (((ReviewSignal *) a->signals->pdata[i])->contribution < 0)
      strongest = a->signals->pdata[i];
  g_assert_nonnull (strongest);
  for (guint i = 0; i < a->steps->len; i++)
    {
      const ReviewStep *step = a->steps->pdata[i];

      if (!step->against)
        continue;
      marked++;
      g_assert_cmpint (step->direction, ==, REVIEW_DIRECTION_LOWERS);
      g_assert_true (g_strv_contains ((const char *const *) step->features, strongest->feature));
    }
  g_assert_cmpuint (marked, ==, 1);
}

/* The record is counted on training cases with the same verdict, near this risk. */
static void
test_record (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) sure = fixture_poa_case (3, 190);
  g_autoptr (ReviewIntake) unsure = fixture_poa_case (2, 80);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, sure);
  g_autoptr (ReviewAssessment) b = fixture_poa_assess (self, unsure);
  const ReviewAssessment *both[] = { a, b };
  RocaRecord too_few;

  for (guint k = 0; k < 2; k++)
    {
      const ReviewTrackRecord *record = both[k]->record;
      gboolean said = FALSE;

      g_assert_nonnull (record);
      g_assert_cmpint (record->n, >=, 30);
      g_assert_cmpint (record->n, <=, 200);
      g_assert_cmpfloat (record->low, <=, (double) record->wrong / (double) record->n);
      g_assert_cmpfloat (record->high, >=, (double) record->wrong / (double) record->n);
      if (both[k]->verdict == REVIEW_VERDICT_BLOCK)
        g_assert_cmpfloat (record->risk_low, >=, both[k]->verdict_cut);
      else
        g_assert_cmpfloat (record->risk_high, <, both[k]->verdict_cut);
      for (guint i = 0; i < both[k]->steps->len; i++)
        said |=
            strstr (((ReviewStep *) both[k]->steps->pdata[i])->claim->en, "ROCA's record") != NULL;
      g_assert_true (said);
    }
  g_assert_cmpfloat ((double) a->record->wrong / (double) a->record->n, <,
                     (double) b->record->wrong / (double) b->record->n);
  g_assert_false (roca_model_get_record (self->model, -60, 1e-6, &too_few));
  g_assert_cmpuint (too_few.n, <, 30);
}

static const ReviewStep *
find_unread (const ReviewAssessment *a)
{
  for (guint i = 0; i < a->steps->len; i++)
    if (((ReviewStep *) a->steps->pdata[i])->not_in_model)
      return a->steps->pdata[i];
  return NULL;
}

static void
add_to_catalog (GPtrArray *list, const ReviewRecordType *type, const char *json)
{
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (list, review_decode (type, json, -1, &error));
  g_assert_no_error (error);
}

/* A mark in the evidence that speaks for the customer, and no feature reads it. */
static void
test_mark_not_in_model (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (3, 120);
  g_autoptr (ReviewAssessment) before = fixture_poa_assess (self, intake);
  g_autoptr (ReviewAssessment) after = NULL;
  ReviewEvidence *row = fixture_row (intake, REVIEW_EVIDENCE_GRAPH_EDGE, T0 + 1);
  const ReviewStep *step;

  g_assert_null (find_unread (before));
  add_to_catalog (self->catalog->codes, &review_code_type,
                  "{\"list\":\"benign\",\"code\":\"relation.landlord\",\"text\":{\"en\":"
                  "\"The landlord confirms\",\"zh-CN\":\"房东已确认\"}}");
  fixture_field (row, "relation", "landlord");
  fixture_label (intake);
  after = fixture_poa_assess (self, intake);
  step = find_unread (after);
  g_assert_nonnull (step);
  g_assert_cmpint (step->kind, ==, REVIEW_STEP_FACT);
  g_assert_cmpint (step->direction, ==, REVIEW_DIRECTION_LOWERS);
  g_assert_cmpstr (((ReviewCitation *) step->citations->pdata[0])->evidence, ==, row->label);
  g_assert_nonnull (strstr (step->claim->en, "not in the model"));
  g_assert_nonnull (strstr (step->claim->zh_cn, "房东已确认"));
  g_assert_cmpfloat_with_epsilon (after->risk, before->risk, 1e-12);
}

/* A clause that speaks for the customer by a fact that the model was not trained with. */
static void
test_clause_not_in_model (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (3, 120);
  g_autoptr (ReviewAssessment) a = NULL;
  ReviewSop *sop = (ReviewSop *) review_catalog_find_sop (self->catalog, "poa_check");
  const ReviewStep *step;

  add_to_catalog (sop->clauses, &review_clause_type,
                  "{\"id\":\"POA-8.1\",\"kind\":\"pass\",\"text\":{\"en\":\"x\",\"zh-CN\":"
                  "\"x\"},\"title\":{\"en\":\"Calm market\",\"zh-CN\":\"低风险市场\"},"
                  "\"applies_when\":{\"fact\":\"market\",\"op\":\"eq\",\"text\":\"JP\"}}");
  intake->market = g_strdup ("JP");
  a = fixture_poa_assess (self, intake);
  step = find_unread (a);
  g_assert_nonnull (step);
  g_assert_cmpstr (step->clause, ==, "POA-8.1");
  g_assert_nonnull (strstr (step->claim->en, "not in the model"));
  for (guint i = 0; i < a->steps->len; i++)
    if (g_strcmp0 (((ReviewStep *) a->steps->pdata[i])->clause, "POA-1.2") == 0)
      g_assert_false (((ReviewStep *) a->steps->pdata[i])->not_in_model);
}

/* What the chain says travels: the record survives the wire. */
static void
test_wire (FixturePoa *self, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = fixture_poa_case (3, 120);
  g_autoptr (ReviewAssessment) a = fixture_poa_assess (self, intake);
  g_autoptr (ReviewAssessment) b = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  a->id = g_strdup ("a");
  a->case_id = g_strdup ("c");
  json = review_encode (a);
  b = review_decode (&review_assessment_type, json, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (b->counterfactual->changes->len, ==, a->counterfactual->changes->len);
  g_assert_cmpint (b->record->n, ==, a->record->n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, FixturePoa, NULL, fixture_poa_set_up, func, fixture_poa_tear_down)
  ADD ("/chain/change", test_change);
  ADD ("/chain/change-is-plausible", test_change_is_plausible);
  ADD ("/chain/no-change", test_no_change);
  ADD ("/chain/against", test_against);
  ADD ("/chain/record", test_record);
  ADD ("/chain/mark-not-in-model", test_mark_not_in_model);
  ADD ("/chain/clause-not-in-model", test_clause_not_in_model);
  ADD ("/chain/wire", test_wire);
  return g_test_run ();
}
