/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub's calls: a draft is saved, approved by another person, made live, put back. */
#include "fake-server.h"

#include <string.h>

#include "review-client-hub.h"
#include "review-error.h"

typedef struct
{
  FakeServer *server;
  ReviewClient *client;
} Fixture;

typedef struct
{
  const ReviewRecordType *type;
  gboolean done;
  gpointer record;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  review_record_unref (answer->record);
  g_clear_error (&answer->error);
  memset (answer, 0, sizeof *answer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->record =
      review_client_finish (REVIEW_CLIENT (source), answer->type, result, &answer->error);
  answer->done = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->server = fake_server_new (0);
  fixture->client = review_client_new (fixture->server->url, NULL, NULL);
  g_assert_true (review_client_set_token (fixture->client, FAKE_TOKEN, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->client);
  fake_server_free (fixture->server);
}

static void
be (Fixture *fixture, const char *id, const char *name)
{
  g_free (fixture->server->user->id);
  g_free (fixture->server->user->name);
  fixture->server->user->id = g_strdup (id);
  fixture->server->user->name = g_strdup (name);
  fixture->server->user->role = REVIEW_ROLE_LEAD;
}

static void
get_policy (Fixture *fixture, const char *version, Answer *answer)
{
  answer_clear (answer);
  answer->type = &review_policy_type;
  review_client_get_policy_async (fixture->client, version, NULL, answered_cb, answer);
  WAIT_FOR (answer->done);
}

/* Each answers the version as it is afterwards. */
static void
act (Fixture *fixture, const char *what, gconstpointer with, Answer *answer)
{
  answer_clear (answer);
  answer->type = &review_policy_version_type;
  if (strcmp (what, "save") == 0)
    review_client_save_policy_async (fixture->client, with, NULL, NULL, answered_cb, answer);
  else if (strcmp (what, "approve") == 0)
    review_client_approve_policy_async (fixture->client, with, NULL, NULL, answered_cb, answer);
  else if (strcmp (what, "live") == 0)
    review_client_make_policy_live_async (fixture->client, with, "better", NULL, NULL, answered_cb,
                                          answer);
  else
    review_client_withdraw_policy_async (fixture->client, with, "no longer", NULL, NULL,
                                         answered_cb, answer);
  WAIT_FOR (answer->done);
}

static void
expect_state (Answer *answer, const char *version, int state)
{
  const ReviewPolicyVersion *made = answer->record;

  g_assert_no_error (answer->error);
  g_assert_cmpstr (made->version, ==, version);
  g_assert_cmpint (made->state, ==, state);
}

/* A draft with one threshold changed. (transfer full) */
static ReviewPolicy *
change (Fixture *fixture, double pass)
{
  g_auto (Answer) answer = { 0 };
  ReviewPolicy *draft;
  ReviewTypePolicy *type;

  get_policy (fixture, "live", &answer);
  g_assert_no_error (answer.error);
  draft = review_record_copy (answer.record);
  type = review_record_copy (draft->types->pdata[0]);
  type->threshold_pass = pass;
  review_record_unref (draft->types->pdata[0]);
  draft->types->pdata[0] = type;
  return draft;
}

static void
test_versions (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (ReviewPolicy) draft = change (fixture, 0.12);

  be (fixture, "u-lead", "W. Zhao");
  act (fixture, "save", draft, &answer);
  expect_state (&answer, "r2", REVIEW_POLICY_DRAFT);
  act (fixture, "approve", "r2", &answer);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  act (fixture, "live", "r2", &answer);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  be (fixture, "u-admin", "A. Admin");
  act (fixture, "approve", "r2", &answer);
  expect_state (&answer, "r2", REVIEW_POLICY_APPROVED);
  act (fixture, "live", "r2", &answer);
  expect_state (&answer, "r2", REVIEW_POLICY_LIVE);
  get_policy (fixture, "live", &answer);
  g_assert_cmpstr (((ReviewPolicy *) answer.record)->version, ==, "r2");
  act (fixture, "live", "r1", &answer);
  expect_state (&answer, "r1", REVIEW_POLICY_LIVE);
}

static void
test_withdraw (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (ReviewPolicy) draft = change (fixture, 0.12);

  act (fixture, "save", draft, &answer);
  act (fixture, "withdraw", "r2", &answer);
  expect_state (&answer, "r2", REVIEW_POLICY_WITHDRAWN);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/policies/r2/withdraw"), ==, 1);
}

static void
test_wrong (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (ReviewPolicy) draft = change (fixture, 0.99);
  g_autofree char *field = NULL;

  act (fixture, "save", draft, &answer);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  field = review_error_dup_field (answer.error);
  g_assert_cmpstr (field, ==, "types[0].threshold_pass");
  get_policy (fixture, "r9", &answer);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

static void
test_measures (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) hub = { &review_hub_overview_type, FALSE, NULL, NULL };
  g_auto (Answer) type = { &review_hub_view_type, FALSE, NULL, NULL };
  g_auto (Answer) list = { &review_policy_list_type, FALSE, NULL, NULL };
  g_auto (Answer) tried = { &review_backtest_type, FALSE, NULL, NULL };
  g_autoptr (ReviewPolicy) draft = change (fixture, 0.12);
  const ReviewHubView *view;

  review_client_get_hub_async (fixture->client, NULL, answered_cb, &hub);
  review_client_get_hub_type_async (fixture->client, "ato", NULL, answered_cb, &type);
  review_client_get_policies_async (fixture->client, NULL, answered_cb, &list);
  review_client_backtest_async (fixture->client, "kyc_audit", draft, 0, NULL, answered_cb, &tried);
  WAIT_FOR (hub.done && type.done && list.done && tried.done);
  g_assert_cmpuint (((ReviewHubOverview *) hub.record)->types->len, ==, 5);
  view = type.record;
  g_assert_cmpstr (view->case_type, ==, "ato");
  g_assert_cmpuint (view->points->len, ==, 201);
  g_assert_cmpuint (((ReviewPolicyList *) list.record)->items->len, ==, 1);
  g_assert_cmpint (((ReviewBacktest *) tried.record)->changed, >, 0);
}

/* A back-test that nobody waits for any more ends at once. */
static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { &review_backtest_type, FALSE, NULL, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ReviewPolicy) draft = change (fixture, 0.12);

  fake_server_fault (fixture->server, "/backtest", FAKE_HANG, 1);
  review_client_backtest_async (fixture->client, "ato", draft, 0, cancellable, answered_cb,
                                &answer);
  WAIT_FOR (fake_server_count (fixture->server, "POST /v1/hub/ato/backtest") == 1);
  g_cancellable_cancel (cancellable);
  WAIT_FOR (answer.done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/client-hub/versions", test_versions);
  ADD ("/client-hub/withdraw", test_withdraw);
  ADD ("/client-hub/wrong", test_wrong);
  ADD ("/client-hub/measures", test_measures);
  ADD ("/client-hub/cancel", test_cancel);
#undef ADD
  return g_test_run ();
}
