/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The features of a proof-of-address review on evidence made by hand: each value, what is missing
 * without its row, nothing after as_of, no absolute time, no order of rows. */
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "roca-fixture.h"

#define UPLOAD G_GINT64_CONSTANT (1795176000000000) /* 2026-11-20T12:00Z */

typedef struct
{
  ReviewIntake *intake;
  ReviewEvidence *profile, *document;
} Poa;

static void
set_day (ReviewEvidence *row, const char *name, int days_ago, int shift)
{
  gint64 at = UPLOAD + (gint64) (shift - days_ago) * REVIEW_DAY;
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (at / REVIEW_SECOND);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  fixture_set_field (row, name, text);
}

static void
set_days (Poa *f, int shift)
{
  set_day (f->document, "issued_on", 20, shift);
  set_day (f->document, "period_from", 60, shift);
  set_day (f->document, "period_to", 30, shift);
  set_day (f->document, "due_on", -1, shift);
  set_day (f->profile, "opened_at", 100, shift);
}

/* An ordinary bill that agrees in everything. */
static void
set_up (Poa *f, gconstpointer data)
{
  static const char *const declared[][2] = {
    { "declared_name", "Mira Aldane" },
    { "declared_address", "12 Orchid Rise #03-07, Singapore 238801" },
    { "usual_country", "SG" },
  };
  static const char *const printed[][2] = {
    { "document_type", "utility_bill" },
    { "listed", "true" },
    { "issuer", "Northgrid Energy" },
    { "name_on_document", "ALDANE, Mira" },
    { "address_on_document", "12 ORCHID RISE #03-07, SINGAPORE 238801" },
    { "market_status", "allowed" },
    { "bill_number", "AC1234567" },
    { "number_format", "AC9999999" },
    { "charges", "90.10" },
    { "tax", "7.21" },
    { "total", "97.31" },
    { "font_outliers", "0" },
    { "file_producer", "issuer" },
    { "image_quality", "0.9" },
    { "cropped", "false" },
  };

  f->intake = fixture_intake ("poa_review", "poa-1");
  f->intake->as_of = UPLOAD + REVIEW_HOUR;
  f->intake->market = g_strdup ("SG");
  f->profile = fixture_row (f->intake, REVIEW_EVIDENCE_PROFILE, UPLOAD - REVIEW_MINUTE);
  f->document = fixture_row (f->intake, REVIEW_EVIDENCE_DOCUMENT, UPLOAD);
  for (guint i = 0; i < G_N_ELEMENTS (declared); i++)
    fixture_field (f->profile, declared[i][0], declared[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++)
    fixture_field (f->document, printed[i][0], printed[i][1]);
  set_days (f, 0);
  fixture_event (f->intake, UPLOAD, "document_upload");
}

static void
tear_down (Poa *f, gconstpointer data)
{
  review_record_unref (f->intake);
}

static void
test_ordinary (Poa *f, gconstpointer data)
{
  static const struct
  {
    const char *id;
    double value;
  } table[] = {
    { "document_listed", 1 },
    { "issuer_named", 1 },
    { "name_full", 1 },
    { "address_full", 1 },
    { "document_age_days", 20 },
    { "billing_period_days", 30 },
    { "issue_gap_days", 10 },
    { "name_match", 1 },
    { "same_surname", 1 },
    { "relation_proof", 0 },
    { "address_match", 1 },
    { "address_parts_differ", 0 },
    { "street_differs", 0 },
    { "house_number_differs", 0 },
    { "city_differs", 0 },
    { "postcode_differs", 0 },
    { "address_other_script", 0 },
    { "total_mismatch", 0 },
    { "font_outliers", 0 },
    { "account_number_format_bad", 0 },
    { "date_inconsistent", 0 },
    { "edited_file", 0 },
    { "forgery_signs", 0 },
    { "shared_scan_accounts", NAN },
    { "po_box", 0 },
    { "shared_template_accounts", NAN },
    { "market_restricted", 0 },
    { "country_matches_ip", 1 },
    { "image_quality", 0.9 },
    { "defect_curable", 0 },
    { "earlier_requests", 0 },
    { "account_age_days", 100.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    fixture_check_value (f->intake, table[i].id, table[i].value);
}

static void
test_nothing (void)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "poa_review");
  g_autoptr (ReviewIntake) intake = fixture_intake ("poa_review", "poa-0");
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, UPLOAD);

  g_assert_cmpuint (schema->columns->len, ==, 32);
  for (guint i = 0; i < schema->columns->len; i++)
    g_assert_true (isnan (roca_features_get_values (features)[i]));
}

