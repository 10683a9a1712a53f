/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of the queue, who may take what, what leaves the desk without a decision. */
#define G_LOG_DOMAIN "test-queue"
#include <string.h>

#include "service-fixture.h"

static void
assert_next (Desk *f, const ReviewUser *user, const char *external_id)
{
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);

  g_assert_nonnull (view);
  g_assert_cmpstr (view->item_case->external_id, ==, external_id);
}

static void
add (Desk *f, const char *id, gint64 priority, const char *value)
{
  g_autofree char *added =
      desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8, .priority = priority, .value = value });
}

/* Band, then key user, then value, then age. */
static void
test_order (Desk *f, gconstpointer data)
{
  add (f, "old-small", 0, "5");
  review_test_clock_advance (&f->clock, 130 * REVIEW_MINUTE);
  add (f, "mid-large", 0, "100000");
  review_test_clock_advance (&f->clock, 70 * REVIEW_MINUTE);
  add (f, "new-value", 0, "900");
  review_test_clock_advance (&f->clock, REVIEW_MINUTE);
  add (f, "new-older", 0, "10");
  review_test_clock_advance (&f->clock, REVIEW_MINUTE);
  add (f, "new-younger", 0, "10");
  add (f, "new-key", 80, "1");
  /* old-small has 38 min left, mid-large 168, the others four hours. */
  assert_next (f, f->senior, "old-small");
  assert_next (f, f->senior, "new-key");
  assert_next (f, f->senior, "mid-large");
  assert_next (f, f->senior, "new-value");
  assert_next (f, f->senior, "new-older");
  assert_next (f, f->senior, "new-younger");
}

static void
test_breached_first (Desk *f, gconstpointer data)
{
  add (f, "breached", 0, "1");
  review_test_clock_advance (&f->clock, 15 * REVIEW_MINUTE);
  add (f, "soon", 80, "1000");
  review_test_clock_advance (&f->clock, 225 * REVIEW_MINUTE);
  add (f, "key", 90, "99999");
  desk_settle_after (f, 0);
  assert_next (f, f->senior, "breached");
  assert_next (f, f->senior, "soon");
  assert_next (f, f->senior, "key");
}

/* Nothing of the queue is sorted or grouped apart from its indices: the next case, a view, counts. */
static gboolean
explain (ReviewTx *tx, gpointer user_data, GError **error)
{
  static const char *const queries[] = {
    "EXPLAIN QUERY PLAN SELECT w.id FROM work_item w WHERE w.state = 'queued' "
    "ORDER BY w.band, w.key_user DESC, w.value_rank DESC, w.queued_at, w.id LIMIT 1",
    "EXPLAIN QUERY PLAN SELECT w.id, w.band FROM work_item w WHERE w.state NOT IN ('decided', "
    "'closed') AND ('' = '' OR w.case_type = '') AND (0 = 0 OR w.vendor = '') "
    "ORDER BY w.band, w.key_user DESC, w.value_rank DESC, w.queued_at, w.id",
    "EXPLAIN QUERY PLAN SELECT case_type, COUNT(*) FROM work_item WHERE state = 'queued' "
    "AND (0 = 0 OR vendor = '') GROUP BY case_type ORDER BY case_type",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (ReviewRows) rows = review_tx_query (tx, error, queries[i], "");

      g_assert_nonnull (rows);
      while (review_rows_next (rows, error))
        g_assert_null (strstr (review_rows_get_text (rows, 3), "TEMP B-TREE"));
    }
  return TRUE;
}

static void
test_never_sorts (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (g_getenv ("REVIEW_TEST_STORE") != NULL)
    {
      g_test_skip ("reads SQLite's query plan");
      return;
    }
  review_store_read (f->store, explain, NULL, &error);
  g_assert_no_error (error);
}

static ReviewUser *
put_user (Desk *f, const char *id, int role, const char *type, const char *language, int stage)
{
  ReviewUser *user = review_record_new (&review_user_type);
  g_autoptr (GError) error = NULL;

  user->id = g_strdup (id);
  user->name = g_strdup (id);
  user->role = role;
  user->qualifications = review_records_new ();
  if (type != NULL)
    {
      ReviewQualification *q = review_record_new (&review_qualification_type);

      q->case_type = g_strdup (type);
      q->language = g_strdup (language);
      q->stage = stage;
      g_ptr_array_add (user->qualifications, q);
    }
  review_service_put_user (f->service, f->lead, user, &error);
  g_assert_no_error (error);
  return user;
}

