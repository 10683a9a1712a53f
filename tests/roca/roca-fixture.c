/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roca-fixture.h"

#include <math.h>

#include "review-clock.h"
#include "review-codec.h"
#include "review-time.h"

ReviewIntake *
fixture_intake (const char *type, const char *id)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->type = g_strdup (type);
  intake->external_id = g_strdup (id);
  intake->source = g_strdup ("test");
  intake->evidence = review_records_new ();
  intake->features = review_records_new ();
  intake->subject = review_record_new (&review_subject_type);
  intake->subject->profile = review_records_new ();
  return intake;
}

ReviewEvidence *
fixture_row (ReviewIntake *intake, ReviewEvidenceKind kind, gint64 at)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = (int) kind;
  row->at = at;
  row->fields = review_records_new ();
  g_ptr_array_add (intake->evidence, row);
  return row;
}

void
fixture_field (ReviewEvidence *row, const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  g_ptr_array_add (row->fields, field);
}

/* The field says @value, whatever it said before; NULL: there is none. */
void
fixture_set_field (ReviewEvidence *row, const char *name, const char *value)
{
  for (guint i = row->fields->len; i-- > 0;)
    if (strcmp (((ReviewField *) row->fields->pdata[i])->name, name) == 0)
      g_ptr_array_remove_index (row->fields, i);
  if (value != NULL)
    fixture_field (row, name, value);
}

ReviewEvidence *
fixture_move (
    ReviewIntake *intake, gint64 at, const char *direction, double amount, const char *party)
{
  ReviewEvidence *row = fixture_row (intake, REVIEW_EVIDENCE_TRANSACTION, at);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  fixture_field (row, "direction", direction);
  fixture_field (row, "amount", g_ascii_dtostr (number, sizeof number, amount));
  fixture_field (row, "asset", "ETH");
  fixture_field (row, "counterparty", party);
  return row;
}

ReviewEvidence *
fixture_event (ReviewIntake *intake, gint64 at, const char *event)
{
  ReviewEvidence *row = fixture_row (intake, REVIEW_EVIDENCE_EVENT, at);

  fixture_field (row, "event", event);
  return row;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = (*(const ReviewEvidence *const *) a)->at, y = (*(const ReviewEvidence *const *) b)->at;

  return (x > y) - (x < y);
}

/* As the store does: E1 is the oldest row. */
void
fixture_label (ReviewIntake *intake)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (intake->evidence, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_times);
  for (guint i = 0; i < sorted->len; i++)
    {
      ReviewEvidence *row = sorted->pdata[i];

      g_free (row->label);
      row->label = g_strdup_printf ("E%u", i + 1);
    }
}

/* Anything that a case may hold, in numbers and order that the seed decides. */
ReviewIntake *
fixture_random_case (guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *id = g_strdup_printf ("case-%u", seed);
  ReviewIntake *intake = fixture_intake ("withdrawal_anomaly", id);
  gint64 at = T0;
  gint32 n = g_rand_int_range (rand, 0, 40);

  for (gint32 i = 0; i < n; i++)
    {
      g_autofree char *party = g_strdup_printf ("0xaaaa%030dbbbb", g_rand_int_range (rand, 0, 9));
      gboolean in = g_rand_boolean (rand);
      ReviewEvidence *row;

      at += g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 500) * REVIEW_MINUTE : 0;
      row = fixture_move (intake, at, in ? "in" : "out",
                          round (g_rand_double_range (rand, 0, 50)) / 10, party);
      if (g_rand_double (rand) < .1)
        fixture_field (row, "failed", "true");
      if (g_rand_double (rand) < .2)
        fixture_field (row, "token", "true");
    }
  if (g_rand_boolean (rand))
    {
      ReviewEvidence *row = fixture_event (intake, at + REVIEW_HOUR, "withdrawal_request");

      fixture_field (row, "amount", "3.5");
      fixture_field (row, "destination", "0xaaaa000000000000000000000000000003bbbb");
      fixture_event (intake, at - REVIEW_HOUR, "password_reset");
      fixture_field (fixture_row (intake, REVIEW_EVIDENCE_LOGIN, at), "known_device", "false");
    }
  return intake;
}

