/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The route: every gate, both sides of every threshold, and what is stored beside it. */
#include <math.h>
#include <string.h>

#include "hub-route.h"
#include "review-codec.h"

static ReviewPolicy *
make_policy (void)
{
  g_autoptr (GError) error = NULL;
  ReviewPolicy *policy = review_decode (
      &review_policy_type,
      "{\"version\":\"r1\",\"types\":[{\"case_type\":\"t\",\"threshold_pass\":0.05,"
      "\"threshold_block\":0.95,\"verdict_cut\":0.5,\"audit_rate\":0.02,\"sla_minutes\":240}]}",
      -1, &error);

  g_assert_no_error (error);
  return policy;
}

static ReviewAssessment *
make_assessment (double risk)
{
  ReviewAssessment *a = review_record_new (&review_assessment_type);

  a->risk = risk;
  return a;
}

static HubCase
make_case (const char *type, const ReviewAssessment *said, gint64 priority, double draw)
{
  return (HubCase){
    .case_type = type, .assessment = said, .priority = priority, .value = NAN, .draw = draw
  };
}

static void
test_table (void)
{
  static const struct
  {
    double risk;
    gint64 priority;
    double draw;
    ReviewRoute route;
    const char *reason;
    double threshold, pi;
  } table[] = {
    { 0.00, 10, 0.9, REVIEW_ROUTE_AUTO_PASS, "below_pass", 0.05, 0.02 },
    { 0.01, 10, 0.9, REVIEW_ROUTE_AUTO_PASS, "below_pass", 0.05, 0.022 },
    { 0.05, 10, 0.9, REVIEW_ROUTE_AUTO_PASS, "below_pass", 0.05, 0.03 },
    { 0.0501, 10, 0.9, REVIEW_ROUTE_HUMAN, "human_band", 0.05, 1 },
    { 0.71, 10, 0.0, REVIEW_ROUTE_HUMAN, "human_band", 0.95, 1 },
    { 0.9499, 10, 0.0, REVIEW_ROUTE_HUMAN, "human_band", 0.95, 1 },
    { 0.95, 10, 0.9, REVIEW_ROUTE_AUTO_BLOCK, "above_block", 0.95, 0.03 },
    { 0.99, 10, 0.0219, REVIEW_ROUTE_AUDIT, "audit_sample", 0.95, 0.022 },
    { 1.00, 10, 0.9, REVIEW_ROUTE_AUTO_BLOCK, "above_block", 0.95, 0.02 },
    { 0.01, 10, 0.0, REVIEW_ROUTE_AUDIT, "audit_sample", 0.05, 0.022 },
    { 0.01, 10, 0.0221, REVIEW_ROUTE_AUTO_PASS, "below_pass", 0.05, 0.022 },
    { 0.01, 74, 0.9, REVIEW_ROUTE_AUTO_PASS, "below_pass", 0.05, 0.022 },
    { 0.01, 75, 0.0, REVIEW_ROUTE_HUMAN, "key_user", NAN, 1 },
    { 0.99, 100, 0.9, REVIEW_ROUTE_HUMAN, "key_user", NAN, 1 },
    { NAN, 10, 0.9, REVIEW_ROUTE_HUMAN, "no_policy", NAN, 1 },
  };
  g_autoptr (ReviewPolicy) policy = make_policy ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewAssessment) a = make_assessment (table[i].risk);
      HubCase item = make_case ("t", a, table[i].priority, table[i].draw);
      g_auto (HubRoute) route = { 0 };

      hub_route (policy, &item, &route);
      g_assert_cmpint (route.route, ==, table[i].route);
      g_assert_cmpstr (route.reason, ==, table[i].reason);
      g_assert_true (isnan (table[i].threshold)
                         ? isnan (route.threshold)
                         : fabs (route.threshold - table[i].threshold) < 1e-9);
      g_assert_cmpfloat_with_epsilon (route.pi, table[i].pi, 1e-9);
      g_assert_true (route.reason_text->en[0] != '\0' && route.reason_text->zh_cn[0] != '\0');
    }
}

