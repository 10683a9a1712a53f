/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evaluator of condition trees: every op, Kleene logic against a truth table, what is
 * reported missing, trees that are refused. */
#include <math.h>
#include <string.h>

#include "review-condition.h"
#include "review-error.h"

static gboolean
fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  if (strcmp (name, "ten") == 0)
    ret_fact->number = 10;
  else if (strcmp (name, "sg") == 0)
    ret_fact->text = "SG";
  else
    return strcmp (name, "nan") == 0;
  return TRUE;
}

static gboolean
param (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  ret_fact->number = 10;
  return strcmp (name, "limit") == 0;
}

static const ReviewFacts facts = { fact, param, NULL };

static ReviewCondition *
leaf (const char *name, int op, double number)
{
  ReviewCondition *self = review_record_new (&review_condition_type);

  self->fact = g_strdup (name);
  self->op = op;
  self->number = number;
  return self;
}

/* met, not met and unknown as leaves. */
static ReviewCondition *
known (int answer)
{
  if (answer == REVIEW_ANSWER_UNKNOWN)
    return leaf ("absent", REVIEW_OP_GT, 1);
  return leaf ("ten", answer == REVIEW_ANSWER_MET ? REVIEW_OP_GT : REVIEW_OP_LT, 1);
}

static void
test_ops (void)
{
  static const struct
  {
    int op;
    double number;
    ReviewAnswer answer;
  } cases[] = {
    { REVIEW_OP_LT, 10, REVIEW_ANSWER_NOT_MET }, { REVIEW_OP_LT, 11, REVIEW_ANSWER_MET },
    { REVIEW_OP_LE, 10, REVIEW_ANSWER_MET },     { REVIEW_OP_LE, 9, REVIEW_ANSWER_NOT_MET },
    { REVIEW_OP_GT, 10, REVIEW_ANSWER_NOT_MET }, { REVIEW_OP_GT, 9, REVIEW_ANSWER_MET },
    { REVIEW_OP_GE, 10, REVIEW_ANSWER_MET },     { REVIEW_OP_GE, 11, REVIEW_ANSWER_NOT_MET },
    { REVIEW_OP_EQ, 10, REVIEW_ANSWER_MET },     { REVIEW_OP_EQ, 9, REVIEW_ANSWER_NOT_MET },
    { REVIEW_OP_NE, 10, REVIEW_ANSWER_NOT_MET }, { REVIEW_OP_NE, 9, REVIEW_ANSWER_MET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ReviewCondition) c = leaf ("ten", cases[i].op, cases[i].number);

      g_assert_true (review_condition_check (c, "c", NULL));
      g_assert_cmpint (review_condition_evaluate (c, &facts, NULL), ==, cases[i].answer);
    }
}

static void
test_text_and_param (void)
{
  g_autoptr (ReviewCondition) text = leaf ("sg", REVIEW_OP_EQ, NAN);
  g_autoptr (ReviewCondition) in = leaf ("sg", REVIEW_OP_IN, NAN);
  g_autoptr (ReviewCondition) limit = leaf ("ten", REVIEW_OP_GE, NAN);
  g_autoptr (ReviewCondition) other = leaf ("ten", REVIEW_OP_GE, NAN);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  text->text = g_strdup ("SG");
  in->texts = g_strsplit ("HK SG", " ", -1);
  limit->param = g_strdup ("limit");
  other->param = g_strdup ("unknown_limit");
  g_assert_cmpint (review_condition_evaluate (text, &facts, NULL), ==, REVIEW_ANSWER_MET);
  text->op = REVIEW_OP_NE;
  g_assert_cmpint (review_condition_evaluate (text, &facts, NULL), ==, REVIEW_ANSWER_NOT_MET);
  g_assert_cmpint (review_condition_evaluate (in, &facts, NULL), ==, REVIEW_ANSWER_MET);
  g_assert_cmpint (review_condition_evaluate (limit, &facts, NULL), ==, REVIEW_ANSWER_MET);
  g_assert_cmpint (review_condition_evaluate (other, &facts, missing), ==, REVIEW_ANSWER_UNKNOWN);
  g_assert_cmpstr (missing->pdata[0], ==, "unknown_limit");
}

