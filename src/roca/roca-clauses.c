/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SOP's part of the reasoning chain: which clauses apply, what the checks come to, and which
 * cannot be judged because the data lacks a field. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "roca-answers.h"
#include "roca-chain.h"
#include "roca-words.h"

#define MAX_SAID 4

static ReviewFacts
facts_of (RocaCase *self)
{
  return (ReviewFacts){ roca_case_get_fact, roca_case_get_param, self };
}

static void
cover (RocaCase *self, const ReviewClause *clause)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  review_condition_collect_facts (clause->applies_when, names);
  review_condition_collect_facts (clause->met_when, names);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (self->covered, g_strdup (names->pdata[i]));
  for (guint i = 0; clause->covers != NULL && clause->covers[i] != NULL; i++)
    g_hash_table_add (self->covered, g_strdup (clause->covers[i]));
}

/**
 * roca_case_get_applies:
 * @clause: index in the SOP
 *
 * Returns: #ReviewAnswer: what its "applies when" came to
 */
int
roca_case_get_applies (const RocaCase *self, guint clause)
{
  return roca_features_get_answer (self->features, clause)->applies;
}

/**
 * roca_case_note_covered:
 *
 * Notes the features that applying clauses cover. The answer of a clause is covered by itself.
 */
void
roca_case_note_covered (RocaCase *self)
{
  for (guint i = 0; self->sop != NULL && i < self->sop->clauses->len; i++)
    {
      const ReviewClause *clause = self->sop->clauses->pdata[i];

      g_hash_table_add (self->covered, g_strconcat (ROCA_CLAUSE_PREFIX, clause->id, NULL));
      if (roca_case_get_applies (self, i) == REVIEW_ANSWER_MET)
        cover (self, clause);
    }
}

/* " (limit 10×)" behind a value that is compared with a number. */
static ReviewText *
say_limit (RocaCase *self, const ReviewCondition *leaf)
{
  int column = roca_schema_find (self->schema, leaf->fact);
  const char *unit = column >= 0 ? ((RocaColumn *) self->schema->columns->pdata[column])->unit : "";
  ReviewFact limit = { leaf->number, NULL };
  g_autoptr (ReviewText) said = NULL;

  if (leaf->param != NULL)
    roca_case_get_param (leaf->param, &limit, self);
  /* A limit of nothing ("at least 0 days") says nothing. */
  if (isnan (limit.number) || fabs (limit.number) < 1e-12 || g_strcmp0 (unit, "bool") == 0
      || leaf->op > REVIEW_OP_GE)
    return review_text_new ("", "");
  said = roca_say_value (NULL, unit, roca_case_currency (self), limit.number);
  return roca_text_printf (" (limit %s)", "（界限 %s）", said);
}

/* "10×" beside "limit 10×" hides the side it is on: more digits, then. */
static void
sharpen (RocaCase *self, const ReviewCondition *leaf, const ReviewText *limit, ReviewText **value)
{
  g_autofree char *same = g_strdup_printf (" (limit %s)", (*value)->en);
  g_autofree char *number = NULL;
  ReviewFact fact;

  if (strcmp (limit->en, same) != 0 || !roca_case_get_fact (leaf->fact, &fact, self))
    return;
  number = roca_say_number (fact.number);
  review_text_free (*value);
  *value = review_text_new (number, number);
}