/* A pass threshold of 0 and a block threshold of 1 decide nothing, at the ends of the scale too. */
static void
test_nothing_automatic (void)
{
  static const double risks[] = { 0, 1e-300, 0.5, 1 - 1e-16, 1 };
  g_autoptr (ReviewPolicy) policy = make_policy ();
  ReviewTypePolicy *type = policy->types->pdata[0];

  type->threshold_pass = 0;
  type->threshold_block = 1;
  for (guint i = 0; i < G_N_ELEMENTS (risks); i++)
    {
      g_autoptr (ReviewAssessment) a = make_assessment (risks[i]);
      HubCase item = make_case ("t", a, 0, 0.9);
      g_auto (HubRoute) route = { 0 };

      hub_route (policy, &item, &route);
      g_assert_cmpint (route.route, ==, REVIEW_ROUTE_HUMAN);
      g_assert_cmpstr (route.reason, ==, "human_band");
    }
  g_assert_true (review_threshold_decides (REVIEW_SIDE_PASS, 0.1, 0));
  g_assert_true (review_threshold_decides (REVIEW_SIDE_BLOCK, 0.9, 1));
  g_assert_false (review_threshold_decides (REVIEW_SIDE_PASS, NAN, 0));
  g_assert_false (review_threshold_decides (REVIEW_SIDE_BLOCK, NAN, 1));
  g_assert_false (review_threshold_decides (REVIEW_SIDE_BLOCK, 0.9, NAN));
}

static void
add_certificate (ReviewTypePolicy *type, int side, double lambda, const char *model)
{
  ReviewCertificate *one = review_record_new (&review_certificate_type);

  one->side = side;
  one->lambda = lambda;
  one->model = g_strdup (model);
  one->calibration = g_strdup ("c1");
  if (type->certificates == NULL)
    type->certificates = review_records_new ();
  g_ptr_array_add (type->certificates, one);
}

/* A certificate speaks of one model on one calibration; an agent of another house needs its own. */
static void
test_whose_certificate (void)
{
  static const struct
  {
    gboolean certified;
    const char *agent, *model, *calibration;
    const char *pass_of, *block_of; /* models that the certificates are of */
    double risk;
    const char *reason;
  } table[] = {
    { TRUE, "roca", "m1", "c1", "m1", "m1", 0.01, "below_pass" },
    { TRUE, "roca", "m1", "c1", "m1", "m1", 0.99, "above_block" },
    { TRUE, "roca", "m2", "c1", "m1", "m1", 0.01, "certificate_of_another_model" },
    { TRUE, "roca", "m2", "c1", "m1", "m1", 0.99, "certificate_of_another_model" },
    { TRUE, "roca", "m1", "c2", "m1", "m1", 0.01, "certificate_of_another_model" },
    { TRUE, "roca", "m1", NULL, "m1", "m1", 0.01, "certificate_of_another_model" },
    { TRUE, "roca", NULL, "c1", "m1", "m1", 0.01, "certificate_of_another_model" },
    { TRUE, "roca", "m1", "c1", "m1", "m2", 0.01, "certificate_of_another_model" },
    { TRUE, "roca", "m1", "c1", "", "", 0.01, "certificate_of_another_model" },
    { TRUE, "roca", "m2", "c1", "m1", "m1", 0.5, "human_band" },
    { FALSE, "roca", "m2", "c1", NULL, NULL, 0.01, "below_pass" },
    { TRUE, "x", "m1", "c1", "m1", "m1", 0.01, "below_pass" },
    { TRUE, "x", "m2", "c1", "m1", "m1", 0.01, "agent_not_certified" },
    { TRUE, "x", "m2", "c1", "m1", "m1", 0.99, "agent_not_certified" },
    { FALSE, "x", "m1", "c1", "m1", "m1", 0.01, "agent_not_certified" },
    { FALSE, "x", "m2", "c1", NULL, NULL, 0.99, "agent_not_certified" },
    { FALSE, "x", "m2", "c1", NULL, NULL, 0.5, "human_band" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewPolicy) policy = make_policy ();
      g_autoptr (ReviewAssessment) a = make_assessment (table[i].risk);
      ReviewTypePolicy *type = policy->types->pdata[0];
      HubCase item = make_case ("t", a, 0, 0.9);
      g_auto (HubRoute) route = { 0 };

      type->certified = table[i].certified;
      if (table[i].pass_of != NULL)
        add_certificate (type, REVIEW_SIDE_PASS, 0.05, table[i].pass_of);
      if (table[i].block_of != NULL)
        add_certificate (type, REVIEW_SIDE_BLOCK, 0.95, table[i].block_of);
      a->agent = g_strdup (table[i].agent);
      a->model = g_strdup (table[i].model);
      a->calibration = g_strdup (table[i].calibration);
      hub_route (policy, &item, &route);
      g_assert_cmpstr (route.reason, ==, table[i].reason);
      g_assert_cmpint (
          route.route == REVIEW_ROUTE_AUTO_PASS || route.route == REVIEW_ROUTE_AUTO_BLOCK, ==,
          g_str_has_suffix (table[i].reason, "_pass")
              || g_str_has_suffix (table[i].reason, "_block"));
      g_assert_true (route.reason_text->en[0] != '\0' && route.reason_text->zh_cn[0] != '\0');
    }
}

