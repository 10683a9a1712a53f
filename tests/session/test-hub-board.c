/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub without a display: look, move a threshold, see what follows, save, have it
 * approved by another person, make it live, put it back; and what goes wrong. */
#include "fake-server.h"

#include <math.h>
#include <string.h>

#include "review-changes.h"
#include "review-error.h"
#include "review-session.h"

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewHubBoard *hub;
} Fixture;

static void
be (Fixture *fixture, const char *id, const char *name, int role)
{
  ReviewUser *user = review_record_new (&review_user_type);

  user->id = g_strdup (id);
  user->name = g_strdup (name);
  user->role = role;
  review_record_unref (fixture->server->user);
  fixture->server->user = user;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN };

  fixture->server = fake_server_new (1);
  be (fixture, "u-lead", "W. Zhao", REVIEW_ROLE_LEAD);
  config.server_url = fixture->server->url;
  fixture->session = review_session_new (&config);
  fixture->hub = review_session_get_hub (fixture->session);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (review_session_close_finish (REVIEW_SESSION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
close_session (Fixture *fixture)
{
  gboolean closed = FALSE;
  ReviewSession *session = fixture->session;

  review_session_close_async (session, closed_cb, &closed);
  WAIT_FOR (closed);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &fixture->session);
  g_object_unref (session);
  WAIT_FOR (fixture->session == NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  close_session (fixture);
  fake_server_free (fixture->server);
}

/* The same server, another person. */
static void
sign_in_as (Fixture *fixture, const char *id, const char *name, int role)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN, .server_url = fixture->server->url };

  close_session (fixture);
  g_ptr_array_set_size (fixture->server->streams, 0);
  be (fixture, id, name, role);
  fixture->session = review_session_new (&config);
  fixture->hub = review_session_get_hub (fixture->session);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

static void
look (Fixture *fixture, const char *case_type)
{
  review_hub_board_look (fixture->hub);
  review_hub_board_set_case_type (fixture->hub, case_type);
  WAIT_FOR (review_hub_board_get_state (fixture->hub) == REVIEW_HUB_READY
            && review_hub_board_get_versions (fixture->hub) != NULL);
}

static void
wait_idle (Fixture *fixture)
{
  WAIT_FOR (!review_hub_board_get_busy (fixture->hub));
}

static gboolean
is_opened (Fixture *fixture, const char *version, int state)
{
  const ReviewPolicy *opened = review_hub_board_get_opened (fixture->hub);
  const ReviewPolicyVersion *found = review_hub_board_find_version (fixture->hub, version);

  return opened != NULL && strcmp (opened->version, version) == 0 && found != NULL
         && found->state == state;
}

/* Moves the auto-pass threshold and saves: r2 is a draft. */
static void
save_draft (Fixture *fixture)
{
  review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_PASS, 0.15);
  review_hub_board_set_note (fixture->hub, "more of the quiet ones");
  review_hub_board_save (fixture->hub);
  g_assert_true (review_hub_board_get_busy (fixture->hub));
  wait_idle (fixture);
  g_assert_cmpint (review_hub_board_get_error_code (fixture->hub), ==, 0);
  WAIT_FOR (is_opened (fixture, "r2", REVIEW_POLICY_DRAFT));
}

static void
test_look (Fixture *fixture, gconstpointer unused)
{
  ReviewHubForecast now, live;

  g_assert_true (review_session_get_can_see_hub (fixture->session));
  g_assert_cmpint (review_hub_board_get_state (fixture->hub), ==, REVIEW_HUB_IDLE);
  g_assert_cmpuint (fake_server_count (fixture->server, "GET /v1/hub"), ==, 0);
  review_hub_board_look (fixture->hub);
  g_assert_cmpint (review_hub_board_get_state (fixture->hub), ==, REVIEW_HUB_LOADING);
  WAIT_FOR (review_hub_board_get_state (fixture->hub) == REVIEW_HUB_READY);
  g_assert_cmpstr (review_hub_board_get_case_type (fixture->hub), ==, "kyc_audit");
  WAIT_FOR (review_hub_board_get_versions (fixture->hub) != NULL);
  g_assert_cmpfloat (review_hub_board_get_threshold_pass (fixture->hub), ==, 0.10);
  g_assert_false (review_hub_board_get_dirty (fixture->hub));
  g_assert_cmpint (review_hub_board_get_backtest_state (fixture->hub), ==, REVIEW_BACKTEST_NONE);
  g_assert_true (review_hub_board_forecast (fixture->hub, FALSE, &now));
  g_assert_true (review_hub_board_forecast (fixture->hub, TRUE, &live));
  g_assert_cmpfloat (now.automation, ==, live.automation);
  g_assert_true (now.pass_certified && now.block_certified);
}