static void
add_profile (ReviewIntake *intake, const char *name, const char *value)
{
  ReviewEvidence holder = { .fields = intake->subject->profile };

  fixture_field (&holder, name, value);
}

/* A withdrawal that can be worked out by hand: requested at T0 + 100 d. */
ReviewIntake *
fixture_withdrawal (void)
{
  ReviewIntake *intake = fixture_intake ("withdrawal_anomaly", "wd-1");
  gint64 at = T0 + 100 * REVIEW_DAY;
  g_autofree char *seen = review_time_format (at - 14 * REVIEW_MINUTE);
  g_autofree char *opened = review_time_format (at - 412 * REVIEW_DAY);
  ReviewEvidence *row;

  add_profile (intake, "assets", "20000");
  add_profile (intake, "opened_at", opened);
  for (int i = 0; i < 5; i++)
    {
      row = fixture_move (intake, at - (80 - 10 * i) * REVIEW_DAY, "out", 0.1 * (i + 1),
                          "0xabcd11111111111111111111111111111111ef01");
      fixture_field (row, "amount_ref", ((const char *[]){ "100", "200", "300", "400", "500" })[i]);
      fixture_field (row, "currency", "USD");
    }
  row = fixture_move (intake, at - 90 * REVIEW_MINUTE, "in", 3, "0xpayer");
  fixture_field (row, "amount_ref", "9000");
  fixture_field (row, "currency", "USD");
  row = fixture_event (intake, at - 125 * REVIEW_MINUTE, "password_reset");
  fixture_field (row, "device", "Pixel 9");
  row = fixture_row (intake, REVIEW_EVIDENCE_LOGIN, at - 300 * REVIEW_DAY);
  fixture_field (row, "device", "ThinkPad X1");
  fixture_field (row, "known_device", "true");
  fixture_field (row, "place", "Singapore");
  row = fixture_row (intake, REVIEW_EVIDENCE_LOGIN, at - 130 * REVIEW_MINUTE);
  fixture_field (row, "device", "Pixel 9");
  fixture_field (row, "known_device", "false");
  fixture_field (row, "place", "Lagos");
  row = fixture_event (intake, at, "withdrawal_request");
  fixture_field (row, "amount", "6");
  fixture_field (row, "amount_ref", "18000");
  fixture_field (row, "destination", "0xabcd22222222222222222222222222222222ef01");
  fixture_field (row, "destination_kind", "self_hosted");
  fixture_field (row, "destination_first_seen", seen);
  fixture_field (row, "device", "Pixel 9");
  intake->market = g_strdup ("SG");
  intake->priority = 40;
  fixture_label (intake);
  return intake;
}

/* The supplied features alone, before there was an SOP. */
RocaSchema *
fixture_poa_schema (void)
{
  g_autoptr (ReviewCatalog) catalog = fixture_poa_catalog ();

  g_ptr_array_set_size (catalog->sops, 0);
  return roca_schema_new (catalog, NULL, "poa_check");
}

/* Rows of two features that matter, one that does not and one that is often missing. */
RocaMatrix *
fixture_matrix (guint n, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (RocaSchema) schema = fixture_poa_schema ();
  RocaMatrix *matrix = roca_matrix_new (schema);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("P-%04u", i);
      double forged = g_rand_int_range (rand, 0, 4);
      double age = g_rand_double_range (rand, 0, 200);
      double noise = g_rand_double (rand);
      double z = 1.6 * forged + 0.02 * age - 4.2;
      double values[] = { forged, age, noise < .5 ? NAN : noise, noise };

      roca_matrix_add (matrix, id, NULL, g_rand_double (rand) < 1 / (1 + exp (-z)), values);
    }
  return matrix;
}

RocaTrainOptions
fixture_options (void)
{
  RocaTrainOptions options;

  roca_train_options_init (&options);
  options.repeats = 1;
  options.rounds = 60;
  options.patience = 10;
  options.max_depth = 3;
  options.eta = 0.2;
  return options;
}

