/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records over member tables, labels, the policy's texts, hashes of evidence. */
#include <math.h>

#include "review-catalog.h"
#include "review-decision.h"
#include "review-item.h"
#include "review-policy.h"

static ReviewField *
field (const char *name, const char *value)
{
  ReviewField *f = review_record_new (&review_field_type);

  f->name = g_strdup (name);
  f->value = g_strdup (value);
  f->type = REVIEW_VALUE_TEXT;
  return f;
}

static ReviewEvidence *
evidence (gint64 at, gboolean reversed)
{
  ReviewEvidence *e = review_record_new (&review_evidence_type);

  e->kind = REVIEW_EVIDENCE_TRANSACTION;
  e->at = at;
  e->fields = review_records_new ();
  g_ptr_array_add (e->fields, reversed ? field ("hash", "0x1") : field ("amount", "12.5"));
  g_ptr_array_add (e->fields, reversed ? field ("amount", "12.5") : field ("hash", "0x1"));
  e->sha256 = review_evidence_hash (e);
  return e;
}

static void
test_records (void)
{
  g_autoptr (ReviewIntake) intake = review_record_new (&review_intake_type);
  g_autoptr (ReviewIntake) copy = NULL;

  intake->external_id = g_strdup ("x");
  intake->subject = review_record_new (&review_subject_type);
  intake->evidence = review_records_new ();
  g_ptr_array_add (intake->evidence, evidence (5, FALSE));
  intake->features = review_records_new ();
  g_ptr_array_add (intake->features, review_record_new (&review_feature_value_type));
  ((ReviewFeatureValue *) intake->features->pdata[0])->name = g_strdup ("f");
  g_assert_true (isnan (((ReviewFeatureValue *) intake->features->pdata[0])->value));

  copy = review_record_copy (intake);
  g_assert_true (review_record_equal (intake, copy));
  g_assert_true (copy->evidence->pdata[0] == intake->evidence->pdata[0]);
  g_free (copy->external_id);
  copy->external_id = g_strdup ("y");
  g_assert_false (review_record_equal (intake, copy));
  g_assert_false (review_record_equal (intake, NULL));
  g_assert_false (review_record_equal (intake, intake->subject));
}

static void
test_enums (void)
{
  static const ReviewEnum *const lists[] = {
    &review_evidence_kinds,
    &review_value_types,
    &review_classes,
    &review_case_states,
    &review_work_states,
    &review_purposes,
    &review_verdicts,
    &review_routes,
    &review_step_kinds,
    &review_answers,
    &review_directions,
    &review_citation_statuses,
    &review_clause_kinds,
    &review_choices,
    &review_recommendations,
    &review_reasonings,
    &review_step_marks,
    &review_stages,
    &review_labels,
    &review_maturities,
    &review_bases,
    &review_natures,
    &review_paths,
    &review_effect_states,
    &review_roles,
    &review_qualification_stages,
    &review_ops,
    &review_media_types,
    &review_document_roles,
  };

  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 0; lists[l]->nicks[i] != NULL; i++)
      g_assert_cmpint (review_enum_value (lists[l], lists[l]->nicks[i]), ==, i + 1);
  g_assert_cmpint (review_enum_value (&review_roles, "root"), ==, 0);
  g_assert_cmpint (review_enum_value (&review_roles, NULL), ==, 0);
  g_assert_null (review_enum_nick (&review_roles, 0));
  g_assert_cmpstr (review_enum_nick (&review_roles, REVIEW_ROLE_SERVICE), ==, "service");
  g_assert_cmpstr (review_enum_nick (&review_qualification_stages, REVIEW_QUALIFIED_CERTIFIED), ==,
                   "certified");
  g_assert_cmpstr (review_enum_nick (&review_case_states, REVIEW_CASE_REOPENED), ==, "reopened");
  g_assert_cmpstr (review_enum_nick (&review_effect_states, REVIEW_EFFECT_CANCELLED), ==,
                   "cancelled");
}

static void
test_labels (void)
{
  g_assert_cmpint (review_label_compute (REVIEW_VERDICT_BLOCK, TRUE), ==, REVIEW_LABEL_TP);
  g_assert_cmpint (review_label_compute (REVIEW_VERDICT_BLOCK, FALSE), ==, REVIEW_LABEL_FP);
  g_assert_cmpint (review_label_compute (REVIEW_VERDICT_PASS, TRUE), ==, REVIEW_LABEL_FN);
  g_assert_cmpint (review_label_compute (REVIEW_VERDICT_PASS, FALSE), ==, REVIEW_LABEL_TN);
  g_assert_false (review_priority_is_key_user (74));
  g_assert_true (review_priority_is_key_user (75));
}