static void
test_qualification (Desk *f, gconstpointer data)
{
  static const struct
  {
    const char *type, *language;
    int stage;
    gboolean plain, key;
  } cases[] = {
    { NULL, "*", 0, FALSE, FALSE },
    { "poa_review", "*", REVIEW_QUALIFIED_CERTIFIED, FALSE, FALSE },
    { WD_TYPE, "*", REVIEW_QUALIFIED_TRAINING, FALSE, FALSE },
    { WD_TYPE, "*", REVIEW_QUALIFIED_PRACTICE, FALSE, FALSE },
    { WD_TYPE, "*", REVIEW_QUALIFIED_CERTIFICATION, FALSE, FALSE },
    { WD_TYPE, "*", REVIEW_QUALIFIED_NESTING, TRUE, TRUE },
    { WD_TYPE, "*", REVIEW_QUALIFIED_LIMITED, TRUE, FALSE },
    { WD_TYPE, "zh-CN", REVIEW_QUALIFIED_CERTIFIED, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("person-%u", i);
      g_autofree char *plain = g_strdup_printf ("plain-%u", i);
      g_autofree char *key = g_strdup_printf ("key-%u", i);
      g_autoptr (ReviewUser) user =
          put_user (f, name, REVIEW_ROLE_AGENT, cases[i].type, cases[i].language, cases[i].stage);
      gboolean got_plain = FALSE, got_key = FALSE;
      g_autoptr (ReviewCaseView) view = NULL;

      add (f, plain, 0, "1");
      add (f, key, 80, "1");
      while ((view = desk_take_next (f, user)) != NULL)
        {
          got_plain = got_plain || view->item_case->priority == 0;
          got_key = got_key || view->item_case->priority == 80;
          g_clear_pointer (&view, review_record_unref);
        }
      g_assert_cmpint (got_plain, ==, cases[i].plain);
      g_assert_cmpint (got_key, ==, cases[i].key);
    }
}

static void
test_language (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) user =
      put_user (f, "german", REVIEW_ROLE_AGENT, WD_TYPE, "de", REVIEW_QUALIFIED_CERTIFIED);
  g_autoptr (ReviewIntake) intake = desk_make_intake (&(CaseSpec){ .id = "zh", .risk = 0.8 });
  g_autoptr (ReviewCase) stored = NULL;
  g_autoptr (ReviewCaseView) none = NULL;

  intake->language = g_strdup ("zh-CN");
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, NULL);
  g_assert_true (review_service_assess_case (f->service, stored->id, NULL));
  none = desk_take_next (f, user);
  g_assert_null (none);
  assert_next (f, f->agent, "zh");
}

