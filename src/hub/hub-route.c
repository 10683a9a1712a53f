/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a case goes. Gates in their order; the threshold that decided, the rules that matched, the
 * reason and the probability of being labelled are stored with the outcome, so that every figure
 * computed later can be weighted by it. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-route.h"

#include <math.h>
#include <string.h>

#include "hub-words.h"

/* A case on its way through the gates. */
typedef struct
{
  const ReviewPolicy *policy;
  const HubCase *item;
  const ReviewTypePolicy *type; /* (nullable) */
  gboolean proven;              /* @type is certified for what said the risk */
  const HubRules *rules;
  double *values;     /* of the rules' columns */
  gboolean *matched;  /* by rule */
  ReviewGates *gates; /* (borrowed): of the route that is made */
  HubRoute *route;
} Passage;

static gboolean
take (Passage *self, ReviewRoute where, const char *reason, ReviewText *text)
{
  HubRoute *route = self->route;

  route->route = where;
  route->reason = reason;
  route->reason_text = text;
  return TRUE;
}

static void
set_value (Passage *self, const char *name, double value)
{
  int column = hub_rules_find_column (self->rules, name);

  if (column >= 0)
    self->values[column] = value;
}

static void
set_priority (Passage *self, gint64 priority)
{
  self->gates->priority = priority;
  set_value (self, "priority", (double) priority);
  set_value (self, "key_user", review_priority_is_key_user (priority) ? 1 : 0);
}

static double
read_fact (const Passage *self, const char *name)
{
  const HubCase *item = self->item;
  ReviewFact fact = { NAN, NULL };

  if (item->fact == NULL || !item->fact (name, &fact, item->fact_data))
    return NAN;
  return fact.text != NULL ? hub_rules_encode (self->rules, fact.text) : fact.number;
}

/* Thresholds and rules speak of risks on a known scale: that of the live model, and of an agent of
 * another house only where a certificate names it. */
static gboolean
is_scale_known (const Passage *self)
{
  return !review_assessment_is_foreign (self->item->assessment) || self->proven;
}

static void
fill_values (Passage *self)
{
  const char *const *names = hub_rules_get_columns (self->rules);
  const ReviewAssessment *said = self->item->assessment;

  for (guint i = 0; names[i] != NULL; i++)
    self->values[i] = read_fact (self, names[i]);
  set_value (self, "case_type", hub_rules_encode (self->rules, self->item->case_type));
  if (!is_scale_known (self))
    return;
  set_value (self, "risk", said->risk);
  set_value (self, "verdict",
             hub_rules_encode (self->rules, review_enum_nick (&review_verdicts, said->verdict)));
}

static void
raise_priority (Passage *self, const ReviewRule *rule)
{
  gint64 most = rule->key_user_reason != NULL ? 100 : HUB_RAISE_LIMIT;
  gint64 to = MIN (rule->priority, most);

  if (to <= self->gates->priority)
    return;
  set_priority (self, to);
  g_free (self->gates->priority_rule);
  self->gates->priority_rule = g_strdup (rule->id);
  g_free (self->gates->priority_reason);
  self->gates->priority_reason = g_strdup (rule->key_user_reason);
}

/* Rules that raise come first and see what those before them raised; all others then see the
 * priority that came of it. */
static void
apply_rules (Passage *self)
{
  guint n = hub_rules_get_n (self->rules);

  for (guint i = 0; i < 2 * n; i++)
    {
      const ReviewRule *rule = hub_rules_get_rule (self->rules, i % n);
      gboolean raises = rule->effect == REVIEW_RULE_RAISE_PRIORITY;

      if (raises != (i < n)
          || hub_rules_evaluate (self->rules, i % n, self->values) != REVIEW_ANSWER_MET)
        continue;
      self->matched[i % n] = TRUE;
      if (raises)
        raise_priority (self, rule);
    }
}