static void
test_missing (void)
{
  g_autoptr (ReviewCondition) nan = leaf ("nan", REVIEW_OP_GT, 1);
  g_autoptr (ReviewCondition) present = leaf ("absent", REVIEW_OP_PRESENT, NAN);
  g_autoptr (ReviewCondition) there = leaf ("ten", REVIEW_OP_PRESENT, NAN);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpint (review_condition_evaluate (nan, &facts, missing), ==, REVIEW_ANSWER_UNKNOWN);
  g_assert_cmpint (review_condition_evaluate (nan, &facts, missing), ==, REVIEW_ANSWER_UNKNOWN);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (missing->pdata[0], ==, "nan");
  g_assert_cmpint (review_condition_evaluate (present, &facts, NULL), ==, REVIEW_ANSWER_NOT_MET);
  g_assert_cmpint (review_condition_evaluate (there, &facts, NULL), ==, REVIEW_ANSWER_MET);
}

/* Against Kleene's table: all is the minimum, any the maximum of not met < unknown < met. */
static void
test_kleene (void)
{
  static const int rank[] = { 0, 2, 0, 1 }; /* by ReviewAnswer */
  static const ReviewAnswer by_rank[] = { REVIEW_ANSWER_NOT_MET, REVIEW_ANSWER_UNKNOWN,
                                          REVIEW_ANSWER_MET };

  for (int a = REVIEW_ANSWER_MET; a <= REVIEW_ANSWER_UNKNOWN; a++)
    for (int b = REVIEW_ANSWER_MET; b <= REVIEW_ANSWER_UNKNOWN; b++)
      {
        g_autoptr (ReviewCondition) all = review_record_new (&review_condition_type);
        g_autoptr (ReviewCondition) any = review_record_new (&review_condition_type);
        g_autoptr (ReviewCondition) not_ = review_record_new (&review_condition_type);
        g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
        ReviewAnswer answer;

        all->all = review_records_new ();
        g_ptr_array_add (all->all, known (a));
        g_ptr_array_add (all->all, known (b));
        any->any = review_records_new ();
        g_ptr_array_add (any->any, known (a));
        g_ptr_array_add (any->any, known (b));
        not_->not_ = known (a);
        answer = review_condition_evaluate (all, &facts, missing);
        g_assert_cmpint (answer, ==, by_rank[MIN (rank[a], rank[b])]);
        g_assert_cmpuint (missing->len, ==, answer == REVIEW_ANSWER_UNKNOWN ? 1 : 0);
        g_assert_cmpint (review_condition_evaluate (any, &facts, NULL), ==,
                         by_rank[MAX (rank[a], rank[b])]);
        g_assert_cmpint (review_condition_evaluate (not_, &facts, NULL), ==, by_rank[2 - rank[a]]);
      }
}

static void
test_refused (void)
{
  g_autoptr (ReviewCondition) empty = review_record_new (&review_condition_type);
  g_autoptr (ReviewCondition) no_op = leaf ("ten", 0, 1);
  g_autoptr (ReviewCondition) no_value = leaf ("ten", REVIEW_OP_GT, NAN);
  g_autoptr (ReviewCondition) two_values = leaf ("ten", REVIEW_OP_GT, 1);
  g_autoptr (ReviewCondition) text_order = leaf ("ten", REVIEW_OP_GT, NAN);
  g_autoptr (ReviewCondition) nested = review_record_new (&review_condition_type);
  ReviewCondition *refused[] = { empty, no_op, no_value, two_values, text_order, nested };
  g_autoptr (GError) error = NULL;

  two_values->param = g_strdup ("limit");
  text_order->text = g_strdup ("a");
  nested->all = review_records_new ();
  g_ptr_array_add (nested->all, leaf ("ten", REVIEW_OP_IN, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_clear_error (&error);
      g_assert_false (review_condition_check (refused[i], "rule", &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
    }
  g_assert_true (g_str_has_prefix (error->message, "rule.all[0]: "));
}

static void
test_collect (void)
{
  g_autoptr (ReviewCondition) tree = review_record_new (&review_condition_type);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) params = g_ptr_array_new_with_free_func (g_free);

  tree->any = review_records_new ();
  g_ptr_array_add (tree->any, leaf ("ten", REVIEW_OP_GT, 1));
  g_ptr_array_add (tree->any, leaf ("ten", REVIEW_OP_LT, NAN));
  ((ReviewCondition *) tree->any->pdata[1])->param = g_strdup ("limit");
  review_condition_collect_facts (tree, names);
  review_condition_collect_params (tree, params);
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpuint (params->len, ==, 1);
  g_assert_cmpstr (params->pdata[0], ==, "limit");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/ops", test_ops);
  g_test_add_func ("/condition/text-and-param", test_text_and_param);
  g_test_add_func ("/condition/missing", test_missing);
  g_test_add_func ("/condition/kleene", test_kleene);
  g_test_add_func ("/condition/refused", test_refused);
  g_test_add_func ("/condition/collect", test_collect);
  return g_test_run ();
}
