/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases go in as intake does it; what ROCA would say is fixed: block, to a person. */
#define G_LOG_DOMAIN "review-test"
#include "real-store.h"

#include "review-catalog-load.h"
#include "review-clock.h"
#include "review-service.h"

static ReviewAssessment *
say_block (gpointer self,
           const ReviewIntake *values,
           const ReviewPolicy *policy,
           const ReviewCatalog *catalog,
           double draw,
           GError **error)
{
  ReviewAssessment *said = review_record_new (&review_assessment_type);

  said->as_of = values->as_of;
  said->agent = g_strdup ("roca");
  said->model = g_strdup ("m1");
  said->policy = g_strdup (policy->version);
  said->risk = 0.71;
  said->verdict = REVIEW_VERDICT_BLOCK;
  said->verdict_cut = 0.5;
  said->route = REVIEW_ROUTE_HUMAN;
  said->reason = g_strdup ("human_band");
  said->pi = 1;
  return said;
}

static void
add_field (ReviewEvidence *evidence, const char *name, const char *value, int type)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = type;
  field->klass = REVIEW_CLASS_OPEN;
  g_ptr_array_add (evidence->fields, field);
}

static ReviewIntake *
make_intake (guint n)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);
  ReviewEvidence *evidence = review_record_new (&review_evidence_type);

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->external_id = g_strdup_printf ("real-%u", n);
  intake->source = g_strdup ("test");
  intake->type = g_strdup ("withdrawal_anomaly");
  intake->priority = 40;
  intake->value = g_strdup ("128400");
  intake->currency = g_strdup ("USD");
  intake->opened_at = g_get_real_time () - REVIEW_MINUTE;
  intake->subject = review_record_new (&review_subject_type);
  intake->subject->external_id = g_strdup_printf ("user-%u", n);
  evidence->kind = REVIEW_EVIDENCE_EVENT;
  evidence->at = intake->opened_at - REVIEW_MINUTE;
  evidence->fields = review_records_new ();
  add_field (evidence, "event", "withdrawal_request", REVIEW_VALUE_TEXT);
  add_field (evidence, "amount", "41.2", REVIEW_VALUE_AMOUNT);
  add_field (evidence, "asset", "ETH", REVIEW_VALUE_TEXT);
  intake->evidence = review_records_new ();
  g_ptr_array_add (intake->evidence, evidence);
  return intake;
}

void
real_store_fill (const char *uri, guint n)
{
  static const ReviewAssessor assessor = { say_block, NULL };
  g_autofree char *data = g_test_build_filename (G_TEST_DIST, "data", NULL);
  ReviewCall call = { review_service_system_user (), NULL, 0 };
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;
  ReviewStore *store;
  ReviewService *service;

  review_catalog_load_directory (data, &catalog, &policy, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < policy->types->len; i++) /* none of these is drawn to be hidden */
    ((ReviewTypePolicy *) policy->types->pdata[i])->blind_share = G_MINDOUBLE;
  store = review_store_open (uri, REVIEW_STORE_DEFAULT, review_clock_system (), &error);
  g_assert_no_error (error);
  service = review_service_new (store, catalog, policy);
  review_service_set_assessor (service, &assessor);
  review_service_publish (service, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewIntake) intake = make_intake (i);
      g_autoptr (ReviewCase) stored = review_service_intake (service, &call, intake, &error);

      g_assert_no_error (error);
      review_service_assess_case (service, stored->id, &error);
      g_assert_no_error (error);
    }
  review_service_free (service);
  review_store_close (store);
}
