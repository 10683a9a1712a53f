/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each person may see, and what no answer, row or event may give away. */
#define G_LOG_DOMAIN "test-seen"
#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "review-service-private.h"
#include "service-fixture.h"

static const ReviewField *
find_field (const ReviewCaseView *view, guint row, const char *name)
{
  const ReviewEvidence *evidence = view->evidence->pdata[row];

  return review_fields_find (evidence->fields, name);
}

static ReviewCitation *
first_citation (const ReviewCaseView *view)
{
  const ReviewStep *step = view->assessment->steps->pdata[0];

  return step->citations->pdata[0];
}

/* Personal fields are open to the lease's holder only, secret ones to nobody. */
static void
test_masking (Desk *f, gconstpointer data)
{
  g_autofree char *id =
      desk_add_case (f, &(CaseSpec){ .id = "m", .risk = 0.8, .vendor = "brightdesk" });
  g_autoptr (ReviewCaseView) held = desk_take_next (f, f->agent);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) looked = review_service_get_case (f->service, f->lead, id, &error);
  g_autoptr (ReviewCaseView) vendor = review_service_get_case (f->service, f->bpo, id, &error);
  g_autofree char *json = review_encode (looked);
  g_autofree char *vendor_json = review_encode (vendor);

  g_assert_no_error (error);
  g_assert_cmpstr (find_field (held, 0, "amount")->value, ==, "1250.5");
  g_assert_null (find_field (held, 0, "card")->value);
  g_assert_true (find_field (held, 0, "card")->masked);
  g_assert_cmpstr (held->item_case->subject->external_id, ==, "customer-m");
  g_assert_cmpstr (find_field (looked, 0, "direction")->value, ==, "in");
  g_assert_true (find_field (looked, 0, "amount")->masked);
  g_assert_null (strstr (json, "1250.5"));
  g_assert_null (strstr (json, "4111"));
  g_assert_null (strstr (json, "customer-m"));
  g_assert_nonnull (((ReviewStep *) looked->assessment->steps->pdata[0])->claim);
  /* A vendor's person without the lease does not read the value out of the claim either. */
  g_assert_null (((ReviewStep *) vendor->assessment->steps->pdata[0])->claim);
  g_assert_null (strstr (vendor_json, "1250.5"));
}

/* A vendor's person who holds the case has personal fields opened one by one. */
static void
test_vendor_holds (Desk *f, gconstpointer data)
{
  g_autofree char *id =
      desk_add_case (f, &(CaseSpec){ .id = "v", .risk = 0.8, .vendor = "brightdesk" });
  g_autoptr (ReviewCaseView) held = desk_take_next (f, f->bpo);
  g_autoptr (ReviewRevealRequest) request = review_record_new (&review_reveal_request_type);
  g_autoptr (ReviewRevealed) revealed = NULL;
  g_autofree char *json = review_encode (held);
  g_autofree char *key = desk_new_key (f);
  g_autoptr (GError) error = NULL;

  g_assert_true (find_field (held, 0, "amount")->masked);
  g_assert_null (strstr (json, "1250.5"));
  g_assert_null (strstr (json, "4111"));
  g_assert_null (held->item_case->subject->external_id);
  request->evidence = g_strdup ("E1");
  request->field = g_strdup ("amount");
  request->reason = g_strdup ("trace");
  revealed = review_service_reveal (f->service, KEYED (f->bpo, key, 0), held->work_item->id,
                                    request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (revealed->value, ==, "1250.5");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'reveal'"), ==, 1);
  desk_verify_audit (f);
}

static void
test_citations (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "c", .risk = 0.8 };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);

  g_assert_cmpint (first_citation (view)->status, ==, REVIEW_CITATION_OK);
  g_assert_cmpstr (first_citation (view)->evidence, ==, "E1");
  g_assert_cmpstr (first_citation (view)->value, ==, "1250.5");
}

/* Checked whenever they are served: the row is gone, the field is gone, the value is another; none
 * of them vanishes from the chain. */
static void
test_citations_fail_loudly (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "c", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  const struct
  {
    const char *row, *field, *value;
    int status;
  } table[] = { { "E1", "amount", "1250.5", REVIEW_CITATION_OK },
                { "E1", "amount", "1250.6", REVIEW_CITATION_CHANGED },
                { "E1", "gone", "1250.5", REVIEW_CITATION_MISSING },
                { "E9", "amount", "1250.5", REVIEW_CITATION_MISSING },
                { "E1", NULL, NULL, REVIEW_CITATION_OK } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ReviewCitation *citation = first_citation (view);
      g_autoptr (ReviewAssessment) checked = NULL;

      g_free (citation->evidence);
      g_free (citation->field);
      g_free (citation->value);
      citation->evidence = g_strdup (table[i].row);
      citation->field = g_strdup (table[i].field);
      citation->value = g_strdup (table[i].value);
      checked = review_check_citations (view->assessment, view->evidence);
      citation = ((ReviewStep *) checked->steps->pdata[0])->citations->pdata[0];
      g_assert_cmpint (citation->status, ==, table[i].status);
      g_assert_cmpstr (citation->evidence, ==, table[i].row);
    }
}

