/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in the form in which they are evaluated: each tree is a run of nodes in preorder, a node
 * knows where its subtree ends. Same three-valued logic as review_condition_evaluate(), which is
 * the definition; a test holds the two together. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-rules.h"

#include <math.h>
#include <string.h>

/* The answers as ranks: all is the smallest, any the largest, not the mirror. */
enum
{
  NOT_MET = 0,
  UNKNOWN,
  MET
};

typedef enum
{
  NODE_LT = REVIEW_OP_LT,
  NODE_LE,
  NODE_GT,
  NODE_GE,
  NODE_EQ,
  NODE_NE,
  NODE_PRESENT,
  NODE_IN,
  NODE_ALWAYS,
  NODE_NEVER,      /* met by no value that is there */
  NODE_ANY_VALUE,  /* met by every value that is there */
  NODE_UNKNOWABLE, /* a number is asked of a text, or the parameter does not exist */
  NODE_ALL,
  NODE_SOME,
  NODE_NOT
} NodeKind;

typedef struct
{
  NodeKind kind;
  int column;    /* -1: nobody supplies the fact */
  guint end;     /* index of the node after the subtree */
  double number; /* compared with; a text's code */
  guint first;   /* NODE_IN: codes [first, first + n) */
  guint n;
} Node;

struct _HubRules
{
  ReviewPolicy *policy; /* (owned): keeps @rules alive */
  GPtrArray *rules;     /* (owned) (element-type ReviewRule): borrowed from @policy */
  GPtrArray *columns;   /* (owned): names, NULL at the end */
  GHashTable *by_name;  /* (owned): name → column + 1 */
  GHashTable *codes;    /* (owned): text → code, from 1 */
  GArray *nodes;        /* (owned): Node */
  GArray *sets;         /* (owned): double, codes of the lists */
  GArray *starts;       /* (owned): guint, first node of each rule */
};

/**
 * hub_fact_is_text:
 * @name: of a fact that rules may read
 *
 * Returns: whether its value is a text; all others are numbers
 */
gboolean
hub_fact_is_text (const char *name)
{
  static const char *const texts[] = { "market", "language", "case_type", "verdict", NULL };

  return g_strv_contains (texts, name);
}

static void
add_column (HubRules *self, const char *name)
{
  if (g_hash_table_contains (self->by_name, name))
    return;
  g_ptr_array_add (self->columns, g_strdup (name));
  g_hash_table_insert (self->by_name, self->columns->pdata[self->columns->len - 1],
                       GUINT_TO_POINTER (self->columns->len));
}

static double
add_code (HubRules *self, const char *text)
{
  guint code = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, text));

  if (code == 0)
    {
      code = g_hash_table_size (self->codes) + 1;
      g_hash_table_insert (self->codes, g_strdup (text), GUINT_TO_POINTER (code));
    }
  return code;
}

static void
prepare_texts (HubRules *self, const ReviewCondition *leaf, gboolean is_text, Node *node)
{
  if (!is_text)
    {
      node->kind = leaf->op == REVIEW_OP_NE ? NODE_ANY_VALUE : NODE_NEVER;
      return;
    }
  if (leaf->text != NULL)
    {
      node->number = add_code (self, leaf->text);
      return;
    }
  node->first = self->sets->len;
  for (char **text = leaf->texts; *text != NULL; text++)
    {
      double code = add_code (self, *text);

      g_array_append_val (self->sets, code);
    }
  node->n = self->sets->len - node->first;
}

static void
prepare_leaf (HubRules *self, const ReviewCondition *leaf, Node *node)
{
  gboolean is_text = hub_fact_is_text (leaf->fact);

  node->column = hub_rules_find_column (self, leaf->fact);
  node->kind = (NodeKind) leaf->op;
  if (leaf->op == REVIEW_OP_PRESENT)
    return;
  if (leaf->text != NULL || leaf->texts != NULL)
    {
      prepare_texts (self, leaf, is_text, node);
      return;
    }
  node->number = leaf->number;
  if (leaf->param != NULL)
    review_policy_get_parameter (self->policy, leaf->param, &node->number);
  if (is_text || isnan (node->number))
    node->kind = NODE_UNKNOWABLE;
}

static void
prepare (HubRules *self, const ReviewCondition *tree)
{
  Node node = { .column = -1, .number = NAN };
  guint at = self->nodes->len;
  GPtrArray *list = tree->all != NULL ? tree->all : tree->any;

  if (tree->always)
    node.kind = NODE_ALWAYS;
  else if (list != NULL)
    node.kind = tree->all != NULL ? NODE_ALL : NODE_SOME;
  else if (tree->not_ != NULL)
    node.kind = NODE_NOT;
  else
    prepare_leaf (self, tree, &node);
  g_array_append_val (self->nodes, node);
  for (guint i = 0; node.kind >= NODE_ALL && list != NULL && i < list->len; i++)
    prepare (self, list->pdata[i]);
  if (node.kind == NODE_NOT)
    prepare (self, tree->not_);
  g_array_index (self->nodes, Node, at).end = self->nodes->len;
}

static gboolean
holds_for (const ReviewRule *rule, const char *case_type)
{
  return !rule->off
         && (rule->case_types == NULL
             || g_strv_contains ((const char *const *) rule->case_types, case_type));
}

