/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clauses of the SOP come to in a case: answers for the reasoning chain, and columns for
 * the model. That is how a clause changes ROCA: publish it, train, and its answer is a feature like
 * any other. A column is known by the clause's id alone, so that a model outlives a new version of
 * the SOP and another value of a parameter. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-answers.h"

#include <math.h>
#include <string.h>

/* While the clauses of one case are answered, in the order of the SOP. */
typedef struct
{
  const RocaSchema *schema;
  const ReviewIntake *intake;
  const double *values;
  GArray *answers; /* RocaAnswer: of the clauses so far */
} Asked;

/**
 * roca_clause_is_standing:
 *
 * Returns: whether the clause always stands and checks nothing, so that it says nothing about a
 *   case
 */
gboolean
roca_clause_is_standing (const ReviewClause *clause)
{
  return clause->applies_when->always && clause->kind != REVIEW_CLAUSE_CHECK;
}

/* The direction that the clause's own kind states. Asking, holding and escalating state none. */
static int
demand_of (const ReviewClause *clause)
{
  switch ((ReviewClauseKind) clause->kind)
    {
    case REVIEW_CLAUSE_CHECK:
      return clause->met_lowers ? -1 : 1;
    case REVIEW_CLAUSE_PASS:
      return -1;
    case REVIEW_CLAUSE_BLOCK:
      return 1;
    case REVIEW_CLAUSE_ESCALATE:
    case REVIEW_CLAUSE_ASK:
    case REVIEW_CLAUSE_HOLD:
    default:
      return 0;
    }
}

/* The rows behind an answer are those behind the facts that the clause asks about. */
static guint
reads_of (const RocaSchema *self, const ReviewClause *clause)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint reads = 0;

  review_condition_collect_facts (clause->applies_when, names);
  review_condition_collect_facts (clause->met_when, names);
  for (guint i = 0; i < names->len; i++)
    {
      int column = roca_schema_find (self, names->pdata[i]);

      if (column >= 0)
        reads |= ((RocaColumn *) self->columns->pdata[column])->reads;
    }
  return reads;
}

static RocaColumn *
column_new (const RocaSchema *self, const ReviewClause *clause)
{
  RocaColumn *column = g_new0 (RocaColumn, 1);

  column->id = g_strconcat (ROCA_CLAUSE_PREFIX, clause->id, NULL);
  column->unit = g_strdup (clause->kind == REVIEW_CLAUSE_CHECK ? "check" : "clause");
  column->name = clause->title != NULL ? review_text_copy (clause->title)
                                       : review_text_new (clause->id, clause->id);
  column->meaning = review_text_copy (clause->text);
  column->version = 1;
  column->reads = reads_of (self, clause);
  column->monotone = demand_of (clause);
  column->clause = clause;
  return column;
}

/**
 * roca_column_new_gone:
 * @id: of a clause's column
 *
 * Returns: (transfer full): the column of a clause that the SOP no longer has; its value is always
 *   missing
 */
RocaColumn *
roca_column_new_gone (const char *id)
{
  const char *clause = id + strlen (ROCA_CLAUSE_PREFIX);
  RocaColumn *column = g_new0 (RocaColumn, 1);

  column->id = g_strdup (id);
  column->unit = g_strdup ("clause");
  column->name = review_text_new (clause, clause);
  column->version = 1;
  return column;
}

/**
 * roca_schema_add_clauses:
 * @sop: (nullable): of the schema's type; kept
 *
 * Adds a column for each clause that says something about a case.
 */
void
roca_schema_add_clauses (RocaSchema *self, const ReviewSop *sop)
{
  if (sop == NULL)
    return;
  self->sop = review_record_ref ((gpointer) sop);
  for (guint i = 0; i < sop->clauses->len; i++)
    if (!roca_clause_is_standing (sop->clauses->pdata[i]))
      g_ptr_array_add (self->columns, column_new (self, sop->clauses->pdata[i]));
}

/* The answer of a clause that was asked before; NaN: unknown, or not asked yet. */
static double
number_of_clause (const RocaSchema *self, const GArray *answers, const char *id)
{
  for (guint i = 0; self->sop != NULL && i < answers->len; i++)
    {
      int answer = g_array_index (answers, RocaAnswer, i).answer;

      if (strcmp (((ReviewClause *) self->sop->clauses->pdata[i])->id, id) == 0)
        return answer == REVIEW_ANSWER_MET ? 1 : answer == REVIEW_ANSWER_NOT_MET ? 0 : NAN;
    }
  return NAN;
}

