/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates before the thresholds: what rules and the case itself force, in which order, and the
 * lottery of the blind audit. */
#include <math.h>
#include <string.h>

#include "hub-route.h"
#include "review-codec.h"

#define RULE(id, effect, when, more)                                                \
  "{\"id\":\"" id "\",\"name\":{\"en\":\"Rule " id "\",\"zh-CN\":\"规则 " id "\"}," \
  "\"effect\":\"" effect "\",\"when\":" when more "}"
#define ALWAYS               "{\"always\":true}"
#define OF(fact, op, number) "{\"fact\":\"" fact "\",\"op\":\"" op "\",\"number\":" number "}"

static ReviewPolicy *
make_policy (const char *rules)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"version\":\"r2\",\"parameters\":[{\"name\":\"audit_value\",\"value\":1000,"
      "\"unit\":\"USD\"}],\"types\":[{\"case_type\":\"t\",\"threshold_pass\":0.05,"
      "\"threshold_block\":0.95,\"verdict_cut\":0.5,\"audit_rate\":0.02,\"sla_minutes\":240}],"
      "\"rules\":[%s]}",
      rules);
  ReviewPolicy *policy = review_decode (&review_policy_type, json, -1, &error);

  g_assert_no_error (error);
  return policy;
}

static gboolean
get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  if (strcmp (name, "amount") == 0)
    ret_fact->number = 100;
  else if (strcmp (name, "clause:T-1") == 0)
    ret_fact->number = 1;
  else if (strcmp (name, "market") == 0)
    ret_fact->text = "SG";
  else if (strcmp (name, "screening_hit") == 0 && user_data != NULL)
    ret_fact->number = *(const double *) user_data;
  else
    return FALSE;
  return TRUE;
}

static void
route_case (const char *rules, double risk, gint64 priority, HubCase *item, HubRoute *ret_route)
{
  g_autoptr (ReviewPolicy) policy = make_policy (rules);
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);

  said->risk = risk;
  said->verdict = risk >= 0.5 ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS;
  item->case_type = "t";
  item->assessment = said;
  item->priority = priority;
  item->draw = 0.9;
  if (item->fact == NULL)
    item->fact = get_fact;
  hub_route (policy, item, ret_route);
}

#define HUMAN RULE ("h", "force_human", ALWAYS, "")
#define BLOCK RULE ("b", "force_block", OF ("amount", "gt", "50"), "")
#define ESC \
  RULE ("e", "require_escalation", OF ("clause:T-1", "eq", "1"), ",\"reason\":\"above_limit\"")
#define RAISE(to, more) \
  RULE ("p" to, "raise_priority", OF ("amount", "gt", "50"), ",\"priority\":" to more)
#define REASON ",\"key_user_reason\":\"institution\""