static void
test_roles (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewTakeRequest) request = review_record_new (&review_take_request_type);
  g_autoptr (ReviewUser) model =
      put_user (f, "model", REVIEW_ROLE_MODEL, WD_TYPE, "*", REVIEW_QUALIFIED_CERTIFIED);
  g_autoptr (ReviewViewRequest) all = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) page = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewQueueRow *row;

  add (f, "r", 0, "1");
  g_assert_null (review_service_take_next (f->service, CALL (model, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  page = review_service_open_view (f->service, f->senior, all, &error);
  g_assert_no_error (error);
  row = page->rows->pdata[0];
  g_assert_null (
      review_service_take (f->service, CALL (f->agent, row->version), row->work_item, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  desk_ignore (
      review_service_take (f->service, CALL (f->senior, row->version), row->work_item, &error));
  g_assert_null (
      review_service_take (f->service, CALL (f->lead, row->version), row->work_item, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
}

static void
test_views (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) all = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) first = NULL;
  g_autoptr (ReviewViewPage) page = NULL;
  g_autoptr (ReviewViewPage) tail = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 130; i++)
    {
      g_autofree char *name = g_strdup_printf ("v%03u", i);
      g_autofree char *value = g_strdup_printf ("%u", 1000 - i);

      add (f, name, 0, value);
    }
  first = review_service_open_view (f->service, f->senior, all, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->count, ==, 130);
  g_assert_cmpint (first->rows->len, ==, 100);
  /* What comes later moves the generation, not the positions. */
  add (f, "late", 80, "1");
  page = review_service_read_view (f->service, f->senior, first->view, 50, 50, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->generation, >, first->generation);
  for (guint i = 0; i < 50; i++)
    g_assert_true (review_record_equal (page->rows->pdata[i], first->rows->pdata[50 + i]));
  tail = review_service_read_view (f->service, f->senior, first->view, 120, 100, &error);
  g_assert_cmpint (tail->rows->len, ==, 10);
  g_assert_null (review_service_read_view (f->service, f->agent, first->view, 0, 10, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (review_service_read_view (f->service, f->senior, first->view, 131, 10, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

/* Where a case is in a view: the hundred rows that have it, for the view's owner only. */
static void
test_found_in_view (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) all = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) first = NULL;
  g_autoptr (ReviewViewPage) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%03u", i);

      add (f, name, 0, "10");
    }
  first = review_service_open_view (f->service, f->senior, all, &error);
  page = review_service_read_view (f->service, f->senior, first->view, 119, 1, &error);
  last = g_strdup (((ReviewQueueRow *) page->rows->pdata[0])->work_item);
  g_assert_null (review_service_find_in_view (f->service, f->agent, first->view, last, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (review_service_find_in_view (f->service, f->senior, first->view, "w1", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_clear_pointer (&page, review_record_unref);
  page = review_service_find_in_view (f->service, f->senior, first->view, last, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->offset, ==, 100);
  g_assert_cmpuint (page->rows->len, ==, 20);
  g_assert_cmpstr (((ReviewQueueRow *) page->rows->pdata[19])->work_item, ==, last);
}

/* Whether @user gets the waiting item again, by hand and by renewing their lease: one rule for both.
 * It is left to run out each time. */
static void
expect_own (Desk *f, const ReviewUser *user, const char *id, gboolean own)
{
  g_autoptr (ReviewCaseView) now = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (ReviewLease) lease = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) conflict = NULL;

  desk_settle_after (f, REVIEW_LEASE_TIME + 1);
  now = review_service_get_work_item (f->service, f->lead, id, NULL);
  g_assert_cmpint (now->work_item->state, ==, REVIEW_WORK_QUEUED);
  taken = review_service_take (f->service, CALL (user, now->work_item->version), id, &refused);
  desk_settle_after (f, REVIEW_LEASE_TIME + 1);
  lease = review_service_renew_lease (f->service, CALL (user, 0), id, &conflict);
  g_assert_true ((taken != NULL) == own);
  g_assert_true ((lease != NULL) == own);
  if (own)
    return;
  g_assert_error (refused, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_assert_error (conflict, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
}

static void
put_back (Desk *f, const ReviewUser *user, const char *id)
{
  g_autoptr (ReviewCaseView) held = review_service_get_work_item (f->service, user, id, NULL);
  g_autoptr (ReviewReleaseRequest) request = review_record_new (&review_release_request_type);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (GError) error = NULL;

  item = review_service_release (f->service, CALL (user, held->work_item->version), id, request,
                                 &error);
  g_assert_no_error (error);
}

/* A case is theirs to take again whose lease of it ran out; not once another had it, also not with a
 * draft of it, and not after they put it back themselves. */
static void
test_take_again (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) other =
      put_user (f, "other", REVIEW_ROLE_AGENT, WD_TYPE, "*", REVIEW_QUALIFIED_CERTIFIED);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) theirs = NULL;
  g_autoptr (ReviewDraft) draft = review_record_new (&review_draft_type);
  g_autoptr (ReviewDraft) saved = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  add (f, "r", 0, "1");
  view = desk_take_next (f, f->agent);
  id = view->work_item->id;
  expect_own (f, other, id, FALSE);
  expect_own (f, f->agent, id, TRUE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'take_back'"), ==, 1);
  draft->revision = 1;
  draft->form = review_record_new (&review_form_type);
  saved = review_service_save_draft (f->service, CALL (f->agent, 0), id, draft, &error);
  g_assert_no_error (error);
  put_back (f, f->agent, id);
  expect_own (f, f->agent, id, FALSE);
  theirs = desk_take_next (f, other);
  g_assert_cmpstr (theirs->work_item->id, ==, id);
  expect_own (f, f->agent, id, FALSE);
  expect_own (f, other, id, TRUE);
  put_back (f, other, id);
  expect_own (f, other, id, FALSE);
}

/* The handling clock stands still while the customer is asked, and 30 minutes remain. */
static void
test_request_information (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "i", .risk = 0.8 };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewIntake) reply = desk_make_intake (&spec);
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (GError) error = NULL;
  ReviewEvidence *row = reply->evidence->pdata[1];

  review_test_clock_advance (&f->clock, 230 * REVIEW_MINUTE);
  view = desk_take_next (f, f->agent);
  request->codes = g_strsplit ("send_cake", " ", -1);
  g_assert_null (review_service_request_information (
      f->service, CALL (f->agent, view->work_item->version), view->work_item->id, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_strfreev (request->codes);
  request->codes = g_strsplit ("own_wallet_proof purpose", " ", -1);
  item = review_service_request_information (f->service, CALL (f->agent, view->work_item->version),
                                             view->work_item->id, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_WAITING_CUSTOMER);
  desk_settle_after (f, 23 * REVIEW_HOUR);
  back = desk_take_next (f, f->agent);
  g_assert_null (back);
  g_free (row->external_id);
  row->external_id = g_strdup ("proof");
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), reply, &error));
  back = desk_take_next (f, f->agent);
  g_assert_cmpint (back->work_item->paused_ms, ==, 23 * REVIEW_HOUR / 1000);
  g_assert_cmpint (back->work_item->due_at - review_clock_now (&f->clock.clock), ==,
                   30 * REVIEW_MINUTE);
}

static void
ask (Desk *f, const ReviewCaseView *view, const char *code, GError **error)
{
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);
  g_autoptr (ReviewWorkItem) item = NULL;

  request->codes = g_strsplit (code, " ", -1);
  item = review_service_request_information (f->service, CALL (f->agent, view->work_item->version),
                                             view->work_item->id, request, error);
}

/* New evidence comes to the case that was asked about. */
static void
reply (Desk *f, gint64 n)
{
  g_autoptr (ReviewIntake) more = desk_make_intake (&(CaseSpec){ .id = "i", .risk = 0.8 });
  ReviewEvidence *row = more->evidence->pdata[1];
  g_autoptr (GError) error = NULL;

  row->at += n + 1;
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), more, &error));
  g_assert_no_error (error);
}

/* Without another due time the policy's stands, what was read is kept, and at most `max_requests`
 * go out. */
static void
test_request_limits (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "i", .risk = 0.8 });
  g_autoptr (GError) error = NULL;

  for (gint64 asked = 0; asked < 2; asked++)
    {
      g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
      g_autoptr (ReviewCaseView) none = NULL;

      g_assert_cmpint (view->asking->asked, ==, asked);
      g_assert_cmpint (view->asking->at_most, ==, 2);
      g_assert_cmpint (view->asking->wait_hours, ==, 24);
      ask (f, view, "own_wallet_proof purpose", &error);
      g_assert_no_error (error);
      desk_settle_after (f, REVIEW_DAY - 1);
      none = desk_take_next (f, f->agent);
      g_assert_null (none);
      reply (f, asked);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM information_request WHERE text_en LIKE "
                                  "'To finish%sign the message%UTC%' AND text_zh_cn LIKE "
                                  "'为完成%签名%'"),
                   ==, 2);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);

  ask (f, view, "purpose", &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "codes"));
}