static void
collect_rules (HubRules *self, const char *case_type, const char *const *columns)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->policy->rules != NULL && i < self->policy->rules->len; i++)
    {
      ReviewRule *rule = self->policy->rules->pdata[i];

      if (!holds_for (rule, case_type))
        continue;
      g_ptr_array_add (self->rules, rule);
      review_condition_collect_facts (rule->when, facts);
    }
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    add_column (self, columns[i]);
  for (guint i = 0; columns == NULL && i < facts->len; i++)
    add_column (self, facts->pdata[i]);
  g_ptr_array_add (self->columns, NULL);
}

/**
 * hub_rules_new:
 * @policy: its rules and parameters; the conditions passed review_condition_check()
 * @case_type: only the rules that hold for it
 * @columns: (nullable) (array zero-terminated=1): names of the facts in the order in which their
 *   values will come, as a matrix has them; a fact that is not among them is missing. %NULL: the
 *   facts that the rules read, as hub_rules_get_columns() then tells
 *
 * Returns: (transfer full): the rules that are on, in the policy's order
 */
HubRules *
hub_rules_new (const ReviewPolicy *policy, const char *case_type, const char *const *columns)
{
  HubRules *self = g_new0 (HubRules, 1);

  self->policy = review_record_ref ((gpointer) policy);
  self->rules = g_ptr_array_new ();
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->sets = g_array_new (FALSE, FALSE, sizeof (double));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  collect_rules (self, case_type, columns);
  for (guint i = 0; i < self->rules->len; i++)
    {
      g_array_append_val (self->starts, self->nodes->len);
      prepare (self, ((ReviewRule *) self->rules->pdata[i])->when);
    }
  return self;
}

void
hub_rules_free (HubRules *self)
{
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->codes);
  g_array_unref (self->nodes);
  g_array_unref (self->sets);
  g_array_unref (self->starts);
  review_record_unref (self->policy);
  g_free (self);
}

guint
hub_rules_get_n (const HubRules *self)
{
  return self->rules->len;
}

const ReviewRule *
hub_rules_get_rule (const HubRules *self, guint rule)
{
  return self->rules->pdata[rule];
}

/**
 * hub_rules_get_columns:
 *
 * Returns: (transfer none) (array zero-terminated=1): names of the facts, as values must come
 */
const char *const *
hub_rules_get_columns (const HubRules *self)
{
  return (const char *const *) self->columns->pdata;
}

/**
 * hub_rules_find_column:
 *
 * Returns: where the value of the fact stands; -1 when it is no column
 */
int
hub_rules_find_column (const HubRules *self, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->by_name, name)) - 1;
}

/**
 * hub_rules_encode:
 * @text: (nullable): value of a fact that is a text
 *
 * Returns: what stands for it among the values: NaN for %NULL, -1 for a text that no rule names
 */
double
hub_rules_encode (const HubRules *self, const char *text)
{
  guint code;

  if (text == NULL)
    return NAN;
  code = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, text));
  return code > 0 ? code : -1.0;
}

static int
rank (gboolean met)
{
  return met ? MET : NOT_MET;
}

static gboolean
is_in (const HubRules *self, const Node *node, double value)
{
  const double *set = (const double *) (gpointer) self->sets->data + node->first;

  for (guint i = 0; i < node->n; i++)
    if (!(set[i] < value) && !(set[i] > value))
      return TRUE;
  return FALSE;
}

static int
evaluate_leaf (const HubRules *self, const Node *node, const double *values)
{
  double value = node->column >= 0 ? values[node->column] : NAN;

  if (node->kind == NODE_PRESENT)
    return rank (!isnan (value));
  if (isnan (value) || node->kind == NODE_UNKNOWABLE)
    return UNKNOWN;
  if (node->kind == NODE_LT)
    return rank (value < node->number);
  if (node->kind == NODE_LE)
    return rank (value <= node->number);
  if (node->kind == NODE_GT)
    return rank (value > node->number);
  if (node->kind == NODE_GE)
    return rank (value >= node->number);
  if (node->kind == NODE_EQ)
    return rank (!(value < node->number) && !(value > node->number));
  if (node->kind == NODE_NE)
    return rank (value < node->number || value > node->number);
  if (node->kind == NODE_IN)
    return rank (is_in (self, node, value));
  return rank (node->kind == NODE_ANY_VALUE);
}

static int
evaluate (const HubRules *self, guint at, const double *values)
{
  const Node *nodes = (const Node *) (gpointer) self->nodes->data;
  const Node *node = &nodes[at];
  int all = MET, any = NOT_MET;

  if (node->kind < NODE_ALWAYS || (node->kind > NODE_ALWAYS && node->kind < NODE_ALL))
    return evaluate_leaf (self, node, values);
  if (node->kind == NODE_ALWAYS)
    return MET;
  if (node->kind == NODE_NOT)
    return MET - evaluate (self, at + 1, values);
  for (guint child = at + 1; child < node->end; child = nodes[child].end)
    {
      int one = evaluate (self, child, values);

      all = MIN (all, one);
      any = MAX (any, one);
      if (node->kind == NODE_ALL ? all == NOT_MET : any == MET)
        break;
    }
  return node->kind == NODE_ALL ? all : any;
}

/**
 * hub_rules_evaluate:
 * @rule: below hub_rules_get_n()
 * @values: one per column; NaN is missing, texts are encoded by hub_rules_encode()
 *
 * Returns: met, not met, or unknown, as review_condition_evaluate() says of the same facts
 */
ReviewAnswer
hub_rules_evaluate (const HubRules *self, guint rule, const double *values)
{
  static const ReviewAnswer answers[] = { REVIEW_ANSWER_NOT_MET, REVIEW_ANSWER_UNKNOWN,
                                          REVIEW_ANSWER_MET };

  return answers[evaluate (self, g_array_index (self->starts, guint, rule), values)];
}