static const ReviewRule *
find_matched (const Passage *self, ReviewRuleEffect effect)
{
  for (guint i = 0; i < hub_rules_get_n (self->rules); i++)
    {
      const ReviewRule *rule = hub_rules_get_rule (self->rules, i);

      if (self->matched[i] && rule->effect == (int) effect)
        return rule;
    }
  return NULL;
}

static void
note_rules (Passage *self)
{
  const ReviewRule *escalation = find_matched (self, REVIEW_RULE_REQUIRE_ESCALATION);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < hub_rules_get_n (self->rules); i++)
    if (self->matched[i])
      g_ptr_array_add (ids, hub_rules_get_rule (self->rules, i)->id);
  if (ids->len > 0)
    {
      g_ptr_array_add (ids, NULL);
      self->gates->rules = g_strdupv ((char **) ids->pdata);
    }
  if (escalation == NULL)
    return;
  self->gates->escalation_rule = g_strdup (escalation->id);
  self->gates->escalation_reason = g_strdup (escalation->reason);
}

/* 1 at the threshold that decided, 0 at the end of the scale; 0 where none decided. */
static double
get_nearness (const Passage *self, gboolean block)
{
  double risk = self->item->assessment->risk;
  double room = block ? 1 - self->route->threshold : self->route->threshold;

  return room > 0 ? CLAMP ((block ? 1 - risk : risk) / room, 0, 1) : 0;
}

/* 0: nothing at stake, or in another currency than the policy names; a half at its amount. */
static double
get_stake (const Passage *self)
{
  const ReviewParameter *half = review_policy_find_parameter (self->policy, HUB_AUDIT_VALUE);

  if (half == NULL || !(half->value > 0) || !(self->item->value > 0)
      || g_strcmp0 (half->unit, self->item->currency) != 0)
    return 0;
  return self->item->value / (self->item->value + half->value);
}

/* Decided without a person, unless the case is drawn into the blind audit. */
static gboolean
decide (Passage *self, gboolean block, const char *reason, ReviewText *text)
{
  double rate = self->type != NULL && self->type->audit_rate > 0 ? self->type->audit_rate : 0;

  self->route->pi = hub_audit_pi (rate, get_nearness (self, block), get_stake (self));
  self->gates->act = block ? (int) REVIEW_VERDICT_BLOCK : (int) REVIEW_VERDICT_PASS;
  if (self->item->draw < self->route->pi)
    return take (self, REVIEW_ROUTE_AUDIT, "audit_sample", text);
  return take (self, block ? REVIEW_ROUTE_AUTO_BLOCK : REVIEW_ROUTE_AUTO_PASS, reason, text);
}

static gboolean
pass_validity (Passage *self)
{
  gint64 at = self->item->at;

  if (at == 0
      || (at >= self->policy->valid_from
          && (self->policy->valid_until == 0 || at < self->policy->valid_until)))
    return FALSE;
  return take (self, REVIEW_ROUTE_HUMAN, "policy_not_in_force",
               hub_say_not_in_force (self->policy));
}

static gboolean
pass_legal (Passage *self)
{
  if (self->item->legal_hold)
    return take (self, REVIEW_ROUTE_HUMAN, "legal_hold", hub_say_legal_hold ());
  if (self->item->screening_match || read_fact (self, HUB_SCREENING_FACT) > 0)
    return take (self, REVIEW_ROUTE_HUMAN, "screening_match", hub_say_match ());
  return FALSE;
}

static gboolean
pass_key_user (Passage *self)
{
  if (!review_priority_is_key_user (self->gates->priority))
    return FALSE;
  return take (self, REVIEW_ROUTE_HUMAN, "key_user", hub_say_key_user (self->gates->priority));
}

static gboolean
pass_forced_block (Passage *self)
{
  const ReviewRule *rule = find_matched (self, REVIEW_RULE_FORCE_BLOCK);

  return rule != NULL && decide (self, TRUE, "forced_block", hub_say_rule (rule));
}

/* What the house itself listed is never passed by a threshold: a person looks, unless a rule blocks it
 * before. An allow list opens no gate. */
