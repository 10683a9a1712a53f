/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two policies, named member by member. */
#include "review-changes.h"

#include "review-policy.h"

static ReviewRule *
rule_new (const char *id, const char *fact)
{
  ReviewRule *rule = review_record_new (&review_rule_type);

  rule->id = g_strdup (id);
  rule->name = review_text_new (id, NULL);
  rule->when = review_record_new (&review_condition_type);
  rule->when->fact = g_strdup (fact);
  rule->when->op = REVIEW_OP_PRESENT;
  rule->effect = REVIEW_RULE_FORCE_HUMAN;
  return rule;
}

static ReviewPolicy *
policy_new (void)
{
  ReviewPolicy *policy = review_record_new (&review_policy_type);
  ReviewTypePolicy *type = review_record_new (&review_type_policy_type);

  policy->version = g_strdup ("r1");
  policy->types = review_records_new ();
  policy->rules = review_records_new ();
  type->case_type = g_strdup ("ato");
  type->threshold_pass = 0.05;
  type->threshold_block = 0.95;
  type->verdict_cut = 0.5;
  type->sla_minutes = 240;
  g_ptr_array_add (policy->types, type);
  g_ptr_array_add (policy->rules, rule_new ("a", "market"));
  g_ptr_array_add (policy->rules, rule_new ("b", "risk"));
  return policy;
}

static const ReviewChange *
find (GPtrArray *changes, const char *path)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_str_equal (((ReviewChange *) changes->pdata[i])->path, path))
      return changes->pdata[i];
  g_test_message ("no change at %s", path);
  g_test_fail ();
  return NULL;
}

static void
test_equal (void)
{
  g_autoptr (ReviewPolicy) a = policy_new ();
  g_autoptr (ReviewPolicy) b = policy_new ();
  g_autoptr (GPtrArray) changes = review_changes_between (a, b);

  g_assert_cmpuint (changes->len, ==, 0);
}

static void
test_members (void)
{
  g_autoptr (ReviewPolicy) a = policy_new ();
  g_autoptr (ReviewPolicy) b = policy_new ();
  g_autoptr (GPtrArray) changes = NULL;
  const ReviewChange *change;

  ((ReviewTypePolicy *) b->types->pdata[0])->threshold_pass = 0.12;
  b->note = g_strdup ("more automation");
  g_free (((ReviewRule *) b->rules->pdata[1])->when->fact);
  ((ReviewRule *) b->rules->pdata[1])->when->fact = g_strdup ("priority");
  ((ReviewRule *) b->rules->pdata[0])->off = TRUE;
  changes = review_changes_between (a, b);
  g_assert_cmpuint (changes->len, ==, 4);
  change = find (changes, "types[ato].threshold_pass");
  g_assert_cmpstr (change->before, ==, "0.050000000000000003");
  g_assert_cmpstr (change->after, ==, "0.12");
  g_assert_cmpstr (change->list, ==, "types");
  g_assert_cmpstr (change->key, ==, "ato");
  change = find (changes, "note");
  g_assert_null (change->before);
  g_assert_null (change->list);
  change = find (changes, "rules[b].when");
  g_assert_null (change->after);
  g_assert_cmpstr (find (changes, "rules[a].off")->after, ==, "true");
}

static void
test_items (void)
{
  g_autoptr (ReviewPolicy) a = policy_new ();
  g_autoptr (ReviewPolicy) b = policy_new ();
  g_autoptr (GPtrArray) changes = NULL;

  g_ptr_array_remove_index (b->rules, 0);
  g_ptr_array_add (b->rules, rule_new ("c", "verdict"));
  changes = review_changes_between (a, b);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_true (find (changes, "rules[a]")->removed);
  g_assert_true (find (changes, "rules[c]")->added);
  g_assert_null (find (changes, "rules[c]")->member);
}

/* The same rules in another order decide differently. */
static void
test_order (void)
{
  g_autoptr (ReviewPolicy) a = policy_new ();
  g_autoptr (ReviewPolicy) b = policy_new ();
  g_autoptr (GPtrArray) changes = NULL;

  g_ptr_array_insert (b->rules, 0, review_record_ref (b->rules->pdata[1]));
  g_ptr_array_remove_index (b->rules, 2);
  changes = review_changes_between (a, b);
  g_assert_cmpuint (changes->len, ==, 1);
  find (changes, "rules.order");
}

/* A list that was not there at all. */
static void
test_absent (void)
{
  g_autoptr (ReviewPolicy) a = policy_new ();
  g_autoptr (ReviewPolicy) b = policy_new ();
  g_autoptr (GPtrArray) changes = NULL;

  g_clear_pointer (&a->rules, g_ptr_array_unref);
  changes = review_changes_between (a, b);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_true (find (changes, "rules[a]")->added);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/equal", test_equal);
  g_test_add_func ("/changes/members", test_members);
  g_test_add_func ("/changes/items", test_items);
  g_test_add_func ("/changes/order", test_order);
  g_test_add_func ("/changes/absent", test_absent);
  return g_test_run ();
}