/* Several moves are one back-test, of the last of them. */
static void
test_move (Fixture *fixture, gconstpointer unused)
{
  ReviewHubForecast now, live;
  const ReviewBacktest *tried;

  look (fixture, "ato");
  for (int i = 0; i < 20; i++)
    review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_PASS, 0.10 + 0.005 * i);
  g_assert_cmpint (review_hub_board_get_backtest_state (fixture->hub), ==, REVIEW_BACKTEST_WAITING);
  g_assert_true (review_hub_board_get_dirty (fixture->hub));
  g_assert_true (review_hub_board_forecast (fixture->hub, FALSE, &now));
  g_assert_true (review_hub_board_forecast (fixture->hub, TRUE, &live));
  g_assert_cmpfloat (now.automation, >, live.automation);
  g_assert_cmpfloat (now.per_day, <, live.per_day);
  g_assert_false (now.pass_certified);
  g_assert_false (review_hub_board_get_type_policy (fixture->hub)->certified);
  WAIT_FOR (review_hub_board_get_backtest_state (fixture->hub) == REVIEW_BACKTEST_DONE);
  g_assert_cmpuint (fixture->server->hub->backtests, ==, 1);
  tried = review_hub_board_get_backtest (fixture->hub);
  g_assert_cmpint (tried->changed, >, 0);
  /* Inside the certified zone again: the draft says what it rests on. */
  review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_PASS, 0.15);
  g_assert_true (review_hub_board_get_type_policy (fixture->hub)->certified);
  g_assert_cmpuint (review_hub_board_get_type_policy (fixture->hub)->certificates->len, ==, 2);
  /* Back where it was: nothing to try. */
  review_hub_board_discard (fixture->hub);
  g_assert_cmpint (review_hub_board_get_backtest_state (fixture->hub), ==, REVIEW_BACKTEST_NONE);
  g_assert_null (review_hub_board_get_backtest (fixture->hub));
}

/* The two never cross, nor the verdict's cut between them. */
static void
test_bounds (Fixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = fixture->hub;

  look (fixture, "ato");
  review_hub_board_set_threshold (hub, REVIEW_SIDE_PASS, 0.97);
  g_assert_cmpfloat_with_epsilon (review_hub_board_get_threshold_pass (hub), 0.495, 1e-9);
  review_hub_board_set_threshold (hub, REVIEW_SIDE_BLOCK, -3);
  g_assert_cmpfloat (review_hub_board_get_threshold_block (hub), ==, 0.5);
  review_hub_board_set_threshold (hub, REVIEW_SIDE_PASS, -1);
  g_assert_cmpfloat (review_hub_board_get_threshold_pass (hub), ==, 0);
  review_hub_board_set_threshold (hub, REVIEW_SIDE_BLOCK, (double) NAN);
  g_assert_cmpfloat (review_hub_board_get_threshold_block (hub), ==, 0.5);
  review_hub_board_set_threshold (hub, REVIEW_SIDE_PASS, 0.16 + 1e-8);
  g_assert_cmpfloat (review_hub_board_get_threshold_pass (hub), ==, 0.16);
  review_hub_board_set_verdict_cut (hub, 0.01);
  g_assert_cmpfloat_with_epsilon (review_hub_board_get_type_policy (hub)->verdict_cut, 0.165, 1e-9);
  review_hub_board_set_audit_rate (hub, 7);
  review_hub_board_set_sla_minutes (hub, -5);
  g_assert_cmpfloat (review_hub_board_get_type_policy (hub)->audit_rate, ==, 1);
  g_assert_cmpint (review_hub_board_get_type_policy (hub)->sla_minutes, ==, 1);
}

