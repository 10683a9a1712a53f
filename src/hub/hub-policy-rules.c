/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the rules of a policy mean something: facts and parameters that exist, values that fit
 * them, effects with what they need, and no two rules, or rule and gate, that contradict. */
#define G_LOG_DOMAIN "review-hub"
#include <math.h>
#include <string.h>

#include "hub-policy.h"
#include "hub-route.h"
#include "review-error.h"

#define MOST_NUMBER 1e12

/* A rule while it is checked. */
typedef struct
{
  const ReviewPolicy *policy;
  const HubPolicyContext *context;
  const ReviewRule *rule;
  const char *path; /* "rules[3]" */
} Check;

static gboolean
wrong (const Check *check, const char *member, GError **error, const char *message)
{
  g_autofree char *path = g_strconcat (check->path, ".", member, NULL);

  review_error_set_field (error, path, "%s", message);
  return FALSE;
}

static gboolean
wrong_name (
    const Check *check, const char *member, GError **error, const char *name, const char *why)
{
  g_autofree char *message = g_strdup_printf ("\"%s\" %s", name != NULL ? name : "", why);

  return wrong (check, member, error, message);
}

static gboolean
is_of_type (const ReviewRule *rule, const char *case_type)
{
  return rule->case_types == NULL
         || g_strv_contains ((const char *const *) rule->case_types, case_type);
}

static gboolean
has_clause (const ReviewCatalog *catalog, const char *case_type, const char *clause)
{
  const ReviewSop *sop = review_catalog_find_sop (catalog, case_type);

  return sop != NULL && review_sop_find_clause (sop, clause) != NULL;
}

static gboolean
is_known_in (const Check *check, const char *case_type, const char *fact)
{
  if (g_str_has_prefix (fact, "clause:"))
    return has_clause (check->context->catalog, case_type, fact + strlen ("clause:"));
  return check->context->has_feature (case_type, fact, check->context->user_data);
}

/* What is known of every case, whatever its type. */
static gboolean
is_general (const char *fact)
{
  static const char *const names[] = { "priority", "key_user",         "market",
                                       "language", "case_type",        "risk",
                                       "verdict",  HUB_SCREENING_FACT, NULL };
  gsize len = strlen ("flag:");

  if (g_str_has_prefix (fact, "flag:"))
    return fact[len] != '\0'
           && strspn (fact + len, G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (fact + len);
  return g_strv_contains (names, fact);
}

/* A rule that names its types must be able to hold for each; one for all types, for some. */
static gboolean
check_fact (const Check *check, const char *fact, GError **error)
{
  GPtrArray *types = check->context->catalog->case_types;
  guint known = 0, asked = 0;

  if (is_general (fact))
    return TRUE;
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const char *id = ((ReviewCaseType *) types->pdata[i])->id;

      if (!is_of_type (check->rule, id))
        continue;
      asked++;
      known += is_known_in (check, id, fact) ? 1 : 0;
    }
  if (check->rule->case_types != NULL ? known == asked : known > 0)
    return TRUE;
  return wrong_name (check, "when", error, fact, "is no fact of the rule's case types");
}

static gboolean
check_number (const Check *check, const ReviewCondition *leaf, GError **error)
{
  double most = strcmp (leaf->fact, "priority") == 0 ? 100 : 1;
  gboolean limited = strcmp (leaf->fact, "priority") == 0 || strcmp (leaf->fact, "risk") == 0
                     || strcmp (leaf->fact, "key_user") == 0;

  if (isnan (leaf->number))
    return TRUE;
  if (!isfinite (leaf->number) || fabs (leaf->number) > MOST_NUMBER)
    return wrong_name (check, "when", error, leaf->fact, "is compared with an absurd number");
  if (limited && !(leaf->number >= 0 && leaf->number <= most))
    return wrong_name (check, "when", error, leaf->fact, "is compared with what it can never be");
  return TRUE;
}

static gboolean
check_word (const Check *check, const char *fact, const char *word, GError **error)
{
  if (strcmp (fact, "verdict") == 0 && review_enum_value (&review_verdicts, word) == 0)
    return wrong_name (check, "when", error, word, "is no verdict");
  if (strcmp (fact, "case_type") == 0
      && review_catalog_find_type (check->context->catalog, word) == NULL)
    return wrong_name (check, "when", error, word, "is no case type");
  return TRUE;
}

static gboolean
check_words (const Check *check, const ReviewCondition *leaf, GError **error)
{
  for (char **word = leaf->texts; word != NULL && *word != NULL; word++)
    if (!check_word (check, leaf->fact, *word, error))
      return FALSE;
  return leaf->text == NULL || check_word (check, leaf->fact, leaf->text, error);
}