/* What each rule does alone, and which gate wins when several match. */
static void
test_order (void)
{
  static const struct
  {
    const char *rules;
    double risk;
    gint64 priority;
    gboolean match, legal;
    ReviewRoute route;
    const char *reason;
    int act;
  } table[] = {
    { "", 0.01, 10, FALSE, FALSE, REVIEW_ROUTE_AUTO_PASS, "below_pass", REVIEW_VERDICT_PASS },
    { "", 0.01, 10, TRUE, FALSE, REVIEW_ROUTE_HUMAN, "screening_match", 0 },
    { "", 0.99, 10, TRUE, FALSE, REVIEW_ROUTE_HUMAN, "screening_match", 0 },
    { "", 0.00, 10, FALSE, TRUE, REVIEW_ROUTE_HUMAN, "legal_hold", 0 },
    { BLOCK, 0.01, 10, TRUE, FALSE, REVIEW_ROUTE_HUMAN, "screening_match", 0 },
    { BLOCK, 0.01, 80, TRUE, TRUE, REVIEW_ROUTE_HUMAN, "legal_hold", 0 },
    { BLOCK, 0.01, 80, FALSE, FALSE, REVIEW_ROUTE_HUMAN, "key_user", 0 },
    { BLOCK, 0.01, 10, FALSE, FALSE, REVIEW_ROUTE_AUTO_BLOCK, "forced_block",
      REVIEW_VERDICT_BLOCK },
    { HUMAN "," BLOCK, 0.01, 10, FALSE, FALSE, REVIEW_ROUTE_AUTO_BLOCK, "forced_block",
      REVIEW_VERDICT_BLOCK },
    { HUMAN, 0.01, 10, FALSE, FALSE, REVIEW_ROUTE_HUMAN, "forced_human", 0 },
    { HUMAN, 0.99, 10, FALSE, FALSE, REVIEW_ROUTE_HUMAN, "forced_human", 0 },
    { ESC, 0.01, 10, FALSE, FALSE, REVIEW_ROUTE_HUMAN, "escalation_rule", 0 },
    { HUMAN "," ESC, 0.5, 10, FALSE, FALSE, REVIEW_ROUTE_HUMAN, "escalation_rule", 0 },
    { ESC "," BLOCK, 0.5, 10, FALSE, FALSE, REVIEW_ROUTE_AUTO_BLOCK, "forced_block",
      REVIEW_VERDICT_BLOCK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HubCase item = { .screening_match = table[i].match, .legal_hold = table[i].legal };
      g_auto (HubRoute) route = { 0 };

      route_case (table[i].rules, table[i].risk, table[i].priority, &item, &route);
      g_assert_cmpint (route.route, ==, table[i].route);
      g_assert_cmpstr (route.reason, ==, table[i].reason);
      g_assert_cmpint (route.gates->act, ==, table[i].act);
      g_assert_true (route.reason_text->en[0] != '\0' && route.reason_text->zh_cn[0] != '\0');
    }
}

/* 74, 75, 76: as the case came, and as a rule raised it, with and without a key-user reason. */
static void
test_key_user (void)
{
  static const struct
  {
    const char *rules;
    gint64 priority;
    gint64 effective;
    gboolean person;
  } table[] = {
    { "", 74, 74, FALSE },
    { "", 75, 75, TRUE },
    { "", 76, 76, TRUE },
    { RAISE ("74", ""), 10, 74, FALSE },
    { RAISE ("75", ""), 10, 74, FALSE }, /* an unchecked policy cannot do it either */
    { RAISE ("76", ""), 10, 74, FALSE },
    { RAISE ("74", REASON), 10, 74, FALSE },
    { RAISE ("75", REASON), 10, 75, TRUE },
    { RAISE ("76", REASON), 10, 76, TRUE },
    { RAISE ("60", ""), 70, 70, FALSE },
    { RAISE ("60", ""), 90, 90, TRUE }, /* never lowered */
    { RAISE ("60", "") "," RAISE ("76", REASON) "," RAISE ("70", ""), 10, 76, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HubCase item = { 0 };
      g_auto (HubRoute) route = { 0 };

      route_case (table[i].rules, 0.01, table[i].priority, &item, &route);
      g_assert_cmpint (route.gates->priority, ==, table[i].effective);
      g_assert_cmpint (route.route, ==,
                       table[i].person ? REVIEW_ROUTE_HUMAN : REVIEW_ROUTE_AUTO_PASS);
      g_assert_cmpstr (route.reason, ==, table[i].person ? "key_user" : "below_pass");
    }
}

/* Other rules see what was raised, wherever they stand; a rule that raises sees those before it. */
static void
test_raised_facts (void)
{
  static const char sees[] =
      RULE ("h", "force_human", OF ("priority", "ge", "60"), "") "," RAISE ("60", "");
  static const char chain[] = RULE ("second", "raise_priority", OF ("priority", "ge", "60"),
                                    ",\"priority\":74") "," RAISE ("60", "");
  HubCase item = { 0 };
  g_auto (HubRoute) first = { 0 };
  g_auto (HubRoute) second = { 0 };

  route_case (sees, 0.01, 10, &item, &first);
  g_assert_cmpstr (first.reason, ==, "forced_human");
  g_assert_cmpstr (first.gates->rules[0], ==, "h");
  g_assert_cmpstr (first.gates->rules[1], ==, "p60");
  g_assert_null (first.gates->rules[2]);
  route_case (chain, 0.01, 10, &item, &second);
  g_assert_cmpint (second.gates->priority, ==, 60);
  g_assert_cmpstr (second.gates->priority_rule, ==, "p60");
}

static void
test_rule_facts (void)
{
  static const struct
  {
    const char *when;
    double risk;
    gboolean matches;
  } table[] = {
    { OF ("amount", "ge", "100"), 0.2, TRUE },
    { OF ("amount", "gt", "100"), 0.2, FALSE },
    { OF ("absent", "gt", "100"), 0.2, FALSE },
    { "{\"not_\":" OF ("absent", "gt", "100") "}", 0.2, FALSE }, /* unknown is no match */
    { OF ("risk", "ge", "0.2"), 0.2, TRUE },
    { OF ("risk", "ge", "0.2"), 0.1, FALSE },
    { OF ("amount", "le", "1e9"), 0.2, TRUE },
    { "{\"fact\":\"amount\",\"op\":\"lt\",\"param\":\"audit_value\"}", 0.2, TRUE },
    { "{\"fact\":\"verdict\",\"op\":\"eq\",\"text\":\"block\"}", 0.6, TRUE },
    { "{\"fact\":\"verdict\",\"op\":\"eq\",\"text\":\"block\"}", 0.4, FALSE },
    { "{\"fact\":\"case_type\",\"op\":\"in\",\"texts\":[\"s\",\"t\"]}", 0.4, TRUE },
    { "{\"fact\":\"market\",\"op\":\"ne\",\"text\":\"SG\"}", 0.4, FALSE },
    { "{\"fact\":\"language\",\"op\":\"eq\",\"text\":\"en\"}", 0.4, FALSE },
    { OF ("key_user", "eq", "0"), 0.4, TRUE },
    { OF ("clause:T-1", "eq", "1"), 0.4, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *rule = g_strdup_printf (RULE ("h", "force_human", "%s", ""), table[i].when);
      HubCase item = { 0 };
      g_auto (HubRoute) route = { 0 };

      route_case (rule, table[i].risk, 10, &item, &route);
      g_assert_cmpint (route.gates->rules != NULL, ==, table[i].matches);
    }
}

static void
test_escalation (void)
{
  HubCase item = { 0 };
  g_auto (HubRoute) route = { 0 };
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);

  route_case (ESC, 0.3, 10, &item, &route);
  hub_route_apply (&route, said);
  g_assert_cmpstr (said->gates->escalation_rule, ==, "e");
  g_assert_cmpstr (said->gates->escalation_reason, ==, "above_limit");
  g_assert_nonnull (strstr (said->reason_text->zh_cn, "规则 e"));
}

/* A feature may know of a match that no row shows. */
static void
test_feature_match (void)
{
  static const double hits[] = { 0, 1, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      double hit = hits[i];
      HubCase item = { .fact = get_fact, .fact_data = &hit };
      g_auto (HubRoute) route = { 0 };

      route_case ("", 0, 10, &item, &route);
      g_assert_cmpstr (route.reason, ==, hit > 0 ? "screening_match" : "below_pass");
    }
}

static gboolean
get_list_flag (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  if (strcmp (name, user_data) == 0)
    ret_fact->number = 1;
  return strcmp (name, user_data) == 0 || get_fact (name, ret_fact, NULL);
}

/* A block list sends to people, unless a rule of the policy blocks; an allow list opens no gate, and
 * neither it nor a watch list decides anything. */
static void
test_house_lists (void)
{
  static const struct
  {
    const char *flag;
    const char *rules;
    double risk;
    gboolean match;
    const char *reason;
  } table[] = {
    { "flag:list_block", "", 0, FALSE, "block_list" },
    { "flag:list_block", "", 1, FALSE, "block_list" },
    { "flag:list_block", RULE ("l", "force_block", OF ("flag:list_block", "eq", "1"), ""), 0, FALSE,
      "forced_block" },
    { "flag:list_block", "", 0, TRUE, "screening_match" },
    { "flag:list_allow", "", 0, FALSE, "below_pass" },
    { "flag:list_allow", "", 0.5, FALSE, "human_band" },
    { "flag:list_allow", "", 0, TRUE, "screening_match" },
    { "flag:list_watch", "", 0, FALSE, "below_pass" },
    { "flag:list_watch", RULE ("l", "force_human", OF ("flag:list_watch", "eq", "1"), ""), 0, FALSE,
      "forced_human" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HubCase item = { .fact = get_list_flag,
                       .fact_data = (gpointer) table[i].flag,
                       .screening_match = table[i].match };
      g_auto (HubRoute) route = { 0 };

      route_case (table[i].rules, table[i].risk, 10, &item, &route);
      g_assert_cmpstr (route.reason, ==, table[i].reason);
    }
}

/* Outside its validity a policy decides nothing. */
static void
test_validity (void)
{
  static const struct
  {
    gint64 at;
    const char *reason;
  } table[] = { { 99, "policy_not_in_force" },
                { 100, "below_pass" },
                { 199, "below_pass" },
                { 200, "policy_not_in_force" },
                { 0, "below_pass" } };
  g_autoptr (ReviewPolicy) policy = make_policy ("");
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);

  policy->valid_from = 100;
  policy->valid_until = 200;
  said->risk = 0;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      HubCase item = {
        .case_type = "t", .assessment = said, .draw = 0.9, .value = NAN, .at = table[i].at
      };
      g_auto (HubRoute) route = { 0 };

      hub_route (policy, &item, &route);
      g_assert_cmpstr (route.reason, ==, table[i].reason);
    }
}

static void
add_field (GPtrArray *fields, const char *name, const char *value, int type)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = type;
  g_ptr_array_add (fields, field);
}

