/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History under another policy: counts by hand, weights, pairs, rules and gates, what is marked. */
#include <math.h>
#include <string.h>

#include "hub-backtest.h"
#include "review-clock.h"
#include "review-codec.h"
#include "review-error.h"

#define TEMPLATE                                                               \
  "{\"version\":\"%s\",\"types\":[{\"case_type\":\"t\",\"threshold_pass\":%s," \
  "\"threshold_block\":%s,\"verdict_cut\":0.5,\"audit_rate\":0.1,\"sla_minutes\":240}]%s}"

static ReviewPolicy *
make_policy (const char *version, const char *pass, const char *block, const char *rules)
{
  g_autofree char *text = g_strdup_printf (TEMPLATE, version, pass, block, rules);
  g_autoptr (GError) error = NULL;
  ReviewPolicy *policy = review_decode (&review_policy_type, text, -1, &error);

  g_assert_no_error (error);
  return policy;
}

/* A case of the history; @truth: 0 good, 1 bad, -1 not known. */
static void
add (HubBacktest *test, guint times, double risk, int truth, double pi, gint64 priority)
{
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
  HubCase item = { .case_type = "t", .assessment = said, .priority = priority, .value = NAN };
  HubReplayTruth known = { truth >= 0, truth == 1, pi, NULL, REVIEW_DAY };

  said->risk = risk;
  for (guint i = 0; i < times; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (hub_backtest_add (test, &item, &item, &known, &error));
      g_assert_no_error (error);
    }
}

static const ReviewBacktestRow *
find (const ReviewBacktest *result, const char *measure)
{
  for (guint i = 0; i < result->rows->len; i++)
    if (strcmp (((ReviewBacktestRow *) result->rows->pdata[i])->measure, measure) == 0)
      return result->rows->pdata[i];
  g_assert_not_reached ();
}

static void
assert_row (const ReviewBacktest *result, const char *measure, double live, double tried)
{
  const ReviewBacktestRow *row = find (result, measure);

  g_assert_cmpfloat_with_epsilon (row->live, live, 1e-9);
  g_assert_cmpfloat_with_epsilon (row->tried, tried, 1e-9);
  g_assert_cmpfloat_with_epsilon (row->difference, tried - live, 1e-9);
  g_assert_true (row->live_low <= row->live && row->live <= row->live_high);
  g_assert_true (row->tried_low <= row->tried && row->tried <= row->tried_high);
  g_assert_true (row->difference_low <= row->difference && row->difference <= row->difference_high);
}

/* Live: pass at 0.1, block at 0.9. Tried: pass at 0.3. 100 cases of one day; the 10 labels of the
 * 40 low ones stand for four each. */
static void
test_by_hand (void)
{
  g_autoptr (ReviewPolicy) live = make_policy ("r1", "0.1", "0.9", "");
  g_autoptr (ReviewPolicy) tried = make_policy ("r2", "0.3", "0.9", "");
  g_autoptr (HubBacktest) test = hub_backtest_new (live, tried, "t");
  g_autoptr (ReviewBacktest) result = NULL;

  add (test, 9, 0.05, 0, 0.25, 10);
  add (test, 1, 0.05, 1, 0.25, 10);
  add (test, 30, 0.05, -1, 0, 10);
  add (test, 18, 0.2, 0, 1, 10);
  add (test, 2, 0.2, 1, 1, 10);
  add (test, 5, 0.6, 0, 1, 10);
  add (test, 5, 0.6, 1, 1, 10);
  add (test, 28, 0.95, 1, 1, 10);
  add (test, 2, 0.95, 0, 1, 10);
  result = hub_backtest_finish (test);
  g_assert_cmpint (result->cases, ==, 100);
  g_assert_cmpint (result->labels, ==, 70);
  g_assert_cmpint (result->changed, ==, 20);
  g_assert_cmpstr (result->live, ==, "r1");
  g_assert_cmpstr (result->tried, ==, "r2");
  assert_row (result, "auto_pass", 0.4, 0.6);
  assert_row (result, "auto_block", 0.3, 0.3);
  /* 4 + 2 + 5 + 28 = 39 bad by weight. */
  assert_row (result, "missed_per_10000", 400, 600);
  assert_row (result, "false_blocks_per_10000", 200, 200);
  assert_row (result, "verdict_precision", 33.0 / 40, 33.0 / 40);
  assert_row (result, "verdict_recall", 33.0 / 39, 33.0 / 39);
  assert_row (result, "auto_precision", 28.0 / 30, 28.0 / 30);
  assert_row (result, "auto_recall", 28.0 / 32, 28.0 / 34);
  assert_row (result, "system_precision", 35.0 / 37, 33.0 / 35);
  assert_row (result, "system_recall", 35.0 / 39, 33.0 / 39);
  for (guint i = 0; i < result->rows->len; i++)
    g_assert_false (((ReviewBacktestRow *) result->rows->pdata[i])->unseen);
  /* 30 of 100 need people at the least, and the audits of the others. */
  g_assert_cmpfloat (find (result, "queue_per_day")->live, >, 30 + 0.1 * 70 - 1e-9);
  g_assert_cmpfloat (find (result, "queue_per_day")->live, <, 30 + 0.2 * 70);
  g_assert_cmpfloat (find (result, "queue_per_day")->difference, <, -15);
}

