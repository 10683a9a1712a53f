/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes in and what ROCA makes of it; what is put on record; what is forgotten. */
#define G_LOG_DOMAIN "test-arrivals"
#include <math.h>
#include <string.h>

#include "review-catalog-load.h"
#include "review-store-patterns.h"
#include "review-watchlist.h"
#include "service-fixture.h"

typedef void (*Spoil) (ReviewIntake *intake);

static void
set_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static void
spoil_schema (ReviewIntake *intake)
{
  set_text (&intake->schema, "riskops-case/2");
}

static void
spoil_type (ReviewIntake *intake)
{
  set_text (&intake->type, "made_up");
}

static void
spoil_type_name (ReviewIntake *intake)
{
  set_text (&intake->type, "Drop Table");
}

static void
spoil_id (ReviewIntake *intake)
{
  set_text (&intake->external_id, "");
}

static void
spoil_value (ReviewIntake *intake)
{
  set_text (&intake->value, "1e5");
}

static void
spoil_priority (ReviewIntake *intake)
{
  intake->priority = 101;
}

/* Without a reason that may, nothing lifts a case over 74. */
static void
spoil_key_user (ReviewIntake *intake)
{
  intake->priority = 75;
}

static void
spoil_amount (ReviewIntake *intake)
{
  ReviewEvidence *row = intake->evidence->pdata[1];
  ReviewField *field = row->fields->pdata[1];

  set_text (&field->value, "much");
}

static void
spoil_twice (ReviewIntake *intake)
{
  ReviewEvidence *row = intake->evidence->pdata[0];
  ReviewField *field = row->fields->pdata[1];

  set_text (&field->name, "direction");
}

static void
spoil_kind (ReviewIntake *intake)
{
  ((ReviewEvidence *) intake->evidence->pdata[1])->kind = 0;
}

static ReviewFeatureValue *
add_feature (ReviewIntake *intake, const char *name, double value)
{
  ReviewFeatureValue *feature = review_record_new (&review_feature_value_type);

  feature->name = g_strdup (name);
  feature->value = value;
  g_ptr_array_add (intake->features, feature);
  return feature;
}

static void
spoil_magnitude (ReviewIntake *intake)
{
  ((ReviewFeatureValue *) intake->features->pdata[0])->value = 1e300;
}

static void
spoil_infinite (ReviewIntake *intake)
{
  ((ReviewFeatureValue *) intake->features->pdata[0])->value = -INFINITY;
}

static void
spoil_feature_twice (ReviewIntake *intake)
{
  g_ptr_array_set_size (intake->features, 1);
  add_feature (intake, ((ReviewFeatureValue *) intake->features->pdata[0])->name, 1);
}

static const struct
{
  Spoil spoil;
  const char *field;
} spoilt[] = {
  { spoil_schema, "schema" },
  { spoil_type, "type" },
  { spoil_type_name, "type" },
  { spoil_id, "external_id" },
  { spoil_value, "value" },
  { spoil_priority, "priority" },
  { spoil_key_user, "priority" },
  { spoil_amount, "evidence[1].fields[1]" },
  { spoil_twice, "evidence[0].fields[1]" },
  { spoil_kind, "evidence[1].kind" },
  { spoil_magnitude, "features[0].value" },
  { spoil_infinite, "features[0].value" },
  { spoil_feature_twice, "features[1].name" },
};

static void
test_wrong_intakes (Desk *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (ReviewIntake) intake = desk_make_intake (&(CaseSpec){ .id = "w", .risk = 0.8 });
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      spoilt[i].spoil (intake);
      g_assert_null (review_service_intake (f->service, CALL (review_service_system_user (), 0),
                                            intake, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, spoilt[i].field);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file"), ==, 0);
}

static gboolean
count_progress (gint64 done, gint64 total, gpointer user_data)
{
  gint64 *last = user_data;

  g_assert_cmpint (done, ==, *last + 1);
  g_assert_cmpint (total, ==, 4);
  *last = done;
  return done < 3;
}

static void
take_in (Desk *f, const CaseSpec *spec)
{
  g_autoptr (ReviewIntake) intake = desk_make_intake (spec);
  g_autoptr (GError) error = NULL;

  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error));
  g_assert_no_error (error);
}

