/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a case goes. Gates in their order; the threshold that decided, the reason and the
 * probability of being labelled are stored with the outcome, so that every figure computed later
 * can be weighted by it. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-route.h"

#include <math.h>

#include "review-case.h"

static void
set_route (HubRoute *route, ReviewRoute where, const char *reason, double threshold, double pi)
{
  *route = (HubRoute){ where, reason, NULL, threshold, pi };
}

/* "risk 0.71", "0.05": two digits, three where two would hide the side it is on. */
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

static ReviewText *
say_band (const ReviewTypePolicy *policy, double risk)
{
  g_autofree char *low = format_risk (policy->threshold_pass, NAN);
  g_autofree char *high = format_risk (policy->threshold_block, NAN);
  g_autofree char *value =
      format_risk (risk, risk < 0.5 ? policy->threshold_pass : policy->threshold_block);
  const char *en_state = policy->certified ? "certified" : "not certified";
  const char *zh_state = policy->certified ? "已证明达标" : "未经证明达标";
  g_autofree char *en = g_strdup_printf ("Risk %s lies inside the human band (%s–%s, %s).", value,
                                         low, high, en_state);
  g_autofree char *zh =
      g_strdup_printf ("风险值 %s 处于人工区间（%s–%s，%s）。", value, low, high, zh_state);

  return review_text_new (en, zh);
}

static ReviewText *
say_threshold (const ReviewTypePolicy *policy, double risk, gboolean block)
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

static void
route_key_user (gint64 priority, HubRoute *ret_route)
{
  g_autofree char *en = g_strdup_printf (
      "Key user (priority %" G_GINT64_FORMAT "): never decided automatically.", priority);
  g_autofree char *zh =
      g_strdup_printf ("重点用户（优先级 %" G_GINT64_FORMAT "），一律不自动决策。", priority);

  set_route (ret_route, REVIEW_ROUTE_HUMAN, "key_user", NAN, 1);
  ret_route->reason_text = review_text_new (en, zh);
}

static void
route_thresholds (const ReviewTypePolicy *policy, double risk, double draw, HubRoute *ret_route)
{
  gboolean pass = risk <= policy->threshold_pass;
  gboolean block = !pass && risk >= policy->threshold_block;
  double rate = isnan (policy->audit_rate) ? 0 : policy->audit_rate;

  if (!pass && !block)
    {
      set_route (ret_route, REVIEW_ROUTE_HUMAN, "human_band",
                 risk < 0.5 ? policy->threshold_pass : policy->threshold_block, 1);
      ret_route->reason_text = say_band (policy, risk);
      return;
    }
  if (draw < rate)
    set_route (ret_route, REVIEW_ROUTE_AUDIT, "audit_sample",
               block ? policy->threshold_block : policy->threshold_pass, rate);
  else
    set_route (ret_route, block ? REVIEW_ROUTE_AUTO_BLOCK : REVIEW_ROUTE_AUTO_PASS,
               block ? "above_block" : "below_pass",
               block ? policy->threshold_block : policy->threshold_pass, rate);
  ret_route->reason_text = say_threshold (policy, risk, block);
}

void
hub_route (const ReviewPolicy *policy,
           const char *case_type,
           const ReviewAssessment *assessment,
           gint64 priority,
           double draw,
           HubRoute *ret_route)
{
  const ReviewTypePolicy *type = review_policy_find_type (policy, case_type);

  if (assessment == NULL)
    {
      set_route (ret_route, REVIEW_ROUTE_NO_ASSESSMENT, "no_assessment", NAN, 1);
      ret_route->reason_text = review_text_new ("There is no assessment: a person decides.",
                                                "没有 ROCA 评估，由人工决定。");
    }
  else if (review_priority_is_key_user (priority))
    route_key_user (priority, ret_route);
  else if (type == NULL || isnan (assessment->risk))
    {
      set_route (ret_route, REVIEW_ROUTE_HUMAN, "no_policy", NAN, 1);
      ret_route->reason_text =
          review_text_new ("The policy has no thresholds for this type: a person decides.",
                           "策略未给出该类型的阈值，由人工决定。");
    }
  else
    route_thresholds (type, assessment->risk, draw, ret_route);
}

/**
 * hub_route_apply:
 * @assessment: not yet handed on; receives route, reason, its text and pi
 */
void
hub_route_apply (const HubRoute *self, ReviewAssessment *assessment)
{
  assessment->route = (int) self->route;
  g_free (assessment->reason);
  assessment->reason = g_strdup (self->reason);
  review_text_free (assessment->reason_text);
  assessment->reason_text = review_text_copy (self->reason_text);
  assessment->pi = self->pi;
}

void
hub_route_clear (HubRoute *self)
{
  g_clear_pointer (&self->reason_text, review_text_free);
}