static ReviewEvidence *
add_row (ReviewIntake *intake, int kind, gint64 at, const char *name, const char *value, int type)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = kind;
  row->at = at;
  row->fields = review_records_new ();
  add_field (row->fields, name, value, type);
  g_ptr_array_add (intake->evidence, row);
  return row;
}

static ReviewIntake *
make_intake (void)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);

  intake->type = g_strdup ("t");
  intake->value = g_strdup ("1000");
  intake->currency = g_strdup ("USD");
  intake->evidence = review_records_new ();
  intake->subject = review_record_new (&review_subject_type);
  intake->subject->profile = review_records_new ();
  return intake;
}

/* A match stops the automatic pass whatever the risk is, until a named identifier clears it. */
static void
test_screening_rows (void)
{
  static const struct
  {
    const char *field, *value;
    gboolean cleared;
    const char *identifier;
    gboolean match;
  } table[] = {
    { "exposure", "none", FALSE, NULL, FALSE },
    { "exposure", "indirect", FALSE, NULL, FALSE },
    { "exposure", "direct", FALSE, NULL, TRUE },
    { "result", "no_match", FALSE, NULL, FALSE },
    { "result", "match", FALSE, NULL, TRUE },
    { "result", "possible", FALSE, NULL, TRUE },
    { "entry", "SDN-1234", FALSE, NULL, TRUE },
    { "result", "match", TRUE, NULL, TRUE },
    { "result", "match", TRUE, "", TRUE },
    { "result", "match", FALSE, "birth date", TRUE },
    { "result", "match", TRUE, "birth date", FALSE },
  };
  g_autoptr (ReviewPolicy) policy = make_policy ("");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint risk = 0; risk <= 2; risk++)
      {
        g_autoptr (ReviewIntake) intake = make_intake ();
        g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
        ReviewEvidence *row = add_row (intake, REVIEW_EVIDENCE_SCREENING, 50, table[i].field,
                                       table[i].value, REVIEW_VALUE_TEXT);
        HubFacts facts = { .intake = intake, .as_of = 100 };

        add_field (row->fields, "cleared", table[i].cleared ? "true" : "false",
                   REVIEW_VALUE_BOOLEAN);
        if (table[i].identifier != NULL)
          add_field (row->fields, "secondary_identifier", table[i].identifier, REVIEW_VALUE_TEXT);
        g_assert_cmpint (hub_facts_has_match (&facts), ==, table[i].match);
        said->risk = risk / 2.0;
        hub_route_intake (policy, &facts, 0.9, 0, said);
        if (table[i].match)
          g_assert_cmpstr (said->reason, ==, "screening_match");
        else
          g_assert_cmpstr (said->reason, !=, "screening_match");
        facts.as_of = 49; /* what was looked at before the match came is bound by it too */
        g_assert_cmpint (hub_facts_has_match (&facts), ==, table[i].match);
      }
}

