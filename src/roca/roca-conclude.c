/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of the chain: what to ask, what to do, and how far the risk is from a threshold that
 * would change it. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>

#include "roca-chain.h"
#include "roca-words.h"

static void
add_ask (RocaCase *self, const ReviewClause *clause)
{
  const ReviewCode *code =
      clause->code != NULL
          ? review_catalog_find_code (self->catalog, "request_information", clause->code, NULL)
          : NULL;
  ReviewAsk *ask;

  if (clause->code == NULL)
    return;
  ask = review_record_new (&review_ask_type);
  ask->code = g_strdup (clause->code);
  ask->clause = g_strdup (clause->id);
  ask->text = review_text_copy (code != NULL ? code->text : clause->text);
  g_ptr_array_add (self->out->asks, ask);
}

/* The first clause of @kind that applies and is not merely standing. */
static const ReviewClause *
find_applying (const RocaCase *self, ReviewClauseKind kind)
{
  for (guint i = 0; self->sop != NULL && i < self->sop->clauses->len; i++)
    {
      const ReviewClause *clause = self->sop->clauses->pdata[i];

      if (clause->kind == (int) kind && !clause->applies_when->always
          && roca_case_get_applies (self, i) == REVIEW_ANSWER_MET)
        return clause;
    }
  return NULL;
}

static ReviewText *
verb_of (const RocaCase *self, int verdict)
{
  gboolean block = verdict == REVIEW_VERDICT_BLOCK;

  if (self->case_type != NULL)
    return review_text_copy (block ? self->case_type->block_verb : self->case_type->pass_verb);
  return block ? review_text_new ("Block", "拦截") : review_text_new ("Pass", "放行");
}

static ReviewText *
say_ask (const RocaCase *self, const ReviewText *verb)
{
  const ReviewAsk *ask = self->out->asks->pdata[0];

  return self->out->verdict == REVIEW_VERDICT_BLOCK
             ? roca_text_printf ("Recommended: request information (%s); without it: %s.",
                                 "建议：要求补充材料（%s）；未获补充的：%s。", ask->text, verb)
             : roca_text_printf ("Recommended: request information (%s); with it: %s.",
                                 "建议：要求补充材料（%s）；补充后：%s。", ask->text, verb);
}

/* The act, and the clause that asks for it. Escalation goes before a block, a block before a
 * question, a question before a hold, and all before the bare verdict. */
static ReviewText *
choose_act (const RocaCase *self, const ReviewClause **ret_clause)
{
  g_autoptr (ReviewText) verb = verb_of (self, self->out->verdict);
  g_autoptr (ReviewText) block = verb_of (self, REVIEW_VERDICT_BLOCK);

  *ret_clause = find_applying (self, REVIEW_CLAUSE_ESCALATE);
  if (*ret_clause != NULL)
    return review_text_new ("Recommended: escalate.", "建议：升级。");
  *ret_clause = find_applying (self, REVIEW_CLAUSE_BLOCK);
  if (*ret_clause != NULL)
    return roca_text_printf ("Recommended: %s, as the clause demands.", "建议：%s（条款要求）。",
                             block);
  *ret_clause = find_applying (self, REVIEW_CLAUSE_ASK);
  if (*ret_clause != NULL && self->out->asks->len > 0)
    return say_ask (self, verb);
  *ret_clause = find_applying (self, REVIEW_CLAUSE_HOLD);
  if (*ret_clause != NULL)
    return roca_text_printf ("Recommended: hold as the clause demands; ROCA suggests: %s.",
                             "建议：按条款挂起；ROCA 结论：%s。", verb);
  *ret_clause =
      self->out->verdict == REVIEW_VERDICT_PASS ? find_applying (self, REVIEW_CLAUSE_PASS) : NULL;
  return roca_text_printf ("Recommended: %s.", "建议：%s。", verb);
}

static ReviewText *
say_probability (double p)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.2f", p);
  return review_text_new (text, text);
}

