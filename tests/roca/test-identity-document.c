/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The features of a KYC audit on evidence made by hand: each value, what is missing without its
 * row, nothing after as_of, no absolute time, no order of rows. */
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"
#include "roca-fixture.h"

#define UPLOAD G_GINT64_CONSTANT (1795176000000000) /* 2026-11-20T12:00Z */

static void
add_fields (ReviewEvidence *row, const char *const pairs[][2], guint n)
{
  for (guint i = 0; i < n; i++)
    fixture_field (row, pairs[i][0], pairs[i][1]);
}

/* The days move with @shift, the zone's too: TD3 of a person of 30, valid for five years more. */
static void
add_days (ReviewEvidence *document, ReviewEvidence *profile, int shift)
{
  static const struct
  {
    const char *field;
    int day; /* from the upload */
  } days[] = { { "birth_date", -10958 }, { "issued_on", -1826 }, { "expires_on", 1826 } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gint64 at = UPLOAD + (gint64) (days[i].day + shift) * REVIEW_DAY;
      g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (at / REVIEW_SECOND);
      g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

      fixture_field (document, days[i].field, text);
      if (i == 0)
        fixture_field (profile, "declared_birth_date", text);
    }
}

typedef struct
{
  ReviewIntake *intake;
  ReviewEvidence *profile, *document, *selfie, *login, *screening;
} Kyc;

/* An ordinary applicant whose everything agrees. */
static void
set_up (Kyc *f, gconstpointer data)
{
  static const char *const declared[][2] = {
    { "declared_name", "Anna Maria Eriksson" },
    { "declared_document_number", "L898902C3" },
    { "residence_country", "SG" },
    { "residence_status", "allowed" },
    { "phone_country", "SG" },
    { "email_disposable", "false" },
    { "email_domain_first_seen", "2026-11-10" },
  };
  static const char *const printed[][2] = {
    { "document_type", "passport" },
    { "document_side", "front" },
    { "issuing_state", "SGP" },
    { "name_on_document", "ERIKSSON Anna Maria" },
    { "document_number", "L 898902 C3" },
    { "listed", "true" },
    { "template", "known" },
    { "image_quality", "0.9" },
    { "unreadable", "none" },
    { "font_irregular", "false" },
    { "screen_recaptured", "false" },
  };
  static const char *const checked[][2] = {
    { "capture_channel", "camera" }, { "liveness_score", "0.97" }, { "liveness_texture", "0.9" },
    { "liveness_motion", "0.8" },    { "liveness_depth", "0.95" }, { "deepfake_score", "0.03" },
    { "face_score", "0.93" },
  };

  f->intake = fixture_intake ("kyc_audit", "kyc-1");
  f->intake->as_of = UPLOAD + REVIEW_HOUR;
  f->profile = fixture_row (f->intake, REVIEW_EVIDENCE_PROFILE, UPLOAD - REVIEW_MINUTE);
  add_fields (f->profile, declared, G_N_ELEMENTS (declared));
  f->document = fixture_row (f->intake, REVIEW_EVIDENCE_DOCUMENT, UPLOAD);
  add_fields (f->document, printed, G_N_ELEMENTS (printed));
  add_days (f->document, f->profile, 0);
  f->selfie = fixture_event (f->intake, UPLOAD, "selfie_check");
  add_fields (f->selfie, checked, G_N_ELEMENTS (checked));
  f->login = fixture_row (f->intake, REVIEW_EVIDENCE_LOGIN, UPLOAD - REVIEW_HOUR);
  fixture_field (f->login, "ip_country", "SG");
  f->screening = fixture_row (f->intake, REVIEW_EVIDENCE_SCREENING, UPLOAD);
  fixture_field (f->screening, "match", "none");
}

static void
tear_down (Kyc *f, gconstpointer data)
{
  review_record_unref (f->intake);
}