/* Flags are boolean fields of the profile; what the case came with wins over a row. */
static void
test_flags (void)
{
  g_autoptr (ReviewIntake) intake = make_intake ();
  HubFacts facts = { .intake = intake, .as_of = 100 };
  ReviewFact fact;

  g_assert_false (hub_facts_get ("flag:vip", &fact, &facts));
  g_assert_false (hub_facts_has_legal_hold (&facts));
  add_row (intake, REVIEW_EVIDENCE_PROFILE, 20, "vip", "false", REVIEW_VALUE_BOOLEAN);
  add_row (intake, REVIEW_EVIDENCE_PROFILE, 10, "vip", "true", REVIEW_VALUE_BOOLEAN);
  add_row (intake, REVIEW_EVIDENCE_PROFILE, 200, "vip", "true", REVIEW_VALUE_BOOLEAN);
  add_row (intake, REVIEW_EVIDENCE_PROFILE, 30, "vip", "true", REVIEW_VALUE_TEXT);
  g_assert_true (hub_facts_get ("flag:vip", &fact, &facts));
  g_assert_cmpfloat_with_epsilon (fact.number, 0, 1e-12);
  add_field (intake->subject->profile, "vip", "true", REVIEW_VALUE_BOOLEAN);
  add_field (intake->subject->profile, "legal_hold", "true", REVIEW_VALUE_BOOLEAN);
  g_assert_true (hub_facts_get ("flag:vip", &fact, &facts));
  g_assert_cmpfloat_with_epsilon (fact.number, 1, 1e-12);
  g_assert_true (hub_facts_has_legal_hold (&facts));
}

