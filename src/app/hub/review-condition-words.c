/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions as sentences, in the language of the window. */
#define G_LOG_DOMAIN "review-app"
#include "review-condition-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-format.h"
#include "review-hub-words.h"
#include "review-words.h"

static const struct
{
  const char *fact;
  const char *word;
} fact_words[] = {
  { "priority", N_ ("priority") },      { "key_user", N_ ("key user") },
  { "market", N_ ("market") },          { "language", N_ ("language of the case") },
  { "case_type", N_ ("case type") },    { "risk", N_ ("risk") },
  { "verdict", N_ ("ROCA’s verdict") }, { "screening_hit", N_ ("screening match") },
};

/* A comparison with its two sides. The order of the rows is that of #ReviewOp. */
static const char *const sentences[] = {
  NULL,
  /* Translators: a fact and a value: "amount is below 10". */
  N_ ("%s is below %s"),
  N_ ("%s is at most %s"),
  N_ ("%s is above %s"),
  N_ ("%s is at least %s"),
  NC_ ("condition", "%s is %s"),
  NC_ ("condition", "%s is not %s"),
  N_ ("%s is known"),
  N_ ("%s is one of %s"),
};

static const ReviewFeatureDef *
find_feature (ReviewSession *session, const char *id)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);

  for (guint i = 0; catalog != NULL && catalog->features != NULL && i < catalog->features->len; i++)
    {
      const ReviewFeatureDef *feature = catalog->features->pdata[i];

      if (g_strcmp0 (feature->id, id) == 0)
        return feature;
    }
  return NULL;
}

/**
 * review_hub_words_fact:
 * @fact: id of a feature, `clause:ID`, `flag:NAME`, or one of the case's own facts
 *
 * Returns: (transfer full): its name; as it is when nobody named it
 */
char *
review_hub_words_fact (ReviewSession *session, const char *fact)
{
  const ReviewFeatureDef *feature = find_feature (session, fact);

  if (g_str_has_prefix (fact, "clause:"))
    return g_strdup_printf (_ ("clause %s"), fact + strlen ("clause:"));
  if (g_str_has_prefix (fact, "flag:"))
    return g_strdup_printf (_ ("flag “%s”"), fact + strlen ("flag:"));
  for (gsize i = 0; i < G_N_ELEMENTS (fact_words); i++)
    if (g_str_equal (fact_words[i].fact, fact))
      return g_strdup (_ (fact_words[i].word));
  if (feature != NULL && feature->name != NULL)
    return g_strdup (review_session_get_text (session, feature->name));
  return g_strdup (review_words_code (session, "field", fact));
}

static const char *
word_of_text (ReviewSession *session, const char *fact, const char *text)
{
  if (g_str_equal (fact, "case_type"))
    return review_words_type (session, text);
  if (g_str_equal (fact, "verdict"))
    return g_str_equal (text, "block") ? _ ("block") : _ ("pass");
  if (g_str_has_prefix (fact, "clause:"))
    return review_words_answer (review_enum_value (&review_answers, text));
  return review_words_value (text);
}

static gboolean
is_yes_or_no (ReviewSession *session, const char *fact)
{
  const ReviewFeatureDef *feature = find_feature (session, fact);

  return (feature != NULL && g_strcmp0 (feature->unit, "bool") == 0)
         || g_str_equal (fact, "key_user") || g_str_equal (fact, "screening_hit")
         || g_str_has_prefix (fact, "flag:");
}