/* A gap is counted over the cases that have it. */
static void
test_gap_is_counted (Desk *f, gconstpointer data)
{
  g_autofree char *first = desk_add_case (f, &(CaseSpec){ .id = "g1", .risk = SERVICE_GAP_RISK });
  g_autofree char *second = desk_add_case (f, &(CaseSpec){ .id = "g2", .risk = SERVICE_GAP_RISK });
  g_autofree char *other = desk_add_case (f, &(CaseSpec){ .id = "g3", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  const ReviewStep *gap = NULL;

  for (guint i = 0; i < view->assessment->steps->len; i++)
    if (((ReviewStep *) view->assessment->steps->pdata[i])->no_clause)
      gap = view->assessment->steps->pdata[i];
  g_assert_nonnull (gap);
  g_assert_cmpint (gap->gap_cases, ==, 2);
}

/* Another vendor's case and one that does not exist are told apart by nothing. */
static void
test_vendor_scope (Desk *f, gconstpointer data)
{
  g_autofree char *ours =
      desk_add_case (f, &(CaseSpec){ .id = "o", .risk = 0.8, .vendor = "brightdesk" });
  g_autofree char *theirs =
      desk_add_case (f, &(CaseSpec){ .id = "t", .risk = 0.8, .vendor = "other", .value = "999" });
  g_autofree char *house = desk_add_case (f, &(CaseSpec){ .id = "h", .risk = 0.8 });
  g_autoptr (ReviewViewRequest) request = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) page = NULL;
  g_autoptr (GError) absent = NULL;
  g_autoptr (GError) hidden = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) next = NULL;
  g_autoptr (ReviewCaseView) none = NULL;
  gint64 last = 0;
  g_autoptr (GPtrArray) events = NULL;

  g_assert_null (review_service_get_case (f->service, f->bpo, theirs, &hidden));
  g_assert_null (review_service_get_case (f->service, f->bpo, "0123456789abcdef", &absent));
  g_assert_cmpint (hidden->code, ==, REVIEW_ERROR_NOT_FOUND);
  g_assert_cmpstr (hidden->message, ==, absent->message);
  page = review_service_open_view (f->service, f->bpo, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->count, ==, 1);
  g_assert_cmpint (((ReviewTypeCount *) page->counts->pdata[0])->count, ==, 1);
  g_assert_cmpstr (((ReviewQueueRow *) page->rows->pdata[0])->case_id, ==, ours);
  next = desk_take_next (f, f->bpo);
  g_assert_cmpstr (next->item_case->id, ==, ours);
  none = desk_take_next (f, f->bpo);
  g_assert_null (none);
  events = review_service_list_events (f->service, f->bpo, 0, 1000, &last, &error);
  for (guint i = 0; i < events->len; i++)
    {
      const ReviewEvent *event = events->pdata[i];

      g_assert_cmpstr (event->object, !=, theirs);
      g_assert_cmpstr (event->object, !=, house);
    }
  g_assert_cmpint (last, ==, review_service_last_event (f->service, NULL));
}

/* An audited case was decided; whoever looks at it blind learns nothing of that. */
static void
test_blind_audit (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "b", .risk = 0.97, .route = REVIEW_ROUTE_AUDIT };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewIntake) later = desk_make_intake (&spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;
  g_autoptr (ReviewCaseView) after = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autofree char *json = NULL;
  ReviewEvidence *row = later->evidence->pdata[1];

  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 3);
  g_free (row->external_id);
  row->external_id = g_strdup ("0xlater");
  row->at = START + REVIEW_HOUR;
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), later, &error));
  view = review_service_get_case (f->service, f->agent, id, &error);
  g_assert_no_error (error);
  g_assert_true (view->blind);
  g_clear_pointer (&view, review_record_unref);

  view = desk_take_next (f, f->agent);
  json = review_encode (view);
  g_assert_true (view->blind);
  g_assert_null (view->assessment);
  g_assert_cmpint (view->decisions->len, ==, 0);
  g_assert_null (view->effects);
  g_assert_cmpint (view->evidence->len, ==, 2);
  g_assert_null (strstr (json, "audit"));
  g_assert_null (strstr (json, "purpose"));
  g_assert_null (strstr (json, "effects_pending"));
  shown = desk_make_first_call (f, f->agent, view);
  decision = desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_PASS, shown), &error);
  g_assert_no_error (error);
  after = review_service_get_work_item (f->service, f->agent, view->work_item->id, &error);
  g_assert_false (after->blind);
  g_assert_nonnull (after->assessment);

  /* It contradicts ROCA: the case is opened again, for somebody else, and nothing else happens. */
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 3);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE purpose = 'sla' "
                                  "AND round = 2 AND state = 'queued'"),
                   ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'incident'"), ==, 1);
  g_clear_pointer (&view, review_record_unref);
  view = desk_take_next (f, f->agent);
  g_assert_null (view);
  view = desk_take_next (f, f->senior);
  g_assert_cmpstr (view->item_case->id, ==, id);
}