/* The whole life of a version, by two people. */
static void
test_life (Fixture *fixture, gconstpointer unused)
{
  look (fixture, "ato");
  save_draft (fixture);
  g_assert_cmpstr (review_hub_board_get_draft (fixture->hub)->base, ==, "r1");
  g_assert_cmpstr (review_hub_board_get_note (fixture->hub), ==, "more of the quiet ones");
  g_assert_false (review_hub_board_get_dirty (fixture->hub));
  g_assert_false (review_hub_board_can (fixture->hub, REVIEW_HUB_ACT_APPROVE, NULL));
  g_assert_true (review_hub_board_can (fixture->hub, REVIEW_HUB_ACT_WITHDRAW, NULL));
  sign_in_as (fixture, "u-admin", "A. Admin", REVIEW_ROLE_ADMIN);
  look (fixture, "ato");
  review_hub_board_open_version (fixture->hub, "r2");
  WAIT_FOR (is_opened (fixture, "r2", REVIEW_POLICY_DRAFT));
  g_assert_true (review_hub_board_can (fixture->hub, REVIEW_HUB_ACT_APPROVE, NULL));
  g_assert_false (review_hub_board_can (fixture->hub, REVIEW_HUB_ACT_MAKE_LIVE, NULL));
  review_hub_board_act (fixture->hub, REVIEW_HUB_ACT_APPROVE, NULL);
  WAIT_FOR (is_opened (fixture, "r2", REVIEW_POLICY_APPROVED));
  wait_idle (fixture);
  review_hub_board_set_reason (fixture->hub, "proven on 30 days");
  review_hub_board_act (fixture->hub, REVIEW_HUB_ACT_MAKE_LIVE, NULL);
  WAIT_FOR (is_opened (fixture, "r2", REVIEW_POLICY_LIVE));
  g_assert_null (review_hub_board_get_reason (fixture->hub));
  WAIT_FOR (review_hub_board_get_view (fixture->hub) != NULL
            && strcmp (review_hub_board_get_view (fixture->hub)->policy, "r2") == 0);
  review_hub_board_set_reason (fixture->hub, "block rate left its band");
  g_assert_true (review_hub_board_can (fixture->hub, REVIEW_HUB_ACT_PUT_BACK, "r1"));
  review_hub_board_act (fixture->hub, REVIEW_HUB_ACT_PUT_BACK, "r1");
  WAIT_FOR (is_opened (fixture, "r1", REVIEW_POLICY_LIVE));
  g_assert_cmpfloat (review_hub_board_get_threshold_pass (fixture->hub), ==, 0.10);
}

static void
test_withdraw (Fixture *fixture, gconstpointer unused)
{
  look (fixture, "ato");
  save_draft (fixture);
  review_hub_board_set_reason (fixture->hub, "an error");
  review_hub_board_act (fixture->hub, REVIEW_HUB_ACT_WITHDRAW, NULL);
  WAIT_FOR (is_opened (fixture, "r1", REVIEW_POLICY_LIVE));
  WAIT_FOR (review_hub_board_find_version (fixture->hub, "r2")->state == REVIEW_POLICY_WITHDRAWN);
}

/* Differences against the version it was made from, and against another. */
static void
test_compare (Fixture *fixture, gconstpointer unused)
{
  GPtrArray *changes;

  look (fixture, "ato");
  save_draft (fixture);
  review_hub_board_compare (fixture->hub, "r2", NULL);
  WAIT_FOR (review_hub_board_get_changes (fixture->hub) != NULL);
  g_assert_cmpstr (review_hub_board_get_against (fixture->hub), ==, "r1");
  changes = review_hub_board_get_changes (fixture->hub);
  for (guint i = 0; i < changes->len; i++)
    if (strcmp (((ReviewChange *) changes->pdata[i])->path, "types[ato].threshold_pass") == 0)
      return;
  g_test_fail ();
}