ReviewCatalog *
fixture_poa_catalog (void)
{
  static const char json[] =
      "{\"case_types\":[{\"id\":\"poa_check\",\"prefix\":\"PA\",\"name\":{\"en\":\"POA\","
      "\"zh-CN\":\"地址证明审核\"},\"pass_verb\":{\"en\":\"Accept\",\"zh-CN\":\"认可地址\"},"
      "\"block_verb\":{\"en\":\"Refuse\",\"zh-CN\":\"不予认可\"}}],"
      "\"codes\":[{\"list\":\"request_information\",\"code\":\"address_doc_new\","
      "\"text\":{\"en\":\"Another proof of address\",\"zh-CN\":\"更换地址证明\"}}],"
      "\"features\":["
      "{\"case_type\":\"poa_check\",\"id\":\"forgery_signs\",\"unit\":\"count\","
      "\"name\":{\"en\":\"Signs of forgery\",\"zh-CN\":\"伪造迹象数\"}},"
      "{\"case_type\":\"poa_check\",\"id\":\"document_age_days\",\"unit\":\"d\","
      "\"name\":{\"en\":\"Days from issue to upload\",\"zh-CN\":\"出具至上传天数\"}},"
      "{\"case_type\":\"poa_check\",\"id\":\"sometimes\",\"unit\":\"ratio\","
      "\"name\":{\"en\":\"Sometimes there\",\"zh-CN\":\"偶有\"}},"
      "{\"case_type\":\"poa_check\",\"id\":\"po_box\",\"unit\":\"ratio\","
      "\"name\":{\"en\":\"Post box\",\"zh-CN\":\"邮政信箱\"}},"
      "{\"case_type\":\"ato\",\"id\":\"other\",\"name\":{\"en\":\"o\",\"zh-CN\":\"o\"}}],"
      "\"sops\":[{\"id\":\"s\",\"case_type\":\"poa_check\",\"version\":\"v3\",\"clauses\":["
      "{\"id\":\"POA-0.1\",\"kind\":\"hold\",\"text\":{\"en\":\"Stands.\",\"zh-CN\":\"常设。\"},"
      "\"applies_when\":{\"always\":true}},"
      "{\"id\":\"POA-1.2\",\"kind\":\"check\",\"text\":{\"en\":\"Date.\",\"zh-CN\":\"日期。\"},"
      "\"title\":{\"en\":\"Date of issue\",\"zh-CN\":\"出具日期\"},"
      "\"applies_when\":{\"always\":true},"
      "\"met_when\":{\"fact\":\"document_age_days\",\"op\":\"le\",\"param\":\"poa_days\"},"
      "\"met_lowers\":true},"
      "{\"id\":\"POA-1.9\",\"kind\":\"block\",\"text\":{\"en\":\"Reuse.\",\"zh-CN\":\"复用。\"},"
      "\"title\":{\"en\":\"Reused file\",\"zh-CN\":\"文件复用\"},"
      "\"applies_when\":{\"fact\":\"reused_scan\",\"op\":\"eq\",\"number\":1}},"
      "{\"id\":\"POA-4.1\",\"kind\":\"ask\",\"code\":\"address_doc_new\","
      "\"title\":{\"en\":\"Post box\",\"zh-CN\":\"邮政信箱\"},"
      "\"text\":{\"en\":\"Ask.\",\"zh-CN\":\"要求更换。\"},"
      "\"applies_when\":{\"all\":[{\"fact\":\"po_box\",\"op\":\"gt\",\"number\":0.5},"
      "{\"fact\":\"clause:POA-1.2\",\"op\":\"eq\",\"number\":1}]}}]}]}";
  g_autoptr (GError) error = NULL;
  ReviewCatalog *catalog = review_decode (&review_catalog_type, json, -1, &error);

  g_assert_no_error (error);
  return catalog;
}

