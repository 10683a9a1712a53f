/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Along the money: who may look, how far, what comes back, and what is left behind. */
#define G_LOG_DOMAIN "test-flows"
#include <string.h>

#include "service-fixture.h"

#define SHARED "0x7be4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaae91c"

static void
add_field (ReviewEvidence *row, const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->klass = REVIEW_CLASS_PERSONAL;
  g_ptr_array_add (row->fields, field);
}

static void
add_move (
    ReviewIntake *intake, gint64 at, const char *direction, const char *usd, const char *party)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = REVIEW_EVIDENCE_TRANSACTION;
  row->at = at;
  row->fields = review_records_new ();
  add_field (row, "direction", direction);
  add_field (row, "amount", "1.5");
  add_field (row, "asset", "ETH");
  add_field (row, "amount_ref", usd);
  add_field (row, "currency", "USD");
  add_field (row, "counterparty", party);
  g_ptr_array_add (intake->evidence, row);
}

/* A case whose customer dealt with @party. Returns its id. */
static char *
add_case (Desk *f, const CaseSpec *spec, gint64 at, const char *usd, const char *party)
{
  g_autoptr (ReviewIntake) intake = desk_make_intake (spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCase) stored = NULL;

  add_move (intake, at, "out", usd, party);
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);
  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static ReviewFlowPage *
ask (Desk *f, const ReviewUser *user, const char *work, const char *party, GError **error)
{
  g_autoptr (ReviewFlowRequest) request = review_record_new (&review_flow_request_type);

  request->party = g_strdup (party);
  return review_service_ask_flows (f->service, user, work, request, error);
}

static const ReviewFlow *
find_flow (const ReviewFlowPage *page, const char *party)
{
  for (guint i = 0; i < page->flows->len; i++)
    if (strcmp (((ReviewFlow *) page->flows->pdata[i])->party, party) == 0)
      return page->flows->pdata[i];
  return NULL;
}

static void
test_ask (Desk *f, gconstpointer data)
{
  g_autofree char *mine = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, START, "10", SHARED);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autofree char *other = add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 }, START, "70", SHARED);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewFlowPage) page = NULL;
  const ReviewFlow *flow;
  gint64 audits = desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'look_flows'");

  g_assert_cmpstr (view->item_case->id, ==, mine);
  desk_settle_after (f, REVIEW_SECOND);
  page =
      ask (f, f->agent, view->work_item->id, "0x7BE4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE91C", &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->count, ==, 1); /* one's own case is not told again */
  flow = find_flow (page, "customer-b");
  g_assert_nonnull (flow);
  g_assert_false (flow->out); /* the address is paid */
  g_assert_cmpstr (flow->value, ==, "70");
  g_assert_cmpstr (flow->amount, ==, "1.5");
  g_assert_cmpint (flow->cases, ==, 1);
  g_assert_true (g_str_has_prefix (flow->case_ids[0], "WD-"));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'look_flows'"), ==,
                   audits + 1);
  desk_verify_audit (f);
}