static void
add_rule (Fixture *fixture, const char *fact)
{
  g_autoptr (ReviewRule) rule = review_record_new (&review_rule_type);

  rule->id = review_hub_board_dup_new_rule_id (fixture->hub);
  rule->name = review_text_new ("New", "新规则");
  rule->when = review_record_new (&review_condition_type);
  rule->when->fact = g_strdup (fact);
  rule->when->op = REVIEW_OP_GT;
  rule->when->number = 3;
  rule->effect = REVIEW_RULE_FORCE_HUMAN;
  review_hub_board_set_rule (fixture->hub, rule);
}

static void
test_rules (Fixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = fixture->hub;

  look (fixture, "ato");
  add_rule (fixture, "amount_ratio");
  g_assert_cmpuint (review_hub_board_get_draft (hub)->rules->len, ==, 2);
  g_assert_cmpuint (review_hub_board_get_live (hub)->rules->len, ==, 1);
  g_assert_true (review_hub_board_get_dirty (hub));
  review_hub_board_set_rule_off (hub, "sanctions", TRUE);
  g_assert_true (review_hub_board_find_rule (hub, "sanctions")->off);
  g_assert_false (((ReviewRule *) review_hub_board_get_live (hub)->rules->pdata[0])->off);
  review_hub_board_remove_rule (hub, "sanctions");
  review_hub_board_remove_rule (hub, "not-there");
  g_assert_null (review_hub_board_find_rule (hub, "sanctions"));
  g_assert_cmpstr (review_hub_board_find_rule (hub, "rule-1")->id, ==, "rule-1");
}

/* The server names the rule that it does not accept; the draft is not lost. */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  look (fixture, "ato");
  add_rule (fixture, "no_such_fact");
  review_hub_board_save (fixture->hub);
  wait_idle (fixture);
  g_assert_cmpint (review_hub_board_get_error_code (fixture->hub), ==, REVIEW_ERROR_INVALID);
  g_assert_cmpint (review_hub_board_get_error_act (fixture->hub), ==, REVIEW_HUB_ACT_SAVE);
  g_assert_cmpstr (review_hub_board_get_error_field (fixture->hub), ==, "rules[1].when");
  g_assert_true (review_hub_board_get_dirty (fixture->hub));
  review_hub_board_remove_rule (fixture->hub, "rule-1");
  g_assert_cmpint (review_hub_board_get_error_code (fixture->hub), ==, 0);
}

static void
test_no_model (Fixture *fixture, gconstpointer unused)
{
  ReviewHubForecast forecast;

  fixture->server->hub->no_model = TRUE;
  review_hub_board_look (fixture->hub);
  WAIT_FOR (review_hub_board_get_state (fixture->hub) == REVIEW_HUB_NO_MODEL);
  g_assert_false (review_hub_board_forecast (fixture->hub, FALSE, &forecast));
  review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_PASS, 0.2);
  g_assert_cmpint (review_hub_board_get_backtest_state (fixture->hub), ==, REVIEW_BACKTEST_NONE);
  g_assert_false (review_hub_board_get_type_policy (fixture->hub)->certified);
}

static void
test_offline (Fixture *fixture, gconstpointer unused)
{
  fake_server_refuse (fixture->server, "/v1/hub", 403, "forbidden");
  review_hub_board_look (fixture->hub);
  WAIT_FOR (review_hub_board_get_state (fixture->hub) == REVIEW_HUB_FAILED);
  g_assert_cmpint (review_hub_board_get_error_code (fixture->hub), ==, REVIEW_ERROR_FORBIDDEN);
  review_hub_board_refresh (fixture->hub);
  WAIT_FOR (review_hub_board_get_state (fixture->hub) == REVIEW_HUB_READY);
  WAIT_FOR (review_hub_board_get_error_code (fixture->hub) == 0);
  /* What is typed outlives the connection. */
  review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_PASS, 0.15);
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_OFFLINE);
  g_assert_cmpfloat (review_hub_board_get_threshold_pass (fixture->hub), ==, 0.15);
  g_assert_true (review_hub_board_get_dirty (fixture->hub));
  fake_server_listen_again (fixture->server);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
  g_assert_true (review_hub_board_get_dirty (fixture->hub));
}

