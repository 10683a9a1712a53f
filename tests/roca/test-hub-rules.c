/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prepared rules say what the definition says: random trees over random facts, both evaluators. */
#include <math.h>
#include <string.h>

#include "hub-rules.h"
#include "review-error.h"

#define TREES 3000
#define CASES 8

static const char *const facts[] = { "amount", "age",       "clause:T-1",
                                     "market", "case_type", "no_such_column" };
static const char *const columns[] = { "case_type", "amount", "clause:T-1", "market", "age", NULL };
static const char *const texts[] = { "SG", "HK", "t", "elsewhere" };
static const double numbers[] = { -1, 0, 1, 2.5, 10 };

/* One case: what each fact is worth; a text is an index into @texts. */
typedef struct
{
  double number[G_N_ELEMENTS (facts)];
  const char *text[G_N_ELEMENTS (facts)];
} Case;

static guint
pick (GRand *random, guint n)
{
  return (guint) g_rand_int_range (random, 0, (gint32) n);
}

static ReviewCondition *
make_leaf (GRand *random)
{
  ReviewCondition *leaf = review_record_new (&review_condition_type);

  leaf->number = NAN;
  leaf->fact = g_strdup (facts[pick (random, G_N_ELEMENTS (facts))]);
  leaf->op = (int) pick (random, 8) + 1;
  if (leaf->op == REVIEW_OP_IN)
    leaf->texts = g_strdupv (
        (char *[]){ (char *) texts[pick (random, 3)], (char *) texts[pick (random, 3)], NULL });
  else if (leaf->op >= REVIEW_OP_EQ && leaf->op != REVIEW_OP_PRESENT && pick (random, 2) == 0)
    leaf->text = g_strdup (texts[pick (random, 3)]);
  else if (leaf->op != REVIEW_OP_PRESENT && pick (random, 3) == 0)
    leaf->param = g_strdup (pick (random, 2) == 0 ? "limit" : "no_such_limit");
  else if (leaf->op != REVIEW_OP_PRESENT)
    leaf->number = numbers[pick (random, G_N_ELEMENTS (numbers))];
  return leaf;
}

static ReviewCondition *
make_tree (GRand *random, guint depth)
{
  ReviewCondition *node;
  GPtrArray *list;
  guint form = depth == 0 ? 0 : pick (random, 6);

  if (form < 2)
    return make_leaf (random);
  node = review_record_new (&review_condition_type);
  node->number = NAN;
  if (form == 2)
    node->not_ = make_tree (random, depth - 1);
  else if (form == 3 && pick (random, 4) == 0)
    node->always = TRUE;
  else
    {
      list = review_records_new ();
      for (guint n = pick (random, 4); n > 0; n--)
        g_ptr_array_add (list, make_tree (random, depth - 1));
      if (form == 4)
        node->all = list;
      else
        node->any = list;
    }
  return node;
}

static gboolean
get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Case *one = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (facts) - 1; i++)
    if (strcmp (facts[i], name) == 0)
      {
        *ret_fact = (ReviewFact){ one->number[i], one->text[i] };
        return ret_fact->text != NULL || !isnan (ret_fact->number);
      }
  return FALSE;
}

static gboolean
get_param (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  ret_fact->number = 2.5;
  return strcmp (name, "limit") == 0;
}

static void
make_case (GRand *random, Case *one)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      gboolean missing = pick (random, 3) == 0;
      gboolean is_text = hub_fact_is_text (facts[i]);

      one->number[i] = missing || is_text ? NAN : numbers[pick (random, G_N_ELEMENTS (numbers))];
      one->text[i] = missing || !is_text ? NULL : texts[pick (random, G_N_ELEMENTS (texts))];
    }
}

static void
fill_values (const HubRules *rules, const Case *one, double *values)
{
  const char *const *names = hub_rules_get_columns (rules);

  for (guint i = 0; names[i] != NULL; i++)
    {
      ReviewFact fact = { NAN, NULL };

      get_fact (names[i], &fact, (gpointer) one);
      values[i] = fact.text != NULL ? hub_rules_encode (rules, fact.text) : fact.number;
    }
}

static ReviewPolicy *
make_policy (ReviewCondition *when)
{
  ReviewPolicy *policy = review_record_new (&review_policy_type);
  ReviewParameter *limit = review_record_new (&review_parameter_type);
  ReviewRule *rule = review_record_new (&review_rule_type);

  limit->name = g_strdup ("limit");
  limit->value = 2.5;
  policy->parameters = review_records_new ();
  g_ptr_array_add (policy->parameters, limit);
  rule->id = g_strdup ("rule");
  rule->when = when;
  rule->effect = REVIEW_RULE_FORCE_HUMAN;
  policy->rules = review_records_new ();
  g_ptr_array_add (policy->rules, rule);
  return policy;
}

/* Columns in any order, or those that the rules themselves read: never another answer. */
static void
test_same_answers (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260301);
  guint seen[4] = { 0 };

  for (guint t = 0; t < TREES; t++)
    {
      g_autoptr (ReviewPolicy) policy = make_policy (make_tree (random, 4));
      const ReviewRule *rule = policy->rules->pdata[0];
      g_autoptr (HubRules) given = hub_rules_new (policy, "t", columns);
      g_autoptr (HubRules) own = hub_rules_new (policy, "t", NULL);

      g_assert_cmpuint (hub_rules_get_n (given), ==, 1);
      for (guint c = 0; c < CASES; c++)
        {
          Case one;
          ReviewFacts facts_of = { get_fact, get_param, &one };
          double values[2][G_N_ELEMENTS (facts) + 1];
          ReviewAnswer answer;

          make_case (random, &one);
          fill_values (given, &one, values[0]);
          fill_values (own, &one, values[1]);
          answer = review_condition_evaluate (rule->when, &facts_of, NULL);
          g_assert_cmpint (hub_rules_evaluate (given, 0, values[0]), ==, answer);
          g_assert_cmpint (hub_rules_evaluate (own, 0, values[1]), ==, answer);
          seen[answer]++;
        }
    }
  for (guint a = REVIEW_ANSWER_MET; a <= REVIEW_ANSWER_UNKNOWN; a++)
    g_assert_cmpuint (seen[a], >, TREES);
}

/* A rule that is off, or of other types, is not there. */
static void
test_selection (void)
{
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (HubRules) off = NULL;
  ReviewCondition *always = review_record_new (&review_condition_type);
  ReviewRule *rule;

  always->always = TRUE;
  policy = make_policy (always);
  rule = policy->rules->pdata[0];
  rule->case_types = g_strsplit ("a b", " ", -1);
  for (guint i = 0; i < 3; i++)
    {
      const char *const types[] = { "a", "b", "c" };
      g_autoptr (HubRules) rules = hub_rules_new (policy, types[i], NULL);

      g_assert_cmpuint (hub_rules_get_n (rules), ==, i < 2 ? 1 : 0);
      if (i < 2)
        g_assert_cmpint (hub_rules_evaluate (rules, 0, NULL), ==, REVIEW_ANSWER_MET);
    }
  rule->off = TRUE;
  off = hub_rules_new (policy, "a", NULL);
  g_assert_cmpuint (hub_rules_get_n (off), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-rules/same-answers", test_same_answers);
  g_test_add_func ("/hub-rules/selection", test_selection);
  return g_test_run ();
}
