/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one evaluator of condition trees. Three-valued (Kleene): what the data does not
 * carry is unknown, and unknown is decisive only where the known part does not settle it. */
#define G_LOG_DOMAIN "review-model"
#include "review-condition.h"

#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-record-table.h"

const ReviewEnum review_ops = { "ops", (const char *const[]){ "lt", "le", "gt", "ge", "eq", "ne",
                                                              "present", "in", NULL } };

static const ReviewMember members[] = {
  REVIEW_M_RECORDS (ReviewCondition, all, review_condition_type, OPT),
  REVIEW_M_RECORDS (ReviewCondition, any, review_condition_type, OPT),
  REVIEW_M_RECORD (ReviewCondition, not_, review_condition_type, OPT),
  REVIEW_M_BOOLEAN (ReviewCondition, always, OPT),
  REVIEW_M_STRING (ReviewCondition, fact, OPT),
  REVIEW_M_ENUM (ReviewCondition, op, review_ops, OPT),
  REVIEW_M_DOUBLE (ReviewCondition, number, OPT),
  REVIEW_M_STRING (ReviewCondition, param, OPT),
  REVIEW_M_STRING (ReviewCondition, text, OPT),
  REVIEW_M_STRINGS (ReviewCondition, texts, OPT),
  REVIEW_M_END,
};
const ReviewRecordType review_condition_type = { "condition", sizeof (ReviewCondition), members };