static gboolean
is_noted (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* Each known leaf of the tree once: "Name: value (limit)". */
static void
say_leaves (RocaCase *self, const ReviewCondition *tree, GPtrArray *names, GPtrArray *said)
{
  g_autoptr (ReviewText) name = NULL;
  g_autoptr (ReviewText) value = NULL;
  g_autoptr (ReviewText) limit = NULL;

  if (tree == NULL)
    return;
  for (guint i = 0; tree->all != NULL && i < tree->all->len; i++)
    say_leaves (self, tree->all->pdata[i], names, said);
  for (guint i = 0; tree->any != NULL && i < tree->any->len; i++)
    say_leaves (self, tree->any->pdata[i], names, said);
  say_leaves (self, tree->not_, names, said);
  if (tree->fact == NULL || is_noted (names, tree->fact))
    return;
  g_ptr_array_add (names, g_strdup (tree->fact));
  value = roca_case_say_fact (self, tree->fact);
  if (value == NULL || said->len >= MAX_SAID)
    return;
  name = roca_case_name_fact (self, tree->fact);
  limit = say_limit (self, tree);
  sharpen (self, tree, limit, &value);
  g_ptr_array_add (said, roca_text_printf ("%s: %s%s", "%s：%s%s", name, value, limit));
}

static ReviewText *
title_of (const ReviewClause *clause)
{
  return clause->title != NULL ? review_text_copy (clause->title)
                               : review_text_new (clause->id, clause->id);
}

static ReviewText *
say_missing (RocaCase *self, const ReviewClause *clause, GPtrArray *missing)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) review_text_free);
  g_autoptr (ReviewText) title = title_of (clause);
  g_autoptr (ReviewText) list = NULL;

  for (guint i = 0; i < missing->len; i++)
    g_ptr_array_add (names, roca_case_name_fact (self, missing->pdata[i]));
  if (names->len == 0)
    return roca_text_printf ("%s: a person has to look.", "%s：需人工核查。", title);
  list = roca_text_join (names, "; ", "、");
  return roca_text_printf ("%s: cannot be judged, the data lacks: %s.",
                           "%s：无法判断，数据缺少：%s。", title, list);
}

static char **
to_strv (GPtrArray *names)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **list;

  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, names->pdata[i]);
  list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return list;
}

static int
direction_of (const ReviewClause *clause, int answer)
{
  gboolean met = answer == REVIEW_ANSWER_MET;

  if (answer != REVIEW_ANSWER_MET && answer != REVIEW_ANSWER_NOT_MET)
    return REVIEW_DIRECTION_NEUTRAL;
  switch ((ReviewClauseKind) clause->kind)
    {
    case REVIEW_CLAUSE_CHECK:
      return met == clause->met_lowers ? REVIEW_DIRECTION_LOWERS : REVIEW_DIRECTION_RAISES;
    case REVIEW_CLAUSE_PASS:
      return met ? REVIEW_DIRECTION_LOWERS : REVIEW_DIRECTION_NEUTRAL;
    case REVIEW_CLAUSE_BLOCK:
    case REVIEW_CLAUSE_ESCALATE:
      return met ? REVIEW_DIRECTION_RAISES : REVIEW_DIRECTION_LOWERS;
    case REVIEW_CLAUSE_HOLD:
      return met ? REVIEW_DIRECTION_RAISES : REVIEW_DIRECTION_NEUTRAL;
    case REVIEW_CLAUSE_ASK:
    default:
      return REVIEW_DIRECTION_NEUTRAL;
    }
}

/* A clause moves the outcome when its answer alone demands an act, or when one of its facts is
 * what the verdict hangs on. */
static gboolean
is_decisive (const RocaCase *self, const ReviewClause *clause, const ReviewStep *step)
{
  if (step->answer == REVIEW_ANSWER_MET
      && (clause->kind == REVIEW_CLAUSE_BLOCK || clause->kind == REVIEW_CLAUSE_ESCALATE))
    return TRUE;
  for (guint i = 0; i < self->out->signals->len; i++)
    {
      const ReviewSignal *signal = self->out->signals->pdata[i];

      if (step->features != NULL && roca_case_is_decisive (self, signal)
          && g_strv_contains ((const char *const *) step->features, signal->feature))
        return TRUE;
    }
  return FALSE;
}