static void
test_pending (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 last = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      take_in (f, &(CaseSpec){ .id = name, .risk = 0.8 });
    }
  g_assert_cmpint (review_service_assess_pending (f->service, "poa_review", 10, NULL, NULL, &error),
                   ==, 0);
  g_assert_cmpint (
      review_service_assess_pending (f->service, NULL, 10, count_progress, &last, &error), ==, 3);
  g_assert_cmpint (review_service_assess_pending (f->service, WD_TYPE, 10, NULL, NULL, &error), ==,
                   1);
  g_assert_cmpint (review_service_assess_pending (f->service, NULL, 10, NULL, NULL, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'queued'"), ==, 4);
}

/* New evidence while someone reads: the newer assessment is read before it can be decided. */
static void
test_assessed_again (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "r", .risk = 0.8 };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (ReviewIntake) more = desk_make_intake (&spec);
  g_autoptr (GError) error = NULL;

  ((ReviewFeatureValue *) more->features->pdata[0])->value = 0.2;
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), more, &error));
  g_assert_cmpint (review_service_assess_pending (f->service, NULL, 10, NULL, NULL, &error), ==, 1);
  g_assert_null (
      desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  again = review_service_get_work_item (f->service, f->agent, view->work_item->id, &error);
  g_assert_cmpfloat (again->assessment->risk, ==, 0.2);
  g_assert_cmpstr (again->lease->user, ==, "u-agent");
  decision = desk_decide (f, f->agent, again, desk_make_form (REVIEW_CHOICE_PASS, again), &error);
  g_assert_no_error (error);
  /* What was said first is still there, word for word. */
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM assessment"), ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM assessment WHERE supersedes IS NOT NULL"),
                   ==, 1);
}

static void
take_in_again (Desk *f, ReviewIntake *more, double risk)
{
  g_autoptr (GError) error = NULL;

  ((ReviewFeatureValue *) more->features->pdata[0])->value = risk;
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), more, &error));
  g_assert_no_error (error);
  g_assert_cmpint (review_service_assess_pending (f->service, NULL, 10, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

/* What is said of a case that people have is no route any more: whoever weighs its label by 1 / pi
 * counts it once. */
static void
test_already_with_people (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "w", .risk = 0.8 };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewIntake) more = NULL;
  g_autoptr (ReviewCaseView) view = NULL;

  spec.route = REVIEW_ROUTE_AUTO_PASS;
  more = desk_make_intake (&spec);
  take_in_again (f, more, 0.01);
  view = desk_take_next (f, f->agent);
  g_assert_cmpstr (view->item_case->id, ==, id);
  g_assert_cmpfloat (view->assessment->risk, ==, 0.01);
  g_assert_cmpint (view->assessment->route, ==, REVIEW_ROUTE_HUMAN);
  g_assert_cmpstr (view->assessment->reason, ==, "already_with_people");
  g_assert_cmpfloat (view->assessment->pi, ==, 1);
  g_assert_nonnull (view->assessment->reason_text->zh_cn);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 0);
}

/* A decided case keeps what it was decided on; a match that comes afterwards is on record. */
static void
test_decided_keeps_its_assessment (Desk *f, gconstpointer data)
{
  static const char matches[] = "SELECT COUNT(*) FROM audit WHERE action = 'match_after_decision'";
  CaseSpec spec = { .id = "k", .risk = 0.01, .route = REVIEW_ROUTE_AUTO_PASS };
  g_autofree char *id = desk_add_case (f, &spec);

  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision WHERE account = 'roca'"), ==, 1);
  for (int match = 0; match <= 1; match++)
    {
      g_autoptr (ReviewIntake) more = desk_make_intake (&spec);
      ReviewEvidence *row = more->evidence->pdata[0];

      row->kind = match ? REVIEW_EVIDENCE_SCREENING : row->kind;
      g_free (row->external_id);
      row->external_id = g_strdup_printf ("later-%d", match);
      take_in_again (f, more, 0.9 + match / 100.0);
      g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM assessment"), ==, 1);
      g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file WHERE stale = 1"), ==, 0);
      g_assert_cmpint (desk_count (f, matches), ==, match);
    }
}