/* Key users never count as automatic, and what nobody labelled is marked where it is decided. */
static void
test_unseen_and_gates (void)
{
  g_autoptr (ReviewPolicy) live = make_policy ("r1", "0", "1", "");
  g_autoptr (ReviewPolicy) tried = make_policy ("r2", "0.1", "1", "");
  g_autoptr (HubBacktest) test = hub_backtest_new (live, tried, "t");
  g_autoptr (ReviewBacktest) result = NULL;

  add (test, 50, 0.05, -1, 0, 10);
  add (test, 25, 0.05, -1, 0, 75);
  add (test, 25, 0.5, 1, 1, 10);
  result = hub_backtest_finish (test);
  assert_row (result, "auto_pass", 0, 0.5);
  assert_row (result, "system_recall", 1, 1);
  g_assert_false (find (result, "auto_pass")->unseen);
  g_assert_true (find (result, "system_recall")->unseen);
  g_assert_true (find (result, "verdict_recall")->unseen);
  g_assert_true (isnan (find (result, "auto_precision")->live));
}

/* Rules of the tried policy route: what they force to people is not automatic. */
static void
test_rules (void)
{
  g_autoptr (ReviewPolicy) live = make_policy ("r1", "0.1", "0.9", "");
  g_autoptr (ReviewPolicy) tried =
      make_policy ("r2", "0.1", "0.9",
                   ",\"rules\":[{\"id\":\"R1\",\"name\":{\"en\":\"n\",\"zh-CN\":\"n\"},\"effect\":"
                   "\"force_human\","
                   "\"when\":{\"fact\":\"risk\",\"op\":\"lt\",\"number\":0.04}}]");
  g_autoptr (HubBacktest) test = hub_backtest_new (live, tried, "t");
  g_autoptr (ReviewBacktest) result = NULL;

  add (test, 10, 0.02, 0, 1, 10);
  add (test, 10, 0.05, 0, 1, 10);
  result = hub_backtest_finish (test);
  assert_row (result, "auto_pass", 1, 0.5);
  g_assert_cmpint (result->changed, ==, 10);
}

/* The same policy twice differs by nothing; a history without cases has no figures. */
static void
test_same (void)
{
  g_autoptr (ReviewPolicy) live = make_policy ("r1", "0.1", "0.9", "");
  g_autoptr (HubBacktest) test = hub_backtest_new (live, live, "t");
  g_autoptr (HubBacktest) empty = hub_backtest_new (live, live, "t");
  g_autoptr (ReviewBacktest) result = NULL;
  g_autoptr (ReviewBacktest) nothing = hub_backtest_finish (empty);

  add (test, 30, 0.05, 0, 0.5, 10);
  add (test, 3, 0.05, 1, 0.5, 10);
  add (test, 30, 0.95, 1, 1, 10);
  result = hub_backtest_finish (test);
  for (guint i = 0; i < result->rows->len; i++)
    {
      const ReviewBacktestRow *row = result->rows->pdata[i];

      g_assert_cmpfloat (row->difference, ==, 0);
      g_assert_true (row->difference_low == 0 && row->difference_high == 0);
      if (strcmp (row->measure, "queue_per_day") != 0)
        g_assert_true (isnan (((ReviewBacktestRow *) nothing->rows->pdata[i])->live));
    }
}

static void
test_refuses (void)
{
  g_autoptr (ReviewPolicy) live = make_policy ("r1", "0.1", "0.9", "");
  g_autoptr (HubBacktest) test = hub_backtest_new (live, live, "t");
  g_autoptr (ReviewBacktest) result = NULL;
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
  HubCase item = { .case_type = "t", .assessment = said, .value = NAN };
  const HubReplayTruth never = { TRUE, TRUE, 0, NULL, 1 }, sure = { TRUE, TRUE, 1, NULL, 1 };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      said->risk = i == 0 ? 0.5 : 1.5;
      g_assert_false (hub_backtest_add (test, &item, &item, i == 0 ? &never : &sure, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, i == 0 ? "pi" : "risk");
    }
  result = hub_backtest_finish (test);
  g_assert_cmpint (result->cases, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-backtest/by-hand", test_by_hand);
  g_test_add_func ("/hub-backtest/unseen-and-gates", test_unseen_and_gates);
  g_test_add_func ("/hub-backtest/rules", test_rules);
  g_test_add_func ("/hub-backtest/same", test_same);
  g_test_add_func ("/hub-backtest/refuses", test_refuses);
  return g_test_run ();
}