static char *
value_words (ReviewSession *session, const ReviewCondition *leaf)
{
  g_autoptr (GString) list = NULL;

  if (leaf->param != NULL)
    return g_strdup_printf (_ ("the parameter %s"), leaf->param);
  if (leaf->text != NULL)
    return g_strdup (word_of_text (session, leaf->fact, leaf->text));
  if (leaf->texts == NULL)
    {
      if (is_yes_or_no (session, leaf->fact)
          && (leaf->op == REVIEW_OP_EQ || leaf->op == REVIEW_OP_NE))
        return g_strdup (leaf->number > 0 ? _ ("yes") : _ ("no"));
      return review_format_figure (leaf->number, 4);
    }
  list = g_string_new (NULL);
  for (guint i = 0; leaf->texts[i] != NULL; i++)
    {
      if (i > 0)
        /* Translators: between the items of a list. */
        g_string_append (list, C_ ("list", ", "));
      g_string_append (list, word_of_text (session, leaf->fact, leaf->texts[i]));
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
leaf_words (ReviewSession *session, const ReviewCondition *leaf)
{
  g_autofree char *fact = review_hub_words_fact (session, leaf->fact);
  g_autofree char *value = value_words (session, leaf);
  gboolean plain = leaf->op == REVIEW_OP_EQ || leaf->op == REVIEW_OP_NE;
  const char *sentence;

  if (leaf->op <= 0 || (gsize) leaf->op >= G_N_ELEMENTS (sentences))
    return g_steal_pointer (&fact);
  sentence =
      plain ? g_dpgettext2 (NULL, "condition", sentences[leaf->op]) : _ (sentences[leaf->op]);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (sentence, fact, value);
#pragma GCC diagnostic pop
}

static char *condition_words (ReviewSession *session, const ReviewCondition *self, gboolean nested);

static char *
group_words (ReviewSession *session, GPtrArray *list, const char *between, gboolean nested)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *one = condition_words (session, list->pdata[i], list->len > 1);

      if (i > 0)
        g_string_append (out, between);
      g_string_append (out, one);
    }
  if (nested && list->len > 1)
    /* Translators: a part of a condition that belongs together. */
    return g_strdup_printf (C_ ("condition", "(%s)"), out->str);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
condition_words (ReviewSession *session, const ReviewCondition *self, gboolean nested)
{
  g_autofree char *inner = NULL;

  if (self->always)
    return g_strdup (_ ("every case"));
  if (self->all != NULL)
    return group_words (session, self->all, C_ ("condition", " and "), nested);
  if (self->any != NULL)
    return group_words (session, self->any, C_ ("condition", " or "), nested);
  if (self->not_ == NULL)
    return leaf_words (session, self);
  inner = condition_words (session, self->not_, FALSE);
  return g_strdup_printf (C_ ("condition", "not (%s)"), inner);
}

/**
 * review_hub_words_condition:
 * @condition: (nullable): a tree
 *
 * Returns: (transfer full): it as a sentence without its full stop
 */
char *
review_hub_words_condition (ReviewSession *session, const ReviewCondition *condition)
{
  return condition != NULL ? condition_words (session, condition, FALSE) : g_strdup ("—");
}

/**
 * review_hub_words_rule:
 *
 * Returns: (transfer full): condition and effect: "market is SG → goes to people"
 */
char *
review_hub_words_rule (ReviewSession *session, const ReviewRule *rule)
{
  g_autofree char *condition = review_hub_words_condition (session, rule->when);

  if (rule->effect == REVIEW_RULE_RAISE_PRIORITY)
    return g_strdup_printf (_ ("%s → gets at least priority %d"), condition, (int) rule->priority);
  if (rule->effect == REVIEW_RULE_REQUIRE_ESCALATION && rule->reason != NULL)
    return g_strdup_printf (_ ("%s → must be escalated: %s"), condition,
                            review_words_code (session, "escalation_reason", rule->reason));
  return g_strdup_printf ("%s → %s", condition, review_hub_words_effect (rule->effect));
}

static void
add_fact (GPtrArray *facts, const char *id)
{
  if (id != NULL && !g_ptr_array_find_with_equal_func (facts, id, g_str_equal, NULL))
    g_ptr_array_add (facts, g_strdup (id));
}

/* What the SOPs read, rules can read: so that also the features that an extractor defines in code are
 * offered, which the catalogue does not list. */
static void
add_clause_facts (GPtrArray *facts, const ReviewClause *clause)
{
  review_condition_collect_facts (clause->applies_when, facts);
  review_condition_collect_facts (clause->met_when, facts);
  for (guint i = 0; clause->covers != NULL && clause->covers[i] != NULL; i++)
    add_fact (facts, clause->covers[i]);
}

/**
 * review_condition_words_facts:
 * @also: (nullable): one that is in use and has to be in the list
 *
 * Returns: (transfer full) (element-type utf8): the case's own facts, then features of the
 *   catalogue and of the SOPs, then clauses
 */
GPtrArray *
review_condition_words_facts (ReviewSession *session, const char *also)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (fact_words); i++)
    add_fact (facts, fact_words[i].fact);
  add_fact (facts, "flag:legal_hold");
  for (guint i = 0; catalog != NULL && catalog->features != NULL && i < catalog->features->len; i++)
    add_fact (facts, ((ReviewFeatureDef *) catalog->features->pdata[i])->id);
  for (guint i = 0; catalog != NULL && catalog->sops != NULL && i < catalog->sops->len; i++)
    {
      const ReviewSop *sop = catalog->sops->pdata[i];

      for (guint j = 0; sop->clauses != NULL && j < sop->clauses->len; j++)
        add_clause_facts (facts, sop->clauses->pdata[j]);
    }
  for (guint i = 0; catalog != NULL && catalog->sops != NULL && i < catalog->sops->len; i++)
    {
      const ReviewSop *sop = catalog->sops->pdata[i];

      for (guint j = 0; sop->clauses != NULL && j < sop->clauses->len; j++)
        {
          g_autofree char *id =
              g_strconcat ("clause:", ((ReviewClause *) sop->clauses->pdata[j])->id, NULL);

          add_fact (facts, id);
        }
    }
  add_fact (facts, also);
  return facts;
}

