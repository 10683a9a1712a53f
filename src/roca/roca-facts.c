/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts: what conditions may ask about a case, what the chain says of the strongest signals, and
 * which rows it can point to. A citation copies the field's value at the moment ROCA read it. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "roca-answers.h"
#include "roca-chain.h"
#include "roca-words.h"

#define MAX_CITATIONS 6
#define PER_FACT      3

ReviewStep *
roca_step_new (ReviewStepKind kind)
{
  ReviewStep *step = review_record_new (&review_step_type);

  step->kind = (int) kind;
  step->direction = REVIEW_DIRECTION_NEUTRAL;
  step->citations = review_records_new ();
  return step;
}

/**
 * roca_case_get_fact:
 * @name: see roca_schema_get_fact()
 * @user_data: a #RocaCase
 *
 * A #ReviewFactFunc.
 */
gboolean
roca_case_get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const RocaCase *self = user_data;

  return roca_schema_get_fact (self->schema, self->intake, self->values,
                               roca_features_get_answers (self->features), name, ret_fact);
}

/* A #ReviewFactFunc over the parameters of the policy. */
gboolean
roca_case_get_param (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const RocaCase *self = user_data;

  *ret_fact = (ReviewFact){ NAN, NULL };
  return review_policy_get_parameter (self->policy, name, &ret_fact->number);
}

/**
 * roca_case_name_fact:
 *
 * Returns: (transfer full): what people call the fact
 */
ReviewText *
roca_case_name_fact (const RocaCase *self, const char *name)
{
  static const struct
  {
    const char *name, *en, *zh_cn;
  } table[] = { { "priority", "Priority", "优先级" },
                { "key_user", "Key user", "重点用户" },
                { "market", "Market", "市场" },
                { "language", "Language", "语言" } };
  int column = roca_schema_find (self->schema, name);

  if (column >= 0)
    return review_text_copy (((RocaColumn *) self->schema->columns->pdata[column])->name);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, name) == 0)
      return review_text_new (table[i].en, table[i].zh_cn);
  if (g_str_has_prefix (name, "clause:"))
    {
      g_autofree char *en = g_strdup_printf ("Clause %s", name + strlen ("clause:"));
      g_autofree char *zh = g_strdup_printf ("条款 %s", name + strlen ("clause:"));

      return review_text_new (en, zh);
    }
  return review_text_new (name, name);
}

/**
 * roca_case_say_fact:
 *
 * Returns: (transfer full) (nullable): its value in plain words; NULL when the case does not
 *   carry it
 */
ReviewText *
roca_case_say_fact (const RocaCase *self, const char *name)
{
  int column = roca_schema_find (self->schema, name);
  ReviewFact fact;

  if (!roca_case_get_fact (name, &fact, (gpointer) self))
    return NULL;
  if (fact.text != NULL)
    return review_text_new (fact.text, fact.text);
  if (column >= 0)
    return roca_say_value (name, ((RocaColumn *) self->schema->columns->pdata[column])->unit,
                           roca_case_currency (self), fact.number);
  return roca_say_value (NULL, strcmp (name, "priority") == 0 ? "count" : "bool", NULL,
                         fact.number);
}