/* No profile lifts an order, whichever is the newer and whether it was read. */
static void
test_legal_hold (void)
{
  static const struct
  {
    const char *profile, *first, *second; /* NULL: does not say */
    gboolean held;
  } table[] = {
    { NULL, NULL, NULL, FALSE },        { "false", NULL, NULL, FALSE },
    { "true", NULL, NULL, TRUE },       { "false", "false", "true", TRUE },
    { "false", "true", "false", TRUE }, { NULL, "true", "false", TRUE },
    { "true", "false", "false", TRUE }, { "false", "false", "false", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewIntake) intake = make_intake ();
      HubFacts facts = { .intake = intake, .as_of = 15 };
      ReviewFact fact;

      if (table[i].profile != NULL)
        add_field (intake->subject->profile, "legal_hold", table[i].profile, REVIEW_VALUE_BOOLEAN);
      if (table[i].first != NULL)
        add_row (intake, REVIEW_EVIDENCE_PROFILE, 10, "legal_hold", table[i].first,
                 REVIEW_VALUE_BOOLEAN);
      if (table[i].second != NULL)
        add_row (intake, REVIEW_EVIDENCE_PROFILE, 20, "legal_hold", table[i].second,
                 REVIEW_VALUE_BOOLEAN);
      g_assert_cmpint (hub_facts_has_legal_hold (&facts), ==, table[i].held);
      g_assert_cmpint (hub_facts_get ("flag:legal_hold", &fact, &facts) && fact.number > 0, ==,
                       table[i].held);
    }
}

/* The uniform part is at least half of what is drawn, case by case and therefore in all. */
static void
test_audit_pi (void)
{
  HubCase item = { .value = 1000, .currency = "USD" };
  HubCase other = { .value = 1000, .currency = "SGD" };
  g_auto (HubRoute) staked = { 0 };
  g_auto (HubRoute) unstaked = { 0 };

  for (double rate = 0; rate <= 1; rate += 0.125)
    for (double nearness = 0; nearness <= 1; nearness += 0.25)
      for (double stake = 0; stake <= 1; stake += 0.25)
        {
          double pi = hub_audit_pi (rate, nearness, stake);

          g_assert_true (pi >= rate && pi <= 1 && pi <= 2 * rate);
          g_assert_true (pi <= hub_audit_pi (rate, 1, stake));
          g_assert_true (pi <= hub_audit_pi (rate, nearness, 1));
        }
  route_case ("", 0, 10, &item, &staked);
  route_case ("", 0, 10, &other, &unstaked);
  g_assert_cmpfloat_with_epsilon (staked.pi, 0.02 * 1.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (unstaked.pi, 0.02, 1e-12);
}

/* A forced block that is drawn still blocks: the audit looks at it afterwards. */
static void
test_forced_audit (void)
{
  g_autoptr (ReviewPolicy) policy = make_policy (BLOCK);
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
  HubCase item = { .case_type = "t", .assessment = said, .value = NAN, .fact = get_fact };
  g_auto (HubRoute) route = { 0 };

  said->risk = 0.2;
  said->verdict = REVIEW_VERDICT_PASS;
  hub_route (policy, &item, &route);
  g_assert_cmpint (route.route, ==, REVIEW_ROUTE_AUDIT);
  g_assert_cmpint (route.gates->act, ==, REVIEW_VERDICT_BLOCK);
  g_assert_true (isnan (route.threshold));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-gates/order", test_order);
  g_test_add_func ("/hub-gates/key-user", test_key_user);
  g_test_add_func ("/hub-gates/raised-facts", test_raised_facts);
  g_test_add_func ("/hub-gates/rule-facts", test_rule_facts);
  g_test_add_func ("/hub-gates/escalation", test_escalation);
  g_test_add_func ("/hub-gates/feature-match", test_feature_match);
  g_test_add_func ("/hub-gates/validity", test_validity);
  g_test_add_func ("/hub-gates/screening-rows", test_screening_rows);
  g_test_add_func ("/hub-gates/house-lists", test_house_lists);
  g_test_add_func ("/hub-gates/flags", test_flags);
  g_test_add_func ("/hub-gates/legal-hold", test_legal_hold);
  g_test_add_func ("/hub-gates/audit-pi", test_audit_pi);
  g_test_add_func ("/hub-gates/forced-audit", test_forced_audit);
  return g_test_run ();
}