/**
 * review_condition_words_value:
 *
 * Returns: (transfer full): what stands in the form's field for @leaf
 */
char *
review_condition_words_value (ReviewSession *session, const ReviewCondition *leaf)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (leaf->param != NULL)
    return g_strdup (leaf->param);
  if (leaf->text != NULL || leaf->texts != NULL
      || (is_yes_or_no (session, leaf->fact) && !isnan (leaf->number)))
    return value_words (session, leaf);
  return isnan (leaf->number)
             ? g_strdup ("")
             : g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", leaf->number));
}

/* The code among @codes whose word is @word. */
static char *
match_word (ReviewSession *session, const char *fact, const char *word, const char *const *codes)
{
  for (int i = 0; codes[i] != NULL; i++)
    if (g_strcmp0 (word_of_text (session, fact, codes[i]), word) == 0)
      return g_strdup (codes[i]);
  return g_strdup (word);
}

static char *
match_type (ReviewSession *session, const char *word)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);

  for (guint i = 0; catalog != NULL && catalog->case_types != NULL && i < catalog->case_types->len;
       i++)
    {
      const ReviewCaseType *type = catalog->case_types->pdata[i];

      if (g_strcmp0 (review_words_type (session, type->id), word) == 0)
        return g_strdup (type->id);
    }
  return g_strdup (word);
}

/**
 * review_condition_words_code:
 * @word: as typed
 *
 * Returns: (transfer full): the code that @word stands for with @fact; as it is where it stands
 *   for none
 */
char *
review_condition_words_code (ReviewSession *session, const char *fact, const char *word)
{
  static const char *const verdicts[] = { "pass", "block", NULL };
  static const char *const answers[] = { "met", "not_met", "unknown", NULL };

  if (g_strcmp0 (fact, "case_type") == 0)
    return match_type (session, word);
  if (g_strcmp0 (fact, "verdict") == 0)
    return match_word (session, fact, word, verdicts);
  if (g_str_has_prefix (fact, "clause:"))
    return match_word (session, fact, word, answers);
  if (is_yes_or_no (session, fact) && g_strcmp0 (word, _ ("yes")) == 0)
    return g_strdup ("1");
  if (is_yes_or_no (session, fact) && g_strcmp0 (word, _ ("no")) == 0)
    return g_strdup ("0");
  return g_strdup (word);
}

/** review_condition_words_is_parameter: whether the draft has a parameter of that name. */
gboolean
review_condition_words_is_parameter (ReviewSession *session, const char *name)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (review_session_get_hub (session));

  for (guint i = 0; draft != NULL && draft->parameters != NULL && i < draft->parameters->len; i++)
    if (g_strcmp0 (((ReviewParameter *) draft->parameters->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}