static void
test_ordinary (Kyc *f, gconstpointer data)
{
  static const struct
  {
    const char *id;
    double value;
  } table[] = {
    { "submission_complete", 1 },
    { "unreadable_fields", 0 },
    { "image_quality", 0.9 },
    { "document_listed", 1 },
    { "document_days_left", 1825.5 },
    { "document_issued_days", 1826.5 },
    { "issuing_state_retired", 0 },
    { "template_known", 1 },
    { "mrz_checks_failed", NAN },
    { "mrz_fields_differ", NAN },
    { "forgery_signs", 0 },
    { "screen_recaptured", 0 },
    { "name_match", 1 },
    { "birth_date_differs", 0 },
    { "document_number_differs", 0 },
    { "liveness_score", 0.97 },
    { "liveness_weakest", 0.8 },
    { "deepfake_score", 0.03 },
    { "face_score", 0.93 },
    { "capture_injected", 0 },
    { "capture_emulator", 0 },
    { "capture_gallery", 0 },
    { "face_reuse_accounts", NAN },
    { "device_applications_7d", NAN },
    { "earlier_refusals", 0 },
    { "screening_score", 0 },
    { "screening_uncleared", 0 },
    { "countries_differ", 0 },
    { "residence_restricted", 0 },
    { "email_disposable", 0 },
    { "email_domain_age_days", 10.5 },
    { "third_party_signs", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    fixture_check_value (f->intake, table[i].id, table[i].value);
}

/* With nothing to read, everything is missing: no feature takes a guess. */
static void
test_nothing (void)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "kyc_audit");
  g_autoptr (ReviewIntake) intake = fixture_intake ("kyc_audit", "kyc-0");
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, UPLOAD);

  g_assert_cmpuint (schema->columns->len, ==, 40);
  for (guint i = 0; i < schema->columns->len; i++)
    g_assert_true (isnan (roca_features_get_values (features)[i]));
}