static gboolean
check_leaf (const ReviewCondition *self, const char *path, GError **error)
{
  int values =
      !isnan (self->number) + (self->param != NULL) + (self->text != NULL) + (self->texts != NULL);
  gboolean ordered = self->op >= REVIEW_OP_LT && self->op <= REVIEW_OP_GE;

  if (self->op == 0)
    review_error_set_field (error, path, "a condition on a fact needs an op");
  else if (values != (self->op == REVIEW_OP_PRESENT ? 0 : 1))
    review_error_set_field (error, path,
                            "exactly one of number, param, text, texts (none for present)");
  else if (ordered && self->param == NULL && isnan (self->number))
    review_error_set_field (error, path, "an order is between numbers");
  else if ((self->op == REVIEW_OP_IN) != (self->texts != NULL))
    review_error_set_field (error, path, "texts belong to op \"in\", and only to it");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_list (GPtrArray *list, const char *path, const char *name, GError **error)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autofree char *child = g_strdup_printf ("%s.%s[%u]", path, name, i);

      if (!review_condition_check (list->pdata[i], child, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * review_condition_check:
 * @self: a tree as decoded
 * @path: where it stands, for the message
 *
 * Returns: whether each node has exactly one form and a leaf that fits its op
 */
gboolean
review_condition_check (const ReviewCondition *self, const char *path, GError **error)
{
  g_autofree char *child = NULL;
  int forms = (self->all != NULL) + (self->any != NULL) + (self->not_ != NULL)
              + (self->always ? 1 : 0) + (self->fact != NULL);

  if (forms != 1)
    {
      review_error_set_field (error, path, "exactly one of all, any, not_, always, fact");
      return FALSE;
    }
  if (self->fact != NULL)
    return check_leaf (self, path, error);
  child = g_strdup_printf ("%s.not_", path);
  return (self->not_ == NULL || review_condition_check (self->not_, child, error))
         && check_list (self->all, path, "all", error)
         && check_list (self->any, path, "any", error);
}

static void
note_missing (GPtrArray *missing, const char *name)
{
  if (missing != NULL && !g_ptr_array_find_with_equal_func (missing, name, g_str_equal, NULL))
    g_ptr_array_add (missing, g_strdup (name));
}

static ReviewAnswer
answer (gboolean met)
{
  return met ? REVIEW_ANSWER_MET : REVIEW_ANSWER_NOT_MET;
}

static ReviewAnswer
compare_numbers (int op, double a, double b)
{
  switch ((ReviewOp) op)
    {
    case REVIEW_OP_LT:
      return answer (a < b);
    case REVIEW_OP_LE:
      return answer (a <= b);
    case REVIEW_OP_GT:
      return answer (a > b);
    case REVIEW_OP_GE:
      return answer (a >= b);
    case REVIEW_OP_EQ:
      return answer (!(a < b) && !(a > b));
    case REVIEW_OP_NE:
      return answer (a < b || a > b);
    case REVIEW_OP_PRESENT:
    case REVIEW_OP_IN:
    default:
      return REVIEW_ANSWER_UNKNOWN;
    }
}

static ReviewAnswer
evaluate_leaf (const ReviewCondition *self, const ReviewFacts *facts, GPtrArray *missing)
{
  ReviewFact fact = { NAN, NULL };
  ReviewFact param = { NAN, NULL };
  gboolean known = facts->fact (self->fact, &fact, facts->user_data)
                   && (fact.text != NULL || !isnan (fact.number));

  if (self->op == REVIEW_OP_PRESENT)
    return answer (known);
  if (!known)
    {
      note_missing (missing, self->fact);
      return REVIEW_ANSWER_UNKNOWN;
    }
  if (self->texts != NULL)
    return answer (fact.text != NULL
                   && g_strv_contains ((const char *const *) self->texts, fact.text));
  if (self->text != NULL)
    return answer ((g_strcmp0 (fact.text, self->text) == 0) == (self->op == REVIEW_OP_EQ));
  param.number = self->number;
  if (self->param != NULL
      && (facts->param == NULL || !facts->param (self->param, &param, facts->user_data)))
    param.number = NAN;
  if (isnan (param.number) || isnan (fact.number))
    {
      note_missing (missing, isnan (param.number) ? self->param : self->fact);
      return REVIEW_ANSWER_UNKNOWN;
    }
  return compare_numbers (self->op, fact.number, param.number);
}

/* all: not_met wins; any: met wins; otherwise unknown wins. The missing facts of branches
 * that did not matter are not reported. */
static ReviewAnswer
evaluate_list (GPtrArray *list, ReviewAnswer winner, const ReviewFacts *facts, GPtrArray *missing)
{
  g_autoptr (GPtrArray) local = g_ptr_array_new_with_free_func (g_free);
  ReviewAnswer loser = winner == REVIEW_ANSWER_MET ? REVIEW_ANSWER_NOT_MET : REVIEW_ANSWER_MET;
  ReviewAnswer result = loser;

  for (guint i = 0; i < list->len; i++)
    {
      ReviewAnswer one = review_condition_evaluate (list->pdata[i], facts, local);

      if (one == winner)
        return winner;
      if (one == REVIEW_ANSWER_UNKNOWN)
        result = REVIEW_ANSWER_UNKNOWN;
    }
  for (guint i = 0; i < local->len; i++)
    note_missing (missing, local->pdata[i]);
  return result;
}

/**
 * review_condition_evaluate:
 * @self: a checked tree
 * @facts: where facts and parameters come from
 * @missing: (nullable) (element-type utf8): receives the names that made it unknown
 *
 * Returns: met, not met, or unknown
 */
ReviewAnswer
review_condition_evaluate (const ReviewCondition *self,
                           const ReviewFacts *facts,
                           GPtrArray *missing)
{
  ReviewAnswer inner;

  if (self->always)
    return REVIEW_ANSWER_MET;
  if (self->all != NULL)
    return evaluate_list (self->all, REVIEW_ANSWER_NOT_MET, facts, missing);
  if (self->any != NULL)
    return evaluate_list (self->any, REVIEW_ANSWER_MET, facts, missing);
  if (self->not_ == NULL)
    return evaluate_leaf (self, facts, missing);
  inner = review_condition_evaluate (self->not_, facts, missing);
  if (inner == REVIEW_ANSWER_UNKNOWN)
    return inner;
  return answer (inner == REVIEW_ANSWER_NOT_MET);
}

static void
collect (const ReviewCondition *self, GPtrArray *facts, GPtrArray *params)
{
  if (self == NULL)
    return;
  if (self->fact != NULL)
    note_missing (facts, self->fact);
  if (self->param != NULL)
    note_missing (params, self->param);
  collect (self->not_, facts, params);
  for (guint i = 0; self->all != NULL && i < self->all->len; i++)
    collect (self->all->pdata[i], facts, params);
  for (guint i = 0; self->any != NULL && i < self->any->len; i++)
    collect (self->any->pdata[i], facts, params);
}

/**
 * review_condition_collect_facts:
 * @self: (nullable): a tree
 * @names: (element-type utf8): receives each fact the tree reads, once; free func g_free
 */
void
review_condition_collect_facts (const ReviewCondition *self, GPtrArray *names)
{
  collect (self, names, NULL);
}

void
review_condition_collect_params (const ReviewCondition *self, GPtrArray *names)
{
  collect (self, NULL, names);
}