/* A server that still measures is asked again; nobody has to. */
static void
test_measuring (Fixture *fixture, gconstpointer unused)
{
  fake_server_fault (fixture->server, "/v1/hub/ato", 503, 4);
  review_hub_board_look (fixture->hub);
  review_hub_board_set_case_type (fixture->hub, "ato");
  WAIT_FOR (fixture->server->fault_count == 0);
  WAIT_FOR (review_hub_board_get_state (fixture->hub) == REVIEW_HUB_READY);
  g_assert_cmpint (review_hub_board_get_error_code (fixture->hub), ==, 0);
}

/* Somebody else makes a version live: who only looks goes along, who edits keeps the draft. */
static void
test_others (Fixture *fixture, gconstpointer unused)
{
  look (fixture, "ato");
  save_draft (fixture);
  sign_in_as (fixture, "u-admin", "A. Admin", REVIEW_ROLE_ADMIN);
  look (fixture, "ato");
  g_assert_true (is_opened (fixture, "r1", REVIEW_POLICY_LIVE));
  g_assert_cmpint (review_hub_board_get_overview (fixture->hub)->drafts, ==, 1);
  review_hub_board_act (fixture->hub, REVIEW_HUB_ACT_APPROVE, "r2");
  WAIT_FOR (review_hub_board_find_version (fixture->hub, "r2")->state == REVIEW_POLICY_APPROVED);
  g_assert_true (is_opened (fixture, "r1", REVIEW_POLICY_LIVE));
  wait_idle (fixture);
  review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_BLOCK, 0.99);
  review_hub_board_set_reason (fixture->hub, "approved");
  review_hub_board_act (fixture->hub, REVIEW_HUB_ACT_MAKE_LIVE, "r2");
  WAIT_FOR (review_hub_board_find_version (fixture->hub, "r2")->state == REVIEW_POLICY_LIVE
            && strcmp (review_hub_board_get_live (fixture->hub)->version, "r2") == 0);
  g_assert_true (is_opened (fixture, "r1", REVIEW_POLICY_SUPERSEDED));
  g_assert_cmpfloat (review_hub_board_get_threshold_block (fixture->hub), ==, 0.99);
  review_hub_board_discard (fixture->hub);
  g_assert_false (review_hub_board_get_dirty (fixture->hub));
}

static void
test_roles (Fixture *fixture, gconstpointer unused)
{
  sign_in_as (fixture, "u-model", "M. Model", REVIEW_ROLE_MODEL);
  look (fixture, "ato");
  g_assert_true (review_session_get_can_see_hub (fixture->session));
  review_hub_board_set_threshold (fixture->hub, REVIEW_SIDE_PASS, 0.15);
  WAIT_FOR (review_hub_board_get_backtest_state (fixture->hub) == REVIEW_BACKTEST_DONE);
  g_assert_true (review_hub_board_get_dirty (fixture->hub));
  g_assert_false (review_hub_board_can (fixture->hub, REVIEW_HUB_ACT_SAVE, NULL));
  review_hub_board_save (fixture->hub);
  g_assert_false (review_hub_board_get_busy (fixture->hub));
  sign_in_as (fixture, "u-agent", "A. Agent", REVIEW_ROLE_AGENT);
  g_assert_false (review_session_get_can_see_hub (fixture->session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/hub-board/look", test_look);
  ADD ("/hub-board/move", test_move);
  ADD ("/hub-board/bounds", test_bounds);
  ADD ("/hub-board/life", test_life);
  ADD ("/hub-board/withdraw", test_withdraw);
  ADD ("/hub-board/compare", test_compare);
  ADD ("/hub-board/rules", test_rules);
  ADD ("/hub-board/refused", test_refused);
  ADD ("/hub-board/no-model", test_no_model);
  ADD ("/hub-board/offline", test_offline);
  ADD ("/hub-board/measuring", test_measuring);
  ADD ("/hub-board/others", test_others);
  ADD ("/hub-board/roles", test_roles);
#undef ADD
  return g_test_run ();
}
