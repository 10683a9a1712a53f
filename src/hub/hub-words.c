/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people read beside a route. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-words.h"

#include <math.h>

#include "review-enums.h"

/* "risk 0.71", "0.05": two digits, more where two would hide the side it is on. */
static char *
format_risk (double risk, double beside)
{
  char near[G_ASCII_DTOSTR_BUF_SIZE], far[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (near, sizeof near, "%.2f", risk);
  g_ascii_formatd (far, sizeof far, "%.2f", beside);
  if (g_str_equal (near, far))
    g_ascii_formatd (near, sizeof near, "%.4f", risk);
  return g_strdup (near);
}

ReviewText *
hub_say_no_assessment (void)
{
  return review_text_new ("There is no assessment: a person decides.",
                          "没有 ROCA 评估，由人工决定。");
}

ReviewText *
hub_say_not_in_force (const ReviewPolicy *policy)
{
  g_autofree char *en =
      g_strdup_printf ("Policy %s is outside its validity: a person decides.", policy->version);
  g_autofree char *zh = g_strdup_printf ("策略 %s 不在有效期内，由人工决定。", policy->version);

  return review_text_new (en, zh);
}

ReviewText *
hub_say_legal_hold (void)
{
  return review_text_new ("A court or an authority has an order on the account: a person decides.",
                          "账户受司法或监管要求约束，由人工决定。");
}

ReviewText *
hub_say_match (void)
{
  return review_text_new ("A screening match is not cleared: never passed automatically.",
                          "名单命中尚未排除，一律不自动放行。");
}

ReviewText *
hub_say_block_list (void)
{
  return review_text_new ("The house's block list has a hit: a person looks.",
                          "命中内部黑名单，须人工审核。");
}

ReviewText *
hub_say_key_user (gint64 priority)
{
  g_autofree char *en = g_strdup_printf (
      "Key user (priority %" G_GINT64_FORMAT "): never decided automatically.", priority);
  g_autofree char *zh =
      g_strdup_printf ("重点用户（优先级 %" G_GINT64_FORMAT "），一律不自动决策。", priority);

  return review_text_new (en, zh);
}

/* Puts the rule's name where @pattern has "%s"; its id where it has no name in the language. */
static char *
put_name (const char *pattern, const ReviewRule *rule, const char *language)
{
  const char *name = rule->name != NULL ? review_text_get (rule->name, language) : NULL;
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strjoinv (name != NULL ? name : rule->id, parts);
}

ReviewText *
hub_say_rule (const ReviewRule *rule)
{
  static const struct
  {
    const char *en, *zh_cn;
  } by_effect[] = {
    [REVIEW_RULE_FORCE_HUMAN] = { "Rule “%s”: a person decides.", "规则“%s”：由人工决定。" },
    [REVIEW_RULE_FORCE_BLOCK] = { "Rule “%s”: blocked.", "规则“%s”：拦截。" },
    [REVIEW_RULE_REQUIRE_ESCALATION] = { "Rule “%s”: an escalation is required.",
                                         "规则“%s”：须升级处理。" },
    [REVIEW_RULE_RAISE_PRIORITY] = { "Rule “%s”: the priority is raised.",
                                     "规则“%s”：提高优先级。" },
  };
  g_autofree char *en = NULL;
  g_autofree char *zh = NULL;

  g_return_val_if_fail (rule->effect > 0 && rule->effect < (int) G_N_ELEMENTS (by_effect), NULL);
  en = put_name (by_effect[rule->effect].en, rule, "en");
  zh = put_name (by_effect[rule->effect].zh_cn, rule, "zh-CN");
  return review_text_new (en, zh);
}

ReviewText *
hub_say_no_policy (void)
{
  return review_text_new ("The policy has no thresholds for this type: a person decides.",
                          "策略未给出该类型的阈值，由人工决定。");
}

ReviewText *
hub_say_band (const ReviewTypePolicy *policy, double risk, gboolean proven)
{
  g_autofree char *low = format_risk (policy->threshold_pass, NAN);
  g_autofree char *high = format_risk (policy->threshold_block, NAN);
  g_autofree char *value = format_risk (risk, risk < policy->verdict_cut ? policy->threshold_pass
                                                                         : policy->threshold_block);
  const char *en_state = proven ? "certified" : "not certified";
  const char *zh_state = proven ? "已证明达标" : "未经证明达标";
  g_autofree char *en = g_strdup_printf ("Risk %s lies inside the human band (%s–%s, %s).", value,
                                         low, high, en_state);
  g_autofree char *zh =
      g_strdup_printf ("风险值 %s 处于人工区间（%s–%s，%s）。", value, low, high, zh_state);

  return review_text_new (en, zh);
}

/* "model m7, calibration c2" as both languages write it. */
static char *
name_scale (const ReviewAssessment *said, const char *pattern)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 3);

  return g_strconcat (parts[0], said->model != NULL ? said->model : "–", parts[1],
                      said->calibration != NULL ? said->calibration : "–", parts[2], NULL);
}

ReviewText *
hub_say_other_model (const ReviewAssessment *said)
{
  g_autofree char *en = name_scale (said, "The thresholds are not certified for model %s with "
                                          "calibration %s: a person decides.");
  g_autofree char *zh = name_scale (said, "阈值未针对模型 %s（校准 %s）证明达标，由人工决定。");

  return review_text_new (en, zh);
}

ReviewText *
hub_say_agent (const ReviewAssessment *said)
{
  g_autofree char *en = g_strdup_printf (
      "The thresholds are not certified for the agent %s: a person decides.", said->agent);
  g_autofree char *zh = g_strdup_printf ("阈值未针对代理 %s 证明达标，由人工决定。", said->agent);

  return review_text_new (en, zh);
}

ReviewText *
hub_say_threshold (const ReviewTypePolicy *policy, double risk, gboolean block)
{
  double threshold = block ? policy->threshold_block : policy->threshold_pass;
  g_autofree char *limit = format_risk (threshold, NAN);
  g_autofree char *value = format_risk (risk, threshold);
  g_autofree char *en =
      g_strdup_printf (block ? "Risk %s is at or above the auto-block threshold %s."
                             : "Risk %s is at or below the auto-pass threshold %s.",
                       value, limit);
  g_autofree char *zh = g_strdup_printf (block ? "风险值 %s 达到自动拦截阈值 %s。"
                                               : "风险值 %s 未超过自动放行阈值 %s。",
                                         value, limit);

  return review_text_new (en, zh);
}