/* A case that ROCA passes alone, with one chance in ten of a blind look. */
static void
add_passed (Desk *f, guint n, const char *market)
{
  g_autofree char *name = g_strdup_printf ("%s-%u", market, n);
  CaseSpec spec = { .id = name, .risk = 0.01, .route = REVIEW_ROUTE_AUTO_PASS };
  g_autoptr (ReviewIntake) intake = desk_make_intake (&spec);
  g_autoptr (ReviewCase) stored = NULL;
  g_autoptr (GError) error = NULL;
  ReviewFeatureValue *pi = review_record_new (&review_feature_value_type);

  pi->name = g_strdup ("pi");
  pi->value = 0.1;
  g_ptr_array_add (intake->features, pi);
  intake->market = g_strdup (market);
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);
  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
}

static gboolean
put_pattern (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewPattern *pattern = user_data;

  return pattern->id == NULL ? review_store_add_pattern (tx, pattern, error)
                             : review_store_put_pattern (tx, pattern, error);
}

static gint64
count_at (Desk *f, const char *market, const char *pi)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT COUNT(*) FROM assessment a JOIN case_file c ON c.id = a.case_id "
                       "WHERE c.market = '%s' AND a.pi = %s",
                       market, pi);

  return desk_count (f, sql);
}

/* While a pattern waits for labels, every other case of its slice that ROCA decides alone is looked at,
 * and its label weighs two; once somebody has decided what becomes of the pattern, one in ten again. */
static void
test_sampled (Desk *f, gconstpointer data)
{
  static const char looks[] =
      "SELECT COUNT(*) FROM work_item w JOIN case_file c ON c.id = w.case_id "
      "WHERE w.purpose = 'audit' AND c.market = 'NG'";
  g_autoptr (ReviewPattern) pattern = review_record_new (&review_pattern_type);
  ReviewPatternCondition *here = review_record_new (&review_pattern_condition_type);
  g_autoptr (GError) error = NULL;
  gint64 drawn;

  here->attribute = g_strdup ("market");
  here->equals = g_strdup ("NG");
  pattern->conditions = review_records_new ();
  g_ptr_array_add (pattern->conditions, here);
  pattern->case_type = g_strdup ("withdrawal_anomaly");
  pattern->label = REVIEW_LABEL_FN;
  pattern->state = REVIEW_PATTERN_CONFIRMED;
  pattern->origin = REVIEW_PATTERN_BY_RADAR;
  pattern->found_at = review_clock_now (&f->clock.clock);
  g_assert_true (
      review_store_write (review_service_get_store (f->service), put_pattern, pattern, &error));
  for (guint n = 0; n < 40; n++)
    {
      add_passed (f, n, "NG");
      add_passed (f, n, "DE");
    }
  g_assert_cmpint (count_at (f, "NG", "0.5"), ==, 40);
  g_assert_cmpint (count_at (f, "DE", "0.1"), ==, 40);
  drawn = desk_count (f, looks);
  g_assert_cmpint (drawn, >, 8);
  g_assert_cmpint (drawn, <, 32);
  g_assert_cmpint (
      desk_count (f, "SELECT COUNT(*) FROM assessment WHERE pi = 0.5 AND route = 'audit'"), ==,
      drawn);
  pattern->state = REVIEW_PATTERN_WORKING;
  g_assert_true (
      review_store_write (review_service_get_store (f->service), put_pattern, pattern, &error));
  add_passed (f, 40, "NG");
  g_assert_cmpint (count_at (f, "NG", "0.1"), ==, 1);
}