/* A code is asked only of the types that it is for. */
static void
test_request_of_another_type (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "i", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (GError) error = NULL;

  ask (f, view, "address_doc_new", &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

static void
test_hold (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "w", .risk = 0.8 });
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewCaseView) none = NULL;
  g_autoptr (GError) error = NULL;

  request->reason = g_strdup ("outage");
  g_assert_null (review_service_hold (f->service, CALL (f->agent, view->work_item->version),
                                      view->work_item->id, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  request->wake_at = review_clock_now (&f->clock.clock) + REVIEW_HOUR;
  desk_ignore (review_service_hold (f->service, CALL (f->agent, view->work_item->version),
                                    view->work_item->id, request, &error));
  desk_settle_after (f, REVIEW_HOUR - 1);
  none = desk_take_next (f, f->agent);
  g_assert_null (none);
  desk_settle_after (f, 1);
  assert_next (f, f->agent, "w");
}

/* In the nesting stage a decision takes effect only after a second person's. */
static void
test_nesting (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) newcomer =
      put_user (f, "newcomer", REVIEW_ROLE_AGENT, WD_TYPE, "*", REVIEW_QUALIFIED_NESTING);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) own = NULL;
  g_autoptr (ReviewCaseView) second = NULL;
  g_autoptr (ReviewDecision) first = NULL;
  g_autoptr (ReviewDecision) last = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "z", 0, "1");
  view = desk_take_next (f, newcomer);
  first = desk_decide (f, newcomer, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  own = desk_take_next (f, newcomer);
  g_assert_null (own);
  second = desk_take_next (f, f->agent);
  last = desk_decide (f, f->agent, second, desk_make_form (REVIEW_CHOICE_BLOCK, second), &error);
  g_assert_no_error (error);
  g_assert_cmpint (last->stage, ==, REVIEW_STAGE_SECOND);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 3);
}

/* Repeated settling and a clock that jumps change nothing twice. */
static void
test_settle_again (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewDecision) decision = NULL;

  add (f, "j", 0, "1");
  view = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), NULL);
  desk_settle_after (f, -REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  for (guint i = 0; i < 3; i++)
    desk_settle_after (f, REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 3);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM checkpoint"), >=, 2);
}

#define ADD(name, func) g_test_add ("/queue/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("breached-first", test_breached_first);
  ADD ("never-sorts", test_never_sorts);
  ADD ("qualification", test_qualification);
  ADD ("language", test_language);
  ADD ("roles", test_roles);
  ADD ("views", test_views);
  ADD ("found-in-view", test_found_in_view);
  ADD ("take-again", test_take_again);
  ADD ("request-information", test_request_information);
  ADD ("request-limits", test_request_limits);
  ADD ("request-of-another-type", test_request_of_another_type);
  ADD ("hold", test_hold);
  ADD ("nesting", test_nesting);
  ADD ("settle-again", test_settle_again);
  return g_test_run ();
}