/**
 * roca_schema_get_fact:
 * @values: one number per column; clauses' columns are not read
 * @answers: (element-type RocaAnswer): of the clauses so far
 * @name: feature id, `priority`, `key_user`, `market`, `language`, or `clause:ID`
 * @ret_fact: (out): its value
 *
 * The fact `clause:ID` is the clause's answer: 1 met, 0 not met; for kinds other than check 1
 * applies, 0 does not. A clause may ask about those before it.
 *
 * Returns: whether the case carries the fact
 */
gboolean
roca_schema_get_fact (const RocaSchema *self,
                      const ReviewIntake *intake,
                      const double *values,
                      const GArray *answers,
                      const char *name,
                      ReviewFact *ret_fact)
{
  int column;

  *ret_fact = (ReviewFact){ NAN, NULL };
  if (g_str_has_prefix (name, ROCA_CLAUSE_PREFIX))
    ret_fact->number = number_of_clause (self, answers, name + strlen (ROCA_CLAUSE_PREFIX));
  else if ((column = roca_schema_find (self, name)) >= 0)
    ret_fact->number = values[column];
  else if (strcmp (name, "priority") == 0)
    ret_fact->number = (double) intake->priority;
  else if (strcmp (name, "key_user") == 0)
    ret_fact->number = review_priority_is_key_user (intake->priority) ? 1 : 0;
  else if (strcmp (name, "market") == 0)
    ret_fact->text = intake->market;
  else if (strcmp (name, "language") == 0)
    ret_fact->text = intake->language;
  return ret_fact->text != NULL || !isnan (ret_fact->number);
}

static gboolean
get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Asked *asked = user_data;

  return roca_schema_get_fact (asked->schema, asked->intake, asked->values, asked->answers, name,
                               ret_fact);
}

static gboolean
get_param (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Asked *asked = user_data;

  *ret_fact = (ReviewFact){ NAN, NULL };
  return asked->schema->policy != NULL
         && review_policy_get_parameter (asked->schema->policy, name, &ret_fact->number);
}

static RocaAnswer
answer_clause (const ReviewClause *clause, const ReviewFacts *facts)
{
  RocaAnswer answer = { 0 };

  answer.applies = (int) review_condition_evaluate (clause->applies_when, facts, NULL);
  answer.answer = answer.applies;
  if (clause->kind != REVIEW_CLAUSE_CHECK)
    return answer;
  if (answer.applies == REVIEW_ANSWER_NOT_MET)
    answer.answer = 0;
  else if (answer.applies == REVIEW_ANSWER_MET)
    answer.answer = clause->met_when != NULL
                        ? (int) review_condition_evaluate (clause->met_when, facts, NULL)
                        : (int) REVIEW_ANSWER_UNKNOWN;
  return answer;
}

/**
 * roca_schema_answer:
 * @values: (inout): one number per column; those of clauses are filled: 1 met or applies, 0 not,
 *   NaN unknown or not asked
 *
 * Evaluates the SOP's clauses over the other columns, in the order of the SOP, with the parameters
 * of the policy.
 *
 * Returns: (transfer full) (element-type RocaAnswer): one per clause of the SOP
 */
GArray *
roca_schema_answer (const RocaSchema *self, const ReviewIntake *intake, double *values)
{
  GArray *answers = g_array_new (FALSE, TRUE, sizeof (RocaAnswer));
  Asked asked = { self, intake, values, answers };
  ReviewFacts facts = { get_fact, get_param, &asked };

  for (guint i = 0; self->sop != NULL && i < self->sop->clauses->len; i++)
    {
      RocaAnswer answer = answer_clause (self->sop->clauses->pdata[i], &facts);

      g_array_append_val (answers, answer);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RocaColumn *column = self->columns->pdata[i];

      if (g_str_has_prefix (column->id, ROCA_CLAUSE_PREFIX))
        values[i] = number_of_clause (self, answers, column->id + strlen (ROCA_CLAUSE_PREFIX));
    }
  return answers;
}