static void
pass_all (gpointer self,
          const ReviewIntake *values,
          const ReviewPolicy *policy,
          const ReviewCatalog *catalog,
          double draw,
          ReviewAssessment *assessment)
{
  assessment->route = REVIEW_ROUTE_AUTO_PASS;
  assessment->reason = g_strdup ("below_pass");
  assessment->pi = 0.02;
}

/* Whatever an agent calls itself, the account that delivered answers for what is decided. */
static void
test_who_decided (Desk *f, gconstpointer data)
{
  static const ReviewAssessor assessor = { .route = pass_all };
  g_autoptr (ReviewDelivery) said = review_record_new (&review_delivery_type);
  g_autoptr (ReviewAgentView) view = NULL;
  g_autoptr (ReviewAssessment) stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  review_service_set_assessor (f->service, &assessor);
  id = desk_add_case (f, &(CaseSpec){ .id = "d", .risk = 0.5 });
  view = review_service_read_for_agent (f->service, id, &error);
  g_assert_no_error (error);
  said->agent = g_strdup ("another-house");
  said->model = g_strdup ("x1");
  said->as_of = view->values->as_of;
  said->evidence_hash = g_strdup (view->evidence_hash);
  said->risk = 0.01;
  said->verdict = REVIEW_VERDICT_PASS;
  said->raw_score = said->base = said->rest = (double) NAN;
  stored = review_service_deliver (f->service, CALL (f->lead, 0), id, said, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored->agent, ==, "another-house");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision WHERE account = 'u-lead'"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'auto_decide' AND "
                                  "actor = 'u-lead'"),
                   ==, 1);
}

static void
put_list (Desk *f, const char *part, const char *name)
{
  g_autoptr (GPtrArray) entries = review_records_new ();
  g_autoptr (GError) error = NULL;
  ReviewListEntry *entry = review_record_new (&review_list_entry_type);

  entry->list = g_strdup ("made-up");
  entry->kind = REVIEW_LIST_NAMES;
  entry->entry_id = g_strdup (part);
  entry->name = g_strdup (name);
  g_ptr_array_add (entries, entry);
  g_assert_true (review_service_put_list (f->service, review_service_system_user (), "made-up",
                                          part, entries, "0", &error));
  g_assert_no_error (error);
}

static void
take_in_named (Desk *f, const char *id, const char *name)
{
  g_autoptr (ReviewIntake) intake = desk_make_intake (&(CaseSpec){ .id = id, .risk = 0.8 });
  g_autoptr (GError) error = NULL;
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup ("name");
  field->value = g_strdup (name);
  intake->subject->profile = review_records_new ();
  g_ptr_array_add (intake->subject->profile, field);
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (intake->evidence->len, ==, 2); /* what the caller holds stays as it was */
}

#define COUNT_SCREENING "SELECT COUNT(*) FROM evidence WHERE kind = 'screening'"

/* What arrives is screened with the lists of that moment; the same match is evidence once. */
static void
test_screening (Desk *f, gconstpointer data)
{
  take_in_named (f, "s1", "Boris Badmanov");
  g_assert_cmpint (desk_count (f, COUNT_SCREENING), ==, 0);
  put_list (f, "a", "BADMANOV, Boris");
  take_in_named (f, "s2", "Anna Schmidt");
  g_assert_cmpint (desk_count (f, COUNT_SCREENING), ==, 0);
  take_in_named (f, "s1", "Boris Badmanov");
  g_assert_cmpint (desk_count (f, COUNT_SCREENING), ==, 1);
  take_in_named (f, "s1", "Boris Badmanov");
  g_assert_cmpint (desk_count (f, COUNT_SCREENING), ==, 1);
  put_list (f, "a", "SCHMITT, Ana");
  take_in_named (f, "s3", "Boris Badmanov");
  g_assert_cmpint (desk_count (f, COUNT_SCREENING), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM list_entry"), ==, 1);
  /* Anna was there before the list was */
  g_assert_cmpint (review_service_screen_open (f->service, review_service_system_user (), NULL), ==,
                   1);
  g_assert_cmpint (desk_count (f, COUNT_SCREENING), ==, 2);
  g_assert_cmpint (review_service_screen_open (f->service, review_service_system_user (), NULL), ==,
                   0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'import_list'"), ==,
                   2);
  desk_verify_audit (f);
}

static ReviewAssessment *
fail_to_assess (gpointer self,
                const ReviewIntake *values,
                const ReviewPolicy *policy,
                const ReviewCatalog *catalog,
                double draw,
                GError **error)
{
  g_assert_cmpfloat (draw, >=, 0);
  g_assert_cmpfloat (draw, <, 1);
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "the model is damaged");
  return NULL;
}