/* A customer of another case is two steps away: they may be asked about; a stranger may not. */
static void
test_near (Desk *f, gconstpointer data)
{
  g_autofree char *mine = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, START, "10", SHARED);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autofree char *other = add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 }, START, "70", SHARED);
  g_autofree char *far = add_case (f, &(CaseSpec){ .id = "c", .risk = 0.8 }, START, "5", "u404040");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) absent = NULL;
  g_autoptr (ReviewFlowPage) near = NULL;

  desk_settle_after (f, REVIEW_SECOND);
  near = ask (f, f->agent, view->work_item->id, "customer-b", &error);
  g_assert_no_error (error);
  g_assert_cmpint (near->count, ==, 1);
  g_assert_true (find_flow (near, SHARED)->out);
  g_assert_null (ask (f, f->agent, view->work_item->id, "customer-c", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_assert_null (ask (f, f->agent, view->work_item->id, "nobody-at-all", &absent));
  g_assert_cmpstr (error->message, ==, absent->message); /* never told apart */
}

/* Who does not hold the case learns nothing, and bad questions name what is wrong. */
static void
test_refused (Desk *f, gconstpointer data)
{
  g_autofree char *mine = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, START, "10", SHARED);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autofree char *longest = g_strnfill (600, 'x');
  static const char *const naughty[] = { "'; DROP TABLE flow; --", "<b>\u202e</b>", "%", "\"" };
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (f, f->senior, view->work_item->id, SHARED, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (ask (f, f->bpo, view->work_item->id, SHARED, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND); /* not the vendor's */
  g_clear_error (&error);
  g_assert_null (ask (f, f->agent, view->work_item->id, "", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (ask (f, f->agent, view->work_item->id, longest, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (naughty); i++)
    {
      g_clear_error (&error);
      g_assert_null (ask (f, f->agent, view->work_item->id, naughty[i], &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
    }
  review_test_clock_advance (&f->clock, REVIEW_LEASE_TIME + REVIEW_SECOND);
  g_clear_error (&error);
  g_assert_null (ask (f, f->agent, view->work_item->id, SHARED, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'look_flows'"), ==, 0);
}

/* A vendor's agent is told of the vendor's cases only: not even how many others there are. */
static void
test_vendor (Desk *f, gconstpointer data)
{
  CaseSpec theirs = { .id = "v", .risk = 0.8, .vendor = f->bpo->vendor };
  g_autofree char *mine = add_case (f, &theirs, START, "10", SHARED);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->bpo);
  g_autofree char *other = add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 }, START, "70", SHARED);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewFlowPage) page = NULL;

  g_assert_nonnull (view);
  desk_settle_after (f, REVIEW_SECOND);
  page = ask (f, f->bpo, view->work_item->id, SHARED, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->count, ==, 0);
  g_assert_cmpuint (page->flows->len, ==, 0);
  g_assert_null (ask (f, f->bpo, view->work_item->id, "customer-b", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

/* New evidence replaces what a case said; more than a page comes in pages. */
static void
test_pages (Desk *f, gconstpointer data)
{
  g_autofree char *mine = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, START, "10", SHARED);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewFlowRequest) next = review_record_new (&review_flow_request_type);
  g_autoptr (ReviewFlowPage) first = NULL;
  g_autoptr (ReviewFlowPage) second = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%02u", i);
      g_autofree char *usd = g_strdup_printf ("%u", 100 + i);
      g_autofree char *id =
          add_case (f, &(CaseSpec){ .id = name, .risk = 0.8 }, START, usd, SHARED);
    }
  desk_settle_after (f, REVIEW_SECOND);
  desk_settle_after (f, REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM flow_queue"), ==, 0);
  first = ask (f, f->agent, view->work_item->id, SHARED, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->count, ==, 60);
  g_assert_cmpuint (first->flows->len, ==, 50);
  g_assert_cmpstr (((ReviewFlow *) first->flows->pdata[0])->value, ==, "159"); /* the largest */
  next->party = g_strdup (SHARED);
  next->offset = 50;
  second = review_service_ask_flows (f->service, f->agent, view->work_item->id, next, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->flows->len, ==, 10);
  g_assert_null (find_flow (first, ((ReviewFlow *) second->flows->pdata[0])->party));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/flows/ask", Desk, NULL, desk_set_up, test_ask, desk_tear_down);
  g_test_add ("/flows/near", Desk, NULL, desk_set_up, test_near, desk_tear_down);
  g_test_add ("/flows/refused", Desk, NULL, desk_set_up, test_refused, desk_tear_down);
  g_test_add ("/flows/vendor", Desk, NULL, desk_set_up, test_vendor, desk_tear_down);
  g_test_add ("/flows/pages", Desk, NULL, desk_set_up, test_pages, desk_tear_down);
  return g_test_run ();
}