static void
test_mrz (Kyc *f, gconstpointer data)
{
  fixture_set_field (f->document, "mrz_1", "P<SGPERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
  fixture_set_field (f->document, "mrz_2", "L898902C36SGP7408122F1204159ZE184226B<<<<<10");
  fixture_set_field (f->document, "birth_date", "1974-08-12");
  fixture_set_field (f->document, "expires_on", "2012-04-15");
  fixture_check_value (f->intake, "mrz_checks_failed", 0);
  fixture_check_value (f->intake, "mrz_fields_differ", 0);
  fixture_check_value (f->intake, "applicant_age", 52 + 100.5 / 366);
  fixture_set_field (f->document, "mrz_2", "L898902C36SGP7508122F1204159ZE184226B<<<<<10");
  fixture_check_value (f->intake, "mrz_checks_failed", 2); /* birth and composite */
  fixture_check_value (f->intake, "mrz_dates_failed", 1);
  fixture_check_value (f->intake, "mrz_number_failed", 0);
  fixture_check_value (f->intake, "mrz_fields_differ", 1);
  fixture_set_field (f->document, "name_on_document", "SVENSSON Peter");
  fixture_set_field (f->document, "document_number", "L898902C4");
  fixture_set_field (f->document, "issuing_state", "GBR");
  fixture_check_value (f->intake, "mrz_fields_differ", 4);
  fixture_set_field (f->document, "mrz_2", "L898902C36SGP");
  fixture_check_value (f->intake, "mrz_checks_failed", NAN);
}

/* What is printed is not there: the zone stands in for it. */
static void
test_mrz_alone (Kyc *f, gconstpointer data)
{
  fixture_set_field (f->document, "mrz_1", "P<YUGERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
  fixture_set_field (f->document, "mrz_2", "L898902C36YUG7408122F1204159ZE184226B<<<<<10");
  fixture_set_field (f->document, "birth_date", NULL);
  fixture_set_field (f->document, "expires_on", NULL);
  fixture_set_field (f->document, "issuing_state", NULL);
  fixture_check_value (f->intake, "issuing_state_retired", 1);
  fixture_check_value (f->intake, "applicant_age", 52 + 100.5 / 366);
  g_assert_cmpint (f->document->at, ==, UPLOAD);
  fixture_check_value (f->intake, "document_days_left", -5332.5);
}

static void
test_document (Kyc *f, gconstpointer data)
{
  ReviewEvidence *back = fixture_row (f->intake, REVIEW_EVIDENCE_DOCUMENT, UPLOAD);

  fixture_field (back, "image_quality", "0.3");
  fixture_field (back, "unreadable", "birth_date, document_number");
  fixture_field (back, "font_irregular", "true");
  fixture_field (back, "security_feature_wrong", "true");
  fixture_field (back, "file_edited", "false");
  fixture_set_field (f->document, "document_type", "id_card");
  fixture_set_field (f->document, "template", "unknown");
  fixture_set_field (f->document, "listed", "false");
  fixture_check_value (f->intake, "submission_complete", 0);
  fixture_field (back, "document_side", "back");
  fixture_check_value (f->intake, "submission_complete", 1);
  fixture_check_value (f->intake, "image_quality", 0.3);
  fixture_check_value (f->intake, "unreadable_fields", 2);
  fixture_check_value (f->intake, "forgery_signs", 2);
  fixture_check_value (f->intake, "template_known", 0);
  fixture_check_value (f->intake, "document_listed", 0);
}

static void
test_declared (Kyc *f, gconstpointer data)
{
  fixture_set_field (f->profile, "declared_name", "Tobin Brevost");
  fixture_set_field (f->profile, "declared_birth_date", "1996-11-02");
  fixture_set_field (f->document, "birth_date", "1996-02-11");
  fixture_set_field (f->profile, "declared_document_number", "L898902C7");
  fixture_check_value (f->intake, "birth_date_differs", 4);
  fixture_check_value (f->intake, "document_number_differs", 1);
  fixture_set_field (f->document, "birth_date", "2008-11-21"); /* eighteen tomorrow */
  fixture_check_value (f->intake, "applicant_age", 17 + 364.5 / 366);
  fixture_set_field (f->document, "birth_date", "2008-11-20");
  fixture_check_value (f->intake, "applicant_age", 18 + 0.5 / 366);
  fixture_set_field (f->document, "birth_date",
                     "1955-03-01"); /* before the clock of computers began */
  fixture_set_field (f->profile, "declared_birth_date", "1955-03-01");
  fixture_check_value (f->intake, "birth_date_differs", 0);
  fixture_check_value (f->intake, "applicant_age", 71 + 264.5 / 366);
  fixture_set_field (f->document, "birth_date", "not a day");
  fixture_set_field (f->profile, "declared_birth_date", NULL);
  fixture_check_value (f->intake, "applicant_age", NAN);
  fixture_check_value (f->intake, "birth_date_differs", NAN);
}

static void
test_selfie (Kyc *f, gconstpointer data)
{
  static const char *const channels[][2] = { { "virtual_camera", "capture_injected" },
                                             { "emulator", "capture_emulator" },
                                             { "gallery", "capture_gallery" } };
  ReviewEvidence *again;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      fixture_set_field (f->selfie, "capture_channel", channels[i][0]);
      for (guint k = 0; k < G_N_ELEMENTS (channels); k++)
        fixture_check_value (f->intake, channels[k][1], i == k ? 1 : 0);
    }
  again = fixture_event (f->intake, UPLOAD + REVIEW_MINUTE, "selfie_check");
  fixture_field (again, "face_score", "0.4");
  fixture_check_value (f->intake, "face_score", 0.4);
  fixture_check_value (f->intake, "capture_injected", NAN);
  fixture_check_value (f->intake, "liveness_weakest", NAN);
  fixture_event (f->intake, UPLOAD, "second_person");
  fixture_event (f->intake, UPLOAD, "second_person");
  fixture_event (f->intake, UPLOAD, "remote_session");
  fixture_check_value (f->intake, "third_party_signs", 2);
  fixture_field (fixture_event (f->intake, UPLOAD - REVIEW_DAY, "identity_attempt"), "result",
                 "refused");
  fixture_field (fixture_event (f->intake, UPLOAD - REVIEW_DAY, "identity_attempt"), "result",
                 "abandoned");
  fixture_check_value (f->intake, "earlier_refusals", 1);
}

static void
add_link (Kyc *f, const char *relation, gint64 at, const char *accounts)
{
  ReviewEvidence *row = fixture_row (f->intake, REVIEW_EVIDENCE_GRAPH_EDGE, at);

  fixture_field (row, "relation", relation);
  if (accounts != NULL)
    fixture_field (row, "accounts", accounts);
}

static void
test_links (Kyc *f, gconstpointer data)
{
  add_link (f, "shared_face", UPLOAD, "0");
  fixture_check_value (f->intake, "face_reuse_accounts", 0);
  add_link (f, "shared_face", UPLOAD - 300 * REVIEW_DAY, NULL);
  add_link (f, "shared_face", UPLOAD - 200 * REVIEW_DAY, "2");
  fixture_check_value (f->intake, "face_reuse_accounts", 3);
  fixture_check_value (f->intake, "document_reuse_accounts", NAN);
  add_link (f, "shared_device", UPLOAD - 8 * REVIEW_DAY, NULL);
  fixture_check_value (f->intake, "device_applications_7d", 0);
  add_link (f, "shared_device", UPLOAD - 6 * REVIEW_DAY, NULL);
  fixture_check_value (f->intake, "device_applications_7d", 1);
  add_link (f, "shared_network", UPLOAD - 25 * REVIEW_HOUR, "4");
  add_link (f, "shared_network", UPLOAD - 23 * REVIEW_HOUR, "5");
  fixture_check_value (f->intake, "network_applications_24h", 5);
}

static void
test_screening (Kyc *f, gconstpointer data)
{
  ReviewEvidence *second = fixture_row (f->intake, REVIEW_EVIDENCE_SCREENING, UPLOAD);

  fixture_set_field (f->screening, "match", "weak");
  fixture_set_field (f->screening, "score", "0.72");
  fixture_set_field (f->screening, "birth_date_agrees", "differ");
  fixture_set_field (f->screening, "nationality_agrees", "unknown");
  fixture_check_value (f->intake, "screening_score", 0.72);
  fixture_check_value (f->intake, "screening_identifiers_differ", 1);
  fixture_check_value (f->intake, "screening_uncleared", 0);
  fixture_field (second, "entry_id", "X-2");
  fixture_field (second, "match", "strong");
  fixture_field (second, "score", "0.91");
  fixture_field (second, "birth_date_agrees", "agree");
  fixture_field (second, "nationality_agrees", "differ");
  fixture_check_value (f->intake, "screening_score", 0.91);
  fixture_check_value (f->intake, "screening_identifiers_agree", 1);
  fixture_check_value (f->intake, "screening_uncleared", 1);
  fixture_set_field (second, "birth_date_agrees", "unknown");
  fixture_check_value (f->intake, "screening_uncleared", 0);
  fixture_set_field (second, "nationality_agrees", "unknown");
  fixture_check_value (f->intake, "screening_uncleared", 1);
}

/* A screening that does not say what it found, found neither nothing nor something. */
static void
test_screening_not_said (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("kyc_audit", "k-2");
  ReviewEvidence *row = fixture_row (intake, REVIEW_EVIDENCE_SCREENING, UPLOAD);

  fixture_field (row, "list", "names");
  fixture_check_value (intake, "screening_score", NAN);
  fixture_check_value (intake, "screening_uncleared", NAN);
  fixture_field (row, "match", "none");
  fixture_check_value (intake, "screening_score", 0);
  fixture_check_value (intake, "screening_uncleared", 0);
}

static void
test_places (Kyc *f, gconstpointer data)
{
  fixture_set_field (f->login, "ip_country", "RO");
  fixture_set_field (f->document, "issuing_state", "D");
  fixture_check_value (f->intake, "countries_differ", 2);
  fixture_set_field (f->profile, "residence_country", "DE");
  fixture_check_value (f->intake, "countries_differ", 2); /* the telephone now, and the network */
  fixture_set_field (f->profile, "residence_status", "restricted");
  fixture_set_field (f->profile, "email_disposable", "true");
  fixture_set_field (f->profile, "email_domain_first_seen", "2026-11-20T00:00:00.000Z");
  fixture_check_value (f->intake, "residence_restricted", 1);
  fixture_check_value (f->intake, "email_disposable", 1);
  fixture_check_value (f->intake, "email_domain_age_days", 0.5);
  fixture_set_field (f->profile, "residence_country", NULL);
  fixture_check_value (f->intake, "countries_differ", NAN);
}

static void
fill_up (Kyc *f)
{
  add_link (f, "shared_face", UPLOAD, "1");
  add_link (f, "shared_device", UPLOAD - 3 * REVIEW_DAY, NULL);
  add_link (f, "shared_device", UPLOAD - 2 * REVIEW_DAY, NULL);
  fixture_event (f->intake, UPLOAD, "screen_share");
  fixture_field (f->screening, "score", "0.8");
}

static void
test_shuffle_and_as_of (Kyc *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) copy = NULL;
  GPtrArray *rows;

  fill_up (f);
  copy = review_record_copy (f->intake);
  rows = review_records_new ();
  for (guint i = f->intake->evidence->len; i-- > 0;)
    g_ptr_array_add (rows, review_record_ref (f->intake->evidence->pdata[i]));
  g_ptr_array_unref (copy->evidence);
  copy->evidence = rows;
  fixture_check_same (f->intake, 0, copy, 0);
  /* Whatever comes later is not there yet. */
  fixture_field (fixture_row (copy, REVIEW_EVIDENCE_DOCUMENT, UPLOAD + 2 * REVIEW_HOUR), "listed",
                 "false");
  fixture_field (fixture_event (copy, UPLOAD + 2 * REVIEW_HOUR, "selfie_check"), "face_score",
                 "0.1");
  fixture_check_same (f->intake, 0, copy, f->intake->as_of);
}