/* The number of an agent that no certificate names is no fact to a rule either. */
static void
test_foreign_facts (void)
{
  g_autoptr (ReviewPolicy) policy = make_policy ();
  g_autoptr (ReviewAssessment) a = make_assessment (0.99);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewRule) rule = review_decode (
      &review_rule_type,
      "{\"id\":\"b\",\"name\":{\"en\":\"b\",\"zh-CN\":\"b\"},\"effect\":\"force_block\","
      "\"when\":{\"fact\":\"risk\",\"op\":\"gt\",\"number\":0.9}}",
      -1, &error);
  HubCase item = make_case ("t", a, 0, 0.9);

  g_assert_no_error (error);
  policy->rules = review_records_new ();
  g_ptr_array_add (policy->rules, g_steal_pointer (&rule));
  for (int foreign = 0; foreign <= 1; foreign++)
    {
      g_auto (HubRoute) route = { 0 };

      g_free (a->agent);
      a->agent = g_strdup (foreign ? "x" : REVIEW_AGENT_ROCA);
      hub_route (policy, &item, &route);
      g_assert_cmpstr (route.reason, ==, foreign ? "agent_not_certified" : "forced_block");
    }
}

static void
test_missing (void)
{
  g_autoptr (ReviewPolicy) policy = make_policy ();
  g_autoptr (ReviewAssessment) a = make_assessment (0.01);
  HubCase without = make_case ("t", NULL, 90, 0);
  HubCase other = make_case ("other", a, 0, 0.9);
  g_auto (HubRoute) none = { 0 };
  g_auto (HubRoute) unknown_type = { 0 };

  hub_route (policy, &without, &none);
  g_assert_cmpint (none.route, ==, REVIEW_ROUTE_NO_ASSESSMENT);
  g_assert_cmpstr (none.reason, ==, "no_assessment");
  hub_route (policy, &other, &unknown_type);
  g_assert_cmpint (unknown_type.route, ==, REVIEW_ROUTE_HUMAN);
}

/* The sentence never rounds a risk onto the threshold it is beside, and says what is not proved. */
static void
test_words (void)
{
  g_autoptr (ReviewPolicy) policy = make_policy ();
  g_autoptr (ReviewAssessment) near = make_assessment (0.9499);
  HubCase item = make_case ("t", near, 0, 0.9);
  g_auto (HubRoute) route = { 0 };

  hub_route (policy, &item, &route);
  g_assert_nonnull (strstr (route.reason_text->en, "0.9499"));
  g_assert_nonnull (strstr (route.reason_text->en, "not certified"));
  g_assert_nonnull (strstr (route.reason_text->zh_cn, "人工区间"));
}

static void
test_apply (void)
{
  g_autoptr (ReviewPolicy) policy = make_policy ();
  g_autoptr (ReviewAssessment) a = make_assessment (0.3);
  HubCase item = make_case ("t", a, 80, 0.5);
  g_auto (HubRoute) route = { 0 };

  hub_route (policy, &item, &route);
  hub_route_apply (&route, a);
  hub_route_apply (&route, a);
  g_assert_cmpint (a->route, ==, REVIEW_ROUTE_HUMAN);
  g_assert_cmpstr (a->reason, ==, "key_user");
  g_assert_nonnull (strstr (a->reason_text->zh_cn, "重点用户"));
  g_assert_cmpfloat_with_epsilon (a->pi, 1, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/table", test_table);
  g_test_add_func ("/hub/nothing-automatic", test_nothing_automatic);
  g_test_add_func ("/hub/whose-certificate", test_whose_certificate);
  g_test_add_func ("/hub/foreign-facts", test_foreign_facts);
  g_test_add_func ("/hub/missing", test_missing);
  g_test_add_func ("/hub/words", test_words);
  g_test_add_func ("/hub/apply", test_apply);
  return g_test_run ();
}