static gboolean
check_leaf (const Check *check, const ReviewCondition *leaf, GError **error)
{
  gboolean asks_text = leaf->text != NULL || leaf->texts != NULL;

  if (!check_fact (check, leaf->fact, error))
    return FALSE;
  if (leaf->op != REVIEW_OP_PRESENT && asks_text != hub_fact_is_text (leaf->fact))
    return wrong_name (check, "when", error, leaf->fact,
                       asks_text ? "is a number, not a text" : "is a text, not a number");
  if (leaf->param != NULL && review_policy_find_parameter (check->policy, leaf->param) == NULL)
    return wrong_name (check, "when", error, leaf->param, "is no parameter of the policy");
  return check_number (check, leaf, error) && check_words (check, leaf, error);
}

static gboolean
check_leaves (const Check *check, const ReviewCondition *node, GError **error)
{
  GPtrArray *list = node->all != NULL ? node->all : node->any;

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!check_leaves (check, list->pdata[i], error))
      return FALSE;
  if (node->not_ != NULL)
    return check_leaves (check, node->not_, error);
  return node->fact == NULL || check_leaf (check, node, error);
}

/* What the gates before a forced block leave over: no screening match, no key user. */
typedef struct
{
  gint64 priority;
} Left;

static gboolean
get_left (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Left *left = user_data;

  *ret_fact = (ReviewFact){ NAN, NULL };
  if (strcmp (name, "priority") == 0)
    ret_fact->number = (double) left->priority;
  else if (strcmp (name, "key_user") == 0 || strcmp (name, HUB_SCREENING_FACT) == 0
           || strcmp (name, "flag:" HUB_LEGAL_HOLD) == 0)
    ret_fact->number = 0;
  return !isnan (ret_fact->number);
}

static gboolean
can_block (const ReviewRule *rule)
{
  for (gint64 priority = 0; priority < REVIEW_KEY_USER_PRIORITY; priority++)
    {
      Left left = { priority };
      ReviewFacts facts = { get_left, NULL, &left };

      if (review_condition_evaluate (rule->when, &facts, NULL) != REVIEW_ANSWER_NOT_MET)
        return TRUE;
    }
  return FALSE;
}

static gboolean
knows_nothing (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  return FALSE;
}

/* A condition that holds whatever the case is. */
static gboolean
always_holds (const ReviewRule *rule)
{
  ReviewFacts facts = { knows_nothing, NULL, NULL };

  return review_condition_evaluate (rule->when, &facts, NULL) == REVIEW_ANSWER_MET;
}

static gboolean
check_block (const Check *check, GError **error)
{
  if (always_holds (check->rule))
    return wrong (check, "when", error, "would block every case");
  if (!can_block (check->rule))
    return wrong (check, "when", error,
                  "contradicts a gate: screening matches, legal holds and key users go to people "
                  "before any rule can block");
  return TRUE;
}

/* The list of codes must have @code for every type that the rule is of. */
static gboolean
is_listed (const Check *check, const char *list, const char *code)
{
  GPtrArray *types = check->context->catalog->case_types;

  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const char *id = ((ReviewCaseType *) types->pdata[i])->id;
      const ReviewCode *found;

      if (!is_of_type (check->rule, id))
        continue;
      found = review_catalog_find_code (check->context->catalog, list, code, id);
      if (found == NULL || found->retired)
        return FALSE;
    }
  return TRUE;
}

static gboolean
reads_roca (const ReviewCondition *node)
{
  GPtrArray *list = node->all != NULL ? node->all : node->any;

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (reads_roca (list->pdata[i]))
      return TRUE;
  if (node->not_ != NULL)
    return reads_roca (node->not_);
  return g_strcmp0 (node->fact, "risk") == 0 || g_strcmp0 (node->fact, "verdict") == 0;
}

static gboolean
audits_any (const Check *check)
{
  GPtrArray *types = check->context->catalog->case_types;

  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const char *id = ((ReviewCaseType *) types->pdata[i])->id;
      const ReviewTypePolicy *type = review_policy_find_type (check->policy, id);

      if (is_of_type (check->rule, id) && type != NULL && type->audit_rate > 0)
        return TRUE;
    }
  return FALSE;
}

/* The queue is sorted by priority, and a blind look must not be told by its place in it. */
static gboolean
check_order (const Check *check, GError **error)
{
  return !reads_roca (check->rule->when) || !audits_any (check)
         || wrong (check, "when", error,
                   "would let the order of the queue tell what ROCA says of blind cases");
}