static gboolean
pass_block_list (Passage *self)
{
  return read_fact (self, HUB_BLOCK_LIST_FACT) > 0
         && take (self, REVIEW_ROUTE_HUMAN, "block_list", hub_say_block_list ());
}

/* What has to be escalated, or is forced to a person, is not left to a threshold. */
static gboolean
pass_forced_human (Passage *self)
{
  const ReviewRule *escalation = find_matched (self, REVIEW_RULE_REQUIRE_ESCALATION);
  const ReviewRule *human = find_matched (self, REVIEW_RULE_FORCE_HUMAN);

  if (escalation != NULL)
    return take (self, REVIEW_ROUTE_HUMAN, "escalation_rule", hub_say_rule (escalation));
  return human != NULL && take (self, REVIEW_ROUTE_HUMAN, "forced_human", hub_say_rule (human));
}

/* What was certified, was certified for one model and calibration. A policy that claims no
 * certificate is the house's own risk, for the house's own agent. */
static gboolean
pass_unproven (Passage *self)
{
  const ReviewAssessment *said = self->item->assessment;

  if (!is_scale_known (self))
    return take (self, REVIEW_ROUTE_HUMAN, "agent_not_certified", hub_say_agent (said));
  return self->type->certified && !self->proven
         && take (self, REVIEW_ROUTE_HUMAN, "certificate_of_another_model",
                  hub_say_other_model (said));
}

static gboolean
pass_thresholds (Passage *self)
{
  const ReviewTypePolicy *type = self->type;
  double risk = self->item->assessment->risk;
  gboolean pass, block;

  if (type == NULL || isnan (risk))
    return take (self, REVIEW_ROUTE_HUMAN, "no_policy", hub_say_no_policy ());
  pass = review_threshold_decides (REVIEW_SIDE_PASS, type->threshold_pass, risk);
  block = !pass && review_threshold_decides (REVIEW_SIDE_BLOCK, type->threshold_block, risk);
  self->route->threshold =
      block || (!pass && risk >= type->verdict_cut) ? type->threshold_block : type->threshold_pass;
  if (!pass && !block)
    return take (self, REVIEW_ROUTE_HUMAN, "human_band", hub_say_band (type, risk, self->proven));
  return pass_unproven (self)
         || decide (self, block, block ? "above_block" : "below_pass",
                    hub_say_threshold (type, risk, block));
}

/* Their order is the law: legal and sanctions, key user, forced block, the house's block list, people,
 * thresholds. */
static gboolean (*const gates[]) (Passage *self) = { pass_validity,   pass_legal,
                                                     pass_key_user,   pass_forced_block,
                                                     pass_block_list, pass_forced_human,
                                                     pass_thresholds };

static void
run_gates (Passage *self)
{
  fill_values (self);
  set_priority (self, self->item->priority);
  apply_rules (self);
  note_rules (self);
  for (guint i = 0; i < G_N_ELEMENTS (gates) && !gates[i](self); i++)
    ;
  self->gates->threshold = self->route->threshold;
}

/**
 * hub_route:
 * @policy: its thresholds, rules, audit rate, validity and version are used
 * @item: the case
 * @ret_route: (out): receives the route; clear with hub_route_clear()
 *
 * Gates in their order: missing assessment, validity of the policy, legal and sanctions, key user
 * (with what rules raised the priority to), forced block, the house's block list, forced to people,
 * thresholds; then the
 * audit lot over what would be decided without a person. Pure: the same case, policy and draw
 * always give the same route. A rule whose condition is unknown does not match.
 *
 * A certified policy decides automatically only what its certificates speak of: the model and the
 * calibration that they name. What an agent of another house says is decided automatically only
 * under such a certificate; without one its risk and verdict are unknown to rules as well.
 */