/* A bill of the household, a stranger's, one without a name. */
static void
test_name (Poa *f, gconstpointer data)
{
  fixture_set_field (f->document, "name_on_document", "Rhea Aldane");
  fixture_check_value (f->intake, "name_match", 0.7);
  fixture_check_value (f->intake, "same_surname", 1);
  fixture_set_field (f->document, "name_on_document", "Mira Brevost");
  fixture_check_value (f->intake, "same_surname", 0);
  fixture_set_field (f->document, "name_on_document", "M. A.");
  fixture_check_value (f->intake, "name_full", 0);
  fixture_set_field (f->document, "name_on_document", NULL);
  fixture_check_value (f->intake, "name_match", NAN);
  fixture_check_value (f->intake, "same_surname", NAN);
  fixture_check_value (f->intake, "name_full", 0);
  fixture_field (fixture_row (f->intake, REVIEW_EVIDENCE_DOCUMENT, UPLOAD), "document_type",
                 "relation_proof");
  fixture_check_value (f->intake, "relation_proof", 1);
}

static void
test_address (Poa *f, gconstpointer data)
{
  fixture_set_field (f->document, "address_on_document",
                     "Singapore 238801 · 12 Orchid Rise #03-07");
  fixture_check_value (f->intake, "address_parts_differ", 0);
  fixture_check_value (f->intake, "address_other_script", 1);
  fixture_set_field (f->document, "address_on_document", "9 Harbour Court, Brookhaven 10178");
  fixture_check_value (f->intake, "address_parts_differ", 3);
  fixture_check_value (f->intake, "postcode_differs", 1);
  fixture_set_field (f->document, "address_on_document", "Singapore");
  fixture_check_value (f->intake, "address_full", 0);
  fixture_set_field (f->document, "address_on_document", "P.O. Box 12, Singapore 238801");
  fixture_check_value (f->intake, "po_box", 1);
  fixture_set_field (f->document, "address_kind", "residence");
  fixture_check_value (f->intake, "po_box", 0);
  fixture_set_field (f->document, "address_kind", "virtual_office");
  fixture_check_value (f->intake, "po_box", 1);
  fixture_set_field (f->document, "address_on_document", NULL);
  fixture_set_field (f->document, "street_on_document", "Orchid Rise");
  fixture_set_field (f->document, "house_number_on_document", "14");
  fixture_check_value (f->intake, "street_differs", 0);
  fixture_check_value (f->intake, "house_number_differs", 1);
  fixture_check_value (f->intake, "city_differs", NAN);
  fixture_check_value (f->intake, "address_match", NAN);
  fixture_check_value (f->intake, "address_full", 0);
}

static void
test_dates (Poa *f, gconstpointer data)
{
  set_day (f->document, "due_on", 25, 0);
  fixture_check_value (f->intake, "date_inconsistent", 1);
  set_day (f->document, "due_on", 20, 0);
  fixture_check_value (f->intake, "date_inconsistent", 0);
  set_day (f->document, "period_from", 20, 0);
  fixture_check_value (f->intake, "date_inconsistent", 1);
  fixture_set_field (f->document, "period_from", NULL);
  fixture_set_field (f->document, "due_on", NULL);
  fixture_check_value (f->intake, "date_inconsistent", NAN);
  set_day (f->document, "issued_on", -3, 0);
  fixture_check_value (f->intake, "document_age_days", -3);
  fixture_set_field (f->document, "issued_on", "20.11.2026");
  fixture_check_value (f->intake, "document_age_days", NAN);
  fixture_check_value (f->intake, "issue_gap_days", NAN);
}

static void
test_forgery (Poa *f, gconstpointer data)
{
  static const char *const wrong[] = { "AC12345678", "AB1234567", "AC12345X7", "0123456789" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      fixture_set_field (f->document, "bill_number", wrong[i]);
      fixture_check_value (f->intake, "account_number_format_bad", 1);
    }
  fixture_set_field (f->document, "total", "107.31");
  fixture_set_field (f->document, "font_outliers", "4");
  fixture_set_field (f->document, "file_producer", "Adobe Photoshop 26.1");
  fixture_check_value (f->intake, "total_mismatch", 1);
  fixture_check_value (f->intake, "edited_file", 1);
  fixture_check_value (f->intake, "forgery_signs", 4);
  fixture_set_field (f->document, "total", NULL);
  fixture_set_field (f->document, "number_format", NULL);
  fixture_check_value (f->intake, "total_mismatch", NAN);
  fixture_check_value (f->intake, "account_number_format_bad", NAN);
  fixture_check_value (f->intake, "forgery_signs", 2);
}

