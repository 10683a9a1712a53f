/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-service"
#include "service-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hub-policy.h"
#include "review-catalog-load.h"
#include "review-store-audit.h"
#include "review-store-cases.h"

static double
feature_of (const ReviewIntake *values, const char *name)
{
  for (guint i = 0; values->features != NULL && i < values->features->len; i++)
    {
      const ReviewFeatureValue *feature = values->features->pdata[i];

      if (strcmp (feature->name, name) == 0)
        return feature->value;
    }
  return NAN;
}

/* One step that cites the amount of the first row, as ROCA's steps do; @gap: no clause covers it. */
static GPtrArray *
make_steps (const ReviewIntake *values, gboolean gap)
{
  const char *features[] = { "amount_ratio", NULL };
  GPtrArray *steps = review_records_new ();
  ReviewStep *step = review_record_new (&review_step_type);
  ReviewCitation *citation = review_record_new (&review_citation_type);
  const ReviewEvidence *row = values->evidence->pdata[0];

  citation->evidence = g_strdup (row->label);
  citation->field = g_strdup ("amount");
  citation->value = g_strdup (review_fields_get (row->fields, "amount"));
  step->n = 1;
  step->kind = REVIEW_STEP_FACT;
  step->claim = review_text_new ("The amount is large.", "金额较大。");
  step->direction = REVIEW_DIRECTION_RAISES;
  step->citations = review_records_new ();
  if (gap)
    step->features = g_strdupv ((char **) features);
  step->no_clause = gap;
  g_ptr_array_add (step->citations, citation);
  g_ptr_array_add (steps, step);
  return steps;
}

/* What rules would have said: features "raise" (to a priority) and "escalate". */
static ReviewGates *
make_gates (const ReviewIntake *values)
{
  ReviewGates *gates = review_record_new (&review_gates_type);
  double raise = feature_of (values, "raise");

  gates->threshold = NAN;
  gates->priority = isnan (raise) ? values->priority : (gint64) raise;
  if (!isnan (raise))
    gates->priority_rule = g_strdup ("r-raise");
  if (raise >= REVIEW_KEY_USER_PRIORITY)
    gates->priority_reason = g_strdup ("institution");
  if (!isnan (feature_of (values, "escalate")))
    gates->escalation_rule = g_strdup ("r-escalate");
  return gates;
}

static ReviewAssessment *
fake_assess (gpointer self,
             const ReviewIntake *values,
             const ReviewPolicy *policy,
             const ReviewCatalog *catalog,
             double draw,
             GError **error)
{
  double risk = feature_of (values, "risk");
  double route = feature_of (values, "route");
  ReviewAssessment *said;

  g_assert_null (values->truth);
  if (isnan (risk))
    return NULL;
  said = review_record_new (&review_assessment_type);
  said->as_of = values->as_of;
  said->agent = g_strdup ("roca");
  said->model = g_strdup ("m1");
  said->policy = g_strdup (policy->version);
  said->risk = risk;
  said->verdict = risk >= 0.5 ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS;
  said->verdict_cut = 0.5;
  said->route = isnan (route) ? REVIEW_ROUTE_HUMAN : (int) route;
  said->reason = g_strdup ("human_band");
  said->pi = isnan (feature_of (values, "pi")) ? 1 : feature_of (values, "pi");
  said->gates = make_gates (values);
  said->steps =
      make_steps (values, risk > SERVICE_GAP_RISK - 0.001 && risk < SERVICE_GAP_RISK + 0.001);
  return said;
}

static ReviewUser *
find_user (Desk *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  ReviewUser *user = review_service_find_user (f->service, id, &error);

  g_assert_no_error (error);
  return user;
}

/* Features by their name; the rest of the check is the Decision Hub's. */
static gboolean
has_feature (const char *case_type, const char *feature, gpointer user_data)
{
  return g_str_has_prefix (feature, "known_");
}

static gboolean
check_policy (gpointer self,
              const ReviewPolicy *policy,
              const ReviewCatalog *catalog,
              GError **error)
{
  HubPolicyContext context = { catalog, has_feature, NULL };

  return hub_policy_check (policy, &context, error);
}

static void
open_service (Desk *f)
{
  static const ReviewAssessor assessor = { fake_assess, NULL, check_policy };
  g_autofree char *data = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;

  review_catalog_load_directory (data, &catalog, &policy, &error);
  g_assert_no_error (error);
  f->store = review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error);
  g_assert_no_error (error);
  f->service = review_service_new (f->store, catalog, policy);
  review_service_set_assessor (f->service, &assessor);
  review_service_publish (f->service, &error);
  g_assert_no_error (error);
  review_service_ensure_local_users (f->service, &error);
  g_assert_no_error (error);
}

/* How the queues are from now on: @mode, and of ordinary cases @share hidden all the same. */
void
desk_set_blind (Desk *f, int mode, double share)
{
  const ReviewPolicy *policy = review_service_get_policy (f->service);

  for (guint i = 0; i < policy->types->len; i++)
    {
      ReviewTypePolicy *type = policy->types->pdata[i];

      type->blind = mode;
      type->blind_share = share;
    }
}