static gboolean
is_cited (const ReviewStep *step, const char *label, const char *field)
{
  for (guint i = 0; i < step->citations->len; i++)
    {
      const ReviewCitation *citation = step->citations->pdata[i];

      if (strcmp (citation->evidence, label) == 0 && g_strcmp0 (citation->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_request (const ReviewEvidence *row)
{
  return g_strcmp0 (review_fields_get (row->fields, "event"), "withdrawal_request") == 0;
}

/* The request stands behind much; it is cited only for a field that is meant. */
static gboolean
cite_row (ReviewStep *step, const ReviewEvidence *row, const char *fact)
{
  const char *field = roca_choose_field (row, fact, is_request (row));
  ReviewCitation *citation;

  if (field == NULL || row->label == NULL || step->citations->len >= MAX_CITATIONS
      || is_cited (step, row->label, field))
    return FALSE;
  citation = review_record_new (&review_citation_type);
  citation->evidence = g_strdup (row->label);
  citation->field = g_strdup (field);
  citation->value = g_strdup (review_fields_get (row->fields, field));
  citation->status = REVIEW_CITATION_OK;
  g_ptr_array_add (step->citations, citation);
  return TRUE;
}

/* Supplied features are cited where a row has a field of that name. */
static void
cite_field (const RocaCase *self, ReviewStep *step, const char *fact)
{
  for (guint i = self->rows->len; i-- > 0;)
    if (review_fields_get (((ReviewEvidence *) self->rows->pdata[i])->fields, fact) != NULL)
      {
        cite_row (step, self->rows->pdata[i], fact);
        return;
      }
}

/**
 * roca_case_cite:
 * @step: receives the citations
 * @fact: what it speaks of
 *
 * Points to the rows that @fact was read from: the request under review first, then the newest,
 * three at most.
 */
void
roca_case_cite (const RocaCase *self, ReviewStep *step, const char *fact)
{
  int column = roca_schema_find (self->schema, fact);
  g_autoptr (GPtrArray) rows = NULL;
  guint cited = 0;

  if (column < 0 || roca_features_is_supplied (self->features, (guint) column))
    {
      cite_field (self, step, fact);
      return;
    }
  rows = roca_features_list_rows (self->features, (guint) column);
  for (guint i = rows->len; i-- > 0;)
    if (is_request (rows->pdata[i]))
      {
        cited += cite_row (step, rows->pdata[i], fact) ? 1 : 0;
        break;
      }
  for (guint i = rows->len; i-- > 0 && cited < PER_FACT;)
    if (!is_request (rows->pdata[i]))
      cited += cite_row (step, rows->pdata[i], fact) ? 1 : 0;
}

/* A yes or no is like the others or unlike them. */
static ReviewText *
differ_from_peers (double share, gboolean raises)
{
  char number[16];
  g_autoptr (ReviewText) percent = NULL;

  g_snprintf (number, sizeof number, "%.0f", floor (MIN (share, 0.99) * 100));
  percent = review_text_new (number, number);
  return raises ? roca_text_printf ("unlike %s % of the cases that turned out harmless",
                                    "与 %s% 的正常案件不同", percent)
                : roca_text_printf ("unlike %s % of the confirmed risk cases",
                                    "与 %s% 的风险案件不同", percent);
}

/* "above 95 % of the cases that turned out harmless": how the value stands among those that would
 * speak against it. */
static ReviewText *
compare_with_peers (const RocaCase *self, guint column, gboolean raises)
{
  double below, above, share;
  char number[16];
  g_autoptr (ReviewText) percent = NULL;

  if (!roca_model_compare (self->model, column, !raises, self->values[column], &below, &above)
      || MAX (below, above) < 0.6)
    return NULL;
  if (g_strcmp0 (((RocaColumn *) self->schema->columns->pdata[column])->unit, "bool") == 0)
    return differ_from_peers (MAX (below, above), raises);
  share = MIN (MAX (below, above), 0.99);
  g_snprintf (number, sizeof number, "%.0f", floor (share * 100));
  percent = review_text_new (number, number);
  if (raises)
    return above > below ? roca_text_printf ("below %s % of the cases that turned out harmless",
                                             "低于 %s% 的正常案件", percent)
                         : roca_text_printf ("above %s % of the cases that turned out harmless",
                                             "高于 %s% 的正常案件", percent);
  return above > below ? roca_text_printf ("below %s % of the confirmed risk cases",
                                           "低于 %s% 的风险案件", percent)
                       : roca_text_printf ("above %s % of the confirmed risk cases",
                                           "高于 %s% 的风险案件", percent);
}

/* How the value stands among peers is a fact; that it speaks for risk only in this setting is the
 * model's inference. */
static ReviewText *
say_signal (const RocaCase *self, const ReviewSignal *signal, int *ret_kind)
{
  gboolean raises = signal->contribution > 0;
  int column = roca_schema_find (self->schema, signal->feature);
  g_autoptr (ReviewText) peers = compare_with_peers (self, (guint) column, raises);

  *ret_kind = peers != NULL ? (int) REVIEW_STEP_FACT : (int) REVIEW_STEP_INFERENCE;
  if (peers != NULL)
    return roca_text_printf ("%s: %s, %s.", "%s：%s，%s。", signal->name, signal->display, peers);
  return raises ? roca_text_printf ("%s: %s; in this setting it speaks for risk.",
                                    "%s：%s；结合其他情况，支持有风险。", signal->name,
                                    signal->display)
                : roca_text_printf ("%s: %s; in this setting it speaks for the customer.",
                                    "%s：%s；结合其他情况，支持客户正常。", signal->name,
                                    signal->display);
}

static ReviewStep *
make_fact_step (const RocaCase *self, const ReviewSignal *signal)
{
  ReviewStep *step = roca_step_new (REVIEW_STEP_FACT);
  const char *features[] = { signal->feature, NULL };

  step->claim = say_signal (self, signal, &step->kind);
  step->features = g_strdupv ((char **) features);
  step->direction = signal->contribution > 0 ? REVIEW_DIRECTION_RAISES : REVIEW_DIRECTION_LOWERS;
  step->decisive = roca_case_is_decisive (self, signal);
  step->no_clause = self->sop != NULL && step->decisive && !signal->covered;
  roca_case_cite (self, step, signal->feature);
  return step;
}

static gboolean
speaks_of (const ReviewStep *step, const char *feature)
{
  return step->features != NULL && g_strv_contains ((const char *const *) step->features, feature);
}

static gboolean
is_spoken_of (GPtrArray *steps, const char *feature)
{
  for (guint i = 0; i < steps->len; i++)
    if (speaks_of (steps->pdata[i], feature))
      return TRUE;
  return FALSE;
}

/* The strongest fact against the conclusion is always said, in a step of its own unless a clause
 * speaks against it with that fact. */
static void
add_strongest_against (const RocaCase *self, GPtrArray *steps)
{
  gboolean block = self->out->verdict == REVIEW_VERDICT_BLOCK;
  int against = block ? REVIEW_DIRECTION_LOWERS : REVIEW_DIRECTION_RAISES;
  const ReviewSignal *strongest = NULL;
  ReviewStep *step = NULL;

  for (guint i = 0; strongest == NULL && i < self->out->signals->len; i++)
    if ((((ReviewSignal *) self->out->signals->pdata[i])->contribution > 0) != block)
      strongest = self->out->signals->pdata[i];
  if (strongest == NULL)
    return;
  for (guint i = 0; step == NULL && i < steps->len; i++)
    if (((ReviewStep *) steps->pdata[i])->direction == against
        && speaks_of (steps->pdata[i], strongest->feature))
      step = steps->pdata[i];
  if (step == NULL)
    {
      step = make_fact_step (self, strongest);
      g_ptr_array_add (steps, step);
    }
  step->against = TRUE;
}

/**
 * roca_case_add_fact_steps:
 * @steps: the clauses' steps; receives the facts
 *
 * Every decisive signal, the two strongest for the verdict and the strongest against it, unless a
 * step speaks of them already. A decisive one that no applying clause covers says so.
 */
void
roca_case_add_fact_steps (RocaCase *self, GPtrArray *steps)
{
  guint left = 2;

  for (guint i = 0; i < self->out->signals->len; i++)
    {
      const ReviewSignal *signal = self->out->signals->pdata[i];
      gboolean gap = !signal->covered && roca_case_is_decisive (self, signal);

      if ((signal->contribution > 0) != (self->out->verdict == REVIEW_VERDICT_BLOCK)
          || (left == 0 && !gap))
        continue;
      left -= left > 0 ? 1 : 0;
      if (gap || !is_spoken_of (steps, signal->feature))
        g_ptr_array_add (steps, make_fact_step (self, signal));
    }
  add_strongest_against (self, steps);
}