/* "Risk 0.71; nearest threshold: verdict cut 0.50, 0.21 away." */
static ReviewText *
say_distance (const RocaCase *self)
{
  const ReviewTypePolicy *type = self->type_policy;
  const struct
  {
    double at;
    const char *en, *zh_cn;
  } table[] = { { type->threshold_pass, "auto-pass", "自动放行阈值" },
                { type->verdict_cut, "verdict cut", "结论分界" },
                { type->threshold_block, "auto-block", "自动拦截阈值" } };
  guint nearest = 0;
  g_autoptr (ReviewText) risk = say_probability (self->out->risk);
  g_autoptr (ReviewText) name = NULL, at = NULL, away = NULL;

  for (guint i = 1; i < G_N_ELEMENTS (table); i++)
    if (fabs (table[i].at - self->out->risk) < fabs (table[nearest].at - self->out->risk))
      nearest = i;
  name = review_text_new (table[nearest].en, table[nearest].zh_cn);
  at = say_probability (table[nearest].at);
  away = say_probability (fabs (table[nearest].at - self->out->risk));
  return roca_text_printf (" Risk %s; nearest threshold: %s %s, %s away.",
                           "风险值 %s；最近的阈值：%s %s，相差 %s。", risk, name, at, away);
}

static ReviewText *
say_percent (double share)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, share < 0.0995 ? "%.1f" : "%.0f", share * 100);
  return review_text_new (text, text);
}

/**
 * roca_case_add_record:
 * @steps: the chain so far; receives the step
 *
 * ROCA's own record on cases of known truth that got the same verdict at a risk near this one.
 */
void
roca_case_add_record (RocaCase *self, GPtrArray *steps)
{
  RocaRecord record;
  ReviewTrackRecord *kept;
  ReviewStep *step;
  g_autofree char *count = NULL;
  g_autoptr (ReviewText) n = NULL, from = NULL, to = NULL, rate = NULL, low = NULL, high = NULL;

  if (!roca_model_get_record (self->model, self->score.raw, self->out->verdict_cut, &record))
    return;
  kept = self->out->record = review_record_new (&review_track_record_type);
  kept->n = record.n;
  kept->wrong = record.wrong;
  kept->low = record.low;
  kept->high = record.high;
  kept->risk_low = record.risk_low;
  kept->risk_high = record.risk_high;
  step = roca_step_new (REVIEW_STEP_FACT);
  count = roca_say_number (record.n);
  n = review_text_new (count, count);
  from = say_probability (record.risk_low);
  to = say_probability (record.risk_high);
  rate = say_percent ((double) record.wrong / record.n);
  low = say_percent (record.low);
  high = say_percent (record.high);
  step->claim = roca_text_printf (
      "ROCA's record here: on the %s nearest earlier cases (risk %s to %s) this verdict was wrong "
      "in %s % (95 % interval %s to %s %).",
      "ROCA 在此类案件中的记录：最接近的 %s 件历史案件（风险值 %s 至 %s）中，该结论的错误率为 "
      "%s%（95% 区间 %s% 至 %s%）。",
      n, from, to, rate, low, high);
  g_ptr_array_add (steps, step);
}

/**
 * roca_case_conclude:
 * @steps: the chain so far; receives the conclusion
 *
 * Fills the asks, and ends the chain with the recommended act, the clause it rests on and the
 * distance to the nearest threshold. Without a clause the act is inferred from the score alone.
 */
void
roca_case_conclude (RocaCase *self, GPtrArray *steps)
{
  ReviewStep *step = roca_step_new (REVIEW_STEP_INFERENCE);
  const ReviewClause *clause = NULL;
  g_autoptr (ReviewText) act = NULL;
  g_autoptr (ReviewText) distance = say_distance (self);

  for (guint i = 0; self->sop != NULL && i < self->sop->clauses->len; i++)
    {
      const ReviewClause *one = self->sop->clauses->pdata[i];

      if (one->kind == REVIEW_CLAUSE_ASK && roca_case_get_applies (self, i) == REVIEW_ANSWER_MET)
        add_ask (self, one);
    }
  act = choose_act (self, &clause);
  step->claim = roca_text_printf ("%s%s", "%s%s", act, distance);
  if (clause != NULL)
    {
      step->kind = REVIEW_STEP_RULE;
      step->clause = g_strdup (clause->id);
    }
  step->direction = self->out->verdict == REVIEW_VERDICT_BLOCK ? REVIEW_DIRECTION_RAISES
                                                               : REVIEW_DIRECTION_LOWERS;
  g_ptr_array_add (steps, step);
}