static gboolean
check_raise (const Check *check, GError **error)
{
  const ReviewRule *rule = check->rule;

  if (rule->priority < 1 || rule->priority > 100)
    return wrong (check, "priority", error, "lies in 1..100");
  if (rule->priority > HUB_RAISE_LIMIT && rule->key_user_reason == NULL)
    return wrong (check, "priority", error, "is at most 74 without a key-user reason");
  if (rule->key_user_reason != NULL && !is_listed (check, "priority_reason", rule->key_user_reason))
    return wrong_name (check, "key_user_reason", error, rule->key_user_reason,
                       "is no code of list priority_reason");
  return check_order (check, error);
}

static gboolean
check_effect (const Check *check, GError **error)
{
  const ReviewRule *rule = check->rule;
  gboolean raises = rule->effect == REVIEW_RULE_RAISE_PRIORITY;
  gboolean escalates = rule->effect == REVIEW_RULE_REQUIRE_ESCALATION;

  if (rule->effect < REVIEW_RULE_FORCE_HUMAN || rule->effect > REVIEW_RULE_RAISE_PRIORITY)
    return wrong (check, "effect", error, "is needed");
  if (!raises && rule->priority != 0)
    return wrong (check, "priority", error, "belongs to raise_priority");
  if (!raises && rule->key_user_reason != NULL)
    return wrong (check, "key_user_reason", error, "belongs to raise_priority");
  if (!escalates && rule->reason != NULL)
    return wrong (check, "reason", error, "belongs to require_escalation");
  if (escalates && (rule->reason == NULL || !is_listed (check, "escalation_reason", rule->reason)))
    return wrong_name (check, "reason", error, rule->reason,
                       "is no code of list escalation_reason");
  if (raises)
    return check_raise (check, error);
  return rule->effect != REVIEW_RULE_FORCE_BLOCK || check_block (check, error);
}

static gboolean
check_names (const Check *check, GHashTable *seen, GError **error)
{
  const ReviewRule *rule = check->rule;

  if (rule->id[0] == '\0' || strlen (rule->id) > 64)
    return wrong (check, "id", error, "has 1 to 64 characters");
  if (!g_hash_table_add (seen, rule->id))
    return wrong_name (check, "id", error, rule->id, "is there twice");
  if (rule->name == NULL || rule->name->en == NULL || rule->name->en[0] == '\0'
      || rule->name->zh_cn == NULL || rule->name->zh_cn[0] == '\0')
    return wrong (check, "name", error, "is needed in both languages");
  if (rule->case_types != NULL && rule->case_types[0] == NULL)
    return wrong (check, "case_types", error, "names at least one, or is left out");
  for (char **type = rule->case_types; type != NULL && *type != NULL; type++)
    if (review_catalog_find_type (check->context->catalog, *type) == NULL)
      return wrong_name (check, "case_types", error, *type, "is no case type");
  return TRUE;
}

static gboolean
check_rule (const Check *check, GHashTable *seen, GError **error)
{
  const ReviewRule *rule = check->rule;
  g_autofree char *when = g_strconcat (check->path, ".when", NULL);

  if (!check_names (check, seen, error))
    return FALSE;
  if (rule->when == NULL)
    return wrong (check, "when", error, "is needed");
  return review_condition_check (rule->when, when, error) && check_leaves (check, rule->when, error)
         && check_effect (check, error);
}

static gboolean
share_a_type (const ReviewRule *a, const ReviewRule *b)
{
  for (char **type = a->case_types; type != NULL && *type != NULL; type++)
    if (is_of_type (b, *type))
      return TRUE;
  return a->case_types == NULL;
}

/* Two effects that cannot both be meant for the same cases. */
static gboolean
contradict (const ReviewRule *a, const ReviewRule *b)
{
  gboolean a_blocks = a->effect == REVIEW_RULE_FORCE_BLOCK;
  gboolean b_blocks = b->effect == REVIEW_RULE_FORCE_BLOCK;
  int other = a_blocks ? b->effect : a->effect;

  return a_blocks != b_blocks && other != REVIEW_RULE_RAISE_PRIORITY && !a->off && !b->off
         && share_a_type (a, b) && review_record_equal (a->when, b->when);
}

static gboolean
check_pairs (const Check *check, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const ReviewRule *other = check->policy->rules->pdata[i];

      if (contradict (check->rule, other))
        return wrong_name (check, "effect", error, other->id,
                           "sends the same cases to people that the other of the two blocks");
    }
  return TRUE;
}

/**
 * hub_policy_check_rules:
 *
 * The part of hub_policy_check() that is about rules. Rules that are off are checked too: they are
 * meant to be switched on again. Of two rules that contradict, the later one is named.
 */
gboolean
hub_policy_check_rules (const ReviewPolicy *policy, const HubPolicyContext *context, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; policy->rules != NULL && i < policy->rules->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("rules[%u]", i);
      Check check = { policy, context, policy->rules->pdata[i], path };

      if (!check_rule (&check, seen, error) || !check_pairs (&check, i, error))
        return FALSE;
    }
  return TRUE;
}