/* Automatic decisions have effects and no human label; key users are never among them. */
static void
test_automatic (Desk *f, gconstpointer data)
{
  g_autofree char *pass =
      desk_add_case (f, &(CaseSpec){ .id = "p", .risk = 0.01, .route = REVIEW_ROUTE_AUTO_PASS });
  g_autofree char *key = desk_add_case (
      f, &(CaseSpec){ .id = "q", .risk = 0.01, .route = REVIEW_ROUTE_AUTO_PASS, .priority = 80 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->senior);

  desk_settle_after (f, REVIEW_MINUTE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision WHERE work_item IS NULL"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 1);
  g_assert_cmpstr (view->item_case->id, ==, key);
}

/* No model, no number. */
static void
test_no_assessment (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "n", .risk = NAN });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision = NULL;

  g_assert_null (view);
  desk_settle_after (f, 4 * REVIEW_MINUTE);
  view = desk_take_next (f, f->agent);
  g_assert_null (view);
  desk_settle_after (f, REVIEW_MINUTE);
  view = desk_take_next (f, f->agent);
  g_assert_cmpstr (view->item_case->id, ==, id);
  g_assert_null (view->assessment);
  g_assert_false (view->blind);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_PASS, view), &error);
  g_assert_no_error (error);
  g_assert_cmpint (decision->label, ==, 0);
}

/* Truth that came with a case is never in what a reviewer gets. */
static void
test_truth_is_hidden (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = desk_make_intake (&(CaseSpec){ .id = "h", .risk = 0.8 });
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autoptr (ReviewCase) stored = NULL;

  intake->truth = review_record_new (&review_truth_type);
  intake->truth->positive = TRUE;
  intake->truth->typology = g_strdup ("mixer");
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stored->state, ==, REVIEW_CASE_CLOSED);
  json = review_encode (stored);
  g_assert_null (strstr (json, "mixer"));
  g_assert_null (strstr (json, "positive"));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 1);
}

static void
test_tokens (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = review_service_issue_token (f->service, "u-agent", REVIEW_HOUR, &error);
  g_autofree char *other = review_service_issue_token (f->service, "u-agent", REVIEW_HOUR, &error);
  g_autoptr (ReviewUser) user = review_service_authenticate (f->service, token, &error);
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) FROM token WHERE sha256 = '%s'", token);
  const char *bad[] = { "", "x", token, other };

  g_assert_no_error (error);
  g_assert_cmpstr (user->id, ==, "u-agent");
  g_assert_cmpint (desk_count (f, sql), ==, 0);
  g_assert_true (review_service_revoke_token (f->service, token, &error));
  g_assert_true (review_service_disable_user (f->service, f->lead, "u-agent", &error));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (review_service_authenticate (f->service, bad[i], &refused));
      g_assert_error (refused, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED);
    }
}

static void
test_token_expires (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = review_service_issue_token (f->service, "u-qa", REVIEW_HOUR, &error);

  review_test_clock_advance (&f->clock, REVIEW_HOUR - 1);
  desk_ignore (review_service_authenticate (f->service, token, &error));
  review_test_clock_advance (&f->clock, 1);
  g_assert_null (review_service_authenticate (f->service, token, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED);
}

#define ADD(name, func) g_test_add ("/seen/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("masking", test_masking);
  ADD ("vendor-holds", test_vendor_holds);
  ADD ("citations", test_citations);
  ADD ("citations-fail-loudly", test_citations_fail_loudly);
  ADD ("gap-is-counted", test_gap_is_counted);
  ADD ("vendor-scope", test_vendor_scope);
  ADD ("blind-audit", test_blind_audit);
  ADD ("automatic", test_automatic);
  ADD ("no-assessment", test_no_assessment);
  ADD ("truth-is-hidden", test_truth_is_hidden);
  ADD ("tokens", test_tokens);
  ADD ("token-expires", test_token_expires);
  return g_test_run ();
}