static void
test_assessor_fails (Desk *f, gconstpointer data)
{
  static const ReviewAssessor broken = { fail_to_assess, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view = NULL;

  review_service_set_assessor (f->service, &broken);
  take_in (f, &(CaseSpec){ .id = "x", .risk = 0.8 });
  g_assert_cmpint (review_service_assess_pending (f->service, NULL, 10, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
  desk_settle_after (f, 5 * REVIEW_MINUTE);
  view = desk_take_next (f, f->agent);
  g_assert_nonnull (view);
  g_assert_null (view->assessment);
}

/* The store's policy is in force; one that the program brings later waits for people. */
static void
test_shipped_policy (Desk *f, gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (ReviewPolicy) other = NULL;
  g_autoptr (ReviewService) service = NULL;
  g_autoptr (GError) error = NULL;
  ReviewTypePolicy *changed;

  review_catalog_load_directory (folder, &catalog, &policy, &error);
  g_assert_no_error (error);
  desk_set_blind (f, 0, NAN);
  g_assert_true (review_service_publish (f->service, &error));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM sop_clause"), >, 10);
  other = review_record_copy (policy);
  changed = review_record_copy (policy->types->pdata[0]);
  changed->threshold_pass /= 2;
  review_record_unref (other->types->pdata[0]);
  other->types->pdata[0] = changed;
  service = review_service_new (f->store, catalog, other);
  for (guint i = 0; i < 2; i++) /* once, however often it starts */
    {
      g_assert_true (review_service_publish (service, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (review_service_get_policy (service)->version, ==, "r1");
      g_assert_true (review_record_equal (review_service_get_policy (service), policy));
      g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy_state"), ==, 2);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy_state WHERE state = 'draft' "
                                  "AND version = 'r2' AND account = 'system'"),
                   ==, 1);
}

static ReviewCatalog *
with_other_clause (const ReviewCatalog *catalog)
{
  ReviewCatalog *other = review_record_copy (catalog);
  ReviewSop *sop = review_record_copy (other->sops->pdata[0]);
  ReviewClause *clause = review_record_copy (sop->clauses->pdata[0]);

  review_text_free (clause->text);
  clause->text = review_text_new ("Do as you please.", "请便。");
  review_record_unref (sop->clauses->pdata[0]);
  sop->clauses->pdata[0] = clause;
  review_record_unref (other->sops->pdata[0]);
  other->sops->pdata[0] = sop;
  return other;
}

static void
test_sop_versions_never_change (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCatalog) other = with_other_clause (review_service_get_catalog (f->service));
  g_autoptr (ReviewService) service =
      review_service_new (f->store, other, (ReviewPolicy *) review_service_get_policy (f->service));
  g_autoptr (GError) error = NULL;

  g_assert_false (review_service_publish (service, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
}

/* A case type that came with data: the local users may work on it from the next start on. */
static void
test_new_type (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCatalog) more = review_record_copy (review_service_get_catalog (f->service));
  ReviewCaseType *type = review_record_new (&review_case_type_type);
  g_autoptr (ReviewService) service = NULL;
  g_autoptr (ReviewUser) senior = NULL;
  g_autoptr (ReviewUser) model = NULL;
  g_autoptr (GError) error = NULL;

  type->id = g_strdup ("chargeback");
  g_ptr_array_add (more->case_types, type);
  service =
      review_service_new (f->store, more, (ReviewPolicy *) review_service_get_policy (f->service));
  g_assert_true (review_service_ensure_local_users (service, &error));
  g_assert_true (review_service_ensure_local_users (service, &error));
  senior = review_service_find_user (service, "u-senior", &error);
  model = review_service_find_user (service, "u-model", &error);
  g_assert_no_error (error);
  g_assert_cmpint (senior->qualifications->len, ==, f->senior->qualifications->len + 1);
  g_assert_cmpint (model->qualifications->len, ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'put_user'"), ==, 5);
}

static void
note_seq (gint64 seq, gpointer user_data)
{
  gint64 *last = user_data;

  g_assert_cmpint (seq, >, *last);
  *last = seq;
}

static void
test_events (Desk *f, gconstpointer data)
{
  gint64 told = 0, last = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const ReviewEvent *event;

  review_service_set_notify (f->service, note_seq, &told);
  g_assert_true (
      review_service_post_event (f->service, "preparation", NULL, "training", 3, 10, &error));
  g_assert_cmpint (told, ==, review_service_last_event (f->service, &error));
  events = review_service_list_events (f->service, f->bpo, told - 1, 10, &last, &error);
  g_assert_cmpint (events->len, ==, 1);
  g_assert_cmpint (last, ==, told);
  event = events->pdata[0];
  g_assert_cmpstr (event->kind, ==, "preparation");
  g_assert_cmpstr (event->text, ==, "training");
  g_assert_cmpint (event->done, ==, 3);
  g_assert_cmpint (event->total, ==, 10);
}

/* Answers to takes are kept a day, other writes a month, decisions for ever. */
static void
test_forgets (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "f", .risk = 0.8 });
  g_autoptr (ReviewTakeRequest) take = review_record_new (&review_take_request_type);
  g_autoptr (ReviewReleaseRequest) put_back = review_record_new (&review_release_request_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_service_take_next (f->service, KEYED (f->agent, "key-take", 0), take, &error);

  desk_ignore (review_service_release (f->service,
                                       KEYED (f->agent, "key-back", view->work_item->version),
                                       view->work_item->id, put_back, &error));
  desk_settle_after (f, 23 * REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM idempotency"), ==, 2);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM idempotency"), ==, 1);
  desk_settle_after (f, 30 * REVIEW_DAY);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM idempotency"), ==, 0);
}

static void
test_sops (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSop) sop = review_service_get_sop (f->service, WD_TYPE, &error);
  g_autoptr (ReviewCatalog) catalog = review_service_dup_expanded_catalog (f->service);

  g_assert_no_error (error);
  g_assert_cmpstr (sop->case_type, ==, WD_TYPE);
  for (guint i = 0; i < sop->clauses->len; i++)
    g_assert_null (strchr (((ReviewClause *) sop->clauses->pdata[i])->text->en, '{'));
  g_assert_nonnull (review_catalog_find_type (catalog, "poa_review"));
  g_assert_null (review_service_get_sop (f->service, "made_up", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

#define ADD(name, func) \
  g_test_add ("/arrivals/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("wrong-intakes", test_wrong_intakes);
  ADD ("pending", test_pending);
  ADD ("screening", test_screening);
  ADD ("assessed-again", test_assessed_again);
  ADD ("already-with-people", test_already_with_people);
  ADD ("decided-keeps-its-assessment", test_decided_keeps_its_assessment);
  ADD ("sampled", test_sampled);
  ADD ("who-decided", test_who_decided);
  ADD ("assessor-fails", test_assessor_fails);
  ADD ("shipped-policy", test_shipped_policy);
  ADD ("sop-versions-never-change", test_sop_versions_never_change);
  ADD ("new-type", test_new_type);
  ADD ("events", test_events);
  ADD ("forgets", test_forgets);
  ADD ("sops", test_sops);
  return g_test_run ();
}
