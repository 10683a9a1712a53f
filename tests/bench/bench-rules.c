/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A prepared rule against the same condition written in C. */
#define G_LOG_DOMAIN "bench"
#include <math.h>

#include "bench.h"
#include "hub-rules.h"

enum
{
  RATIO,
  NEW_DEVICE,
  HOURS,
  PERIODIC,
  AGE,
  N_COLUMNS
};

typedef struct
{
  HubRules *rules;
  double *rows; /* n x N_COLUMNS */
  guint n;
  guint met[2]; /* by the rule, by plain C */
} Data;

static ReviewCondition *
make_leaf (const char *fact, ReviewOp op, double number)
{
  ReviewCondition *leaf = review_record_new (&review_condition_type);

  leaf->fact = g_strdup (fact);
  leaf->op = (int) op;
  leaf->number = number;
  return leaf;
}

static ReviewCondition *
make_node (GPtrArray **ret_list, ReviewCondition *node, ReviewCondition *const *children, guint n)
{
  *ret_list = review_records_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (*ret_list, children[i]);
  return node;
}

/* ratio > 10 and (new device, or a change in the last 24 h) and not periodic and age < 400 */
static ReviewCondition *
make_condition (void)
{
  ReviewCondition *any = review_record_new (&review_condition_type);
  ReviewCondition *all = review_record_new (&review_condition_type);
  ReviewCondition *no = review_record_new (&review_condition_type);

  make_node (&any->any, any,
             (ReviewCondition *[]){ make_leaf ("new_device", REVIEW_OP_EQ, 1),
                                    make_leaf ("hours", REVIEW_OP_LT, 24) },
             2);
  no->not_ = make_leaf ("periodic", REVIEW_OP_EQ, 1);
  return make_node (&all->all, all,
                    (ReviewCondition *[]){ make_leaf ("ratio", REVIEW_OP_GT, 10), any, no,
                                           make_leaf ("age", REVIEW_OP_LT, 400) },
                    4);
}

static HubRules *
make_rules (void)
{
  static const char *const columns[] = { "ratio", "new_device", "hours", "periodic", "age", NULL };
  g_autoptr (ReviewPolicy) policy = review_record_new (&review_policy_type);
  ReviewRule *rule = review_record_new (&review_rule_type);

  policy->version = g_strdup ("bench");
  policy->types = review_records_new ();
  policy->rules = review_records_new ();
  rule->id = g_strdup ("R-1");
  rule->name = review_text_new ("bench", "bench");
  rule->when = make_condition ();
  rule->effect = REVIEW_RULE_FORCE_HUMAN;
  g_ptr_array_add (policy->rules, rule);
  return hub_rules_new (policy, "bench", columns);
}

static void
evaluate (gpointer user_data)
{
  Data *data = user_data;

  data->met[0] = 0;
  for (guint i = 0; i < data->n; i++)
    data->met[0] +=
        hub_rules_evaluate (data->rules, 0, data->rows + (gsize) i * N_COLUMNS) == REVIEW_ANSWER_MET
            ? 1
            : 0;
}

/* A comparison with NaN is false, as an unknown answer is not "met"; what is denied must be known. */
static gboolean
is_met (const double *row)
{
  return row[RATIO] > 10 && (fabs (row[NEW_DEVICE] - 1) < 1e-9 || row[HOURS] < 24)
         && !isnan (row[PERIODIC]) && !(fabs (row[PERIODIC] - 1) < 1e-9) && row[AGE] < 400;
}

static void
evaluate_plain (gpointer user_data)
{
  Data *data = user_data;

  data->met[1] = 0;
  for (guint i = 0; i < data->n; i++)
    data->met[1] += is_met (data->rows + (gsize) i * N_COLUMNS) ? 1 : 0;
}

void
bench_rules (guint divisor)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  Data data = { .rules = make_rules (), .n = 1000000 / divisor };
  BenchMeasure measure = { "rules", "the same condition in plain C", "evaluations", data.n, 5 };

  data.rows = g_new (double, (gsize) data.n *N_COLUMNS);
  for (gsize i = 0; i < (gsize) data.n * N_COLUMNS; i += N_COLUMNS)
    {
      data.rows[i + RATIO] = g_rand_double_range (rand, 0, 20);
      data.rows[i + NEW_DEVICE] = g_rand_int_range (rand, 0, 2);
      data.rows[i + HOURS] = g_rand_double_range (rand, 0, 100);
      data.rows[i + PERIODIC] = g_rand_double (rand) < 0.1 ? NAN : g_rand_int_range (rand, 0, 2);
      data.rows[i + AGE] = g_rand_double_range (rand, 0, 1000);
    }
  bench_compare (&measure, evaluate, evaluate_plain, &data);
  if (data.met[0] != data.met[1] || data.met[0] == 0)
    g_error ("the rule is met %u times, plain C says %u", data.met[0], data.met[1]);
  g_free (data.rows);
  hub_rules_free (data.rules);
}