static void
add_link (Poa *f, const char *relation, const char *accounts)
{
  ReviewEvidence *row = fixture_row (f->intake, REVIEW_EVIDENCE_GRAPH_EDGE, UPLOAD);

  fixture_field (row, "relation", relation);
  fixture_field (row, "accounts", accounts);
}

static void
test_rest (Poa *f, gconstpointer data)
{
  add_link (f, "shared_scan", "0");
  fixture_check_value (f->intake, "shared_scan_accounts", 0);
  add_link (f, "shared_number", "2");
  add_link (f, "shared_template", "5");
  fixture_check_value (f->intake, "shared_scan_accounts", 2);
  fixture_check_value (f->intake, "shared_template_accounts", 5);
  fixture_event (f->intake, UPLOAD - REVIEW_DAY, "document_request");
  fixture_event (f->intake, UPLOAD - 4 * REVIEW_DAY, "document_request");
  fixture_check_value (f->intake, "earlier_requests", 2);
  fixture_set_field (f->document, "market_status", "restricted");
  fixture_check_value (f->intake, "market_restricted", 1);
  fixture_set_field (f->profile, "usual_country", "ROU");
  fixture_check_value (f->intake, "country_matches_ip", 0);
  fixture_set_field (f->document, "address_country", "RO");
  fixture_check_value (f->intake, "country_matches_ip", 1);
  fixture_set_field (f->document, "image_quality", "0.3");
  fixture_check_value (f->intake, "defect_curable", 1);
  fixture_set_field (f->document, "issuer", NULL);
  fixture_check_value (f->intake, "issuer_named", 0);
}

/* A value that came with the case stands where the evidence has none, and only there. */
static void
test_supplied (Poa *f, gconstpointer data)
{
  ReviewFeatureValue *open = review_record_new (&review_feature_value_type);
  ReviewFeatureValue *known = review_record_new (&review_feature_value_type);

  open->name = g_strdup ("shared_scan_accounts");
  open->value = 7;
  known->name = g_strdup ("document_age_days");
  known->value = 400;
  g_ptr_array_add (f->intake->features, open);
  g_ptr_array_add (f->intake->features, known);
  fixture_check_value (f->intake, "shared_scan_accounts", 7);
  fixture_check_value (f->intake, "document_age_days", 20);
}

/* The rows the other way round, later rows, and everything two years later. */
static void
test_no_leak (Poa *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) copy = review_record_copy (f->intake);
  GPtrArray *rows = review_records_new ();
  Poa later;

  for (guint i = f->intake->evidence->len; i-- > 0;)
    g_ptr_array_add (rows, review_record_ref (f->intake->evidence->pdata[i]));
  g_ptr_array_unref (copy->evidence);
  copy->evidence = rows;
  fixture_field (fixture_row (copy, REVIEW_EVIDENCE_DOCUMENT, UPLOAD + 2 * REVIEW_HOUR), "total",
                 "1");
  fixture_event (copy, UPLOAD + 2 * REVIEW_HOUR, "document_request");
  fixture_check_same (f->intake, 0, copy, f->intake->as_of);
  set_up (&later, NULL);
  for (guint i = 0; i < later.intake->evidence->len; i++)
    ((ReviewEvidence *) later.intake->evidence->pdata[i])->at += (gint64) 700 * REVIEW_DAY;
  later.intake->as_of += (gint64) 700 * REVIEW_DAY;
  set_days (&later, 700);
  fixture_check_same (f->intake, 0, later.intake, 0);
  tear_down (&later, NULL);
}

#define ADD(name, func) g_test_add (name, Poa, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/address-document/ordinary", test_ordinary);
  g_test_add_func ("/address-document/nothing", test_nothing);
  ADD ("/address-document/name", test_name);
  ADD ("/address-document/address", test_address);
  ADD ("/address-document/dates", test_dates);
  ADD ("/address-document/forgery", test_forgery);
  ADD ("/address-document/rest", test_rest);
  ADD ("/address-document/supplied", test_supplied);
  ADD ("/address-document/no-leak", test_no_leak);
  return g_test_run ();
}