/* Everything eight years later, the days of the document too: nothing changes. */
static void
test_shift (Kyc *f, gconstpointer data)
{
  enum
  {
    DAYS = 2922
  }; /* eight years, two leap days: the calendar is where it was */
  Kyc later;

  set_up (&later, NULL);
  fill_up (f);
  fill_up (&later);
  for (guint i = 0; i < later.intake->evidence->len; i++)
    ((ReviewEvidence *) later.intake->evidence->pdata[i])->at += (gint64) DAYS * REVIEW_DAY;
  later.intake->as_of += (gint64) DAYS * REVIEW_DAY;
  fixture_set_field (later.document, "birth_date", NULL);
  fixture_set_field (later.document, "issued_on", NULL);
  fixture_set_field (later.document, "expires_on", NULL);
  fixture_set_field (later.profile, "declared_birth_date", NULL);
  fixture_set_field (later.profile, "email_domain_first_seen", "2034-11-10");
  add_days (later.document, later.profile, DAYS);
  fixture_check_same (f->intake, 0, later.intake, 0);
  tear_down (&later, NULL);
}

#define ADD(name, func) g_test_add (name, Kyc, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/identity-document/ordinary", test_ordinary);
  g_test_add_func ("/identity-document/nothing", test_nothing);
  ADD ("/identity-document/mrz", test_mrz);
  ADD ("/identity-document/mrz-alone", test_mrz_alone);
  ADD ("/identity-document/document", test_document);
  ADD ("/identity-document/declared", test_declared);
  ADD ("/identity-document/selfie", test_selfie);
  ADD ("/identity-document/links", test_links);
  ADD ("/identity-document/screening", test_screening);
  ADD ("/identity-document/places", test_places);
  ADD ("/identity-document/shuffle-and-as-of", test_shuffle_and_as_of);
  ADD ("/identity-document/shift", test_shift);
  g_test_add_func ("/identity-document/screening-not-said", test_screening_not_said);
  return g_test_run ();
}