static void
set_features (RocaCase *self, const ReviewClause *clause, GPtrArray *names, ReviewStep *step)
{
  g_autoptr (GPtrArray) features = g_ptr_array_new ();
  g_autofree char *own = g_strconcat (ROCA_CLAUSE_PREFIX, clause->id, NULL);

  if (roca_schema_find (self->schema, own) >= 0)
    g_ptr_array_add (features, own);
  for (guint i = 0; i < names->len; i++)
    {
      if (roca_schema_find (self->schema, names->pdata[i]) >= 0
          && !is_noted (features, names->pdata[i]))
        g_ptr_array_add (features, names->pdata[i]);
      if (roca_case_get_fact (names->pdata[i], &(ReviewFact){ 0 }, self))
        roca_case_cite (self, step, names->pdata[i]);
    }
  for (guint i = 0; clause->covers != NULL && clause->covers[i] != NULL; i++)
    if (roca_schema_find (self->schema, clause->covers[i]) >= 0
        && !is_noted (features, clause->covers[i]))
      g_ptr_array_add (features, clause->covers[i]);
  if (features->len > 0)
    step->features = to_strv (features);
}

/* @applies: what "applies when" came to. A check that applies is answered by "met when". */
static ReviewStep *
make_step (RocaCase *self, const ReviewClause *clause, int applies)
{
  ReviewFacts facts = facts_of (self);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func ((GDestroyNotify) review_text_free);
  g_autoptr (ReviewText) title = title_of (clause);
  ReviewStep *step = roca_step_new (REVIEW_STEP_RULE);

  step->clause = g_strdup (clause->id);
  step->answer = applies;
  if (applies == REVIEW_ANSWER_UNKNOWN)
    review_condition_evaluate (clause->applies_when, &facts, missing);
  else if (applies == REVIEW_ANSWER_MET && clause->kind == REVIEW_CLAUSE_CHECK)
    step->answer = clause->met_when != NULL
                       ? (int) review_condition_evaluate (clause->met_when, &facts, missing)
                       : REVIEW_ANSWER_UNKNOWN;
  say_leaves (self, clause->applies_when, names, said);
  if (clause->kind == REVIEW_CLAUSE_CHECK)
    say_leaves (self, clause->met_when, names, said);
  set_features (self, clause, names, step);
  step->direction = direction_of (clause, step->answer);
  step->decisive = is_decisive (self, clause, step);
  if (missing->len > 0)
    step->missing = to_strv (missing);
  if (step->answer == REVIEW_ANSWER_UNKNOWN || said->len == 0)
    step->claim = say_missing (self, clause, missing);
  else
    {
      g_autoptr (ReviewText) list = roca_text_join (said, "; ", "；");

      step->claim = g_str_has_prefix (list->en, title->en)
                        ? roca_text_printf ("%s.", "%s。", list)
                        : roca_text_printf ("%s. %s.", "%s。%s。", title, list);
    }
  return step;
}

static gboolean
is_worth_a_negative (const ReviewClause *clause)
{
  return clause->kind == REVIEW_CLAUSE_BLOCK || clause->kind == REVIEW_CLAUSE_ESCALATE;
}

/**
 * roca_case_add_clause_steps:
 * @settled: receives the steps of clauses that apply
 * @open: receives negative results of block and escalate clauses, and those that cannot be judged
 */
void
roca_case_add_clause_steps (RocaCase *self, GPtrArray *settled, GPtrArray *open)
{
  for (guint i = 0; self->sop != NULL && i < self->sop->clauses->len; i++)
    {
      const ReviewClause *clause = self->sop->clauses->pdata[i];
      int applies = roca_case_get_applies (self, i);

      if (roca_clause_is_standing (clause))
        continue;
      if (applies == REVIEW_ANSWER_MET)
        g_ptr_array_add (settled, make_step (self, clause, applies));
      else if (applies == REVIEW_ANSWER_UNKNOWN || is_worth_a_negative (clause))
        g_ptr_array_add (open, make_step (self, clause, applies));
    }
}