GBytes *
fixture_poa_artefact (const ReviewCatalog *catalog)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (600, 5);
  g_autoptr (GError) error = NULL;
  RocaTrainOptions options = fixture_options ();
  GBytes *bytes = roca_train (matrix, "poa-1", &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
add_value (ReviewIntake *intake, const char *name, double value)
{
  ReviewFeatureValue *feature = review_record_new (&review_feature_value_type);

  feature->name = g_strdup (name);
  feature->value = value;
  g_ptr_array_add (intake->features, feature);
}

ReviewIntake *
fixture_poa_case (double forged, double age)
{
  ReviewIntake *intake = fixture_intake ("poa_check", "P-x");
  ReviewEvidence *row = fixture_row (intake, REVIEW_EVIDENCE_DOCUMENT, T0);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  fixture_field (row, "document_age_days", g_ascii_dtostr (number, sizeof number, age));
  fixture_label (intake);
  intake->opened_at = T0 + REVIEW_DAY;
  add_value (intake, "forgery_signs", forged);
  add_value (intake, "document_age_days", age);
  add_value (intake, "po_box", 0.9);
  return intake;
}

ReviewPolicy *
fixture_policy (const char *type)
{
  g_autofree char *json = g_strdup_printf (
      "{\"version\":\"r9\",\"parameters\":[{\"name\":\"poa_days\",\"value\":90,\"unit\":\"d\"},"
      "{\"name\":\"amount_ratio\",\"value\":10},{\"name\":\"drain_share\",\"value\":0.8},"
      "{\"name\":\"cred_window_h\",\"value\":24}],"
      "\"types\":[{\"case_type\":\"%s\",\"threshold_pass\":0.05,\"threshold_block\":0.95,"
      "\"verdict_cut\":0.4,\"audit_rate\":0.1,\"sla_minutes\":240}]}",
      type);
  g_autoptr (GError) error = NULL;
  ReviewPolicy *policy = review_decode (&review_policy_type, json, -1, &error);

  g_assert_no_error (error);
  return policy;
}

void
fixture_poa_set_up (FixturePoa *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  self->catalog = fixture_poa_catalog ();
  self->policy = fixture_policy ("poa_check");
  bytes = fixture_poa_artefact (self->catalog);
  self->model = roca_model_load (bytes, NULL);
  g_assert_nonnull (self->model);
}

void
fixture_poa_tear_down (FixturePoa *self, gconstpointer data)
{
  review_record_unref (self->catalog);
  review_record_unref (self->policy);
  roca_model_unref (self->model);
}

ReviewAssessment *
fixture_poa_assess (FixturePoa *self, const ReviewIntake *intake)
{
  g_autoptr (GError) error = NULL;
  ReviewAssessment *a = roca_assess (self->model, self->catalog, self->policy, intake, 0, &error);

  g_assert_no_error (error);
  return a;
}

/* NaN: missing. */
void
fixture_check_value (const ReviewIntake *intake, const char *id, double expected)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, intake->type);
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, 0);
  int column = roca_schema_find (schema, id);
  double value;

  g_assert_cmpint (column, >=, 0);
  value = roca_features_get_values (features)[column];
  g_test_message ("%s = %g, expected %g", id, value, expected);
  g_assert_true (isnan (expected) ? isnan (value) : fabs (value - expected) < 1e-9);
}

/* Same values, bit by bit; missing stays missing. */
void
fixture_check_same (const ReviewIntake *a, gint64 as_of_a, const ReviewIntake *b, gint64 as_of_b)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, a->type);
  g_autoptr (RocaFeatures) x = roca_extract (schema, a, as_of_a);
  g_autoptr (RocaFeatures) y = roca_extract (schema, b, as_of_b);

  for (guint i = 0; i < schema->columns->len; i++)
    {
      double p = roca_features_get_values (x)[i], q = roca_features_get_values (y)[i];

      if (!(isnan (p) && isnan (q)) && memcmp (&p, &q, sizeof p) != 0)
        g_error ("%s: %g and %g", ((RocaColumn *) schema->columns->pdata[i])->id, p, q);
    }
}