static void
test_evidence_hash (void)
{
  g_autoptr (ReviewEvidence) a = evidence (5, FALSE);
  g_autoptr (ReviewEvidence) same = evidence (5, TRUE);
  g_autoptr (ReviewEvidence) later = evidence (6, FALSE);
  g_autoptr (GPtrArray) one = review_records_new ();
  g_autoptr (GPtrArray) two = review_records_new ();
  g_autofree char *hash_one = NULL, *hash_two = NULL;

  g_assert_cmpstr (a->sha256, ==, same->sha256);
  g_assert_cmpstr (a->sha256, !=, later->sha256);
  g_ptr_array_add (one, review_record_ref (a));
  g_ptr_array_add (one, review_record_ref (later));
  g_ptr_array_add (two, review_record_ref (later));
  g_ptr_array_add (two, review_record_ref (a));
  hash_one = review_evidence_set_hash (one);
  hash_two = review_evidence_set_hash (two);
  g_assert_cmpstr (hash_one, ==, hash_two);
}

static void
test_fields (void)
{
  g_autoptr (GPtrArray) fields = review_records_new ();

  g_ptr_array_add (fields, field ("n", "12.5"));
  g_ptr_array_add (fields, field ("word", "12,5"));
  g_ptr_array_add (fields, field ("inf", "inf"));
  g_ptr_array_add (fields, field ("missing", NULL));
  g_assert_cmpfloat_with_epsilon (review_fields_get_number (fields, "n"), 12.5, 1e-12);
  g_assert_true (isnan (review_fields_get_number (fields, "word")));
  g_assert_true (isnan (review_fields_get_number (fields, "inf")));
  g_assert_true (isnan (review_fields_get_number (fields, "missing")));
  g_assert_true (isnan (review_fields_get_number (NULL, "n")));
  g_assert_null (review_fields_get (fields, "absent"));
}

static void
test_policy_text (void)
{
  g_autoptr (ReviewPolicy) policy = review_record_new (&review_policy_type);
  ReviewParameter *limit = review_record_new (&review_parameter_type);
  ReviewParameter *share = review_record_new (&review_parameter_type);
  g_autofree char *text = NULL;

  share->name = g_strdup ("share");
  share->value = 0.1;
  share->unit = g_strdup ("share");
  limit->name = g_strdup ("limit");
  limit->value = 1000;
  limit->unit = g_strdup ("USD");
  policy->parameters = review_records_new ();
  g_ptr_array_add (policy->parameters, limit);
  g_ptr_array_add (policy->parameters, share);
  text = review_policy_expand (policy, "Above {limit}, {share}, not {other} or {limit", NULL);
  g_assert_cmpstr (text, ==, "Above 1000 USD, 10 %, not {other} or {limit");
}

static void
test_text_language (void)
{
  g_autoptr (ReviewText) both = review_text_new ("Pass", "放行");
  g_autoptr (ReviewText) half = review_text_new (NULL, "放行");

  g_assert_cmpstr (review_text_get (both, "zh-CN"), ==, "放行");
  g_assert_cmpstr (review_text_get (both, "en"), ==, "Pass");
  g_assert_cmpstr (review_text_get (half, "en"), ==, "放行");
  g_assert_cmpstr (review_text_get (NULL, "en"), ==, "");
}

static void
test_items (void)
{
  g_autoptr (GPtrArray) records = review_records_new ();
  GListStore *store;
  ReviewItem *item;

  g_ptr_array_add (records, field ("a", "1"));
  store = review_items_new (records);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_true (review_item_get_record (item) == records->pdata[0]);
  g_object_unref (item);
  g_assert_finalize_object (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/records", test_records);
  g_test_add_func ("/model/enums", test_enums);
  g_test_add_func ("/model/labels", test_labels);
  g_test_add_func ("/model/evidence-hash", test_evidence_hash);
  g_test_add_func ("/model/fields", test_fields);
  g_test_add_func ("/model/policy-text", test_policy_text);
  g_test_add_func ("/model/text-language", test_text_language);
  g_test_add_func ("/model/items", test_items);
  return g_test_run ();
}