/* What the policy says of a number, from now on. */
void
desk_set_parameter (Desk *f, const char *name, double value)
{
  const ReviewPolicy *policy = review_service_get_policy (f->service);

  for (guint i = 0; i < policy->parameters->len; i++)
    {
      ReviewParameter *one = policy->parameters->pdata[i];

      if (strcmp (one->name, name) == 0)
        {
          one->value = value;
          return;
        }
    }
  g_assert_not_reached ();
}

void
desk_set_up (Desk *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("review-service-XXXXXX", NULL);
  f->uri = g_strconcat ("sqlite:", f->folder, "/review.db", NULL);
  review_test_clock_init (&f->clock, START, 7);
  open_service (f);
  desk_set_blind (f, 0, G_MINDOUBLE); /* each test says itself what is hidden */
  desk_set_parameter (f, "held_at_once", 1000);
  f->bpo = find_user (f, "u-bpo");
  f->agent = find_user (f, "u-agent");
  f->senior = find_user (f, "u-senior");
  f->qa = find_user (f, "u-qa");
  f->lead = find_user (f, "u-lead");
  f->admin = find_user (f, "u-admin");
}

/* The server is over and another one begins on the same store. */
void
desk_reopen (Desk *f)
{
  review_service_free (f->service);
  review_store_close (f->store);
  open_service (f);
  desk_set_blind (f, 0, G_MINDOUBLE);
  desk_set_parameter (f, "held_at_once", 1000);
}

void
desk_tear_down (Desk *f, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };
  ReviewUser **users[] = { &f->bpo, &f->agent, &f->senior, &f->qa, &f->lead, &f->admin };

  desk_verify_audit (f);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    review_record_unref (*users[i]);
  review_service_free (f->service);
  review_store_close (f->store);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (f->folder, "/review.db", suffixes[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->uri);
}

static void
add_field (GPtrArray *fields, const char *name, const char *value, int type, int klass)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = type;
  field->klass = klass;
  g_ptr_array_add (fields, field);
}

static ReviewEvidence *
make_row (const CaseSpec *spec, guint n)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);
  g_autofree char *hash = g_strdup_printf ("0x%s-%u", spec->id, n);

  row->kind = REVIEW_EVIDENCE_TRANSACTION;
  row->external_id = g_strdup (hash);
  row->at = START - (gint64) (10 - n) * REVIEW_HOUR;
  row->fields = review_records_new ();
  add_field (row->fields, "direction", n == 0 ? "in" : "out", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
  add_field (row->fields, "amount", "1250.5", REVIEW_VALUE_AMOUNT, REVIEW_CLASS_PERSONAL);
  add_field (row->fields, "card", "4111", REVIEW_VALUE_TEXT, REVIEW_CLASS_SECRET);
  return row;
}

static void
add_feature (ReviewIntake *intake, const char *name, double value)
{
  ReviewFeatureValue *feature = review_record_new (&review_feature_value_type);

  feature->name = g_strdup (name);
  feature->value = value;
  g_ptr_array_add (intake->features, feature);
}

/* A new intake; the caller may change it before handing it on. */
ReviewIntake *
desk_make_intake (const CaseSpec *spec)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->external_id = g_strdup (spec->id);
  intake->source = g_strdup ("test");
  intake->type = g_strdup (spec->type != NULL ? spec->type : WD_TYPE);
  intake->priority = spec->priority;
  if (review_priority_is_key_user (spec->priority))
    {
      ReviewPriorityReason *reason = review_record_new (&review_priority_reason_type);

      reason->code = g_strdup ("vip");
      reason->points = spec->priority;
      reason->key_user_reason = TRUE;
      intake->priority_reasons = review_records_new ();
      g_ptr_array_add (intake->priority_reasons, reason);
    }
  intake->value = g_strdup (spec->value != NULL ? spec->value : "100");
  intake->currency = g_strdup ("USD");
  intake->opened_at = START;
  intake->vendor = g_strdup (spec->vendor);
  intake->subject = review_record_new (&review_subject_type);
  intake->subject->external_id = g_strconcat ("customer-", spec->id, NULL);
  intake->features = review_records_new ();
  add_feature (intake, "risk", spec->risk);
  if (spec->route != 0)
    add_feature (intake, "route", spec->route);
  if (spec->raise != 0)
    add_feature (intake, "raise", spec->raise);
  if (spec->escalate)
    add_feature (intake, "escalate", 1);
  intake->evidence = review_records_new ();
  g_ptr_array_add (intake->evidence, make_row (spec, 0));
  g_ptr_array_add (intake->evidence, make_row (spec, 1));
  return intake;
}

/* Takes a case in and has it assessed. Returns its id. */
char *
desk_add_case (Desk *f, const CaseSpec *spec)
{
  g_autoptr (ReviewIntake) intake = desk_make_intake (spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCase) stored = NULL;

  intake->opened_at = review_clock_now (&f->clock.clock);
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);
  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