void
hub_route (const ReviewPolicy *policy, const HubCase *item, HubRoute *ret_route)
{
  g_autoptr (HubRules) own =
      item->rules == NULL ? hub_rules_new (policy, item->case_type, NULL) : NULL;
  Passage self = { .policy = policy,
                   .item = item,
                   .type = review_policy_find_type (policy, item->case_type),
                   .rules = own != NULL ? own : item->rules,
                   .route = ret_route };
  g_autofree double *values = NULL;
  g_autofree gboolean *matched = NULL;

  *ret_route = (HubRoute){ .threshold = NAN, .pi = 1 };
  ret_route->gates = review_record_new (&review_gates_type);
  ret_route->gates->threshold = NAN;
  ret_route->gates->priority = item->priority;
  self.gates = ret_route->gates;
  if (item->assessment == NULL)
    {
      take (&self, REVIEW_ROUTE_NO_ASSESSMENT, "no_assessment", hub_say_no_assessment ());
      return;
    }
  self.proven = self.type != NULL
                && review_type_policy_is_proven_for (self.type, item->assessment->model,
                                                     item->assessment->calibration);
  values = g_new (double, g_strv_length ((char **) hub_rules_get_columns (self.rules)) + 1);
  matched = g_new0 (gboolean, hub_rules_get_n (self.rules) + 1);
  self.values = values;
  self.matched = matched;
  run_gates (&self);
}

/**
 * hub_route_apply:
 * @assessment: not yet handed on; receives route, reason, its text, pi and what the gates said
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
  g_clear_pointer (&assessment->gates, review_record_unref);
  assessment->gates = review_record_ref (self->gates);
}

void
hub_route_clear (HubRoute *self)
{
  g_clear_pointer (&self->reason_text, review_text_free);
  g_clear_pointer (&self->gates, review_record_unref);
}

/**
 * hub_case_init:
 * @self: (out): the case as the gates see it, with nothing drawn and the validity not asked; valid
 *   as long as @facts and @assessment are
 * @facts: the case, as of the assessment, with ROCA's facts behind it
 *
 * Priority, stake, screening and legal holds are read from the case as it arrived.
 */
void
hub_case_init (HubCase *self, const HubFacts *facts, const ReviewAssessment *assessment)
{
  const ReviewIntake *intake = facts->intake;

  *self = (HubCase){ .case_type = intake->type,
                     .assessment = assessment,
                     .priority = intake->priority,
                     .screening_match = hub_facts_has_match (facts),
                     .legal_hold = hub_facts_has_legal_hold (facts),
                     .value = intake->value != NULL ? g_ascii_strtod (intake->value, NULL) : NAN,
                     .currency = intake->currency,
                     .draw = 1,
                     .fact = hub_facts_get,
                     .fact_data = (gpointer) facts };
}

/**
 * hub_route_intake:
 * @policy: as in hub_route()
 * @facts: see hub_case_init()
 * @draw: review_hash_draw() of the case
 * @at: now; 0: the policy's validity is not asked
 * @assessment: of the case, not yet handed on; receives its route
 *
 * hub_route() for a case as it arrived; the outcome is written where it is stored.
 */
void
hub_route_intake (const ReviewPolicy *policy,
                  const HubFacts *facts,
                  double draw,
                  gint64 at,
                  ReviewAssessment *assessment)
{
  HubCase item;
  g_auto (HubRoute) route = { 0 };

  hub_case_init (&item, facts, assessment);
  item.draw = draw;
  item.at = at;
  hub_route (policy, &item, &route);
  hub_route_apply (&route, assessment);
}

/**
 * hub_audit_pi:
 * @rate: of the policy, 0..1: the uniform part, with which every case is drawn
 * @nearness: 0 far from the threshold that decided, 1 at it
 * @stake: 0 nothing, towards 1 much
 *
 * pi = rate (1 + (nearness + stake) / 2), at most 1. What is boosted never exceeds what is drawn
 * uniformly, so at least half of the audit budget is uniform whatever the cases are, and every
 * case that is decided without a person can be drawn.
 *
 * Returns: the probability of an audit, in [rate, min (1, 2 rate)]
 */
double
hub_audit_pi (double rate, double nearness, double stake)
{
  return MIN (1, rate * (1 + (CLAMP (nearness, 0, 1) + CLAMP (stake, 0, 1)) / 2));
}