ReviewCaseView *
desk_take_next (Desk *f, const ReviewUser *user)
{
  g_autoptr (ReviewTakeRequest) request = review_record_new (&review_take_request_type);
  g_autoptr (GError) error = NULL;
  ReviewCaseView *view = review_service_take_next (f->service, CALL (user, 0), request, &error);

  g_assert_true (view != NULL || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND));
  return view;
}

/* Says "undecided" of a hidden case, and gets to see what ROCA says. */
ReviewCaseView *
desk_make_first_call (Desk *f, const ReviewUser *user, const ReviewCaseView *view)
{
  g_autoptr (ReviewFirstCall) call = review_record_new (&review_first_call_type);
  g_autoptr (GError) error = NULL;
  ReviewCaseView *shown;

  call->choice = REVIEW_RECOMMEND_UNDECIDED;
  call->seen = review_record_new (&review_seen_type);
  call->seen->evidence_hash = g_strdup (view->evidence_hash);
  shown = review_service_make_first_call (f->service, CALL (user, view->work_item->version),
                                          view->work_item->id, call, &error);
  g_assert_no_error (error);
  return shown;
}

/* A complete form for the view: what a careful person would fill in. */
/* One of its own for each case: a copy of another is refused. */
static char *
desk_make_annotation (const ReviewCaseView *view)
{
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, view->item_case->id, -1);

  for (char *p = hash; *p != '\0'; p++)
    *p = g_ascii_isdigit (*p) ? (char) (*p - '0' + 'g') : *p;
  return g_strdup_printf ("%.24s misled (E1).", hash);
}

ReviewForm *
desk_make_form (int choice, const ReviewCaseView *view)
{
  ReviewForm *form = review_record_new (&review_form_type);
  int label;

  form->choice = choice;
  if (choice == REVIEW_CHOICE_BLOCK)
    form->disposition = g_strdup ("cancel_return");
  if (view->assessment != NULL)
    form->reasoning = REVIEW_REASONING_SOUND;
  label = view->assessment != NULL ? (int) review_label_compute (
              (ReviewVerdict) view->assessment->verdict, choice == REVIEW_CHOICE_BLOCK)
                                   : 0;
  if (choice == REVIEW_CHOICE_ESCALATE || label == REVIEW_LABEL_FP || label == REVIEW_LABEL_FN
      || review_priority_is_key_user (view->item_case->priority))
    {
      form->root_cause =
          g_strdup (label == REVIEW_LABEL_FP || label == REVIEW_LABEL_FN ? "RC-X03" : "RC-X08");
      form->path = REVIEW_PATH_N;
      form->annotation = desk_make_annotation (view);
      form->annotation_language = g_strdup ("en");
    }
  if (choice == REVIEW_CHOICE_ESCALATE)
    {
      form->reason_codes = g_strsplit ("key_user", " ", -1);
      form->recommendation = REVIEW_RECOMMEND_BLOCK;
      form->checked = g_strdup ("history and device");
      form->rationale = g_strdup ("a key user");
    }
  return form;
}

ReviewDecideRequest *
desk_make_request (ReviewForm *form, const ReviewCaseView *view)
{
  ReviewDecideRequest *request = review_record_new (&review_decide_request_type);

  request->form = review_record_ref (form);
  request->seen = review_record_new (&review_seen_type);
  request->seen->evidence_hash = g_strdup (view->evidence_hash);
  request->seen->assessment = view->assessment != NULL ? g_strdup (view->assessment->id) : NULL;
  request->seen->verdict_visible = view->assessment != NULL;
  request->seen->active_ms = 1234;
  return request;
}

/* Takes over @form. */
ReviewDecision *
desk_decide (
    Desk *f, const ReviewUser *user, const ReviewCaseView *view, ReviewForm *form, GError **error)
{
  g_autoptr (ReviewForm) owned = form;
  g_autoptr (ReviewDecideRequest) request = desk_make_request (form, view);

  return review_service_decide (f->service, CALL (user, view->work_item->version),
                                view->work_item->id, request, error);
}

void
desk_settle_after (Desk *f, gint64 time)
{
  g_autoptr (GError) error = NULL;

  review_test_clock_advance (&f->clock, time);
  review_service_settle (f->service, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64 n;
} Count;

static gboolean
count_rows (ReviewTx *tx, gpointer user_data, GError **error)
{
  Count *count = user_data;

  return review_tx_get_int (tx, &count->n, error, count->sql, "");
}

gint64
desk_count (Desk *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Count count = { sql, -1 };

  review_store_read (f->store, count_rows, &count, &error);
  g_assert_no_error (error);
  return count.n;
}

static gboolean
verify (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewAuditReport report;

  return review_audit_verify (tx, &report, error);
}

/* At the end of every test, whatever it did, the audit chain holds. */
void
desk_verify_audit (Desk *f)
{
  g_autoptr (GError) error = NULL;

  review_store_read (f->store, verify, NULL, &error);
  g_assert_no_error (error);
}

char *
desk_new_key (Desk *f)
{
  return g_strdup_printf ("key-%08d", g_atomic_int_add (&f->key, 1));
}

void
desk_ignore (gpointer record)
{
  g_assert_nonnull (record);
  review_record_unref (record);
}
